"""What a file is: by its first bytes, and by its name only where bytes do not tell."""

from __future__ import annotations

import contextlib
import io
import lzma
import re
import zipfile
import zlib
from typing import Literal

What = Literal[
    "empty", "letter", "word", "office", "text", "page", "zip", "winmail", "table", "picture", "metafile",
    "film", "sound", "pdf", "slides", "archive", "locked", "outlook", "program", "vector", "other",
]  # fmt: skip

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BY_START: tuple[tuple[bytes, What], ...] = (
    (b"\xff\xd8\xff", "picture"), (b"\x89PNG\r\n", "picture"), (b"GIF87a", "picture"), (b"GIF89a", "picture"),
    (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"%PDF", "pdf"), (b"{\\rtf", "office"),
    (b"7z\xbc\xaf\x27\x1c", "archive"), (b"Rar!\x1a\x07", "archive"), (b"\x1f\x8b", "archive"), (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"), (b"\x78\x9f\x3e\x22", "winmail"), (b"\xd7\xcd\xc6\x9a", "metafile"),
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"ID3", "sound"), (b"OggS", "sound"), (b"\x1aE\xdf\xa3", "film"),
    (b"\x00\x00\x01\xba", "film"), (b"FLV\x01", "film"), (b"#!AMR", "sound"), (b"\x30\x26\xb2\x75", "film"),
)  # fmt: skip
_BY_NAME: dict[str, What] = {
    **dict.fromkeys(("eml", "mht", "mhtml"), "letter"), **dict.fromkeys(("docx", "docm", "dotx", "dotm"), "word"),
    **dict.fromkeys(("doc", "dot", "wps", "wpt", "rtf", "odt", "ott", "fodt", "uot"), "office"),
    **dict.fromkeys(("txt", "text", "md", "markdown"), "text"), **dict.fromkeys(("htm", "html", "xhtml"), "page"),
    **dict.fromkeys(("xlsx", "xlsm", "xls", "xlsb", "et", "ett", "ods", "csv", "tsv"), "table"),
    **dict.fromkeys(("emf", "wmf"), "metafile"),
    **dict.fromkeys(("ppt", "pptx", "pptm", "pps", "ppsx", "dps", "odp"), "slides"),
    **dict.fromkeys(("mp4", "mov", "avi", "wmv", "mkv", "flv", "3gp", "mpg", "mpeg", "m4v", "webm", "rmvb"), "film"),
    **dict.fromkeys(("mp3", "wav", "m4a", "amr", "aac", "wma", "ogg", "silk"), "sound"),
    **dict.fromkeys(("rar", "7z", "gz", "tgz", "bz2", "xz", "tar", "cab", "iso", "lzh", "arj"), "archive"),
    **dict.fromkeys(("exe", "com", "bat", "cmd", "js", "vbs", "ps1", "sh", "msi", "apk", "jar", "scr", "lnk", "url",
                     "hta", "dll", "app", "desktop", "py"), "program"),
    "zip": "zip", "msg": "outlook", "svg": "vector", "svgz": "vector", "pdf": "pdf",
}  # fmt: skip
_STILL = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif")
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}")
_MISNAMED = re.compile(rb"(?i)\s*(?:(MIME-Version:)|<(?:!doctype html|html))")
"""Web pages that Word saves under the name of a document."""
_BITMAP = 26
_ENTRY = b"PK\x01\x02"
MAX_LISTED = 5_000
"""Entries of one archive; more are not even listed."""
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, KeyError, ValueError,
           OSError, EOFError)  # fmt: skip
"""What zipfile raises on a damaged or locked archive."""
_SAYS_ITSELF = frozenset(
    {"letter", "office", "text", "page", "table", "slides", "outlook", "program", "archive", "sound"}
)


def suffix(name: str) -> str:
    """``照片.JPG`` → ``jpg``."""
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def recognised(name: str, data: bytes) -> What:
    """What a file is."""
    if not data.strip(b"\0\r\n\t "):
        return "empty"
    told = _BY_NAME.get(suffix(name))
    for start, what in _BY_START:
        if data.startswith(start) and not (start == b"MZ" and told in {"text", "table"}):
            return what
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _container(data, told)
    if data.startswith(_OLE):
        return "locked" if _LOCKED in data else told if told in {"table", "slides", "outlook"} else "office"
    if data[4:8] == b"ftyp":
        return "picture" if data[8:12] in _STILL else "sound" if data[8:11] == b"M4A" else "film"
    if data.startswith(b"RIFF"):
        return "picture" if data[8:12] == b"WEBP" else "sound" if data[8:12] == b"WAVE" else "film"
    if data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF":
        return "metafile"
    if data.startswith(b"BM") and len(data) > _BITMAP and data[6:10] == b"\0\0\0\0":
        return "picture"
    return _by_name(data, told)


def _by_name(data: bytes, told: What | None) -> What:
    if told == "office" and (named := _MISNAMED.match(data[:200])):
        return "letter" if named[1] else "page"
    if told in _SAYS_ITSELF or told in {"vector", "metafile", "film", "word", "zip"}:
        return told or "other"
    head = data[:4096]
    if told is None and _HEADER.match(head) and re.search(rb"(?im)^(?:received|mime-version|message-id):", head):
        return "letter"
    return "other"


def _container(data: bytes, told: What | None) -> What:
    """Office files are zip files; the names of their parts tell."""
    names = listed(data)
    if "word/document.xml" in names or (told == "word" and "[Content_Types].xml" in names):
        return "word"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "table"
    if "ppt/presentation.xml" in names:
        return "slides"
    if "mimetype" in names and "content.xml" in names:
        kind = _open_document(data)
        return "table" if "spreadsheet" in kind else "slides" if "presentation" in kind else "office"
    return "word" if told == "word" else "zip"


def _open_document(data: bytes) -> str:
    """What an OpenDocument file says of itself."""
    with contextlib.suppress(*_BROKEN), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.open("mimetype").read(100).decode("ascii", "replace")
    return ""


def listed(data: bytes) -> frozenset[str]:
    """Names in a zip file; none where there are far too many, or it is broken."""
    if data.count(_ENTRY) > MAX_LISTED:
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, UnicodeError):
        return frozenset()
