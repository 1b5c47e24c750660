"""SFTP as a store of files."""
