"""Pictures for somebody else's editor: as wide and as heavy as it takes, pixels only."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image

from generator.photos.formats import Unreadable
from generator.photos.handout import handout
from generator.photos.metadata import findings
from tests import tiny

MOST = 1_000_000


def noisy(width: int, height: int) -> bytes:
    """The heaviest picture there is."""
    noise = random.Random(7).randbytes(width * height * 3)  # noqa: S311 - not a secret
    image = Image.frombytes("RGB", (width, height), noise)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


def size(data: bytes) -> tuple[int, int]:
    """Of a JPEG."""
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
        return image.size


def test_wide_and_narrow() -> None:
    """A wide one is made narrower, a narrow one stays."""
    assert size(handout(noisy(1500, 300), 1080, MOST)) == (1080, 216)
    assert size(handout(tiny.clean((1, 2, 3)), 1080, MOST)) == (640, 400)


@pytest.mark.parametrize("most", [60_000, 400_000])
def test_weight(most: int) -> None:
    """Never heavier than was said, by quality first and then by width."""
    made = handout(noisy(1080, 1400), 1080, most)
    assert len(made) <= most
    assert findings(made) == []


def test_crops() -> None:
    """A banner and a square, of a wide and of a tall picture."""
    for master in (noisy(1600, 900), noisy(900, 1600)):
        assert size(handout(master, 900, MOST, "banner")) == (900, 383)
        assert size(handout(master, 500, MOST, "square")) == (500, 500)


def test_the_focus_is_kept() -> None:
    """A crop holds the point that the record names."""
    image = Image.new("RGB", (1600, 400), (255, 255, 255))
    image.paste((200, 0, 0), (1300, 0, 1600, 400))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    for focus, red in (((1.0, 0.5), True), ((0.0, 0.5), False)):
        with Image.open(io.BytesIO(handout(out.getvalue(), 300, MOST, "square", focus))) as made:
            pixel = made.convert("RGB").getpixel((290, 150))
            assert isinstance(pixel, tuple)
            assert (pixel[1] < 100) is red


def test_nothing_of_the_camera() -> None:
    """What the master tells stays behind; one that cannot be read is refused."""
    made = handout(tiny.revealing((9, 8, 7)), 1080, MOST)
    assert findings(made) == []
    assert b"SECRET" not in made
    with pytest.raises(Unreadable):
        handout(b"no picture", 1080, MOST)


def test_same_bytes() -> None:
    """Every time."""
    assert handout(noisy(300, 300), 200, MOST) == handout(noisy(300, 300), 200, MOST)
