"""Poses used again and again, as small changes of a few basic ones."""

from __future__ import annotations

from dataclasses import replace

from .anatomy import Pose
from .svg import Point

STAND = Pose()
FRONT = Pose(view="front", near_foot=(-5, 0), far_foot=(5, 0), near_hand=(-9.5, -43.8), far_hand=(9.5, -43.8))
BACK = Pose(view="back", near_foot=(-5, 0), far_foot=(5, 0), near_hand=(-9.5, -43.8), far_hand=(9.5, -43.8))
WALK = Pose(hip=(0, -46), lean=3, near_foot=(12, 0), far_foot=(-12, 0), near_hand=(-11, -47), far_hand=(13, -48))
SIT = Pose(hip=(0, -27), near_foot=(17, 0), far_foot=(20, -1), near_hand=(12, -33), far_hand=(15, -33), seated=True)
SIT_FRONT = Pose(
    hip=(0, -27), view="front", near_foot=(-6, 0), far_foot=(6, 0), near_hand=(-6, -31), far_hand=(6, -31), seated=True
)
SIT_BACK = replace(SIT_FRONT, view="back", near_hand=(-9.5, -25), far_hand=(9.5, -25))
SQUAT = Pose(
    hip=(0, -14), lean=22, near_foot=(3, 0), far_foot=(9, -1), near_hand=(17, -10), far_hand=(20, -9), seated=True
)
KNEEL = Pose(hip=(-2, -21), lean=16, near_foot=(-14, 0), far_foot=(12, -1), near_hand=(17, -18), far_hand=(20, -17))
BEND = Pose(hip=(-4, -46), lean=40, near_foot=(-6, 0), far_foot=(5, -1), near_hand=(23, -33), far_hand=(26, -34))
GROUND = Pose(hip=(0, -7), near_foot=(15, -1), far_foot=(19, -2), near_hand=(11, -15), far_hand=(13, -16), seated=True)
CHILD_SIT = Pose(
    hip=(0, -24), near_foot=(14, 0), far_foot=(17, -1), near_hand=(10, -32), far_hand=(13, -32), seated=True
)


def reach(
    pose: Pose,
    near: Point | None = None,
    far: Point | None = None,
    lean: float | None = None,
    tilt: float | None = None,
    *,
    crossed: bool = False,
) -> Pose:
    """The pose with other hands, lean or tilt of the head."""
    return replace(
        pose,
        near_hand=near or pose.near_hand,
        far_hand=far or pose.far_hand,
        lean=pose.lean if lean is None else lean,
        tilt=pose.tilt if tilt is None else tilt,
        far_in_front=crossed,
    )


def legs_of(pose: Pose, near: Point, far: Point, hip: Point | None = None) -> Pose:
    """The pose with other feet."""
    return replace(pose, near_foot=near, far_foot=far, hip=hip or pose.hip)


GIVE = reach(STAND, near=(17, -56), far=(20, -55))
SHOW = reach(STAND, near=(-7.5, -44.5), far=(24, -68))
READ = reach(STAND, near=(12, -58), far=(15, -58), tilt=6)
WAVE = reach(STAND, far=(20, -92))
TALK = reach(STAND, near=(8, -58), far=(21, -64))
SIT_READ = reach(SIT, near=(14, -38), far=(17, -38), tilt=8)
SIT_WORK = reach(SIT, near=(17, -36), far=(20, -36), lean=8, tilt=8)
SIT_TALK = reach(SIT, near=(12, -32), far=(19, -46))
CARRY = reach(WALK, near=(12, -52), far=(14, -52))
CLAP = reach(STAND, near=(12.5, -59), far=(14, -61))
