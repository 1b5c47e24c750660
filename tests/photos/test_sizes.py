"""Which files are made of a photo."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos import encoders, sizes
from generator.photos.sizes import STANDARD, TALLEST, Size, plan


def test_a_large_photo_gets_all_sizes() -> None:
    """Three WebP from narrow to wide, then one JPEG."""
    assert plan(4000, 3000) == [
        Size("webp", 480, 360),
        Size("webp", 960, 720),
        Size("webp", 1600, 1200),
        Size("jpeg", 1200, 900),
    ]


@pytest.mark.parametrize(
    ("width", "webp", "jpeg"),
    [
        (700, [480, 700], 700),
        (480, [480], 480),
        (100, [100], 100),
        (1300, [480, 960, 1300], 1200),
        (1, [1], 1),
    ],
)
def test_never_upscaled(width: int, webp: list[int], jpeg: int) -> None:
    """A small master is served as it is, and in the sizes below."""
    planned = plan(width, max(1, width // 2))
    assert [size.width for size in planned] == [*webp, jpeg]


@given(st.integers(1, 30_000), st.integers(1, 100))
def test_proportions_are_kept_within_what_webp_can_hold(width: int, times: int) -> None:
    """Every size keeps the proportions, and even a long screenshot fits."""
    for size in plan(width, width * times):
        assert 1 <= size.width <= width
        assert size.height <= TALLEST
        assert abs(size.height - size.width * times) <= 1


def test_whatever_shapes_the_bytes_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another option, recipe or encoder version misses the cache."""
    seen = {STANDARD.digest()}
    for change in ({"widths": (480,)}, {"jpeg_width": 1}, {"webp_quality": 1}, {"webp_method": 1}):
        seen.add(replace(STANDARD, **change).digest())
    seen.add(replace(STANDARD, jpeg_quality=1).digest())
    monkeypatch.setattr(sizes, "RECIPE", sizes.RECIPE + 1)
    seen.add(STANDARD.digest())
    monkeypatch.setattr(encoders, "versions", lambda: (("webp", "99"),))
    seen.add(STANDARD.digest())
    assert len(seen) == 8


def test_the_same_options_have_the_same_digest() -> None:
    """The digest depends on values alone, so a cache can be restored elsewhere."""
    assert replace(STANDARD).digest() == STANDARD.digest()
