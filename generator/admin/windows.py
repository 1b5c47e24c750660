"""What each window has read last, so that one does not write over what another has saved meanwhile."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

STALE = "别处刚改过这篇（另一个窗口、另一台电脑或管理员），没有保存。请先复制您写的字，再刷新页面"


@dataclass(slots=True)
class Windows:
    """Marks of what windows were given: the tip of a draft's branch, the digest of a record in the register."""

    _given: dict[tuple[str, str], str] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)
    """Marks as they were when this run first met them."""

    def give(self, window: str, thing: str, mark: str) -> None:
        """A window has read something, or has just saved it."""
        if window:
            self._given[window, thing] = mark

    def is_stale(self, window: str, thing: str, mark: str) -> bool:
        """Whether something has changed since the window read it.

        A window that was open before this run is known to nobody; it may go on with what no one has touched since.
        """
        first = self._first.setdefault(thing, mark)
        if not window:
            return False
        if not any(known == window for known, _ in self._given):
            return first != mark
        return self._given.get((window, thing)) != mark

    def has_read(self, window: str, thing: str) -> bool:
        """Whether a window was given something."""
        return (window, thing) in self._given


def digest(text: str) -> str:
    """The mark of a text."""
    return hashlib.sha256(text.encode()).hexdigest()
