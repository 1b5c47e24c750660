"""The search of the public site: what can be found, in the index that a visitor's browser reads."""
