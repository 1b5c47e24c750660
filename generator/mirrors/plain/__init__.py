"""Publishing to servers that offer files and nothing else."""
