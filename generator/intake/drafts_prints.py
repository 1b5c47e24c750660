"""What tells that a story, or a form, has come before: a print of its text and pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from generator.intake.delivered import Piece

MARK = "来稿指纹"
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Letters only: digits in a row could look like a telephone number."""
_LENGTH = 24


def print_of(piece: Piece) -> str:
    """The same for the same words and pictures, whatever the letter around them is called."""
    text = "".join(re.sub(r"\s", "", each.text) for each in piece.blocks)
    pictures = sorted(hashlib.sha256(each.data).hexdigest() for each in piece.pictures)
    return print_of_bytes([text.encode("utf-8", "replace"), *(each.encode() for each in pictures)])


def print_of_bytes(parts: Iterable[bytes]) -> str:
    """The print of some bytes."""
    whole = hashlib.sha256()
    for each in parts:
        whole.update(hashlib.sha256(each).digest())
    return whole.hexdigest()[:_LENGTH].translate(_LETTERS)


def marked(print_: str) -> str:
    """How a file or a commit says which story it was made from."""
    return f"{MARK} {print_}"
