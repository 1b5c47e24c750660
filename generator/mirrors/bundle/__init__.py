"""A signed archive for delivery by hand."""
