"""Furniture and what stands about in rooms, on y = 0 in figure units."""

from __future__ import annotations

from random import Random

from .palette import GOLD, PLUM, RED, WALNUT, WOOD, deeper, mix, paler
from .svg import blob, ellipse, group, line, polygon, rect


def table(wide: float = 80, tall: float = 41, colour: str = WOOD) -> str:
    """A plain table seen from the front."""
    h = wide / 2
    legs = "".join(rect(x, -tall + 5, 4, tall - 5, deeper(colour, 0.3)) for x in (-h + 3, h - 7))
    return (
        legs
        + rect(-h + 3, -tall + 5, wide - 6, 5, deeper(colour, 0.18))
        + polygon([(-h + 3, -tall), (h - 3, -tall), (h, -tall + 4), (-h, -tall + 4)], paler(colour, 0.18))
        + rect(-h, -tall + 4, wide, 3, colour, 1)
    )


def cloth_table(wide: float = 110, tall: float = 42, colour: str = PLUM, *, heart: bool = True) -> str:
    """A long table with a cloth to the ground."""
    h = wide / 2
    drape = polygon([(-h, -tall + 3), (h, -tall + 3), (h - 1, -1), (-h + 1, -1)], colour)
    folds = "".join(
        polygon(
            [
                (-h + wide * (i + 0.5) / 8, -tall + 4),
                (-h + wide * (i + 0.5) / 8 + 2, -1),
                (-h + wide * (i + 0.5) / 8 - 2.4, -1),
            ],
            deeper(colour, 0.25),
            opacity=0.55,
        )
        for i in range(8)
    )
    top = polygon(
        [(-h + 4, -tall - 3), (h - 4, -tall - 3), (h + 1, -tall + 4), (-h - 1, -tall + 4)], paler(colour, 0.2)
    )
    hem = rect(-h + 0.5, -7, wide - 1, 1.4, "#F1CE7D", opacity=0.8)
    mark = (
        group(blob([(0, 5), (-7, -3), (-4, -8), (0, -5), (4, -8), (7, -3)], "#F1CE7D"), move=(0, -20)) if heart else ""
    )
    return drape + folds + hem + top + mark


def round_table(wide: float = 100, tall: float = 38, colour: str = WOOD) -> str:
    """A round table with its top seen from a little above."""
    ry = wide * 0.13
    return (
        ellipse(0, -1, wide * 0.22, 4, deeper(colour, 0.35))
        + polygon([(-5, -tall), (5, -tall), (7, -1), (-7, -1)], deeper(colour, 0.3))
        + ellipse(0, -tall + 3, wide / 2, ry, deeper(colour, 0.25))
        + ellipse(0, -tall, wide / 2, ry, colour)
        + ellipse(-wide * 0.1, -tall - ry * 0.2, wide * 0.3, ry * 0.5, paler(colour, 0.3), opacity=0.4)
    )


def chair(colour: str = WOOD, cushion: str = "") -> str:
    """A chair for someone facing right."""
    d = deeper(colour, 0.25)
    return (
        line([(-9, -24), (-12, -54)], d, 2.6)
        + line([(-6, -24), (-7, 0)], d, 2.4)
        + line([(10, -24), (11, 0)], d, 2.4)
        + line([(-11, 0), (-9, -24), (-11.6, -54)], colour, 2.8)
        + line([(6, -24), (7, 0)], colour, 2.6)
        + rect(-13.5, -56, 5, 17, colour, 1.6)
        + rect(-11, -25.5, 24, 3.6, colour, 1.4)
        + (rect(-9, -28, 20, 3.4, cushion, 1.6) if cushion else "")
    )


def chair_back(colour: str = WOOD) -> str:
    """A chair seen from behind."""
    return (
        line([(-8, 0), (-9, -46)], colour, 2.4)
        + line([(8, 0), (9, -46)], colour, 2.4)
        + rect(-11, -25, 22, 4, colour, 1.4)
        + rect(-10.6, -48, 21.2, 14, deeper(colour, 0.1), 2.5)
    )


def stool(tall: float = 24, colour: str = WOOD) -> str:
    """A low wooden stool."""
    return (
        line([(-6, -tall + 2), (-9, 0)], deeper(colour, 0.2), 2.6)
        + line([(6, -tall + 2), (9, 0)], deeper(colour, 0.2), 2.6)
        + line([(-7.6, -tall * 0.4), (7.6, -tall * 0.4)], deeper(colour, 0.3), 1.6)
        + rect(-10, -tall - 1.5, 20, 3.8, colour, 1.4)
    )


def bench(wide: float = 70, tall: float = 24, colour: str = WOOD) -> str:
    """A long bench."""
    h = wide / 2
    return "".join(
        line([(x, -tall + 1), (x + s * 3, 0)], deeper(colour, 0.25), 2.8) for x, s in ((-h + 7, -1), (h - 7, 1))
    ) + rect(-h, -tall - 1.5, wide, 4, colour, 1.2)


def sofa(wide: float = 100, colour: str = "#8E9C86") -> str:
    """A soft sofa."""
    h = wide / 2
    return (
        rect(-h + 4, -58, wide - 8, 46, deeper(colour, 0.12), 8)
        + rect(-h + 8, -54, wide / 2 - 9, 34, colour, 6)
        + rect(1, -54, wide / 2 - 9, 34, colour, 6)
        + rect(-h + 6, -28, wide - 12, 18, paler(colour, 0.15), 5)
        + rect(-h - 4, -42, 14, 36, colour, 6)
        + rect(h - 10, -42, 14, 36, deeper(colour, 0.1), 6)
        + rect(-h + 4, -6, 5, 6, WALNUT)
        + rect(h - 9, -6, 5, 6, WALNUT)
        + group(rect(-8, -8, 16, 16, "#E0AC4A", 3), move=(h - 19, -35), turn=14)
    )


def bookcase(wide: float = 60, tall: float = 100, seed: int = 1, colour: str = WOOD) -> str:
    """Shelves full of books, a plant and a box or two."""
    chance = Random(seed)
    h = wide / 2
    parts = [
        rect(-h, -tall, wide, tall, deeper(colour, 0.3), 1),
        rect(-h + 2.5, -tall + 2.5, wide - 5, tall - 5, deeper(colour, 0.45)),
    ]
    levels = max(2, int(tall / 24))
    gap = (tall - 4) / levels
    tones = ("#A3195B", "#E0AC4A", "#6E8F5A", "#5C7693", "#F4E8D8", "#CF7A55", "#3F7F82", "#E9B7B4")
    for level in range(levels):
        y = -tall + 2.5 + (level + 1) * gap
        x = -h + 4.0
        while x < h - 8:
            w, up = chance.uniform(2.4, 4.6), gap * chance.uniform(0.56, 0.82)
            if chance.random() < 0.14:
                x += 5
                continue
            tone = chance.choice(tones)
            parts += [rect(x, y - up, w, up, tone, 0.4), rect(x, y - up * 0.8, w, 1, deeper(tone, 0.3), opacity=0.6)]
            x += w + 0.4
        parts.append(rect(-h, y - 0.5, wide, 3, colour))
    return (
        "".join(parts)
        + rect(-h, -tall, 3, tall, colour)
        + rect(h - 3, -tall, 3, tall, colour)
        + rect(-h - 1, -tall - 2, wide + 2, 4, paler(colour, 0.15), 1)
    )


def potted(tall: float = 46, leaf: str = "#5F8A62", pot: str = "#CF7A55") -> str:
    """A house plant in a pot."""
    leaves = []
    for i, turn in enumerate((-62, -38, -14, 12, 36, 60)):
        up = tall * (0.62 if i in (0, 5) else 0.85)
        leaves.append(
            group(
                blob([(0, 0), (-5, -up * 0.5), (0, -up), (5, -up * 0.5)], mix(leaf, "#C9D3A0", (i % 3) * 0.16))
                + line([(0, 0), (0, -up * 0.85)], deeper(leaf, 0.2), 0.5),
                move=(0, -tall * 0.24),
                turn=turn,
            )
        )
    return (
        "".join(leaves)
        + polygon([(-9, -15), (9, -15), (6.6, 0), (-6.6, 0)], pot)
        + rect(-10, -17, 20, 4, deeper(pot, 0.14), 1.2)
        + polygon([(3, -13), (8.6, -13), (6.4, 0), (3, 0)], deeper(pot, 0.3), opacity=0.3)
    )


def rug(wide: float = 150, colour: str = "#B9647F") -> str:
    """An oval rug on the floor."""
    return "".join(
        ellipse(0, 0, wide / 2 * k, wide * 0.1 * k, c)
        for k, c in ((1, deeper(colour, 0.15)), (0.94, colour), (0.78, "#F1D9C4"), (0.72, colour), (0.36, "#E6B98A"))
    )


def knot(x: float, y: float) -> str:
    """A red knot ornament on a wall, in figure units."""
    ring = polygon([(x, y), (x + 7, y + 7), (x, y + 14), (x - 7, y + 7)], RED) + polygon(
        [(x, y + 4), (x + 3, y + 7), (x, y + 10), (x - 3, y + 7)], GOLD
    )
    return (
        line([(x, y - 8), (x, y)], RED, 0.9)
        + ring
        + "".join(line([(x + d * 0.6, y + 14), (x + d, y + 28)], RED, 0.9) for d in (-1.4, 0, 1.4))
    )
