"""What was typed into the form becomes a record as the register writes them: order of keys, no empty values."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import personal
from generator.admin import words
from generator.admin.collections import Collection
from generator.admin.forms import labels
from generator.checks.privacy import in_text
from generator.drafts.text import record_text
from generator.problems import Problem
from generator.records.fields import Fields
from generator.records.library import Library, load_only
from generator.records.source import read_markdown

_REMARK = re.compile(r"(?P<remark>(?:^#.*\n)+)(?P<key>^[a-z_]+):", re.MULTILINE)


class NotARecordError(Exception):
    """What is wrong with what was typed, in Chinese, one complaint a line."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.message = "；".join(dict.fromkeys(lines))
        super().__init__(self.message)


@dataclass(slots=True)
class Typed:
    """A record from the form, read and typed."""

    collection: Collection
    path: str
    values: dict[str, Any]
    """As files write them, but with numbers and flags instead of text; nothing empty."""
    body: str

    def photos(self) -> list[dict[str, Any]]:
        """Its photographs, to be changed in place."""
        portrait = self.values.get("portrait")
        return [*self.values.get("photos", ()), *([portrait] if portrait else [])]

    def text(self, before: str = "") -> str:
        """The whole file; comments of the file as it was stay above their keys."""
        remarks = {
            match["key"]: _uncommented(match["remark"])
            for match in _REMARK.finditer(before.split("\n---", maxsplit=1)[0])
        }
        return record_text(self.collection.model, self.values, self.body, remarks=remarks)


def _uncommented(remark: str) -> str:
    return "\n".join(line.removeprefix("#").strip() for line in remark.splitlines())


def typed(collection: Collection, path: str, raw: str, library: Library | None = None) -> Typed:
    """Read what the form sends.

    Args:
        collection: of the record.
        path: where it lies, or would lie.
        raw: as the form writes it.
        library: gives the source of a story that names none: the unit of its first team.

    Raises:
        NotARecordError: it is no record of this kind.
    """
    problems: list[Problem] = []
    plain = read_markdown(path, raw.replace("\r\n", "\n"), problems)
    if problems or not isinstance(plain.values, dict):
        raise NotARecordError(_complaints(collection, raw, problems, path) or ["表单送来的内容读不懂，请刷新页面再试"])
    given = _filled(plain.values)
    if collection.name == "story" and library is not None:
        _sourced(given, library)
    with tempfile.TemporaryDirectory(prefix="jinguo-") as folder:
        place = Path(folder) / path
        place.parent.mkdir(parents=True)
        text = record_text(collection.model, given)
        place.write_text(text, encoding="utf-8")
        read, problems = load_only(Path(folder), [path])
    wrong = [each for each in problems if each.severity == "error"]
    entry = next(iter(getattr(read, collection.library).values()), None)
    if wrong or entry is None:
        raise NotARecordError(_complaints(collection, text, wrong, path))
    return Typed(collection, path, _values(entry.fields, given), _tidy(plain.body))


def _filled(value: Any) -> Any:
    """The same without what nobody filled in: the form writes empty texts, lists and mappings for it."""
    if isinstance(value, dict):
        inner = {key: _filled(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [each for each in map(_filled, value) if each not in (None, "", [], {})]
    return value


def _complaints(collection: Collection, text: str, problems: Iterable[Problem], path: str) -> list[str]:
    return [words.told(collection, text, each, path).sentence for each in problems]


def _sourced(given: dict[str, Any], library: Library) -> None:
    teams = given.get("teams")
    team = library.team(str(teams[0])) if isinstance(teams, list) and teams else None
    credits_ = given.setdefault("credits", {})
    if team is not None and isinstance(credits_, dict):
        credits_.setdefault("source", team.fields.unit)


def _values(fields: Fields, written: Mapping[str, Any]) -> dict[str, Any]:
    found = fields.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True, exclude={"waive"})
    if "waive" in written:
        found["waive"] = written["waive"]  # the reviewer's, whose shape in files is another
    return {key: plain for key, each in found.items() if (plain := _plain(key, each)) not in (None, "", [], {})}


def _plain(key: str, value: Any) -> Any:
    """One value as people write it: one day instead of a span, ``none`` instead of a list of it, 51 instead of 51.0."""
    if isinstance(value, Mapping):
        if set(value) == {"from", "to"}:
            return value["from"] if value["from"] == value["to"] else dict(value)
        return {name: plain for name, each in value.items() if (plain := _plain(name, each)) not in (None, "", [])}
    if isinstance(value, (list, tuple)):
        if key == "people" and list(value) in (["none"], ["crowd"]):
            return value[0]
        return [_plain(key, each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _tidy(body: str) -> str:
    """Paragraphs as Markdown wants them: no blanks of a typewriter before them, no trailing ones."""
    lines = [re.sub(r"^[\u3000\u00a0]+", "", line).rstrip() for line in body.strip("\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def personal_in(typed_record: Typed, library: Library) -> list[str]:
    """Where personal data stands in a record, field by field, in the words of the form; the data is not repeated."""
    public = set()
    if library.federation is not None:
        contacts = library.federation.fields.contacts
        public = {address for contact in contacts for address in personal.emails(contact.value)}
    told: list[str] = []
    for place, text in [*_texts(typed_record), ("正文", typed_record.body)]:
        if place == "正文" and told:
            continue  # only for a number that is broken over two paragraphs
        found = [f"{each.message}（{each.rule}）。{each.hint}" for each in in_text(typed_record.path, text)]
        if set(personal.emails(text)) - public:
            found.append("这里有电子邮箱（P4）。请删掉；办公邮箱可以公开的，请管理员写进 federation.yml")
        told += [f"{place}：{each}" for each in dict.fromkeys(found)]
    return told


def _texts(record: Typed) -> Iterator[tuple[str, str]]:
    known = labels(record.collection)
    for key, value in record.values.items():
        yield from _leaves(known, key, known.get(key, key), value)
    for number, paragraph in enumerate((each for each in record.body.split("\n\n") if each.strip()), start=1):
        yield f"正文第 {number} 段", paragraph


def _leaves(known: Mapping[str, str], at: str, label: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield label, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            inner = f"{at}.{key}"
            yield from _leaves(known, inner, f"{label} · {known.get(inner, key)}", each)
    elif isinstance(value, (list, tuple)):
        for number, each in enumerate(value, start=1):
            yield from _leaves(known, at, f"{label} {number}", each)
