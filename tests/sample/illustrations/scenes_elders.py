"""Visiting the old."""

from __future__ import annotations

from . import buildings as b
from . import cast, food, furniture, poses, wares
from . import interiors as i
from . import landscape as land
from . import settings as at
from .catalogue import plate
from .palette import AMBER, PLUM, TEAL
from .scene import Scene
from .svg import blob, circle, ellipse, line, polygon, polygon_d, rect, shape, stroked, tiled


@plate("elder-1", "L", 660)
def haircut(s: Scene) -> None:
    """A haircut in the yard."""
    at.yard(s, "autumn", 0.6)
    s.person(cast.volunteer(1), 560, 950, poses.reach(poses.STAND, near=(15, -66), far=(20, -72), lean=8, tilt=6))
    cape = cast.elder_man(0).wearing(top="#DCE6E4", kind="shirt", bottom="#3F3B45")
    spot = at.seated(
        s, cape, 780, 985, poses.reach(poses.SIT, near=(8, -32), far=(12, -31), tilt=4), on=furniture.chair()
    )
    x, y = spot.at((0, -28))
    s.add(
        blob(
            [
                (x - 70, y - 130),
                (x + 20, y - 165),
                (x + 80, y - 130),
                (x + 130, y + 40),
                (x + 20, y + 70),
                (x - 90, y + 50),
            ],
            "#DCE6E4",
        )
    )
    s.add(
        stroked(
            f"M{x - 30} {y - 100}Q{x - 50} {y - 20} {x - 40} {y + 40}"
            f"M{x + 50} {y - 90}Q{x + 60} {y - 20} {x + 70} {y + 30}",
            "#B9C9C8",
            5,
        )
    )
    s.put(scissors(), 664, 545, turn=-30)
    at.seated(
        s, cast.elder_woman(1), 1240, 985, poses.reach(poses.SIT_TALK, near=(9, -32)), left=True, on=furniture.stool(24)
    )
    s.person(cast.volunteer(8), 1440, 960, poses.reach(poses.STAND, near=(10, -54), far=(12, -52)), left=True)
    s.put(food.cup(), 1384, 622)
    s.put(furniture.stool(18), 330, 1000)
    s.put(wares.bucket("#C4606A"), 330, 885)
    s.put(land.flowers(10, 40, 6), 90, 1060)
    s.wash("#FFE7B0", 0.3)


def scissors() -> str:
    """A pair of scissors."""
    return (
        line([(0, 0), (9, -2)], "#8C9098", 1)
        + line([(0, 0), (9, 2)], "#6D7078", 1)
        + circle(-2, 1.6, 1.7, "none", stroke=PLUM, stroke_width=1)
        + circle(-2, -1.6, 1.7, "none", stroke=PLUM, stroke_width=1)
    )


@plate("elder-2", "W", 760)
def dumplings(s: Scene) -> None:
    """Making dumplings together."""
    at.parlour(s, "#F2DCC0", "#B98A62", 0.66, "snow", "#C4606A", 0.4)
    s.put(furniture.knot(0, -20), 130, 230)
    s.put(furniture.bookcase(50, 60, 4), 1450, 610)
    for k, (who, x, left) in enumerate(
        (
            (cast.elder_woman(0), 250, False),
            (cast.volunteer(5), 560, False),
            (cast.elder_man(2), 850, True),
            (cast.volunteer(4), 1120, True),
            (cast.elder_woman(4), 1400, True),
        )
    ):
        s.person(
            who, x, 1050 + (k % 2) * 16, poses.reach(poses.STAND, near=(13, -50), far=(19, -51), tilt=7), left=left
        )
    s.person(cast.child(0), 705, 1070, poses.reach(poses.STAND, near=(12, -62), far=(16, -63), tilt=5), scale=1.05)
    s.add(
        rect(-20, 690, 1640, 60, "#D9A873"),
        rect(-20, 744, 1640, 200, "#A9744A"),
        polygon([(-20, 664), (1620, 664), (1620, 696), (-20, 696)], "#E6BD8C"),
    )
    for x, n in ((420, 8), (1000, 9), (1290, 6)):
        s.put(food.dumplings(n), x, 690, scale=0.95)
    s.put(dough(), 720, 705)
    s.put(bowl("#7FA069"), 120, 710)
    s.put(bowl("#C4606A"), 1530, 706)
    s.wash("#FFE9C0", 0.26)


def dough() -> str:
    """Dough, flour and a rolling pin."""
    return (
        ellipse(2, 0, 14, 3, "#FFFDFA", opacity=0.7)
        + ellipse(-4, -2, 6, 3.4, "#F7EBD6")
        + line([(4, -2.4), (16, -0.6)], "#B98958", 2.8)
        + line([(2, -2.7), (18, -0.3)], "#8A5A3A", 1)
    )


def bowl(food: str) -> str:
    """A bowl of filling."""
    return (
        ellipse(0, -6, 9, 3.4, food)
        + "".join(circle(x, -7 - (x % 2), 1, "#F1E3C8") for x in (-4, -1, 2, 5))
        + shape("M-9.4 -6Q-7 1 0 1Q7 1 9.4 -6Q0 -2 -9.4 -6Z", "#FBF7F3")
        + stroked("M-8 -2.6Q0 1 8 -2.6", TEAL, 0.8)
    )


@plate("elder-3", "L", 690)
def pressure(s: Scene) -> None:
    """Blood pressure at home."""
    at.parlour(s, "#E6E4D2", "#C99E74", 0.68, "day", "#E0AC4A", 0.08)
    i.frame(s, 0.5, 0.12, 0.13, 0.1, "faces")
    i.frame(s, 0.66, 0.16, 0.08, 0.1, "lines")
    s.put(furniture.bookcase(46, 74, 6), 1420, 730)
    s.put(furniture.potted(40), 1400, 210, scale=0.7)
    s.put(furniture.rug(180, "#8E9C86"), 800, 960)
    at.seated(
        s,
        cast.elder_woman(2),
        470,
        930,
        poses.reach(poses.SIT, near=(24, -40), far=(20, -34)),
        on=furniture.chair("#A9744A", PLUM),
    )
    at.seated(
        s,
        cast.doctor(0).wearing(vest=True, top="#FBFAF5"),
        1120,
        935,
        poses.reach(poses.SIT, near=(22, -42), far=(28, -43), lean=6, tilt=6),
        left=True,
        on=furniture.stool(25),
    )
    s.put(furniture.table(64, 34, "#B98958"), 800, 960)
    s.put(wares.gauge(), 850, 726, scale=1.5)
    s.put(cuff(), 632, 648)
    s.put(food.cup(TEAL, steam=True), 720, 728)
    s.person(cast.elder_man(1), 210, 985, poses.reach(poses.STAND, near=(8, -50), far=(10, -50)))
    s.wash("#FFF1C9", 0.26)


def cuff() -> str:
    """The cuff of a pressure meter."""
    return rect(-5, -4.6, 10, 9, "#5C7693", 2, transform="rotate(14)") + rect(
        -1, -4, 2, 8, "#8FB0C4", 1, transform="rotate(14)"
    )


@plate("elder-4", "P", 900)
def doorstep(s: Scene) -> None:
    """Rice, flour and fruit brought to the door."""
    s.add(rect(0, 0, 1200, 1600, "#E9D9C0"))
    s.put(b.wall(200, 150, "#E6D3B4"), -40, 1330)
    s.put(b.door(0, 56, 112, "#8E3B34"), 830, 1330)
    s.put(b.tiles(-60, 60, -16, 8, 6), 830, 250)
    s.put(b.lantern(0, 0, 1.3), 560, 330)
    s.put(b.lattice(-22, -90, 34, 36), 230, 1330)
    s.put(furniture.potted(50), 120, 1390)
    at.pavement(s, 0.83, "#CDB79A")
    s.person(
        cast.elder_woman(1), 890, 1500, poses.reach(poses.STAND, near=(12, -58), far=(22, -62), tilt=-4), left=True
    )
    s.person(cast.volunteer(9), 360, 1530, poses.reach(poses.STAND, near=(14, -56), far=(20, -58)))
    s.put(food.fruit_basket(), 560, 1052)
    s.put(food.sack(), 620, 1540, scale=1.1, shadow=20)
    s.put(food.sack("#EBD9B4"), 730, 1566, scale=1.0, shadow=20)
    s.put(oil(), 520, 1566, shadow=10)
    s.wash("#FFE9BE", 0.3)


def oil() -> str:
    """A bottle of cooking oil."""
    return (
        rect(-5, -19, 10, 19, "#E0AC4A", 2.4)
        + rect(-2, -24, 4, 6, "#C4303B", 0.8)
        + rect(-5, -13, 10, 8, "#FBF1DF")
        + stroked("M5 -16q5 2 0 8", "#C98F2E", 1.4)
    )


@plate("elder-5", "L", 640)
def quilts(s: Scene) -> None:
    """Airing quilts in the sun."""
    at.yard(s, "spring", 0.58, "#EFE2CC", "left")
    s.add(line([(130, 470), (1520, 440)], "#8C7A70", 6))
    for x, w, h, c, p in ((330, 330, 400, "#D98BAB", "#FBF1DF"), (1020, 360, 420, "#6FA3A6", "#F1D9A6")):
        d = polygon_d([(x, 466), (x + w, 456), (x + w - 6, 456 + h), (x + 8, 470 + h)])
        tile = (
            circle(16, 16, 6, p)
            + circle(28, 20, 6, p)
            + circle(20, 28, 6, p)
            + circle(64, 60, 5, PLUM, opacity=0.5)
            + circle(60, 16, 4, "#7FA069")
        )
        s.add(
            shape(d, c),
            tiled(d, tile, (80, 80), 12, 0.8),
            polygon([(x, 466), (x + w, 456), (x + w, 500), (x, 510)], "#FFFDFA", opacity=0.35),
        )
    s.person(cast.volunteer(6), 300, 960, poses.reach(poses.STAND, near=(14, -76), far=(20, -82)))
    s.person(cast.volunteer(2), 800, 940, poses.reach(poses.STAND, near=(16, -78), far=(24, -80), tilt=-6))
    at.seated(s, cast.elder_woman(3), 1480, 985, poses.SIT_TALK, left=True, on=furniture.chair())
    s.put(food.basket(), 960, 1010, shadow=20, scale=1.2)
    s.put(cat(), 1270, 1010)
    at.foliage(s, "right", "#4F7350", 9)
    s.wash("#FFF1C4", 0.34)


def cat() -> str:
    """A dozing cat."""
    c = "#D9A05A"
    return (
        blob([(-10, 0), (-11, -6), (-4, -10), (6, -8), (10, 0)], c)
        + circle(-9, -8, 4, c)
        + polygon([(-12, -10), (-11.4, -14.4), (-9, -11.4)], c)
        + polygon([(-8, -11.6), (-6.4, -14.2), (-5.6, -10)], c)
        + stroked("M8 -1q8 -2 5 -7", c, 2.2)
        + stroked("M-10.6 -8q.8 .8 1.6 0M-8.4 -8q.8 .8 1.6 0", "#3A2A30", 0.5)
        + stroked("M0 -9v4M3 -8.6v4", "#B97F3E", 0.9)
    )


@plate("elder-6", "S", 900)
def album(s: Scene) -> None:
    """Looking at a photo album with an old neighbour."""
    at.parlour(s, "#EBCFC0", "#B98A62", 0.72, "evening", "#E6C27C", 0.58)
    i.frame(s, 0.1, 0.12, 0.13, 0.16, "faces")
    i.frame(s, 0.27, 0.17, 0.12, 0.1, "hills")
    s.put(furniture.potted(62), 1370, 1180)
    s.put(furniture.sofa(132, "#7F9488"), 720, 1330)
    at.seated(
        s,
        cast.volunteer(0).feeling("dots", "open"),
        420,
        1370,
        poses.reach(poses.SIT, near=(18, -38), far=(24, -39), tilt=7, lean=5),
    )
    at.seated(
        s,
        cast.elder_woman(0),
        990,
        1370,
        poses.reach(poses.SIT, near=(17, -40), far=(24, -40), tilt=8, lean=3),
        left=True,
    )
    x, y = 700, 1010
    s.put(wares.open_book("#8E4A40", 40), x, y)
    for dx, dy, c in ((-120, -30, AMBER), (-58, -34, "#6FA3A6"), (40, -34, PLUM), (108, -28, "#93A765")):
        s.add(
            rect(x + dx - 24, y + dy, 48, 40, "#FBF1DF", 3),
            rect(x + dx - 19, y + dy + 5, 38, 30, c, 2),
            circle(x + dx, y + dy + 16, 8, "#F4CBA8"),
        )
    s.put(furniture.rug(150, "#B9647F"), 740, 1440)
    s.wash("#FFD9A0", 0.3)
