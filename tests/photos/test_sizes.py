"""Which files are made of a photo."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.photos import encoders, sizes
from generator.photos.sizes import SHAPES, STANDARD, TALLEST, WIDTHS, Size, plan, plan_crops


def test_a_large_photo_gets_all_sizes() -> None:
    """WebP from narrow to wide, AVIF for wide screens, then one JPEG."""
    assert plan(4000, 3000) == [
        Size("webp", 480, 360),
        Size("webp", 720, 540),
        Size("webp", 1080, 810),
        Size("avif", 1600, 1200),
        Size("jpeg", 1200, 900),
    ]


@pytest.mark.parametrize(
    ("width", "small", "jpeg"),
    [
        (800, [480, 800], 800),
        (700, [480, 700], 700),
        (500, [500], 500),
        (480, [480], 480),
        (100, [100], 100),
        (1200, [480, 720, 1200], 1200),
        (1300, [480, 720, 1080, 1300], 1200),
        (1, [1], 1),
    ],
)
def test_never_upscaled(width: int, small: list[int], jpeg: int) -> None:
    """A small master is served as it is, and in the sizes below that differ enough to be worth a file."""
    planned = plan(width, max(1, width // 2))
    assert [size.width for size in planned] == [*small, jpeg]
    assert [size.kind for size in planned if size.width > max(WIDTHS)][:-1] == ["avif"] * (width > max(WIDTHS))


@given(st.integers(1, 30_000), st.integers(1, 100))
def test_proportions_are_kept_within_what_webp_can_hold(width: int, times: int) -> None:
    """Every size keeps the proportions, and even a long screenshot fits."""
    for size in plan(width, width * times):
        assert 1 <= size.width <= width
        assert size.height <= TALLEST
        assert abs(size.height - size.width * times) <= 1


def test_a_cover_is_cut_for_cards_headlines_and_articles() -> None:
    """A tall photo gets all crops; one of nearly the shape of a card none for cards, and a square one no square."""
    assert [(size.kind, size.shape, size.width, size.height) for size in plan_crops(3000, 4000)] == [
        ("webp", "card", 480, 360),
        ("webp", "card", 720, 540),
        ("webp", "square", 240, 240),
        ("webp", "square", 360, 360),
        ("jpeg", "banner", 900, 383),
        ("jpeg", "square", 500, 500),
    ]
    assert {size.shape for size in plan_crops(4000, 3000) + plan_crops(3000, 2000)} == {"square", "banner"}
    assert [size.kind for size in plan_crops(800, 800) if size.shape == "square"] == ["jpeg"]


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_crops_are_never_upscaled(width: int, height: int) -> None:
    """However small the photo, a crop has at most its pixels, and the proportions of its shape to the pixel."""
    for size in plan_crops(width, height):
        across, down = SHAPES[size.shape]
        assert 1 <= size.width <= width
        assert 1 <= size.height <= height + 1
        assert abs(size.height - max(1, size.width * down / across)) <= 1


def test_whatever_shapes_the_bytes_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another option, number, encoder version or module of ours misses the cache."""
    seen = {STANDARD.digest()}
    for field in fields(STANDARD):
        changed: Any = (1,) if isinstance(getattr(STANDARD, field.name), tuple) else 1
        seen.add(replace(STANDARD, **{field.name: changed}).digest())
    changes = {"SHAPES": {"card": (1, 1)}, "TALLEST": 9, "_STEP": 0.5, "_ALIKE": 0.5}
    for name, value in changes.items():
        monkeypatch.setattr(sizes, name, value)
        seen.add(STANDARD.digest())
    for program in ("versions", "ours"):
        monkeypatch.setattr(encoders, program, lambda: (("webp", "99"),))
        seen.add(STANDARD.digest())
    assert len(seen) == 1 + len(fields(STANDARD)) + len(changes) + 2


def test_the_same_options_have_the_same_digest() -> None:
    """The digest depends on values alone, so a cache can be restored elsewhere."""
    assert replace(STANDARD).digest() == STANDARD.digest()
