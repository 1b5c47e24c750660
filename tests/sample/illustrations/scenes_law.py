"""Law for everyone: stands, advice, moot court and mediation."""

from __future__ import annotations

from . import cast, food, furniture, poses, wares
from . import interiors as i
from . import landscape as land
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import PLUM, RED, TEAL, WOOD
from .scene import Scene
from .svg import circle, line, rect, stroked

BEHIND = poses.reach(poses.STAND, near=(13, -52), far=(20, -54))


@plate("law-1", "W", 510)
def stand(s: Scene) -> None:
    """A street stand about the law."""
    at.street(s, "spring", 0.6, seed=2)
    s.put(st.canopy(190, 118), 800, 760)
    s.put(st.board(42, 74, accent=PLUM, mark="scales"), 250, 800)
    s.put(st.board(42, 74, accent=TEAL, mark="shield"), 1370, 800)
    s.person(cast.lawyer(0), 560, 770, BEHIND)
    s.person(cast.volunteer(3), 800, 770, poses.reach(BEHIND, far=(22, -66)))
    s.person(cast.volunteer(2), 1010, 770, BEHIND, left=True)
    s.put(furniture.cloth_table(150, 44), 790, 800)
    for x in (560, 660, 920, 1030):
        s.put(wares.books(3, x % 4), x, 578)
    s.person(cast.woman(2), 430, 850, poses.reach(poses.TALK, near=(13, -56), far=(18, -56)))
    s.put(wares.sheet(), 512, 575, turn=10)
    s.person(cast.elder_man(1), 1180, 860, poses.reach(poses.TALK, near=(12, -56)), left=True)
    s.put(wares.sheet(accent=TEAL), 1120, 590, turn=-8)
    s.person(cast.woman(5), 90, 880, poses.WALK)
    s.person(cast.child(2), 1490, 880, poses.WALK, left=True)
    at.foliage(s, "left", "#4F7350", 6)
    s.wash("#FFF1C9", 0.26)


@plate("law-2", "L", 700)
def advice(s: Scene) -> None:
    """A lawyer answering questions at her desk."""
    i.room(s, "#E3E4DC", "#B99672", 0.7, planks=True)
    i.window(s, 0.66, 0.1, 0.26, 0.36, "day", "")
    s.put(furniture.bookcase(80, 104, 9, "#8A5A3A"), 330, 760)
    i.frame(s, 0.42, 0.14, 0.12, 0.1, "lines")
    i.beam(s, 0.6, 0.7, 0.25)
    at.seated(s, cast.lawyer(1), 500, 960, poses.reach(poses.SIT, near=(20, -44), far=(29, -52), lean=3))
    s.put(furniture.table(118, 40, WOOD), 790, 1010, scale=1)
    s.put(wares.books(3, 2), 425, 732)
    s.put(scales(), 690, 734, scale=0.9)
    s.put(wares.sheet(), 850, 700, turn=12)
    at.seated(
        s,
        cast.woman(3),
        1130,
        985,
        poses.reach(poses.SIT, near=(18, -44), far=(24, -43), tilt=2),
        left=True,
        on=furniture.chair(),
    )
    at.seated(
        s,
        cast.volunteer(8),
        1380,
        1000,
        poses.reach(poses.SIT, near=(13, -34), far=(16, -34)),
        left=True,
        on=furniture.chair(),
    )
    s.put(furniture.potted(56), 90, 960)
    s.put(food.cup(TEAL, steam=True), 1150, 734)
    s.wash("#FFF1C9", 0.24)


def scales() -> str:
    """A small pair of scales."""
    return (
        rect(-6, -2, 12, 2, "#8A5A3A", 1)
        + line([(0, 0), (0, -26)], "#B8862D", 1.4)
        + line([(-11, -23), (11, -23)], "#B8862D", 1.2)
        + "".join(
            line([(x, -23), (x - 4, -12)], "#B8862D", 0.5)
            + line([(x, -23), (x + 4, -12)], "#B8862D", 0.5)
            + stroked(f"M{x - 5} -12q5 5 10 0Z", "#B8862D", 1.2)
            for x in (-11, 11)
        )
        + circle(0, -27, 1.8, "#E0AC4A")
    )


@plate("law-3", "L", 560)
def moot_court(s: Scene) -> None:
    """A moot court at school."""
    i.room(s, "#E9DCC6", "#C99E74", 0.6, "#A9744A")
    s.put(st.banner(150, 16, RED), 800, 90)
    i.frame(s, 0.46, 0.2, 0.08, 0.08, "lines")
    for k, x in enumerate((580, 800, 1020)):
        robe = cast.teen(k).wearing(top="#2E2A38", kind="coat", collar=RED, bottom="#2E2A38")
        at.seated(s, robe, x, 660, poses.reach(poses.SIT_FRONT, near=(-8, -40), far=(8, -40)), scale=1.1)
    s.put(furniture.cloth_table(150, 44, "#7A4A33", heart=False), 800, 690)
    s.put(furniture.cloth_table(150, 14, "#8E5A3E", heart=False), 800, 730)
    s.put(gavel(), 870, 450, scale=1.3)
    s.person(cast.teen(0), 370, 880, poses.reach(poses.STAND, near=(12, -56), far=(24, -66)))
    s.put(st.podium(), 450, 900)
    s.person(cast.teen(1), 1230, 880, poses.reach(poses.STAND, near=(12, -56), far=(14, -55)), left=True)
    s.put(wares.sheet(), 1150, 635)
    s.put(st.podium(), 1150, 900)
    s.person(cast.lawyer(2).wearing(vest=True), 1470, 930, poses.reach(poses.CLAP), left=True)
    for k, x in enumerate((150, 420, 690, 960, 1230)):
        at.seated(s, cast.teen(k), x, 1230, poses.SIT_BACK, on=furniture.chair_back("#8FA08A"), scale=1.25)
    s.wash("#FFF1C9", 0.22)


def gavel() -> str:
    """A wooden gavel on its block."""
    return (
        rect(-6, -2, 12, 2.6, "#5A3A2A", 1)
        + line([(0, -6), (12, -9)], "#8A5A3A", 1.5)
        + rect(-4, -9, 8, 5, "#A9744A", 1.2)
    )


def mediation_background(s: Scene) -> None:
    """What is painted first for: mediation at a round table."""
    i.room(s, "#E7DCCF", "#C7A37C", 0.56, "#CBB9B6")
    i.window(s, 0.08, 0.08, 0.24, 0.27, "day", "#B9C7A0")
    i.frame(s, 0.44, 0.1, 0.14, 0.11, "hills")
    i.frame(s, 0.66, 0.13, 0.13, 0.13, "heart")
    s.put(furniture.potted(70), 1370, 880)
    at.seated(
        s,
        cast.volunteer(8),
        740,
        1040,
        poses.reach(poses.SIT_FRONT, near=(-8, -33), far=(8, -33)),
        on=furniture.chair_back(),
    )
    at.seated(
        s,
        cast.man(1).feeling("dots", "smile"),
        300,
        1190,
        poses.reach(poses.SIT, near=(18, -42), far=(22, -43)),
        on=furniture.chair(),
    )


@plate("law-4", "S", 800)
def mediation(s: Scene) -> None:
    """Mediation at a round table."""
    mediation_background(s)
    at.seated(
        s,
        cast.woman(4),
        1180,
        1190,
        poses.reach(poses.SIT, near=(18, -42), far=(24, -44)),
        left=True,
        on=furniture.chair(),
    )
    s.put(furniture.round_table(104, 38), 740, 1215)
    for x, y in ((560, 905), (740, 955), (930, 905)):
        s.put(food.cup("#6FA3A6" if x == 740 else "#FBF7F3", steam=True), x, y)
    s.put(wares.sheet(), 650, 925, turn=78)
    at.seated(
        s,
        cast.elder_woman(4),
        420,
        1440,
        poses.reach(poses.SIT_BACK, near=(-11, -26), far=(11, -28)),
        on=furniture.chair_back(),
    )
    at.seated(
        s,
        cast.volunteer(6),
        1060,
        1440,
        poses.reach(poses.SIT_BACK, near=(-11, -26), far=(11, -28)),
        on=furniture.chair_back(),
    )
    s.wash("#FFF1C9", 0.28)


@plate("law-5", "L", 600)
def fair(s: Scene) -> None:
    """Handing out leaflets on market day."""
    at.village(s, "autumn", 0.52, 8)
    s.put(st.canopy(120, 100, "#3F7F82"), 300, 740)
    s.put(st.stall(100, "fruit", "#7C4A55"), 300, 760)
    s.put(st.canopy(120, 100, "#B8862D"), 1290, 730)
    s.put(st.stall(100, "greens", "#5A6B4A"), 1290, 750)
    s.put(st.banner(120, 15, PLUM), 800, 330)
    s.person(cast.woman(3), 320, 740 - 20, poses.reach(BEHIND, far=(20, -60)), scale=0.85)
    s.put(st.stall(100, "fruit", "#7C4A55"), 300, 770)
    s.put(st.tricycle("#4E7F62", "vegetables"), 1370, 900, left=True, scale=0.95, shadow=90)
    s.person(cast.volunteer(9), 620, 970, poses.reach(poses.GIVE, near=(15, -56), far=(22, -60)))
    s.put(wares.sheet(), 775, 595, turn=12)
    s.person(cast.elder_woman(3), 930, 980, poses.reach(poses.GIVE, near=(14, -58), far=(18, -58)), left=True)
    s.person(cast.volunteer(1), 160, 1000, poses.reach(poses.READ, far=(22, -64)))
    s.put(wares.sheet(accent=TEAL), 300, 610, turn=-6)
    s.person(cast.man(3), 430, 1010, poses.reach(poses.STAND, near=(12, -54), far=(16, -56)), left=True)
    s.person(cast.woman(7), 1120, 1020, poses.WALK)
    s.put(food.basket(), 1205, 800, scale=0.9)
    s.put(land.grass(0), 1540, 1050)
    at.foliage(s, "left", "#9A6A35", 7)
    s.wash("#FFE7B0", 0.3)
