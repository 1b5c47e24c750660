"""Safe corrections of a register as ready changes: of each file its text as it is, and as it should be.

Safe is what cannot change the meaning: punctuation, how a date or a number is typed, brackets of a document's number.
A correction that is not certain is not made; what could not be written safely is told, with its place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.checks.copyedit import applied, for_a_value, suggested
from generator.checks.privacy import masked
from generator.checks.quotations import untouchable
from generator.checks.terms import mistyped
from generator.checks.written_numbers import dates, document_numbers, unspoilt
from generator.drafts.commas import with_whole_values
from generator.drafts.keys import with_plain_keys
from generator.problems import Problem
from generator.records.edits import UneditableError, with_value
from generator.records.fields import Fields
from generator.records.kinds import Consent
from generator.records.kinds_by_path import kind_of
from generator.records.library import Library
from generator.records.marks import KeyPath
from generator.records.misread import CONSENTS, misread
from generator.records.source import Document, read_record

_HANDBOOK = "content/guide/"
"""It quotes what is wrong in order to explain it."""
_PROSE = ("title", "headline", "summary", "intro")
_SAID_OF_PHOTOS = ("alt", "caption")
_ROUNDS = 4
_MARK = "\ufeff"
_UNSAFE = "这一项的写法程序不敢改"


@dataclass(frozen=True, slots=True)
class Fix:
    """One file and what it should say."""

    path: str
    """POSIX path relative to the register's root."""
    old: str
    """The whole text with the line ends that it has."""
    new: str
    what: tuple[str, ...]
    """What was put right, in Chinese, each once."""


@dataclass(slots=True)
class Fixes:
    """What can be put right in a register, and what cannot."""

    made: list[Fix] = field(default_factory=list)
    left: list[Problem] = field(default_factory=list)
    """Slips that a person has to mend, each with its place."""


def fixes(library: Library) -> list[Fix]:
    """Every file of a register for which there are safe corrections, sorted by path."""
    return all_fixes(library).made


def all_fixes(library: Library) -> Fixes:
    """The safe corrections of every record, and the slips for which there is none."""
    found = Fixes()
    for path in sorted(library.texts):
        if is_mendable(path):
            try:
                text = (library.root / path).read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                found.left.append(Problem(path, 1, 1, "F1", "error", "不是 UTF-8 编码，没有改", "请先另存为 UTF-8"))
                continue
            new, what, left = mended(path, text)
            found.left += left
            if new != text:
                found.made.append(Fix(path, text, new, what))
    return found


def is_mendable(path: str) -> bool:
    """Whether a file is a record whose text a program may touch."""
    return not path.startswith(_HANDBOOK) and (kind_of(path) is not None or path == CONSENTS)


def mended(path: str, text: str) -> tuple[str, tuple[str, ...], list[Problem]]:
    """The text of one record with all safe corrections, what they were, and what could not be made.

    Corrections make each other possible: a key that was no key is read only now. So it goes on until nothing changes.
    """
    what: dict[str, None] = {}
    left: list[Problem] = []
    if text.startswith(_MARK):
        text = text.removeprefix(_MARK)
        what["去掉文件开头的 BOM 标记"] = None
    for _ in range(_ROUNDS):
        before = text
        text = _with_keys(path, text, what)
        text = _with_commas(path, text, what)
        text, left = _with_values(path, text, what)
        text = _with_body(path, text, what)
        if text == before:
            break
    return text, tuple(what), [*left, *_uncertain(path, text)]


def polished(text: str, what: dict[str, None], source: str | None = None) -> str:
    """Prose with its safe corrections; ``what`` hears which. A key's value comes with the text of its file."""
    for find, said in ((mistyped, "“巾帼”的错字"), (dates, "正文里的日期"), (document_numbers, "文号")):
        slips = unspoilt(text, find)
        if slips:
            text = applied(text, [each.edit for each in slips])
            what[said] = None
    made = suggested(text) if source is None else for_a_value(text, source)
    if made:
        what["标点和空格"] = None
    return applied(text, made)


def _read(path: str, text: str) -> tuple[Document, list[Problem]]:
    found: list[Problem] = []
    return read_record(path, text.replace("\r\n", "\n"), found), found


def _with_keys(path: str, text: str, what: dict[str, None]) -> str:
    """Keys with a full-width colon, or with no blank behind the colon; kept only if the file is read better then."""
    before = [each for each in _read(path, text)[1] if each.severity == "error"]
    if not before:
        return text
    new = with_plain_keys(text, _model(path), whole=not path.endswith(".md"))
    after = [each for each in _read(path, new)[1] if each.severity == "error"]
    if new == text or len(after) > len(before) or (after and after[0].line <= before[0].line):
        return text
    what["键后面的冒号"] = None
    return new


def _with_commas(path: str, text: str, what: dict[str, None]) -> str:
    """Values within braces that a comma has cut in two; kept only where the file is read as well then."""
    document, before = _read(path, text)
    new = with_whole_values(text, document)
    if new == text or len(_read(path, new)[1]) > len(before):
        return text
    what["花括号里的半角逗号"] = None
    return new


def _model(path: str) -> type[Fields]:
    kind = kind_of(path)
    return kind[2] if kind else Consent


def _with_values(path: str, text: str, what: dict[str, None]) -> tuple[str, list[Problem]]:
    """Dates and numbers that reading refuses, and the prose of keys."""
    document, wrong = _read(path, text)
    left: list[Problem] = []
    if wrong or not isinstance(document.values, Mapping):
        return text, left
    wanted: list[tuple[KeyPath, object, dict[str, None]]] = [
        (each.at, each.meant, {_said(each.meant): None}) for each in misread(path, document.values, _model(path))
    ]
    for at, value in _prose(document.values):
        said: dict[str, None] = {}
        new = polished(value, said, text)
        if new != value:
            wanted.append((at, new, said))
    for at, meant, said in wanted:
        try:
            text = with_value(text, at, meant)
            what |= said
        except (UneditableError, KeyError, IndexError, TypeError):
            message = f"{_name(at)}：{'、'.join(said)}没有改，{_UNSAFE}"
            left.append(document.problem("F5", message, "请自己改", at=at, severity="warning"))
    return text, left


def _said(meant: object) -> str:
    return "日期" if isinstance(meant, (dt.date, Mapping)) or "-" in str(meant) else "数字"


def _name(at: KeyPath) -> str:
    return next((str(each) for each in reversed(at) if isinstance(each, str)), "")


def _prose(values: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What readers read of a front matter, with its place."""
    yield from _texts(values, (), _PROSE)
    yield from _texts(values.get("place"), ("place",), ("spot",))
    yield from _texts(values.get("portrait"), ("portrait",), _SAID_OF_PHOTOS)
    photos = values.get("photos")
    for number, photo in enumerate(photos if isinstance(photos, list) else ()):
        yield from _texts(photo, ("photos", number), _SAID_OF_PHOTOS)


def _texts(holder: object, under: KeyPath, keys: Sequence[str]) -> Iterator[tuple[KeyPath, str]]:
    for key in keys:
        value = holder.get(key) if isinstance(holder, Mapping) else None
        if isinstance(value, str) and value:
            yield (*under, key), value


_DOT = re.compile("[\u4e00-\u9fff]\\.[\u4e00-\u9fff]")
_FRONT = re.compile(r"---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def _with_body(path: str, text: str, what: dict[str, None]) -> str:
    """The Markdown below the front matter; where the front matter cannot be found whole, nothing is touched."""
    if not path.endswith(".md"):
        return text
    front = _FRONT.match(text)
    if front is None and text.startswith("---"):
        return text
    start = front.end() if front else 0
    body = text[start:]
    new = polished(body.replace("\r\n", "\n"), what)
    return text[:start] + _with_ends(body, new)


def _uncertain(path: str, text: str) -> Iterator[Problem]:
    """A dot between two Chinese words ends a sentence or stands within a name; only a person can tell."""
    document, wrong = _read(path, text)
    if wrong or not path.endswith(".md") or not _DOT.search(document.body):
        return
    kept = untouchable(document.body)
    for match in _DOT.finditer(document.body):
        if not kept.touch(match.start()):
            line = document.body_line + document.body.count("\n", 0, match.start())
            column = match.start() - document.body.rfind("\n", 0, match.start())
            message = f"“{masked(match[0])}” 中间是半角的点，分不清是句号还是间隔号，没有改"
            yield Problem(path, line, column, "W9", "warning", message, "请自己改成“。”“，”或者“·”")


def _with_ends(old: str, new: str) -> str:
    """New lines with the ends of the old ones; no correction makes or removes a line."""
    if "\r\n" not in old:
        return new
    ends = ["\r\n" if each.endswith("\r") else "\n" for each in old.split("\n")[:-1]]
    return "".join(line + end for line, end in zip(new.split("\n"), [*ends, ""], strict=True))
