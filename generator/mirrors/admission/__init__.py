"""What must hold before a release goes out."""
