"""What is accepted as a photo."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos.formats import Unreadable, recognise

REFUSED = {
    "empty": (b"", "0 字节"),
    "gif": (b"GIF89a" + bytes(20), "GIF"),
    "pdf": (b"%PDF-1.7\n", "PDF"),
    "bmp": (b"BM" + bytes(60), "BMP"),
    "tiff or raw": (b"II*\0" + bytes(20), "RAW"),
    "docx": (b"PK\x03\x04" + bytes(20), "Office"),
    "doc": (b"\xd0\xcf\x11\xe0" + bytes(20), "Office"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "web page": (b"<!DOCTYPE html><html></html>", "网页"),
    "film": (b"\0\0\0\x18ftypmp42" + bytes(12), "视频"),
    "avif": (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", "AVIF"),
    "avif in a general box": (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF"),
    "heic sequence": (b"\0\0\0\x18ftyphevc\0\0\0\0msf1hevc", "连拍"),
    "git lfs pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
    "text": ("这是一段文字".encode(), "认不出"),
}


@pytest.mark.parametrize(("data", "word"), REFUSED.values(), ids=REFUSED.keys())
def test_refusal_names_what_it_is(data: bytes, word: str) -> None:
    """A file that is no photo is refused in a Chinese sentence that says what it is."""
    with pytest.raises(Unreadable, match=word):
        recognise(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIF"),
    ],
)
def test_content_decides(data: bytes, kind: str) -> None:
    """The first bytes decide, whatever the file is called."""
    assert recognise(data) == kind


@given(st.binary(max_size=64))
def test_never_surprised(data: bytes) -> None:
    """Any bytes at all are either a known format or refused."""
    with contextlib.suppress(Unreadable):
        assert recognise(data) in {"JPEG", "PNG", "WEBP", "HEIF"}
