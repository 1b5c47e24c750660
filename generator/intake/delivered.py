"""What somebody handed in, once it is read: the one form in which letters, Word files and folders reach a draft."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

BlockKind = Literal["title", "heading", "paragraph", "item", "table", "picture"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text in reading order."""

    kind: BlockKind
    text: str = ""
    """Plain text without any markup, NFC, no control characters; of a table one line a row, cells split by tabs."""
    picture: int | None = None
    """Which of ``Piece.pictures`` stands here."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it came; nothing of it has been decoded yet."""

    name: str
    """File name as the sender wrote it, without folders; made up where there was none."""
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came along and is not used in the draft: it stays beside it, in private, and a person looks at it."""

    name: str
    """Where it came from, e.g. ``来信.eml › 资料.zip › 名单.xlsx``."""
    data: bytes = field(repr=False)
    reason: str
    """Chinese, one line: why it is not in the draft, and what to do."""
    source: Path | None = None
    """Where the bytes lie on disk if they are too many to be held in memory (a long film); ``data`` is empty then."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One story, or one form, of what was handed in."""

    name: str
    """Where its text came from, e.g. ``来信.eml › 活动信息.docx``."""
    blocks: tuple[Block, ...]
    pictures: tuple[Picture, ...] = ()
    subject: str = ""
    """Subject of the letter or the document's file name without its suffix."""
    sender: str = ""
    """Display name of the sender, never an address."""
    sent: dt.date | None = None
    """Day of the letter."""
    document: bytes | None = field(default=None, repr=False)
    """The .docx itself where the text came from one: forms are read from its tables."""
    changed: dt.date | None = None
    """Day on which the document was last changed, as the file itself says: often of another document, or years old."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything in the files that were handed in; what is in none of ``pieces`` is in ``kept``: nothing is lost."""

    pieces: tuple[Piece, ...]
    tables: tuple[Picture, ...] = ()
    """Spreadsheets (xlsx, xls, ods, csv) as they came, for those that list teams."""
    kept: tuple[Kept, ...] = ()
    notes: tuple[str, ...] = ()
    """Chinese, one line each: what a person should know, e.g. ``活动信息.docm 里有宏，没有运行``."""
