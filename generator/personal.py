"""What personal data looks like in text: ID numbers, mobile numbers, WeChat ids, e-mail, keys.

A leaf: the register's rules and the leak check of the built site read text through the same eyes.
Text is normalised first (NFKC: full-width and circled digits become ASCII), because that is how people
write around a check.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "id-like", "mobile", "wechat", "key"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data in a text."""

    kind: Kind
    start: int
    """Offset into the text as given."""
    length: int
    """Characters of the normalised text that matched."""


_BLANK = r"[ \t\u00a0\u2000-\u200a\u202f\u3000\-‐-―−·•.。_/\u00ad\u200b-\u200f\u2060\ufeff]"
# A line break is no gap: columns of small numbers would read as one long number.
_GAP = rf"{_BLANK}{{0,2}}"
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_MOBILE = re.compile(
    rf"(?<![\d])(?<!\d\.)(?:\+?{_GAP}(?:00)?86{_GAP})?"
    rf"(?P<number>1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!\d)(?!\.\d)"
)
_ID = re.compile(rf"(?<!\d)(?P<number>[1-8]{_GAP}(?:\d{_GAP}){{16}}[\dXx])(?![\dA-Za-z])")
_OLD_ID = re.compile(r"(?<![\d.])(?P<number>[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\d.])")
_OLD_ID_WORDS = re.compile(r"身份证|证件号|ID\s*(?:card|number|号)", re.IGNORECASE)
_WECHAT = re.compile(
    r"(?P<label>微\s*信\s*(?:号码?|ID|账号|帐号)?|薇\s*信号?|威信号|wei\s?xin(?:号|id)?|we\s?chat(?:号|\s?id)?"
    r"|(?<![a-z])[vw]x(?:号|id(?![a-z])|(?![a-z]))|(?<![a-z])v信号?)"
    r"(?P<mark>\s*(?:[:：=]|是|为|同|加|搜索?|[(（\[【“\"'])?\s*[“\"'(（]?)"
    r"(?P<id>[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-]*[./@])",
    re.IGNORECASE,
)
_WECHAT_WORDS = frozenset(
    {"wechat", "weixin", "android", "iphone", "harmonyos", "mini-program", "miniprogram", "browser"}
)
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9-])")
_AT = re.compile("@")
_KEY = re.compile(r"AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{20,}|-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----", re.IGNORECASE)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_BIRTH_YEAR = 1900


def valid_id_number(digits: str) -> bool:
    """Whether 18 characters carry the MOD 11-2 check character of GB 11643."""
    if not re.fullmatch(r"\d{17}[\dXx]", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def _birth_date(digits: str) -> bool:
    try:
        born = dt.date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    return born.year >= _FIRST_BIRTH_YEAR


def normalise(text: str) -> str:
    """NFKC, with zero-width characters kept (they are gaps that the patterns step over)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"[^\dXx]", "", match["number"])


def _ids(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _ID.finditer(text):
        digits = _digits(match)
        if _birth_date(digits):
            kind: Kind = "id" if valid_id_number(digits) else "id-like"
            yield kind, match.start("number"), len(match["number"])
    if _OLD_ID_WORDS.search(text):
        for match in _OLD_ID.finditer(text):
            yield "id", match.start("number"), len(match["number"])


def _mobiles(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _MOBILE.finditer(text):
        number = match["number"]
        gaps = re.findall(rf"{_BLANK}+", number)
        # Three gaps group a phone number (138-0013-8000); ten space out every digit. Other patterns are
        # rows of small numbers, dates and amounts.
        grouped = len(gaps) <= 3 or len(gaps) == 10 or all(_ZERO_WIDTH.fullmatch(gap) for gap in gaps)  # noqa: PLR2004
        if grouped and not _looks_like_dates(number):
            yield "mobile", match.start("number"), len(number)


def _looks_like_dates(number: str) -> bool:
    """``1-3 2026 05-06``: groups that read as day, year and day, not as a phone number."""
    groups = re.split(rf"{_BLANK}+", _ZERO_WIDTH.sub("", number))
    return 1 < len(groups) < len("13000000000") and max(map(len, groups)) <= 4 and len(groups[0]) < 3  # noqa: PLR2004


def _wechats(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _WECHAT.finditer(text):
        marked = bool(match["mark"].strip()) or bool(re.search(r"号|id", match["label"], re.IGNORECASE))
        name = match["id"].lower()
        if name not in _WECHAT_WORDS and (marked or re.search(r"[\d_]", name)):
            yield "wechat", match.start("id"), len(name)


_DIGIT = r"[\d\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea]"
_MANY_DIGITS = re.compile(rf"{_DIGIT}[^\w]{{0,2}}(?:{_DIGIT}[^\w]{{0,2}}){{10}}")
_STYLED_LETTERS = re.compile("[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7ff]")
_WECHAT_SIGNS = ("微", "薇", "威信", "weixin", "wei xin", "wechat", "we chat", "v信", "vx", "wx")
_KEY_SIGNS = ("secret-key", "private key")


def _suspected(text: str) -> set[Kind]:
    """A quick look (50 µs a report) that lets almost every text go without being normalised."""
    lowered = text.lower()
    styled = _STYLED_LETTERS.search(text) is not None
    kinds: set[Kind] = set()
    if _MANY_DIGITS.search(text):
        kinds |= {"id", "id-like", "mobile"}
    if styled or any(sign in lowered for sign in _WECHAT_SIGNS):
        kinds.add("wechat")
    if styled or any(sign in lowered for sign in _KEY_SIGNS):
        kinds.add("key")
    return kinds


def find(text: str, kinds: Iterable[Kind] = ("id", "id-like", "mobile", "wechat", "key")) -> list[Finding]:
    """All personal data of the wanted kinds, in order of place; e-mail addresses have ``emails``."""
    wanted = _suspected(text) & set(kinds)
    if not wanted:
        return []
    plain = normalise(text)
    found: list[tuple[Kind, int, int]] = []
    if wanted & {"id", "id-like"}:
        found += _ids(plain)
    if "mobile" in wanted:
        found += _mobiles(plain)
    if "wechat" in wanted:
        found += _wechats(plain)
    if "key" in wanted:
        found += [("key", match.start(), len(match[0])) for match in _KEY.finditer(plain)]
    kept = sorted((each for each in found if each[0] in wanted), key=lambda each: each[1])
    if plain is text or not kept:
        return [Finding(*each) for each in kept]
    places = _origins(text)
    return [Finding(kind, places[start], length) for kind, start, length in kept]


def _origins(text: str) -> list[int]:
    """For each character of the normalised text, the offset of the character that it came from.

    Normalising character by character equals normalising the whole but for combining marks, which no
    pattern here contains; the list is padded so that a shift by those never runs past its end.
    """
    origins: list[int] = []
    for offset, char in enumerate(text):
        origins += [offset] * len(char if char.isascii() else unicodedata.normalize("NFKC", char))
    return origins + [max(len(text) - 1, 0)] * 64


def emails(text: str) -> list[str]:
    """E-mail addresses in a text, lower-cased."""
    plain = normalise(text)
    return [
        match[0].lower()
        for at in _AT.finditer(plain)
        for match in _EMAIL.finditer(plain, max(0, at.start() - 64), at.end() + 260)
    ]
