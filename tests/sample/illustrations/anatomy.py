"""Bodies as lengths, poses as positions of hips, hands and feet.

A figure is drawn facing right on a grid of 100 units for a standing adult,
feet at y = 0 and upwards negative; placing it scales and mirrors the grid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .svg import Point, num


@dataclass(frozen=True)
class Build:
    """Lengths and half-widths of a body."""

    head: float = 9.4
    torso: float = 28.5
    shoulder: float = 9.6
    waist: float = 7.4
    hip: float = 8.6
    arm: tuple[float, float] = (14.5, 13.5)
    leg: tuple[float, float] = (21.2, 21.2)
    thick: float = 1.0
    stoop: float = 0.0


WOMAN = Build()
SOFT_WOMAN = Build(shoulder=10.2, waist=9.6, hip=10.6, thick=1.14)
MAN = Build(shoulder=11.4, waist=9.3, hip=9.2, thick=1.1, torso=29.5)
ELDER = Build(shoulder=9.8, waist=9.6, hip=10, torso=27, thick=1.06, stoop=7)
ELDER_MAN = Build(shoulder=10.6, waist=9.6, hip=9.4, torso=28, thick=1.06, stoop=5)
CHILD = Build(head=13.6, torso=25.5, shoulder=9.6, waist=8.6, hip=9.2, arm=(12.5, 11.5), thick=1.2)
TEEN = Build(head=11.2, torso=27, shoulder=9.4, waist=7.8, hip=8.6, thick=1.05)


@dataclass(frozen=True)
class Pose:
    """Where the joints go, in figure units."""

    hip: Point = (0, -47)
    lean: float = 0
    near_hand: Point = (-7.5, -44.5)
    far_hand: Point = (9.5, -45)
    near_foot: Point = (-5, 0)
    far_foot: Point = (6, -1)
    tilt: float = 0
    view: str = "side"  # side (three-quarter), front or back
    seated: bool = False
    far_in_front: bool = False


def turned(point: Point, degrees: float) -> Point:
    """The point turned clockwise about the origin."""
    a = math.radians(degrees)
    x, y = point
    return x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a)


def bent(start: Point, end: Point, bones: tuple[float, float], lean: Point) -> tuple[Point, Point]:
    """The joint and the reachable end of a two-bone limb; the joint bends towards lean."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = math.hypot(dx, dy) or 0.01
    first, second = bones
    span = max(min(reach, (first + second) * 0.995), abs(first - second) + 0.5)
    ux, uy = dx / reach, dy / reach
    along = (first**2 - second**2 + span**2) / (2 * span)
    off = math.sqrt(max(first**2 - along**2, 0))
    base = (start[0] + ux * along, start[1] + uy * along)
    choices = [(base[0] - uy * s * off, base[1] + ux * s * off) for s in (1, -1)]
    joint = max(choices, key=lambda p: p[0] * lean[0] + p[1] * lean[1])
    return joint, (start[0] + ux * span, start[1] + uy * span)


def centreline(start: Point, joint: Point, end: Point, steps: int = 8) -> list[Point]:
    """Points along a limb, rounded at the joint."""

    def between(a: Point, b: Point, t: float) -> Point:
        return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t

    enter, leave = between(start, joint, 0.62), between(joint, end, 0.38)
    bend = []
    for i in range(steps + 1):
        t = i / steps
        bend.append(between(between(enter, joint, t), between(joint, leave, t), t))
    return [start, between(start, enter, 0.5), *bend, between(leave, end, 0.5), end]


def tapered(points: list[Point], widths: tuple[float, float, float]) -> str:
    """The outline of a limb along points; half-widths at start, middle and end."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for i, (x, y) in enumerate(points):
        ax, ay = points[max(i - 1, 0)]
        bx, by = points[min(i + 1, last)]
        length = math.hypot(bx - ax, by - ay) or 1
        nx, ny = -(by - ay) / length, (bx - ax) / length
        t = i / last * 2
        w = widths[0] + (widths[1] - widths[0]) * t if t < 1 else (widths[1] + (widths[2] - widths[1]) * (t - 1))
        left.append((x + nx * w, y + ny * w))
        right.append((x - nx * w, y - ny * w))

    def cap(w: float, to: Point) -> str:
        return f"A{num(w)} {num(w)} 0 0 0 {num(to[0])} {num(to[1])}"

    there = "L".join(f"{num(x)} {num(y)}" for x, y in left)
    back = "L".join(f"{num(x)} {num(y)}" for x, y in reversed(right))
    return f"M{there}{cap(widths[2], right[-1])}L{back}{cap(widths[0], left[0])}Z"
