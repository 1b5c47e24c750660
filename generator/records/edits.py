"""Change one value of a record's text and leave every other byte alone: comments, order, quotes, line ends.

The place is found on the nodes of the YAML parser, the change is made in the text, and the result is read again: what
does not mean exactly what was wanted is refused, never written.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from generator.records.marks import KeyPath, read_yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_END = re.compile(r"\r?\n")
_NULL = "tag:yaml.org,2002:null"
_WIDE = 1 << 20
"""Characters; no value of ours is broken into lines."""


class UneditableError(Exception):
    """The text is written in a way that no safe change is known for; a person has to make it."""


@dataclass(frozen=True, slots=True)
class _Change:
    """Characters to be replaced, as places in the YAML text."""

    start: int
    stop: int
    new: str


def with_value(text: str, at: KeyPath, value: object) -> str:
    """The text of a YAML file or Markdown file with ``value`` at a key, which may be new in its mapping.

    Args:
        text: of the whole file, with the line ends it has.
        at: keys and 0-based list places that lead to the value, the last of them a key.
        value: text, number, flag, day, or a list or mapping of those.

    Raises:
        UneditableError: the mapping is not there, or what stands at the key is a block of lines.
    """

    def change(yaml_text: str) -> _Change:
        parent = _found(_composed(yaml_text), at[:-1])
        if not isinstance(parent, yaml.MappingNode):
            raise UneditableError
        for key, node in parent.value:
            if key.value == at[-1]:
                return _replaced(yaml_text, key, node, value)
        return _added(yaml_text, parent, f"{at[-1]}: {written(value)}")

    return _changed(text, change, at, lambda holder: holder.__setitem__(at[-1], value))


def with_item(text: str, at: KeyPath, item: object) -> str:
    """The text with one more item at the end of the list at a key; the list is begun where there is none.

    Raises:
        UneditableError: something else than a list stands there.
    """

    def change(yaml_text: str) -> _Change:
        parent = _found(_composed(yaml_text), at[:-1])
        if not isinstance(parent, yaml.MappingNode):
            raise UneditableError
        for key, node in parent.value:
            if key.value == at[-1]:
                return _listed(yaml_text, parent, key, node, item)
        if parent.flow_style:
            return _added(yaml_text, parent, f"{at[-1]}: [{written(item)}]")
        return _added(yaml_text, parent, f"{at[-1]}:\n{' ' * _column(parent)}  - {written(item)}")

    def apply(holder: Any) -> None:
        holder[at[-1]] = [*(holder.get(at[-1]) or []), item]

    return _changed(text, change, at, apply)


def written(value: object) -> str:
    """A value as YAML on one line, quoted where it must be."""
    plain = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=_WIDE
    )  # fmt: skip
    return str(plain).removesuffix("\n").removesuffix("\n...")


def _changed(text: str, change: Any, at: KeyPath, apply: Any) -> str:
    """Make a change in the YAML of a text, and prove that it says what ``apply`` does to the values."""
    lines = text.replace("\r\n", "\n")
    mark = 1 if lines.startswith("\ufeff") else 0
    front = _FRONT.match(lines, mark)
    start, stop = front.span("yaml") if front else (mark, len(lines))
    before = lines[start:stop]
    try:
        made: _Change = change(before)
    except yaml.YAMLError:
        raise UneditableError from None
    after = before[: made.start] + made.new + before[made.stop :]
    wanted = copy.deepcopy(_values(before))
    holder = wanted
    for step in at[:-1]:
        holder = holder[step]
    apply(holder)
    if _values(after) != _spelt(wanted):
        raise UneditableError
    spliced = _spliced(text, _Change(start + made.start, start + made.stop, made.new))
    if spliced.replace("\r\n", "\n") != lines[:start] + after + lines[stop:]:
        raise UneditableError
    return spliced


def _spliced(text: str, made: _Change) -> str:
    """A text in which some lines may end in another way than others, with a change whose places count each end once.

    New lines end as the line does behind which they stand.
    """
    ends = [found.start() for found in re.finditer("\r\n", text)]
    ends = [place - number for number, place in enumerate(ends)]
    first, last = (place + bisect_left(ends, place) for place in (made.start, made.stop))
    behind = _END.search(text, last) or next(reversed(list(_END.finditer(text))), None)
    return text[:first] + made.new.replace("\n", behind[0] if behind else "\n") + text[last:]


def _values(yaml_text: str) -> Any:
    values, _, problems = read_yaml("", yaml_text)
    if problems:
        raise UneditableError
    return values


def _spelt(value: Any) -> Any:
    """A value as the reader of records returns it: every scalar is text."""
    if isinstance(value, Mapping):
        return {key: _spelt(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelt(each) for each in value]
    return value if value is None or isinstance(value, str) else written(value)


def _composed(yaml_text: str) -> Any:
    node = yaml.compose(yaml_text, Loader=_Loader)
    if node is None:
        raise UneditableError
    return node


def _found(node: Any, at: KeyPath) -> Any:
    for step in at:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            raise UneditableError
    return node


def _is_empty(node: Any) -> bool:
    """``key:`` with nothing behind it, not even quotes."""
    return bool(node.start_mark.index == node.end_mark.index)


def _replaced(text: str, key: Any, node: Any, value: object) -> _Change:
    if _is_empty(node):
        place = text.index(":", key.end_mark.index) + 1
        return _Change(place, place, f" {written(value)}")
    scalar = isinstance(node, yaml.ScalarNode)
    if node.style in ("|", ">") if scalar else not node.flow_style:
        raise UneditableError
    return _Change(node.start_mark.index, node.end_mark.index, written(value))


def _added(text: str, parent: Any, line: str) -> _Change:
    """One more key in a mapping, behind the last."""
    last = parent.value[-1][1] if parent.value else None
    if parent.flow_style:
        return _in_brackets(text, parent, last and _bound(parent.value[-1]), line)
    if last is None:
        raise UneditableError
    place = _line_end(text, parent.value[-1])
    return _Change(place, place, f"\n{' ' * _column(parent)}{line}")


def _listed(text: str, parent: Any, key: Any, node: Any, item: object) -> _Change:
    """One more item in whatever stands at the key of a list."""
    if _is_empty(node) and not parent.flow_style:
        place = text.find("\n", key.end_mark.index)
        place = len(text) if place < 0 else place
        return _Change(place, place, f"\n{' ' * _column(parent)}  - {written(item)}")
    if _is_empty(node) or node.tag == _NULL:  # written as ~ or null
        return _replaced(text, key, node, [item])
    if not isinstance(node, yaml.SequenceNode):
        raise UneditableError
    if node.flow_style:
        return _in_brackets(text, node, node.value and node.value[-1].end_mark.index, written(item))
    place = _line_end(text, (key, node.value[-1]))
    return _Change(place, place, f"\n{' ' * _column(node)}- {written(item)}")


def _bound(pair: tuple[Any, Any]) -> int:
    """Where the last pair of a flow mapping ends."""
    key, value = pair
    return int(max(key.end_mark.index, value.end_mark.index))


def _in_brackets(text: str, node: Any, last: int | None, more: str) -> _Change:
    """Behind the last thing between brackets, so that a comma or comment behind it stays where it is."""
    if last:
        gap = " " if text[last - 1] == ":" else ""
        return _Change(last, last, f"{gap}, {more}")
    place = node.start_mark.index + 1
    return _Change(place, place, more)


def _column(node: Any) -> int:
    return int(node.start_mark.column)


def _line_end(text: str, pair: tuple[Any, Any]) -> int:
    """The end of the line on which a pair ends; blocks are marked as ending where the next thing begins."""
    key, node = pair
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(last, tuple) else (key, last)
    stop = max(node.end_mark.index, key.end_mark.index)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        stop = len(text[:stop].rstrip())
    end = text.find("\n", stop)
    return len(text.rstrip("\n")) if end < 0 else end
