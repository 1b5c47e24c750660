"""Reading with children."""

from __future__ import annotations

from . import cast, food, furniture, poses, wares
from . import interiors as i
from . import landscape as land
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, PLUM, TEAL
from .scene import Scene
from .svg import ellipse, line, polygon, rect


def corner_background(s: Scene) -> None:
    """What is painted first for: a volunteer and children reading together in a corner of the classroom."""
    i.room(s, "#F1E2C8", "#D6B48C", 0.66, "#B9CBB4")
    i.window(s, 0.07, 0.1, 0.2, 0.36, "day", "#E9B7B4")
    s.put(furniture.bookcase(74, 100, 3), 1210, 712, scale=1.02)
    i.frame(s, 0.38, 0.14, 0.1, 0.075, "hills")
    i.frame(s, 0.51, 0.2, 0.08, 0.08, "heart")
    i.beam(s, 0.2, 0.66, 0.32)
    s.put(furniture.potted(60), 1520, 790)
    s.put(furniture.rug(190, "#B9647F"), 760, 930)
    at.seated(
        s,
        cast.volunteer(3),
        640,
        900,
        poses.reach(poses.SIT_READ, near=(16, -37), far=(25, -38)),
        on=furniture.stool(24),
    )


@plate("reading-1", "L", 700)
def corner(s: Scene) -> None:
    """A volunteer and children reading together in a corner of the classroom."""
    corner_background(s)
    at.seated(
        s,
        cast.child(0),
        960,
        950,
        poses.reach(poses.CHILD_SIT, near=(10, -44), far=(15, -44), tilt=6),
        left=True,
        on=furniture.stool(22),
    )
    s.put(wares.open_book(PLUM, 24), 806, 655, turn=-4)
    at.seated(
        s,
        cast.child(1).feeling("down"),
        390,
        960,
        poses.reach(poses.GROUND, near=(13, -24), far=(17, -24), tilt=8),
        scale=1.15,
    )
    s.put(wares.open_book(TEAL, 17), 492, 850)
    s.person(cast.child(4), 1200, 985, poses.reach(poses.GROUND, near=(13, -20), far=(15, -24)), left=True, scale=1.15)
    s.put(wares.books(4, 2), 1120, 1010)
    s.wash("#FFF1C9", 0.26)


@plate("reading-2", "W", 560)
def book_cart(s: Scene) -> None:
    """Children around a book tricycle."""
    at.village(s, "spring", 0.6, 3)
    s.put(land.round_tree(190, "#8FAE5F", 4), 1490, 640, shadow=60)
    s.put(st.tricycle(TEAL, "books"), 800, 800, scale=1.35, shadow=110)
    s.person(cast.volunteer(2), 1130, 815, poses.reach(poses.GIVE, near=(17, -50), far=(22, -60)), left=True)
    s.put(wares.books(2, 3), 1010, 530)
    s.person(cast.child(4), 430, 830, poses.reach(poses.STAND, far=(18, -78)), scale=1.05)
    s.person(cast.child(3), 300, 845, poses.READ, scale=1.05)
    s.put(wares.open_book(AMBER, 14), 346, 655)
    s.person(cast.child(2), 930, 850, poses.reach(poses.STAND, near=(14, -62), far=(18, -64)), left=False)
    s.person(cast.child(5), 1330, 850, poses.READ, left=True)
    s.put(wares.open_book("#5C7693", 14), 1288, 650)
    for x in (60, 700, 1560):
        s.put(land.grass(0), x, 870)
    at.foliage(s, "right", "#4F7350", 11)
    s.wash("#FFF1C9", 0.25)


@plate("reading-3", "L", 560)
def under_tree(s: Scene) -> None:
    """Story time under a big tree."""
    at.village(s, "summer", 0.56, 5)
    s.add(ellipse(830, 900, 620, 110, "#3E5A3A", opacity=0.25))
    s.put(land.round_tree(200, "#6E9A5C", 9), 800, 830, scale=1.05)
    s.put(land.crown(0, -150, 80, 42, "#7FA860", 14), 420, 830)
    s.put(land.crown(0, -156, 84, 44, "#628E54", 15), 1200, 830)
    at.seated(
        s,
        cast.volunteer(9),
        640,
        880,
        poses.reach(poses.SIT, near=(14, -44), far=(26, -54), crossed=True),
        on=furniture.stool(24),
    )
    s.put(wares.picture_book(), 782, 585, scale=1.3, turn=6)
    for k, (x, y) in enumerate(((1010, 870), (1190, 900), (1080, 980), (1310, 985), (880, 1000))):
        s.person(cast.child(k), x, y, poses.GROUND, left=True, scale=1.15)
    s.person(cast.child(5), 430, 960, poses.reach(poses.GROUND, near=(9, -18), far=(12, -36)), scale=1.15)
    at.seated(s, cast.elder_woman(3), 260, 930, poses.SIT, on=furniture.chair())
    s.put(land.flowers(14, 60, 2), 1500, 1040)
    at.foliage(s, "left", "#4F7350", 9)
    s.wash("#FFF4C9", 0.3)


@plate("reading-4", "P", 900)
def lamp_light(s: Scene) -> None:
    """Homework help under a lamp."""
    i.room(s, "#5D5674", "#6E5148", 0.74)
    i.window(s, 0.12, 0.12, 0.34, 0.24, "night", "#9C5C7A")
    i.frame(s, 0.68, 0.15, 0.18, 0.15, "faces")
    s.put(furniture.bookcase(48, 40, 5), 960, 640, scale=1)
    s.person(
        cast.volunteer(0),
        370,
        1720,
        poses.reach(poses.BEND, near=(22, -36), far=(28, -40), lean=16, tilt=4),
        scale=1.22,
    )
    s.person(
        cast.child(0).feeling("down"),
        860,
        1690,
        poses.reach(poses.STAND, near=(14, -57), far=(20, -56), tilt=8),
        left=True,
        scale=1.42,
    )
    s.add(polygon([(880, 860), (1010, 830), (1200, 1330), (420, 1330)], "#FFE3A0", opacity=0.26))
    s.add(rect(-10, 1300, 1220, 60, "#C08A58"), rect(-10, 1352, 1220, 260, "#8A5A3A"))
    s.put(wares.open_book("#5C7693", 30), 640, 1290)
    s.put(wares.books(4, 1), 250, 1302)
    s.put(lamp(), 1060, 1304, scale=1.1)
    s.put(food.cup(PLUM, steam=True), 140, 1304)
    s.wash("#FFE3A0", 0.14)


def lamp() -> str:
    """A desk lamp leaning left."""
    return (
        ellipse(0, 0, 8, 2.4, TEAL)
        + line([(0, 0), (5, -26), (-4, -46)], TEAL, 1.8)
        + polygon([(-9, -54), (2, -48), (-5, -38), (-19, -46)], TEAL)
        + ellipse(-11, -42, 7.6, 3, "#FFE9B0")
    )


@plate("reading-5", "S", 760)
def circle_time(s: Scene) -> None:
    """Children in a circle listening to a picture book."""
    i.room(s, "#E8E3CF", "#D9BC94", 0.52, "#D7C3C6")
    i.window(s, 0.36, 0.09, 0.28, 0.25, "day", "#E0AC4A")
    s.put(furniture.bookcase(58, 72, 8), 190, 800)
    s.put(furniture.potted(58), 1330, 810)
    s.put(furniture.rug(178, "#6FA3A6"), 740, 1150, scale=1.05)
    at.seated(
        s,
        cast.volunteer(7),
        700,
        960,
        poses.reach(poses.SIT_FRONT, near=(-9, -43), far=(9, -43)),
        on=furniture.stool(25),
    )
    s.put(wares.picture_book(PLUM), 700, 690, scale=1.35)
    for k, x, y, left in ((0, 330, 1090, False), (1, 1110, 1080, True), (2, 270, 1270, False), (4, 1190, 1270, True)):
        s.person(cast.child(k), x, y, poses.reach(poses.GROUND, near=(10, -16), far=(13, -20)), left=left, scale=1.2)
    for k, x in ((3, 480), (6, 740), (5, 990)):
        at.seated(
            s,
            cast.child(k),
            x,
            1430,
            poses.reach(poses.SIT_BACK, near=(-10, -22), far=(10, -22)),
            on=furniture.stool(22),
            scale=1.12,
        )
    s.wash("#FFF1C9", 0.24)
