"""The packed files of the search, opened as a stranger would open them.

Records are JSON and read like any page. Index chunks hold bigrams and numbers, nothing else, and no bigram
that stands in no record: whatever can be pieced together from an index is then in the records that were read.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import bigrams

FOLDER = "search/"
SUFFIXES = frozenset({".pf_fragment", ".pf_index", ".pf_meta", ".pagefind"})
"""File types that belong into the folder of the search and nowhere else."""
_MARKER = b"pagefind_dcd"
_GAP = " " * 4
_NUMBERS = (
    rb"[\x00-\x17\x20-\x37\x80-\x97]|[\x18\x38\x98][\x00-\xff]|[\x19\x39\x99][\x00-\xff]{2}"
    rb"|[\x1a\x3a\x9a][\x00-\xff]{4}"
)
"""Numbers and lengths of lists in CBOR (RFC 8949)."""
_CHUNK = re.compile(rb"(?:%b|h[a-z]{8})*+" % _NUMBERS)
_TOKENS = re.compile(rb"(?<=\x83)h([a-z]{8})")
"""A token begins an entry of three parts; no number is followed by a text."""
_READABLE = re.compile(r"[^\W_]{2,}")
UNREADABLE = "不能解开，没有办法检查"
FOREIGN = "搜索索引里有任何记录里都没有的文字"


def belongs(name: str) -> bool:
    """Whether a path inside the site is that of a packed file of the search."""
    return name.startswith(FOLDER) and Path(name).suffix.lower() in SUFFIXES


def opened(path: Path) -> str | None:
    """What a packed file says, facts apart from each other; None for what is no such file."""
    content = _unpacked(path.read_bytes())
    if content is None:
        return None
    suffix = path.suffix.lower()
    if suffix == ".pf_index":
        return "" if _CHUNK.fullmatch(content) else None
    if suffix == ".pf_fragment":
        strings = _strings(content)
        return None if strings is None else _GAP.join(strings)
    return _GAP.join(_READABLE.findall(content.decode("utf-8", "replace")))


def foreign(site: Path) -> Iterator[Path]:
    """Index chunks with a pair of characters that is in no record: words that no page shows."""
    chunks = sorted((site / FOLDER).rglob("*.pf_index"))
    if not chunks:
        return
    records = (_strings(_unpacked(path.read_bytes()) or b"") for path in (site / FOLDER).rglob("*.pf_fragment"))
    known = bigrams.neighbours(text for strings in records for text in _with_days(strings or []))
    known.add("")  # what the token says that stands in every record
    for path in chunks:
        found = _TOKENS.findall(_unpacked(path.read_bytes()) or b"")
        if not {bigrams.decoded(token.decode()) for token in found} <= known:
            yield path


def _with_days(strings: list[str]) -> Iterator[str]:
    """The strings of a record, with its day as it can be searched for."""
    for text in strings:
        yield text
        day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
        if day:
            yield f"{day[1]}年{int(day[2])}月{int(day[3])}日"


def _unpacked(data: bytes) -> bytes | None:
    try:
        content = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return None
    return content.removeprefix(_MARKER) if content.startswith(_MARKER) else None


def _strings(content: bytes) -> list[str] | None:
    try:
        return list(_walked(json.loads(content)))
    except ValueError:
        return None


def _walked(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _walked(each)
    elif isinstance(value, list):
        for each in value:
            yield from _walked(each)
    elif value is not None:
        yield str(value)
