"""Object storage as a store of files: S3, OSS, COS, OBS."""
