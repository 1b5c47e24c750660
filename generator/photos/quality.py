"""Whether a photo is out of focus or dark: said to the person who puts it in, never a reason to refuse it.

Blur is measured as Crété and others do (2007): a sharp picture loses most of its contrast between neighbours when it
is blurred once more, a blurred one hardly any. Being a share, it does not take flat drawings for blurred photos. The
sharpest part decides, so that a face before a soft background is sharp. Measured at 1024 pixels: twelve photographs
of cameras and phones and ninety drawings lie at 0.10–0.37, the same with an unsharpness of 1/320 of their width at
0.46–0.76. Well exposed photographs have a mean brightness of 94 and more; two stops under, most of them below 70.
"""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter, ImageStat

BLURRED = 0.5
"""Share of contrast that stays; from here on even the sharpest part is soft."""
_SIDE = 1024
_PARTS = 4
"""Across and down."""
_FLAT = 1.0
"""Mean difference between neighbours below which a part holds nothing to judge by."""
_NEIGHBOURS = (((4.0, 0.0), (1, 0)), ((0.0, 4.0), (0, 1)))
"""Radius of blurring and step to the neighbour: across, down."""
_DIM, _LIGHT = 60, 120
"""Brightness of 0 to 255 below which the mean lies, and below which nine tenths lie, where a photo is dark."""


def is_blurred(image: Image.Image) -> bool:
    """Whether no part of a picture is in focus; a blank wall is not judged."""
    grey = image.convert("L")
    grey.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    shares = [share for part in _parts(grey) if (share := _share_left(part)) is not None]
    return bool(shares) and min(shares) > BLURRED


def is_dark(image: Image.Image) -> bool:
    """Whether a picture lacks light everywhere; lanterns at night are bright enough."""
    grey = image.convert("L")
    histogram = grey.histogram()
    below = sum(histogram[:_LIGHT]) / sum(histogram)
    return ImageStat.Stat(grey).mean[0] < _DIM and below > 0.9  # noqa: PLR2004 - nine tenths


def _parts(grey: Image.Image) -> Iterator[Image.Image]:
    wide, high = grey.size
    for across in range(_PARTS):
        for down in range(_PARTS):
            left, top = across * wide // _PARTS, down * high // _PARTS
            right, bottom = (across + 1) * wide // _PARTS, (down + 1) * high // _PARTS
            if min(right - left, bottom - top) > 1:
                yield grey.crop((left, top, right, bottom))


def _share_left(part: Image.Image) -> float | None:
    """How much of the contrast stays when a part is blurred, in its worse direction; None where it is flat."""
    strongest, worst = 0.0, 0.0
    for radius, step in _NEIGHBOURS:
        before = _steps(part, step)
        after = _steps(part.filter(ImageFilter.BoxBlur(radius)), step)
        total = ImageStat.Stat(before).sum[0]
        lost = ImageStat.Stat(ImageChops.subtract(before, after)).sum[0]
        strongest = max(strongest, total / (before.width * before.height))
        worst = max(worst, (total - lost) / total if total else 0.0)
    return worst if strongest > _FLAT else None


def _steps(grey: Image.Image, step: tuple[int, int]) -> Image.Image:
    """Differences between neighbours."""
    across, down = step
    wide, high = grey.width - across, grey.height - down
    return ImageChops.difference(grey.crop((0, 0, wide, high)), grey.crop((across, down, wide + across, high + down)))
