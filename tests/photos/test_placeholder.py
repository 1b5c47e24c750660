"""The blurred hint of a photo that stands in the page itself."""

from __future__ import annotations

import base64
import io
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator import personal
from generator.photos import placeholder as module
from generator.photos.metadata import findings
from generator.photos.placeholder import LONGEST, SHAPE, placeholder

if TYPE_CHECKING:
    from tests.photos.conftest import Studio


def noise(width: int, height: int, seed: int) -> Image.Image:
    """The picture that compresses worst: no two pixels belong together."""
    blocks = [(seed * 7919 + place * place * 104_729 + place * 31) % 256 for place in range(64 * 64 * 3)]
    return Image.frombytes("RGB", (64, 64), bytes(blocks)).resize((width, height))


def decoded(address: str) -> bytes:
    """The file inside a data address."""
    return base64.b64decode(address.partition(",")[2], validate=True)


def test_it_is_a_small_clean_picture_of_the_photo(studio: Studio) -> None:
    """It can be decoded, has the photo's proportions and colours, and no notes."""
    address = placeholder(studio.scene(1600, 1200))
    assert SHAPE.fullmatch(address)
    with Image.open(io.BytesIO(decoded(address))) as image:
        assert image.size == (20, 15)
        assert studio.corners(image) == ["red", "green", "blue", "yellow"]
    assert findings(decoded(address)) == []


@given(st.integers(1, 1600), st.integers(1, 1600), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_it_always_fits_and_never_reads_as_a_number(width: int, height: int, seed: int) -> None:
    """However wild or narrow the photo, 200 bytes hold it, and no eye of the leak check stops at it."""
    address = placeholder(noise(width, height, seed))
    assert SHAPE.fullmatch(address)
    assert len(f"--hint:url({address})") <= 200
    assert len(address) <= LONGEST
    assert not re.search(r"\d{5}", address)
    assert personal.find(address) == []


def test_the_same_photo_has_the_same_hint(studio: Studio) -> None:
    """Chance has no part in it."""
    assert placeholder(studio.scene(700, 500)) == placeholder(studio.scene(700, 500))


def test_a_hint_that_spells_a_number_is_not_taken(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is; where all do, the page does without."""
    first = placeholder(studio.scene())
    monkeypatch.setattr(module, "_NUMBER", re.compile(re.escape(first)))
    assert placeholder(studio.scene()) not in ("", first)
    monkeypatch.setattr(module, "_NUMBER", re.compile("base64"))
    assert placeholder(studio.scene()) == ""


def test_what_cannot_be_proven_clean_is_not_taken(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof that every output passes is asked of the hint as well."""
    monkeypatch.setattr(module, "findings", lambda _: ["EXIF"])
    assert placeholder(studio.scene()) == ""
