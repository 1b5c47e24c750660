"""What an export shows of a private value unless asked for in full; what it cannot recognise, it hides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator import personal
from generator.sealed.rosters import Column, MaskKind

_DIGITS = re.compile(r"\d(?:[ ·.\-]?\d)+")
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)")
_YEAR = re.compile(r"(\d{4})(?!\d)")
_PART = "号楼|号院|号|楼|栋|幢|座|单元|室|户|组|排"
_GAP = r"[\s\-－—#]*"
_DOOR = re.compile(
    rf"(?<![0-9０-９A-Za-z])(?:[0-9０-９A-Za-zＡ-Ｚａ-ｚ]+{_GAP}(?:{_PART}|院|门|弄|巷)"
    rf"|[甲乙丙丁一二两三四五六七八九十]+{_GAP}(?:{_PART})|[东西南北前后]+(?:楼|栋|幢|座|户|单元)"
    r"|[0-9０-９]+\s*[\-－—#].*|[0-9０-９]+$)"
)
"""The first part of an address that is finer than a community, an estate or a village."""
_LINKS = " ,，、-－—#第"
_HAN_ALONE = re.compile(r"[\u4e00-\u9fff、，。：；（）]*")
_LATIN = re.compile("[A-Za-z]")
_MOBILE = 11
_SHORTEST_PHONE = 7
_ID_LENGTHS = (15, 18)
_SHORT = 4


def masked(cells: Sequence[str], columns: Sequence[Column]) -> tuple[str, ...]:
    """One row with phones, id numbers, WeChat ids and birthdays hidden."""
    return tuple(mask(cell, column.mask) for cell, column in zip(cells, columns, strict=True))


def mask(text: str, kind: MaskKind) -> str:
    """One value, hidden as its kind asks; an empty value stays empty."""
    if kind == "none" or (kind == "scrub" and _HAN_ALONE.fullmatch(text)):
        return text  # most values by far
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
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
    return _scrubbed(_area(text) if kind == "area" else text)


def _area(text: str) -> str:
    """Down to the community, the village or the estate: where the first number stands, the door begins.

    A number may belong to a name (五一路, 二七区), which is why only one before a word for a part of a house counts.
    """
    door = _DOOR.search(text)
    return f"{text[: door.start()].rstrip(_LINKS)}****" if door else text


def _scrubbed(text: str) -> str:
    """A remark into which somebody wrote a phone, an id number or a WeChat id."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _LATIN.search(plain):
        for found in reversed(personal.find(text, ("wechat",))):
            text = text[: found.start] + _wechat(text[found.start : found.end]) + text[found.end :]
        plain = unicodedata.normalize("NFKC", text).strip()
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
    return _PERSONAL_NUMBER.sub(lambda found: _hidden(found[0]), _packed(plain))


def _hidden(number: str) -> str:
    return _id(number) if len(number) > _MOBILE else _phone(number)
