"""What arrives by e-mail and as Word files, read into drafts; whatever cannot be read is kept and told."""
