"""The rules: one small function each, registered with its id, level and basis."""
