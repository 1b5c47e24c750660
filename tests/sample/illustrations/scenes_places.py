"""Places where people meet."""

from __future__ import annotations

from . import buildings as b
from . import cast, furniture, poses, wares
from . import landscape as land
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, PLUM, RED, TEAL, deeper
from .scene import Scene
from .svg import blob, circle, ellipse, group, line, polygon, rect


@plate("place-1", "L", 560)
def womens_home(s: Scene) -> None:
    """The door of a women's home."""
    sky, low, _, leaf, _ = at.SEASONS["spring"]
    land.sky(s, sky, low, 0.6)
    land.cloud(s, 0.16, 0.12, 300)
    for k, x in enumerate((0.05, 0.95)):
        s.put(b.flats(110, 7, "#E4D2BF", k), x * 1600, 720, scale=0.8)
    s.put(house_front(), 800, 760)
    for x in (150, 1460):
        s.put(land.round_tree(130, leaf, x), x, 790, shadow=40)
    at.pavement(s, 0.7, "#DCCDB8")
    for x in (430, 1170):
        s.put(furniture.potted(40), x, 810)
    s.put(furniture.bench(60), 280, 880, shadow=60)
    at.seated(s, cast.elder_woman(0), 240, 880, poses.SIT_TALK)
    s.person(cast.volunteer(3), 640, 930, poses.reach(poses.STAND, near=(-8, -46), far=(20, -74)))
    s.person(cast.woman(0), 970, 950, poses.reach(poses.WALK, near=(-4, -46)), left=True)
    s.person(cast.child(0), 1080, 960, poses.WALK, left=True)
    s.person(cast.volunteer(8), 1320, 930, poses.reach(poses.STAND, near=(12, -54), far=(15, -54)), left=True)
    s.put(wares.books(2, 1), 1242, 640)
    s.put(land.flowers(16, 70, 4), 1520, 1040)
    at.foliage(s, "left", "#4F7350", 8)
    s.wash("#FFF1C9", 0.3)


def house_front() -> str:
    """A low public building with a sign, big windows and a plum door frame."""
    heart = group(blob([(0, 7), (-9, -2), (-5, -9), (0, -6), (5, -9), (9, -2)], "#F1CE7D"), scale=0.8, move=(-52, -96))
    sign = (
        rect(-66, -108, 132, 22, PLUM, 2)
        + heart
        + "".join(rect(-36 + k * 17, -101, 11, 9, "#F6DFA4", 1.4) for k in range(6))
    )
    wall = rect(-100, -112, 200, 112, "#F2E3CE") + b.brickwork("M-100 -16h200v16h-200Z", "#C98F74")
    doors = (
        rect(-20, -62, 40, 62, PLUM, 1)
        + rect(-17, -58, 16, 58, "#BFD3D2")
        + rect(1, -58, 16, 58, "#BFD3D2")
        + polygon([(-17, -58), (-6, -58), (-17, -30)], "#FFFDFA", opacity=0.5)
    )
    windows = "".join(b.lattice(x, -66, 40, 34, "#8A5A3A", "#CFE0DC") for x in (-82, 42))
    return (
        wall
        + b.tiles(-108, 108, -136, -110, 8)
        + sign
        + doors
        + windows
        + rect(-30, -3, 60, 4, "#B9AD9C")
        + rect(24, -50, 7, 34, "#F4E8D8", 0.6)
        + rect(26, -46, 3, 24, PLUM, 0.6)
    )


@plate("place-2", "W", 460)
def town_square(s: Scene) -> None:
    """A community square in the early evening."""
    at.square(s, "dusk", 0.54, 4)
    for x in (130, 1470):
        s.put(st.lamp_post(150), x, 760)
    s.put(
        ellipse(0, 0, 60, 9, deeper("#8FB9BF", 0.1))
        + ellipse(0, -3, 60, 9, "#D9CBBB")
        + ellipse(0, -4, 54, 7.6, "#8FB9BF")
        + line([(0, -4), (0, -30)], "#DDF0F0", 2)
        + "".join(group(line([(0, -28), (0, -46)], "#DDF0F0", 1), turn=a, move=(0, 4)) for a in (-24, -12, 12, 24)),
        800,
        640,
    )
    for k, x in enumerate((330, 500, 670)):
        s.person(
            (cast.woman(3), cast.volunteer(4), cast.elder_woman(1))[k],
            x,
            800 + k % 2 * 24,
            poses.reach(poses.WALK, near=(-14, -80), far=(16, -80)),
        )
    s.put(furniture.bench(64), 1190, 780, shadow=60)
    at.seated(s, cast.elder_man(1), 1130, 780, poses.SIT_TALK)
    at.seated(s, cast.elder_man(2), 1260, 780, poses.SIT_TALK, left=True)
    s.person(cast.woman(0), 980, 850, poses.WALK)
    s.person(cast.child(4), 1070, 860, poses.WALK)
    s.person(cast.child(1), 160, 860, poses.reach(poses.WALK, far=(18, -70)))
    s.person(cast.volunteer(7), 1420, 860, poses.reach(poses.WALK), left=True)
    at.foliage(s, "left", "#4F7350", 9)
    s.wash("#FFC98A", 0.34)


@plate("place-3", "L", 520)
def culture_yard(s: Scene) -> None:
    """A village culture yard with a storyteller."""
    at.yard(s, "autumn", 0.58, "#E6D3B4")
    for k in range(5):
        s.put(b.lantern(0, 0, 0.9), 370 + k * 190, 330 + abs(k - 2) * -14)
    s.add(rect(360, 720, 760, 70, "#A9744A"), polygon([(360, 720), (1120, 720), (1160, 690), (320, 690)], "#D9A873"))
    at.seated(
        s, cast.elder_man(1), 620, 730, poses.reach(poses.SIT, near=(11, -42), far=(16, -58)), on=furniture.chair()
    )
    s.put(lute(), 695, 560)
    s.person(
        cast.woman(3).wearing(top="#A3195B", pattern="", kind="padded"),
        860,
        735,
        poses.reach(poses.STAND, near=(-6, -50), far=(20, -72)),
        left=True,
    )
    s.put(drum(), 990, 725)
    for k, (who, x) in enumerate(
        (
            (cast.elder_woman(1), 180),
            (cast.volunteer(2), 430),
            (cast.child(0), 640),
            (cast.woman(2), 830),
            (cast.elder_man(0), 1060),
            (cast.volunteer(4), 1290),
        )
    ):
        at.seated(s, who, x, 1000 + k % 2 * 24, poses.SIT_BACK, on=furniture.stool(24), scale=1.12)
    s.put(furniture.potted(48), 1530, 900)
    at.foliage(s, "left", "#9A6A35", 7)
    s.wash("#FFE3A8", 0.34)


def lute() -> str:
    """A small stringed instrument."""
    return group(
        line([(0, 0), (0, -34)], "#5A3A2A", 1.8)
        + ellipse(0, 4, 6, 7, "#A9744A")
        + circle(0, 3, 1.6, "#5A3A2A")
        + line([(-3, -31), (3, -31)], "#3A2A30", 1)
        + line([(-3, -28), (3, -28)], "#3A2A30", 1),
        turn=28,
    )


def drum() -> str:
    """A drum on a stand."""
    return (
        line([(-7, -16), (-10, 0)], "#74492F", 1.6)
        + line([(7, -16), (10, 0)], "#74492F", 1.6)
        + rect(-10, -28, 20, 13, RED, 3)
        + ellipse(0, -28, 10, 3, "#F4E8D8")
        + "".join(circle(-8 + k * 4, -24, 0.8, AMBER) for k in range(5))
    )


def old_lane_background(s: Scene) -> None:
    """What is painted first for: an old lane after rain."""
    land.sky(s, "#BFD3DA", "#F6E9D6", 0.7)
    land.sun(s, 0.52, 0.2, 60)
    land.hills(s, 0.6, 0.16, "#B3BFB6", 4)
    s.put(b.far_village(4, 4), 380, 960, scale=0.4)
    for side in (0, 1):
        for k in range(4):
            depth = 3 - k
            x = 120 + depth * 120 if side == 0 else 1080 - depth * 120
            y, scale = 1340 - depth * 118, 1.02 - depth * 0.2
            tone = ("#E2D0B4", "#D6C2A6", "#E6D8C2", "#CDBBA4")[(k + side) % 4]
            house = (
                rect(-60, -120, 120, 120, tone)
                + b.brickwork("M-60 -26h120v26h-120Z", "#B98F74")
                + b.lattice(-42, -84, 30, 30)
                + b.door(26 if side == 0 else -26, 24, 56, "#7E3A30")
                + b.tiles(-72, 72, -158, -118, 12)
            )
            s.put(house, x - (150 if side == 0 else -150) * scale, y, scale=scale)
    s.add(polygon([(480, 960), (720, 960), (1260, 1610), (-60, 1610)], "#C9B69C"))


@plate("place-4", "P", 760)
def old_lane(s: Scene) -> None:
    """An old lane after rain."""
    old_lane_background(s)
    for k in range(13):
        y = 970 + k * k * 3.9
        half = 120 + (y - 960) * 0.82
        s.add(line([(600 - half, y), (600 + half, y)], "#AD987E", 3.5))
        for j in range(-3, 4):
            s.add(
                line(
                    [
                        (600 + j * half / 3.4 + (k % 2) * half / 7, y),
                        (600 + j * half / 3.2 + (k % 2) * half / 7, y + 8 * k),
                    ],
                    "#AD987E",
                    3,
                )
            )
    s.add(line([(170, 386), (1040, 386)], "#5A4A48", 4), line([(300, 564), (900, 564)], "#5A4A48", 3))
    for x, y, size in ((300, 560, 0.9), (900, 560, 0.9), (170, 380, 1.2), (1040, 380, 1.2)):
        s.put(b.lantern(0, 0, size), x, y)
    s.put(furniture.potted(36, pot=TEAL), 170, 1440)
    s.put(furniture.potted(30), 1060, 1420)
    s.person(cast.child(3), 870, 1150, poses.BACK, scale=0.52)
    s.person(cast.woman(0), 790, 1140, poses.BACK, scale=0.5)
    s.person(cast.volunteer(9), 400, 1470, poses.reach(poses.WALK, near=(-6, -46), far=(12, -52)))
    s.person(cast.elder_woman(0), 610, 1480, poses.reach(poses.WALK, near=(-8, -48), far=(12, -44)))
    s.wash("#FFE9BE", 0.34)
