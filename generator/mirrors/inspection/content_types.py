"""What a browser makes of an answer: whether it takes the content type, and whether it asks for pages anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.mirrors.inspection.asking import Answer
from generator.mirrors.inspection.fault import Fault

_SCRIPT = frozenset({"text/javascript", "application/javascript", "application/x-javascript"})
_XML = frozenset({"application/xml", "text/xml", "application/rss+xml", "application/atom+xml"})
_TAKEN: dict[str, frozenset[str]] = {
    ".html": frozenset({"text/html"}),
    ".css": frozenset({"text/css"}),
    ".js": _SCRIPT,
    ".svg": frozenset({"image/svg+xml"}),
    ".webp": frozenset({"image/webp"}),
    ".avif": frozenset({"image/avif"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".png": frozenset({"image/png"}),
    ".json": frozenset({"application/json", "application/feed+json", "text/json"}),
    ".xml": _XML,
    ".ics": frozenset({"text/calendar"}),
    ".txt": frozenset({"text/plain"}),
    ".webmanifest": frozenset({"application/manifest+json", "application/json"}),
}
_STRICT = frozenset({".html", ".css", ".js", ".svg"})
"""Browsers refuse these under another type; the others they show all the same, unless told ``nosniff``."""
_TEXTS = frozenset({".html", ".css", ".js", ".json", ".xml", ".ics", ".txt"})
_NEEDS_CHARSET = frozenset({".ics", ".txt"})
"""Without it they are read as something else; pages and feeds name their own, scripts and styles follow the page."""
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.IGNORECASE)
_AGE = re.compile(r"(?:max-age|s-maxage)\s*=\s*(\d+)")
_LONG = 3600
_OF_CACHES = (
    "x-cache", "x-cache-status", "x-cache-lookup", "cf-cache-status", "x-cdn", "via", "x-via", "x-nws-log-uuid",
    "x-swift-cachetime", "ali-swift-global-savetime", "x-ccdn-cachettl", "x-ccdn-expires", "ohc-cache-hit",
)  # fmt: skip
"""What caches on the way say of themselves, also those of clouds in this country."""


def faults_of_type(path: str, answer: Answer) -> Iterator[Fault]:
    """What a browser would not take of a file that has come."""
    ending = PurePosixPath(path).suffix.lower()
    taken = _TAKEN.get(ending)
    if taken and answer.kind not in taken:
        said = f"说成 {answer.kind[:60]}" if answer.kind else "没有说类型"
        usual = min(taken)
        nosniff = answer.headers.get("x-content-type-options", "").strip().lower() == "nosniff"
        stops = ending in _STRICT or (nosniff and ending not in {".json", ".ics", ".txt", ".xml"})
        told = f"{ending} 文件的类型{said}" + ("，浏览器不认" if stops else "")
        hint = f"请在服务器上把 {ending} 的类型设成 {usual}"
        yield Fault(path, told, hint, "error" if stops else "warning", "server", once=True)
    charset = _CHARSET.search(answer.headers.get("content-type", ""))
    if ending not in _TEXTS:
        return
    if charset and charset[1].lower().replace("-", "") != "utf8":
        hint = "请在服务器上把字符集设成 utf-8，或者去掉这一项"
        yield Fault(path, f"{ending} 文件的字符集说成 {charset[1][:20]}，会变成乱码", hint, about="server", once=True)
    elif not charset and ending in _NEEDS_CHARSET and answer.kind in (taken or ()):
        yield Fault(
            path,
            f"{ending} 文件没有说字符集，有的软件会读成乱码",
            "请在服务器上加上 charset=utf-8",
            "warning",
            "server",
            once=True,
        )


def faults_of_age(path: str, answer: Answer) -> Iterator[Fault]:
    """A page that browsers may keep for long: readers see a withdrawn story until then."""
    said = answer.headers.get("cache-control", "").lower()
    ages = [int(each[:12]) for each in _AGE.findall(said)]
    if path.endswith(".html") and "no-cache" not in said and ages and max(ages) > _LONG:
        told = f"网页让浏览器存 {max(ages) // _LONG} 个小时，改了、撤了读者还看旧的"
        yield Fault(path, told, "请把网页（.html）的缓存设成 no-cache", "warning", "server", once=True)


def cache_before(answer: Answer) -> str:
    """What an answer tells of a cache that it came through; empty where none is seen."""
    headers = answer.headers
    named = next((name for name in _OF_CACHES if headers.get(name)), "")
    age = headers.get("age", "")
    if not named and not (age.isdecimal() and int(age[:9]) > 0):
        return ""
    return f"已经存了 {int(age[:9])} 秒" if age.isdecimal() else "有缓存的记号"
