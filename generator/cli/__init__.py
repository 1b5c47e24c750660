"""The commands: one file a group; each parses, calls, and prints."""
