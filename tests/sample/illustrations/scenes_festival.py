"""Festivals through the year."""

from __future__ import annotations

from . import buildings as b
from . import cast, food, furniture, poses
from . import interiors as i
from . import landscape as land
from . import settings as at
from .catalogue import plate
from .palette import AMBER, RED, TEAL
from .scene import Scene
from .svg import circle, ellipse, glowing, group, line, polygon, rect, stroked

FOLD = poses.reach(poses.STAND, near=(13, -52), far=(19, -53), tilt=7)


@plate("festival-1", "L", 640)
def zongzi(s: Scene) -> None:
    """Wrapping rice parcels for the dragon boat festival."""
    at.yard(s, "summer", 0.58, tree="left")
    for k in range(4):
        s.put(
            group(*[group(stroked("M0 0q3 -8 0 -16", "#6E8F5A", 2.2), turn=a) for a in (-24, 0, 24)]),
            1260 + k * 26,
            560,
        )
    for k, (who, x, left) in enumerate(
        (
            (cast.volunteer(4), 220, False),
            (cast.elder_woman(1), 520, False),
            (cast.volunteer(0), 800, False),
            (cast.woman(7), 1090, True),
            (cast.volunteer(8), 1380, True),
        )
    ):
        s.person(who, x, 960 + k % 2 * 14, FOLD, left=left)
    s.person(cast.child(2), 960, 1000, poses.reach(poses.STAND, near=(10, -66), far=(15, -67)), left=True, scale=1.05)
    s.add(
        polygon([(30, 700), (1570, 700), (1610, 760), (-10, 760)], "#D9A873"),
        rect(-10, 756, 1620, 34, "#A9744A"),
        rect(60, 788, 36, 290, "#74492F"),
        rect(1500, 788, 36, 290, "#74492F"),
    )
    for x in (330, 372, 414, 640, 682, 1240, 1282, 1200, 1510):
        s.put(food.zongzi(), x, 740 - x % 3 * 8, scale=1.15)
    s.put(bowl_of_rice(), 930, 745, scale=1.4)
    s.put(leaves(), 1075, 745)
    s.put(leaves(), 500, 748)
    s.put(food.basket(), 140, 740, scale=1.1)
    at.foliage(s, "right", "#4F7350", 11)
    s.wash("#FFF4C9", 0.3)


def bowl_of_rice() -> str:
    """A bowl of rice and dates."""
    return (
        ellipse(0, -7, 10, 4.4, "#FFFDFA")
        + "".join(circle(x, -9 + x % 2, 1.2, "#8E2F33") for x in (-5, -1, 3, 6))
        + polygon([(-10.4, -7), (10.4, -7), (6, 0), (-6, 0)], TEAL)
        + rect(-9, -5, 18, 1.2, "#FBF1DF")
    )


def leaves() -> str:
    """A stack of reed leaves."""
    return "".join(
        group(ellipse(0, 0, 15, 2, c), turn=a) for a, c in ((-6, "#5F8050"), (3, "#7FA069"), (10, "#6E8F5A"))
    )


BRUSHWORK = (
    "M-3 -2q3 -1.6 6 0M-2.4 2q2 2 5 .4",
    "M-3 1q1 -4 3 -3t3 2M-.6 3l2 .4",
    "M-2 -3q-1 4 0 6M1 -2q2 1 2 4M-.4 0l1.4 .6",
)


BRUSHWORK = (
    "M-3 -2q3 -1.6 6 0M-2.4 2q2 2 5 .4",
    "M-3 1q1 -4 3 -3t3 2M-.6 3l2 .4",
    "M-2 -3q-1 4 0 6M1 -2q2 1 2 4M-.4 0l1.4 .6",
)


def brushmark(k: int) -> str:
    """One abstract mark of the brush."""
    return stroked(BRUSHWORK[k % 3], "#2B1D20", 1.5)


def couplet(tall: float = 60) -> str:
    """A strip of red paper with abstract brush marks."""
    marks = [group(brushmark(k), move=(0, -tall + 9 + k * 10)) for k in range(int(tall / 10) - 1)]
    return rect(-7, -tall, 14, tall, RED, 0.5) + "".join(marks)


@plate("festival-2", "L", 680)
def couplets(s: Scene) -> None:
    """Writing spring couplets."""
    i.room(s, "#EFDCC9", "#B58560", 0.66, planks=True)
    i.window(s, 0.36, 0.09, 0.26, 0.32, "snow", "")
    for x, tall in ((110, 64), (235, 64), (1180, 64), (1480, 70), (1330, 58)):
        s.put(couplet(tall), x, 130 + tall * 6.6)
    s.put(b.lantern(0, 0, 1.1), 420, 40)
    s.put(b.lantern(0, 0, 1.1), 1090, 40)
    s.person(
        cast.elder_man(1).feeling("down", "smile"),
        560,
        1000,
        poses.reach(poses.STAND, near=(14, -52), far=(22, -54), lean=10, tilt=6),
    )
    s.put(
        line([(0, 0), (-3, -15)], "#8A5A3A", 1.3) + polygon([(-1.2, 0), (1.2, 0), (0.6, 6)], "#2B1D20"),
        734,
        658,
        scale=1.1,
    )
    s.person(
        cast.volunteer(3), 930, 1000, poses.reach(poses.STAND, near=(16, -50), far=(22, -50), lean=6, tilt=6), left=True
    )
    s.person(cast.child(0), 1170, 1010, poses.reach(poses.STAND, near=(10, -64), far=(15, -66)), left=True, scale=1.1)
    s.person(cast.volunteer(7), 230, 1010, poses.reach(poses.STAND, near=(10, -66), far=(19, -70)))
    s.put(couplet(44), 350, 830)
    s.add(
        polygon([(420, 716), (1260, 716), (1330, 790), (350, 790)], "#A9744A"),
        rect(350, 786, 980, 34, "#74492F"),
        rect(400, 818, 34, 260, "#5A3A2A"),
        rect(1240, 818, 34, 260, "#5A3A2A"),
    )
    s.add(
        polygon([(640, 730), (1060, 730), (1080, 778), (630, 778)], RED),
        *[group(brushmark(k), move=(895 + k * 62, 754), scale=4.6) for k in range(3)],
    )
    s.put(rect(-7, -2.6, 14, 3, "#37303A", 1) + ellipse(0, -2.6, 4, 1, "#120C10"), 530, 766)
    s.wash("#FFE9C0", 0.28)


@plate("festival-3", "P", 880)
def lanterns(s: Scene) -> None:
    """Hanging lanterns for the first full moon."""
    land.sky(s, "#2A2E57", "#B9698A", 0.8)
    land.sun(s, 0.76, 0.13, 62, "#FBEFC8")
    s.put(b.tiles(-80, 80, -30, 10, 8), 480, 560)
    s.put(b.wall(200, 96, "#B98F7E"), -30, 1320)
    s.put(b.gate(70, 84), 420, 1330, scale=1.0)
    at.pavement(s, 0.82, "#7C6272")
    s.add(stroked("M-20 300Q600 470 1220 250", "#3A2430", 6))
    for x, y, k in ((110, 333, 1.5), (330, 378, 1.8), (800, 356, 1.9), (1040, 302, 1.6)):
        s.add(glowing(x, y + 100, 190, "#FF9F5A", 0.5))
        s.put(b.lantern(0, 0, k), x, y)
    s.person(cast.volunteer(2), 720, 1500, poses.reach(poses.STAND, near=(-13, -97), far=(15, -100), tilt=-8))
    s.add(
        rect(640, 1496, 230, 30, "#8A5A3A", 6), rect(660, 1526, 24, 90, "#5A3A2A"), rect(826, 1526, 24, 90, "#5A3A2A")
    )
    s.add(glowing(840, 640, 170, "#FF9F5A", 0.5))
    s.put(b.lantern(0, 0, 1.4), 840, 610)
    s.person(cast.volunteer(1), 330, 1540, poses.reach(poses.STAND, near=(10, -56), far=(18, -66), tilt=-8))
    s.add(glowing(500, 1040, 150, "#FF9F5A", 0.5))
    s.put(b.lantern(0, 0, 1.2, "#D9652F"), 498, 960)
    s.person(
        cast.child(0),
        1010,
        1550,
        poses.reach(poses.STAND, near=(10, -70), far=(16, -84), tilt=-10),
        left=True,
        scale=1.1,
    )
    s.wash("#FFB870", 0.18, 80)


def moon_tea_background(s: Scene) -> None:
    """What is painted first for: tea and mooncakes under the autumn moon."""
    land.sky(s, "#1F2B4C", "#5F6A92", 0.7)
    land.sun(s, 0.7, 0.22, 86, "#FBEFC8")
    for k in range(36):
        s.add(circle((k * 211) % 1600, (k * 97) % 380, 1.5 + k % 3, "#FBEFC8", opacity=0.7))
    land.hills(s, 0.62, 0.2, "#33416A", 3)
    s.put(b.village_house(170, 66, "#A79AA0"), 330, 600, scale=0.86)
    s.put(land.round_tree(170, "#3F5A58", 4), 1490, 640, shadow=40)
    at.pavement(s, 0.64, "#6A6480")
    s.add(glowing(800, 690, 560, "#FFCF87", 0.42))
    for k, (who, x, left) in enumerate(
        (
            (cast.elder_man(1), 330, False),
            (cast.volunteer(3), 540, False),
            (cast.woman(3), 1090, True),
            (cast.elder_woman(0), 1290, True),
        )
    ):
        at.seated(
            s,
            who,
            x,
            830 - k % 2 * 20,
            poses.reach(poses.SIT, near=(15, -40), far=(20, -44)),
            left=left,
            on=furniture.stool(24),
        )


@plate("festival-4", "W", 500)
def moon_tea(s: Scene) -> None:
    """Tea and mooncakes under the autumn moon."""
    moon_tea_background(s)
    at.seated(
        s,
        cast.volunteer(8),
        800,
        740,
        poses.reach(poses.SIT_FRONT, near=(-11, -42), far=(11, -42)),
        on=furniture.stool(24),
    )
    s.put(furniture.round_table(100, 36, "#8A5A3A"), 810, 850)
    s.put(food.mooncakes(), 730, 676, scale=1.1)
    s.put(food.teapot(), 850, 684, scale=1.2)
    s.put(food.dish(AMBER, 9), 940, 668)
    for x in (640, 990):
        s.put(food.cup(steam=True), x, 680, scale=0.9)
    for x in (150, 480, 1180):
        s.add(glowing(x, 240, 120, "#FF9F5A", 0.45))
        s.put(b.lantern(0, 0, 1.1), x, 180)
    s.add(stroked("M-20 150Q700 240 1620 120", "#3A2430", 4))
    s.person(cast.child(0), 150, 860, poses.reach(poses.STAND, far=(18, -60)))
    s.put(b.lantern(0, 0, 0.8, "#D9652F"), 208, 670)
    s.wash("#FFCF87", 0.14, 80)
