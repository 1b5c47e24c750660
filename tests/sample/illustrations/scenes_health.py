"""Health checks, talks and first aid."""

from __future__ import annotations

from . import cast, furniture, poses, wares
from . import interiors as i
from . import landscape as land
from . import settings as at
from . import street as st
from .anatomy import Pose
from .catalogue import plate
from .palette import PLUM, TEAL
from .scene import Scene
from .svg import blob, circle, group, line, rect, stroked


@plate("health-1", "W", 520)
def long_table(s: Scene) -> None:
    """Free check-ups at a long table on the square."""
    at.square(s, "autumn", 0.54, 1)
    s.put(st.canopy(150, 116, TEAL), 400, 730)
    s.put(st.canopy(150, 116, PLUM), 1180, 730)
    for k, x in enumerate((330, 640, 950, 1260)):
        at.seated(s, cast.doctor(k), x, 745, poses.reach(poses.SIT, near=(16, -44), far=(24, -44), tilt=4), left=False)
    s.put(furniture.cloth_table(250, 40, "#E9E4DA"), 800, 800)
    for k, x in enumerate((470, 770, 1070, 1370)):
        who = (cast.elder_man(0), cast.woman(3), cast.elder_woman(1), cast.man(2))[k]
        at.seated(
            s,
            who,
            x + 90,
            850,
            poses.reach(poses.SIT, near=(22, -42), far=(26, -44)),
            left=True,
            on=furniture.stool(24),
        )
        s.put(wares.gauge(), x - 40, 585, scale=1.1)
    s.person(cast.volunteer(7), 150, 850, poses.reach(poses.SHOW, far=(24, -60)))
    s.person(cast.elder_woman(3), 40, 880, poses.WALK)
    s.wash("#FFEFC9", 0.26)


@plate("health-2", "L", 720)
def blood_sugar(s: Scene) -> None:
    """Testing blood sugar."""
    i.room(s, "#DFE7E0", "#C7AD8C", 0.66, "#B9CBC4")
    i.window(s, 0.05, 0.1, 0.22, 0.36, "day", "")
    s.put(st.board(46, 66, accent=TEAL, mark="leaf"), 1370, 740)
    i.frame(s, 0.42, 0.1, 0.13, 0.12, "heart")
    at.seated(
        s,
        cast.doctor(3),
        540,
        1000,
        poses.reach(poses.SIT, near=(22, -46), far=(28, -47), tilt=8, lean=6),
        on=furniture.stool(25),
    )
    at.seated(
        s,
        cast.elder_man(1),
        1060,
        1010,
        poses.reach(poses.SIT, near=(24, -44), far=(27, -46)),
        left=True,
        on=furniture.chair("#8A6A4E"),
    )
    s.put(furniture.table(92, 36, "#E3D6C2"), 800, 1040)
    s.put(meter(), 750, 775, scale=1.3)
    s.put(furniture.potted(64), 110, 900)
    s.person(cast.volunteer(4), 1330, 1040, poses.reach(poses.STAND, near=(12, -56), far=(20, -58)), left=True)
    s.put(wares.sheet(), 1180, 645)
    s.wash("#FFF4D6", 0.26)


def meter() -> str:
    """A small meter with a test strip and a box of swabs."""
    return (
        rect(-6, -5, 10, 5, "#FBFAF5", 1.4)
        + rect(-4.6, -4, 5, 2.6, "#9CC3C0", 0.5)
        + rect(4, -3, 5, 1, "#F4E8D8")
        + circle(9, -2.6, 0.7, "#C4303B")
        + rect(14, -6, 8, 6, "#6FA3A6", 1)
        + rect(15, -8, 6, 2.4, "#FFFDFA", 1)
    )


@plate("health-3", "L", 640)
def talk(s: Scene) -> None:
    """A health talk."""
    at.classroom(s, "#F0E4D2", 0.62, "#FFFDFA", 0.34)
    s.person(cast.doctor(1), 420, 800, poses.reach(poses.STAND, near=(9, -50), far=(25, -80)))
    s.put(st.podium(), 290, 830)
    s.put(furniture.potted(60), 1500, 790)
    whos = (cast.woman(0), cast.elder_woman(1), cast.woman(2), cast.elder_woman(2), cast.woman(6), cast.elder_man(0))
    for k, x in enumerate((640, 900, 1160, 1400)):
        at.seated(s, whos[(k + 2) % 6], x, 960, poses.SIT_BACK, on=furniture.chair_back("#A9744A"), scale=0.92)
    for k, x in enumerate((150, 470, 800, 1130, 1450)):
        who = cast.volunteer(4) if k == 3 else whos[k % 6]
        at.seated(s, who, x, 1150, poses.SIT_BACK, on=furniture.chair_back("#8A5A3A"), scale=1.12)
    s.wash("#FFF4D6", 0.24)


@plate("health-4", "L", 660)
def first_aid(s: Scene) -> None:
    """Learning chest compressions."""
    i.room(s, "#E4DFD0", "#BFA27E", 0.6, "#C9B7BD")
    i.window(s, 0.38, 0.08, 0.24, 0.32, "day", "#6FA3A6")
    s.put(st.board(48, 76, accent=PLUM, mark="heart"), 1430, 740)
    for k, (who, x) in enumerate(
        ((cast.woman(6), 170), (cast.man(0), 330), (cast.woman(1), 1040), (cast.woman(5), 1220))
    ):
        s.person(who, x, 830, poses.reach(poses.STAND, near=(8, -50), far=(12, -50)), left=k > 1, scale=0.95)
    s.add(rect(330, 905, 960, 80, "#7FA3A0", 30), rect(330, 905, 960, 20, "#A3C0BA", 10))
    s.put(mannequin(), 790, 920, scale=1.25)
    press = Pose(
        hip=(-8, -22),
        lean=28,
        near_foot=(-22, 0),
        far_foot=(-4, -1),
        near_hand=(23, -15),
        far_hand=(24, -16),
        tilt=4,
        far_in_front=True,
    )
    s.person(cast.volunteer(2), 600, 985, press)
    s.person(cast.doctor(2), 1330, 1000, poses.reach(poses.KNEEL, near=(12, -34), far=(25, -34)), left=True)
    s.wash("#FFF4D6", 0.24)


def mannequin() -> str:
    """A training dummy lying on its back, head to the right."""
    shirt = blob([(-24, 0), (-25, -11), (-8, -15), (14, -14), (20, -6), (18, 0)], "#5C7693")
    return (
        shirt
        + blob([(18, -2), (19, -9), (24, -10), (25, -2)], "#E0BFA0")
        + circle(31, -8, 8.4, "#E9C9AC")
        + stroked("M27 -9q2 -1.6 3.6 0", "#7B5A50", 0.9)
        + line([(-24, -3), (-44, -2)], "#4B4A5C", 8)
        + group(blob([(0, 4), (-5, -2), (-3, -6), (0, -4), (3, -6), (5, -2)], "#E9A5B4"), move=(0, -8))
    )


@plate("health-5", "W", 540)
def bus(s: Scene) -> None:
    """The mobile clinic on the village road."""
    at.village(s, "summer", 0.58, 12)
    s.put(land.round_tree(160, "#6E9A5C", 5), 90, 620, shadow=50)
    s.put(st.minibus(wide=190), 640, 770, scale=1.2, shadow=180)
    s.put(st.canopy(76, 100, PLUM), 1370, 790)
    at.seated(
        s, cast.doctor(0), 1210, 830, poses.reach(poses.SIT, near=(20, -43), far=(24, -43)), on=furniture.stool(24)
    )
    at.seated(
        s,
        cast.elder_woman(1),
        1460,
        840,
        poses.reach(poses.SIT, near=(22, -42), far=(24, -42)),
        left=True,
        on=furniture.chair(),
    )
    s.put(furniture.table(46, 36, "#F4EDE2"), 1340, 850)
    s.put(wares.gauge(), 1340, 655)
    s.person(cast.volunteer(7), 900, 850, poses.reach(poses.WALK, far=(16, -52), near=(11, -50)), left=True)
    s.person(cast.elder_man(2), 790, 860, poses.reach(poses.WALK, near=(-4, -44), far=(12, -54)), left=False)
    s.person(cast.woman(4), 240, 860, poses.reach(poses.STAND, near=(-6, -45), far=(13, -42)))
    s.person(cast.child(0), 345, 865, poses.reach(poses.STAND, near=(-10, -60)))
    at.foliage(s, "right", "#4F7350", 10)
    s.wash("#FFF4C9", 0.28)
