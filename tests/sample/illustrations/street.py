"""Stalls, tents, vehicles, lamps and boards of street and market; in figure units on y = 0."""

from __future__ import annotations

from .palette import CREAM, GOLD, PLUM, RED, WALNUT, WHITE, WOOD, deeper, mix, paler
from .svg import blob, circle, clipped, ellipse, group, line, polygon, rect, shape, stroked


def canopy(wide: float = 140, tall: float = 108, colour: str = PLUM, *, open_front: bool = True) -> str:
    """A folding tent with a scalloped edge."""
    h = wide / 2
    poles = "".join(rect(x, -tall + 20, 2.6, tall - 20, "#CFC7C0") for x in (-h + 2, h - 4.6))
    roof = f"M{-h - 3} {-tall + 18}L{-h * 0.42} {-tall - 12}H{h * 0.42}L{h + 3} {-tall + 18}Z"
    panels = polygon(
        [(-h * 0.42, -tall - 12), (0, -tall - 12), (0, -tall + 18), (-h - 3, -tall + 18)],
        paler(colour, 0.16),
        opacity=0.7,
    )
    step = (wide + 6) / 10
    edge = "".join(
        shape(
            f"M{-h - 3 + i * step} {-tall + 18}h{step}v7q{-step / 2} 6 {-step} 0Z",
            colour if i % 2 else CREAM,
        )
        for i in range(10)
    )
    inner = "" if open_front else rect(-h + 3, -tall + 18, wide - 6, tall - 18, deeper(colour, 0.2), opacity=0.2)
    return inner + poles + shape(roof, colour) + clipped(roof, panels) + edge


def board(wide: float = 40, tall: float = 62, colour: str = "#F7EFE2", accent: str = PLUM, mark: str = "heart") -> str:
    """A display board on legs with abstract panels."""
    h = wide / 2
    marks = {
        "heart": blob([(0, 5), (-7, -3), (-4, -8), (0, -5), (4, -8), (7, -3)], accent),
        "scales": line([(0, -8), (0, 6)], accent, 1.2)
        + line([(-8, -5), (8, -5)], accent, 1.2)
        + "".join(stroked(f"M{s * 8 - 3.4} 0q3.4 4 6.8 0ZM{s * 8} -5v5", accent, 1) for s in (-1, 1)),
        "water": "".join(stroked(f"M-9 {y}q4.5 -4 9 0t9 0", "#4E8F9A", 1.6) for y in (-6, 0, 6)),
        "shield": blob([(0, 8), (-7, 0), (-6, -8), (0, -9), (6, -8), (7, 0)], accent)
        + line([(-3, -1), (-0.6, 2), (4, -4)], WHITE, 1.6),
        "leaf": blob([(-8, 6), (-7, -4), (4, -9), (8, -8), (6, 2), (-2, 7)], "#6E8F5A")
        + line([(-8, 6), (5, -6)], CREAM, 0.9),
        "house": polygon([(-9, -1), (0, -9), (9, -1)], accent) + rect(-6, -1, 12, 9, accent) + rect(-2, 2, 4, 6, CREAM),
    }
    rows = "".join(
        rect(-h + 5, -tall * 0.36 + i * 4.4, (wide - 10) * (1 if i % 2 == 0 else 0.7), 1.6, "#C6B4A6", 0.7)
        for i in range(3)
    )
    return (
        line([(-h + 5, -14), (-h + 2, 0)], WOOD, 2)
        + line([(h - 5, -14), (h - 2, 0)], WOOD, 2)
        + rect(-h, -tall, wide, tall - 12, deeper(colour, 0.25), 1.2)
        + rect(-h + 1.6, -tall + 1.6, wide - 3.2, tall - 15.2, colour, 0.8)
        + rect(-h + 1.6, -tall + 1.6, wide - 3.2, 7.4, accent)
        + group(marks[mark], move=(0, -tall * 0.62))
        + rows
    )


def banner(wide: float = 160, tall: float = 17, colour: str = PLUM) -> str:
    """A hanging cloth banner with abstract gold marks, its middle top at the origin."""
    h = wide / 2
    cloth = f"M{-h} 0Q0 4 {h} 0V{tall}Q0 {tall + 4} {-h} {tall}Z"
    count = int(wide / 15)
    step = wide / (count + 1)
    marks = "".join(
        rect(-h + step * (i + 1) - 3.4, tall / 2 - 1.2, 6.8, 6.4, "#F6DFA4", 1.8, opacity=0.85) for i in range(count)
    )
    ropes = line([(-h, 1), (-h - 18, -8)], "#8C7A70", 0.7) + line([(h, 1), (h + 18, -8)], "#8C7A70", 0.7)
    return ropes + shape(cloth, colour) + marks


def wheel(x: float, r: float) -> str:
    """A spoked wheel."""
    spokes = "".join(
        line([(x, -r), (x + r * 0.8 * dx, -r + r * 0.8 * dy)], "#9A9AA2", 0.5)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    )
    return circle(x, -r, r, "none", stroke="#37303A", stroke_width=2.2) + spokes + circle(x, -r, 1.6, "#6D7078")


def cargo(load: str) -> str:
    """What a cargo tricycle carries: books, vegetables or cartons."""
    if load == "vegetables":
        tones = ("#7FA069", "#93A765", "#D0483F", "#7FA069", "#E58A3C", "#93A765", "#7FA069")
        return "".join(circle(-46 + i * 7, -36 - (i % 2) * 4, 6, c) for i, c in enumerate(tones))
    if load == "cartons":
        boxes = ((-49, -54, 22, 20, "#C79A66"), (-25, -48, 22, 14, "#D3AC7C"), (-43, -70, 26, 16, "#B98958"))
        return "".join(rect(x, y, w, h, c, 0.6) for x, y, w, h, c in boxes)
    spines = (PLUM, "#E0AC4A", "#6E8F5A", "#F4E8D8", "#5C7693", "#CF7A55", PLUM, "#6FA8A0", "#E9B7B4", "#E0AC4A")
    books = "".join(
        rect(-47 + i * 4.4, y - 12 - (i * 7 % 4), 3.8, 12 + (i * 7 % 4), c, 0.4)
        for y in (-55, -37)
        for i, c in enumerate(spines)
    )
    scallops = "".join(shape(f"M{-53 + i * 9} -71h9q-4.5 6 -9 0Z", CREAM if i % 2 else PLUM) for i in range(6))
    shelf = rect(-50, -55, 48, 2.4, WOOD) + rect(-53, -76, 54, 5, PLUM, 1.5)
    return rect(-50, -72, 48, 38, "#8A5A3A", 1) + books + shelf + scallops


def tricycle(colour: str = "#3F7F82", load: str = "books") -> str:
    """A cargo tricycle facing right, loaded with books or goods."""
    bed = polygon([(-52, -34), (2, -34), (0, -15), (-50, -15)], colour)
    bed += polygon([(-52, -34), (2, -34), (1.6, -30), (-51.6, -30)], paler(colour, 0.3))
    rods = (
        line([(0, -24), (22, -26), (30, -50)], "#4A4450", 2.4)
        + line([(30, -50), (36, -12)], "#4A4450", 2.4)
        + line([(22, -26), (36, -12)], "#4A4450", 1.8)
    )
    bars = (
        stroked("M30 -50q-2 -6 -9 -5", "#37303A", 2)
        + stroked("M7 -42h12q3 0 2 3h-14Z", "#5A3A34", 2.4)
        + line([(14, -40), (12, -25)], "#4A4450", 2)
    )
    bars += circle(32, -44, 2.4, "#F3DDAE")
    return rods + wheel(-36, 12) + cargo(load) + bed + wheel(-20, 12) + wheel(37, 12) + bars


def panes(h: float, wide: float) -> str:
    """The windows of a minibus."""
    places = [-h + 8 + i * 32 for i in range(int((wide - 60) / 32))]
    glass = "".join(rect(x, -76, 28, 23, "#A9C8CE", 3) for x in places)
    glare = "".join(polygon([(x + 3, -75), (x + 12, -75), (x + 3, -60)], "#FFFDFA", opacity=0.5) for x in places)
    return glass + shape(f"M{h - 44} -76H{h - 38}Q{h - 32} -76 {h - 22} -54H{h - 44}Z", "#A9C8CE") + glare


def minibus(colour: str = WHITE, stripe: str = PLUM, wide: float = 180) -> str:
    """A minibus facing right with an open side door."""
    h = wide / 2
    body = f"M{-h} -14V-72Q{-h} -84 {-h + 12} -84H{h - 42}Q{h - 28} -84 {h - 16} -58L{h - 2} -48Q{h} -46 {h} -40V-14Z"
    lower = clipped(
        body,
        rect(-h, -44, wide, 8, stripe),
        rect(-h, -34, wide, 2.4, "#E0AC4A"),
        rect(-h, -24, wide, 12, deeper(colour, 0.14)),
        rect(-h, -86, wide, 7, paler(colour, 0.5)),
    )
    opening = (
        rect(-4, -78, 34, 64, "#6E5A62", 2)
        + rect(-1, -75, 28, 26, "#D8C3B0", 1)
        + rect(0, -44, 12, 28, "#A85C7C", 2)
        + polygon([(-4, -14), (30, -14), (33, -6), (-7, -6)], "#8C8690")
    )
    heart = group(blob([(0, 7), (-9, -2), (-5, -9), (0, -6), (5, -9), (9, -2)], stripe), move=(-h + 34, -26), scale=0.8)
    wheels = "".join(
        circle(x, -11, 13, "#37303A") + circle(x, -11, 7, "#B9B4B2") + circle(x, -11, 2.6, "#6D7078")
        for x in (-h + 34, h - 32)
    )
    lamps = ellipse(h - 3, -34, 3, 5, "#F3DDAE") + rect(-h - 1, -40, 3, 9, RED, 1)
    sill = rect(-h - 2, -17, wide + 4, 5, "#5C5A66", 2)
    return shape(body, colour) + lower + panes(h, wide) + opening + heart + sill + wheels + lamps


def lamp_post(tall: float = 150) -> str:
    """A street lamp with two hanging flower baskets."""
    return (
        rect(-1.6, -tall, 3.2, tall, "#5A5560")
        + rect(-4, -6, 8, 6, "#4A4450", 1)
        + stroked(f"M0 {-tall + 2}q1 -9 14 -9", "#5A5560", 2.4)
        + ellipse(15, -tall - 6, 7, 3, "#5A5560")
        + ellipse(15, -tall - 4, 5, 2.4, "#FFF1C9")
        + "".join(
            ellipse(s * 9, -tall * 0.62, 7, 5, "#6E8F5A")
            + circle(s * 9 - 2, -tall * 0.62 - 2, 1.8, "#D9737F")
            + circle(s * 9 + 3, -tall * 0.62, 1.8, PLUM)
            for s in (-1, 1)
        )
    )


def post_with_ads(tall: float = 140) -> str:
    """A concrete pole with stuck-on slips of paper."""
    slips = "".join(
        group(
            rect(-4, -5, 8, 10, c, 0.3) + rect(-2.6, -3, 5.2, 1, "#A79A92") + rect(-2.6, -0.8, 4, 1, "#A79A92"),
            move=(x, y),
            turn=t,
        )
        for x, y, c, t in (
            (-1, -86, "#F7EFD8", -8),
            (2, -72, "#F3D7C4", 6),
            (-2, -58, "#E4EBDD", 3),
            (1, -44, "#F7EFD8", -5),
        )
    )
    return rect(-7, -tall, 14, tall, "#B5ADA6") + rect(2.6, -tall, 4.4, tall, "#8F8782", opacity=0.6) + slips


def stall(wide: float = 80, goods: str = "fruit", cloth: str = "#3F7F82") -> str:
    """A market stall heaped with goods."""
    h = wide / 2
    tones = {
        "fruit": ("#D0483F", "#E58A3C", "#E0AC4A"),
        "greens": ("#7FA069", "#93A765", "#5F8A4E"),
        "cloth": ("#A3195B", "#5C7693", "#E9B7B4"),
        "pots": ("#6FA3A6", "#B5563C", "#8A6A4E"),
    }[goods]
    parts = [rect(-h, -34, wide, 34, cloth)] + [
        polygon(
            [
                (-h + i * wide / 6, -34),
                (-h + (i + 0.5) * wide / 6, -34),
                (-h + (i + 0.3) * wide / 6, 0),
                (-h + i * wide / 6, 0),
            ],
            deeper(cloth, 0.2),
            opacity=0.5,
        )
        for i in range(6)
    ]
    for tray in range(3):
        cx = -h + wide * (tray + 0.5) / 3
        parts += [
            circle(
                cx + dx * wide * 0.05, -39 - dy * 4, wide * 0.045, mix(tones[tray], "#FFF1C9", 0.15 * ((dx + dy) % 2))
            )
            for dy, row in enumerate(((-2, -1, 0, 1, 2), (-1, 0, 1), (0,)))
            for dx in row
        ]
    return "".join(parts) + rect(-h - 2, -37, wide + 4, 5, WALNUT, 1)


def hoop(colour: str = RED) -> str:
    """A ring buoy, centred."""
    return circle(0, 0, 8, "none", stroke=colour, stroke_width=4.6) + "".join(
        line([(a * 5.7, b * 5.7), (a * 10.2, b * 10.2)], WHITE, 3)
        for a, b in ((0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7))
    )


def extinguisher() -> str:
    """A fire extinguisher."""
    return (
        rect(-4, -22, 8, 22, RED, 3)
        + rect(-4, -14, 8, 5, CREAM)
        + rect(-2, -26, 4, 5, "#37303A", 1)
        + line([(-1, -26), (5, -29)], "#37303A", 1.6)
        + stroked("M3 -24q8 2 6 12", "#37303A", 1.5)
    )


def railing(wide: float, tall: float = 26, colour: str = "#B9B1A4") -> str:
    """A stone railing."""
    posts = "".join(
        rect(i * 24, -tall - 4, 4, tall + 4, colour) + circle(i * 24 + 2, -tall - 6, 3, paler(colour, 0.2))
        for i in range(int(wide / 24) + 1)
    )
    return rect(0, -tall, wide, 4, paler(colour, 0.15)) + rect(0, -tall * 0.45, wide, 3, colour) + posts


def podium() -> str:
    """A speaker's desk with a microphone."""
    return (
        polygon([(-13, -46), (13, -46), (10, 0), (-10, 0)], WOOD)
        + polygon([(-16, -50), (16, -50), (14, -45), (-14, -45)], paler(WOOD, 0.25))
        + circle(0, -26, 5, GOLD, opacity=0.85)
        + stroked("M6 -50q2 -8 -2 -11", "#37303A", 1)
        + ellipse(3.6, -62, 1.4, 2.2, "#37303A")
    )
