"""A whole record file from its values: what a form, a letter or a person's answers become before anybody edits it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from generator.records.edits import written
from generator.records.fields import Fields
from generator.records.kinds import Team

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WORD = re.compile(r"[a-z_]+")
_NO_REMARKS: Mapping[str, str] = MappingProxyType({})
_UNWRITABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufeff\\ufffe\\uffff]"
)
"""What a record may not hold: control characters, other line ends, turned direction, halves of characters."""


def record_text(
    model: type[Fields], values: Mapping[str, object], body: str = "", *, remarks: Mapping[str, str] = _NO_REMARKS
) -> str:
    """The text of a record: front matter and body of a Markdown kind, plain YAML of a team.

    Args:
        model: kind of record; its keys come in its own order, unknown ones at the end (a rule will tell of them).
        values: by key as files write it; a key with None is left out.
        body: Markdown below the front matter; a team has none.
        remarks: key → what a person should know, as comment lines above the key, or in its place where the key is
            left out; the remark of the empty key stands at the top.
    """
    order = [info.alias or name for name, info in model.model_fields.items()]
    keys = [*order, *(key for key in values if key not in order)]
    lines = _remark(remarks.get("", ""))
    for key in keys:
        lines += _remark(remarks.get(key, ""))
        if values.get(key) is not None:
            lines += _entry(key, _plain(values[key]))
    front = "".join(f"{line}\n" for line in lines)
    if model is Team:
        return front
    text = _clean(body.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    return f"---\n{front}---\n{text}\n" if text else f"---\n{front}---\n"


def _remark(text: str) -> list[str]:
    return [f"# {_clean(line).strip()}" for line in text.splitlines() if line.strip()]


def _entry(key: str, value: object) -> list[str]:
    """One key: a list of mappings takes a line for each, everything else one line in all."""
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        return [f"{key}:", *(f"  - {_value(each)}" for each in value)]
    return [f"{key}: {_value(value)}"]


def _value(value: object) -> str:
    if isinstance(value, str) and "\n" in value:
        return json.dumps(value, ensure_ascii=False)  # which is YAML too, and never takes a second line
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)}: {_inner(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inner(each) for each in value) + "]"
    return written(value)


def _key(key: str) -> str:
    """``on`` and ``no`` are words to the reader of records, and so they stand bare as in every other file."""
    return key if _WORD.fullmatch(key) else written(key)


def _inner(value: object) -> str:
    """A value within brackets, where commas and brackets are signs."""
    if isinstance(value, str) and "\n" not in value:
        return written([value])[1:-1]
    return _value(value)


def _plain(value: Any) -> Any:
    """Lists, mappings, texts, numbers, flags and days; days written as text are days, so that nothing is quoted."""
    if isinstance(value, Fields):
        value = value.model_dump(by_alias=True, exclude_none=True)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value if each is not None]
    if isinstance(value, str):
        return _as_day(_clean(value).strip())
    return value


def _as_day(text: str) -> object:
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else text
    except ValueError:
        return text


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(" ", text)
