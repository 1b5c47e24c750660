"""Names that hold a digest of the bytes: such a file never changes, so an old page keeps what it was made for.

While a new release is being uploaded both are there, the asset of the old pages and that of the new ones; and whatever
stands between the site and a reader may keep either for ever.
"""

from __future__ import annotations

import hashlib
import re

_LETTERS = 10
"""Forty bits: of a few dozen assets no two will ever have the same."""
_SPELT = str.maketrans("0123456789", "ghijklmnop")
"""Digits of a digest as letters, as in the names of photographs: so none reads like a telephone number."""
_NAMED = re.compile(
    r"assets/(?:.*/)?[^/]*\.[0-9a-p]{10,64}\.[a-z0-9]+|photos/[a-p]{16}-[0-9]+\.[a-z]+"
    r"|search/[a-p]{10}/(?:pagefind\.js|wasm\.[a-z-]+\.pagefind)"
)
"""The assets of the theme, the photographs, and the program that searches, whose folder has the digest."""


def digest(*parts: bytes) -> str:
    """What stands in a name for these bytes."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8) + part)
    return found.hexdigest()[:_LETTERS].translate(_SPELT)


def fingerprinted(path: str, data: bytes) -> str:
    """``assets/jinguo.css`` → ``assets/jinguo.jfiaopchnd.css``."""
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}.{digest(data)}{dot}{suffix}"


def unchanging(path: str) -> bool:
    """Whether the name of a file of the site changes whenever its bytes do."""
    return bool(_NAMED.fullmatch(path))
