"""Food, drink and the dishes they come in, in figure units around their own foot."""

from __future__ import annotations

from random import Random

from .palette import CREAM, PLUM, STRAW, WHITE, deeper, paler
from .svg import arch, blob, circle, ellipse, line, polygon, rect, stroked


def sack(colour: str = CREAM) -> str:
    """A bag of rice or flour."""
    return (
        blob([(-9, -1), (-10, -12), (-8, -23), (0, -21.6), (8, -23), (10, -12), (9, -1), (0, 0)], colour)
        + ellipse(0, -11, 5, 5, PLUM, opacity=0.85)
        + line([(-7, -20), (7, -20)], deeper(colour, 0.3), 0.6)
        + blob([(4, -21), (8, -22), (10, -10), (8.6, -1), (5, -1)], deeper(colour, 0.2), opacity=0.35)
    )


def fruit_basket() -> str:
    """A basket of fruit."""
    fruit = "".join(
        circle(x, y, 4, c) + circle(x - 1.2, y - 1.2, 1, "#FFF3DC", opacity=0.7)
        for x, y, c in (
            (-6, -12, "#D0483F"),
            (0, -14, "#E0AC4A"),
            (6, -12, "#C4303B"),
            (-2, -10, "#E58A3C"),
            (4, -9.4, "#8FAE5A"),
        )
    )
    weave = "".join(line([(-11 + i * 3, -9), (-9 + i * 2.5, -1)], deeper(STRAW, 0.3), 0.6) for i in range(8))
    return (
        stroked("M-10 -9Q0 -34 10 -9", deeper(STRAW, 0.25), 1.4)
        + fruit
        + arch([(-12, -9.5), (-9, 0), (9, 0), (12, -9.5)], STRAW)
        + weave
        + rect(-12.4, -10.6, 24.8, 2.4, deeper(STRAW, 0.14), 1.2)
    )


def basket(colour: str = STRAW) -> str:
    """An empty wicker basket."""
    return (
        arch([(-11, -11), (-9, 0), (9, 0), (11, -11)], colour)
        + "".join(stroked(f"M-10.4 {-9 + i * 2.8}q10 2 20.8 0", deeper(colour, 0.25), 0.6) for i in range(3))
        + ellipse(0, -11, 11, 2.4, deeper(colour, 0.3))
    )


def cup(colour: str = WHITE, *, steam: bool = False) -> str:
    """A lidded tea cup."""
    smoke = stroked("M-1 -11q-2 -3 0 -6t0 -5", "#FFFDFA", 0.8, opacity=0.7) if steam else ""
    return (
        smoke
        + polygon([(-3.4, -7.4), (3.4, -7.4), (2.8, 0), (-2.8, 0)], colour)
        + stroked("M3.2 -6q4 1.4 .2 4", colour, 1)
        + rect(-3.9, -8.6, 7.8, 1.8, PLUM, 0.8)
        + circle(0, -9, 0.9, PLUM)
    )


def teapot(colour: str = "#B5563C") -> str:
    """A round clay teapot."""
    return (
        stroked("M7 -7q7 0 3 6", colour, 1.4)
        + blob([(-7, -4), (-6, -9), (0, -11), (6, -9), (7, -4), (4, 0), (-4, 0)], colour)
        + line([(-6, -6), (-11, -10)], colour, 1.8)
        + ellipse(0, -10.6, 3.6, 1.1, deeper(colour, 0.2))
        + circle(0, -12, 1, deeper(colour, 0.2))
        + ellipse(-2.6, -7, 1.6, 2.4, paler(colour, 0.4), opacity=0.5)
    )


def dumplings(count: int = 7, tray: str = STRAW) -> str:
    """A round tray of dumplings."""
    chance = Random(count)
    parts = [
        ellipse(0, 0, 17, 5, deeper(tray, 0.25)),
        ellipse(0, -1.2, 17, 5, tray),
        ellipse(0, -1.2, 14.6, 4, paler(tray, 0.25)),
    ]
    for i in range(count):
        x, y = -11 + i * 22 / max(count - 1, 1), -2 + (i % 3 - 1) * 1.7
        parts.append(
            arch(
                [(x - 2.6, y), (x - 2, y - 2.4), (x, y - 3.2 - chance.random() * 0.4), (x + 2, y - 2.4), (x + 2.6, y)],
                WHITE,
            )
            + stroked(f"M{x - 2} {y - 2.2}q2 -1.6 4 0", "#DCCBB4", 0.5)
        )
    return "".join(parts)


def zongzi(colour: str = "#6B8A4E") -> str:
    """A rice parcel in leaves."""
    return (
        polygon([(-4.6, 0), (0, -7.6), (4.6, 0)], colour)
        + polygon([(0.4, -7.2), (4.6, 0), (1, 0)], deeper(colour, 0.3), opacity=0.5)
        + line([(-3.4, -2), (3.6, -1.2)], "#E6D2B5", 0.7)
        + line([(-2, -4.4), (2.6, -3.6)], "#E6D2B5", 0.7)
    )


def dish(food: str = "#C4606A", wide: float = 8) -> str:
    """A plate with food."""
    return (
        ellipse(0, 0, wide, wide * 0.3, "#EFE3D2")
        + ellipse(0, -0.5, wide * 0.94, wide * 0.26, WHITE)
        + "".join(
            ellipse(x * wide * 0.28, -1 - (1 if x == 0 else 0), wide * 0.3, wide * 0.18, c)
            for x, c in ((-1, food), (1, paler(food, 0.25)), (0, deeper(food, 0.1)))
        )
    )


def mooncakes() -> str:
    """A plate of mooncakes."""
    return dish("#C98A45", 11) + "".join(
        rect(x - 2.8, -4.6 + abs(x) * 0.1, 5.6, 3.4, "#C98A45", 1.4)
        + ellipse(x, -4.6 + abs(x) * 0.1, 2.8, 1, "#E0AC66")
        for x in (-5.6, 0, 5.6)
    )
