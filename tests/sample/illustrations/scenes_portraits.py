"""Fourteen portraits of women volunteers, half length."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import backdrops, food, poses, wares
from .anatomy import ELDER, SOFT_WOMAN, WOMAN, Build, Pose
from .catalogue import plate
from .clothes import Outfit
from .figures import Person
from .hair import Hair
from .heads import Face
from .palette import AMBER, CREAM, PLUM
from .scene import Scene
from .svg import group, line, rect

Backdrop = Callable[[Scene], None]
CALM = poses.reach(poses.STAND, near=(-5, -44), far=(8, -45))
FRONT = poses.reach(poses.FRONT, near=(-8.8, -43.6), far=(8.8, -43.6))
HOLD = poses.reach(poses.STAND, near=(9, -55), far=(15, -56))


@dataclass(frozen=True)
class Sitter:
    """One woman, her pose, what she holds and what is behind her."""

    who: Person
    pose: Pose
    behind: Backdrop
    left: bool = False
    thing: str = ""
    thing_at: tuple[float, float] = (14, -58)
    light: str = "#FFF1C9"


def sitter(style: Hair, face: Face, outfit: Outfit, build: Build = WOMAN) -> Person:
    """A woman from her parts."""
    return Person(build, face, style, outfit)


DARK, BROWN, CHESTNUT, GREY, SILVER = "#2B1D20", "#3D2826", "#5A3529", "#857C80", "#D3CCC8"
VEST = Outfit(vest=True)

SITTERS: tuple[Sitter, ...] = (
    Sitter(
        sitter(Hair("bob", DARK, "part"), Face("#F4CBA8", age=36), Outfit(top="#F4E8D8", vest=True)),
        HOLD,
        backdrops.library,
        thing=wares.open_book(PLUM, 17),
        thing_at=(13, -58),
    ),
    Sitter(
        sitter(
            Hair("low bun", SILVER, "swept"),
            Face("#E4AC84", "glad", "smile", 71, "thin"),
            Outfit(top="#6E7F8E", vest=True, neck="#E9B7B4", kind="padded"),
            ELDER,
        ),
        CALM,
        backdrops.courtyard,
        left=True,
    ),
    Sitter(
        sitter(
            Hair("ponytail", BROWN, "bangs", cap=PLUM),
            Face("#EDBC96", mouth="open", age=24),
            Outfit(top="#FFFDFA", vest=True, sleeve="short"),
        ),
        CALM,
        backdrops.riverside,
    ),
    Sitter(
        sitter(
            Hair("low bun", DARK, "part"),
            Face("#F7D6BA", age=44, glasses="thin"),
            Outfit(top="#FBFAF5", kind="coat", collar="#8FBAB6"),
        ),
        poses.reach(HOLD, near=(7, -56), far=(9, -57)),
        backdrops.clinic,
        left=True,
        thing=group(
            rect(-6, -8, 12, 16, "#A9744A", 1)
            + rect(-5, -7, 10, 14, "#FFFDFA", 0.6)
            + "".join(rect(-3.6, -4 + k * 2.6, 7 - k % 2 * 2, 0.9, "#B7A79B") for k in range(4))
        ),
        thing_at=(8, -58),
    ),
    Sitter(
        sitter(
            Hair("perm", CHESTNUT, "part"),
            Face("#E4AC84", "dots", "open", 54),
            Outfit(top="#B9C7A0", vest=True),
            SOFT_WOMAN,
        ),
        FRONT,
        backdrops.garden,
    ),
    Sitter(
        sitter(
            Hair("braid", DARK, "part", scarf="#C4606A"),
            Face("#D99E77", "glad", "smile", 38),
            Outfit(top="#5C7693", pattern="flowers", pattern_colour="#F1D9C4", apron="#E6D2B5"),
            SOFT_WOMAN,
        ),
        HOLD,
        backdrops.orchard,
        thing=group(food.fruit_basket(), scale=0.85),
        thing_at=(12, -50),
    ),
    Sitter(
        sitter(
            Hair("short", DARK, "part"),
            Face("#EDBC96", age=47, glasses="square"),
            Outfit(top="#3C3A4E", kind="suit", collar="#FFFDFA", sash=""),
        ),
        CALM,
        backdrops.office,
        left=True,
    ),
    Sitter(
        sitter(
            Hair("long", DARK, "middle", flower=""),
            Face("#F4CBA8", age=27, lips="#C4505A"),
            Outfit(top="#E9B7B4", vest=True),
        ),
        FRONT,
        backdrops.evening,
        light="#FFD9A0",
    ),
    Sitter(
        sitter(
            Hair("high bun", CHESTNUT, "bangs", flower=AMBER),
            Face("#F7D6BA", "dots", "smile", 31, "round"),
            Outfit(top="#D9B25A", apron="#7C1146", sleeve="short"),
        ),
        HOLD,
        backdrops.workshop,
        thing=wares.vase("#6FA3A6", 17),
        thing_at=(12, -51),
    ),
    Sitter(
        sitter(
            Hair("short", GREY, "swept"),
            Face("#E4AC84", "glad", "open", 64),
            Outfit(top="#C9564A", vest=True, kind="jacket", collar=CREAM),
            SOFT_WOMAN,
        ),
        CALM,
        backdrops.hillside,
        left=True,
    ),
    Sitter(
        sitter(
            Hair("lob", CHESTNUT, "bangs"),
            Face("#EDBC96", age=33, mouth="open"),
            Outfit(top="#6FA8A0", pattern="stripes", pattern_colour="#F4E8D8", neck=""),
        ),
        HOLD,
        backdrops.stage,
        thing=wares.yarn(PLUM) + line([(-9, -12), (6, 2)], "#C99A6B", 1) + line([(9, -12), (-6, 2)], "#C99A6B", 1),
        thing_at=(13, -57),
    ),
    Sitter(
        sitter(
            Hair("perm", SILVER, "part"),
            Face("#EDBC96", "glad", "smile", 74),
            Outfit(top="#8E4A6E", pattern="flowers", pattern_colour="#F0CFC9", kind="padded", apron=""),
            ELDER,
        ),
        HOLD,
        backdrops.kitchen,
        thing=group(food.dumplings(6), scale=0.62),
        thing_at=(14, -58),
    ),
    Sitter(
        sitter(
            Hair("ponytail", DARK, "swept"),
            Face("#D99E77", age=41),
            Outfit(top="#E0AC4A", vest=True, neck="#3F7F82"),
            SOFT_WOMAN,
        ),
        CALM,
        backdrops.village,
        left=True,
    ),
    Sitter(
        sitter(
            Hair("bob", BROWN, "bangs", scarf=""),
            Face("#F4CBA8", "dots", "smile", 58, "round"),
            Outfit(top="#5E6E8A", vest=True, neck="#F1E3CF", kind="coat"),
        ),
        FRONT,
        backdrops.snowy,
        light="#FFFDFA",
    ),
)


def painter(model: Sitter) -> Callable[[Scene], None]:
    """The painting of one portrait."""

    def paint(scene: Scene) -> None:
        scene.size = 1800
        model.behind(scene)
        scene.size = 2320
        spot = scene.person(
            model.who, 600 + (30 if model.left else -30), 2540, model.pose, left=model.left, shadow=False
        )
        if model.thing:
            x, y = spot.at(model.thing_at)
            scene.add(group(model.thing, move=(x, y), scale=spot.scale, flip=model.left))
        scene.wash(model.light, 0.26)

    return paint


for number, model in enumerate(SITTERS, start=1):
    plate(f"portrait-{number}", "P", 2320)(painter(model))
