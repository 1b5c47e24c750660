"""What an AVIF file holds beside its pixels."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.photos.metadata import BROKEN, findings

if TYPE_CHECKING:
    from tests.photos.conftest import Studio

SECRET = b"SECRET"


def box(name: bytes, content: bytes) -> bytes:
    """One box."""
    return struct.pack(">I", len(content) + 8) + name + content


def into(data: bytes, parent: bytes, extra: bytes) -> bytes:
    """The file with more in one box; the picture lies further back, and the file says where."""
    at = data.index(parent) - 4
    length = int.from_bytes(data[at : at + 4], "big")
    grown = (
        data[:at] + struct.pack(">I", length + len(extra)) + data[at + 4 : at + length] + extra + data[at + length :]
    )
    for outer in (b"ipco", b"iprp", b"meta"):
        start = data.index(outer) - 4
        length = int.from_bytes(data[start : start + 4], "big")
        if start < at < start + length:
            grown = grown[:start] + struct.pack(">I", length + len(extra)) + grown[start + 4 :]
    start = grown.index(b"iloc") + 18
    place = int.from_bytes(data[data.index(b"iloc") + 18 :][:4], "big")
    return grown[:start] + struct.pack(">I", place + len(extra)) + grown[start + 4 :]


@pytest.mark.parametrize("size", [(1, 1), (33, 17), (400, 300), (1600, 40)])
@pytest.mark.parametrize("speed", [6, 8, 9])
def test_whatever_the_encoder_writes_is_clean(studio: Studio, size: tuple[int, int], speed: int) -> None:
    """Pictures of any size and effort are nothing but pixels."""
    assert findings(studio.file("AVIF", studio.scene(*size), speed=speed)) == []


def test_a_box_nobody_needs_is_found(studio: Studio) -> None:
    """At the end, before the picture, in the description: whatever its name."""
    data = studio.file("AVIF")
    assert "free" in findings(data + box(b"free", SECRET))[0]
    assert "uuid" in findings(into(data, b"meta", box(b"uuid", SECRET)))[0]
    assert "udta" in findings(into(data, b"meta", box(b"udta", SECRET)))[0]
    assert "auxC" in findings(into(data, b"ipco", box(b"auxC", SECRET)))[0]
    assert findings(into(data, b"ftyp", SECRET[:4]))


@pytest.mark.parametrize("name", [b"pixi", b"ispe", b"av1C", b"colr"])
def test_a_property_cannot_carry_more(studio: Studio, name: bytes) -> None:
    """What says how pixels are read has the length that this takes, and nothing else stands in it."""
    assert name.decode() in findings(into(studio.file("AVIF"), name, SECRET))[0]


def test_a_unit_with_notes_is_found(studio: Studio) -> None:
    """The picture itself is made of units, and one kind of them holds what anybody likes."""
    data = studio.file("AVIF")
    for kind in (5, 15):
        note = bytes([kind << 3 | 2, len(SECRET)]) + SECRET
        room = data.index(b"mdat") - 4
        length = int.from_bytes(data[room : room + 4], "big")
        place = data.index(b"iloc") + 22
        grown = data[:room] + struct.pack(">I", length + len(note)) + data[room + 4 :] + note
        grown = grown[:place] + struct.pack(">I", length - 8 + len(note)) + grown[place + 4 :]
        assert f"（{kind}）" in findings(grown)[0]


def test_nothing_lies_beside_the_picture(studio: Studio) -> None:
    """All room for pixels belongs to the one picture: no gap before, behind or between."""
    data = studio.file("AVIF")
    place = data.index(b"iloc") + 22
    length = int.from_bytes(data[place : place + 4], "big")
    assert BROKEN in findings(data[:place] + struct.pack(">I", length - 1) + data[place + 4 :])
    assert BROKEN in findings(into(data, b"mdat", SECRET))


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_change_of_the_description_can_be_read(studio: Studio, data: st.DataObject) -> None:
    """Whatever letters are written into a file outside its pixels: it is a finding, or they are not there any more."""
    clean = studio.file("AVIF")
    end = clean.index(b"mdat") + 4
    at = data.draw(st.integers(0, end - len(SECRET)))
    assert findings(clean[:at] + SECRET + clean[at + len(SECRET) :])


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_damage_never_raises(studio: Studio, data: st.DataObject) -> None:
    """Changed bytes are a finding or harmless, never an exception."""
    changed = bytearray(studio.file("AVIF"))
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(changed) - 1), st.integers(0, 255)), max_size=8)):
        changed[at] = value
    cut = data.draw(st.integers(0, len(changed)))
    assert isinstance(findings(bytes(changed[:cut])), list)
    assert cut == len(changed) or findings(bytes(changed[:cut]))


def test_several_pictures_are_found(studio: Studio) -> None:
    """A film or a series is not one photo."""
    buffer = io.BytesIO()
    others = [Image.new("RGB", (120, 80), "red")]
    studio.scene().save(buffer, "AVIF", save_all=True, append_images=others)
    assert findings(buffer.getvalue())
