"""A photograph is taken only when every part of it could be seen."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.admin.intake import Darkroom, PhotoRefusedError
from tests.admin.desk import camera


def jpeg(image: Image.Image, **options: int) -> bytes:
    """The bytes of a picture with nothing beside it."""
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()


GOOD = jpeg(Image.effect_noise((1200, 900), 50).convert("RGB"))


END = b"\xff\xd9"


def test_a_master_is_not_made_twice() -> None:
    """What is small, light and clean stays as it is, and so does what has been made here."""
    room = Darkroom()
    assert room.master("x.jpg", GOOD)[0] == GOOD
    made, _ = room.master("y.jpg", camera())
    assert room.master("y.jpg", made) == (made, [])


def test_what_is_clean_but_large_is_made_smaller() -> None:
    """A light file may hold many pixels."""
    made, _ = Darkroom().master("x.jpg", jpeg(Image.new("L", (4000, 3500)), quality=5))
    assert max(Image.open(io.BytesIO(made)).size) == 2560


@pytest.mark.parametrize(
    "data",
    [GOOD[: len(GOOD) // 2], GOOD[: len(GOOD) // 2] + END, GOOD[:700] + END, b"\xff\xd8" + END],
)
def test_half_a_photograph_is_refused(data: bytes) -> None:
    """Also where somebody has put an end mark behind the half."""
    with pytest.raises(PhotoRefusedError, match=r"x\.jpg"):
        Darkroom().master("x.jpg", data)
