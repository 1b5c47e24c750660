"""Rule I1: a photograph in the register holds pixels and nothing else; git never forgets what once lay in it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.checks.registry import Facts, Rule, rule
from generator.photos.develop import Probed
from generator.photos.metadata import UNKNOWN
from generator.problems import Problem

_PHONE = "手机的 HEIC 原片（相机、时间，可能有拍摄地点）"
"""What can be decoded and is of no other format; its container is not walked, because it never stays."""


@rule("I1", "照片里没有拍摄地点、时间、机型等附带信息", "error", "个人信息保护法第二十八条（行踪轨迹）")
def masters_reveal_nothing(this: Rule, facts: Facts) -> Iterator[Problem]:
    places = {
        photo_path(entry, photo): (entry, at)
        for entry, photo, at in photographs(facts.library)
        if is_plain_name(photo.file)
    }
    for path, seen in facts.seen.items():
        if not isinstance(seen, Probed) or not seen.reveals:
            continue
        held = [_PHONE if each == UNKNOWN else each for each in seen.reveals]
        message = f"照片还没有洗净：{'、'.join(held)}"
        typed = f'"{path}"' if " " in path else path
        hint = f"请运行 jinguo photos clean {typed}"
        if path in places:
            entry, at = places[path]
            yield this.at(entry, message, hint, *at, "file")
        else:
            yield Problem(path, 1, 1, this.id, this.severity, message, hint)
