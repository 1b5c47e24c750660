"""Clothing on a torso: drawn upright with the hips at the origin, in figure units."""

from __future__ import annotations

from dataclasses import dataclass

from .anatomy import Build
from .palette import AMBER, CREAM, PLUM, PLUM_DEEP, WHITE, deeper, paler
from .svg import Point, arch, blob, circle, clipped, ellipse, group, line, polygon, rect, shape, smooth, stroked, tiled


@dataclass(frozen=True)
class Outfit:
    """What a person wears."""

    top: str = "#F4E8D8"
    pattern: str = ""  # stripes, dots, checks, flowers or knit
    pattern_colour: str = "#B5563C"
    bottom: str = "#4B4A5C"
    skirt: str = ""
    shoes: str = "#3A2A30"
    kind: str = "shirt"  # shirt, jacket, coat, suit, padded, dress
    vest: bool = False
    apron: str = ""
    neck: str = ""
    sleeve: str = "long"
    sash: str = ""
    collar: str = ""


def torso_side(build: Build, hem: float, *, front: bool) -> tuple[list[Point], list[Point]]:
    """Left edge (bottom to neck) and right edge (neck to bottom)."""
    top = -build.torso
    near = build.shoulder * (1 if front else 0.95)
    far = build.shoulder * (1 if front else 0.88)

    def edge(s: float, shoulder: float, chest: float) -> list[Point]:
        return [
            (s * 3.0, top - 1.9),
            (s * shoulder * 0.72, top - 0.1),
            (s * shoulder, top + 3.6),
            (s * shoulder * chest, top + 11),
            (s * build.waist, top + 18),
            (s * build.hip, -0.5),
            (s * (build.hip + 0.5), hem),
        ]

    return edge(-1, near, 0.92)[::-1], edge(1, far, 0.98)


def torso_outline(build: Build, hem: float, *, front: bool, loose: float = 0) -> str:
    """The outline of an upper garment ending at hem."""
    left, right = torso_side(build, hem, front=front)
    both = [(x + (loose if x > 3.1 else -loose if x < -3.1 else 0), y) for x, y in [*left, *right]]
    return smooth(both, closed=False) + "Z"


TILES: dict[str, tuple[Point, float]] = {
    "stripes": ((3.2, 3.2), 0),
    "dots": ((4.2, 4.2), 30),
    "checks": ((5, 5), 0),
    "flowers": ((7, 7), 18),
    "knit": ((2.4, 2.4), 0),
    "lines": ((2.6, 9), 0),
}


def patterned(outline: str, pattern: str, colour: str) -> str:
    """A printed pattern over a garment."""
    if not pattern:
        return ""
    size, angle = TILES[pattern]
    tile = {
        "stripes": rect(0, 0, 3.2, 1.1, colour),
        "dots": circle(1.4, 1.4, 0.7, colour),
        "checks": rect(0, 0, 5, 1.6, colour, opacity=0.6) + rect(0, 0, 1.6, 5, colour, opacity=0.6),
        "flowers": circle(2, 2, 1, colour)
        + circle(3.5, 2.4, 1, colour)
        + circle(2.6, 3.6, 1, colour)
        + circle(2.7, 2.6, 0.6, "#F6DFA4")
        + circle(6, 5.8, 0.6, colour),
        "knit": stroked("M0 .6L1.2 1.6L2.4 .6", colour, 0.45),
        "lines": rect(0, 0, 0.7, 9, colour),
    }[pattern]
    return tiled(outline, tile, size, angle, 0.85)


def front_opening(outfit: Outfit, build: Build, hem: float, x: float) -> str:
    """Collars, buttons and lapels; x is the middle of the front."""
    top = -build.torso - 1.6
    dark = deeper(outfit.top, 0.28)
    collar = outfit.collar or paler(outfit.top, 0.45)
    if outfit.kind == "suit":
        inner = polygon([(x - 3, top), (x + 2.6, top), (x + 0.4, top + 13)], outfit.collar or WHITE)
        left = polygon([(x - 3.2, top), (x - 5.2, top + 4), (x - 3.2, top + 6), (x + 0.2, top + 14)], dark)
        right = polygon([(x + 2.8, top), (x + 4.6, top + 4), (x + 3, top + 6), (x + 0.6, top + 14)], dark)
        return inner + left + right + line([(x + 0.4, top + 14), (x + 0.8, hem)], dark, 0.5)
    if outfit.kind in ("coat", "jacket"):
        v = polygon([(x - 2.8, top), (x + 2.4, top), (x, top + 7)], outfit.collar or CREAM)
        flaps = [
            polygon([(x + s * 2.8, top - 0.4), (x + s * 5, top + 4), (x, top + 7.4)], paler(outfit.top, 0.4))
            for s in (-1, 1)
        ]
        return v + "".join(flaps) + line([(x, top + 7), (x + 0.3, hem)], dark, 0.5)
    if outfit.kind == "padded":
        knots = [rect(x - 1.8, top + 6 + i * 6, 3.6, 0.9, dark, 0.4) for i in range(4)]
        stand = blob([(x - 3.6, top - 1), (x + 3, top - 1), (x + 2.6, top + 1.6), (x - 3, top + 1.6)], dark)
        return stand + line([(x, top + 1), (x + 0.3, hem)], dark, 0.5) + "".join(knots)
    return ellipse(x - 0.3, top + 0.2, 3.4, 2.2, collar)


def vest(outfit: Outfit, build: Build, *, front: bool, x: float, back: bool) -> str:
    """The plum vest of the volunteers with a pale band and a small gold heart."""
    outline = torso_outline(build, 3.2, front=front, loose=0.35)
    top = -build.torso
    wide = build.hip + 2
    band = rect(-wide, -7.2, wide * 2, 1.7, "#F3D7C4", opacity=0.9)
    hem = rect(-wide, 1.6, wide * 2, 2.4, PLUM_DEEP, opacity=0.8)
    if back:
        yoke = rect(-4.5, top + 7, 9, 1.2, "#F3D7C4", 0.6) + rect(-3, top + 10, 6, 1, "#F3D7C4", 0.5)
        return shape(outline, PLUM) + clipped(outline, band, hem, yoke, circle(0, top + 3.6, 1.3, AMBER))
    neck = polygon([(x - 3.6, top - 4), (x + 3.2, top - 4), (x + 0.2, top + 9.5)], outfit.top)
    collar = front_opening(outfit, build, top + 8, x)
    zip_line = line([(x + 0.2, top + 9.5), (x + 0.5, 3.4)], PLUM_DEEP, 0.7)
    trim = stroked(f"M{x - 3.7} {top - 2}L{x + 0.2} {top + 9.5}L{x + 3.3} {top - 2}", PLUM_DEEP, 0.9)
    pockets = [rect(x + s - 2.6, -5.0, 5.2, 4.8, PLUM_DEEP, 0.6, opacity=0.45) for s in (-5, 5.2)]
    heart = blob([(0, 0.8), (-1.6, -0.7), (-0.9, -1.8), (0, -1.1), (0.9, -1.8), (1.6, -0.7)], "#F1CE7D")
    badge = group(heart, move=(x + 4.6, top + 9.5))
    return shape(outline, PLUM) + clipped(outline, band, hem, *pockets, neck, collar, trim, zip_line, badge)


def shadow(outline: str, build: Build, shade: float) -> str:
    """The dark side of a garment."""
    wide = build.hip + 3
    edge = shade * wide
    left = min(edge, edge - shade * wide * 0.62)
    side = rect(left, -46, wide * 0.62, 70, "#3A1530", opacity=0.13)
    under = ellipse(0, -build.torso - 1.5, 6, 3.6, "#3A1530", opacity=0.2)
    return clipped(outline, side, under)


def apron(outfit: Outfit, build: Build, *, seated: bool, x: float) -> str:
    """A bib apron."""
    top = -build.torso + 7
    low = 6 if seated else 15
    half = build.hip + 0.2
    bib = arch(
        [
            (x - 5, top),
            (x - 5.4, -11),
            (x - half + 0.6, -9),
            (x - half, low),
            (x + half - 2, low),
            (x + half - 2.4, -9),
            (x + 4.6, -11),
            (x + 4.4, top),
        ],
        outfit.apron,
    )
    straps = [
        line([(x + s * 4.4, top + 0.6), (x + s * 3, -build.torso - 1)], deeper(outfit.apron, 0.2), 1.1) for s in (-1, 1)
    ]
    pocket = rect(x - 4.5, -5, 8, 6, deeper(outfit.apron, 0.16), 1)
    return "".join(straps) + bib + pocket


def neckwear(outfit: Outfit, build: Build, *, back: bool) -> str:
    """A soft scarf around the neck."""
    top = -build.torso
    c = outfit.neck
    wrap = blob(
        [(-5.4, top - 3.2), (0, top - 1.8), (5.4, top - 3.4), (5.8, top + 0.8), (0.4, top + 3), (-5.8, top + 1)], c
    )
    end = "" if back else blob([(1, top + 1), (4.6, top + 1), (5.4, top + 13), (1.8, top + 14)], deeper(c, 0.14))
    fold = stroked(f"M-4 {top - 1}Q0 {top + 1.4} 4.4 {top - 1}", deeper(c, 0.25), 0.6)
    return end + wrap + fold


def garment(outfit: Outfit, build: Build, view: str, *, seated: bool, shade: float) -> str:
    """Everything worn on the torso."""
    front, back = view != "side", view == "back"
    x = 0.0 if front else 2.0
    long_hem = {"coat": 12.0, "padded": 5.0, "jacket": 5.0, "suit": 5.0, "dress": 2.0}
    hem = long_hem.get(outfit.kind, 3.0)
    hem = min(hem, 3.5) if seated else hem
    outline = torso_outline(build, hem, front=front, loose=0.7 if outfit.kind in ("padded", "coat") else 0)
    parts = [shape(outline, outfit.top), patterned(outline, outfit.pattern, outfit.pattern_colour)]
    if outfit.kind == "padded":
        quilts = [line([(-12, y), (12, y)], deeper(outfit.top, 0.2), 0.35, opacity=0.7) for y in (-20, -14, -8, -2, 4)]
        parts.append(clipped(outline, *quilts))
    if outfit.vest:
        parts.append(vest(outfit, build, front=front, x=x, back=back))
    elif not back:
        parts.append(clipped(outline, front_opening(outfit, build, hem, x)))
    if outfit.apron:
        parts.append(
            apron(outfit, build, seated=seated, x=x) if not back else line([(-8, -9), (8, -9)], outfit.apron, 1.4)
        )
    parts.append(shadow(outline, build, shade))
    if outfit.sash:
        parts.append(clipped(outline, line([(-9, -build.torso), (8, 0)], outfit.sash, 3.4)))
    if outfit.neck:
        parts.append(neckwear(outfit, build, back=back))
    return "".join(parts)
