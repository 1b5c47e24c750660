"""Hair styles in head units: one layer behind the face and one in front of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .palette import deeper, paler
from .svg import Point, blob, circle, ellipse, smooth, stroked


@dataclass(frozen=True)
class Hair:
    """A style, its colour and what is worn on it."""

    style: str = "bob"
    colour: str = "#33211F"
    fringe: str = "part"  # part, bangs, swept, crop, receding or bald
    cap: str = ""
    scarf: str = ""
    flower: str = ""


Fringe = list[Point]

CROWN: Fringe = [(-93, -8), (-98, -56), (-66, -106), (-8, -124), (54, -112), (92, -64), (93, -14)]

HAIRLINES: dict[str, Fringe] = {
    "part": [(84, 6), (74, -34), (46, -66), (16, -80), (-14, -54), (-52, -34), (-72, -4), (-78, 24)],
    "bangs": [(86, 10), (78, -28), (58, -34), (28, -30), (-4, -28), (-38, -30), (-66, -22), (-78, 26)],
    "swept": [(82, -20), (66, -60), (28, -78), (-18, -72), (-56, -48), (-76, -8), (-80, 12)],
    "crop": [(84, -16), (76, -52), (44, -64), (6, -56), (-34, -62), (-64, -44), (-70, -8), (-84, 6)],
    "receding": [(86, -16), (82, -52), (58, -86), (18, -98), (-22, -92), (-56, -62), (-70, -12), (-84, 8)],
    "middle": [(86, 20), (72, -24), (40, -56), (18, -86), (-8, -56), (-48, -30), (-74, 0), (-80, 30)],
}


def curls(radius: float, low: float, count: int, colour: str) -> str:
    """A ring of curls around the top of the head."""
    parts = [circle(0, -16, radius, colour)]
    start, end = math.radians(180 - low), math.radians(360 + low)
    for i in range(count):
        a = start + (end - start) * i / (count - 1)
        parts.append(circle(math.cos(a) * radius, -16 + math.sin(a) * radius * 0.98, 25, colour))
    return "".join(parts)


def braid(x: float, y: float, links: int, colour: str) -> str:
    """A plait hanging down from x, y."""
    parts = []
    for i in range(links):
        side = 4 if i % 2 else -4
        parts.append(ellipse(x + side, y + i * 25, 18 - i * 0.7, 17, colour))
        parts.append(stroked(f"M{x + side - 10} {y + i * 25 - 4}q10 9 20 2", paler(colour, 0.18), 2.5))
    tail = y + links * 25
    parts.append(circle(x, tail - 12, 9, "#C4303B"))
    parts.append(blob([(x - 8, tail - 8), (x + 8, tail - 8), (x + 11, tail + 20), (x - 9, tail + 22)], colour))
    return "".join(parts)


FALLS: dict[str, Fringe] = {
    "bob": [(-104, -20), (-100, 50), (-84, 92), (0, 80), (60, 70), (88, 44), (96, -20), (60, -100), (-60, -104)],
    "lob": [(-103, -20), (-108, 80), (-96, 140), (-40, 132), (40, 128), (72, 116), (88, 50), (96, -30), (0, -112)],
    "long": [(-102, -20), (-116, 90), (-118, 200), (-50, 226), (10, 190), (64, 190), (84, 100), (95, -30), (0, -112)],
    "ponytail": [(-60, -88), (-112, -84), (-146, -30), (-150, 50), (-128, 112), (-114, 60), (-98, 0), (-70, -40)],
    "braid": [(-96, -20), (-98, 50), (-70, 90), (0, 70), (80, 50), (95, -20), (0, -110)],
    "short": [(-100, -20), (-98, 30), (-72, 62), (60, 40), (96, -10), (60, -100), (-60, -108)],
    "crop": [(-92, -20), (-86, 26), (-60, 50), (60, 20), (88, -10), (60, -90), (-60, -96)],
}


def pigtails(colour: str) -> str:
    """Two bunches tied with gold bands."""
    near = [(-98, -30), (-150, -20), (-158, 50), (-128, 92), (-108, 50), (-92, 10)]
    far = [(92, -30), (132, -22), (140, 44), (116, 84), (102, 44), (88, 6)]
    bands = circle(-94, -22, 14, "#E0AC4A") + circle(92, -22, 13, "#E0AC4A")
    return blob(near, colour) + blob(far, colour) + bands


def hanging(hair: Hair) -> str:
    """Hair that falls behind the neck."""
    c = hair.colour
    if hair.style == "high bun":
        return circle(-24, -132, 42, c) + stroked("M-50 -140Q-24 -160 6 -138", paler(c, 0.15), 4)
    if hair.style == "low bun":
        return circle(-104, 34, 38, c) + stroked("M-128 30Q-106 10 -84 30", paler(c, 0.16), 4)
    if hair.style == "perm":
        return curls(98, 34, 13, c)
    if hair.style == "pigtails":
        return pigtails(c)
    band = circle(-88, -62, 15, "#C4303B") if hair.style == "ponytail" else ""
    return blob(FALLS[hair.style], deeper(c, 0.3)) + band


def back_hair(hair: Hair, view: str) -> str:
    """The layer behind the face."""
    if hair.fringe == "bald" and hair.style == "crop":
        return ellipse(-30, 10, 66, 50, deeper(hair.colour, 0.2))
    return hanging(hair) if view != "back" else ""


def front_hair(hair: Hair, view: str) -> str:
    """The layer over the forehead, or the whole head from behind."""
    if view == "back":
        return from_behind(hair)
    c = hair.colour
    parts = []
    if hair.fringe == "bald":
        side = [(-92, -34), (-74, -52), (-66, -16), (-70, 30), (-88, 34), (-96, 0)]
        parts.append(blob(side, c))
    else:
        edge = HAIRLINES[hair.fringe]
        if hair.style in ("bob", "lob", "long") and view != "front":
            edge = [*edge[:-1], (-70, 40), (-74, 74), (-98, 70)]
        elif hair.style in ("bob", "lob", "long"):
            edge = [(97, 66), (78, 66), (76, 20), *edge[1:-1], (-76, 30), (-78, 66), (-97, 66)]
        parts.append(blob([*CROWN, *edge], c))
        parts.append(shine(c))
    if hair.style == "perm":
        parts += [circle(x, y, 24, c) for x, y in ((-88, -6), (-84, -62), (-44, -84), (4, -92), (52, -84), (84, -50))]
    if hair.style == "braid":
        parts.append(braid(-78, 84, 7, c))
    if hair.flower:
        parts.append(blossom(-62, -78, hair.flower))
    if hair.scarf:
        parts.append(kerchief(hair.scarf, view))
    return "".join(parts)


def shine(colour: str) -> str:
    """Light on the crown."""
    return stroked("M-72 -70Q-40 -106 8 -110", paler(colour, 0.2), 6, opacity=0.7)


def blossom(x: float, y: float, colour: str) -> str:
    """A small flower or clip."""
    petals = [circle(x + 13 * math.cos(a), y + 13 * math.sin(a), 10, colour) for a in (0.3, 1.56, 2.8, 4.07, 5.33)]
    return "".join(petals) + circle(x, y, 7, "#F4E8D8")


def kerchief(colour: str, view: str) -> str:
    """A head scarf tied under the hair."""
    top = [
        (-99, 6),
        (-104, -58),
        (-66, -116),
        (0, -130),
        (62, -116),
        (98, -60),
        (95, -22),
        (60, -66),
        (10, -82),
        (-40, -66),
        (-76, -20),
    ]
    fold = stroked("M92 -40Q20 -104 -86 -20", deeper(colour, 0.25), 4, opacity=0.6)
    knot = blob([(-96, -4), (-126, 20), (-132, 56), (-112, 48), (-100, 24)], deeper(colour, 0.15))
    dots = "".join(
        circle(x, y, 6, "#FBF7F3", opacity=0.75)
        for x, y in ((-70, -70), (-30, -100), (20, -108), (62, -88), (-88, -28))
    )
    return (knot if view != "front" else "") + blob(top, colour) + fold + dots


def from_behind(hair: Hair) -> str:
    """The head seen from behind."""
    c = hair.colour
    low = {"bob": 88, "lob": 140, "long": 200, "braid": 70, "short": 62}.get(hair.style, 52)
    back = [
        (-94, -10),
        (-98, -58),
        (-62, -108),
        (0, -122),
        (62, -108),
        (98, -58),
        (94, -10),
        (88, low * 0.7),
        (50, low),
        (0, low + 6),
        (-50, low),
        (-88, low * 0.7),
    ]
    parts = [blob(back, c), stroked("M-60 -76Q-26 -104 20 -104", paler(c, 0.2), 6, opacity=0.7)]
    if hair.style == "perm":
        parts.append(curls(96, 30, 12, c))
    if hair.style in ("high bun", "low bun"):
        y = -100 if hair.style == "high bun" else 16
        parts += [circle(0, y, 38, deeper(c, 0.25)), stroked(f"M-24 {y}Q0 {y - 26} 26 {y - 4}", paler(c, 0.2), 4)]
    if hair.style == "ponytail":
        tail: list[Point] = [(-18, -54), (20, -54), (34, 30), (20, 120), (-4, 140), (-24, 90), (-30, 10)]
        parts += [shape_tail(tail, c), circle(0, -52, 17, "#C4303B")]
    if hair.style == "pigtails":
        parts += [blob([(s * 90, -20), (s * 140, 0), (s * 130, 80), (s * 104, 60)], c) for s in (-1, 1)]
    if hair.style == "braid":
        parts.append(braid(0, 60, 6, deeper(c, 0.2)))
    return "".join(parts)


def shape_tail(points: list[Point], colour: str) -> str:
    """A horse tail with a lit edge."""
    return blob(points, deeper(colour, 0.25)) + stroked(smooth(points[:3], closed=False), paler(colour, 0.2), 4)
