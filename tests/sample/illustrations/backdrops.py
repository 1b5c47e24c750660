"""What stands behind the portraits."""

from __future__ import annotations

from . import buildings as b
from . import food, furniture, wares
from . import interiors as i
from . import landscape as land
from .palette import AMBER, PLUM, TEAL, mix, paler
from .scene import Scene
from .svg import box, circle, fading, glowing, line, rect


def soft(scene: Scene, top: str, low: str) -> None:
    """A plain studio wall with one large quiet shape."""
    w, h = scene.width, scene.height
    scene.add(fading(box(0, 0, w, h), [(0, top, 1), (1, low, 1)]))
    scene.add(circle(w * 0.56, h * 0.42, w * 0.44, paler(top, 0.45), opacity=0.7))


def library(scene: Scene) -> None:
    """Shelves of books."""
    soft(scene, "#DCCBB4", "#B98F6A")
    scene.put(furniture.bookcase(66, 86, 21), 600, 1500, scale=1.05)
    scene.add(rect(0, 0, 1200, 1600, "#F4E8D8", opacity=0.3))


def hillside(scene: Scene) -> None:
    """Hills with pines."""
    land.sky(scene, "#BBD8E2", "#F7EDDC", 0.8)
    land.sun(scene, 0.2, 0.16, 80)
    land.hills(scene, 0.62, 0.26, "#B5C9B8", 3)
    land.hills(scene, 0.74, 0.2, "#93AD86", 8)
    for k in range(5):
        scene.put(land.pine(60), 60 + k * 270, 1240 + k % 2 * 50, scale=0.42)
    scene.add(rect(0, 1240, 1200, 400, "#93A765"))


def courtyard(scene: Scene) -> None:
    """A yard wall with a red paper couplet and eaves."""
    scene.add(rect(0, 0, 1200, 1600, "#E6D3B4"), b.brickwork("M0 900h1200v700h-1200Z", "#D9C0A0"))
    scene.put(b.tiles(-45, 45, -14, 6, 4), 600, 120)
    scene.put(b.lattice(-10, -26, 22, 26), 240, 900)
    scene.put(b.lantern(0, 0, 0.9), 1000, 150)


def clinic(scene: Scene) -> None:
    """A bright clinic room."""
    i.room(scene, "#D6E4E0", "#C2B49E", 0.86, "#B4CCC8")
    i.window(scene, 0.56, 0.12, 0.34, 0.34, "day", "")
    i.frame(scene, 0.1, 0.14, 0.2, 0.2, "heart")


def riverside(scene: Scene) -> None:
    """A river with willows."""
    land.sky(scene, "#BFD9E0", "#F3EEDC", 0.6)
    land.hills(scene, 0.52, 0.16, "#A9C0A8", 5)
    land.river(scene, 0.52, 0.8)
    scene.add(rect(0, 1240, 1200, 400, "#9DAE6E"))
    scene.put(land.willow(90, "#93A765", 4), 1010, 1300)


def workshop(scene: Scene) -> None:
    """Shelves with glazed pots."""
    soft(scene, "#E0C6AE", "#B98660")
    for row, y in enumerate((420, 800)):
        scene.add(rect(60, y, 1080, 18, "#8A5A3A", 4))
        for k in range(5):
            scene.put(
                wares.vase(("#6FA3A6", "#B5563C", "#8A6A4E", "#A9C0B4", "#A3195B")[(k + row * 2) % 5], 10 + k * 3 % 5),
                170 + k * 215,
                y,
            )


def orchard(scene: Scene) -> None:
    """An orchard in autumn."""
    land.sky(scene, "#C6D6DA", "#F9E6C8", 0.8)
    land.hills(scene, 0.6, 0.16, "#C3B998", 6)
    scene.add(rect(0, 1060, 1200, 560, "#BFAF6C"))
    for x, y, k in ((150, 1180, 1.1), (1050, 1200, 1.2), (600, 1090, 0.6)):
        scene.put(
            land.round_tree(70, "#A9A052", int(x))
            + "".join(
                circle(dx, dy, 1.8, "#E0713A")
                for dx, dy in ((-16, -50), (-5, -60), (9, -54), (16, -42), (-10, -38), (4, -40))
            ),
            x,
            y,
            scale=k,
        )


def evening(scene: Scene) -> None:
    """A dusk street with warm windows."""
    land.sky(scene, "#6D6796", "#F1B98C", 0.85)
    for k, x in enumerate((90, 420, 780, 1110)):
        scene.put(b.flats(40, 4 + k % 3, mix("#A98C9A", "#F1B98C", 0.2 * (k % 2)), k), x, 1300, scale=0.62)
    scene.add(rect(0, 1290, 1200, 320, "#8D7488"), glowing(980, 380, 260, "#FFD9A0", 0.6))


def stage(scene: Scene) -> None:
    """Coloured cloth hung to dry, as in a craft room."""
    soft(scene, "#E9D3D6", "#C79BA6")
    for k, c in enumerate((PLUM, AMBER, TEAL, "#E9B7B4", "#7FA069")):
        scene.add(
            rect(20 + k * 240, 90, 200, 780 - k % 2 * 130, mix(c, "#F4E8D8", 0.45), 4),
            line([(70 + k * 240, 120), (66 + k * 240, 760)], mix(c, "#F4E8D8", 0.25), 6),
        )
    scene.add(rect(0, 76, 1200, 16, "#8A5A3A", 6))


def office(scene: Scene) -> None:
    """An office with a window and a plant."""
    i.room(scene, "#E3DCCF", "#B99672", 0.88)
    i.window(scene, 0.08, 0.1, 0.36, 0.4, "day", "")
    scene.put(furniture.potted(36), 1010, 1420)
    i.frame(scene, 0.66, 0.12, 0.22, 0.18, "lines")


def kitchen(scene: Scene) -> None:
    """A kitchen wall with tiles, pans and a string of garlic."""
    scene.add(rect(0, 0, 1200, 1600, "#EBDDC3"))
    for row in range(6):
        for k in range(7):
            scene.add(
                rect(
                    k * 176 - row % 2 * 88,
                    560 + row * 176,
                    168,
                    168,
                    mix("#BFD3CE", "#EBDDC3", 0.25 + 0.1 * ((k + row) % 3)),
                    8,
                )
            )
    scene.add(rect(0, 510, 1200, 26, "#8A5A3A", 6))
    for k, x in enumerate((150, 330, 880, 1050)):
        scene.put(wares.vase(("#B5563C", "#6FA3A6")[k % 2], 12) if k % 2 else food.teapot(), x, 510)


def village(scene: Scene) -> None:
    """Poplars and village roofs."""
    land.sky(scene, "#9CCAD9", "#EEF2E2", 0.8)
    land.cloud(scene, 0.7, 0.14, 420)
    land.hills(scene, 0.6, 0.16, "#9DBBA8", 9)
    for k in range(5):
        scene.put(land.poplar(80, "#8FAE5F", k), 60 + k * 270, 1130)
    scene.put(b.far_village(5, 6), 20, 1150, scale=0.5)
    scene.add(rect(0, 1140, 1200, 480, "#C9BF86"))


def garden(scene: Scene) -> None:
    """Flowers against a hedge."""
    soft(scene, "#DCE6D2", "#A9BD8E")
    for k in range(6):
        scene.put(land.bush(36, mix("#7FA069", "#3F6650", 0.2 * (k % 3)), k), 60 + k * 220, 1300)
    for k in range(4):
        scene.put(land.flowers(14, 18, k + 2), 130 + k * 320, 1380)


def snowy(scene: Scene) -> None:
    """A winter lane with falling snow."""
    land.sky(scene, "#C3CFDA", "#F0EEEA", 0.8)
    land.hills(scene, 0.64, 0.2, "#B9C4CC", 4)
    scene.put(land.bare_tree(70), 190, 1240)
    scene.put(land.bare_tree(60), 1060, 1220)
    scene.add(rect(0, 1200, 1200, 400, "#F1EEEA"))
    land.snow(scene, 4, 50)
