"""Family education and family customs."""

from __future__ import annotations

from . import cast, furniture, poses, wares
from . import interiors as i
from . import landscape as land
from . import settings as at
from . import street as st
from .anatomy import Pose
from .catalogue import plate
from .palette import AMBER, PLUM, RED, TEAL
from .scene import Scene
from .svg import circle, ellipse, group, line, polygon, rect, stroked

RUN = Pose(hip=(0, -48), lean=14, near_foot=(-18, -6), far_foot=(15, 0), near_hand=(12, -58), far_hand=(-8, -58))


@plate("family-1", "L", 640)
def evening_class(s: Scene) -> None:
    """An evening class for parents."""
    i.room(s, "#E9DCC8", "#B58C66", 0.6, "#9FB0A0")
    i.board(s, 0.3, 0.12, 0.4, 0.32)
    i.window(s, 0.05, 0.12, 0.16, 0.3, "night", "")
    i.window(s, 0.79, 0.12, 0.16, 0.3, "night", "")
    s.person(cast.volunteer(6), 560, 800, poses.reach(poses.STAND, near=(11, -56), far=(26, -72)))
    s.put(st.podium(), 460, 815)
    for k, x in enumerate((250, 620, 990, 1360)):
        who = (cast.woman(0), cast.man(0), cast.woman(3), cast.woman(6))[k]
        at.seated(s, who, x, 960, poses.SIT_BACK, on=furniture.chair_back(), scale=0.95)
        s.put(furniture.table(46, 26, "#C99A6B"), x, 975)
    for k, x in enumerate((70, 440, 820, 1190, 1540)):
        who = (cast.man(1), cast.woman(5), cast.elder_woman(1), cast.woman(4), cast.woman(2))[k]
        at.seated(s, who, x, 1190, poses.SIT_BACK, on=furniture.chair_back("#8A5A3A"), scale=1.15)
    for share in (0.3, 0.7):
        i.pendant(s, share, 0.02, TEAL)
    s.wash("#FFE3A8", 0.22)


@plate("family-2", "L", 580)
def games(s: Scene) -> None:
    """Parents and children playing with a big hoop and balls."""
    at.square(s, "summer", 0.5, 6)
    s.add(ellipse(800, 940, 700, 120, "#8FB08A"), ellipse(800, 932, 700, 118, "#A3C098"))
    s.person(cast.woman(1), 290, 930, poses.reach(poses.STAND, near=(16, -60), far=(24, -64), lean=6))
    s.add(ellipse(560, 740, 96, 160, "none", stroke=AMBER, stroke_width=16))
    s.person(cast.child(4), 575, 935, RUN, scale=1.05)
    s.person(cast.volunteer(7), 830, 900, poses.reach(poses.STAND, near=(-12, -70), far=(22, -88)))
    s.person(cast.man(0), 1340, 960, poses.reach(poses.SQUAT, near=(20, -30), far=(24, -32)), left=True)
    s.person(cast.child(1), 1090, 965, RUN, scale=1.05)
    s.add(circle(1210, 800, 44, RED), stroked("M1170 790q40 30 80 -10M1200 758q20 40 6 84", "#FBF1DF", 7))
    s.person(cast.child(2), 740, 1010, poses.CLAP, scale=1.0)
    s.person(cast.woman(4), 1490, 930, poses.CLAP, left=True)
    s.put(land.flowers(14, 70, 3), 100, 1040)
    at.foliage(s, "right", "#4F7350", 10)
    s.wash("#FFF4C9", 0.3)


@plate("family-3", "W", 520)
def exhibition(s: Scene) -> None:
    """An exhibition of family sayings and letters."""
    i.room(s, "#EFE5D6", "#B9906B", 0.66, planks=True)
    for k, (x, picture) in enumerate(
        ((0.05, "lines"), (0.21, "faces"), (0.375, "hills"), (0.545, "lines"), (0.71, "heart"), (0.86, "faces"))
    ):
        i.frame(s, x, 0.16 + 0.04 * (k % 2), 0.115, 0.125, picture)
        s.add(
            polygon(
                [((x + 0.05) * 1600, 0), ((x + 0.066) * 1600, 0), ((x + 0.15) * 1600, 440), ((x - 0.03) * 1600, 440)],
                "#FFF1C9",
                opacity=0.2,
            )
        )
    s.person(cast.volunteer(3), 360, 820, poses.reach(poses.SHOW, far=(22, -76)))
    s.person(cast.woman(2), 640, 840, poses.reach(poses.BACK, far=(13, -42)))
    s.person(cast.child(0), 745, 850, poses.reach(poses.BACK, near=(-14, -56), far=(12, -90)))
    s.person(cast.elder_man(1), 1010, 830, poses.reach(poses.TALK, far=(20, -66)))
    s.person(cast.man(2), 1190, 850, poses.reach(poses.STAND, near=(8, -50)), left=True)
    s.person(cast.child(5), 1310, 870, poses.reach(poses.STAND, far=(18, -80)), left=True)
    s.person(cast.volunteer(8), 1480, 860, poses.reach(poses.CLAP), left=True)
    s.put(case(), 130, 850)
    s.wash("#FFF1C9", 0.22)


def case() -> str:
    """A show case with an old book and a letter."""
    return (
        rect(-24, -36, 48, 36, "#8A5A3A", 1)
        + polygon([(-26, -38), (-20, -52), (20, -52), (26, -38)], "#DCE8E4", opacity=0.8)
        + group(wares.open_book("#8E4A40", 16), move=(-6, -42))
        + rect(8, -47, 9, 6, "#F4E8D8")
        + rect(-27, -39, 54, 4, "#A9744A", 1)
    )


@plate("family-4", "S", 860)
def handcraft(s: Scene) -> None:
    """Parents and children cutting paper and modelling."""
    at.parlour(s, "#E8E6D6", "#C99E74", 0.6, "day", "#6FA3A6", 0.6)
    i.frame(s, 0.1, 0.1, 0.15, 0.13, "heart")
    i.frame(s, 0.3, 0.14, 0.11, 0.11, "faces")
    s.person(
        cast.woman(0).feeling("glad", "open"),
        380,
        1330,
        poses.reach(poses.STAND, near=(14, -50), far=(22, -50), tilt=8),
    )
    s.person(cast.man(0), 1190, 1350, poses.reach(poses.STAND, near=(12, -52), far=(20, -50), tilt=6), left=True)
    s.person(cast.child(0), 620, 1340, poses.reach(poses.STAND, near=(10, -66), far=(16, -66)), scale=1.22)
    s.person(cast.child(1), 930, 1350, poses.reach(poses.STAND, near=(10, -66), far=(16, -66)), left=True, scale=1.18)
    s.add(
        rect(-20, 1090, 1520, 420, "#A9744A"),
        rect(-20, 1050, 1520, 60, "#D9A873"),
        polygon([(-20, 1000), (1500, 1000), (1500, 1054), (-20, 1054)], "#E6BD8C"),
    )
    s.put(papercut(), 776, 950, scale=1.1)
    s.put(papercut(AMBER), 190, 985, scale=1.0)
    for k, c in enumerate((PLUM, TEAL, AMBER, "#7FA069")):
        s.put(rect(-9, -1.4, 18, 1.8, c, transform=f"rotate({k * 24 - 30})"), 500 + k * 44, 1035)
    s.put(clay_rabbit(), 1060, 1040, scale=1.2)
    s.put(clay_rabbit("#E9B7B4"), 1330, 1036, scale=1.0)
    s.put(wares.bucket("#6FA3A6"), 330, 1040, scale=0.7)
    s.add(
        *[
            polygon(
                [(360 + k * 190, 1210), (420 + k * 190, 1270), (360 + k * 190, 1330), (300 + k * 190, 1270)],
                "#B98256",
                opacity=0.5,
            )
            for k in range(5)
        ]
    )
    s.wash("#FFF1C9", 0.26)


def papercut(colour: str = RED) -> str:
    """A round paper-cut flower."""
    petals = "".join(
        group(ellipse(0, -8, 3.4, 5, colour) + ellipse(0, -8, 1.2, 2.6, "#FBF1DF"), turn=a) for a in range(0, 360, 45)
    )
    return (
        circle(0, 0, 6, colour)
        + petals
        + circle(0, 0, 2.4, "#FBF1DF")
        + circle(0, 0, 14.4, "none", stroke=colour, stroke_width=1.1)
    )


def clay_rabbit(colour: str = "#F4E8D8") -> str:
    """A small clay rabbit."""
    return (
        ellipse(0, -5, 6, 5.4, colour)
        + circle(5, -11, 4, colour)
        + ellipse(3.4, -17, 1.4, 4.4, colour)
        + ellipse(6.4, -17, 1.4, 4.4, colour)
        + circle(6.4, -11.4, 0.6, "#3A2A30")
        + circle(-6, -5, 1.8, "#FFFDFA")
        + ellipse(7.4, -9.6, 1, 0.7, "#D9737F")
    )


@plate("family-5", "L", 560)
def sports(s: Scene) -> None:
    """A family sports day."""
    at.square(s, "spring", 0.46, 7)
    w, h = s.width, s.height
    s.add(polygon([(0, 0.52 * h), (w, 0.52 * h), (w, h), (0, h)], "#C4775C"))
    for k in range(6):
        s.add(
            polygon(
                [
                    (w * (0.1 + 0.16 * k), 0.52 * h),
                    (w * (0.1 + 0.16 * k) + 5, 0.52 * h),
                    (w * (-0.25 + 0.3 * k) + 14, h),
                    (w * (-0.25 + 0.3 * k), h),
                ],
                "#F7E9DA",
            )
        )
    s.put(st.canopy(80, 90, PLUM), 1420, 660, scale=0.9)
    s.person(cast.volunteer(2), 1370, 720, poses.reach(poses.STAND, far=(16, -90)), left=True, scale=0.85)
    s.put(group(line([(0, 0), (0, -22)], "#8A5A3A", 1.2) + polygon([(0, -22), (16, -20), (0, -12)], AMBER)), 1293, 290)
    s.person(cast.woman(1), 380, 900, RUN)
    s.person(cast.child(1), 540, 920, RUN, scale=1.1)
    s.person(cast.man(0), 790, 950, RUN)
    s.person(cast.child(0), 990, 975, RUN, scale=1.1)
    s.add(stroked("M130 470L1480 440", "#E9B7B4", 5))
    for k, x in enumerate((80, 210)):
        s.person((cast.elder_woman(1), cast.woman(4))[k], x, 800 + k * 25, poses.CLAP, scale=0.88)
    s.person(cast.woman(6), 1250, 990, RUN)
    s.person(cast.child(3), 1430, 1010, RUN, scale=1.05)
    s.wash("#FFF4C9", 0.3)


@plate("family-6", "L", 720)
def letters(s: Scene) -> None:
    """A family reading an old letter together."""
    at.parlour(s, "#DFCFC6", "#A97B5A", 0.7, "evening", "#C4606A", 0.08)
    i.frame(s, 0.42, 0.1, 0.16, 0.12, "faces")
    i.pendant(s, 0.62, 0.02, "#B8862D")
    s.put(furniture.bookcase(50, 84, 11), 1420, 760)
    s.put(furniture.rug(200, "#6FA3A6"), 800, 970)
    s.put(furniture.sofa(150, "#A9807A"), 800, 910)
    at.seated(s, cast.woman(4), 380, 960, poses.reach(poses.SIT, near=(14, -34), far=(20, -42)))
    at.seated(
        s,
        cast.elder_man(1).feeling("down", "smile"),
        640,
        965,
        poses.reach(poses.SIT, near=(18, -42), far=(24, -43), tilt=6),
    )
    at.seated(s, cast.elder_woman(0), 1010, 965, poses.reach(poses.SIT, near=(12, -33), far=(17, -40)), left=True)
    at.seated(s, cast.man(0), 1270, 960, poses.reach(poses.SIT, near=(14, -34), far=(18, -36)), left=True)
    s.put(
        rect(-11, -8, 22, 16, "#F7EBD0", 0.6)
        + "".join(rect(-8 + k * 3.4, -5.6, 0.9, 11 - k % 2 * 3, "#B79C86") for k in range(5)),
        815,
        680,
        turn=-4,
    )
    s.person(cast.child(0), 760, 1040, poses.reach(poses.GROUND, near=(10, -18), far=(16, -30)), left=True, scale=1.2)
    s.person(cast.child(5), 1080, 1050, poses.reach(poses.GROUND), left=True, scale=1.15)
    s.put(wares.books(2, 4), 1210, 1050)
    s.wash("#FFD9A0", 0.26)
