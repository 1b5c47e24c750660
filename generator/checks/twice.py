"""Rule I15: what is said of a photograph is said wherever the same file lies; one careless entry shows somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.checks.registry import Facts, Rule, rule
from generator.photos.develop import Probed
from generator.problems import Problem
from generator.records.consent import recognised
from generator.records.kinds import Photo
from generator.records.library import Entry
from generator.records.marks import KeyPath

Told = tuple[Entry[Any], Photo, KeyPath]


@rule(
    "I15",
    "同一张照片用在几处，people、minors、blurred、home、householder 写得一样",
    "error",
    "民法典第一千零一十九条；个人信息保护法第十五条",
)
def copies_say_the_same(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Every place but the first is compared with it, so that each difference is told once."""
    same: dict[str, list[Told]] = defaultdict(list)
    for entry, photo, at in photographs(facts.library):
        seen = facts.seen.get(photo_path(entry, photo)) if is_plain_name(photo.file) else None
        if isinstance(seen, Probed):
            same[seen.digest].append((entry, photo, at))
    for (first, photo, _), *others in same.values():
        path, said = photo_path(first, photo), _said(first, photo)
        for entry, other, at in others:
            keys = [key for key, value in _said(entry, other).items() if value != said[key]]
            if keys and photo_path(entry, other) != path:  # rule F9 tells of one file written twice
                message = f"和 {path} 是同一张照片，{'、'.join(keys)} 写得不一样"
                hint = "请对照照片，把几处都写成实际的样子；有一处不能显示，网站各处都不显示这张照片"
                yield this.at(entry, message, hint, *at)


def _said(entry: Entry[Any], photo: Photo) -> dict[str, object]:
    """What is not written means the same as “false”; a portrait is of whom its page is about."""
    people = recognised(entry, photo) or photo.people or ()
    return {
        "people": frozenset(people), "minors": bool(photo.minors), "blurred": photo.blurred, "home": photo.home,
        "householder": photo.householder,
    }  # fmt: skip
