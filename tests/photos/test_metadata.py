"""What a file reveals beyond its pixels."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos.metadata import BROKEN, TRAILING, UNKNOWN, findings

if TYPE_CHECKING:
    from tests.photos.conftest import Studio

KINDS = ("JPEG", "PNG", "WEBP", "AVIF")


def segment(marker: int, content: bytes) -> bytes:
    """One JPEG segment."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def riff(data: bytes, extra: bytes) -> bytes:
    """A WebP file with one more chunk at its end."""
    return data[:4] + struct.pack("<I", len(data) - 8 + len(extra)) + data[8:] + extra


@pytest.mark.parametrize("kind", KINDS)
def test_plain_pixels_are_clean(studio: Studio, kind: str) -> None:
    """A file with nothing but pixels has no findings."""
    assert findings(studio.file(kind)) == []


@pytest.mark.parametrize("option", ["progressive", "optimize", "restart_marker_rows"])
def test_every_way_to_code_a_jpeg_is_clean(studio: Studio, option: str) -> None:
    """Several scans and restart markers are pixels, too."""
    assert findings(studio.file("JPEG", studio.scene(), **{option: 1})) == []


def test_cmyk_jpeg_is_clean(studio: Studio) -> None:
    """Adobe's note on how colours are coded is needed to read them."""
    data = studio.file("JPEG", studio.scene().convert("CMYK"))
    assert b"Adobe" in data
    assert findings(data) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("JPEG", ("EXIF", "XMP", "ICC", "注释")),
        ("PNG", ("EXIF", "ICC", "文字")),
        ("WEBP", ("EXIF", "XMP", "ICC")),
        ("AVIF", ("EXIF", "XMP", "ICC")),
    ],
)
def test_everything_a_camera_tells_is_found(studio: Studio, kind: str, words: tuple[str, ...]) -> None:
    """EXIF, XMP, colour profiles, comments and text are found in each format that has them."""
    found = "\n".join(findings(studio.revealing(kind)))
    assert [word for word in words if word not in found] == []


@pytest.mark.parametrize(
    ("marker", "content", "word"),
    [
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04", "IPTC"),
        (0xE2, b"MPF\0MM\0*", "MPF"),
        (0xE0, b"JFXX\0\x10thumbnail", "缩略图"),
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1\1\2\3", "缩略图"),
        (0xE1, b"something else", "FFE1"),
        (0xEB, b"JP\0\0jumb c2pa", "FFEB"),
        (0xEE, b"Adobe\0\x64\0\0\0\0\1 and more", "FFEE"),
        (0xEF, b"", "FFEF"),
        (0xFE, b"", "注释"),
    ],
)
def test_what_was_not_foreseen_is_found(studio: Studio, marker: int, content: bytes, word: str) -> None:
    """A JPEG segment is a finding unless it is known to be needed for the pixels."""
    data = studio.file("JPEG")
    assert word in findings(data[:2] + segment(marker, content) + data[2:])[0]


def test_unknown_chunks_are_found(studio: Studio) -> None:
    """A PNG or WebP chunk is a finding unless it is known to be needed for the pixels."""
    png, webp = studio.file("PNG"), studio.file("WEBP")
    for name, word in ((b"prVt", "prVt"), (b"tIME", "时间"), (b"zTXt", "文字"), (b"eXIf", "EXIF")):
        assert word in findings(png[:-12] + studio.chunk(name, b"secret.") + png[-12:])[0]
    assert "gAMA" in findings(png[:-12] + studio.chunk(b"gAMA", b"33.7N 113.3E") + png[-12:])[0]
    assert "SECR" in findings(riff(webp, b"SECR\4\0\0\0data"))[0]
    assert "动画" in findings(riff(webp, b"ANMF\0\0\0\0"))[0]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("extra", [b"\0", b"PK\x03\x04 a zip", b"\xff\xd8\xff\xe0 a second picture"])
def test_nothing_may_follow(studio: Studio, kind: str, extra: bytes) -> None:
    """Bytes after the end of the picture are found: films and depth maps hide there."""
    assert findings(studio.file(kind) + extra) == [TRAILING]


@pytest.mark.parametrize("kind", KINDS)
def test_no_beginning_of_a_file_is_clean(studio: Studio, kind: str) -> None:
    """A file that was cut anywhere cannot be proven clean."""
    data = studio.file(kind, studio.scene(24, 16))
    assert [cut for cut in range(len(data)) if not findings(data[:cut])] == []


def test_a_changed_png_chunk_is_broken(studio: Studio) -> None:
    """A checksum that does not fit means that the file was altered."""
    data = bytearray(studio.file("PNG"))
    data[20] ^= 1
    assert findings(bytes(data)) == [BROKEN]


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\0\0\0\x18ftypheic", b"RIFF\0\0\0\0WAVE"])
def test_other_formats_cannot_be_proven(data: bytes) -> None:
    """What is no JPEG, PNG, WebP or AVIF is a finding by itself."""
    assert findings(data) == [UNKNOWN]


@given(
    st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"\0\0\0\x20ftypavif", b""]),
    st.binary(max_size=80),
)
def test_noise_is_found_and_never_raises(start: bytes, noise: bytes) -> None:
    """Malformed bytes are a finding, not an exception."""
    assert findings(start + noise)
