"""Things in hands and on tables, in figure units around their own foot or centre."""

from __future__ import annotations

from random import Random

from .palette import AMBER, GOLD, PLUM, PLUM_DEEP, RED, STRAW, WALNUT, WHITE, WOOD, deeper, paler
from .svg import arch, blob, box, circle, clipped, ellipse, group, line, polygon, rect, shape, smooth, stroked


def open_book(colour: str = PLUM, wide: float = 19) -> str:
    """An open book held towards the reader, centred."""
    h = wide / 2
    pages = shape(f"M0 -4Q{-h / 2} -8 {-h} -5.4V5Q{-h / 2} 2.6 0 6Z", WHITE) + shape(
        f"M0 -4Q{h / 2} -8 {h} -5.4V5Q{h / 2} 2.6 0 6Z", "#F3E9DA"
    )
    rows = "".join(
        line([(s * h * 0.25, y), (s * h * 0.8, y - 0.8)], "#CDB9A8", 0.5) for s in (-1, 1) for y in (-2.6, -0.8, 1)
    )
    return (
        shape(
            f"M{-h - 0.9} -4.6Q{-h / 2} -7 0 -3.4Q{h / 2} -7 {h + 0.9} -4.6"
            f"V6.4Q{h / 2} 4 0 7.4Q{-h / 2} 4 {-h - 0.9} 6.4Z",
            colour,
        )
        + pages
        + rows
        + line([(0, -4), (0, 6)], "#D9C7B5", 0.5)
    )


def picture_book(colour: str = AMBER) -> str:
    """A picture book shown to listeners."""
    return (
        rect(-12, -9, 24, 18, colour, 0.8)
        + rect(-11, -8, 10.6, 16, "#DCEBE4")
        + rect(0.4, -8, 10.6, 16, "#FBEFD2")
        + circle(-5.6, -2.4, 3, "#E0813F")
        + arch([(-11, 8), (-9, 3), (-5, 4.6), (-0.6, 2.4), (-0.6, 8)], "#7FA069")
        + circle(5.6, -1.6, 3.4, "#D9737F")
        + rect(5.1, 1.6, 1, 6, "#6E8F5A")
    )


def books(count: int = 3, seed: int = 1) -> str:
    """A pile of books."""
    chance = Random(seed)
    tones = (PLUM, "#5C7693", "#E0AC4A", "#6E8F5A", "#CF7A55")
    return "".join(
        rect(-9 + chance.uniform(-1.4, 1.4), -(i + 1) * 3.3, 17, 3, tones[(i + seed) % 5], 0.6)
        + rect(5, -(i + 1) * 3.3 + 0.7, 3.4, 1.6, WHITE)
        for i in range(count)
    )


def sheet(colour: str = WHITE, accent: str = PLUM) -> str:
    """A leaflet, centred."""
    return (
        rect(-5, -6.6, 10, 13.2, colour, 0.5, stroke="#D9C7B5", stroke_width=0.3)
        + rect(-4, -5.4, 8, 3.4, accent, 0.4)
        + "".join(rect(-3.6, -0.8 + i * 1.9, 7.2 - (i % 2) * 2, 0.8, "#B7A79B", 0.3) for i in range(3))
    )


def sapling(tall: float = 42, leaf: str = "#7FA85F") -> str:
    """A young tree with a few leaves."""
    leaves = "".join(
        group(
            ellipse(3.4, 0, 4, 1.9, leaf if i % 2 else paler(leaf, 0.2)),
            move=(0, -tall * (0.4 + i * 0.085)),
            turn=(-28, 208)[i % 2],
        )
        for i in range(8)
    )
    return stroked(f"M0 0Q1.2 {-tall / 2} 0 {-tall}", WALNUT, 1.7) + leaves


def spade(tall: float = 46) -> str:
    """A spade standing on its blade."""
    return (
        line([(0, -10), (0, -tall)], WOOD, 1.8)
        + line([(-3.4, -tall), (3.4, -tall)], deeper(WOOD, 0.2), 2.2)
        + blob([(-5, -12), (5, -12), (4.6, -4), (0, 1), (-4.6, -4)], "#8C9098")
        + line([(0, -11), (0, -5)], "#6D7078", 0.8)
    )


def watering_can(colour: str = "#5F9598") -> str:
    """A watering can with its spout to the right."""
    return (
        stroked("M-8 -4Q-17 -10 -7 -14", deeper(colour, 0.2), 1.8)
        + polygon([(-8, -13), (7, -13), (8.6, 0), (-9, 0)], colour)
        + line([(7, -5), (17, -14)], colour, 2.4)
        + ellipse(17.6, -14.6, 1.6, 3.4, deeper(colour, 0.25))
        + stroked("M-6 -13Q0 -22 6 -13", deeper(colour, 0.2), 1.6)
        + rect(-7, -11, 3, 9, paler(colour, 0.35), 1, opacity=0.6)
    )


def drops(count: int = 9) -> str:
    """Falling water."""
    return "".join(
        line([(i * 1.3, (i * 5 % 9) * 2.0), (i * 1.5 + 0.8, (i * 5 % 9) * 2.0 + 3)], "#8FC3CC", 0.9)
        for i in range(count)
    )


def broom(tall: float = 62) -> str:
    """A bamboo broom standing on its bristles."""
    bristles = "".join(
        line([(0, -18), (x, 0)], "#B59556" if i % 2 else "#9A7A42", 1.5) for i, x in enumerate(range(-9, 10, 2))
    )
    return line([(0, -16), (0, -tall)], STRAW, 1.9) + bristles + rect(-2.4, -20, 4.8, 4, PLUM_DEEP, 1)


def bucket(colour: str = "#6FA8A0") -> str:
    """A pail."""
    return (
        stroked("M-8 -13Q0 -27 8 -13", "#7B7480", 0.9)
        + polygon([(-8.6, -14), (8.6, -14), (6.6, 0), (-6.6, 0)], colour)
        + ellipse(0, -14, 8.6, 1.9, deeper(colour, 0.25))
        + polygon([(3, -12.6), (8, -12.8), (6.4, 0), (3.4, 0)], deeper(colour, 0.3), opacity=0.35)
    )


def bin_(colour: str, mark: str = WHITE) -> str:
    """A wheeled sorting bin."""
    return (
        polygon([(-11, -36), (11, -36), (9, -2), (-9, -2)], colour)
        + polygon([(4, -35), (11, -35), (9, -2), (5, -2)], deeper(colour, 0.25), opacity=0.45)
        + rect(-12.6, -41, 25.2, 6, deeper(colour, 0.18), 2)
        + circle(-6, -1.6, 2.4, "#3A2A30")
        + circle(6, -1.6, 2.4, "#3A2A30")
        + circle(0, -20, 5, "none", stroke=mark, stroke_width=1.4)
        + polygon([(-2, -20), (2, -20), (0, -24)], mark)
    )


def laptop(colour: str = "#D5D2CF") -> str:
    """A laptop seen from behind its screen."""
    return (
        rect(-9, -12, 18, 12, colour, 1.2)
        + circle(0, -6, 1.4, PLUM_DEEP, opacity=0.6)
        + rect(-11, -0.8, 22, 1.8, deeper(colour, 0.2), 0.8)
    )


def phone(colour: str = "#3A2A30", screen: str = "#BFD9E0") -> str:
    """A phone, centred, its screen to the viewer."""
    return (
        rect(-2.9, -5.4, 5.8, 10.8, colour, 1)
        + rect(-2.3, -4.5, 4.6, 8.6, screen, 0.4)
        + circle(0, -1, 1.3, "#E4AC84")
        + ellipse(0, 2.6, 2, 1.5, PLUM)
    )


def gauge() -> str:
    """A blood pressure meter."""
    return (
        rect(-7, -8, 14, 8, "#F7F4EE", 1.4)
        + rect(-5.2, -6.6, 7, 4.4, "#9CC3C0", 0.6)
        + line([(-4, -4.8), (-1, -4.8)], "#34405F", 0.8)
        + circle(4.4, -3.4, 1.3, PLUM)
        + stroked("M7 -3q6 2 8 -4", "#6D7078", 0.9)
    )


def vase(colour: str = "#6FA3A6", tall: float = 18) -> str:
    """A glazed pot."""
    h = tall
    side = [(0.14, -1.0), (0.13, -0.9), (0.3, -0.68), (0.38, -0.44), (0.32, -0.2), (0.22, -0.04), (0.2, 0.0)]
    right = [(x * h, y * h) for x, y in side]
    outline = smooth([*[(-x, y) for x, y in reversed(right)], *right], closed=False) + "Z"
    glaze = ellipse(0, -h * 0.86, h * 0.5, h * 0.3, paler(colour, 0.45), opacity=0.7) + ellipse(
        h * 0.3, -h * 0.3, h * 0.2, h * 0.5, deeper(colour, 0.4), opacity=0.4
    )
    return shape(outline, colour) + clipped(outline, glaze) + ellipse(0, -h, h * 0.15, h * 0.035, deeper(colour, 0.35))


def yarn(colour: str = PLUM) -> str:
    """A ball of yarn."""
    return circle(0, -4, 4, colour) + "".join(
        stroked(f"M-3 {-6 + i * 1.8}q3 {2 - i} 6 0", paler(colour, 0.35), 0.5) for i in range(3)
    )


def pennant(colour: str = PLUM) -> str:
    """A team banner on a pole, no lettering; the pole foot at the origin."""
    cloth = "M1 -96C14 -100 24 -90 42 -95V-68C26 -63 14 -72 1 -68Z"
    heart = group(blob([(0, 6), (-8, -2), (-4.6, -8), (0, -5), (4.6, -8), (8, -2)], "#F1CE7D"), move=(20, -81))
    return (
        shape(cloth, colour)
        + clipped(cloth, blob([(10, -100), (18, -96), (16, -66), (8, -66)], deeper(colour, 0.3), opacity=0.5))
        + heart
        + stroked("M1 -70Q14 -74 26 -66T42 -70", "#F1CE7D", 0.9)
        + line([(0, 0), (0, -102)], GOLD, 1.8)
        + circle(0, -103, 2, AMBER)
    )


def tongs() -> str:
    """Litter tongs reaching down to the right from the hand."""
    return (
        line([(0, 0), (14, 20)], "#7B7480", 1.3)
        + line([(1.6, 0), (15.4, 19)], "#5C5A66", 1)
        + line([(0, 0), (-2, -4)], RED, 2)
    )


def litter() -> str:
    """A bottle and a wrapper."""
    return group(rect(-5, -1.6, 9, 3.2, "#A9C9CF", 1.2) + rect(4, -0.9, 2, 1.8, "#5C7693"), turn=-12) + polygon(
        [(9, 1), (13, -2), (15, 2), (11, 3)], "#E0AC4A"
    )


def carton(colour: str = "#C79A66") -> str:
    """A cardboard box."""
    return (
        rect(-12, -17, 24, 17, colour, 0.6)
        + rect(-2, -17, 4, 17, paler(colour, 0.35))
        + polygon([(-12, -17), (12, -17), (9, -20), (-9, -20)], paler(colour, 0.2))
        + polygon([(5, -17), (12, -17), (12, 0), (7, 0)], deeper(colour, 0.3), opacity=0.3)
    )


def plume(colour: str) -> str:
    """Abstract fire or vapour for a drill."""
    return blob([(-8, 0), (-10, -10), (-4, -16), (-3, -26), (4, -17), (9, -12), (9, -2), (0, 2)], colour) + blob(
        [(-4, 0), (-5, -7), (0, -14), (5, -7), (4, 0)], paler(colour, 0.5)
    )


def screen_box(wide: float, tall: float, colour: str) -> str:
    """A flat panel standing on two feet, for exhibits."""
    return (
        rect(-wide / 2 + 3, -8, 2, 8, WALNUT)
        + rect(wide / 2 - 5, -8, 2, 8, WALNUT)
        + shape(box(-wide / 2, -tall, wide, tall - 6), colour)
    )
