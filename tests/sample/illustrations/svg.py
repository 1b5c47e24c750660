"""SVG fragments: every drawing function returns a piece of markup as text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from zlib import crc32

Point = tuple[float, float]
Value = str | float


def num(value: float) -> str:
    """Write a coordinate with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def element(name: str, body: str = "", /, **attributes: Value) -> str:
    """One element; underscores in attribute names become hyphens."""
    listed = "".join(
        f' {key.replace("_", "-")}="{value if isinstance(value, str) else num(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{listed}>{body}</{name}>" if body else f"<{name}{listed}/>"


def shape(d: str, fill: str = "none", **extra: Value) -> str:
    """A filled path."""
    return element("path", d=d, fill=fill, **extra)


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **extra: Value) -> str:
    """A rectangle with corner radius r."""
    return element("rect", x=x, y=y, width=w, height=h, fill=fill, rx=r, **extra)


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str, **extra: Value) -> str:
    """An ellipse."""
    return element("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **extra)


def circle(cx: float, cy: float, r: float, fill: str, **extra: Value) -> str:
    """A circle."""
    return ellipse(cx, cy, r, r, fill, **extra)


def polygon_d(points: Sequence[Point]) -> str:
    """The path of a closed straight-edged outline."""
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"


def polygon(points: Sequence[Point], fill: str, **extra: Value) -> str:
    """A closed straight-edged shape."""
    return shape(polygon_d(points), fill, **extra)


def line(points: Sequence[Point], stroke: str, width: float, **extra: Value) -> str:
    """An open line with round ends."""
    d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return stroked(d, stroke, width, **extra)


def stroked(d: str, stroke: str, width: float, **extra: Value) -> str:
    """A path drawn as a line with round ends."""
    return element(
        "path",
        d=d,
        fill="none",
        stroke=stroke,
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
        **extra,
    )


def smooth(points: Sequence[Point], *, closed: bool = True, pull: float = 1 / 6) -> str:
    """A smooth path through all points (Catmull-Rom written as Beziers)."""
    count = len(points)
    parts = [f"M{num(points[0][0])} {num(points[0][1])}"]
    for i in range(count if closed else count - 1):
        if closed:
            before, here = points[i - 1], points[i]
            there, after = points[(i + 1) % count], points[(i + 2) % count]
        else:
            before, here = points[max(i - 1, 0)], points[i]
            there, after = points[i + 1], points[min(i + 2, count - 1)]
        first = (here[0] + (there[0] - before[0]) * pull, here[1] + (there[1] - before[1]) * pull)
        second = (there[0] - (after[0] - here[0]) * pull, there[1] - (after[1] - here[1]) * pull)
        parts.append("C" + " ".join(f"{num(x)} {num(y)}" for x, y in (first, second, there)))
    return "".join(parts) + ("Z" if closed else "")


def blob(points: Sequence[Point], fill: str, **extra: Value) -> str:
    """A closed smooth shape through all points."""
    return shape(smooth(points), fill, **extra)


def arch(points: Sequence[Point], fill: str, **extra: Value) -> str:
    """A smooth line through the points whose ends are joined by a straight edge."""
    return shape(smooth(points, closed=False) + "Z", fill, **extra)


def group(
    *parts: str, move: Point = (0, 0), turn: float = 0, scale: float = 1, flip: bool = False, opacity: float = 1
) -> str:
    """Parts moved, turned (degrees), scaled and mirrored together."""
    steps = []
    if move != (0, 0):
        steps.append(f"translate({num(move[0])} {num(move[1])})")
    if turn:
        steps.append(f"rotate({num(turn)})")
    if scale != 1 or flip:
        steps.append(f"scale({scale * (-1 if flip else 1):.4f} {scale:.4f})")
    extra: dict[str, Value] = {"transform": " ".join(steps)} if steps else {}
    if opacity != 1:
        extra["opacity"] = opacity
    return element("g", "".join(parts), **extra)


def mark(kind: str, content: str) -> str:
    """A name for a definition, always the same for the same content."""
    return f"{kind}{crc32(content.encode()):08x}"


def clipped(outline: str, *parts: str) -> str:
    """Parts cut to an outline."""
    name = mark("k", outline)
    keeper = element("clipPath", shape(outline), id=name)
    return keeper + element("g", "".join(parts), clip_path=f"url(#{name})")


def fading(outline: str, stops: Sequence[tuple[float, str, float]], turn: float = 90) -> str:
    """An outline filled with a linear fade; stops are (place, colour, opacity)."""
    body = "".join(
        element("stop", offset=place, stop_color=colour, stop_opacity=opacity) for place, colour, opacity in stops
    )
    name = mark("f", f"{body}{turn}")
    angle = math.radians(turn)
    dx, dy = math.cos(angle) / 2, math.sin(angle) / 2
    ends = {"x1": 0.5 - dx, "y1": 0.5 - dy, "x2": 0.5 + dx, "y2": 0.5 + dy}
    return element("linearGradient", body, id=name, **ends) + shape(outline, f"url(#{name})")


def glowing(cx: float, cy: float, r: float, colour: str, strength: float = 0.6) -> str:
    """A round glow that fades to nothing."""
    body = element("stop", offset=0, stop_color=colour, stop_opacity=strength) + element(
        "stop", offset=1, stop_color=colour, stop_opacity=0
    )
    name = mark("g", body)
    return element("radialGradient", body, id=name) + circle(cx, cy, r, f"url(#{name})")


def tiled(outline: str, tile: str, size: Point, turn: float = 0, opacity: float = 1) -> str:
    """An outline filled with a repeated tile."""
    name = mark("t", f"{tile}{size}{turn}")
    pattern = element(
        "pattern",
        tile,
        id=name,
        width=size[0],
        height=size[1],
        patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({num(turn)})",
    )
    return pattern + shape(outline, f"url(#{name})", opacity=opacity)


def box(x: float, y: float, w: float, h: float) -> str:
    """The path of a rectangle."""
    return f"M{num(x)} {num(y)}h{num(w)}v{num(h)}h{num(-w)}Z"
