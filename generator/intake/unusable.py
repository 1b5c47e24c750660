"""What cannot be read says so in one Chinese line, which repeats nothing of the content."""

from __future__ import annotations


class UnusableError(Exception):
    """Part of a delivery that no draft can be made of: it is kept as it came."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        """Chinese: why, and what to do."""
        super().__init__(reason)
