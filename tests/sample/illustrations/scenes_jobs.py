"""Work and enterprise."""

from __future__ import annotations

from . import cast, food, furniture, poses, wares
from . import interiors as i
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, PLUM, RED, TEAL, paler
from .scene import Scene
from .svg import blob, circle, ellipse, line, rect, stroked

BEHIND = poses.reach(poses.STAND, near=(13, -52), far=(20, -56))


@plate("jobs-1", "W", 490)
def fair(s: Scene) -> None:
    """A job fair for women."""
    at.square(s, "spring", 0.56, 5)
    s.put(st.banner(190, 20, RED), 800, 130)
    for k, x in enumerate((270, 800, 1330)):
        s.put(st.canopy(104, 100, (PLUM, TEAL, "#B8862D")[k]), x, 730)
        s.person((cast.woman(4), cast.lawyer(1), cast.man(0))[k], x - 40, 725, BEHIND, left=k == 2)
        s.put(furniture.cloth_table(94, 42, (PLUM, TEAL, "#8A6A2E")[k]), x, 760)
        s.put(wares.books(2, k), x + 110, 556)
        s.put(wares.laptop(), x - 120, 556)
    s.person(cast.woman(5), 420, 850, poses.reach(poses.GIVE, near=(14, -56)), left=True)
    s.put(wares.sheet(), 345, 590, turn=-8)
    s.person(cast.woman(0), 620, 860, poses.reach(poses.TALK, near=(12, -56)))
    s.put(wares.sheet(accent=TEAL), 690, 590)
    s.person(cast.volunteer(7), 1040, 860, poses.reach(poses.SHOW, far=(24, -62)))
    s.person(cast.woman(1), 1220, 870, poses.reach(poses.READ), left=True)
    s.put(wares.sheet(accent=AMBER), 1150, 600)
    s.person(cast.woman(7), 110, 870, poses.WALK)
    s.person(cast.woman(2), 1500, 875, poses.WALK, left=True)
    at.foliage(s, "right", "#4F7350", 7)
    s.wash("#FFF1C9", 0.26)


def machine(colour: str = "#37404F") -> str:
    """A sewing machine facing right."""
    return (
        rect(-14, -3, 28, 3.4, colour, 1)
        + rect(6, -17, 7, 15, colour, 1.4)
        + rect(-13, -19, 26, 6, colour, 2.4)
        + rect(-13, -15, 5, 8, colour, 1)
        + line([(-10.5, -7), (-10.5, -3)], "#C9C4C0", 0.8)
        + circle(14.4, -15, 3, "#8C9098")
        + rect(2, -23, 3, 5, PLUM, 0.6)
        + rect(-10, -17.6, 14, 1.2, "#E0AC4A")
    )


def sewing_background(s: Scene) -> None:
    """What is painted first for: a sewing class."""
    i.room(s, "#EDE0CC", "#BFA27E", 0.58, "#C9B2A0")
    i.window(s, 0.1, 0.08, 0.22, 0.3, "day", "")
    i.window(s, 0.66, 0.08, 0.22, 0.3, "day", "")
    i.beam(s, 0.1, 0.58, 0.25)
    s.put(
        "".join(
            rect(-30 + k * 12, -40, 10, 24 - k % 2 * 5, c, 1)
            for k, c in enumerate((PLUM, AMBER, "#6FA3A6", "#E9B7B4", "#7FA069"))
        )
        + rect(-34, -42, 70, 3, "#8A5A3A"),
        780,
        520,
    )
    for k, x in enumerate((450, 960)):
        at.seated(
            s,
            cast.woman((1, 6)[k]),
            x - 120,
            790,
            poses.reach(poses.SIT_WORK, near=(17, -42), far=(22, -43)),
            on=furniture.stool(24),
            scale=0.9,
        )
        s.put(furniture.table(76, 36, "#B98958"), x + 60, 810, scale=0.95)
        s.put(machine(), x + 90, 577, scale=1.1, left=True)


@plate("jobs-2", "L", 680)
def sewing(s: Scene) -> None:
    """A sewing class."""
    sewing_background(s)
    at.seated(
        s,
        cast.woman(3).feeling("down"),
        330,
        1040,
        poses.reach(poses.SIT_WORK, near=(20, -43), far=(26, -44), tilt=10),
        on=furniture.stool(24),
    )
    s.person(
        cast.volunteer(4),
        880,
        1050,
        poses.reach(poses.STAND, near=(17, -58), far=(24, -54), lean=12, tilt=6),
        left=True,
    )
    s.put(furniture.table(110, 38, "#A9744A"), 640, 1090, scale=1.05)
    s.put(machine("#7C1146"), 625, 812, scale=1.35, left=True)
    s.add(
        blob([(470, 810), (560, 790), (690, 806), (700, 900), (640, 930), (560, 880), (480, 860)], "#E9B7B4"),
        stroked("M500 830q60 -10 90 20t70 50", "#C4606A", 4),
    )
    s.put(mannequin(), 1370, 1010, scale=1.05, shadow=30)
    s.wash("#FFF1C9", 0.26)


def mannequin() -> str:
    """A dressmaker's figure in a plum dress."""
    return (
        line([(0, 0), (0, -30)], "#8A5A3A", 2)
        + rect(-10, -3, 20, 3, "#8A5A3A", 1)
        + blob([(-10, -78), (10, -78), (8, -58), (11, -46), (20, -18), (-20, -18), (-11, -46), (-8, -58)], PLUM)
        + rect(-2.4, -86, 4.8, 8, "#E6D2B5", 1.6)
        + stroked("M-7 -54h14", AMBER, 1.6)
        + "".join(
            circle(x, y, 1.1, "#F3D7C4") for x, y in ((-5, -66), (4, -70), (0, -40), (-9, -28), (8, -30), (0, -24))
        )
    )


@plate("jobs-3", "P", 960)
def livestream(s: Scene) -> None:
    """Selling farm goods by phone."""
    i.room(s, "#EBCBB6", "#A97B5A", 0.8)
    s.put(furniture.bookcase(70, 90, 12, "#A9744A"), 950, 1000)
    s.put(furniture.knot(0, -40), 160, 760)
    i.frame(s, 0.1, 0.08, 0.26, 0.2, "hills")
    s.person(
        cast.woman(0).wearing(apron="#A3195B", top="#F4E8D8"),
        590,
        1800,
        poses.reach(poses.FRONT, near=(-19, -65), far=(18, -70)),
        scale=1.25,
    )
    s.put(jar(AMBER), 360, 1040, scale=1.3)
    s.put(corn(), 815, 950, scale=1.5, turn=14)
    s.add(rect(-10, 1290, 1220, 70, "#C99A6B"), rect(-10, 1350, 1220, 260, "#8E5F41"))
    s.put(food.fruit_basket(), 250, 1296, scale=1.5)
    for k, x in enumerate((450, 560)):
        s.put(jar((PLUM, "#7FA069")[k]), x, 1300, scale=1.3)
    s.put(wares.carton(), 820, 1302, scale=1.3)
    s.add(
        circle(1010, 1020, 150, "none", stroke="#FFF6DC", stroke_width=26),
        circle(1010, 1020, 150, "none", stroke="#E6D6C6", stroke_width=3),
    )
    s.add(
        line([(1010, 1170), (1010, 1620)], "#4A4450", 16),
        line([(1010, 1480), (890, 1620)], "#4A4450", 12),
        line([(1010, 1480), (1130, 1620)], "#4A4450", 12),
    )
    s.put(wares.phone(), 1010, 1020, scale=1.9)
    for k, (x, y, r) in enumerate(((1060, 700, 26), (1110, 600, 20), (1040, 520, 15))):
        s.put(
            blob([(0, 8), (-10, -3), (-6, -10), (0, -6), (6, -10), (10, -3)], (PLUM, "#D98BAB", AMBER)[k]),
            x,
            y,
            scale=r / 100,
        )
    s.wash("#FFE9C0", 0.26)


def jar(colour: str) -> str:
    """A jar of preserves."""
    return (
        rect(-6, -15, 12, 15, colour, 2.6)
        + rect(-5, -17.6, 10, 3.4, "#8A5A3A", 1)
        + rect(-5, -11, 10, 6.6, "#FBF1DF", 0.6)
        + rect(-3.4, -9, 6.8, 1, "#C9B29E")
        + rect(-3.4, -7, 4.6, 1, "#C9B29E")
        + rect(-4.6, -14.4, 1.6, 12, "#FFFDFA", 0.8, opacity=0.4)
    )


def corn() -> str:
    """A maize cob."""
    return (
        ellipse(0, -8, 3.6, 9, "#E3AE3F")
        + "".join(circle(x, y, 0.7, "#F6D987") for x in (-1.8, 0, 1.8) for y in (-14, -11, -8, -5))
        + blob([(-5, 2), (-6, -6), (-2, 0), (0, -4), (2, 0), (6, -7), (5, 2), (0, 4)], "#7FA069")
    )


@plate("jobs-4", "L", 680)
def baby_care(s: Scene) -> None:
    """Training in caring for mothers and babies."""
    i.room(s, "#F1DFDC", "#CBA785", 0.62, "#D9E0D6")
    i.window(s, 0.05, 0.1, 0.2, 0.32, "day", "#F4E8D8")
    i.board(s, 0.36, 0.1, 0.3, 0.28, "#FFFDFA")
    s.put(furniture.bookcase(44, 74, 7, "#C99A6B"), 1430, 690)
    for k, (who, x) in enumerate(
        ((cast.woman(4), 230), (cast.woman(7), 470), (cast.woman(6), 1180), (cast.woman(2), 1420))
    ):
        s.person(
            who.wearing(apron="#F4E8D8" if k % 2 else "#BFD3CE"),
            x,
            950,
            poses.reach(poses.STAND, near=(12, -56), far=(18, -57), tilt=5),
            left=k > 1,
        )
        s.put(
            baby(("#E9B7B4", "#BFD9E0", "#E9D3A6", "#D9E0D6")[k]) if k in (1, 2) else towels(),
            x + (100 if k < 2 else -100),
            610,
            scale=0.95,
            left=k > 1,
        )
    s.person(cast.volunteer(3), 800, 930, poses.reach(poses.FRONT, near=(-9, -52), far=(9, -52)))
    s.put(furniture.cloth_table(150, 40, "#E4C9C6", heart=False), 830, 1030)
    s.put(bath(), 830, 770, scale=1.2)
    s.put(baby(), 830, 735, scale=1.1)
    s.put(food.cup("#BFD9E0"), 1130, 766)
    s.put(towels(), 560, 768)
    s.wash("#FFF1DC", 0.26)


def baby(colour: str = "#E9D3A6") -> str:
    """A practice doll wrapped in a blanket."""
    wrap = blob([(-15, 1), (-9, -5), (2, -9), (11, -13), (19, -9), (19, -1), (12, 4), (0, 5), (-9, 5)], colour)
    fold = blob([(-12, 2), (-2, -5), (8, -3), (4, 4), (-6, 5)], paler(colour, 0.4))
    face = circle(12.4, -5.6, 5.4, "#F4CBA8") + stroked("M10 -10q2.4 -2 4.8 0", "#3D2826", 1)
    eyes = stroked("M9.6 -5.6q1 1 2 0M13.4 -5.6q1 1 2 0M11.4 -3q1.1 .9 2.2 0", "#5A3A34", 0.6)
    blush = circle(9, -3.6, 1.1, "#E9958A", opacity=0.6) + circle(16, -3.6, 1.1, "#E9958A", opacity=0.6)
    return wrap + fold + face + eyes + blush


def bath() -> str:
    """A small bath tub."""
    return (
        blob([(-24, -9), (24, -9), (20, 0), (-20, 0)], "#8FC3CC")
        + ellipse(0, -9, 24, 3, "#DDF0F0")
        + "".join(circle(x, -10 - x % 3, 2, "#FFFDFA", opacity=0.8) for x in (-14, -9, 10, 16))
    )


def towels() -> str:
    """Folded towels."""
    return "".join(rect(-11, -5 - k * 4.6, 22, 4.2, c, 1.6) for k, c in enumerate(("#E9B7B4", "#FBF7F3", "#BFD3CE")))
