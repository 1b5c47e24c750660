"""Crafts of the hand."""

from __future__ import annotations

from . import cast, food, furniture, poses, wares
from . import interiors as i
from .catalogue import plate
from .palette import AMBER, PLUM, TEAL
from .scene import Scene
from .svg import group, line, polygon, rect, stroked


@plate("jobs-5", "S", 840)
def weaving(s: Scene) -> None:
    """Knitting and weaving at a craft table."""
    i.room(s, "#E6D6C3", "#B38B66", 0.6)
    i.window(s, 0.64, 0.07, 0.26, 0.28, "day", "#D98BAB")
    s.put(loom(), 330, 920, scale=1.05)
    s.person(cast.volunteer(9), 400, 1290, poses.reach(poses.STAND, near=(14, -50), far=(20, -52), tilt=7))
    s.person(cast.woman(7).feeling("down"), 770, 1250, poses.reach(poses.FRONT, near=(-6, -54), far=(6, -54)))
    s.person(
        cast.elder_woman(2), 1130, 1300, poses.reach(poses.STAND, near=(14, -54), far=(20, -54), tilt=8), left=True
    )
    s.add(
        rect(-20, 960, 1520, 60, "#D9A873"),
        rect(-20, 1010, 1520, 500, "#A9744A"),
        polygon([(-20, 920), (1500, 920), (1500, 966), (-20, 966)], "#E6BD8C"),
    )
    s.put(knitting(), 770, 870, scale=1.2)
    for x, y, c in (
        (250, 950, PLUM),
        (330, 968, AMBER),
        (620, 960, TEAL),
        (940, 965, "#E9B7B4"),
        (1010, 948, PLUM),
        (1390, 960, "#7FA069"),
    ):
        s.put(wares.yarn(c), x, y, scale=1.35)
    s.put(food.basket(), 1290, 962, scale=1.2)
    s.put(furniture.potted(26), 110, 950)
    s.add(
        rect(500, 1130, 480, 380, PLUM, 6),
        *[rect(500, 1170 + k * 62, 480, 16, ("#F1CE7D", "#E9B7B4")[k % 2], opacity=0.85) for k in range(5)],
    )
    s.add(
        *[
            polygon([(540 + k * 80, 1220), (570 + k * 80, 1250), (540 + k * 80, 1280), (510 + k * 80, 1250)], "#F4E8D8")
            for k in range(6)
        ]
    )
    s.wash("#FFE9C9", 0.26)


def knitting() -> str:
    """A strip of knitting on two needles."""
    return (
        rect(-9, -2, 18, 16, "#D9737F", 1.4)
        + "".join(stroked(f"M-8 {y}q2 2 4 0t4 0t4 0t4 0", "#F3D7C4", 0.8) for y in (2, 6, 10))
        + line([(-14, 2), (10, -5)], "#E6BD8C", 1.1)
        + line([(14, 2), (-10, -5)], "#C99A6B", 1.1)
    )


def loom() -> str:
    """A wooden loom with a half-woven cloth."""
    beams = (
        "".join(rect(x, -92, 4, 92, "#8A5A3A", 1) for x in (-38, 34))
        + rect(-42, -94, 84, 5, "#A9744A", 1)
        + rect(-42, -34, 84, 5, "#A9744A", 1)
    )
    warp = "".join(line([(-30 + k * 3, -89), (-30 + k * 3, -34)], "#F4E8D8", 0.5) for k in range(21))
    cloth = rect(-31, -60, 62, 26, "#A3195B") + "".join(rect(-31, -57 + k * 7, 62, 2, "#F1CE7D") for k in range(4))
    return warp + cloth + group(rect(-34, -64, 68, 4, "#C99A6B", 1)) + beams
