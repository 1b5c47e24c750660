"""The teams themselves."""

from __future__ import annotations

from . import cast, food, furniture, poses, wares
from . import interiors as i
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, TEAL
from .scene import Scene
from .svg import rect


@plate("team-1", "W", 540)
def banner_giving(s: Scene) -> None:
    """Handing over a team banner."""
    i.room(s, "#EFDDD2", "#B98A6A", 0.6, planks=True)
    s.add(rect(0, 0, 1600, 60, "#8E1A50"), *[rect(k * 100, 60, 56, 480, "#E6CFC3") for k in range(16)])
    s.put(st.banner(150, 14, "#8E1A50"), 800, 8)
    s.add(rect(0, 640, 1600, 30, "#9A6A4E"), rect(0, 560, 1600, 84, "#C99A78"))
    for x in (110, 1490):
        s.put(furniture.potted(54), x, 620)
    for k, x in enumerate((180, 330, 1230, 1390, 470, 1090)):
        s.person(cast.volunteer((2, 4, 7, 8, 9, 5)[k]), x, 690 + k % 2 * 16, poses.CLAP, left=x > 800, scale=0.9)
    s.person(cast.lawyer(0), 650, 830, poses.reach(poses.STAND, near=(15, -54), far=(20, -62)))
    s.person(cast.volunteer(0), 970, 840, poses.reach(poses.STAND, near=(20, -50), far=(23, -60)), left=True)
    s.add(rect(794, 640, 12, 150, "#B8862D"))
    s.put(wares.pennant(), 800, 700, scale=1.08)
    s.wash("#FFEBD0", 0.24)


@plate("team-2", "L", 620)
def setting_out(s: Scene) -> None:
    """Volunteers lined up, ready to set out."""
    at.street(s, "spring", 0.56, seed=4)
    for k, x in enumerate((330, 540, 750, 960, 1170)):
        s.person(
            cast.volunteer((8, 1, 6, 5, 7)[k]), x, 850, poses.reach(poses.STAND, near=(-7, -45)), left=True, scale=0.94
        )
    for k, x in enumerate((430, 660, 890, 1120, 1340)):
        who = cast.volunteer((2, 4, 0, 9, 3)[k])
        s.person(who, x, 960, poses.WALK if k == 4 else poses.STAND, left=True)
    s.person(
        cast.volunteer(3).feeling("dots", "open"), 180, 985, poses.reach(poses.STAND, near=(8, -62), far=(17, -88))
    )
    s.put(wares.pennant(), 1420, 985, scale=1.0)
    s.put(wares.bucket("#6FA3A6"), 1530, 1020, shadow=16)
    s.put(wares.bucket("#C4606A"), 760, 1030, shadow=16)
    at.foliage(s, "left", "#4F7350", 8)
    s.wash("#FFF1C9", 0.28)


@plate("team-3", "L", 620)
def training(s: Scene) -> None:
    """A training session for volunteers."""
    at.classroom(s, "#E9E0D2", 0.62, "#FFFDFA", 0.42)
    s.person(cast.lawyer(2), 560, 830, poses.reach(poses.STAND, near=(10, -54), far=(23, -80)))
    s.put(furniture.potted(56), 1520, 800)
    for k, x in enumerate((200, 620, 1040, 1440)):
        at.seated(s, cast.volunteer((1, 4, 8, 7)[k]), x, 960, poses.SIT_BACK, on=furniture.chair_back())
        s.put(furniture.table(52, 27, "#C99A6B"), x, 985)
    for k, x in enumerate((20, 410, 820, 1240)):
        at.seated(
            s,
            cast.volunteer((9, 6, 3, 2)[k]),
            x,
            1190,
            poses.reach(poses.SIT_BACK, far=(12, -94 if k == 2 else -25)),
            on=furniture.chair_back("#8A5A3A"),
            scale=1.12,
        )
    s.wash("#FFF4D6", 0.24)


def discussion_background(s: Scene) -> None:
    """What is painted first for: volunteers talking things over around a table."""
    i.room(s, "#E4DCCB", "#B98F6A", 0.54, "#B9C7B4")
    i.window(s, 0.1, 0.08, 0.26, 0.26, "day", "#E0AC4A")
    s.put(wares.pennant(), 830, 800, scale=0.62)
    i.frame(s, 0.66, 0.12, 0.2, 0.14, "faces")
    s.put(furniture.potted(60), 1400, 850)
    at.seated(
        s,
        cast.volunteer(6),
        560,
        1010,
        poses.reach(poses.SIT_FRONT, near=(-8, -33), far=(8, -33)),
        on=furniture.chair_back(),
    )
    at.seated(
        s,
        cast.volunteer(9),
        900,
        1000,
        poses.reach(poses.SIT_FRONT, near=(-8, -33), far=(8, -33)),
        on=furniture.chair_back(),
    )
    at.seated(
        s, cast.volunteer(4), 240, 1180, poses.reach(poses.SIT, near=(18, -43), far=(24, -52)), on=furniture.chair()
    )


@plate("team-4", "S", 800)
def discussion(s: Scene) -> None:
    """Volunteers talking things over around a table."""
    discussion_background(s)
    at.seated(
        s,
        cast.volunteer(1),
        1240,
        1180,
        poses.reach(poses.SIT, near=(20, -43), far=(24, -44)),
        left=True,
        on=furniture.chair(),
    )
    s.put(furniture.round_table(120, 38), 740, 1195)
    s.put(wares.sheet(), 640, 895, turn=70)
    s.put(wares.open_book(TEAL, 18), 840, 895)
    for x, y in ((500, 905), (980, 905), (740, 860)):
        s.put(food.cup(steam=True), x, y)
    s.put(food.dish(AMBER, 9), 740, 950)
    at.seated(
        s,
        cast.volunteer(7),
        480,
        1430,
        poses.reach(poses.SIT_BACK, near=(-10, -28), far=(11, -30)),
        on=furniture.chair_back(),
    )
    at.seated(
        s,
        cast.volunteer(8),
        1010,
        1430,
        poses.reach(poses.SIT_BACK, near=(-10, -28), far=(11, -30)),
        on=furniture.chair_back(),
    )
    s.wash("#FFF1C9", 0.28)
