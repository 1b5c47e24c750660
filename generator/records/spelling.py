"""How a name may be written and still be read as that name: spaced, marked up, coded, with another dot or with none."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
DOTS = "·•・‧∙⋅・᛫●⸱"
"""Dots that stand in names of several parts; a full stop does so too, but only there."""
_STOPS = f"{DOTS}.．﹒․"
_NAMED_DOTS = "middot|centerdot|CenterDot|bull|bullet|period|sdot"
_INVISIBLE = (
    "\u00ad\u0300-\u036f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\u2800"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufffc\U000e0000-\U000e01ef"
)
_CODED_BLANKS = (9, 10, 13, 32, 160, 173, 847, 6158, *range(8192, 8208), *range(8232, 8240), *range(8287, 8304), 10240,
                 12288, 12644, 65279)  # fmt: skip
_NAMED_BLANKS = (
    "nbsp|NonBreakingSpace|e[nm]sp1?[34]?|thinsp|ThinSpace|hairsp|VeryThinSpace|numsp|puncsp|MediumSpace|zwn?j|shy"
    "|NoBreak|ZeroWidthSpace|Negative(?:Thin|VeryThin|Medium|Thick)Space|Tab|NewLine|lrm|rlm"
)


def _coded(points: tuple[int, ...], named: str) -> str:
    tens, hexes = "|".join(map(str, points)), "|".join(f"{point:x}" for point in points)
    return rf"&(?:(?:{named})(?![a-zA-Z])|#0*(?:{tens})(?!\d)|#[xX]0*(?i:{hexes})(?![\da-fA-F]));?"


_TAG = r"<[^<>]{1,300}>"
_SOUND = r"<r[tp]\b[^<>]{0,80}>[^<>]{0,40}</r[tp]\s{0,9}>"
"""How a letter sounds, written above it."""
_LINK = r"\](?:\([^()<>\n]{0,300}\)|\[[\x00-\x5a\x5c\x5e-\x7f]{0,60}\])?"
"""The end of a link with its target or its label; a label in Chinese may be words that are shown."""
_MARK = r"[*_~`=^+\\]|\[\^[^\[\]\s]{1,40}\]|!?\["
_EMPTY = r"[^\S\n]" + f"|[{_INVISIBLE}]|" + _coded(_CODED_BLANKS, _NAMED_BLANKS)
_LINE = r"\n(?![ \t>]{0,20}\n[ \t>]{0,20}\n)[ \t]{0,20}(?:>[ \t]{0,4}){0,8}"
"""A new line, within a quotation too; with two empty lines between them, words belong to different things."""
_WRITTEN = rf"{_EMPTY}|{_LINE}|<!--[^<>]{{0,300}}-->|{_SOUND}|{_TAG}|{_LINK}|{_MARK}|\{{[^{{}}\n]{{0,80}}\}}"
_PLAIN = rf"[ \n]{{1,3}}+(?![ \n])|(?![ \n]){_EMPTY}|[*_~`=^]"
"""Between letters of a text without markup, in which four blanks and more set one fact apart from another."""
_DOT = rf"[{_STOPS}]|" + _coded(tuple(map(ord, _STOPS)), _NAMED_DOTS)


def _gap(inside: str) -> re.Pattern[str]:
    # Counted and never tried in another way: no text, however hostile, makes this slow.
    return re.compile(rf"(?:{inside}){{0,16}}+")


_GAPS = {
    (False, False): _gap(_WRITTEN), (False, True): _gap(f"{_WRITTEN}|{_DOT}"),
    (True, False): _gap(_PLAIN), (True, True): _gap(f"{_PLAIN}|{_DOT}"),
}  # fmt: skip
"""By whether a text is plain, and whether dots may stand in the name."""
_SOUNDS = re.compile(rf"(?:{_SOUND}){{0,4}}+")
_KEPT = re.compile(rf"{_TAG}|{_LINK}|[*_~`=^+]+|\[\^[^\[\]\s]{{1,40}}\]|!?\[|\{{[^{{}}\n]{{0,80}}\}}")
_REFERENCE = re.compile(r"&#(?:0*([0-9]{2,7})|[xX]0*([0-9a-fA-F]{2,6}));?")
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Blanks that count as letters."""
_LONG = 4
"""Letters from which on a name without a dot may be one of several parts."""
_BETWEEN_WORDS = rf"(?:[*_~`=]|{_TAG}){{0,6}}+(?:{_EMPTY}|{_LINE})(?:{_WRITTEN}){{0,16}}+"


def compact(name: str) -> str:
    """A name without the blanks that lists set between its characters, dots and letters written in one way."""
    letters = unicodedata.normalize("NFKC", re.split("[（(]", html.unescape(name))[0])
    letters = re.sub(rf"[{_INVISIBLE}]", "", letters)
    if not HAN.search(letters):
        return " ".join(letters.split())
    joined = re.sub(r"\s+", "", letters)
    return re.sub(rf"(?<={HAN.pattern})[{_STOPS}]+(?={HAN.pattern})", "·", joined)


def letters_of(name: str) -> str:
    """What has to be there for a name to be read: its letters, whatever dots it is written with."""
    return name.replace("·", "").casefold()


def pieces(markup: str) -> list[str]:
    """The marks between the letters of a name, which what surrounds it may need."""
    return _KEPT.findall(re.sub(_SOUND, _bare, markup))


def _bare(sound: re.Match[str]) -> str:
    return "".join(re.findall(_TAG, sound[0]))


@cache
def looks_like(letter: str) -> str:
    """A letter and those that look the same: radicals and compatibility forms, as PDF files and old fonts have them."""
    return letter + letter.upper() * (letter != letter.upper()) + "".join(_alike().get(letter, ()))


@cache
def _alike() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFF21, 0xFF5A), (0x2F800, 0x2FA1F)):
        for point in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(point)).casefold()
            if plain != chr(point):
                found.setdefault(plain, []).append(chr(point))
    return found


def spelt_from(text: str, start: int, name: str, *, plain: bool) -> int:
    """Where a name that begins at a place of a text ends; -1 if it does not stand there."""
    letters = letters_of(name)
    gap = _GAPS[plain, "·" in name or len(letters) >= _LONG]
    at = _after(text, start, letters[0])
    for letter in letters[1:]:
        if at < 0:
            return at
        after = _after(text, at, letter)
        if after < 0:
            between = gap.match(text, at)
            after = _after(text, between.end(), letter) if between else -1
        at = after
    sounds = _SOUNDS.match(text, at) if at >= 0 and not plain else None
    return sounds.end() if sounds else at


def openings_at(text: str, start: int, *, plain: bool) -> set[str]:
    """The first two letters of what may be a name, whatever stands between them."""
    head, at = _letter(text, start)
    found = {head + _letter(text, at)[0]}
    for dots in (False, True):
        between = _GAPS[plain, dots].match(text, at)
        if between and between.end() > at:
            found.add(head + _letter(text, between.end())[0])
    return found


def _letter(text: str, at: int) -> tuple[str, int]:
    """The letter at a place of a text, written as itself or as a code, and where it ends."""
    here = text[at : at + 1]
    reference = _REFERENCE.match(text, at) if here == "&" else None
    return (_decoded(reference), reference.end()) if reference else (here, at + 1)


def _decoded(reference: re.Match[str]) -> str:
    point = int(reference[1]) if reference[1] else int(reference[2], 16)
    return chr(min(point, 0x10FFFF))


def _after(text: str, at: int, letter: str) -> int:
    """Where a letter ends that begins at a place; -1 if it is another."""
    here, end = _letter(text, at)
    return end if here and here in looks_like(letter) else -1


def beginnings(names: Iterable[str]) -> re.Pattern[str]:
    """Where a name may begin: its first letter and its second, or what is no letter. Nearly no place of a text is."""
    seconds: dict[str, set[str]] = {}
    for letters in map(letters_of, names):
        seconds.setdefault(letters[0], set()).update(looks_like(letters[1]))
    if not seconds:
        return re.compile(r"(?!)")
    heads = {head: re.escape(looks_like(head)) for head in sorted(seconds)}
    ways = "|".join(
        rf"[{each}](?=[{re.escape(''.join(sorted(seconds[head])))}\W_{_FILLERS}])" for head, each in heads.items()
    )
    # Asked first, the heads of all names spare nearly every place of a text some hundred names.
    return re.compile(rf"(?=[&{''.join(heads.values())}])(?:{ways}|&(?=#))")


def in_words(name: str) -> str:
    """An expression for a name in Latin letters: a whole word, neither in a tag, an address nor a key."""
    words = name.split()
    if len(words) == 1:
        return rf"(?<![a-z0-9</_.#-]){re.escape(name)}(?![a-z0-9>/_=@:-])"
    return rf"(?<![a-z0-9]){_BETWEEN_WORDS.join(map(re.escape, words))}(?![a-z0-9])"
