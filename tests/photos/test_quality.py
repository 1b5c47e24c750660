"""Blurred and dark photos are told; sharp ones, flat drawings and lanterns at night are not."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from generator.photos.quality import is_blurred, is_dark
from tests.conftest import SITES

SAMPLE = SITES.parents[1] / "activities"


def street(seed: int = 1, light: int = 200) -> Image.Image:
    """Something like a photo: things of all sizes, with the grain of a sensor."""
    chance = random.Random(seed)  # noqa: S311 - any will do
    image = Image.new("RGB", (1600, 1200), (light // 2, light // 2, light // 2))
    draw = ImageDraw.Draw(image)
    for _ in range(300):
        x, y, side = chance.randrange(1600), chance.randrange(1200), chance.randrange(8, 160)
        draw.rectangle((x, y, x + side, y + side // 2), tuple(chance.randrange(light + 1) for _ in range(3)))
    grain = Image.effect_noise(image.size, 20)
    return Image.blend(image, Image.merge("RGB", (grain,) * 3), 0.05)


@pytest.mark.parametrize("seed", range(4))
def test_out_of_focus_is_told(seed: int) -> None:
    """Blurred by half a percent of its width a photo is soft everywhere; as it was taken it is not."""
    image = street(seed)
    assert not is_blurred(image)
    assert is_blurred(image.filter(ImageFilter.GaussianBlur(8)))


def test_a_soft_background_is_no_blur() -> None:
    """One sharp face in a dreamy garden is a good portrait."""
    soft = street().filter(ImageFilter.GaussianBlur(12))
    soft.paste(street(2).crop((0, 0, 500, 500)), (600, 400))
    assert not is_blurred(soft)


def test_what_holds_nothing_is_not_judged() -> None:
    """A wall, a gradient."""
    assert not is_blurred(Image.new("RGB", (1000, 800), "white"))
    assert not is_blurred(Image.new("RGB", (70, 70), "white"))


def test_flat_drawings_are_neither() -> None:
    """The sample's illustrations."""
    for path in sorted(SAMPLE.rglob("*.jpg"))[:12]:
        with Image.open(path) as image:
            assert not is_blurred(image), path
            assert not is_dark(image), path


def test_darkness_is_told() -> None:
    """Without light anywhere; a few lanterns are light enough."""
    night = street(light=60)
    assert is_dark(night)
    assert not is_dark(street())
    lanterns = night.copy()
    ImageDraw.Draw(lanterns).ellipse((200, 200, 900, 800), (255, 220, 160))
    assert not is_dark(lanterns)
