"""Rules I10 and I13: photographs large enough to lead a page and small enough to be handed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.photos import photo_path, photographs
from generator.checks.registry import Facts, Rule, rule
from generator.photos.develop import Probed
from generator.problems import Problem
from generator.records.kinds import Photo
from generator.records.library import Entry
from generator.records.marks import KeyPath

_MB = 1024 * 1024
HEAVY = 5 * _MB
"""Bytes of a photograph that fills the register for nothing: web sizes are made of far less."""
LEAD_WIDTH = 900
"""Pixels across that a lead photograph needs, and the wide cover (2.35:1) of an official account."""
COVER_SIDE = 500
"""Pixels of the square cover (1:1), which is cut from the same photograph."""


def _probed(facts: Facts, entry: Entry[Any], photo: Photo) -> Probed | None:
    """What a photograph is, where it could be read; ``F8`` and ``F9`` speak of the others."""
    seen = facts.seen.get(photo_path(entry, photo))
    return seen if isinstance(seen, Probed) else None


def _measured(facts: Facts) -> Iterator[tuple[Entry[Any], Photo, KeyPath, Probed]]:
    for entry, photo, at in photographs(facts.library):
        probed = _probed(facts, entry, photo)
        if probed is not None:
            yield entry, photo, at, probed


@rule("I10", "首图裁得出公众号的方图", "warning", "微信公众平台图片要求")
def covers_can_be_cut(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A photograph too narrow for the wide cover is told by ``I13``; what goes out is encoded anew."""
    for entry, _, at, probed in _measured(facts):
        lead = at == ("photos", 0) and entry.path.startswith("activities/")
        if lead and probed.width >= LEAD_WIDTH and probed.height < COVER_SIDE:
            message = f"首图只有 {probed.width}×{probed.height}，裁不出公众号的方图"
            yield this.at(entry, message, f"请换一张高度不小于 {COVER_SIDE} 像素的照片放在第一", *at, "file")


@rule("I13", "照片文件不超过 5 MB，头图宽度不小于 900 像素", "warning", "本网站要求")
def photos_have_a_fitting_size(this: Rule, facts: Facts) -> Iterator[Problem]:
    for entry, _, at, probed in _measured(facts):
        if probed.size > HEAVY:
            message = f"照片文件有 {probed.size / _MB:.1f} MB，超过 5 MB"
            yield this.at(entry, message, "请导出小一点的：长边 2560 像素就够，登记册也不会越来越大", *at, "file")
        if at == ("photos", 0) and probed.width < LEAD_WIDTH:
            message = f"头图只有 {probed.width} 像素宽，少于 {LEAD_WIDTH} 像素"
            hint = "放大会糊，公众号封面也裁不出来：请拍的人发“原图”，或者把大的一张放在第一"
            yield this.at(entry, message, hint, *at, "file")
