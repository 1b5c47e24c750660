"""Letters in parts of a file that decoders pass over: found, while what encoders write is not."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.photos.metadata import findings
from tests.photos.test_metadata import KINDS, riff, segment

if TYPE_CHECKING:
    from tests.photos.conftest import Studio

LETTERS = (b"N33.7E113.3 " * 80)[:768]
TABLE = bytes([0]) + LETTERS[:64]


def frames(data: bytes) -> int:
    """Where the frame header of a JPEG begins."""
    return data.index(b"\xff\xc0")


@pytest.mark.parametrize(
    "extra",
    [
        segment(0xDB, TABLE),
        segment(0xDB, TABLE * 20),
        segment(0xDB, bytes([3]) + LETTERS[:64]),
        segment(0xDB, TABLE + b"N33.7"),
        segment(0xC4, b"\0" + bytes(15) + b"\x0c" + LETTERS[:12]),
        segment(0xC4, b"\x13" + bytes(15) + b"\x0c" + LETTERS[:12]),
        segment(0xDD, b"N33.7E113.3"),
        segment(0xDD, b"N3") * 2,
        segment(0xCC, LETTERS[:64]),
        segment(0xE0, b"JFIF\0\1\1N33.7\0\0"),
    ],
)
def test_tables_that_no_pixel_needs_are_found(studio: Studio, extra: bytes) -> None:
    """Defined twice before a scan, for no component, or longer than a table is."""
    data = studio.file("JPEG")
    assert findings(data[: frames(data)] + extra + data[frames(data) :])


@pytest.mark.parametrize("marker", [b"\xff\xc0", b"\xff\xda"])
def test_headers_are_as_long_as_their_components(studio: Studio, marker: bytes) -> None:
    """A frame or scan header in which more stands than its components."""
    data = studio.file("JPEG")
    at = data.index(marker)
    length = int.from_bytes(data[at + 2 : at + 4], "big")
    grown = data[: at + 2] + struct.pack(">H", length + 5) + data[at + 4 : at + 2 + length] + b"N33.7"
    assert findings(grown + data[at + 2 + length :])


@pytest.mark.parametrize(
    ("name", "content"), [(b"PLTE", LETTERS), (b"tRNS", LETTERS[:250]), (b"bKGD", b"N33.7")], ids=str
)
def test_chunks_that_a_picture_does_not_need_are_found(studio: Studio, name: bytes, content: bytes) -> None:
    """A palette of a picture that has none, and a colour that is longer than a colour."""
    data = studio.file("PNG")
    assert name.decode() in findings(data[:33] + studio.chunk(name, content) + data[33:])[0]


def test_a_chunk_may_stand_once(studio: Studio) -> None:
    """Six letters each, fifty times over, are a letter."""
    data = studio.file("PNG")
    once = data[:33] + studio.chunk(b"bKGD", bytes(6)) + data[33:]
    assert findings(once) == []
    assert "bKGD" in findings(once[:33] + studio.chunk(b"bKGD", b"N33.7E") + once[33:])[0]


def test_pixels_end_where_the_picture_ends(studio: Studio) -> None:
    """No piece after the compressed data, none apart from the others, no more rows than the picture has."""
    data = studio.file("PNG")
    spare, end = studio.chunk(b"IDAT", LETTERS), data[-12:]
    assert findings(data[:-12] + spare + end)
    assert findings(data[:-12] + studio.chunk(b"pHYs", bytes(9)) + studio.chunk(b"IDAT") + end)
    rows = zlib.compress(bytes(80 * (1 + 120 * 3)) + LETTERS)
    assert findings(data[:33] + studio.chunk(b"IDAT", rows) + end)
    assert findings(data[:33] + studio.chunk(b"IDAT", zlib.compress(bytes(80 * (1 + 120 * 3)))) + end) == []


def test_a_picture_of_nothing_is_not_unpacked(studio: Studio) -> None:
    """A bomb is a finding before it has taken any memory."""
    assert findings(studio.bomb())


def test_webp_chunks_stand_once_and_are_measured(studio: Studio) -> None:
    """A header that is too long, one more header, transparency without a header, letters between chunks."""
    data = studio.file("WEBP")
    assert findings(riff(data, b"ALPH" + struct.pack("<I", 12) + LETTERS[:12]))
    assert findings(riff(data, b"VP8X" + struct.pack("<I", 12) + LETTERS[:12]))
    clear = studio.file("WEBP", studio.scene().convert("RGBA").resize((60, 40)), lossless=False)
    assert findings(clear) == []
    assert findings(riff(data, data[12:]))


@pytest.mark.parametrize("unit", [bytes([2 << 3 | 2, 12]) + LETTERS[:12], bytes([1 << 3 | 2, 40]) + LETTERS[:40]])
def test_units_of_avif_are_measured(studio: Studio, unit: bytes) -> None:
    """A delimiter has no content, and a sequence header stands there once."""
    data = studio.file("AVIF")
    room = data.index(b"mdat") - 4
    length = int.from_bytes(data[room : room + 4], "big")
    place = data.index(b"iloc") + 22
    grown = data[:room] + struct.pack(">I", length + len(unit)) + data[room + 4 :] + unit
    assert findings(grown[:place] + struct.pack(">I", length - 8 + len(unit)) + grown[place + 4 :])


WAYS: dict[str, tuple[tuple[str, ...], tuple[dict[str, Any], ...]]] = {
    "JPEG": (("RGB", "L", "CMYK"), ({}, {"progressive": True}, {"optimize": True}, {"restart_marker_rows": 1})),
    "PNG": (("RGB", "L", "LA", "RGBA", "P", "1", "I;16"), ({}, {"optimize": True}, {"compress_level": 0})),
    "WEBP": (("RGB", "RGBA", "P"), ({}, {"lossless": True}, {"quality": 5})),
    "AVIF": (("RGB",), ({}, {"quality": 5}, {"subsampling": "4:4:4", "quality": 100})),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_encoders_write_is_clean(studio: Studio, kind: str, data: st.DataObject) -> None:
    """Any mode, size and way of coding."""
    modes, ways = WAYS[kind]
    size, mode = data.draw(st.tuples(st.integers(1, 90), st.integers(1, 90))), data.draw(st.sampled_from(modes))
    scene = Image.effect_mandelbrot(size, (-2, -1.2, 1, 1.2), 40) if data.draw(st.booleans()) else studio.scene(*size)
    image = scene.convert("L").convert("I").convert(mode) if mode == "I;16" else scene.convert("RGB").convert(mode)
    assert findings(studio.file(kind, image, **data.draw(st.sampled_from(ways)))) == []


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_damage_never_raises(studio: Studio, kind: str, data: st.DataObject) -> None:
    """Changed, cut or grown anywhere: findings or none, and no exception of a program below."""
    changed = bytearray(studio.file(kind, studio.scene(24, 16)))
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(changed) - 1), st.integers(0, 255)), max_size=8)):
        changed[at] = value
    at = data.draw(st.integers(0, len(changed)))
    if kind == "PNG":  # checksums that fit, so that the walk goes on
        length = int.from_bytes(changed[33:37], "big")
        changed[41 + length : 45 + length] = zlib.crc32(changed[37 : 41 + length]).to_bytes(4, "big")
    assert isinstance(findings(bytes(changed[:at] + data.draw(st.binary(max_size=9)) + changed[at:])), list)
