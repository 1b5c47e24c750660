"""Every private value word for word, for the leak check, which is handed them and opens no sheet itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Problem
from generator.sealed.age import Identities
from generator.sealed.gather import all_sheets, read_sheet
from generator.sealed.rosters import KINDS, Column
from generator.sealed.sheets import OpenedRow, open_sheet

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FEWEST_HAN = 2
_FEWEST_OTHER = 4
_NUMBERS = frozenset({"mobile", "phone", "responsible_phone", "id_number"})
_FEWEST_DIGITS = 7
_COARSE = re.compile(r"(省|市|州|地区|盟|区|县|旗|乡|镇|街道|街道办|街道办事处)$")
_SEPARATED = re.compile(r"(?<=\d)[ \-](?=\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """One value that must not appear on the public site, unless the caller knows that it may."""

    value: str = field(repr=False)
    field: str
    """Key of its column, such as ``name``: a leader whose name is public under consent is no leak."""
    where: str
    """``path:line`` of its sealed row."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the keys at hand reveal, and what they do not, so that an incomplete check can say so."""

    words: tuple[Word, ...]
    unreadable: int
    problems: tuple[Problem, ...]


def forbidden_words(root: Path, identities: Identities) -> list[Word]:
    """All private values of a register that are worth searching for, each value of a field once."""
    return list(secrets_of(root, identities).words)


def secrets_of(root: Path, identities: Identities) -> Secrets:
    """``forbidden_words``, with what could not be opened."""
    words: dict[tuple[str, str], Word] = {}
    problems: list[Problem] = []
    unreadable = 0
    for path in all_sheets(root):
        sheet = open_sheet(read_sheet(root, path), identities)
        problems += sheet.problems
        unreadable += sheet.unreadable
        columns = KINDS.get(path.rpartition("/")[2], ())
        for row in sheet.rows:
            for word in _words(path, row, columns):
                words.setdefault((word.field, word.value), word)
    return Secrets(tuple(words.values()), unreadable, tuple(sorted(problems)))


def _words(path: str, row: OpenedRow, columns: Sequence[Column]) -> Iterator[Word]:
    """Values of columns that are peculiar to one person; a key that no column has counts as private."""
    harmless = {column.key for column in columns if not column.secret}
    for key, value in row.values.items():
        if key in harmless:
            continue
        for each in value if isinstance(value, list) else [str(value)]:
            plain = each.strip()
            # a birthday without hyphens is eight digits, which turn up by chance in any long checksum
            packed = plain if key == "born" else _SEPARATED.sub("", plain)
            for form in dict.fromkeys((plain, packed)):
                if _worth_searching(key, form):
                    yield Word(form, key, f"{path}:{row.line}")


def _worth_searching(key: str, text: str) -> bool:
    """Long enough not to be found by chance; an area no finer than a township is public knowledge."""
    if key == "area" and _COARSE.search(text):
        return False
    if key in _NUMBERS and len(re.findall(r"[0-9Xx]", text)) < _FEWEST_DIGITS:
        return False  # a slip in a sheet, such as a phone of “2026”, must not stop every page that holds a year
    han = len(_HAN.findall(text))
    return han >= _FEWEST_HAN if han else len(text) >= _FEWEST_OTHER
