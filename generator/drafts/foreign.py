"""What a file really is, by its first bytes: people rename files, and git keeps what they hold."""

from __future__ import annotations

_BEGINNINGS = (
    (b"PK\x03\x04", "Office 文件或压缩包"),
    (b"PK\x05\x06", "压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office 文件"),
    (b"{\\rtf", "Office 文件"),
    (b"%PDF", "PDF"),
    (b"Rar!\x1a\x07", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"BZh", "压缩包"),
    (b"\xfd7zXZ\x00", "压缩包"),
    (b"SQLite format 3\x00", "数据库"),
    (b"\x00\x01\x00\x00Standard ", "数据库"),
)
"""How files begin that hold other files, tables or letters."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_NOT_OURS = ((b"II*\x00", "TIFF 图片"), (b"MM\x00*", "TIFF 图片"), (b"BM", "BMP 图片"))
"""Pictures that the register does not take, since nothing here can prove them clean."""
_SEEN = 8192
_EVERY_OTHER = 0.2
"""Share of zeros from which bytes may be UTF-16 without its mark."""


def container(data: bytes) -> str:
    """What kind of file that may hold a roster, in Chinese; empty where it is none."""
    return next((kind for head, kind in _BEGINNINGS if data.startswith(head)), "")


def other_picture(data: bytes) -> str:
    """What kind of picture that the register does not take; empty where it is none."""
    if b"\0" not in data[:_SEEN]:
        return ""
    return next((kind for head, kind in _NOT_OURS if data.startswith(head)), "")


def is_photograph(data: bytes) -> bool:
    """A picture of a kind that the register takes, whatever its file is called."""
    webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return data.startswith(_PICTURES) or data[4:8] == b"ftyp" or webp


def is_binary(data: bytes) -> bool:
    """Whether no editor would show it as text."""
    return b"\0" in data[:_SEEN]


def without_zeros(data: bytes) -> str:
    """The letters and digits of UTF-16 that does not say so; empty where the bytes are something else."""
    zeros = data[:_SEEN].count(0)
    if not data or zeros < len(data[:_SEEN]) * _EVERY_OTHER:
        return ""
    kept = data.replace(b"\0", b"").decode("latin-1")
    return kept if sum(map(str.isprintable, kept)) + kept.count("\n") + kept.count("\r") > len(kept) // 2 else ""
