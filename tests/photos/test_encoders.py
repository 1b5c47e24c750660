"""Which programs make the pixels."""

from __future__ import annotations

from generator.photos.encoders import versions


def test_every_encoder_is_named_with_its_version() -> None:
    """No library that can change an output byte goes unmentioned."""
    found = dict(versions())
    assert {"pillow", "pillow_heif", "libheif", "webp", "jpg", "littlecms2"} <= found.keys()
    assert "None" not in (found["webp"], found["jpg"], found["littlecms2"])
