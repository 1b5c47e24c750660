"""What an export shows of a private value unless asked for in full; what it cannot recognise, it hides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.sealed.rosters import Column, MaskKind

_DIGITS = re.compile(r"\d(?:[ ·.\-]?\d)+")
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)")
_YEAR = re.compile(r"(\d{4})(?!\d)")
_MOBILE = 11
_SHORTEST_PHONE = 7
_ID_LENGTHS = (15, 18)
_SHORT = 4


def masked(cells: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """One row with phones, id numbers, WeChat ids and birthdays hidden."""
    return tuple(mask(cell, column.mask) for cell, column in zip(cells, columns, strict=True))


def mask(text: str, kind: MaskKind) -> str:
    """One value, hidden as its kind asks; an empty value stays empty."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if kind == "none" or not plain:
        return text
    if kind == "phone":
        return _phones(plain)
    if kind == "id":
        return _id(plain)
    if kind == "wechat":
        return _wechat(plain)
    if kind == "born":
        year = _YEAR.match(plain)
        return f"{year[1]}年" if year else "****"
    return text if len(plain) < _MOBILE or not _numbers_in(plain) else _numbers_hidden(plain)


def _phones(plain: str) -> str:
    """``138****1234``; several numbers in one value are hidden one by one."""
    hidden, count = _DIGITS.subn(lambda found: _phone(found[0]), plain)
    return hidden if count else "****"


def _phone(found: str) -> str:
    digits = re.sub(r"\D", "", found)
    if len(digits) == _MOBILE + 2:
        digits = digits.removeprefix("86")
    if len(digits) >= _MOBILE:
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) >= _SHORTEST_PHONE:
        return f"****{digits[-2:]}"
    return "****"


def _id(plain: str) -> str:
    """``41*************123`` for both lengths of the id number; other papers keep one and two signs."""
    packed = re.sub(r"[\s\-]", "", plain)
    if len(packed) in _ID_LENGTHS:
        return packed[:2] + "*" * (len(packed) - 5) + packed[-3:]
    if len(packed) > 2 * _SHORT:
        return packed[0] + "*" * (len(packed) - 3) + packed[-2:]
    return "****"


def _wechat(plain: str) -> str:
    if _DIGITS.fullmatch(plain):
        return _phones(plain)
    return f"{plain[0]}****{plain[-1]}" if len(plain) > _SHORT else "****"


def _packed(plain: str) -> str:
    return re.sub(r"(?<=\d)[ ·.\-](?=\d)", "", plain)


def _numbers_in(plain: str) -> bool:
    return bool(_PERSONAL_NUMBER.search(_packed(plain)))


def _numbers_hidden(plain: str) -> str:
    """A remark into which somebody wrote a phone or an id number."""
    return _PERSONAL_NUMBER.sub(lambda found: _hidden(found[0]), _packed(plain))


def _hidden(number: str) -> str:
    return _id(number) if len(number) > _MOBILE else _phone(number)
