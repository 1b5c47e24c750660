"""Houses, streets and yards of towns and villages; in figure units, standing on y = 0."""

from __future__ import annotations

from random import Random

from .palette import BRICK, CREAM, GOLD, PLUM, RED, TILE, WALNUT, WOOD, deeper, mix, paler
from .svg import box, circle, clipped, ellipse, line, polygon, polygon_d, rect, shape, stroked, tiled


def tiles(left: float, right: float, top: float, low: float, inset: float, colour: str = TILE) -> str:
    """A tiled roof slope with a raised ridge and curled ends."""
    outline = polygon_d([(left + inset, top), (right - inset, top), (right, low), (left, low)])
    rows = tiled(
        outline,
        stroked("M0 0v9", deeper(colour, 0.25), 1) + stroked("M0 7q2.2 2.4 4.4 0", paler(colour, 0.15), 0.6),
        (4.4, 9),
    )
    ridge = stroked(
        f"M{left + inset - 5} {top - 3.5}q4 3.5 8 3h{right - left - inset * 2 - 6}q5 .5 8 -3", deeper(colour, 0.25), 3.2
    )
    eave = rect(left - 1, low - 1.4, right - left + 2, 3, deeper(colour, 0.3), 1.2)
    ends = "".join(
        circle(left + 2 + i * 4.4, low + 1, 1.4, deeper(colour, 0.15)) for i in range(int((right - left) / 4.4))
    )
    return shape(outline, colour) + rows + ridge + eave + ends


def lattice(x: float, y: float, w: float, h: float, frame: str = WOOD, glass: str = "#DCE6DF", panes: int = 3) -> str:
    """A window with wooden bars."""
    parts = [
        rect(x - 1.6, y - 1.6, w + 3.2, h + 3.2, frame, 0.6),
        rect(x, y, w, h, glass),
        polygon([(x, y), (x + w * 0.5, y), (x, y + h * 0.7)], "#FFFDFA", opacity=0.4),
    ]
    parts += [line([(x + w * i / panes, y), (x + w * i / panes, y + h)], frame, 0.9) for i in range(1, panes)]
    parts.append(line([(x, y + h * 0.36), (x + w, y + h * 0.36)], frame, 0.9))
    parts.append(rect(x - 2.6, y + h + 1.2, w + 5.2, 2, deeper(frame, 0.2), 0.6))
    return "".join(parts)


def door(x: float, w: float, h: float, colour: str = "#8E3B34", *, couplets: bool = True) -> str:
    """A double door with red paper strips and a diamond on each leaf."""
    parts = [
        rect(x - w / 2 - 2, -h - 2, w + 4, h + 2, deeper(colour, 0.35)),
        rect(x - w / 2, -h, w, h, colour),
        line([(x, -h), (x, 0)], deeper(colour, 0.4), 0.8),
    ]
    for s in (-1, 1):
        cx = x + s * w * 0.25
        parts.append(
            polygon([(cx, -h * 0.72), (cx + w * 0.15, -h * 0.6), (cx, -h * 0.48), (cx - w * 0.15, -h * 0.6)], RED)
        )
        parts.append(circle(x + s * 2.2, -h * 0.42, 1, GOLD))
        if couplets:
            px = x + s * (w / 2 + 5.5) - 2.2
            parts.append(rect(px, -h * 0.95, 4.4, h * 0.72, RED, 0.4))
            parts += [
                rect(px + 1.3, -h * 0.9 + i * h * 0.13, 1.8, h * 0.07, "#5A1D20", 0.4, opacity=0.7) for i in range(5)
            ]
    if couplets:
        parts.append(rect(x - w * 0.36, -h - 7.4, w * 0.72, 4.4, RED, 0.4))
        parts += [
            rect(x - w * 0.3 + i * w * 0.165, -h - 6.3, w * 0.09, 2, "#5A1D20", 0.4, opacity=0.7) for i in range(4)
        ]
    parts.append(rect(x - w / 2 - 5, -2, w + 10, 3, "#B9AD9C", 0.5))
    return "".join(parts)


def brickwork(outline: str, colour: str) -> str:
    """A few brick joints over a wall."""
    tone = deeper(colour, 0.14)
    tile = (
        line([(0, 0), (9, 0)], tone, 0.35)
        + line([(0, 0), (0, 4)], tone, 0.35)
        + line([(0, 4), (9, 4)], tone, 0.35)
        + line([(4.5, 4), (4.5, 8)], tone, 0.35)
    )
    return shape(outline, colour) + tiled(outline, tile, (9, 8), 0, 0.8)


def village_house(
    wide: float = 190, tall: float = 74, wall: str = "#E9DCC6", *, open_door: bool = True, roof: str = TILE
) -> str:
    """A single-storey house with a grey tiled roof."""
    half = wide / 2
    body = box(-half, -tall, wide, tall)
    parts = [
        shape(body, wall),
        brickwork(box(-half, -16, wide, 16), mix(wall, BRICK, 0.35)),
        clipped(body, rect(-half, -tall, wide, 9, "#3A1530", opacity=0.16)),
    ]
    if open_door:
        parts.append(door(0, 26, 48))
    parts += [lattice(s * wide * 0.3 - 14, -52, 28, 24) for s in (-1, 1)]
    parts.append(tiles(-half - 10, half + 10, -tall - 34, -tall + 2, 10, roof))
    return "".join(parts)


def far_village(count: int = 5, seed: int = 2, wall: str = "#E8DCCB") -> str:
    """A row of small houses for the distance."""
    chance = Random(seed)
    parts = []
    x = 0.0
    for _ in range(count):
        w, h = chance.uniform(34, 60), chance.uniform(16, 26)
        tone = mix(wall, ("#D9B79A", "#FFFDFA", "#CBBBA8")[chance.randrange(3)], 0.5)
        parts.append(rect(x, -h, w, h, tone))
        parts.append(
            polygon(
                [(x - 3, -h), (x + 4, -h - 12), (x + w - 4, -h - 12), (x + w + 3, -h)],
                mix(TILE, "#9A6A5A", chance.random() * 0.5),
            )
        )
        parts += [rect(x + w * p, -h * 0.68, 5, 6, "#7B7480") for p in (0.18, 0.68)]
        parts.append(rect(x + w * 0.43, -h * 0.62, 6, h * 0.62, "#8E4A40"))
        x += w + chance.uniform(2, 14)
    return "".join(parts)


def flats(wide: float = 90, floors: int = 6, colour: str = "#E7D3BF", seed: int = 1) -> str:
    """A block of flats with balconies."""
    chance = Random(seed)
    high = floors * 24 + 14.0
    parts = [
        rect(-wide / 2, -high, wide, high, colour),
        rect(-wide / 2, -high, wide * 0.16, high, paler(colour, 0.4), opacity=0.6),
        rect(wide / 2 - wide * 0.12, -high, wide * 0.12, high, deeper(colour, 0.3), opacity=0.35),
        rect(-wide / 2 - 2, -high - 3, wide + 4, 5, deeper(colour, 0.22)),
    ]
    columns = max(2, int(wide / 28))
    for floor in range(floors):
        for column in range(columns):
            x = -wide / 2 + wide * (column + 0.5) / columns
            y = -high + 10 + floor * 24
            lit = chance.choice(("#A9C3C8", "#BFD3D2", "#8FAEB8", "#F3DDAE"))
            parts.append(rect(x - 8, y, 16, 13, lit, 0.6))
            parts.append(line([(x, y), (x, y + 13)], "#FFFDFA", 0.8))
            parts.append(rect(x - 9.5, y + 11, 19, 4.5, deeper(colour, 0.14), 0.6))
            if chance.random() < 0.35:
                parts.append(rect(x + 9.6, y + 3, 4, 5, "#F4F0EA", 0.5))
    return "".join(parts)


def shop(wide: float = 86, tall: float = 84, colour: str = "#E4CFB4", awning: str = PLUM, seed: int = 1) -> str:
    """A shopfront with a sign board and striped awning."""
    half = wide / 2
    parts = [rect(-half, -tall, wide, tall, colour), rect(-half + 3, -tall + 5, wide - 6, 14, deeper(awning, 0.2), 1)]
    parts += [rect(-half + 12 + i * 12, -tall + 9, 8, 6, "#F6DFA4", 0.8) for i in range(int((wide - 20) / 12))]
    parts += [
        rect(-half + 6, -46, wide * 0.52, 38, "#C9DAD8", 0.6),
        polygon([(-half + 6, -46), (-half + 26, -46), (-half + 6, -16)], "#FFFDFA", opacity=0.5),
    ]
    goods = ("#C4606A", "#E0AC4A", "#6E8F5A", "#5C7693")
    chance = Random(seed)
    parts += [
        rect(-half + 9 + i * 7, -16 - chance.uniform(0, 6), 5, 14, chance.choice(goods), 0.6)
        for i in range(int(wide * 0.52 / 7))
    ]
    parts += [
        rect(half - wide * 0.34, -48, wide * 0.27, 48, WALNUT),
        rect(half - wide * 0.31, -45, wide * 0.21, 28, "#B9CFCE"),
    ]
    stripes = 8
    step = (wide + 6) / stripes
    for i in range(stripes):
        x = -half - 3 + i * step
        parts.append(shape(f"M{x + 1.5} -62h{step}l-1.5 14q{-step / 2} 5 {-step} 0Z", awning if i % 2 else "#FBF1DF"))
    return "".join(parts)


def wall(wide: float, tall: float, colour: str = "#E6D5BC", cap: str = TILE) -> str:
    """A yard wall with a tiled cap."""
    body = box(0, -tall, wide, tall)
    return (
        brickwork(body, colour)
        + rect(0, -12, wide, 12, mix(colour, BRICK, 0.35))
        + tiles(-2, wide + 2, -tall - 7, -tall + 2, 1, cap)
    )


def gate(wide: float = 64, tall: float = 78) -> str:
    """A yard gate with a small roof, couplets and two lanterns."""
    half = wide / 2
    body = brickwork(box(-half, -tall, wide, tall), "#C9A78C")
    roof = tiles(-half - 9, half + 9, -tall - 24, -tall + 1, 9)
    lamps = "".join(lantern(s * (half - 4), -tall + 4, 0.8) for s in (-1, 1))
    return body + door(0, 30, 54, "#7E2F2C") + roof + lamps


def lantern(x: float, y: float, scale: float = 1, colour: str = RED) -> str:
    """A round red lantern hanging from x, y."""
    s = scale
    ribs = "".join(
        ellipse(x, y + 11 * s, w * s, 7 * s, "none", stroke=deeper(colour, 0.25), stroke_width=0.5) for w in (3, 6.2)
    )
    return (
        line([(x, y), (x, y + 4 * s)], WALNUT, 0.6)
        + ellipse(x, y + 11 * s, 8.6 * s, 7 * s, colour)
        + ellipse(x - 3 * s, y + 9 * s, 3 * s, 4 * s, "#F3A06A", opacity=0.45)
        + ribs
        + rect(x - 4 * s, y + 3.4 * s, 8 * s, 1.8 * s, GOLD, 0.5)
        + rect(x - 4 * s, y + 17 * s, 8 * s, 1.8 * s, GOLD, 0.5)
        + "".join(
            line([(x + i * 1.6 * s, y + 19 * s), (x + i * 1.9 * s, y + 26 * s)], "#E0AC4A", 0.7) for i in (-1, 0, 1)
        )
    )


def bunting(
    points: tuple[float, float, float], sag: float, colours: tuple[str, ...] = (PLUM, "#E0AC4A", CREAM, "#6FA8A0")
) -> str:
    """Pennants on a string from (x0, y) to (x1, y)."""
    x0, x1, y = points
    count = int((x1 - x0) / 9)
    parts = [stroked(f"M{x0} {y}Q{(x0 + x1) / 2} {y + sag * 2} {x1} {y}", "#7B6A62", 0.6)]
    for i in range(count):
        t = (i + 0.5) / count
        x, drop = x0 + (x1 - x0) * t, y + sag * 4 * t * (1 - t)
        parts.append(polygon([(x - 3.4, drop), (x + 3.4, drop), (x, drop + 8)], colours[i % len(colours)]))
    return "".join(parts)


def greenhouse(wide: float, tall: float) -> str:
    """The inside ribs of a plastic tunnel, centred, seen along its length."""
    parts = []
    for i in range(6):
        s = 1 - i * 0.15
        half, up = wide / 2 * s, tall * s
        parts.append(
            stroked(
                f"M{-half} {-6 * i}V{-up * 0.45 - 6 * i}Q{-half} {-up - 6 * i} 0 {-up - 6 * i}"
                f"Q{half} {-up - 6 * i} {half} {-up * 0.45 - 6 * i}V{-6 * i}",
                "#9FB0A8",
                1.6 * s,
            )
        )
    return "".join(parts)
