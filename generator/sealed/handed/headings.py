"""Which row of a grid names the columns: titles above it, two rows of it, merged and blank cells are common."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.personal import normalise
from generator.sealed.handed.opening import Grid

_LOOK_AT = 40
"""Rows from the top in which a heading is looked for."""
_LONGEST = 40
_SURE = 4
"""Columns that make a heading certain; of a lesser one no word is repeated, because it may be somebody's name."""
_ORDINALS = frozenset({"序号", "序", "行号", "顺序"})
"""Columns that only count the rows."""
COUNTERS = frozenset({"编号", "no", "号"})
"""Columns that may do nothing else either, as their cells tell."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column that nobody asked for."""

    title: str
    """As the file has it, made short; ``第 7 列`` where it does not look like a heading."""
    line: int
    column: int
    """1-based."""
    word: str = field(default="", repr=False)
    """The whole of it, compact, to compare with; it may be no heading at all, so it is never shown."""
    key: str = ""
    """What it means, where it only says once more what an earlier column says."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the columns are."""

    line: int
    last: int
    """The second line of a heading of two, otherwise the same."""
    keys: Mapping[str, int]
    """Key → 0-based column."""
    titles: Mapping[str, str]
    unknown: tuple[Unknown, ...] = ()
    doubled: tuple[Unknown, ...] = ()
    """Columns that mean the same as an earlier one."""
    form: bool = False
    """The rows below name more columns: a form about one person, not a table of many."""
    texts: tuple[str, ...] = field(default=(), repr=False)
    """The heading's row, compact; pages of a long print repeat it."""


def compact(title: object) -> str:
    """A heading without blanks, asterisks, colons and widths."""
    text = normalise(str(title or "")) if isinstance(title, str) else ""
    return re.sub(r"[\s*:：※★、.]", "", text).lower()


def spellings(title: str) -> tuple[str, ...]:
    """The ways to read one: as it is, with its brackets opened, without what stands in them, that alone."""
    opened = re.sub(r"[()\[\]{}【】〔〕<>《》“”\"']", "", title)
    without = re.sub(r"[(\[{【〔<].*?[)\]}】〕>]", "", title)
    return tuple(dict.fromkeys(each for each in (title, opened, without) if each))


def find_heading(grid: Grid, columns: Mapping[str, Sequence[str]], required: Collection[str]) -> Heading | None:
    """The first row that names the required columns, or else most columns; None where there is none."""
    known = {
        spelling: key for key, titles in columns.items() for each in titles for spelling in spellings(compact(each))
    }
    # what a heading of one column says with a bracket open must not beat another's full name
    known |= {compact(each): key for key, titles in columns.items() for each in titles}
    best: Heading | None = None
    best_score = (False, 0)
    top = grid.rows[:_LOOK_AT]
    for place, (line, row) in enumerate(top):
        below = top[place + 1] if place + 1 < len(top) else (line, [])
        heading = _read(line, row, below, known)
        score = all(key in heading.keys for key in required), len(heading.keys)
        if score > best_score and (score[1] > 1 or (score[0] and required)):
            best, best_score = heading, score
    return replace(best, form=_is_form(grid, best, known)) if best else None


def _is_form(grid: Grid, heading: Heading, known: Mapping[str, str]) -> bool:
    """Names and values take turns in the rows of a form."""
    rows = [row for line, row in grid.rows[: heading.last + _LOOK_AT] if line > heading.last]
    named = (len({key for index in range(len(row)) if (key := _key(_at(row, index), known))}) for row in rows[:10]
             if not is_repeated(row, heading))  # fmt: skip
    return any(number > min(1, len(heading.keys) - 1) for number in named)


def is_repeated(row: list[object], heading: Heading) -> bool:
    """Whether a row says the heading once more."""
    texts = tuple(compact(cell) for cell in row)
    return any(heading.texts) and texts[: len(heading.texts)] == heading.texts[: len(texts)] and any(texts)


def _read(line: int, row: list[object], below: tuple[int, list[object]], known: Mapping[str, str]) -> Heading:
    two = _names_more(row, below[1], known)
    lower = below[1] if two else []
    keys: dict[str, int] = {}
    titles: dict[str, str] = {}
    unknown, doubled = [], []
    for index in range(max(len(row), len(lower))):
        upper_text, lower_text = _at(row, index), _at(lower, index)
        text = upper_text if _only_remark(lower_text) else lower_text
        key = _key(text, known)
        title = " ".join(normalise(text).split())
        if key is None and compact(title):
            said = title if len(title) <= _LONGEST and not re.search(r"\d{5}", title) else f"第 {index + 1} 列"
            if compact(title) not in _ORDINALS:
                unknown.append(Unknown(said, line, index + 1, compact(title)))
        elif key in keys:
            doubled.append(Unknown(title, line, index + 1, key=key))
        elif key is not None:
            keys[key], titles[key] = index, title
    if len(unknown) >= len(keys) and len(keys) < _SURE:
        unknown = [replace(each, title=f"第 {each.column} 列") for each in unknown]
    texts = tuple(compact(cell) for cell in row)
    return Heading(line, below[0] if two else line, keys, titles, tuple(unknown), tuple(doubled), texts=texts)


def _names_more(row: list[object], below: list[object], known: Mapping[str, str]) -> bool:
    """Whether the next row belongs to the heading: it names columns too, and holds nothing like data."""
    upper = [text for cell in row if isinstance(cell, str) and (text := compact(cell))]
    if not any(_key(text, known) for text in upper) or any(not isinstance(cell, str | None) for cell in below):
        return False
    lower = [cell for cell in below if isinstance(cell, str) and compact(cell)]
    if any(re.search(r"\d", text) for text in lower):
        return False
    named = len([text for text in lower if _key(text, known)])
    return named > 0 and not (len(upper) == 1 and named > 1)


def _only_remark(text: str) -> bool:
    """Nothing, or something in brackets, like （必填）."""
    return re.fullmatch(r"(?:[(\[【].*[)\]】])?", compact(text)) is not None


def _key(text: str, known: Mapping[str, str]) -> str | None:
    return next((known[spelling] for spelling in spellings(compact(text)) if spelling in known), None)


def _at(row: list[object], index: int) -> str:
    cell = row[index] if index < len(row) else ""
    return cell if isinstance(cell, str) else ""
