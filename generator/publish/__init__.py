"""The built site on its way to the world; nothing here may know the sealed side."""
