"""Land and sky: hills, fields, rivers and trees. Trees stand on y = 0 in figure units."""

from __future__ import annotations

import math
from random import Random

from .palette import LEAF, MOSS, PINE, WALNUT, deeper, mix, paler
from .scene import Scene
from .svg import (
    Point,
    blob,
    box,
    circle,
    clipped,
    ellipse,
    fading,
    glowing,
    group,
    line,
    polygon,
    rect,
    shape,
    smooth,
    stroked,
)


def sky(scene: Scene, top: str, low: str, until: float = 1.0) -> None:
    """A sky that fades downwards."""
    scene.add(fading(box(0, 0, scene.width, scene.height * until), [(0, top, 1), (1, low, 1)]))


def sun(scene: Scene, x: float, y: float, r: float, colour: str = "#FFE7B0") -> None:
    """A sun or moon with its glow."""
    cx, cy = x * scene.width, y * scene.height
    scene.add(glowing(cx, cy, r * 3.6, colour, 0.55), circle(cx, cy, r, paler(colour, 0.3)))


def cloud(scene: Scene, x: float, y: float, wide: float, colour: str = "#FFFDFA", opacity: float = 0.75) -> None:
    """A flat-bottomed cloud."""
    cx, cy = x * scene.width, y * scene.height
    puffs = [(0, 0, 0.5, 0.09), (-0.16, -0.05, 0.18, 0.1), (0.08, -0.09, 0.24, 0.14), (0.26, -0.03, 0.16, 0.08)]
    scene.add(
        group(
            *[ellipse(cx + px * wide, cy + py * wide, rx * wide, ry * wide, colour) for px, py, rx, ry in puffs],
            opacity=opacity,
        )
    )


def hills(scene: Scene, y: float, rise: float, colour: str, seed: int, bumps: int = 5) -> None:
    """A chain of hills whose foot runs below y (both as shares of the height)."""
    chance = Random(seed)
    w, h = scene.width, scene.height
    points: list[Point] = [(-60, y * h)]
    for i in range(bumps + 1):
        lift = chance.uniform(0.25, 1.0) * rise * h * (1 if i % 2 else 0.45)
        points.append((w * i / bumps + chance.uniform(-0.05, 0.05) * w, y * h - lift))
    points.append((w + 60, y * h))
    outline = smooth(points, closed=False) + f"L{w + 60} {h}L-60 {h}Z"
    scene.add(shape(outline, colour))
    scene.add(fading(outline, [(0, paler(colour, 0.4), 0.35), (0.35, colour, 0), (1, paler(colour, 0.5), 0.3)]))


def ground(scene: Scene, y: float, colour: str, wave: float = 0.0, seed: int = 1, tufts: int = 26) -> None:
    """The ground from y downwards with sparse strokes for texture."""
    w, h = scene.width, scene.height
    chance = Random(seed)
    top = smooth([(-20, y * h), (w * 0.3, y * h - wave), (w * 0.7, y * h + wave * 0.7), (w + 20, y * h)], closed=False)
    outline = top + f"L{w + 20} {h + 20}L-20 {h + 20}Z"
    scene.add(shape(outline, colour))
    scene.add(fading(outline, [(0, paler(colour, 0.5), 0.45), (0.5, colour, 0), (1, deeper(colour, 0.5), 0.25)]))
    strokes = []
    for _ in range(tufts):
        x, at = chance.uniform(0, w), chance.uniform(y * h + 24, h)
        size = 6 + 16 * (at / h)
        tone = deeper(colour, 0.16) if chance.random() < 0.6 else paler(colour, 0.3)
        strokes.append(line([(x, at), (x + size * 2.2, at)], tone, 3, opacity=0.55))
    scene.add(*strokes)


def grass(x: float, colour: str = LEAF, blades: int = 5) -> str:
    """A tuft of grass at the foot line."""
    return "".join(
        stroked(f"M{x + i * 1.6} 0q{(i - 2) * 0.8} -4 {(i - 2) * 1.8} {-6 - (i % 3) * 2}", colour, 0.9)
        for i in range(blades)
    )


def flowers(
    count: int, wide: float, seed: int, colours: tuple[str, ...] = ("#D9737F", "#E0AC4A", "#FBF7F3", "#A3195B")
) -> str:
    """A strip of flowers in leaf."""
    chance = Random(seed)
    parts = []
    for _ in range(count):
        x, up = chance.uniform(-wide / 2, wide / 2), chance.uniform(5, 13)
        parts.append(stroked(f"M{x} 0q1 {-up / 2} 0 {-up}", LEAF, 0.8))
        parts.append(ellipse(x + 1.8, -up * 0.45, 2, 0.9, MOSS))
        colour = chance.choice(colours)
        parts += [circle(x + 1.6 * math.cos(a), -up + 1.6 * math.sin(a), 1.35, colour) for a in (0, 1.3, 2.5, 3.8, 5)]
        parts.append(circle(x, -up, 1, "#F6DFA4"))
    return "".join(parts)


def trunk(tall: float, wide: float, colour: str = WALNUT) -> str:
    """A trunk with two branches and a lit side."""
    body = polygon([(-wide, 0), (-wide * 0.6, -tall), (wide * 0.6, -tall), (wide, 0)], colour)
    lit = polygon([(-wide, 0), (-wide * 0.6, -tall), (-wide * 0.1, -tall), (-wide * 0.3, 0)], paler(colour, 0.25))
    limbs = line([(0, -tall * 0.7), (tall * 0.22, -tall * 1.08)], colour, wide * 0.7)
    limbs += line([(0, -tall * 0.78), (-tall * 0.2, -tall * 1.12)], colour, wide * 0.7)
    return limbs + body + lit


def crown(cx: float, cy: float, rx: float, ry: float, colour: str, seed: int) -> str:
    """A leafy crown with light from the upper left and loose leaves."""
    chance = Random(seed)
    points = []
    for i in range(11):
        a = i / 11 * math.tau
        r = chance.uniform(0.88, 1.1)
        points.append((cx + math.cos(a) * rx * r, cy + math.sin(a) * ry * r))
    outline = smooth(points, pull=0.2)
    lit = ellipse(cx - rx * 0.3, cy - ry * 0.34, rx * 0.72, ry * 0.6, paler(colour, 0.25), opacity=0.5)
    dark = ellipse(cx + rx * 0.5, cy + ry * 0.7, rx * 0.9, ry * 0.6, deeper(colour, 0.3), opacity=0.4)
    leaves = []
    for _ in range(22):
        a, r = chance.uniform(0, math.tau), chance.uniform(0.1, 0.9)
        tone = paler(colour, 0.32) if chance.random() < 0.55 else deeper(colour, 0.22)
        leaves.append(
            group(
                ellipse(0, 0, 2.2, 1.1, tone),
                turn=chance.uniform(-60, 60),
                move=(cx + math.cos(a) * r * rx, cy + math.sin(a) * r * ry),
            )
        )
    return shape(outline, colour) + clipped(outline, lit, dark, *leaves)


def round_tree(tall: float = 130, colour: str = LEAF, seed: int = 1, bark: str = WALNUT) -> str:
    """A broad tree such as a scholar tree or paulownia."""
    rx, ry = tall * 0.36, tall * 0.33
    return (
        trunk(tall * 0.5, tall * 0.035, bark)
        + crown(0, -tall * 0.68, rx, ry, colour, seed)
        + crown(-rx * 0.5, -tall * 0.58, rx * 0.55, ry * 0.5, mix(colour, "#FFF0C0", 0.12), seed + 5)
    )


def poplar(tall: float = 170, colour: str = MOSS, seed: int = 1) -> str:
    """A tall narrow poplar, as along the roads of the plain."""
    body = trunk(tall * 0.45, tall * 0.016, "#B9A992")
    return body + crown(0, -tall * 0.62, tall * 0.11, tall * 0.38, colour, seed)


def pine(tall: float = 120, colour: str = PINE) -> str:
    """A conifer of the hills."""
    parts = [rect(-tall * 0.02, -tall * 0.2, tall * 0.04, tall * 0.2, WALNUT)]
    for i in range(4):
        y, half = -tall * (0.14 + i * 0.21), tall * (0.26 - i * 0.05)
        parts.append(polygon([(-half, y), (0, y - tall * 0.34), (half, y)], mix(colour, "#A8C08A", i * 0.07)))
        parts.append(polygon([(0, y), (0, y - tall * 0.34), (half, y)], deeper(colour, 0.25), opacity=0.35))
    return "".join(parts)


def willow(tall: float = 150, colour: str = MOSS, seed: int = 3) -> str:
    """A willow with hanging twigs."""
    chance = Random(seed)
    parts = [trunk(tall * 0.52, tall * 0.035), crown(0, -tall * 0.7, tall * 0.3, tall * 0.2, colour, seed)]
    for i in range(19):
        x = (i - 9) * tall * 0.036
        top, low = -tall * (0.8 - abs(i - 9) * 0.018), -tall * chance.uniform(0.16, 0.42)
        tone = mix(colour, "#DCE3A8", chance.uniform(0, 0.5))
        parts.append(stroked(f"M{x * 0.8} {top}C{x * 1.2} {top} {x * 1.3} {low - 20} {x * 1.25} {low}", tone, 1.7))
    return "".join(parts)


def bare_tree(tall: float = 130, colour: str = "#7A5E56") -> str:
    """A winter tree."""
    parts = [
        polygon(
            [(-tall * 0.03, 0), (-tall * 0.012, -tall * 0.6), (tall * 0.012, -tall * 0.6), (tall * 0.03, 0)], colour
        )
    ]
    for x, y, up in (
        (-0.25, 0.85, 0.45),
        (0.24, 0.9, 0.5),
        (-0.1, 1.0, 0.58),
        (0.1, 0.98, 0.56),
        (0.3, 0.7, 0.4),
        (-0.3, 0.68, 0.38),
    ):
        parts.append(
            stroked(
                f"M0 {-tall * up}Q{tall * x * 0.4} {-tall * (up + 0.1)} {tall * x} {-tall * y}", colour, tall * 0.014
            )
        )
        parts.append(
            line(
                [(tall * x * 0.6, -tall * (up + (y - up) * 0.55)), (tall * x * 1.1, -tall * (y - 0.1))],
                colour,
                tall * 0.009,
            )
        )
    return "".join(parts)


def bush(wide: float = 40, colour: str = LEAF, seed: int = 2) -> str:
    """A low bush."""
    return crown(0, -wide * 0.25, wide * 0.5, wide * 0.32, colour, seed)


def river(scene: Scene, y: float, low: float, colour: str = "#8FB9BF") -> None:
    """Water between two heights with ripples and a lit band."""
    w, h = scene.width, scene.height
    outline = (
        smooth([(-20, y * h), (w * 0.4, y * h + 8), (w + 20, y * h - 6)], closed=False)
        + f"L{w + 20} {low * h}L-20 {low * h}Z"
    )
    scene.add(shape(outline, colour), fading(outline, [(0, "#FFF6E6", 0.5), (0.5, colour, 0), (1, "#2F5560", 0.25)]))
    chance = Random(11)
    ripples = []
    for _ in range(30):
        x, at = chance.uniform(0, w), chance.uniform(y * h + 10, low * h)
        ripples.append(stroked(f"M{x} {at}q{18} -6 36 0t36 0", "#FFFDFA", 3, opacity=0.45))
    scene.add(clipped(outline, *ripples))


def rows(scene: Scene, y: float, colour: str, crop: str, lines: int = 9) -> None:
    """Field rows that meet at the horizon."""
    w, h = scene.width, scene.height
    scene.add(rect(-5, y * h, w + 10, h * (1 - y) + 5, colour))
    for i in range(-lines, lines + 1):
        foot = w * 0.5 + i * w * 0.17
        head = w * 0.5 + i * w * 0.035
        scene.add(polygon([(head - 2, y * h), (head + 4, y * h), (foot + 52, h), (foot - 46, h)], crop))
        scene.add(
            polygon(
                [(head + 1, y * h), (head + 4, y * h), (foot + 52, h), (foot + 14, h)], deeper(crop, 0.25), opacity=0.5
            )
        )


def snow(scene: Scene, seed: int = 4, flakes: int = 60) -> None:
    """Falling snow."""
    chance = Random(seed)
    scene.add(
        *[
            circle(
                chance.uniform(0, scene.width),
                chance.uniform(0, scene.height),
                chance.uniform(2.5, 6),
                "#FFFDFA",
                opacity=0.8,
            )
            for _ in range(flakes)
        ]
    )


def bunch(points: list[Point], colour: str) -> str:
    """A loose leaf cluster in the foreground."""
    return blob(points, colour)
