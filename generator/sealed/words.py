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
_NUMBERS = frozenset({"mobile", "phone", "responsible_phone", "guardian_phone", "id_number"})
_FEWEST_DIGITS = 7
_LONG_ENOUGH = {"area": 6, "post": 8}
"""Characters below which an estate or a workplace is a word of the town, which reports about it may use."""
_PUBLIC_POST = re.compile(
    r"([局院校学园厂店站所委办会队部处科厅行区村]|中心|公司|集团|妇联|(主席|主任|书记|委员|干部|会长|队长|站长|院长|校长|园长|代表)(员|助理)?)$"
)
"""A place of work by itself, and offices that are held in public: reports name them, and many share them."""
_ESTATE = "小园校厂院库宅墅舍活属"
_COARSE = re.compile(
    rf"(省|市|州|地区|盟|(?<![{_ESTATE}])区|县|旗|乡|(?<!小)镇|街道|街道办|街道办事处|居委会|村委会|(?<!新)村|大队|路|街|大道)$"
)
"""As coarse as a community, a village or a street: thousands live there and reports name it. 社区 is, 小区 is not."""
_NUMBERED = re.compile(r"[0-9０-９]|[一二三四五六七八九十]+(号|组|栋|幢|单元|室)")
_SEPARATED = re.compile(r"(?<=\d)[ \-](?=\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """One value that must not appear on the public site, unless the caller knows that it may."""

    value: str = field(repr=False)
    field: str
    """Key of its column, such as ``name``: a leader whose name is public under consent is no leak."""
    where: str
    """``path:line`` of its sealed row."""
    title: str = ""
    """What people call the column, such as 姓名."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the keys at hand reveal, and what they do not, so that an incomplete check can say so."""

    words: tuple[Word, ...]
    unreadable: int
    problems: tuple[Problem, ...]


def forbidden_words(root: Path, identities: Identities) -> list[Word]:
    """All private values of a register that are worth searching for, each value of a field once.

    Values of old are private like those of today: whoever changes her number does not publish the one before.
    """
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
    """Values of columns that are peculiar to one person, those of old too; a key that no column has is private."""
    harmless = {column.key for column in columns if not column.secret}
    titles = {column.key: column.title for column in columns}
    # newest first: a value that still stands is told with the line where it stands
    for version in reversed(row.versions):
        for key, value in version.values.items():
            if key in harmless:
                continue
            for each in value if isinstance(value, list) else [str(value)]:
                for form in _forms(key, each.strip()):
                    yield Word(form, key, f"{path}:{version.line}", titles.get(key, key))


def _forms(key: str, plain: str) -> Iterator[str]:
    """As it was typed, and without the blanks of a number, where that is worth searching for."""
    # a birthday without hyphens is eight digits, which turn up by chance in any long checksum
    packed = plain if key == "born" else _SEPARATED.sub("", plain)
    return (form for form in dict.fromkeys((plain, packed)) if _worth_searching(key, form))


def _worth_searching(key: str, text: str) -> bool:
    """Long enough not to be found by chance; where many live or work together is public knowledge."""
    if key in _LONG_ENOUGH and not _NUMBERED.search(text) and len(text) < _LONG_ENOUGH[key]:
        return False
    if (key == "area" and _COARSE.search(text)) or (key == "post" and _PUBLIC_POST.search(text)):
        return False
    if key in _NUMBERS and len(re.findall(r"[0-9Xx]", text)) < _FEWEST_DIGITS:
        return False  # a slip in a sheet, such as a phone of “2026”, must not stop every page that holds a year
    han = len(_HAN.findall(text))
    return han >= _FEWEST_HAN if han else len(text) >= _FEWEST_OTHER
