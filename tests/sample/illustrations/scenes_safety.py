"""Keeping safe: water, fire and fraud."""

from __future__ import annotations

from . import cast, furniture, poses, wares
from . import landscape as land
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, PLUM, RED, TEAL
from .scene import Scene
from .svg import circle, ellipse, group, line, polygon, rect, stroked


@plate("safety-1", "L", 620)
def water(s: Scene) -> None:
    """Warning children about the water."""
    at.riverside(s, "summer", 0.4, 0.62)
    s.put(land.willow(180, "#7FA05A", 9), 1500, 740, shadow=40)
    s.put(st.railing(260), -20, 720)
    s.put(
        line([(0, 0), (0, -84)], "#8C8690", 2.6)
        + rect(-20, -90, 40, 34, "#F4EDE2", 2)
        + circle(0, -73, 12, "none", stroke=RED, stroke_width=3)
        + stroked("M-8 -70q4 -4 8 0t8 0M-3 -78l6 3", "#4E8F9A", 1.8)
        + line([(-8, -81), (8, -65)], RED, 2.6),
        250,
        800,
    )
    s.person(cast.volunteer(2), 560, 930, poses.reach(poses.STAND, near=(11, -56), far=(24, -70)))
    s.put(st.hoop(), 640, 600, scale=1.15)
    s.person(cast.volunteer(5), 1330, 960, poses.reach(poses.STAND, near=(10, -50), far=(16, -44), lean=6), left=True)
    for k, (x, y) in enumerate(((800, 960), (940, 920), (1080, 975), (1190, 920))):
        s.person(
            cast.child((1, 4, 5, 2)[k]),
            x,
            y,
            poses.reach(poses.STAND, far=(14, -84 if k == 1 else -50)),
            left=True,
            scale=1.05,
        )
    for x in (90, 700, 1460):
        s.put(land.grass(0), x, 1050, scale=1.2)
    at.foliage(s, "left", "#4F7350", 9)
    s.wash("#FFF4C9", 0.28)


@plate("safety-2", "L", 620)
def fire(s: Scene) -> None:
    """A fire drill in front of the flats."""
    at.square(s, "winter", 0.54, 2)
    s.put(
        ellipse(0, -1, 15, 3, "#5C5A66")
        + polygon([(-13, -12), (13, -12), (10, 0), (-10, 0)], "#7B7480")
        + group(wares.plume("#E0813F"), move=(0, -10), scale=1.5),
        1130,
        960,
        shadow=30,
    )
    s.person(cast.volunteer(7), 640, 960, poses.reach(poses.STAND, near=(10, -44), far=(24, -46), lean=6))
    s.put(st.extinguisher(), 700, 760, scale=1.1, turn=8)
    for k in range(9):
        s.add(circle(830 + k * 28, 690 + k * 16, 20 + k * 6, "#FFFDFA", opacity=0.6 - k * 0.035))
    s.person(
        cast.man(2).wearing(top="#D9812F", bottom="#37404F", kind="jacket"),
        420,
        950,
        poses.reach(poses.STAND, far=(22, -62)),
    )
    for k, (who, x) in enumerate(((cast.woman(3), 1330), (cast.woman(6), 1450), (cast.elder_woman(3), 1545))):
        s.person(who, x, 880 + k * 30, poses.reach(poses.STAND, near=(8, -54), far=(10, -52)), left=True)
    s.person(cast.woman(4), 110, 930, poses.reach(poses.STAND, near=(8, -52)))
    s.person(cast.child(5), 240, 960, poses.STAND)
    s.put(st.extinguisher(), 330, 1010, shadow=10)
    s.wash("#FFF4D6", 0.26)


@plate("safety-3", "L", 640)
def fraud(s: Scene) -> None:
    """Explaining telephone fraud to the old."""
    at.yard(s, "spring", 0.56, tree="left")
    s.put(st.board(52, 84, accent=RED, mark="shield"), 360, 900, scale=1.05)
    s.person(cast.volunteer(6), 580, 960, poses.reach(poses.STAND, near=(-19, -62), far=(20, -66)))
    s.put(wares.phone(), 722, 530, scale=1.3, turn=10)
    s.put(
        group(circle(0, 0, 8, "none", stroke=RED, stroke_width=2) + line([(-5.4, -5.4), (5.4, 5.4)], RED, 2)), 722, 420
    )
    for k, (who, x, y) in enumerate(
        ((cast.elder_woman(1), 960, 930), (cast.elder_man(1), 1170, 915), (cast.elder_woman(3), 1390, 930))
    ):
        at.seated(
            s,
            who,
            x,
            y,
            poses.reach(poses.SIT, near=(12, -33), far=(17, -46 if k == 1 else -34)),
            left=True,
            on=furniture.stool(24),
        )
    at.seated(
        s,
        cast.elder_man(0),
        1080,
        1040,
        poses.reach(poses.SIT, near=(14, -42), far=(17, -43), tilt=6),
        left=True,
        on=furniture.stool(24),
    )
    s.put(wares.phone(screen="#F3DDAE"), 968, 745, scale=0.9)
    at.seated(s, cast.elder_woman(0), 1310, 1050, poses.SIT, left=True, on=furniture.chair())
    s.person(cast.volunteer(9), 160, 1000, poses.reach(poses.STAND, near=(11, -54), far=(15, -54)))
    s.put(wares.sheet(accent=TEAL), 250, 655)
    s.put(land.flowers(12, 50, 7, (AMBER, PLUM, "#FBF7F3")), 720, 1050)
    at.foliage(s, "right", "#4F7350", 8)
    s.wash("#FFF1C9", 0.28)
