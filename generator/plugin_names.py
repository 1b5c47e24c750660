"""Names that the command line and the MkDocs face agree on without importing one another."""

STAGED_BY = "JINGUO_STAGE"
"""Environment variable: a folder that the calling command has staged and will check and swap itself."""
