"""Why something cannot be printed."""

from __future__ import annotations


class PrintError(Exception):
    """The text is Chinese and says what to do; nothing was written."""
