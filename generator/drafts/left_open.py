"""What a form has left for a person: keys that a story should have, and remarks that ask to fill in or to make sure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.checks.privacy import discreet
from generator.problems import Problem
from generator.records.kinds import Activity
from generator.records.library import Entry

FILL, CONFIRM = "还要填", "请核对"
_REMARK = re.compile(rf"(?:^|[ \t])#[ \t]*(?P<what>{FILL}|{CONFIRM})(?:[：:][ \t]*(?P<key>[a-z_]+)[：:])?")
_FEW = 2
_WANTED: Mapping[str, Mapping[str, str]] = {
    "report": {
        "served": "服务了多少人、哪些人",
        "volunteers": "参加的志愿者人数",
        "hours": "服务总时长（小时）",
        "summary": "一两句话的摘要",
        "photos": "照片",
    },
    "practice": {"summary": "一两句话的摘要"},
}
"""Kind of story → keys that no rule insists on, because some story may do without; a clerk should know of them."""


def left_open(entry: Entry[Activity], text: str) -> list[Problem]:
    """One reminder for each key that is still missing, and for each remark that still asks for something.

    Args:
        entry: the story.
        text: of its file.
    """
    wanted = _WANTED.get(entry.fields.kind, {})
    lacking = [key for key in wanted if getattr(entry.fields, key) in (None, ()) and key not in entry.document.silent]
    found: list[Problem] = []
    remarks: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n")[: entry.document.body_line - 1], start=1):
        remark = _REMARK.search(line)
        if remark is None:
            continue
        if remark["key"] in lacking:
            lacking.remove(remark["key"])
            found.append(_lacks(entry, number, remark["key"], wanted, "照这一行写好，去掉前面的 # 和说明"))
        else:
            remarks.setdefault(remark["what"], []).append(number)
    for key in lacking:
        photos = f"请用命令放：jinguo photos add {entry.folder} 照片…"
        hint = photos if key == "photos" else f"请在信息块里加一行 {key}；真的没有就不用写"
        found.append(_lacks(entry, entry.document.place(key)[0], key, wanted, hint))
    found += [each for what, numbers in remarks.items() for each in _remarked(entry, what, numbers)]
    return sorted(discreet(each) for each in found)


def _remarked(entry: Entry[Activity], what: str, numbers: list[int]) -> list[Problem]:
    """A line each, or one for many: a letter leaves a dozen of them."""
    hint = "核对好了，请删掉这一句说明" if what == CONFIRM else "填好了，请删掉这一句说明"
    if len(numbers) <= _FEW:
        return [_problem(entry, number, f"这里还写着“{what}”", hint) for number in numbers]
    listed = "、".join(map(str, numbers))
    return [_problem(entry, numbers[0], f"有 {len(numbers)} 处还写着“{what}”（第 {listed} 行）", hint)]


def _lacks(entry: Entry[Activity], line: int, key: str, wanted: Mapping[str, str], hint: str) -> Problem:
    return _problem(entry, line, f"还没有写 {key}：{wanted[key]}", hint)


def _problem(entry: Entry[Activity], line: int, message: str, hint: str) -> Problem:
    return Problem(entry.path, line, 1, "F4", "warning", message, hint)
