"""Rooms, their walls and the furniture in them; furniture stands on y = 0 in figure units."""

from __future__ import annotations

from .palette import CREAM, PLUM, WALNUT, WOOD, deeper, mix, paler
from .scene import Scene
from .svg import arch, blob, box, circle, clipped, ellipse, fading, group, line, polygon, rect, shape, stroked


def room(scene: Scene, wall: str, floor: str, until: float = 0.7, dado: str = "", *, planks: bool = False) -> None:
    """A wall and a floor that meet at a share of the height."""
    w, h = scene.width, scene.height
    y = until * h
    scene.add(
        rect(0, 0, w, y + 2, wall),
        fading(box(0, 0, w, y), [(0, paler(wall, 0.5), 0.6), (1, deeper(wall, 0.3), 0.22)], 25),
    )
    if dado:
        scene.add(rect(0, y - 150, w, 150, dado), rect(0, y - 156, w, 8, paler(dado, 0.3)))
    scene.add(rect(0, y, w, h - y, floor), rect(0, y - 14, w, 16, deeper(mix(wall, floor, 0.5), 0.12)))
    ends = [((w / 2 + i * w * 0.09, y), (w / 2 + i * w * 0.2, h)) for i in range(-8, 9)]
    if not planks:
        ends += [((0, y + (h - y) * share), (w, y + (h - y) * share)) for share in (0.14, 0.36, 0.68)]
    joints = [line(pair, deeper(floor, 0.12), 2.5, opacity=0.6) for pair in ends]
    scene.add(
        *joints,
        fading(box(0, y, w, h - y), [(0, deeper(floor, 0.4), 0.22), (0.3, floor, 0), (1, deeper(floor, 0.4), 0.2)]),
    )


def beam(scene: Scene, x: float, y: float, wide: float, colour: str = "#FFF1C9", opacity: float = 0.28) -> None:
    """Window light falling across wall and floor (x, wide as shares of the width)."""
    w, h = scene.width, scene.height
    for i in (0, 1):
        left = (x + i * wide * 0.56) * w
        half = wide * 0.48 * w
        scene.add(
            polygon(
                [(left, y * h), (left + half, y * h), (left + half + h * 0.32, h), (left + h * 0.32, h)],
                colour,
                opacity=opacity,
            )
        )


VIEWS = {
    "day": ("#BFDDE6", "#EAF1E6", "#8FAE7A"),
    "evening": ("#E9A06B", "#F6D79E", "#7C6A5A"),
    "night": ("#22304F", "#44557A", "#24303F"),
    "snow": ("#D5DEE4", "#F4F3EF", "#E4E8E8"),
}


def outlook(left: float, top: float, wide: float, high: float, view: str) -> str:
    """What is seen through a window."""
    high_sky, low_sky, land = VIEWS[view]
    pane = box(left, top, wide, high)
    scenery = [
        ellipse(left + wide * 0.25, top + high, wide * 0.42, high * 0.36, land),
        ellipse(left + wide * 0.8, top + high * 1.02, wide * 0.4, high * 0.26, deeper(land, 0.15)),
    ]
    if view == "night":
        scenery.append(circle(left + wide * 0.72, top + high * 0.25, high * 0.085, "#FBEFC8"))
        scenery += [
            rect(left + wide * p, top + high * (0.66 + 0.06 * (i % 3)), 16, 20, "#F3C96B")
            for i, p in enumerate((0.1, 0.24, 0.48, 0.62, 0.86))
        ]
    glare = polygon([(left, top), (left + wide * 0.4, top), (left, top + high * 0.6)], "#FFFDFA", opacity=0.22)
    return fading(pane, [(0, high_sky, 1), (1, low_sky, 1)]) + clipped(pane, *scenery) + glare


def drape(edge: float, top: float, wide: float, high: float, colour: str) -> str:
    """One curtain, gathered towards its edge; wide is negative for the right-hand one."""
    tie, hem = top + high * 0.62, top + high * 1.12
    outer = f"M{edge} {top - 34}H{edge + wide * 0.3}Q{edge + wide * 0.26} {top + high * 0.5}"
    cloth = shape(f"{outer} {edge + wide * 0.12} {tie}L{edge + wide * 0.16} {hem}H{edge}Z", colour, opacity=0.95)
    folds = [
        stroked(f"M{x} {top - 30}Q{x} {top + high * 0.4} {edge + (x - edge) * 0.55} {tie}", deeper(colour, 0.15), 4)
        for x in (edge + wide * 0.08, edge + wide * 0.16, edge + wide * 0.23)
    ]
    return cloth + "".join(folds)


def window(scene: Scene, x: float, y: float, w: float, h: float, view: str = "day", curtain: str = "#E9B7B4") -> None:
    """A window (shares of the picture) with a view and curtains."""
    left, top, wide, high = x * scene.width, y * scene.height, w * scene.width, h * scene.height
    scene.add(
        rect(left - 16, top - 16, wide + 32, high + 32, "#F7EFE2", 4),
        outlook(left, top, wide, high, view),
        rect(left + wide / 2 - 5, top, 10, high, "#F7EFE2"),
        rect(left, top + high * 0.34, wide, 8, "#F7EFE2"),
        rect(left - 26, top + high + 12, wide + 52, 18, "#EADCC8", 4),
    )
    if curtain:
        scene.add(
            drape(left - 40, top, wide, high, curtain),
            drape(left + wide + 40, top, -wide, high, curtain),
            rect(left - 60, top - 42, wide + 120, 11, WALNUT, 5),
        )


def artwork(picture: str, wide: float, high: float) -> str:
    """What hangs in a frame, from its upper left corner."""
    if picture == "faces":
        return "".join(
            circle(wide * p, high * 0.45, high * 0.12, "#E4AC84")
            + ellipse(wide * p, high * 0.75, high * 0.2, high * 0.18, c)
            for p, c in ((0.3, "#A3195B"), (0.52, "#5C7693"), (0.73, "#CF7A55"))
        )
    if picture == "lines":
        return "".join(
            rect(wide * 0.2, high * (0.24 + i * 0.13), wide * (0.6 if i % 3 else 0.45), high * 0.045, "#8C7A70", 3)
            for i in range(5)
        )
    if picture == "heart":
        heart = blob([(0, 26), (-28, -2), (-16, -22), (0, -10), (16, -22), (28, -2)], PLUM)
        return group(heart, scale=high / 130, move=(wide / 2, high / 2))
    hills = ellipse(wide * 0.3, high, wide * 0.4, high * 0.4, "#8FAE9A")
    hills += ellipse(wide * 0.75, high, wide * 0.4, high * 0.3, "#B9C7A0")
    return hills + circle(wide * 0.7, high * 0.3, high * 0.1, "#E0AC4A")


def frame(scene: Scene, x: float, y: float, w: float, h: float, picture: str = "hills") -> None:
    """A framed picture on the wall (shares; h is a share of the width)."""
    left, top, wide, high = x * scene.width, y * scene.height, w * scene.width, h * scene.width
    inner = box(10, 10, wide - 20, high - 20)
    scene.add(
        rect(left + 6, top + 8, wide, high, "#3A1530", 3, opacity=0.12),
        rect(left, top, wide, high, WOOD, 3),
        group(shape(inner, CREAM), clipped(inner, artwork(picture, wide, high)), move=(left, top)),
    )


def board(scene: Scene, x: float, y: float, w: float, h: float, colour: str = "#3F6659") -> None:
    """A blackboard or screen with chalk lines and drawings."""
    left, top, wide, high = x * scene.width, y * scene.height, w * scene.width, h * scene.height
    pale = "#EDE6D3" if colour != "#FFFDFA" else "#B98BA0"
    marks = [
        rect(
            left + wide * 0.07,
            top + high * (0.18 + i * 0.15),
            wide * (0.36, 0.28, 0.33, 0.2)[i],
            high * 0.045,
            pale,
            4,
            opacity=0.75,
        )
        for i in range(4)
    ]
    marks += [
        circle(left + wide * 0.7, top + high * 0.45, high * 0.24, "none", stroke=pale, stroke_width=5, opacity=0.75),
        group(
            blob([(0, 24), (-26, 0), (-14, -20), (0, -9), (14, -20), (26, 0)], "#E9A5B4"),
            move=(left + wide * 0.7, top + high * 0.46),
            scale=high / 220,
        ),
    ]
    scene.add(
        rect(left - 14, top - 14, wide + 28, high + 28, WOOD, 5),
        rect(left, top, wide, high, colour),
        polygon([(left, top), (left + wide * 0.3, top), (left, top + high * 0.8)], "#FFFDFA", opacity=0.06),
        *marks,
        rect(left - 20, top + high + 12, wide + 40, 12, deeper(WOOD, 0.2), 3),
    )


def pendant(scene: Scene, x: float, drop: float, colour: str = PLUM) -> None:
    """A hanging lamp."""
    cx, y = x * scene.width, drop * scene.height
    scene.add(
        line([(cx, -5), (cx, y)], WALNUT, 5),
        arch([(cx - 62, y + 54), (cx - 44, y + 12), (cx, y - 8), (cx + 44, y + 12), (cx + 62, y + 54)], colour),
        ellipse(cx, y + 56, 26, 12, "#FFF1C9"),
        polygon(
            [(cx - 60, y + 56), (cx + 60, y + 56), (cx + 230, y + 520), (cx - 230, y + 520)], "#FFF1C9", opacity=0.13
        ),
    )
