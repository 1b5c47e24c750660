"""Keeping streets and rivers tidy."""

from __future__ import annotations

from . import buildings as b
from . import cast, poses, wares
from . import landscape as land
from . import settings as at
from . import street as st
from .catalogue import plate
from .palette import AMBER, PLUM, TEAL
from .scene import Scene
from .svg import blob, circle, ellipse, group, polygon, rect, stroked

SWEEP = poses.reach(poses.STAND, near=(14, -44), far=(18, -56), lean=9, tilt=5)


@plate("tidy-1", "L", 640)
def sweeping(s: Scene) -> None:
    """Sweeping a tree-lined street in autumn."""
    at.street(s, "autumn", 0.58, seed=3)
    for k in range(30):
        x, y = (k * 137) % 1580 + 10, 720 + (k * 83) % 320
        s.add(group(ellipse(0, 0, 15, 7, ("#D39A45", "#C9783A", "#E0B65A")[k % 3]), move=(x, y), turn=k * 47 % 180))
    for x, who, left in ((300, cast.volunteer(2), False), (1240, cast.volunteer(4), True)):
        s.person(who, x, 965, SWEEP, left=left)
        d = -1 if left else 1
        s.put(wares.broom(66), x + d * 150, 980, left=left, turn=-d * 14)
    s.person(cast.volunteer(0), 760, 990, poses.reach(poses.BEND, near=(18, -20), far=(22, -22)))
    s.put(dustpan(), 900, 992)
    s.put(wares.bin_("#3F7F82"), 1000, 900, scale=1.1, shadow=26)
    s.person(cast.elder_woman(1), 560, 830, poses.reach(poses.WALK, near=(-4, -46)), left=True, scale=0.86)
    s.person(cast.child(0), 480, 835, poses.WALK, left=True, scale=0.86)
    s.wash("#FFE3AE", 0.34)


def dustpan() -> str:
    """A dustpan with leaves."""
    return (
        polygon([(-2, -3), (14, -1), (13, 1), (-3, 1)], PLUM)
        + stroked("M-2 -2L-10 -14", PLUM, 1.8)
        + ellipse(5, -3, 4, 1.6, "#D39A45")
        + ellipse(10, -2.6, 3, 1.3, "#C9783A")
    )


@plate("tidy-2", "P", 900)
def slips(s: Scene) -> None:
    """Scraping stuck-on slips off a pole."""
    at.street(s, "spring", 0.64, seed=1)
    s.put(st.post_with_ads(185), 800, 1430, scale=1.0, shadow=30)
    s.person(cast.volunteer(6), 420, 1490, poses.reach(poses.STAND, near=(15, -62), far=(30, -78), tilt=-4))
    s.put(scraper(), 738, 765)
    s.put(wares.bucket(TEAL), 570, 1520, shadow=18)
    s.person(cast.volunteer(7), 1040, 1530, poses.reach(poses.STAND, near=(16, -52), far=(18, -60), lean=4), left=True)
    s.put(wares.sheet("#F7EFD8"), 880, 1010, turn=24)
    for k, (x, y) in enumerate(((690, 1490), (900, 1540), (740, 1560))):
        s.put(wares.sheet("#F7EFD8", "#C9B9A6"), x, y, turn=60 + k * 40, scale=0.7)
    s.wash("#FFF1C9", 0.28)


def scraper() -> str:
    """A hand scraper."""
    return polygon([(3, -3.4), (6, -3.4), (6, 3.4), (3, 3.4)], "#8C9098") + rect(-5, -1, 8, 2, "#C4303B", 1)


@plate("tidy-3", "W", 520)
def river_bank(s: Scene) -> None:
    """Picking up litter along the river."""
    at.riverside(s, "summer", 0.4, 0.6)
    s.put(land.willow(170, "#8FAE5F", 6), 110, 660, scale=1.05, shadow=40)
    for x, y in ((520, 540), (1330, 545)):
        s.put(reeds(), x, y)
    s.person(cast.volunteer(9), 470, 830, poses.reach(poses.BEND, near=(18, -34), far=(24, -36)))
    s.put(wares.tongs(), 588, 650, scale=1.25)
    s.put(wares.litter(), 690, 830)
    s.person(cast.volunteer(7), 880, 800, poses.reach(poses.STAND, near=(12, -48), far=(16, -48)))
    s.put(bag("#7FA3A0"), 955, 760)
    s.person(cast.volunteer_man(1), 1150, 830, poses.reach(poses.SQUAT, near=(17, -12)), left=True)
    s.put(wares.litter(), 1030, 830)
    s.person(cast.volunteer(8), 1420, 840, poses.reach(poses.WALK, near=(6, -44), far=(16, -46)), left=True)
    s.put(bag("#D9C27A"), 1335, 800)
    s.person(cast.child(1), 270, 860, poses.reach(poses.STAND, far=(20, -74)))
    for x in (60, 760, 1250, 1560):
        s.put(land.grass(0), x, 880, scale=1.3)
    at.foliage(s, "right", "#4F7350", 6)
    s.wash("#FFF4C9", 0.28)


def reeds() -> str:
    """Reeds at the water's edge."""
    return "".join(
        stroked(f"M{x} 0q{d} -18 {d * 2} -{34 + x % 3 * 6}", "#7F9A55", 1.2)
        + ellipse(x + d * 2, -36 - x % 3 * 6, 1.3, 5, "#8A5A3A")
        for x, d in ((-8, -1), (-3, 1), (2, -0.6), (7, 1.4), (12, 0.4))
    )


def bag(colour: str) -> str:
    """A rubbish bag hanging from its neck."""
    return blob(
        [(-2, -16), (2, -16), (4, -12), (10, -4), (8, 4), (0, 6), (-8, 4), (-10, -4), (-4, -12)], colour
    ) + stroked("M-3 -11q3 2 6 0M-4 -6l-2 7M3 -7l3 6", "#4C6A68", 0.7, opacity=0.6)


@plate("tidy-4", "L", 620)
def sorting(s: Scene) -> None:
    """Explaining how rubbish is sorted."""
    at.square(s, "summer", 0.52, 3)
    s.put(b.tiles(-95, 95, -84, -70, 8, PLUM), 1000, 850)
    s.add(rect(420, 330, 1160, 0, PLUM))
    for x in (-90, 86):
        s.put(rect(x, -70, 4, 70, "#8C8690"), 1000, 850)
    s.put(rect(-86, -66, 172, 62, "#E9E1D2"), 1000, 850)
    for k, colour in enumerate(("#4E7F62", "#5C7693", "#8C8690", "#C4606A")):
        s.put(wares.bin_(colour), 620 + k * 250, 870, scale=1.12, shadow=26)
        s.put(
            circle(0, 0, 7, colour) + (rect(-3, -3, 6, 6, "#FFFDFA", 1) if k % 2 else circle(0, 0, 3, "#FFFDFA")),
            620 + k * 250,
            520,
        )
    s.person(cast.volunteer(5), 330, 960, poses.reach(poses.SHOW, near=(8, -50), far=(25, -66)))
    s.person(cast.elder_woman(0), 800, 1000, poses.reach(poses.GIVE, near=(13, -54), far=(17, -52)))
    s.put(bag("#E0D3BE"), 895, 770, scale=0.85)
    s.person(cast.child(4), 1060, 1010, poses.reach(poses.STAND, near=(12, -66), far=(18, -70)))
    s.put(group(wares.litter(), turn=-40), 1140, 745)
    s.person(cast.volunteer(2), 1440, 990, poses.reach(poses.TALK, far=(22, -58)), left=True)
    s.put(land.flowers(12, 60, 5), 120, 1040)
    at.foliage(s, "right", "#4F7350", 7)
    s.wash("#FFF4CF", 0.28)


@plate("tidy-5", "L", 620)
def mural(s: Scene) -> None:
    """Painting a mural on a village wall."""
    at.village(s, "spring", 0.3, 4, houses=False)
    s.put(b.wall(270, 100, "#F4E9D8"), -30, 800)
    s.add(
        blob([(180, 740), (210, 560), (420, 460), (640, 590), (700, 745)], "#A9C0A0"),
        blob([(520, 745), (640, 540), (900, 440), (1120, 600), (1180, 745)], "#7FA3A0"),
    )
    s.add(circle(1010, 350, 62, "#E0AC4A"), circle(1010, 350, 84, "none", stroke="#F1D9A6", stroke_width=8))
    for k, (x, y) in enumerate(((1260, 560), (1390, 480), (1480, 620), (1320, 660))):
        s.put(
            "".join(
                group(ellipse(0, -5, 3.2, 5, ("#D9737F", PLUM, AMBER, "#B98BC0")[k]), turn=a) for a in range(0, 360, 60)
            )
            + circle(0, 0, 2.4, "#F6DFA4")
            + stroked("M0 5q2 12 0 20", "#6E8F5A", 1.2),
            x,
            y,
            scale=1.1,
        )
    s.put(b.far_village(4, 5), 560, 752, scale=0.5)
    s.add(blob([(-40, 760), (-20, 640), (130, 560), (280, 640), (330, 755)], "#D9B08A"))
    s.put(land.flowers(26, 150, 4), 500, 752, scale=0.8)
    at.pavement(s, 0.745, "#CDB79A")
    s.person(cast.volunteer(1), 330, 960, poses.reach(poses.STAND, near=(10, -58), far=(20, -84), tilt=-6))
    s.put(brush("#7FA3A0"), 462, 420, turn=20)
    s.person(cast.volunteer(9), 1090, 940, poses.reach(poses.STAND, near=(9, -52), far=(24, -72)))
    s.put(brush(PLUM), 1250, 490, turn=40)
    s.person(cast.child(3), 740, 970, poses.reach(poses.STAND, far=(20, -80)), left=True)
    s.put(brush(AMBER), 655, 650, turn=-30)
    s.person(cast.teen(0), 1430, 985, poses.reach(poses.SQUAT, near=(18, -20), far=(22, -26)), left=True)
    for x, c in ((520, PLUM), (600, AMBER), (900, TEAL)):
        s.put(wares.bucket(c), x, 1010, shadow=16, scale=0.85)
    s.wash("#FFF1C9", 0.26)


def brush(colour: str) -> str:
    """A paint brush pointing up."""
    return (
        rect(-0.8, -2, 1.6, 14, "#A9744A", 0.6)
        + rect(-2, -6, 4, 5, "#8C9098")
        + blob([(-2, -6), (-1.6, -10), (0, -13), (1.6, -10), (2, -6)], colour)
    )
