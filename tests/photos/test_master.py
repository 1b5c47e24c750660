"""The JPEG that git keeps: within limits, upright, in sRGB, with nothing attached."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.master import MASTER, WHOLE, Limits, encode, fitted
from generator.photos.metadata import findings
from tests.photos.conftest import Studio


def noise(width: int, height: int) -> Image.Image:
    """What no encoder can make small."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in range(3)])


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (5120, 400), (800, 600)])
def test_a_master_is_within_the_limits(size: tuple[int, int]) -> None:
    """The longer side has 2560 pixels at most, nothing is enlarged, proportions stay."""
    image = fitted(Image.new("RGB", size, "red"), MASTER)
    scale = min(1, MASTER.longest / max(size))
    assert image.size == tuple(round(length * scale) for length in size)


def test_quality_goes_down_before_pixels_do() -> None:
    """Until the file is light enough; what cannot be made light in another way is made smaller."""
    image = noise(400, 300)
    fine = encode(image, Limits(2560, 1 << 30, (86,)))
    coarse = encode(image, Limits(2560, len(fine) - 1, (86, 60)))
    assert len(coarse) < len(fine)
    assert Image.open(io.BytesIO(coarse)).size == (400, 300)
    small = encode(image, Limits(2560, 20_000, (86, 60)))
    assert len(small) <= 20_000
    assert Image.open(io.BytesIO(small)).size < (400, 300)


def test_the_worst_picture_is_light_enough() -> None:
    """Even noise ends below 800 KB."""
    assert len(encode(fitted(noise(2600, 2000), MASTER), MASTER)) <= MASTER.heaviest


def test_a_master_is_a_progressive_jpeg_without_anything(studio: Studio) -> None:
    """Whatever came in; the same picture gives the same bytes."""
    for kind in ("JPEG", "PNG", "WEBP"):
        image = decode(studio.revealing(kind), MASTER.longest).image
        data = encode(image, MASTER)
        assert findings(data) == []
        opened = Image.open(io.BytesIO(data))
        assert opened.info.get("progressive")
        assert data == encode(image, MASTER)


def test_dots_are_no_photos() -> None:
    """A picture of one pixel is refused with its size."""
    with pytest.raises(Unreadable, match="1×1"):
        fitted(Image.new("RGB", (1, 1)), MASTER)


def test_a_whole_master_keeps_every_pixel() -> None:
    """For photos that are only washed."""
    assert fitted(Image.new("RGB", (5000, 80)), WHOLE).size == (5000, 80)
