"""What a file says about its photo that must be known before everything it says is thrown away.

Two things only: when it was taken, which puts a batch into order and is then forgotten, and whether a program
made the picture, which readers have to be told. Marks that a machine made it stand in XMP and IPTC
(DigitalSourceType), in C2PA manifests, in the AIGC label of the Chinese standard (GB 45438—2025, TC260), and in the
texts that drawing programs leave in PNG and EXIF.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from generator.photos.formats import recognise

_CAMERA_NOTES, _TAKEN, _FRACTION = 0x8769, 0x9003, 0x9291
_TIME = re.compile(r"(?!0000)\d{4}:\d\d:\d\d \d\d:\d\d:\d\d")
_MADE_BY_MACHINE = re.compile(
    rb"trainedAlgorithmicMedia|digitalsourcetype/algorithmicMedia"  # also compositeWithTrainedAlgorithmicMedia
    rb"|tc260[^<>]{0,80}AIGC|AIGC.{0,40}Label"
    rb"|Steps: \d.{0,400}Sampler: |\"KSampler",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = (b"algorithmicmedia", b"aigc", b"sampler")
"""One of them is in each of these; looking for words first is many times faster."""
_PNG_KEYWORDS = frozenset({b"parameters", b"prompt", b"workflow", b"sd-metadata", b"invokeai_metadata", b"aigc"})
_PNG_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt"})
_PNG_START = 8
_LONGEST_TEXT = 4 * 1024 * 1024
"""Characters of one packed text that are looked at."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a file says of itself."""

    taken: str = ""
    """``2026:03:05 09:30:00.25``, only for sorting; empty where it does not say."""
    ai: bool = False
    """Whether it says that a machine made the picture, or parts of it."""


def read_claims(data: bytes) -> Claims:
    """What the bytes of an accepted photo claim; damaged notes claim nothing."""
    return Claims(_taken(data), _made_by_machine(data))


def _taken(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data), formats=[recognise(data)]) as opened:
            notes = opened.getexif().get_ifd(_CAMERA_NOTES)
            time, fraction = str(notes.get(_TAKEN, "")), str(notes.get(_FRACTION, "")).strip("\0 ")
    except Exception:  # noqa: BLE001 - on hostile bytes decoders raise nearly everything; whether it is a photo is said later
        return ""
    found = _TIME.match(time)
    return f"{found[0]}.{fraction if fraction.isascii() and fraction.isdigit() else 0}" if found else ""


def _made_by_machine(data: bytes) -> bool:
    if _says_so(data) or _says_so(data.replace(b"\0", b"")):  # notes may be written in two bytes a character
        return True
    if not data.startswith(b"\x89PNG"):
        return False
    return any(keyword.lower() in _PNG_KEYWORDS or _says_so(text) for keyword, text in _png_texts(data))


def _says_so(data: bytes) -> bool:
    small = data.lower()
    return any(word in small for word in _WORDS) and _MADE_BY_MACHINE.search(data) is not None


def _png_texts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keyword and unpacked text of every text chunk."""
    at = _PNG_START
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + length]
        at += 12 + length
        if name not in _PNG_TEXTS:
            continue
        keyword, _, rest = content.partition(b"\0")
        if name == b"iTXt":  # flag, method, language, translated keyword, text
            packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
        else:
            packed, rest = name == b"zTXt", rest[1:] if name == b"zTXt" else rest
        yield keyword, _unpacked(rest) if packed else rest


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST_TEXT)
    except zlib.error:
        return b""
