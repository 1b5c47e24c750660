"""Places that several pictures share, each with its own light and season."""

from __future__ import annotations

from . import buildings as b
from . import interiors as i
from . import landscape as land
from .anatomy import Pose
from .figures import Person
from .palette import MOSS, PINE, WOOD, deeper, mix, paler
from .scene import Scene, Spot
from .svg import blob, box, ellipse, fading, group, line, polygon, rect

SEASONS: dict[str, tuple[str, str, str, str, str]] = {
    # sky, horizon, far hills, leaves, ground
    "spring": ("#BBD8E2", "#F7EDDC", "#A9C0A8", "#9DB668", "#C6CB94"),
    "summer": ("#9CCAD9", "#EEF2E2", "#8FB3A0", "#6E9A5C", "#AFC083"),
    "autumn": ("#C6D6DA", "#F9E6C8", "#B5AE94", "#D39A45", "#DDC49A"),
    "winter": ("#CCD8DE", "#F5EFE8", "#B4BFC4", "#A39A86", "#E2DAD0"),
    "dusk": ("#8C7FA6", "#F4BE8E", "#8D7C96", "#7F8560", "#C9A98C"),
    "night": ("#1F2B4C", "#4C5580", "#33416A", "#40584F", "#6A6178"),
}


def seated(
    scene: Scene,
    who: Person,
    x: float,
    y: float,
    pose: Pose,
    *,
    left: bool = False,
    on: str = "",
    scale: float = 1,
) -> Spot:
    """A person on a seat of matching height."""
    if on:
        scene.put(on, x, y, scale=who.height * scale, left=left)
    return scene.person(who, x, y, pose, left=left, scale=scale)


def street(scene: Scene, season: str = "spring", until: float = 0.6, *, shops: bool = True, seed: int = 1) -> None:
    """A street of a county town: flats behind, shops and trees before them."""
    sky, low, _, leaf, _ = SEASONS[season]
    w, h = scene.width, scene.height
    land.sky(scene, sky, low, until)
    land.cloud(scene, 0.22 + 0.13 * (seed % 3), 0.13, 300)
    for k, x in enumerate((0.06, 0.24, 0.45, 0.66, 0.87)):
        tone = mix(("#E7D3BF", "#D9C3B6", "#EADFCF", "#D7CBB8", "#E5C9B0")[(k + seed) % 5], low, 0.35)
        scene.put(
            b.flats(78 + 14 * ((k + seed) % 3), 4 + (k * 2 + seed) % 4, tone, k + seed), x * w, until * h, scale=0.62
        )
    if shops:
        tones = (("#E4CFB4", "#A3195B"), ("#D5C6B2", "#3F7F82"), ("#E9D8C4", "#B8862D"), ("#DCC3AA", "#B5563C"))
        for k in range(4):
            wall, awning = tones[(k + seed) % 4]
            scene.put(b.shop(88, 80, wall, awning, k + seed), (0.1 + k * 0.27) * w, until * h + 14, scale=0.72)
    for k, x in enumerate((0.0, 0.23, 0.505, 0.77, 1.0)):
        scene.put(
            land.round_tree(150, mix(leaf, "#F3E2B0", 0.08 * (k % 3)), k + seed),
            x * w,
            until * h + 26,
            scale=0.66,
            shadow=40,
        )
    pavement(scene, until + 0.02)


def pavement(scene: Scene, y: float, colour: str = "#DCCFC0") -> None:
    """A paved foreground in perspective."""
    w, h = scene.width, scene.height
    scene.add(rect(0, y * h, w, h * (1 - y) + 2, colour), rect(0, y * h - 6, w, 12, deeper(colour, 0.12)))
    for k in range(-9, 10):
        scene.add(
            line([(w / 2 + k * w * 0.085, y * h), (w / 2 + k * w * 0.21, h)], deeper(colour, 0.1), 2.5, opacity=0.7)
        )
    for share in (0.1, 0.27, 0.52, 0.85):
        scene.add(
            line(
                [(0, (y + (1 - y) * share) * h), (w, (y + (1 - y) * share) * h)], deeper(colour, 0.1), 2.5, opacity=0.7
            )
        )
    scene.add(
        fading(
            box(0, y * h, w, h * (1 - y)),
            [(0, paler(colour, 0.6), 0.5), (0.5, colour, 0), (1, deeper(colour, 0.5), 0.22)],
        )
    )


def square(scene: Scene, season: str = "spring", until: float = 0.58, seed: int = 2) -> None:
    """An open square among flats with trees, a lamp and flower beds."""
    sky, low, far, leaf, _ = SEASONS[season]
    w, h = scene.width, scene.height
    land.sky(scene, sky, low, until)
    land.hills(scene, until, 0.2, mix(far, low, 0.4), seed)
    land.cloud(scene, 0.7, 0.12, 340)
    for k, x in enumerate((0.05, 0.2, 0.8, 0.96)):
        scene.put(
            b.flats(96, 5 + (k + seed) % 3, mix(("#E7D3BF", "#EADFCF", "#D9C3B6")[k % 3], low, 0.3), k),
            x * w,
            until * h,
            scale=0.66,
        )
    for k, x in enumerate((0.12, 0.32, 0.5, 0.68, 0.9)):
        scene.put(
            land.round_tree(110 + 16 * (k % 2), mix(leaf, PINE, 0.12 * (k % 3)), k + seed),
            x * w,
            until * h + 12,
            scale=0.62,
        )
    for k in range(14):
        scene.put(
            land.bush(34, mix(leaf, PINE, 0.25 + 0.1 * (k % 2)), k), w * (k + 0.5) / 14, until * h + 16, scale=0.8
        )
    pavement(scene, until + 0.01, "#E2D4C2")
    scene.put(b.bunting((-150, 150, -150), 10), w * 0.5, until * h + 40, scale=0.9)


def village(scene: Scene, season: str = "spring", until: float = 0.6, seed: int = 3, *, houses: bool = True) -> None:
    """Hills, poplars and a village at their foot."""
    sky, low, far, leaf, soil = SEASONS[season]
    w, h = scene.width, scene.height
    land.sky(scene, sky, low, until)
    land.sun(scene, 0.8, 0.16, h * 0.05)
    land.cloud(scene, 0.25, 0.14, 360)
    land.hills(scene, until, 0.36, mix(far, low, 0.45), seed, 5)
    land.hills(scene, until + 0.01, 0.2, mix(far, leaf, 0.3), seed + 4, 6)
    if houses:
        scene.put(b.far_village(6, seed), w * 0.06, until * h + 8, scale=0.62)
        scene.put(b.far_village(5, seed + 3), w * 0.62, until * h + 6, scale=0.56)
    for k in range(7):
        scene.put(
            land.poplar(120 + 16 * (k % 3), mix(leaf, MOSS, 0.3), k), w * (0.02 + 0.165 * k), until * h + 12, scale=0.5
        )
    land.ground(scene, until, soil, 10, seed)


def yard(scene: Scene, season: str = "autumn", until: float = 0.6, wall: str = "#EADCC4", tree: str = "right") -> None:
    """A farmhouse yard with the house front, a tree and hanging maize."""
    sky, low, far, leaf, soil = SEASONS[season]
    w, h = scene.width, scene.height
    land.sky(scene, sky, low, until)
    land.hills(scene, until - 0.12, 0.24, mix(far, low, 0.4), 6)
    scene.put(b.wall(260, 52, mix(wall, "#CBA98A", 0.25)), -20, until * h, scale=1)
    scene.put(b.wall(200, 52, mix(wall, "#CBA98A", 0.25)), w * 0.62, until * h, scale=1)
    scene.put(b.village_house(176, 70, wall), w * 0.46, until * h + 8)
    for k in range(3):
        scene.put(maize(), w * 0.46 + (k * 9 - 46) * scene.size / 100, until * h - 30 * scene.size / 100)
    side = 0.92 if tree == "right" else 0.06
    scene.put(land.round_tree(150, leaf, 7), side * w, until * h + 40, shadow=50)
    pavement(scene, until + 0.015, mix(soil, "#CDB79A", 0.5))


def foliage(scene: Scene, corner: str = "left", colour: str = "#4F7350", seed: int = 1) -> None:
    """Leaves close to the viewer in a lower or upper corner, for depth."""
    w, h = scene.width, scene.height
    x = 0.0 if "left" in corner else w
    top = "top" in corner
    y = 0.0 if top else h
    turns = (8, 34, 60, 84) if not top else (100, 126, 152, 172)
    for k, turn in enumerate(turns):
        angle = turn if "left" in corner else -turn
        long = 190 + 46 * ((k * 7 + seed) % 3)
        tone = mix(colour, ("#93A765", "#26161F", "#C9D3A0")[(k + seed) % 3], 0.22)
        leaf = blob([(0, 20), (-44, -long * 0.42), (0, -long), (44, -long * 0.42)], tone)
        vein = line([(0, 0), (0, -long * 0.86)], deeper(tone, 0.22), 4)
        scene.add(group(leaf, vein, move=(x, y), turn=angle))


def maize() -> str:
    """A string of drying maize cobs."""
    return line([(0, -20), (0, -12)], "#8A6A4E", 0.7) + "".join(
        ellipse((k % 2 * 2 - 1) * 1.6, -11 + k * 2.6, 2.4, 1.5, ("#E3AE3F", "#D99A2E")[k % 2]) for k in range(7)
    )


def riverside(scene: Scene, season: str = "spring", until: float = 0.42, low: float = 0.66) -> None:
    """A river with a far bank of trees and flats and a near bank of grass."""
    sky, horizon, far, leaf, soil = SEASONS[season]
    w, h = scene.width, scene.height
    land.sky(scene, sky, horizon, until)
    land.sun(scene, 0.18, 0.15, h * 0.045)
    land.cloud(scene, 0.6, 0.11, 380)
    land.hills(scene, until, 0.22, mix(far, horizon, 0.4), 9)
    for k, x in enumerate((0.1, 0.2, 0.55, 0.83)):
        scene.put(b.flats(80, 4 + k % 3, mix("#E7D3BF", horizon, 0.5), k), x * w, until * h + 4, scale=0.34)
    for k in range(11):
        scene.put(
            land.round_tree(90 + 12 * (k % 3), mix(leaf, horizon, 0.2), k),
            (0.02 + k * 0.1) * w,
            until * h + 8,
            scale=0.36,
        )
    land.river(scene, until + 0.005, low + 0.05)
    land.ground(scene, low, mix(leaf, soil, 0.35), 26, 5, 40)


def classroom(
    scene: Scene, wall: str = "#EFE3CE", until: float = 0.68, screen: str = "#3F6659", x: float = 0.3
) -> None:
    """A teaching room with a board, window light and a plant."""
    i.room(scene, wall, "#D3B692", until, mix(wall, "#9DB5A0", 0.55))
    i.board(scene, x, 0.13, 0.4, 0.34, screen)
    i.window(scene, 0.02 if x > 0.2 else 0.76, 0.14, 0.17, 0.32, "day", "")
    i.beam(scene, 0.16, until, 0.3)


def parlour(
    scene: Scene,
    wall: str = "#F0DCC6",
    floor: str = "#C99E74",
    until: float = 0.7,
    view: str = "day",
    curtain: str = "#D98BAB",
    x: float = 0.62,
) -> None:
    """A family's sitting room."""
    i.room(scene, wall, floor, until, planks=True)
    i.window(scene, x, 0.12, 0.24, 0.36, view, curtain)
    if view == "day":
        i.beam(scene, x - 0.1, until, 0.3)


def veil(scene: Scene, y: float, colour: str = WOOD, high: float = 0.1) -> None:
    """A blurred table edge across the foreground."""
    w, h = scene.width, scene.height
    scene.add(
        polygon([(0, y * h), (w, y * h), (w, (y + high) * h), (0, (y + high) * h)], paler(colour, 0.15)),
        rect(0, (y + high * 0.4) * h, w, h, colour),
    )
