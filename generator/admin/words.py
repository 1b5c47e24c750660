"""What the rules say, in the words of the form: “照片 3 · 图说” instead of a line, labels instead of keys."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.admin.collections import Collection
from generator.admin.forms import labels
from generator.problems import Problem

_VALUES = {
    "true": "是", "false": "没有", "none": "没有人，或者认不出是谁", "crowd": "远景人群", "draft": "草稿",
    "report": "活动报道", "practice": "经验做法", "notice": "活动预告", "web": "网站", "wechat": "微信公众号",
    "consented": "监护人同意", "accompanied": "监护人陪同", "submitted": "审核中", "selected": "选用",
    "running": "进行中", "finished": "已结束",
}  # fmt: skip
_PAIR = re.compile(r"(?<![\w/.-])([a-z_]+): ?(\w+)(?![\w/-])")
_KEY = re.compile(r"(?<![\w/.-])[“\"]?([a-z_]+(?:\.[a-z_]+)*)[”\"]?(?![\w/-]|\.[a-z]|: ?\w)", re.ASCII)
_COMMAND = re.compile(r"[；，]?(?:也可以|可以|请)?(?:运行|用) ?jinguo fix(?: 自动改)?")
_TOP = re.compile(r"([a-z_]+):")
_WITHIN = re.compile(r"([a-z_]+):(?= )")
_TWICE = re.compile(r"(?<=[\u4e00-\u9fff])([\u4e00-\u9fff]{2,8}) ?“\1”")
"""A rule says “没有图说 caption”: the label once is enough."""
_RANK = {"error": 0, "warning": 1}


@dataclass(frozen=True, slots=True)
class Told:
    """One complaint as the form shows it."""

    place: str
    """In the form; empty where the record as a whole is meant."""
    text: str
    rule: str
    severity: str

    @property
    def sentence(self) -> str:
        """The whole of it in one line."""
        return f"{self.place}：{self.text}" if self.place else self.text


def told(collection: Collection, text: str, problem: Problem, path: str) -> Told:
    """A problem of a record, or of a photograph that belongs to it.

    Args:
        collection: of the record.
        text: of the record, as it lies on the branch.
        problem: what the rules say.
        path: of the record.
    """
    known = labels(collection)
    if problem.path == path:
        place = _place(known, text, problem.line, problem.column)
    else:
        place = _photo(text, problem.path.rpartition("/")[2])
    said = plain(known, problem.message)
    hint = plain(known, problem.hint)
    return Told(place, f"{said}（{hint}）" if hint else said, problem.rule, problem.severity)


def plain(known: Mapping[str, str], text: str) -> str:
    """The labels of the form for the keys of a file, and what it offers for their values."""
    # One key may have two labels: photographs are spoken of most often.
    often = sorted(known.items(), key=lambda each: (each[0].startswith("photos."), -each[0].count(".")))
    flat = {key.rpartition(".")[2]: label for key, label in often} | dict(known)

    def pair(match: re.Match[str]) -> str:
        key, value = match.groups()
        return f"“{flat[key]}”选“{_VALUES.get(value, value)}”" if key in flat else match[0]

    def key(match: re.Match[str]) -> str:
        return f"“{flat[match[1]]}”" if match[1] in flat else match[0]

    text = _COMMAND.sub("；也可以按“自动改好”" if not text.startswith("用") else "按“自动改好”", text)
    return _TWICE.sub(r"\1", _KEY.sub(key, _PAIR.sub(pair, text)).replace("“”", "").lstrip("；"))


def ordered(listed: list[Told]) -> list[Told]:
    """Errors first; what concerns one place together, as places follow one another in the form."""
    places = {each.place: number for number, each in reversed(list(enumerate(listed)))}
    return sorted(dict.fromkeys(listed), key=lambda each: (_RANK.get(each.severity, 2), places[each.place]))


def _place(known: Mapping[str, str], text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    end = next((number for number, each in enumerate(lines[1:], start=2) if each == "---"), 0)
    if line > end:
        return _paragraph(lines[end:line])
    top, number = "", 0
    for each in lines[1:line]:
        match = _TOP.match(each)
        if match:
            top, number = match[1], 0
        number += each.startswith("  - ")
    if not top or (line == 1 and column == 1):
        return ""
    within = [match[1] for match in _WITHIN.finditer(lines[line - 1]) if match.start() <= column - 1]
    inner = next((known[f"{top}.{each}"] for each in reversed(within) if f"{top}.{each}" in known), "")
    label = known.get(top, top)
    whole = f"{label} {number}" if number else label
    return f"{whole} · {inner}" if inner and inner != label else whole


def _paragraph(before: list[str]) -> str:
    """Which paragraph of the text the last of these lines belongs to."""
    number = sum(bool(each.strip()) and not above.strip() for above, each in zip(["", *before], before, strict=False))
    return f"正文第 {max(number, 1)} 段"


def _photo(text: str, name: str) -> str:
    names = re.findall(r"\bfile: ([^,}\n]+)", text)
    return f"照片 {names.index(name) + 1}" if name in names else "照片"
