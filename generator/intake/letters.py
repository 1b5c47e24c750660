"""Letters (.eml): who wrote when, the text with its pictures, and what is attached; broken letters are ordinary."""

from __future__ import annotations

import datetime as dt
import email
import io
import mimetypes
import re
from dataclasses import dataclass, field
from email.message import Message
from email.policy import Compat32
from email.utils import parsedate_to_datetime, unquote
from typing import Any

from generator.intake.delivered import Picture
from generator.intake.encodings import decoded, guessed, words
from generator.intake.gathered import Story
from generator.intake.limits import MAX_FILES, MAX_TEXT
from generator.intake.lines import blocks, clean
from generator.intake.unusable import UnusableError
from generator.intake.web import declared, read_web
from generator.intake.wordings import better, bytes_of, html_of, letters_of, says_more, unflowed

_HERE = dt.timezone(dt.timedelta(hours=8))
_LONGEST_HEAD = 20_000
"""Characters; names of attachments have some hundred."""
_DEEPEST = 30


class _Bare(Compat32):
    """Headers as they came: the stock policies lose bytes that were never encoded, and some fail on them."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Cut what no mail program writes: parameters of a head take long to part."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEAD]

    def header_fetch_parse(self, name: str, value: str) -> str:
        """The value itself."""
        del name
        return value


@dataclass
class Attached:
    """One attachment."""

    name: str
    data: bytes = field(repr=False)
    letter: bool = False


@dataclass
class Letter:
    """A letter taken apart."""

    story: Story
    subject: str
    attached: list[Attached] = field(default_factory=list)
    other: list[Attached] = field(default_factory=list)
    """Another wording of the same text that says more, or bytes that are no clean text."""
    outside: int = 0


def opened(data: bytes, trail: str) -> Letter:
    """Take a letter apart.

    Raises:
        UnusableError: there is no letter in it.
    """
    if data[:1] in b"\xef\r\n":  # a mark of UTF-8 or empty lines, which editors put before the first head
        data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    message: Message[Any, Any] = email.message_from_binary_file(io.BytesIO(data), policy=_Bare())
    if not message.keys():
        raise UnusableError("不是邮件，或者已经损坏，请在邮箱里重新另存为 .eml 再交")
    subject = clean(words(str(message.get("subject") or ""))).replace("\n", " ")
    letter = Letter(Story(trail, subject=subject, sender=_sender(message), sent=_day(message)), subject)
    _Taker(letter).take(message, 0)
    return letter


def _sender(message: Message[Any, Any]) -> str:
    """The name before the address; an address is never taken."""
    told = words(str(message.get("from") or ""))
    name = clean(told.partition("<")[0]).strip(" \"'“”") if "<" in told else ""
    return "" if "@" in name else name.replace("\n", " ")


def _day(message: Message[Any, Any]) -> dt.date | None:
    try:
        told = parsedate_to_datetime(str(message.get("date") or ""))
        return (told.astimezone(_HERE) if told.tzinfo else told).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class _Taker:
    """Goes through the parts of a letter once and lets go of each as soon as it is decoded."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._parts = 0

    def take(self, part: Message[Any, Any], depth: int) -> None:
        """One part and all below it, into the letter."""
        self._parts += 1
        if depth > _DEEPEST or self._parts > MAX_FILES:
            raise UnusableError("邮件套得太深或者部分太多，没有读，请把稿子和照片另外发来")
        kind = part.get_content_type()
        payload: Any = part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list):
            self._nested(payload)
        elif kind == "multipart/alternative" and isinstance(payload, list):
            self._alternative(payload, depth)
        elif isinstance(payload, list) and (kind == "multipart/related" or _pictured(payload)):
            self._related(payload, depth)
        elif isinstance(payload, list):
            for each in payload:
                self.take(each, depth + 1)
        elif kind in {"text/plain", "text/html"} and not self._is_file(part):
            self._text(part, kind, {})
        else:
            self._file(part)

    def _nested(self, payload: list[Message[Any, Any]]) -> None:
        for inner in payload:
            subject = clean(words(str(inner.get("subject") or ""))).replace("\n", " ")
            name = re.sub(r"[/\\:*?\"<>|]", "_", subject)[:60] or f"附信{len(self._letter.attached) + 1}"
            self._letter.attached.append(Attached(f"{name}.eml", inner.as_bytes(), letter=True))

    def _is_file(self, part: Message[Any, Any]) -> bool:
        return part.get_content_disposition() == "attachment" or bool(_name(part))

    def _file(self, part: Message[Any, Any]) -> None:
        data = bytes_of(part)
        part.set_payload("")
        name = _name(part) or f"附件{len(self._letter.attached) + 1}{_suffix(part)}"
        inline = part.get_content_maintype() == "image" and part.get_content_disposition() == "inline"
        if inline and not _cid(part):
            self._letter.story.show(Picture(name, data))
        elif data or _name(part):
            self._letter.attached.append(Attached(name, data))

    def _text(self, part: Message[Any, Any], kind: str, pictures: dict[str, Picture]) -> set[str]:
        """Words of one part; returns which of the pictures stand in them."""
        data = bytes_of(part)
        if len(data) > MAX_TEXT:  # its reader will say so
            self._letter.attached.append(Attached(f"正文.{'html' if kind == 'text/html' else 'txt'}", data))
            return set()
        charset = str(part.get_param("charset") or "")
        if kind == "text/html":
            text, whole = decoded(data, charset or declared(data))
            page = read_web(text, self._letter.story, pictures)
            self._letter.outside += page.outside
            if not (whole and page.whole):
                self._letter.other.append(Attached("正文.html", data))
            return page.used
        text, whole = decoded(data, charset)
        if str(part.get_param("format") or "").lower() == "flowed":
            text = unflowed(text, glued=str(part.get_param("delsp") or "").lower() == "yes")
        self._letter.story.blocks += list(blocks(text))
        if not whole:
            self._letter.other.append(Attached("正文.txt", data))
        return set()

    def _related(self, payload: list[Message[Any, Any]], depth: int) -> None:
        """A page with the pictures that stand in it."""
        pictures: dict[str, Picture] = {}
        files = []
        root = payload[0] if payload else None
        for each in payload[1:]:
            if each.get_content_maintype() == "image" and (key := _cid(each)) and key not in pictures:
                pictures[key] = Picture(_name(each) or f"图{len(pictures) + 1}{_suffix(each)}", bytes_of(each))
            else:
                files.append(each)
        used: set[str] = set()
        if root is not None and root.get_content_type() == "multipart/alternative":
            used = self._alternative(root.get_payload(), depth, pictures)
        elif root is not None and root.get_content_type() in {"text/html", "text/plain"}:
            used = self._text(root, root.get_content_type(), pictures)
        elif root is not None:
            self.take(root, depth + 1)
        for key, picture in pictures.items():
            if key not in used:
                self._letter.attached.append(Attached(picture.name, picture.data))
        for each in files:
            self.take(each, depth + 1)

    def _alternative(self, payload: Any, depth: int, pictures: dict[str, Picture] | None = None) -> set[str]:
        """One of several wordings: the plain one, unless it is a stub or the other shows where pictures stand."""
        ways = [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []
        plain = next(
            (each for each in ways if each.get_content_type() == "text/plain" and not self._is_file(each)), None
        )
        rich = [
            each for each in ways if each is not plain and each.get_content_type() in {"text/html", "multipart/related"}
        ]
        chosen = better(plain, rich[-1] if rich else None)
        used: set[str] = set()
        for each in ways:
            if each is chosen and each.get_content_type() in {"text/plain", "text/html"}:
                used = self._text(each, each.get_content_type(), pictures or {})
            elif each is chosen or each not in (plain, *rich):
                self.take(each, depth + 1)
            else:
                self._unused(each, chosen)
        return used

    def _unused(self, part: Message[Any, Any], chosen: Message[Any, Any] | None) -> None:
        """Another wording goes only if it says nothing else; what hangs on it never goes."""
        html = html_of(part) if part.get_content_type() != "text/plain" else part
        told, taken = (letters_of(each) for each in (html, chosen))
        if told and html is not None and says_more(told, taken):
            name = "正文的另一种写法." + ("txt" if part.get_content_type() == "text/plain" else "html")
            self._letter.other.append(Attached(name, bytes_of(html)))
        for each in part.get_payload() if part.is_multipart() else ():
            if isinstance(each, Message) and each is not html:
                self._file(each)


def _pictured(payload: list[Message[Any, Any]]) -> bool:
    """Some programs put the pictures of a page beside it as if they were attachments."""
    page = bool(payload) and payload[0].get_content_type() in {"text/html", "multipart/alternative"}
    return page and any(each.get_content_maintype() == "image" and _cid(each) for each in payload[1:])


def _cid(part: Message[Any, Any]) -> str:
    return str(part.get("content-id") or "").strip().strip("<>").strip()


def _suffix(part: Message[Any, Any]) -> str:
    return mimetypes.guess_extension(part.get_content_type()) or ".bin"


def _name(part: Message[Any, Any]) -> str:
    """File name of a part: encoded in any of the ways there are, or not at all; never a path."""
    told: Any = part.get_param("filename", None, "content-disposition") or part.get_param("name")
    if isinstance(told, tuple):
        raw = guessed(str(told[2]).encode("latin-1", "replace"), str(told[0] or ""))
    else:
        raw = words(unquote(str(told or "")))
    return clean(re.split(r"[/\\]", raw)[-1]).replace("\n", " ")
