"""Planting trees and flowers."""

from __future__ import annotations

from . import cast, food, poses, wares
from . import landscape as land
from . import settings as at
from .anatomy import Pose
from .catalogue import plate
from .palette import deeper
from .scene import Scene
from .svg import blob, ellipse, rect, shape, smooth, stroked

DIG = poses.reach(poses.STAND, near=(13, -50), far=(17, -40), lean=16, tilt=6)


def mound() -> str:
    """Earth heaped around a young tree."""
    return blob([(-14, 1), (-8, -5), (0, -7), (8, -5), (14, 1), (0, 3)], "#8A6248") + stroked(
        "M-8 -3q4 -2 8 -1", "#B08A66", 0.9
    )


@plate("plant-1", "W", 540)
def hillside(s: Scene) -> None:
    """Planting trees on a hillside."""
    sky, low, _, _, _ = at.SEASONS["spring"]
    land.sky(s, sky, low, 0.7)
    land.sun(s, 0.14, 0.18, 48)
    land.cloud(s, 0.62, 0.14, 420)
    land.hills(s, 0.56, 0.34, "#B9CBC2", 3)
    land.hills(s, 0.6, 0.26, "#9DB79C", 8, 6)
    slope = smooth([(-20, 430), (420, 500), (900, 470), (1620, 590)], closed=False) + "L1620 920L-20 920Z"
    s.add(shape(slope, "#B9B27A"))
    for k in range(16):
        s.put(land.pine(80 + k % 3 * 12), 60 + k * 104, 500 + (k * 37 % 60), scale=0.42)
    front = smooth([(-20, 640), (500, 560), (1000, 640), (1620, 540)], closed=False) + "L1620 920L-20 920Z"
    s.add(
        shape(front, "#A9955F"),
        *[stroked(f"M{k * 120 - 40} {700 + k % 3 * 60}q60 -16 130 -4", "#8F7C4C", 4, opacity=0.5) for k in range(14)],
    )
    for x, y in ((150, 660), (560, 620), (960, 660), (1340, 620)):
        s.put(wares.sapling(36), x, y, scale=0.9)
    s.person(cast.volunteer(7), 300, 800, DIG)
    s.put(wares.spade(50), 375, 812, turn=8)
    s.person(cast.volunteer(2), 640, 830, poses.reach(poses.KNEEL, near=(18, -24), far=(22, -16)))
    s.put(mound(), 760, 834)
    s.put(wares.sapling(58), 760, 826)
    s.person(
        cast.volunteer_man(0), 920, 815, poses.reach(poses.STAND, near=(16, -54), far=(22, -48), lean=8), left=True
    )
    s.person(cast.volunteer(9), 1180, 830, poses.reach(poses.CARRY, near=(6, -44), far=(13, -45)))
    s.put(wares.bucket(), 1228, 835)
    s.person(cast.child(3), 1400, 850, poses.reach(poses.STAND, near=(9, -60), far=(12, -66)), left=True)
    s.put(wares.sapling(46), 1356, 840)
    s.put(land.grass(0), 80, 880)
    at.foliage(s, "right", "#4F7350", 8)
    s.wash("#FFF1C9", 0.3)


@plate("plant-2", "P", 860)
def watering(s: Scene) -> None:
    """Watering a young tree."""
    at.village(s, "spring", 0.58, 6)
    s.add(rect(0, 1180, 1200, 430, "#A9B272"), ellipse(600, 1190, 900, 60, "#A9B272"))
    s.put(mound(), 820, 1440, scale=1.6)
    s.put(wares.sapling(74, "#86B060"), 820, 1420, scale=1.1)
    s.person(cast.volunteer(7), 330, 1500, poses.reach(poses.STAND, near=(16, -54), far=(22, -50), lean=8, tilt=6))
    s.put(wares.watering_can(), 560, 1095, turn=14, scale=1.25)
    s.put(wares.drops(), 735, 1060, scale=1.2, turn=-16)
    s.person(cast.child(2), 1020, 1480, poses.reach(poses.SQUAT, near=(16, -18), far=(19, -24)), left=True, scale=1.1)
    s.put(land.flowers(18, 70, 4), 180, 1585)
    s.put(land.flowers(14, 60, 9), 1040, 1590)
    s.put(land.grass(0), 640, 1570, scale=1.3)
    at.foliage(s, "topright", "#4F7350", 9)
    s.wash("#FFF4C9", 0.32)


@plate("plant-3", "L", 600)
def garden(s: Scene) -> None:
    """Digging and planting the community garden."""
    at.square(s, "spring", 0.5, 4)
    s.add(ellipse(800, 960, 900, 210, "#7C5A45"), ellipse(800, 950, 880, 195, "#93694F"))
    for k in range(5):
        s.add(
            stroked(
                f"M{60 + k * 50} {850 + k * 44}Q800 {800 + k * 46} {1540 - k * 40} {850 + k * 44}",
                "#7C5640",
                8,
                opacity=0.7,
            )
        )
    for x, y, n in ((420, 845, 3), (700, 830, 5), (980, 835, 7), (1230, 850, 9)):
        s.put(land.flowers(16, 40, n), x, y)
    s.person(cast.volunteer(4), 300, 930, DIG)
    s.put(wares.spade(52), 396, 950, turn=6)
    s.person(cast.volunteer(0), 620, 985, poses.SQUAT)
    s.put(land.flowers(7, 14, 12), 735, 990)
    s.person(cast.volunteer(6), 1040, 975, poses.KNEEL, left=True)
    s.put(land.flowers(7, 14, 15), 905, 985)
    s.person(cast.elder_man(3), 1330, 930, poses.reach(poses.STAND, near=(10, -50), far=(14, -46)), left=True)
    s.put(wares.watering_can(), 1240, 700, left=True)
    s.put(food.basket(), 1490, 1000, scale=1.3, shadow=20)
    s.put(land.flowers(9, 16, 18), 1490, 930)
    s.wash("#FFF4CF", 0.28)


@plate("plant-4", "L", 600)
def willows(s: Scene) -> None:
    """Planting willows on the river bank."""
    at.riverside(s, "spring", 0.44, 0.62)
    s.put(land.willow(190, "#A3B765", 5), 1440, 760, scale=1.05, shadow=50)
    pole = Pose(hip=(0, -47), near_hand=(13, -52), far_hand=(16, -62), lean=4)
    s.person(cast.volunteer(2), 430, 930, pole)
    s.put(mound(), 545, 945, scale=1.1)
    s.put(wares.sapling(92, "#A3B765"), 545, 935)
    s.person(cast.volunteer(5), 700, 945, poses.reach(DIG, near=(15, -40), far=(19, -32)), left=True)
    s.put(wares.spade(48), 600, 985, left=True, turn=-12)
    s.person(cast.volunteer(8), 1010, 960, poses.reach(poses.WALK, near=(9, -46), far=(14, -44)))
    s.put(wares.bucket("#C4606A"), 1080, 980)
    s.person(cast.man(0), 190, 900, poses.reach(poses.BEND, near=(20, -28), far=(24, -28)))
    s.put(wares.sapling(44), 320, 930)
    for x, n in ((120, 3), (880, 6), (1290, 8)):
        s.put(land.flowers(10, 46, n, ("#E0AC4A", "#FBF7F3", "#F4D58A")), x, 1050)
    s.put(land.grass(0, deeper("#93A765", 0.1)), 660, 1050)
    at.foliage(s, "right", "#4F7350", 8)
    s.wash("#FFF1C9", 0.28)
