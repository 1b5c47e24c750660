"""The colours of the series and how they are mixed."""

from __future__ import annotations

PLUM = "#A3195B"
PLUM_DEEP = "#7C1146"
PLUM_SOFT = "#D98BAB"
PAPER = "#FBF7F3"
CREAM = "#F4E8D8"
SAND = "#E6D2B5"
INK = "#26161F"
GOLD = "#B8862D"
AMBER = "#E0AC4A"
BRICK = "#B5563C"
TERRACOTTA = "#CF7A55"
ROSE = "#E9B7B4"
RED = "#C4303B"
LEAF = "#6E8F5A"
PINE = "#3F6650"
MOSS = "#93A765"
SAGE = "#B9C7A0"
TEAL = "#3F7F82"
MIST = "#CFDDDA"
SKY = "#BFD9E0"
NAVY = "#34405F"
DENIM = "#5C7693"
SLATE = "#66646E"
TILE = "#565561"
WOOD = "#A9744A"
WALNUT = "#74492F"
STRAW = "#DDB877"
WHITE = "#FFFDFA"

SKINS = ("#F4CBA8", "#EDBC96", "#E4AC84", "#F7D6BA", "#D99E77")


def channels(colour: str) -> tuple[int, int, int]:
    """The red, green and blue of a #rrggbb colour."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """First blended with a share (0 to 1) of second."""
    pairs = zip(channels(first), channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def deeper(colour: str, share: float = 0.2) -> str:
    """The colour in shade: towards a warm dark plum rather than black."""
    return mix(colour, "#3A1530", share)


def paler(colour: str, share: float = 0.3) -> str:
    """The colour in light."""
    return mix(colour, "#FFF6E6", share)
