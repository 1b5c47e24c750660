"""Heads with faces, drawn facing right in a box of about 100 units around the centre."""

from __future__ import annotations

from dataclasses import dataclass

from .hair import Hair, front_hair
from .palette import GOLD, INK, PLUM, PLUM_DEEP, WHITE, deeper, mix, paler
from .svg import arch, blob, circle, clipped, ellipse, line, smooth, stroked


@dataclass(frozen=True)
class Face:
    """What makes a face this person's face."""

    skin: str = "#EDBC96"
    eyes: str = "dots"  # dots, glad (closed arcs) or down (looking down)
    mouth: str = "smile"  # smile, open or calm
    age: int = 35
    glasses: str = ""
    jaw: float = 0.0
    lips: str = ""


def skull(*, front: bool, jaw: float) -> str:
    """The outline of the head without hair."""
    j = jaw * 8
    if front:
        half = [(52, -84), (83, -40), (85, 8), (72 + j, 54), (38 + j, 90)]
        right = [(0.0, -100.0), *half, (0.0, 102.0)]
        return smooth([*right, *[(-x, y) for x, y in reversed(half)]])
    return smooth(
        [
            (0, -100),
            (56, -84),
            (83, -36),
            (84, 12),
            (76 + j, 56),
            (50 + j, 92),
            (18, 104),
            (-26, 88),
            (-66 - j, 48),
            (-84, 0),
            (-72, -62),
        ]
    )


def eye(kind: str, x: float, y: float, wide: float) -> str:
    """One eye."""
    if kind == "glad":
        return stroked(f"M{x - wide} {y + 5}Q{x} {y - 13} {x + wide} {y + 5}", INK, 6.5)
    if kind == "down":
        return stroked(f"M{x - wide} {y + 3}Q{x} {y + 14} {x + wide} {y + 3}", INK, 6.5)
    lash = stroked(f"M{x - wide} {y - 7}Q{x} {y - 19} {x + wide} {y - 7}", INK, 4.5)
    return lash + ellipse(x, y, wide * 0.56, 10.5, INK) + circle(x + 2.5, y - 4, 2.6, WHITE)


def mouth(face: Face, x: float) -> str:
    """A mouth centred on x."""
    red = face.lips or mix(face.skin, "#9C2F3A", 0.72)
    if face.mouth == "open":
        d = f"M{x - 23} 44Q{x} 50 {x + 23} 44Q{x + 17} 72 {x} 72Q{x - 17} 72 {x - 23} 44Z"
        teeth = ellipse(x, 45, 24, 9.5, WHITE)
        return clipped(d, ellipse(x, 56, 40, 30, "#8E2A36"), ellipse(x, 71, 16, 8, "#D9727A"), teeth)
    if face.mouth == "calm":
        return stroked(f"M{x - 13} 53Q{x} 58 {x + 13} 52", red, 6)
    arc = stroked(f"M{x - 21} 48Q{x} 66 {x + 21} 47", red, 6.5)
    if face.lips:
        arc = shape_lips(x, face.lips)
    return arc


def shape_lips(x: float, colour: str) -> str:
    """Painted lips in a smile."""
    upper = f"M{x - 21} 47Q{x - 8} 46 {x} 49Q{x + 8} 46 {x + 21} 46"
    return (
        arch([(x - 21, 47), (x - 9, 45), (x, 48), (x + 9, 45), (x + 21, 46)], colour)
        + blob([(x - 20, 47.5), (x, 51), (x + 20, 47), (x + 10, 61), (x - 9, 61.5)], colour)
        + stroked(upper, deeper(colour, 0.35), 2.4)
    )


def lines_of_age(face: Face, fx: float) -> str:
    """A few kind lines for older faces."""
    tone = deeper(face.skin, 0.26)
    if face.age < 50:
        return ""
    parts = [
        stroked(f"M{fx - 38} 34Q{fx - 45} 48 {fx - 39} 60", tone, 3.2),
        stroked(f"M{fx + 36} 33Q{fx + 43} 47 {fx + 37} 59", tone, 3.2),
    ]
    if face.age >= 62:
        for s in (-1, 1):
            x = fx + s * 56
            parts.append(stroked(f"M{x} -4L{x + s * 11} -9M{x} 3L{x + s * 11} 4", tone, 2.6))
        parts.append(stroked(f"M{fx - 26} -52Q{fx} -57 {fx + 26} -52", tone, 2.6))
    return "".join(parts)


def spectacles(kind: str, fx: float, *, side: bool) -> str:
    """Glasses: round, square or thin."""
    colour = {"round": INK, "square": "#5A2A33", "thin": GOLD}.get(kind, INK)
    width = 3.6 if kind == "thin" else 5.5
    r = 9 if kind == "square" else 22
    parts = []
    for s, half in ((-1, 26), (1, 23 if side else 26)):
        x = fx + s * 34
        box = f"M{x - half + r} -20H{x + half - r}q{r} 0 {r} {r}V{24 - r}q0 {r} {-r} {r}"
        box += f"H{x - half + r}q{-r} 0 {-r} {-r}V{-20 + r}q0 {-r} {r} {-r}Z"
        parts.append(f'<path d="{box}" fill="#FFFFFF" fill-opacity="0.22" stroke="{colour}" stroke-width="{width}"/>')
    parts.append(stroked(f"M{fx - 9} -4Q{fx} -10 {fx + 11} -4", colour, width))
    parts.append(line([(fx - 60, -6), (-76, -10)], colour, width))
    return "".join(parts)


def features(face: Face, *, front: bool, hair_colour: str) -> str:
    """Eyes, brows, nose, mouth and blush."""
    fx = 0.0 if front else 20.0
    glow = mix(face.skin, "#E2604F", 0.55)
    brow = mix(hair_colour, face.skin, 0.25 if face.age < 62 else 0.1)
    parts = [ellipse(fx - 47, 34, 19, 12.5, glow, opacity=0.5)]
    parts.append(ellipse(fx + (47 if front else 43), 34, 16, 12, glow, opacity=0.5))
    parts.append(lines_of_age(face, fx))
    for s in (-1, 1):
        wide = 13.0 if front or s < 0 else 11.5
        x = fx + s * 33
        parts.append(eye(face.eyes, x, 2, wide))
        bow = f"M{x - wide - 4} {-25 - s * 1.5}Q{x} -38 {x + wide + 4} {-25 + s * 1.5}"
        parts.append(stroked(bow, brow, 5.5 + face.jaw * 2))
    tone = deeper(face.skin, 0.27)
    nose = f"M{fx + 2} 8Q{fx + 15} 25 {fx + 1} 27" if not front else "M-6 26Q1 31 8 26"
    parts.append(stroked(nose, tone, 4.2))
    parts.append(mouth(face, fx + (0 if front else 1)))
    if face.glasses:
        parts.append(spectacles(face.glasses, fx, side=not front))
    return "".join(parts)


def head(face: Face, hair: Hair, view: str, shade: float) -> str:
    """A whole head: view is side, front or back; shade is +1 or -1 for the dark side."""
    front = view == "front"
    outline = skull(front=front, jaw=face.jaw)
    ear_tone = deeper(face.skin, 0.1)
    dark = ellipse(shade * 92, 20, 62, 130, deeper(face.skin, 0.5), opacity=0.13)
    parts: list[str] = []
    if view == "back":
        parts += [ellipse(-82, 12, 13, 20, ear_tone), ellipse(82, 12, 13, 20, ear_tone)]
        parts.append(front_hair(hair, view))
    else:
        ears = (-84, 84) if front else (-76,)
        behind = [ellipse(x, 12, 14, 21, ear_tone) for x in ears]
        parts += behind if front else []
        parts += [shape_skin(outline, face.skin), clipped(outline, dark)]
        parts += [] if front else [ellipse(-74, 12, 14, 21, ear_tone)]
        parts += [features(face, front=front, hair_colour=hair.colour), front_hair(hair, view)]
    if hair.cap:
        parts.append(cap(hair.cap, view))
    return "".join(parts)


def shape_skin(outline: str, skin: str) -> str:
    """The skin of the face with a soft light on the forehead."""
    light = ellipse(-20, -40, 60, 46, paler(skin, 0.5), opacity=0.35)
    return f'<path d="{outline}" fill="{skin}"/>' + clipped(outline, light)


def cap(colour: str, view: str) -> str:
    """A volunteer's peaked cap."""
    dark = PLUM_DEEP if colour == PLUM else deeper(colour, 0.3)
    dome = arch([(-95, -30), (-92, -80), (-50, -126), (6, -134), (60, -122), (92, -78), (93, -34)], colour)
    seam = stroked("M4 -133Q-6 -90 -2 -34", dark, 3.5)
    if view == "back":
        return dome + seam + stroked("M-34 -30Q0 -58 34 -30", dark, 9)
    if view == "front":
        peak = blob([(-88, -36), (-40, -52), (40, -52), (88, -36), (60, -20), (0, -27), (-60, -20)], dark)
    else:
        peak = blob([(-8, -40), (60, -52), (118, -38), (140, -22), (112, -18), (50, -28)], dark)
    badge = circle(8 if view == "front" else 40, -84, 12, "#F1D9A6")
    band = stroked("M-93 -40Q0 -58 92 -40", dark, 5)
    return dome + seam + band + badge + peak
