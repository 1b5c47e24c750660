"""Looking at what is served, as a reader gets it; nothing is changed."""
