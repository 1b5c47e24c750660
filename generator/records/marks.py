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
from generator.records.syntax import syntax_problem

KeyPath = tuple[str | int, ...]
Marks = Mapping[KeyPath, int]
"""Place of each key and list item, packed as ``line << 12 | column`` (ten thousand reports hold half a million)."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 24
_SUSPECT = re.compile(rf"[&*!]|^ {{64}}|(?:[-?:][ \t]+){{{_MAX_DEPTH}}}", re.MULTILINE)
"""What every anchor, alias, tag and deep nesting has; text without it is not read twice."""
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]")
_ODD_CHARACTERS = re.compile("[\\x85\\u2028\\u2029\\ud800-\\udfff]")
"""Line ends to YAML but to no editor, which come with text pasted from web pages; and halves of characters."""
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

    def wrong(self, node: Any, message: str, hint: str, rule: str = "F2") -> None:
        mark = node.start_mark
        place = (mark.line + self.offset, mark.column + 1)
        self.problems.append(Problem(self.path, *place, rule, "error", message, hint))

    def value(self, node: Any, at: KeyPath) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self.item(child, (*at, index)) for index, child in enumerate(node.value)]
        if node.tag == "tag:yaml.org,2002:null":
            return None
        if node.style == '"' and _CONTROL.search(node.value):
            self.wrong(node, "双引号里写了控制字符", "请去掉反斜杠，或者改用单引号")
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
                self.wrong(key_node, "键名必须是一个词", "请写成 “键: 值”，不用 ?、<< 这些写法")
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
    text = _ODD_CHARACTERS.sub(" ", text) if _ODD_CHARACTERS.search(text) else text
    suspect = _SUSPECT.search(text) is not None or _many_brackets(text)
    refused, final = _refused(path, text, first_line) if suspect else ([], False)
    if final:
        return None, {}, refused
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, {}, [*refused, syntax_problem(path, text, error, first_line)]
    if node is None:
        return None, {}, refused
    reader = _Reader(path, first_line)
    value = reader.value(node, ())
    return value, reader.marks, [*refused, *reader.problems]


def _many_brackets(text: str) -> bool:
    """Whether brackets could open more lists inside one another than any record has."""
    depth = 0
    for char in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if char in "[{" else max(depth - 1, 0)
        if depth > _MAX_DEPTH:
            return True
    return False


def _refused(path: str, text: str, first_line: int) -> tuple[list[Problem], bool]:
    """Tags, anchors, aliases and deep nesting, and whether the text may still be composed.

    The parser's events come one by one, without recursion, so that neither a YAML bomb nor a thousand
    opened lists can exhaust anything.
    """
    found: list[Problem] = []
    depth = 0
    event: Any
    try:
        for event in yaml.parse(text, Loader=_Loader):
            place = (event.start_mark.line + first_line, event.start_mark.column + 1)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_DEPTH:
                message = f"YAML 层次太深（超过 {_MAX_DEPTH} 层）"
                return [*found, Problem(path, *place, "F2", "error", message, "请检查缩进和括号")], True
            if getattr(event, "anchor", None):
                message = "值以 & 或 * 开头，成了 YAML 的锚点或别名"
                hint = "如果 & 或 * 是文字，请给整个值加上引号；不是的话，请把内容完整写出来"
                return [*found, Problem(path, *place, "F2", "error", message, hint)], True
            tag = getattr(event, "tag", None)
            if tag:
                message = f"值以感叹号开头，成了 YAML 标签 “{_short(tag)}”"
                found.append(Problem(path, *place, "F2", "error", message, "如果感叹号是文字，请给整个值加上引号"))
    except yaml.YAMLError:
        pass  # composing meets the same mistake and says where
    return found, False


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:40]
