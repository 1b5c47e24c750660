"""Releases of the built site on their way to servers, and back; nothing here may know the sealed side."""
