"""Feasts: the Double Ninth and Women's Day."""

from __future__ import annotations

from . import buildings as b
from . import cast, food, furniture, poses
from . import interiors as i
from . import landscape as land
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, PLUM, RED, TEAL
from .scene import Scene
from .svg import ellipse, group, line, polygon, rect


def elders_feast_background(s: Scene) -> None:
    """What is painted first for: a feast for the old at the Double Ninth."""
    at.yard(s, "autumn", 0.52)
    s.put(b.bunting((-130, 130, -126), 9, (RED, AMBER, PLUM)), 800, 800)
    for x in (90, 1530):
        s.put(land.flowers(16, 34, x, ("#E0AC4A", "#E8C25A", "#FBF7F3")), x, 830, scale=1.3)
    at.seated(
        s,
        cast.elder_woman(0),
        620,
        830,
        poses.reach(poses.SIT_FRONT, near=(-8, -36), far=(8, -36)),
        on=furniture.chair_back(),
    )
    at.seated(
        s,
        cast.elder_man(0),
        830,
        820,
        poses.reach(poses.SIT_FRONT, near=(-8, -36), far=(8, -36)),
        on=furniture.chair_back(),
    )
    at.seated(
        s,
        cast.elder_woman(1),
        1030,
        830,
        poses.reach(poses.SIT_FRONT, near=(-8, -36), far=(8, -36)),
        on=furniture.chair_back(),
    )


@plate("festival-5", "L", 600)
def elders_feast(s: Scene) -> None:
    """A feast for the old at the Double Ninth."""
    elders_feast_background(s)
    at.seated(
        s, cast.elder_man(1), 380, 930, poses.reach(poses.SIT, near=(17, -42), far=(21, -43)), on=furniture.chair()
    )
    at.seated(
        s,
        cast.elder_woman(4),
        1260,
        930,
        poses.reach(poses.SIT, near=(17, -42), far=(21, -43)),
        left=True,
        on=furniture.chair(),
    )
    s.put(furniture.round_table(128, 38, "#8E3B34"), 820, 1000)
    for x, y, c in (
        (620, 775, "#C98A45"),
        (760, 800, "#7FA069"),
        (890, 770, "#C4606A"),
        (1010, 795, "#E0AC4A"),
        (820, 745, "#D9652F"),
    ):
        s.put(food.dish(c), x, y)
    s.put(cake(), 700, 755)
    s.put(food.teapot(), 960, 760, scale=0.9)
    s.person(cast.volunteer(2), 170, 985, poses.reach(poses.WALK, near=(13, -56), far=(17, -57)))
    s.put(food.dish("#D9652F", 9), 268, 650)
    s.person(cast.volunteer(9), 1460, 990, poses.reach(poses.STAND, near=(14, -54), far=(20, -54)), left=True)
    s.put(food.teapot(TEAL), 1345, 665)
    s.wash("#FFE3A8", 0.32)


def cake() -> str:
    """A tiered festival cake with a small flag."""
    return (
        rect(-7, -7, 14, 7, "#F1D9A6", 1)
        + rect(-5, -12, 10, 5, "#E9B7B4", 1)
        + line([(0, -12), (0, -21)], "#8A5A3A", 0.6)
        + polygon([(0, -21), (7, -18.6), (0, -16)], PLUM)
    )


def womens_day_background(s: Scene) -> None:
    """What is painted first for: a Women's Day gathering with songs and dances."""
    i.room(s, "#E9C6CE", "#B97F6A", 0.62, planks=True)
    s.add(
        rect(0, 0, 1600, 40, PLUM),
        *[
            polygon([(x, 0), (x + 130, 0), (x + 108, 380), (x - 30 if x > 800 else x + 70, 560), (x, 560)], "#8E1A50")
            for x in (0,)
        ],
        polygon([(1600, 0), (1470, 0), (1492, 380), (1530, 560), (1600, 560)], "#8E1A50"),
    )
    s.put(st.banner(180, 18, PLUM), 800, 100)
    s.put(b.bunting((-140, 140, -60), 8), 800, 330)
    s.add(ellipse(800, 800, 720, 110, "#C98F74"))
    for k, x in enumerate((430, 640, 850, 1060)):
        who = (cast.woman(0), cast.woman(7), cast.woman(1), cast.woman(4))[k].wearing(
            top=("#C4303B", "#E0AC4A", "#C4303B", "#E0AC4A")[k],
            pattern="",
            kind="dress",
            skirt=("#C4303B", "#E0AC4A", "#C4303B", "#E0AC4A")[k],
        )
        spot = s.person(
            who.feeling("glad", "open"),
            x,
            820 - k % 2 * 20,
            poses.reach(poses.WALK, near=(-17, -84), far=(18, -88)),
            left=k > 1,
        )
        for p in ((-17, -84), (18, -88)):
            fx, fy = spot.at(p)
            s.add(
                group(
                    *[
                        group(polygon([(0, 0), (-26, -84), (26, -84)], ("#E9A5B4", "#F1CE7D")[k % 2]), turn=a)
                        for a in (-28, 0, 28)
                    ],
                    move=(fx, fy - 8),
                )
            )


@plate("festival-6", "W", 520)
def womens_day(s: Scene) -> None:
    """A Women's Day gathering with songs and dances."""
    womens_day_background(s)
    s.person(cast.volunteer(3), 180, 830, poses.CLAP)
    s.person(cast.volunteer(8), 1330, 830, poses.CLAP, left=True)
    s.person(cast.elder_woman(1), 1480, 850, poses.CLAP, left=True)
    for k, x in enumerate((90, 330, 560, 1100, 1350)):
        at.seated(
            s,
            (cast.elder_woman(0), cast.woman(2), cast.volunteer(4), cast.woman(5), cast.volunteer(1))[k],
            x,
            1010,
            poses.SIT_BACK,
            scale=1.0,
        )
    s.wash("#FFE3C9", 0.26)
