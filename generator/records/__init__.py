"""Files in git become frozen facts: every mistake is a Problem with its place, never an exception."""
