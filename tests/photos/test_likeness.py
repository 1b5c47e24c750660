"""Two shots of the same are near, two different ones are not, drawings included."""

from __future__ import annotations

import io
import itertools

import pytest
from PIL import Image, ImageEnhance

from generator.photos.likeness import Likeness, likeness
from tests.conftest import SITES
from tests.photos.test_quality import street

SAMPLE = sorted((SITES.parents[1] / "activities").rglob("*.jpg"))


def sent_by_chat(image: Image.Image) -> Image.Image:
    """Smaller and coarser."""
    image = image.resize((image.width // 2, image.height // 2))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=50)
    return Image.open(buffer)


@pytest.mark.parametrize("seed", range(3))
def test_copies_and_bursts_are_near(seed: int) -> None:
    """Smaller, coarser, a little lighter, moved a little."""
    image = street(seed)
    wide, high = image.size
    moved = image.crop((wide // 100, high // 100, wide, high))
    for other in (sent_by_chat(image), ImageEnhance.Brightness(image).enhance(1.1), moved):
        assert likeness(image).is_near(likeness(other))


def test_different_photos_are_not_near() -> None:
    """Not even when they are of the same kind, turned or flat."""
    seen = [street(seed) for seed in range(6)]
    seen += [seen[0].transpose(Image.Transpose.ROTATE_180)]
    seen += [Image.new("RGB", (640, 400), colour) for colour in ("red", "green", "navy", "white")]
    for one, other in itertools.combinations(seen, 2):
        assert not likeness(one).is_near(likeness(other))


def test_drawings_of_the_sample_are_told_apart() -> None:
    """Different scenes with the same people and rooms are different."""
    seen: dict[bytes, Likeness] = {}
    for path in SAMPLE[:60]:
        with Image.open(path) as image:
            seen.setdefault(path.read_bytes(), likeness(image))
    near = sum(one.is_near(other) for one, other in itertools.combinations(seen.values(), 2))
    assert near == 0
