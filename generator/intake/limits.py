"""How much is read: of one file, of everything together, and how deep things may lie in one another."""

from __future__ import annotations

from dataclasses import dataclass

from generator.intake.unusable import UnusableError

MEGABYTE = 1024 * 1024
MAX_FILE = 150 * MEGABYTE
"""Bytes of one file on disk; a letter with all its photographs is smaller. Larger ones stay where they are."""
MAX_ALL = 600 * MEGABYTE
"""Bytes that are held in memory, unpacked."""
MAX_FILES = 3_000
MAX_DEPTH = 6
"""Letters in archives in letters …"""
MAX_TEXT = 5 * MEGABYTE
"""Bytes of one text; 5 MB are four long novels."""
MAX_PAGE = 40 * MEGABYTE
"""Bytes of one page in HTML; its pictures may be in it."""
MAX_RATIO = 200
"""Bytes out of one byte in; what people write packs to a tenth, a table of zeros to a hundredth."""


@dataclass
class Budget:
    """What is left of the room for one delivery."""

    room: int = MAX_ALL
    files: int = MAX_FILES

    def take(self, size: int) -> None:
        """Count one more file.

        Raises:
            UnusableError: there is no room for it.
        """
        if self.files <= 0:
            raise UnusableError(f"文件太多（超过 {MAX_FILES} 个），没有读，请分几次交")
        if size > self.room:
            raise UnusableError(f"一次交来的东西太大（超过 {MAX_ALL // MEGABYTE} MB），没有读，请分几次交")
        self.files -= 1
        self.room -= size
