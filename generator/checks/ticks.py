"""Rule I8: somebody has looked at each photograph for what must not be read in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.checks.photos import photographs
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import Entry
from generator.records.marks import KeyPath


@rule(
    "I8",
    "公开的照片有人逐张看过：没有证件、表格、药盒、车牌、收款码",
    "warning",
    "个人信息保护法第二十五条、第二十八条",
)
def photos_were_looked_at(this: Rule, facts: Facts) -> Iterator[Problem]:
    """One line a record, at its first photograph without a tick; a story that is not selected may wait."""
    waiting: dict[str, tuple[Entry[Any], list[KeyPath]]] = {}
    for entry, photo, at in photographs(facts.library):
        if not photo.checked and getattr(entry.fields, "status", "selected") not in {"draft", "submitted"}:
            waiting.setdefault(entry.path, (entry, []))[1].append(at)
    for entry, places in waiting.values():
        how_many = f"有 {len(places)} 张照片" if len(places) > 1 else "照片"
        hint = (
            "请放大了逐张看：身份证件、登记表、病历和药盒、车牌、收款码、门牌、公章；都没有就写 checked: true，"
            "有就换一张或者打码"
        )
        yield this.at(entry, f"{how_many}还没有打勾（checked）", hint, *places[0])
