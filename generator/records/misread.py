"""Values that reading refuses although there is no doubt what was meant: dates, numbers and codes typed another way."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.records.kinds import Consent
from generator.records.marks import KeyPath
from generator.records.wording import without_empty

CONSENTS = "teams/consents.yml"
_SAID_DAY = re.compile(r"请写成 (\d{4}-\d{2}(?:-\d{2})?)", re.ASCII)
_SAID_SPAN = re.compile(r"几天的活动写成 \{from: (\d{4}-\d{2}-\d{2}), to: (\d{4}-\d{2}-\d{2})\}", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d|\d\d\s*年")
"""A year of two digits counts only before 年: 05/03/26 may be read from either end."""
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,9})(\.\d{1,3})?\s*(?:人|名|位|人次|小时|个小时|学时)?", re.ASCII)
_EXAMPLE = "2026-03-05 这样"


@dataclass(frozen=True, slots=True)
class Misread:
    """One value that could not be read."""

    at: KeyPath
    given: str
    meant: object
    """The value as it should be written: a day, a number, text, or the two days of a span."""


def misread(path: str, values: object, model: type[BaseModel]) -> Iterator[Misread]:
    """What a record's schema refuses and a program may put right.

    Args:
        path: of the file.
        values: as read from its YAML.
        model: what they are read as; each entry of the list of consents is one by itself.
    """
    if path == CONSENTS:
        for key, each in values.items() if isinstance(values, Mapping) else ():
            yield from _of(each, Consent, (key,))
    else:
        yield from _of(values, model, ())


def _of(values: object, model: type[BaseModel], under: KeyPath) -> Iterator[Misread]:
    if not isinstance(values, Mapping):
        return
    try:
        model.model_validate(without_empty(dict(values), model))
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            given, meant = detail.get("input"), _meant(detail)
            if isinstance(given, str) and meant is not None:
                yield Misread((*under, *detail["loc"]), given, meant)


def _meant(detail: ErrorDetails) -> object:
    given = detail.get("input")
    if not isinstance(given, str):
        return None
    said = str(detail.get("ctx", {}).get("hint", ""))
    if detail["type"] == "string_pattern_mismatch":
        plain = unicodedata.normalize("NFKC", given).strip()
        return plain if plain != given and re.fullmatch(str(detail["ctx"]["pattern"]), plain) else None
    if detail["type"] != "field":
        return None
    return _day(given, said) or _number(given, said)


def _day(given: str, said: str) -> object:
    if not _YEAR.search(unicodedata.normalize("NFKC", given)) or _EXAMPLE in said:
        return None
    span, day = _SAID_SPAN.search(said), _SAID_DAY.search(said)
    if span:
        first, last = (dt.date.fromisoformat(each) for each in span.groups())
        return {"from": first, "to": last} if first <= last else None
    if day:
        return dt.date.fromisoformat(day[1]) if len(day[1]) == len("2026-03-05") else day[1]
    return None


def _number(given: str, said: str) -> object:
    """``３６``, ``36人`` and ``1,200`` are plain; ``30余人`` is not."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", given).strip())
    if not match or not said.startswith(("只写数字", "只写整数")):
        return None
    if match[2]:
        return float(match[1].replace(",", "") + match[2]) if said.startswith("只写数字") else None
    return int(match[1].replace(",", ""))
