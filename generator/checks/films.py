"""Rule I14: who cannot hear or see a film finds in words what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import Entry
from generator.records.links import without_code

FILM_SUFFIXES = (
    ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".wmv", ".flv", ".3gp", ".mpg", ".mpeg", ".gif", ".apng", ".swf",
)  # fmt: skip
"""Films and animations by the ending of the file's name."""
_HOSTS = (
    "bilibili.com", "b23.tv", "v.qq.com", "youku.com", "iqiyi.com", "mgtv.com", "douyin.com", "kuaishou.com",
    "ixigua.com", "tv.cctv.com", "xiaohongshu.com", "xhslink.com", "haokan.baidu.com", "weishi.qq.com",
    "channels.weixin.qq.com", "video.weibo.com",
)  # fmt: skip
_ENDS = "|".join(re.escape(each) for each in (*FILM_SUFFIXES, ".m3u8"))
_FILM = re.compile(
    rf"(?:{_ENDS})(?![a-z0-9])"
    rf"|(?<![a-z0-9\-])(?:{'|'.join(re.escape(each) for each in _HOSTS)})(?![a-z0-9\-]|\.[a-z])"
    r"|<(?:video|iframe|embed|object)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s<>\"'()\[\]（）【】，。；：“”]*\Z")
"""What stands before the found end of an address, back to where it begins."""
_IN_WORDS = re.compile(
    r"(?<!无)(?<!没有)(?<!没)(?<!未加)(?<!不带)(?<!缺)(?:字幕|文字稿|文字版|文字实录|文字记录|文字说明|解说词)"
)
_LONGEST = 300
"""Characters of an address that are looked back over."""
_WITH_TEXT = ("activities", "brands", "projects", "volunteers", "communities", "pages")


@rule("I14", "正文里的视频和动画旁边写明有字幕，或者附文字稿", "warning", "GB/T 37668—2019（音视频替代）")
def films_can_be_read(this: Rule, facts: Facts) -> Iterator[Problem]:
    """One line a paragraph; the words stand in it, or in a neighbour that shows no film of its own."""
    for kind in _WITH_TEXT:
        for entry in getattr(facts.library, kind).values():
            for start in _silent_films(without_code(entry.document.body)):
                yield _said(this, entry, start)


def _silent_films(body: str) -> Iterator[int]:
    """Where in a text the films stand that nothing is said about in words."""
    if not _FILM.search(body):
        return
    parts = _paragraphs(body)
    films = [_FILM.search(text) for _, text in parts]
    for number, ((start, text), film) in enumerate(zip(parts, films, strict=True)):
        if film is None:
            continue
        near = [each for each in (number - 1, number + 1) if 0 <= each < len(parts) and films[each] is None]
        if not any(_IN_WORDS.search(parts[each][1]) for each in (number, *near)):
            first = max(0, film.start() - _LONGEST)
            before = _ADDRESS.search(text[first : film.start()])
            yield start + (first + before.start() if before else film.start())


def _paragraphs(body: str) -> list[tuple[int, str]]:
    """Runs of lines without an empty one between them, each with the place where it begins."""
    parts: list[tuple[int, str]] = []
    place, going_on = 0, False
    for line in body.splitlines(keepends=True):
        if going_on and line.strip():
            parts[-1] = (parts[-1][0], parts[-1][1] + line)
        elif line.strip():
            parts.append((place, line))
        going_on = bool(line.strip())
        place += len(line)
    return parts


def _said(this: Rule, entry: Entry[Any], start: int) -> Problem:
    body = entry.document.body
    line = entry.document.body_line + body.count("\n", 0, start)
    column = start - (body.rfind("\n", 0, start) + 1) + 1
    message = "这里有视频或动画，旁边没有说有没有字幕、文字稿"
    hint = "请在同一段写“视频有字幕”，或者附上文字稿；听不见、看不见的人也能知道内容"
    return Problem(entry.path, line, column, this.id, this.severity, message, hint)
