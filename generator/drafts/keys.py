"""Keys of a record whose colon was typed the Chinese way, or with no blank behind it."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from typing import Any

from generator.records.fields import Fields

_LINE = re.compile(
    r"^(?P<before>[ ]*(?:- )?)(?P<key>[A-Za-z_]+)[ ]*(?P<colon>：[ \u3000]*|:(?=[^\s/]))(?P<value>[^\r\n]*)",
    re.MULTILINE,
)
_FRONT = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def with_plain_keys(text: str, model: type[Fields], *, whole: bool) -> str:
    """The text with ``key: value`` wherever a line begins with a key of the record and another colon.

    Args:
        text: of the file.
        model: of the record; a word that is no key of it or of its parts is left alone.
        whole: it is YAML to its end, not Markdown with front matter.
    """
    known = set(_keys(model))

    def plain(match: re.Match[str]) -> str:
        if match["key"] not in known:
            return match[0]
        value = match["value"].strip()
        return f"{match['before']}{match['key']}:{' ' if value else ''}{value}"

    if whole:
        return _LINE.sub(plain, text)
    front = _FRONT.match(text)
    if front is None:
        return text
    start, stop = front.span("yaml")
    return text[:start] + _LINE.sub(plain, text[start:stop]) + text[stop:]


def _keys(model: type[Fields]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield info.alias or name
        for inner in _inner(info.annotation):
            yield from _keys(inner)


def _inner(annotation: Any) -> Iterator[type[Fields]]:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        yield annotation
    elif typing.get_origin(annotation) in (tuple, typing.Union, types.UnionType, typing.Annotated):
        for each in typing.get_args(annotation):
            yield from _inner(each)
