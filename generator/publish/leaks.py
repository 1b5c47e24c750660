"""Read the built site as a stranger would: personal data, forbidden words, photo metadata, files that do not belong.

This module knows no secret. Words that must not appear are handed to it by the command line when a key is
at hand; without one it says so.
"""

from __future__ import annotations

import html
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator import personal
from generator.photos.metadata import findings as metadata_findings

PUBLIC_SUFFIXES = frozenset(
    {
        ".html",
        ".css",
        ".js",
        ".svg",
        ".webp",
        ".jpg",
        ".jpeg",
        ".png",
        ".ico",
        ".xml",
        ".json",
        ".txt",
        ".ics",
        ".webmanifest",
    }
)
"""File types that a public site of ours consists of; anything else does not belong there."""
_IMAGES = frozenset({".webp", ".jpg", ".jpeg", ".png"})
_MARKED_UP = frozenset({".html", ".xml", ".svg"})
_UNREAD = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_INLINE = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr"
)
_JOINING = re.compile(rf"</?(?:{_INLINE})(?:\s[^>]*)?/?>", re.IGNORECASE)
_PARTING = re.compile(r"<[^>]*>")
_BREAK = "\x1f"
"""Stands for a tag that starts a new box; unlike a blank it never belongs to a number."""
_SHORTEST_HEAD = 2


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """Something in the built site that a stranger must not find; the value itself is never repeated."""

    path: str
    """POSIX path inside the site."""
    message: str
    """Chinese, one line."""

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may stand on the public site although it looks like personal data."""

    emails: frozenset[str] = frozenset()
    """Office addresses that the federation lists as public, lower-cased."""


@dataclass
class Forbidden:
    """Words that must not appear verbatim, found in one pass over a text."""

    words: Mapping[str, str]
    """Word → Chinese name of what it is; the word itself is never shown."""
    _heads: dict[str, list[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._heads = defaultdict(list)
        for word in self.words:
            if len(word) >= _SHORTEST_HEAD:
                self._heads[word[:_SHORTEST_HEAD]].append(word)

    def names_in(self, text: str) -> set[str]:
        """What kinds of forbidden word a text holds."""
        found: set[str] = set()
        heads = self._heads
        for start in range(len(text) - 1):
            words = heads.get(text[start : start + 2])
            if words:
                found.update(self.words[word] for word in words if text.startswith(word, start))
        return found


NOTHING_FORBIDDEN = Forbidden({})
_SAID: dict[personal.Kind, str] = {
    "id": "有身份证号",
    "mobile": "有手机号码",
    "wechat": "有微信号",
    "key": "有私钥",
}


def read_as_stranger(site: Path, allowed: Allowed, forbidden: Forbidden = NOTHING_FORBIDDEN) -> list[Leak]:
    """Everything in a built site that must not be there, sorted by path."""
    found: set[Leak] = set()
    for path in _files(site):
        name = path.relative_to(site).as_posix()
        found.update(Leak(name, message) for message in _file(path, name, allowed, forbidden))
    return sorted(found)


def _files(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                yield from _files(Path(entry.path))
            else:
                yield Path(entry.path)


def _file(path: Path, name: str, allowed: Allowed, forbidden: Forbidden) -> Iterator[str]:
    suffix = path.suffix.lower()
    yield from _said("文件名里", name.replace("/", "\n"), allowed, forbidden)
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
        yield from _text(path, suffix, allowed, forbidden)


def _text(path: Path, suffix: str, allowed: Allowed, forbidden: Forbidden) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        yield "不是 UTF-8 文字，没有办法检查"
        return
    messages = set(_said("", text, allowed, forbidden))
    if suffix in _MARKED_UP:
        # A number cut up by tags or written in entities is still read as a number.
        messages |= set(_said("", visible_text(text), allowed, forbidden))
    yield from messages


def visible_text(markup: str) -> str:
    """What a reader sees of HTML: inline tags vanish, line breaks in the source are blanks, boxes stay apart."""
    text = _JOINING.sub("", _UNREAD.sub(_BREAK, markup)).replace("\n", " ")
    return html.unescape(_PARTING.sub(_BREAK, text))


def _said(where: str, text: str, allowed: Allowed, forbidden: Forbidden) -> Iterator[str]:
    for finding in personal.find(text, _SAID):
        yield where + _SAID[finding.kind]
    if ("@" in text or "＠" in text) and any(address not in allowed.emails for address in personal.emails(text)):
        yield f"{where}有没有列为公开的电子邮箱"
    if forbidden.words:
        for name in forbidden.names_in(text):
            yield f"{where}有密封资料的原文（{name}）"


def office_emails(values: Iterable[str]) -> frozenset[str]:
    """The e-mail addresses among the federation's public contacts."""
    return frozenset(address for value in values for address in personal.emails(value))
