"""FTP as a store of files."""
