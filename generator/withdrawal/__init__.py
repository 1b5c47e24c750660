"""What a withdrawn consent takes off the site, and what people have to take down by hand."""
