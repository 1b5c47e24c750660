"""A server of one's own over SSH: a folder for each release, one rename."""
