"""Names under which a file lies while it is on its way, so that what a killed run left behind is known and removed."""

from __future__ import annotations

import re
import secrets
from pathlib import PurePosixPath

_NAME = re.compile(r"_jinguo-[0-9a-f]{16}\.part")


def temporary(path: str) -> str:
    """A name beside a file that nobody guesses; no dot in front, because some servers do not list such names."""
    return str(PurePosixPath(path).with_name(f"_jinguo-{secrets.token_hex(8)}.part"))


def is_leftover(path: str) -> bool:
    """Whether a path is such a name."""
    return _NAME.fullmatch(path.rpartition("/")[2]) is not None
