"""Whole people: body, clothes and head put together in a pose."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from .anatomy import WOMAN, Build, Pose, bent, centreline, tapered, turned
from .clothes import Outfit, garment
from .hair import Hair, back_hair
from .heads import Face, head
from .palette import deeper
from .svg import Point, blob, circle, clipped, ellipse, group, shape, stroked


@dataclass(frozen=True)
class Person:
    """One character of the series."""

    build: Build = WOMAN
    face: Face = field(default_factory=Face)
    hair: Hair = field(default_factory=Hair)
    outfit: Outfit = field(default_factory=Outfit)
    height: float = 1.0

    def wearing(self, **changes: str | bool) -> Person:
        """The same person with other clothes."""
        return replace(self, outfit=replace(self.outfit, **changes))  # type: ignore[arg-type]

    def feeling(self, eyes: str = "dots", mouth: str = "smile") -> Person:
        """The same person with another expression."""
        return replace(self, face=replace(self.face, eyes=eyes, mouth=mouth))


@dataclass(frozen=True)
class Joints:
    """Fixed points of a posed body."""

    neck: Point
    near_shoulder: Point
    far_shoulder: Point
    near_hip: Point
    far_hip: Point
    lean: float


def joints(person: Person, pose: Pose) -> Joints:
    """Where shoulders and hips are in this pose."""
    b = person.build
    lean = pose.lean + (b.stoop if pose.view == "side" else 0)
    hx, hy = pose.hip

    def on_torso(x: float, y: float) -> Point:
        tx, ty = turned((x, y), lean)
        return hx + tx, hy + ty

    near, far = (0.76, 0.76) if pose.view != "side" else (0.68, 0.68)
    return Joints(
        on_torso(0, -b.torso),
        on_torso(-b.shoulder * near, -b.torso + 4),
        on_torso(b.shoulder * far, -b.torso + 4),
        (hx - b.hip * 0.46, hy),
        (hx + b.hip * 0.42, hy),
        lean,
    )


def arm(person: Person, shoulder: Point, hand: Point, shade: float, aim: Point = (-0.55, 0.8)) -> str:
    """An arm with sleeve and hand; shade darkens the far one, the elbow bends towards aim."""
    b, o = person.build, person.outfit
    bones = b.arm
    if aim[1] < 0.6:  # seen from the front or behind, arms that reach forward look shorter
        near = max(math.dist(shoulder, hand) * 1.1 / sum(bones), 0.5)
        bones = (bones[0] * min(near, 1), bones[1] * min(near, 1))
    elbow, wrist = bent(shoulder, hand, bones, aim)
    skin = deeper(person.face.skin, shade)
    cloth = deeper(o.top, shade + 0.05)
    spine = centreline(shoulder, elbow, wrist)
    t = b.thick
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1
    hx, hy = wrist[0] + dx / length * 2.3, wrist[1] + dy / length * 2.3
    thumb = circle(hx + dy / length * 1.8, hy - dx / length * 1.8, 0.95 * t, skin)
    palm = group(ellipse(0, 0, 3.1 * t, 2.3 * t, skin), move=(hx, hy), turn=0 if length < 0.1 else _angle(dx, dy))
    parts = [palm, thumb]
    if o.sleeve == "long":
        outline = tapered(spine, (3.5 * t, 3.2 * t, 2.7 * t))
        parts.append(shape(outline, cloth, stroke=deeper(cloth, 0.3), stroke_width=0.35))
        parts.append(group(ellipse(0, 0, 0.9, 2.75 * t, deeper(cloth, 0.16)), move=wrist, turn=_angle(dx, dy)))
        parts.append(folds(elbow, _angle(dx, dy), t, deeper(cloth, 0.3)))
    else:
        parts.append(shape(tapered(spine, (3.0 * t, 2.6 * t, 2.1 * t)), skin))
        half = centreline(shoulder, _middle(shoulder, elbow, 0.5), _middle(shoulder, elbow, 0.92))
        parts.append(
            shape(tapered(half, (3.6 * t, 3.8 * t, 3.9 * t)), cloth, stroke=deeper(cloth, 0.3), stroke_width=0.35)
        )
    return "".join(parts)


def folds(elbow: Point, turn: float, thick: float, colour: str) -> str:
    """Two short creases in the bend of a sleeve."""
    crease = stroked(
        f"M-1.4 {-2.2 * thick}q1.2 1.8 .4 3.2M1.2 {-2.4 * thick}q.6 1.3 .1 2.2", colour, 0.45, opacity=0.55
    )
    return group(crease, move=elbow, turn=turn)


def _angle(dx: float, dy: float) -> float:
    return math.degrees(math.atan2(dy, dx))


def _middle(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def leg(person: Person, hip: Point, foot: Point, shade: float, forward: float, *, folded: bool = False) -> str:
    """A leg with trouser and shoe; folded legs of seated people are seen from the front."""
    b, o = person.build, person.outfit
    bones = (8.0, abs(hip[1]) - 9) if folded else b.leg
    aim = (math.copysign(1, hip[0]), -0.35) if folded else (1, -0.35)
    knee, ankle = bent(hip, (foot[0], foot[1] - 5), bones, aim)
    spine = centreline(hip, knee, ankle)
    cloth = deeper(o.bottom, shade)
    t = b.thick
    x, y = ankle[0], ankle[1] + 5
    toe = 7.4 * forward
    shoe = blob(
        [
            (x - 2.8, y - 5),
            (x + 2.4, y - 5),
            (x + toe * 0.75, y - 2.2),
            (x + toe, y - 0.4),
            (x + toe * 0.5, y),
            (x - 2.8, y),
        ],
        deeper(o.shoes, shade),
    )
    if forward == 0:
        shoe = blob(
            [(x - 2.6, y - 4), (x + 2.6, y - 4), (x + 3.5, y - 0.6), (x, y + 0.8), (x - 3.5, y - 0.6)],
            deeper(o.shoes, shade),
        )
    if o.skirt or o.kind == "dress":
        skin = deeper(person.face.skin, shade + 0.03)
        return shape(tapered(spine, (4.4 * t, 3.2 * t, 2.1 * t)), skin) + shoe
    return shoe + shape(tapered(spine, (5.3 * t, 4.5 * t, 3.5 * t)), cloth)


def skirt(person: Person, pose: Pose, shade: float) -> str:
    """A skirt falling from the waist to below the knee, or over the lap when seated."""
    b, o = person.build, person.outfit
    colour = o.skirt or o.top
    hx, hy = pose.hip
    if pose.seated:
        fx = max(pose.near_foot[0], pose.far_foot[0])
        d = [
            (hx - b.hip, hy - 3),
            (hx + b.hip, hy - 5),
            (fx + 5, hy - 3),
            (fx + 6, hy + 12),
            (fx - 4, hy + 14),
            (hx + 2, hy + 7),
            (hx - b.hip, hy + 3),
        ]
        return blob(d, colour)
    low = -19 if b.head < 12 else -16
    half = b.hip + 3.6
    outline = (
        f"M{hx - b.hip} {hy - 4}L{hx + b.hip} {hy - 4}L{hx + half + 1} {low}Q{hx} {low + 3} {hx - half - 1} {low}Z"
    )
    dark = ellipse(hx + shade * half, hy + 14, 7, 30, "#3A1530", opacity=0.14)
    folds = "".join(
        f'<path d="M{hx + x} {hy + 6}L{hx + x * 1.3} {low}" stroke="{deeper(colour, 0.2)}" stroke-width="0.5"/>'
        for x in (-5, 0.5, 5.5)
    )
    return shape(outline, colour) + clipped(outline, dark, folds)


def figure(person: Person, pose: Pose, shade: float = 1, held: str = "") -> str:
    """A posed person in figure units; held is drawn between body and near arm."""
    j = joints(person, pose)
    b = person.build
    front = pose.view != "side"
    tip = turned((0.6 if front else 1.6, -b.head * 0.93 - 1.2), j.lean * 0.8)
    centre = (j.neck[0] + tip[0], j.neck[1] + tip[1])
    skin = person.face.skin
    neck = tapered([j.neck, _middle(j.neck, centre, 0.3), _middle(j.neck, centre, 0.6)], (3.3, 2.9, 2.9))
    forward = 0.0 if front else 1.0
    far = arm(person, j.far_shoulder, pose.far_hand, 0 if front else 0.1, (0.9, 0.5) if front else (-0.55, 0.8))
    near = arm(person, j.near_shoulder, pose.near_hand, 0, (-0.9, 0.5) if front else (-0.55, 0.8))
    folded = pose.seated and front
    legs = leg(person, j.far_hip, pose.far_foot, 0.16, forward, folded=folded)
    legs += leg(person, j.near_hip, pose.near_foot, 0.08 if folded else 0, forward, folded=folded)
    covered = skirt(person, pose, shade) if person.outfit.skirt or person.outfit.kind == "dress" else ""
    body = group(garment(person.outfit, b, pose.view, seated=pose.seated, shade=shade), move=pose.hip, turn=j.lean)
    face = group(
        head(person.face, person.hair, pose.view, shade),
        move=centre,
        turn=j.lean * 0.35 + pose.tilt,
        scale=b.head / 100,
    )
    throat = shape(neck, deeper(skin, 0.13))
    early_far = "" if pose.far_in_front or pose.view == "front" else far
    late_far = far if not early_far else ""
    if pose.view == "back":
        return early_far + near + legs + covered + throat + body + held + face
    behind = group(back_hair(person.hair, pose.view), move=centre, turn=j.lean * 0.35 + pose.tilt, scale=b.head / 100)
    return behind + early_far + legs + covered + throat + body + face + held + late_far + near
