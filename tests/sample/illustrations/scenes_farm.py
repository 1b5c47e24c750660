"""Farm skills and crafts of the countryside."""

from __future__ import annotations

from . import buildings as b
from . import cast, food, furniture, poses, wares
from . import interiors as i
from . import landscape as land
from . import settings as at
from .catalogue import plate
from .palette import PLUM, STRAW, deeper
from .scene import Scene
from .svg import blob, box, circle, ellipse, fading, group, line, polygon, rect, stroked


def vine(tall: float = 70) -> str:
    """A tomato plant on a string."""
    fruit = "".join(
        circle(x, y, 2.6, c) + circle(x - 0.8, y - 0.8, 0.7, "#FFF3DC", opacity=0.7)
        for x, y, c in (
            (-4, -18, "#D0483F"),
            (4, -26, "#D0483F"),
            (-4, -38, "#E58A3C"),
            (4, -48, "#A9B85A"),
            (1, -16, "#D0483F"),
        )
    )
    leaves = "".join(
        group(
            ellipse(5, 0, 6, 2.8, ("#5F8A4E", "#7FA860", "#6E9A5C")[k % 3]),
            move=(0, -6 - k * tall / 11),
            turn=(-24, 204)[k % 2],
        )
        for k in range(11)
    )
    return (
        line([(0, 0), (0, -tall - 20)], "#CFC8BA", 0.5)
        + stroked(f"M0 0Q2 {-tall / 2} 0 {-tall}", "#5F8A4E", 1.4)
        + leaves
        + fruit
    )


@plate("farm-1", "W", 560)
def greenhouse(s: Scene) -> None:
    """A lesson in the greenhouse."""
    s.add(fading(box(0, 0, 1600, 900), [(0, "#DCEBE4", 1), (0.6, "#F6F4E4", 1), (1, "#E8E2C8", 1)]))
    s.add(rect(0, 560, 1600, 350, "#B38B62"), polygon([(690, 560), (860, 560), (1180, 900), (380, 900)], "#D6B990"))
    s.put(b.greenhouse(300, 156), 790, 800)
    for k in range(5):
        x, y, scale = 640 - k * 130, 600 + k * 56, 0.55 + k * 0.14
        s.put(vine(), x, y, scale=scale)
        s.put(vine(), 1590 - x, y, scale=scale)
    s.person(cast.volunteer(2), 560, 830, poses.reach(poses.STAND, near=(9, -52), far=(24, -64)))
    s.put(vine(62), 725, 850, scale=1.05)
    s.person(cast.woman(3), 920, 840, poses.reach(poses.STAND, near=(11, -54), far=(18, -58)), left=True)
    s.person(cast.woman(7), 1080, 850, poses.reach(poses.READ, near=(11, -56), far=(14, -55)), left=True)
    s.put(wares.sheet(), 1012, 545)
    s.person(cast.man(3), 1230, 850, poses.reach(poses.STAND, near=(8, -50)), left=True)
    s.person(cast.elder_woman(4), 370, 850, poses.reach(poses.STAND, near=(10, -50), far=(14, -48)))
    s.put(crate(), 800, 890, shadow=24)
    s.wash("#FFF8DC", 0.34)


def crate() -> str:
    """A crate of tomatoes."""
    return (
        "".join(circle(-10 + k * 5, -11 - k % 2 * 2, 3.4, ("#D0483F", "#E0603F")[k % 2]) for k in range(5))
        + rect(-14, -11, 28, 11, "#C99A6B", 0.6)
        + rect(-14, -6.4, 28, 1, "#8A5A3A")
        + rect(-14, -11, 2.4, 11, "#A9744A")
        + rect(11.6, -11, 2.4, 11, "#A9744A")
    )


def fruit_tree(tall: float, seed: int, fruit: str = "#D0483F") -> str:
    """A tree hung with fruit."""
    spots = (
        (-0.24, -0.8),
        (-0.08, -0.9),
        (0.14, -0.84),
        (0.26, -0.68),
        (-0.28, -0.6),
        (0.02, -0.66),
        (0.14, -0.54),
        (-0.14, -0.5),
        (-0.02, -0.78),
        (0.3, -0.56),
    )
    return land.round_tree(tall, "#7F9A55", seed) + "".join(
        circle(x * tall, y * tall, 3.4, fruit) + circle(x * tall - 1, y * tall - 1, 0.9, "#FFF3DC", opacity=0.7)
        for x, y in spots
    )


@plate("farm-2", "L", 600)
def orchard(s: Scene) -> None:
    """Picking fruit in the orchard."""
    at.village(s, "autumn", 0.5, 11)
    s.add(rect(0, 610, 1600, 460, "#B8B070"), ellipse(800, 620, 1100, 44, "#B8B070"))
    for k in range(6):
        s.put(fruit_tree(96, k, "#E58A3C"), 80 + k * 290, 650, scale=0.7, shadow=36)
    s.put(fruit_tree(178, 3), 300, 890, shadow=60)
    s.put(fruit_tree(186, 8), 1290, 900, shadow=60)
    s.person(cast.volunteer(4), 520, 950, poses.reach(poses.STAND, near=(-12, -97), far=(14, -99), tilt=-10), left=True)
    s.person(cast.woman(7).wearing(apron="#E6D2B5"), 800, 985, poses.reach(poses.CARRY, near=(11, -50), far=(14, -50)))
    s.put(food.fruit_basket(), 880, 715, scale=1.0)
    s.person(cast.volunteer(7), 1090, 960, poses.reach(poses.STAND, near=(-11, -94), far=(16, -99), tilt=-10))
    s.person(cast.elder_man(2), 140, 985, poses.reach(poses.STAND, near=(10, -50), far=(16, -56)))
    s.put(wares.carton(), 1440, 1010, scale=1.3, shadow=30)
    s.put(food.fruit_basket(), 640, 1030, scale=1.2, shadow=20)
    s.put(land.grass(0), 420, 1050)
    at.foliage(s, "left", "#9A6A35", 8)
    s.wash("#FFE7A8", 0.32)


def ginger(tall: float = 46) -> str:
    """A ginger plant with long narrow leaves."""
    stems = "".join(
        stroked(f"M{x} 0Q{x + d} {-tall / 2} {x + d * 2.4} {-tall}", "#6E9A4E", 1.2)
        for x, d in ((-4, -2), (0, 0.6), (4, 2.4))
    )
    leaves = "".join(
        group(
            ellipse(7, 0, 8, 1.7, ("#7FAE56", "#94BC66")[k % 2]),
            move=((k % 3 - 1) * 4 + (k % 3 - 1) * k * 0.5, -10 - k * 3.4),
            turn=(-36, 214)[k % 2],
        )
        for k in range(10)
    )
    return stems + leaves


def root() -> str:
    """A hand of fresh ginger."""
    c = "#E3C07A"
    return (
        blob([(-9, 2), (-8, -4), (-2, -3), (0, -9), (4, -8), (4, -3), (10, -5), (12, 0), (6, 4), (-2, 3)], c)
        + stroked("M-5 -3l1 4M4 -3l-1 5M8 -3l0 4", deeper(c, 0.25), 0.7)
        + circle(2, -9, 1.6, "#D98BAB")
    )


@plate("farm-3", "L", 600)
def ginger_field(s: Scene) -> None:
    """A demonstration in the ginger field."""
    at.village(s, "autumn", 0.48, 9)
    land.rows(s, 0.5, "#9A7550", "#7F9A4E", 8)
    for row in range(3):
        for k in range(9):
            s.put(ginger(), 60 + k * 190 + row * 60, 620 + row * 70, scale=0.62 + row * 0.15)
    s.person(cast.volunteer(8), 600, 960, poses.reach(poses.STAND, near=(12, -56), far=(23, -66)))
    s.put(root(), 742, 560, scale=1.2)
    s.person(cast.woman(6), 970, 970, poses.reach(poses.TALK, near=(10, -54), far=(20, -58)), left=True)
    s.person(cast.man(1), 1160, 960, poses.reach(poses.STAND, near=(9, -50)), left=True)
    s.person(cast.volunteer(2), 280, 990, poses.reach(poses.SQUAT, near=(18, -14), far=(22, -12)))
    s.put(root(), 425, 975)
    s.person(cast.elder_woman(4), 1380, 1000, poses.reach(poses.STAND, near=(12, -44), far=(14, -60)), left=True)
    s.put(
        line([(0, 8), (0, -58)], STRAW, 1.8) + polygon([(0, -58), (12, -56), (11, -52), (0, -54)], "#8C9098"), 1286, 985
    )
    for x, y in ((110, 1030), (760, 1040), (1520, 1050)):
        s.put(ginger(50), x, y, scale=1.1)
    s.put(food.basket(), 880, 1030, shadow=18, scale=1.1)
    s.put(root(), 880, 950)
    at.foliage(s, "right", "#9A6A35", 6)
    s.wash("#FFEDB8", 0.3)


def pottery_background(s: Scene) -> None:
    """What is painted first for: a pottery workshop with a kiln."""
    i.room(s, "#D9C4AC", "#9A7A60", 0.64)
    s.put(kiln(), 1290, 760, scale=1.05)
    i.window(s, 0.07, 0.1, 0.18, 0.28, "day", "")
    for row in range(2):
        s.add(rect(500, 210 + row * 150, 470, 14, "#8A5A3A", 3))
        for k in range(5):
            s.put(
                wares.vase(
                    ("#6FA3A6", "#B5563C", "#8A6A4E", "#A9C0B4", PLUM)[(k + row * 2) % 5], 15 + (k * 7 + row * 3) % 6
                ),
                545 + k * 95,
                210 + row * 150,
            )
    i.beam(s, 0.14, 0.64, 0.24)
    at.seated(
        s,
        cast.volunteer(3).wearing(apron="", sleeve="short"),
        420,
        980,
        poses.reach(poses.SIT, near=(20, -38), far=(28, -40), lean=12, tilt=8),
        on=furniture.stool(23),
    )
    s.put(potters_wheel(), 620, 1010)


@plate("farm-4", "L", 680)
def pottery(s: Scene) -> None:
    """A pottery workshop with a kiln."""
    pottery_background(s)
    s.put(wares.vase("#B5764F", 22), 620, 775, scale=1.15)
    at.seated(
        s,
        cast.woman(1).wearing(apron="#7C5A45", sleeve="short"),
        1030,
        990,
        poses.reach(poses.SIT, near=(18, -42), far=(24, -46), lean=6, tilt=8),
        left=True,
        on=furniture.stool(23),
    )
    s.put(wares.vase("#A9C0B4", 20), 868, 720, scale=1.1)
    s.put(furniture.table(60, 33, "#8A5A3A"), 830, 1030)
    s.put(food.cup("#6FA3A6"), 760, 805)
    s.person(cast.child(2), 210, 1030, poses.reach(poses.STAND, near=(10, -60), far=(14, -62)), scale=1.1)
    s.put(
        "".join(
            wares.vase(c, t) if not d else group(wares.vase(c, t), move=(d, 2))
            for c, t, d in (("#8A6A4E", 26, 0), ("#6FA3A6", 18, 17), ("#B5563C", 14, -16))
        ),
        1440,
        1040,
    )
    s.wash("#FFE3B8", 0.3)


def kiln() -> str:
    """A brick kiln with a glowing mouth."""
    body = "M-44 0V-58Q-44 -96 0 -96Q44 -96 44 -58V0Z"
    mouth = "M-16 0V-26Q-16 -42 0 -42Q16 -42 16 -26V0Z"
    return (
        rect(20, -140, 18, 60, "#9A5A44")
        + b.brickwork(body, "#B56A50")
        + f'<path d="{mouth}" fill="#3A1A1A"/>'
        + group(wares.plume("#E0713A"), move=(0, -2), scale=0.9)
        + stroked("M-18 0V-26Q-18 -44 0 -44Q18 -44 18 -26V0", "#7C4232", 4)
    )


def potters_wheel() -> str:
    """A potter's wheel."""
    return (
        polygon([(-14, -28), (14, -28), (18, 0), (-18, 0)], "#7C5A45")
        + ellipse(0, -29, 17, 4, "#8C8690")
        + ellipse(0, -31, 15, 3.4, "#B9B4B2")
    )
