"""What personal data looks like in text: ID numbers, mobile numbers, WeChat ids, e-mail, keys.

A leaf: the register's rules and the leak check of the built site read text through the same eyes.
Text is made plain first (full-width and circled digits become ASCII, invisible characters go), because that
is how people write around a check.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
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
    """Characters of the text as given."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + self.length


Found = tuple[Kind, int, int]
"""Kind, start and end in the plain text."""

_HIDDEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff"
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_BLANK = r"[\s\-‐-―−·•.。_/*()\\]"
_GAP = rf"{_BLANK}{{0,3}}"
_GAPS = re.compile(rf"{_BLANK}+")
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:\+?{_GAP}(?:00)?86{_GAP})?"
    rf"(?P<number>1{_GAP}[3-9](?:{_GAP}\d){{9}})(?!\d)(?!\.\d)"
)
_HAN_DIGITS = "零〇○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_HAN_MOBILE = re.compile(
    f"(?<![{_HAN_DIGITS}])[一幺壹][三四五六七八九叁肆伍陆柒捌玖][{_HAN_DIGITS}]{{9}}(?![{_HAN_DIGITS}])"
)
_ID = re.compile(rf"(?<!\d)(?P<number>[1-8]{_GAP}(?:\d{_GAP}){{16}}[\dXx])(?![\dA-Za-z])")
_OLD_ID = re.compile(r"(?<![\d.])(?P<number>[1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\d.])")
_MOBILE_DIGITS = 11
_OLD_ID_WORDS = re.compile(r"身份证|证件号|ID\s*(?:card|number|号)", re.IGNORECASE)
_S = r"[^\S\n]*"
_WECHAT = re.compile(
    rf"(?P<label>加?{_S}微{_S}信{_S}(?:号码?|ID|账号|帐号)?|薇{_S}信号?|威信号|wei\s?xin(?:号|id)?|we\s?chat(?:号|\s?id)?"
    rf"|加{_S}(?:[微薇]|v(?![a-z]))|(?<![a-z])[vw]x(?:号|id(?![a-z])|(?![a-z]))|(?<![a-z])v信号?)"
    rf"(?P<alike>{_S}[(\[【]?(?:号?同(?:号码?|步|手机号?码?|电话|名)|号同)[)\]】]?)?"
    rf"(?P<mark>{_S}(?:[:=]\s*|是|为|同|加|搜索?|[(\[【“\"'])?{_S}[“\"'(]?)"
    r"(?P<id>[a-z][a-z0-9_-]{5,19})(?![a-z0-9_-]*(?:@|[./][a-z0-9]))",
    re.IGNORECASE,
)
_WXID = re.compile(r"(?<![a-z0-9_])wxid_[a-z0-9]{6,24}(?![a-z0-9_-]*(?:@|[./][a-z0-9]))", re.IGNORECASE)
"""What WeChat itself gives to somebody who has chosen no name; it needs no word before it."""
_WECHAT_WORDS = frozenset(
    {"wechat", "weixin", "android", "iphone", "harmonyos", "mini-program", "miniprogram", "browser"}
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
"""ASCII on purpose: in “邮箱office@…” the Chinese word before it is not part of the address."""
_AT = re.compile("[@\uff20\ufe6b]")
_LONGEST_EMAIL = 512
"""Characters on each side of an ``@`` that can belong to its address, written in look-alikes or not."""
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


# Circled digits that NFKC leaves alone: ❶ ➀ ➊ ⓵ and the two zeros.
_ROUND = {ord(char): str(row + 1) for chars in ("❶❷❸❹❺❻❼❽❾", "➀➁➂➃➄➅➆➇➈", "➊➋➌➍➎➏➐➑➒", "⓵⓶⓷⓸⓹⓺⓻⓼⓽")
          for row, char in enumerate(chars)} | {ord("⓿"): "0", ord("🄋"): "0", ord("🄌"): "0"}  # fmt: skip


_AREAS = re.compile("[㎟-㎦]|(?<=m)[²³]")
"""Their digit belongs to a unit and would hide the beginning of a number behind it."""


_ODD = re.compile(f"{_AREAS.pattern}|[{''.join(map(chr, _ROUND))}]")


def normalise(text: str) -> str:
    """ASCII digits and letters for all their look-alikes, without characters that nobody sees."""
    if text.isascii():
        return text
    if _ODD.search(text):  # rare; looking for it costs a tenth of translating
        text = _AREAS.sub(" ", text).translate(_ROUND)
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """The same character by character, with the offset in ``text`` of each character and of the end."""
    parts: list[str] = []
    places: list[int] = []
    for offset, char in enumerate(_AREAS.sub(" ", text)):
        part = normalise(char)
        parts.append(part)
        places += [offset] * len(part)
    return "".join(parts), [*places, len(text)]


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"[^\dXx]", "", match["number"])


def _accepted(pattern: re.Pattern[str], text: str, accept: Callable[[re.Match[str]], bool]) -> Iterator[re.Match[str]]:
    """Matches that hold; behind one that does not, another may begin inside it."""
    at = 0
    while match := pattern.search(text, at):
        good = accept(match)
        if good:
            yield match
        at = match.end() if good else match.start("number") + 1


def _ids(text: str) -> Iterator[Found]:
    for match in _accepted(_ID, text, lambda each: _birth_date(_digits(each))):
        kind: Kind = "id" if valid_id_number(_digits(match)) else "id-like"
        yield kind, *match.span("number")
    if _OLD_ID_WORDS.search(text):
        for match in _OLD_ID.finditer(text):
            yield "id", *match.span("number")


def _mobiles(text: str) -> Iterator[Found]:
    for match in _accepted(_MOBILE, text, lambda each: _written_like_a_phone(_GAPS.split(each["number"]))):
        yield "mobile", *match.span("number")
    for match in _HAN_MOBILE.finditer(text):
        yield "mobile", *match.span()


def _written_like_a_phone(groups: list[str]) -> bool:
    """Whole, in up to four groups, or every digit apart; other rows of digits are dates, counts and amounts."""
    lengths = [len(group) for group in groups]
    if len(groups) in {1, _MOBILE_DIGITS}:
        return True
    if len(groups) > 4 or lengths[-1] == 1:  # noqa: PLR2004
        return False
    if lengths[0] < 3 and max(lengths) <= 4:  # noqa: PLR2004 - “1-3 2026 05-06”: a day, a year, a day
        return False
    year_first = lengths[0] == 4 and groups[0].startswith("19")  # noqa: PLR2004
    date = lengths[1] <= 2 and 1 <= int(groups[1]) <= 12  # noqa: PLR2004
    return not (year_first and (date or re.match(r"(?:19|20)\d\d$", groups[1])))


def _wechats(text: str) -> Iterator[Found]:
    taken: set[int] = set()
    for match in _WECHAT.finditer(text):
        label = match["label"].lower()
        marked = bool(match["mark"].strip()) or label.startswith("加") or "号" in label or label.endswith("id")
        name = match["id"].lower()
        if name not in _WECHAT_WORDS and (marked or re.search(r"[\d_]", name)):
            taken.add(match.start("id"))
            yield "wechat", *match.span("id")
    for match in _WXID.finditer(text):
        if match.start() not in taken:
            yield "wechat", *match.span()


_DIGIT = r"[\d\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u24f5-\u24fd\u24ff\u2776-\u2792🄋🄌]"
_MANY_DIGITS = re.compile(rf"{_DIGIT}(?:[\W_]{{0,8}}{_DIGIT}){{10}}")
_STYLED_LETTERS = re.compile(f"[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7ff{_HIDDEN}]")
_NEAR_WECHAT = re.compile(
    r"(?:微|薇|威信|wei\s?xin|we\s?chat|v信|加\s?v|[vw]x)(?:[^\n]{0,14}|[^\n]{0,8}[:：=]\s*)[a-z]", re.IGNORECASE
)
_WECHAT_SIGNS = ("微", "薇", "威信", "wei", "chat", "v信", "vx", "wx", "加v")
"""One of these stands in every text that ``_NEAR_WECHAT`` can match, but for ``加 v`` with a blank."""
_PLUS_V = re.compile(r"加\sv", re.IGNORECASE)
_KEY_SIGNS = ("secret-key", "private key")


def _suspected(text: str) -> set[Kind]:
    """A quick look (50 µs a report) that lets almost every text go without being made plain."""
    lowered = text.lower()
    styled = not text.isascii() and _STYLED_LETTERS.search(text) is not None
    kinds: set[Kind] = set()
    if _MANY_DIGITS.search(text):
        kinds |= {"id", "id-like", "mobile"}
    if _HAN_MOBILE.search(text):
        kinds.add("mobile")
    signs = any(sign in lowered for sign in _WECHAT_SIGNS) or _PLUS_V.search(text)
    if styled or (signs and _NEAR_WECHAT.search(text)):
        kinds.add("wechat")
    if styled or any(sign in lowered for sign in _KEY_SIGNS):
        kinds.add("key")
    return kinds


def find(text: str, kinds: Iterable[Kind] = ("id", "id-like", "mobile", "wechat", "key")) -> list[Finding]:
    """All personal data of the wanted kinds, in order of place; e-mail addresses have ``emails``."""
    wanted = _suspected(text) & set(kinds)
    if not wanted:
        return []
    if text.isascii():
        return [Finding(kind, start, end - start) for kind, start, end in _all(text, wanted)]
    if not _all(normalise(text), wanted):
        return []
    plain, places = _plain_with_places(text)
    return [
        Finding(kind, places[start], places[end - 1] + 1 - places[start]) for kind, start, end in _all(plain, wanted)
    ]


def _all(plain: str, wanted: set[Kind]) -> list[Found]:
    found: list[Found] = []
    if wanted & {"id", "id-like"}:
        found += _ids(plain)
    if "mobile" in wanted:
        taken = [(start, end) for _, start, end in found]
        found += (each for each in _mobiles(plain) if not any(start <= each[1] < end for start, end in taken))
    if "wechat" in wanted:
        found += _wechats(plain)
    if "key" in wanted:
        found += [("key", *match.span()) for match in _KEY.finditer(plain)]
    return sorted((each for each in found if each[0] in wanted), key=lambda each: each[1])


def emails(text: str) -> list[str]:
    """E-mail addresses in a text, lower-cased; only the surroundings of each ``@`` are made plain."""
    found: dict[str, None] = {}
    last = 0
    for at in _AT.finditer(text):
        if at.start() < last:
            continue
        last = at.start() + _LONGEST_EMAIL
        around = normalise(text[max(0, at.start() - _LONGEST_EMAIL) : last + _LONGEST_EMAIL])
        found.update(dict.fromkeys(match[0].lower() for match in _EMAIL.finditer(around)))
    return list(found)
