"""YAML text becomes plain values with the line and column of every key.

Scalars stay text: the record's kind decides what they mean, so ``410402``, ``no`` and ``2018-03`` cannot turn
into something that the writer did not mean. Anchors, aliases and tags are refused, which rules out YAML bombs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from generator.problems import Problem

KeyPath = tuple[str | int, ...]
Marks = Mapping[KeyPath, int]
"""Place of each key and list item, packed as ``line << 12 | column`` (ten thousand reports hold half a million)."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 24
_DEEP = re.compile(rf"^(?:[ ]{{64}}|(?:[-?:]\s+){{{_MAX_DEPTH},}})", re.MULTILINE)
_PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "value")
)
_keypaths: dict[KeyPath, KeyPath] = {}
"""One tuple per distinct key path, shared by all records."""


def pack(line: int, column: int) -> int:
    """Both 1-based."""
    return line << 12 | min(column, 4095)


def unpack(mark: int) -> tuple[int, int]:
    """``(line, column)``, both 1-based."""
    return mark >> 12, mark & 4095


class _Reader:
    """Turns one node tree into values, marks and problems."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.offset = first_line
        self.marks: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self.seen: set[int] = set()

    def wrong(self, node: Any, message: str, hint: str, rule: str = "F2") -> None:
        mark = node.start_mark
        place = (mark.line + self.offset, mark.column + 1)
        self.problems.append(Problem(self.path, *place, rule, "error", message, hint))

    def value(self, node: Any, at: KeyPath) -> Any:
        if id(node) in self.seen:
            self.wrong(node, "用了 YAML 的锚点和别名（& 和 *）", "请把内容完整写出来")
            return None
        self.seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            tag = str(node.tag).removeprefix("tag:yaml.org,2002:")
            self.wrong(node, f"不允许 YAML 标签 “{tag[:40]}”", "请去掉感叹号开头的标签；要写感叹号就加引号")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*at, index)) for index, child in enumerate(node.value)]
        if node.tag == "tag:yaml.org,2002:null":
            return None
        return node.value

    def item(self, node: Any, at: KeyPath) -> Any:
        at = _keypaths.setdefault(at, at)
        self.marks[at] = pack(node.start_mark.line + self.offset, node.start_mark.column + 1)
        return self.value(node, at)

    def mapping(self, node: Any, at: KeyPath) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str) or key == "<<":
                self.wrong(key_node, "键名必须是一个词", "请写成 “键: 值”")
                continue
            if key in found:
                self.wrong(key_node, f"“{key}” 写了两次", "请只留一个", "F6")
                continue
            place = (*at, key)
            place = _keypaths.setdefault(place, place)
            self.marks[place] = pack(key_node.start_mark.line + self.offset, key_node.start_mark.column + 1)
            found[key] = self.value(value_node, place)
        return found


def read_yaml(path: str, text: str, first_line: int = 1) -> tuple[Any, dict[KeyPath, int], list[Problem]]:
    """Values, marks and problems of one YAML text; the value is None where the text cannot be read.

    Args:
        path: for the problems.
        text: one YAML document.
        first_line: 1-based line of the file on which ``text`` begins.
    """
    if _nested_too_deep(text):
        problem = Problem(
            path, first_line, 1, "F2", "error", f"YAML 层次太深（超过 {_MAX_DEPTH} 层）", "请检查缩进和括号"
        )
        return None, {}, [problem]
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, {}, [_syntax(path, text, error, first_line)]
    if node is None:
        return None, {}, []
    reader = _Reader(path, first_line)
    value = reader.value(node, ())
    return value, reader.marks, reader.problems


def _nested_too_deep(text: str) -> bool:
    """A cheap look for text that would nest deeply, before a recursive parser sees it."""
    if _DEEP.search(text):
        return True
    depth = 0
    for char in re.findall(r"[\[\]{}]", text):
        depth += 1 if char in "[{" else -1
        if depth > _MAX_DEPTH:
            return True
        depth = max(depth, 0)
    return False


def _syntax(path: str, text: str, error: yaml.YAMLError, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    line = min(line, max(len(lines) - 1, 0))
    message, hint = explain(str(getattr(error, "problem", error)), lines[line] if lines else "")
    return Problem(path, line + first_line, column + 1, "F2", "error", message, hint)


_EXPLANATIONS = (
    ("mapping values are not allowed", "冒号的位置不对", "值里面有冒号时，请给整个值加上引号"),
    ("did not find expected key", "这一行的缩进或引号不对", "同一层的键要左边对齐；引号要成对"),
    ("did not find expected '-' indicator", "列表的缩进不对", "每一项都以 “- ” 开头，并且左边对齐"),
    ("could not find expected ':'", "这一行缺少冒号", "请写成 “键: 值”，冒号用半角，后面空一格"),
    ("did not find expected ',' or ']'", "方括号没有写完", "列表写成 [甲, 乙]，逗号和括号用半角"),
    ("did not find expected ',' or '}'", "花括号没有写完", "写成 {键: 值, 键: 值}，逗号和括号用半角"),
    ("unexpected end of stream", "引号没有写完", "请补上后一个引号"),
    ("undefined alias", "用了 YAML 的别名（*）", "要写星号就给整个值加上引号"),
    ("expected alphabetic or numeric character", "值不能以 & 或 * 开头", "请给整个值加上引号"),
    ("control characters are not allowed", "有看不见的控制字符", "请删掉这一行重新输入"),
    ("expected a single document", "文件里有不止一份 YAML", "请删掉多余的 “---”"),
)


def explain(problem: str, line: str) -> tuple[str, str]:
    """Chinese message and hint for a parser's English complaint about ``line``."""
    if "\t" in line:
        return "这一行用了制表符（Tab）", "请改成空格，每层两个"
    if "：" in line and ":" not in line:
        return "用了全角冒号 “：”", "键后面要用半角冒号加一个空格，例如 “title: 标题”"
    for sign, message, hint in _EXPLANATIONS:
        if sign in problem:
            return message, hint
    return "YAML 格式不对", "请对照手册检查缩进、冒号和引号"
