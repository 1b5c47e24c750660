"""Where a headline may break: after a comma, a colon, a blank, never inside what belongs together."""

from __future__ import annotations

import re

_PARTS = re.compile(r".*?(?:[，。：；！？、—…]+[”’）》」』]?|[”’）》」』](?=[“‘（《「『])|\s+|$)", re.DOTALL)
_LONGEST = 16


def phrases(title: str) -> tuple[str, ...]:
    """The parts of a headline, together exactly the headline."""
    parts = [part for part in _PARTS.findall(title) if part]
    return tuple(parts) if parts and max(map(len, parts)) <= _LONGEST else (title,)
