"""Read the built site as a stranger would: personal data, forbidden words, photo metadata, files that do not belong.

This module knows no secret. Words that must not appear are handed to it by the command line when a key is
at hand; without one it says so.
"""

from __future__ import annotations

import html
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from generator import personal
from generator.photos.metadata import findings as metadata_findings
from generator.problems import visible
from generator.publish import manifest, search_files
from generator.records.names import Hidden

PUBLIC_SUFFIXES = frozenset(
    {".html", ".css", ".js", ".svg", ".webp", ".avif", ".jpg", ".jpeg", ".png", ".xml", ".json", ".txt", ".ics",
     ".webmanifest"}
)  # fmt: skip
"""File types that a public site of ours consists of; anything else does not belong there."""
_IMAGES = frozenset({".webp", ".avif", ".jpg", ".jpeg", ".png"})
_MARKED_UP = frozenset({".html", ".xml", ".svg"})
_SCRIPTED = frozenset({".json", ".js", ".webmanifest"})
_UNSEEN = re.compile(r"<!--|<(?=(?:script|style)\b)", re.IGNORECASE)
_ENDS = {"<!--": re.compile("-->"), "<": re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)}
_APART = re.compile(
    r"</?(?:address|article|aside|blockquote|body|button|caption|d[dlt]|details|div|fig\w+|footer|form|h[1-6r]"
    r"|head\w*|html|li|link|main|meta|nav|[ou]l|option|p|picture|pre|script|section|style|summary|table"
    r"|t(?:body|d|ext|foot|h|head|itle|r))\b[^<>]*>",
    re.IGNORECASE,
)
"""Tags that set words apart for a reader, so that two cells of a table are not read as one number."""
_TAGS = re.compile(r"<[^<>]*>")
_UNPARSED = re.compile(r"<!\[CDATA\[|\]\]>")
_BLANKS = re.compile(r"\s+")
_ESCAPES = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|[nrt])")
_FOLDS = re.compile(r"\n[ \t]")
_GAP = " " * 4
"""More blanks than a number written in groups has between two groups."""
_SHORTEST_HEAD = 2
UNLISTED = "清单与网站的文件对不上：网站生成以后改动过，请重新生成"
WITHDRAWN = "有同意已经失效的人的姓名（碰巧相同的常用词，写进 leak_allow 可以放行）"


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Something in the built site that a stranger must not find; the value itself is never repeated."""

    path: str
    """POSIX path inside the site."""
    message: str
    """Chinese, one line."""
    rule: str = "G13"
    """The rule that it breaks, as ``jinguo rules`` lists it."""

    def __str__(self) -> str:
        return f"{self.path}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand on the public site although it looks like personal data."""

    emails: frozenset[str] = frozenset()
    """Office addresses that the federation lists as public, lower-cased."""


NOBODY = Hidden({}, plain=True)


@dataclass
class Forbidden:
    """Words that must not appear verbatim, found in one pass over a text, and names that must not in any spelling."""

    words: Mapping[str, str]
    """Word → in Chinese, what is wrong with it; the word itself is never shown."""
    names: Hidden = NOBODY
    _lengths: dict[str, list[int]] = field(init=False, repr=False)
    """First two characters → lengths of the words that begin so: a few look-ups where thousands begin alike."""
    _heads: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = defaultdict(set)
        for word in self.words:
            if len(word) >= _SHORTEST_HEAD:
                lengths[word[:_SHORTEST_HEAD]].add(len(word))
        self._lengths = {head: sorted(each) for head, each in lengths.items()}
        self._heads = re.compile("|".join(map(re.escape, sorted(lengths))) or r"(?!)")

    @classmethod
    def sealed(cls, words: Mapping[str, str]) -> Forbidden:
        """Values of sealed sheets by what they are, such as ``姓名``."""
        return cls({word: f"有密封资料的原文（{name}）" for word, name in words.items()})

    @classmethod
    def withdrawn(cls, names: Iterable[str]) -> Forbidden:
        """Names of people whose consent is not live."""
        return cls({}, Hidden(dict.fromkeys(names, WITHDRAWN), plain=True))

    def __or__(self, other: Forbidden) -> Forbidden:
        """Both together."""
        names = Hidden({**self.names.names, **other.names.names}, plain=True)
        return Forbidden({**self.words, **other.words}, names)

    def names_in(self, text: str) -> set[str]:
        """What is wrong with the forbidden words that a text holds."""
        found = {self.names.names[name] for _, _, name in self.names.found(text)}
        match = self._heads.search(text) if self.words else None
        while match:
            start = match.start()
            for length in self._lengths[match[0]]:
                name = self.words.get(text[start : start + length])
                if name is not None:
                    found.add(name)
            match = self._heads.search(text, start + 1)
        return found


NOTHING_FORBIDDEN = Forbidden({})
_SAID: dict[personal.Kind, str] = {
    "id": "有身份证号",
    "mobile": "有手机号码",
    "wechat": "有微信号",
    "key": "有私钥",
}


@dataclass(frozen=True, slots=True)
class _Eyes:
    """What one reading of a site goes by."""

    allowed: Allowed
    forbidden: Forbidden
    listed: str

    def sees(self, text: str) -> set[str]:
        """What a text holds that it must not hold."""
        found = {_SAID[finding.kind] for finding in personal.find(text, _SAID)}
        if "@" in text or "＠" in text:
            unknown = set(personal.emails(text)) - self.allowed.emails
            found |= {"有没有列为公开的电子邮箱"} if unknown else set()
        if self.forbidden.words or self.forbidden.names.names:
            plain = personal.normalise(text)
            found |= self.forbidden.names_in(text) | (set() if plain is text else self.forbidden.names_in(plain))
        return found


def read_as_stranger(
    site: Path, allowed: Allowed, forbidden: Forbidden = NOTHING_FORBIDDEN, listed: str = ""
) -> list[Leak]:
    """Everything in a built site that must not be there, sorted by path; ``listed`` is its list, measured just now."""
    eyes = _Eyes(allowed, forbidden, listed)
    found: set[Leak] = set()
    for path in _files(site):
        name = path.relative_to(site).as_posix()
        shown = _masked(name, eyes)
        found.update(Leak(shown, f"文件名里{message}") for message in eyes.sees(name.replace("/", _GAP)))
        found.update(Leak(shown, message) for message in _reader(name)(path, eyes))
    found.update(Leak(path.relative_to(site).as_posix(), search_files.FOREIGN) for path in search_files.foreign(site))
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield from _files(Path(entry.path))
            else:
                yield Path(entry.path)


def _masked(name: str, eyes: _Eyes) -> str:
    """A path that can be printed: a part that holds the very value that must not be repeated is left out."""
    parts = name.split("/")
    if eyes.sees(name.replace("/", _GAP)):
        parts = ["（隐去的文件名）" + Path(part).suffix if eyes.sees(part) else part for part in parts]
        parts = parts if not eyes.sees("\n".join(parts)) else ["（隐去的文件名）"]
    return visible("/".join(parts))


def _file(path: Path, eyes: _Eyes) -> Iterator[str]:
    suffix = path.suffix.lower()
    if path.is_symlink():
        yield "是一个链接，可能指向网站以外的文件"
    elif path.name.startswith("."):
        yield "是隐藏文件"
    elif suffix not in PUBLIC_SUFFIXES:
        yield f"这种文件（{suffix or '没有扩展名'}）不该出现在网站上"
    elif not path.is_file():
        yield "不是普通文件"
    elif suffix in _IMAGES:
        for finding in metadata_findings(path.read_bytes()):
            yield f"照片里还带着信息：{finding}"
    else:
        yield from _text(path, suffix, eyes)


def _reader(name: str) -> Callable[[Path, _Eyes], Iterator[str]]:
    if name == manifest.NAME:
        return _list
    return _packed if search_files.belongs(name) else _file


def _list(path: Path, eyes: _Eyes) -> Iterator[str]:
    """The list of a release tells what the files tell, and nothing else; its digests are no telephone numbers."""
    if path.is_symlink() or not path.is_file():
        yield from _file(path, eyes)
        return
    try:
        told = manifest.read(path.read_bytes())
        fits = told.text == (eyes.listed or manifest.measure(path.parent, told.commit, told.url).text)
    except manifest.ManifestError:
        fits = False
    if not fits:
        yield UNLISTED
    elif eyes.sees(told.url):
        yield "清单里的网址有不能公开的内容"


def _packed(path: Path, eyes: _Eyes) -> Iterator[str]:
    """A packed file of the search, read as what it says."""
    text = None if path.is_symlink() or not path.is_file() else search_files.opened(path)
    if text is None:
        yield search_files.UNREADABLE
        return
    yield from {message for reading in (text, unquote(text)) for message in eyes.sees(reading)}


def _text(path: Path, suffix: str, eyes: _Eyes) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        yield "不是 UTF-8 文字，没有办法检查"
        return
    yield from {message for reading in _readings(text, suffix) for message in eyes.sees(reading)}


def _readings(text: str, suffix: str) -> set[str]:
    """A text as it stands and as a browser, a reader of feeds or a calendar reads it, where that differs."""
    readings = {text}
    if suffix in _MARKED_UP:
        readings = {html.unescape(text), _read(text)}
    if suffix == ".xml" and "&lt;" in text:
        readings.add(_read(html.unescape(text)))  # a feed holds pages, written in entities
    if suffix == ".ics":
        text = _FOLDS.sub("", text)
        readings.add(text)
    if "\\" in text and suffix in _MARKED_UP | _SCRIPTED | {".ics"}:
        text = _ESCAPES.sub(lambda match: _character(match[1] or match[2] or match[3]), text)
        readings.add(text)
    if suffix == ".json" and "<" in text:
        readings.add(_read(text))
    if "%" in text:
        readings.add(unquote(text))
    return readings


def _read(markup: str) -> str:
    """What a reader sees: a number or name cut up by tags, or written in entities, is still read as one."""
    bare = _UNPARSED.sub(" ", _BLANKS.sub(" ", markup))
    return html.unescape(_TAGS.sub("", _APART.sub(_GAP, _seen(bare))))


def _seen(markup: str) -> str:
    """Markup without comments, scripts and styles; one that never ends hides all that follows, as in a browser.

    A walk instead of one expression: an expression looks for the end again from every beginning.
    """
    parts: list[str] = []
    at = 0
    while opening := _UNSEEN.search(markup, at):
        parts.append(markup[at : opening.start()])
        closing = _ENDS[opening[0]].search(markup, opening.end())
        if closing is None:
            return "".join(parts)
        at = closing.end()
    return "".join([*parts, markup[at:]])


def _character(code: str | None) -> str:
    """What an escape stands for; those without a number are blanks."""
    return chr(min(int(code, 16), 0x10FFFF)) if code else " "


def office_emails(values: Iterable[str]) -> frozenset[str]:
    """The e-mail addresses among the federation's public contacts."""
    return frozenset(address for value in values for address in personal.emails(value))
