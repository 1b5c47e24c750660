"""What a pull request changes: for readers, for the people named, for the figures, and who must sign it."""
