"""Rule R4: links in texts lead somewhere, and pictures come through the dark room."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from generator.checks.registry import Facts, Rule, declare, rule
from generator.problems import Problem, did_you_mean
from generator.records.illustrations import illustration
from generator.records.library import Entry, Library
from generator.records.links import BodyLink, body_links, leaves_the_register, meant_file

PICTURES = declare("F11", "照片写进 photos，不插在正文里", "warning", "格式")

_WITH_TEXT = ("activities", "brands", "projects", "volunteers", "communities", "pages")


@rule("R4", "正文里的链接指向登记册里的文件", "error", "政府网站检查指标（失效链接）")
def links_lead_somewhere(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    for kind in _WITH_TEXT:
        for entry in getattr(library, kind).values():
            for link in body_links(entry.document):
                if link.image:
                    yield from _picture(facts, entry, link)
                elif not leaves_the_register(link.target):
                    yield from _target(this, library, entry, link)


def _picture(facts: Facts, entry: Entry[Any], link: BodyLink) -> Iterator[Problem]:
    """Only the handbook has pictures between its paragraphs: those drawn for it, which show nobody."""
    file = illustration(entry.path, link.target)
    how = '请单独写一段：![画面说明](pictures/文件名.webp "图说")'
    if not file:
        message, how = "正文里的图片不会出现在网站上", "请写进 photos: 里，网站会排好版、去掉照片里的定位信息"
    elif file not in facts.library.media:
        message, how = "没有找到这张插图", f"请把它放在 {posixpath.dirname(file)}/，或者核对文件名"
    elif isinstance(facts.seen.get(file), str):
        message, how = "这张插图打不开", "请换一张 WebP 或 PNG 图片"
    elif not link.text.strip():
        message = "插图没有画面说明，看不见图的人不知道画的是什么"
    elif not _stands_alone(entry, link):
        message = "插图夹在文字里，不会出现在网站上"
    else:
        return
    yield Problem(entry.path, link.line, link.column, PICTURES.id, PICTURES.severity, message, how)


def _stands_alone(entry: Entry[Any], link: BodyLink) -> bool:
    """Whether its line holds nothing else, between empty lines."""
    lines = ["", *entry.document.body.splitlines(), ""]
    at = link.line - entry.document.body_line + 1
    own = lines[at].strip()
    return (
        own.startswith("![")
        and own.endswith(")")
        and own.count("](") == 1
        and not "".join(lines[at - 1 : at + 2 : 2]).strip()
    )


def _target(this: Rule, library: Library, entry: Entry[Any], link: BodyLink) -> Iterator[Problem]:
    place = (entry.path, link.line, link.column, this.id, this.severity)
    if link.target.startswith("/"):
        yield Problem(*place, "链接不能以 / 开头", "请写相对路径，例如 ../0305-xinhua-leifeng/report.md")
        return
    file, _ = meant_file(entry.path, link.target)
    if not file.endswith(".md") or file not in library.texts:
        beside = posixpath.dirname(file)
        near = [posixpath.basename(each) for each in library.texts if posixpath.dirname(each) == beside]
        hint = did_you_mean(posixpath.basename(file), near) or "请检查路径：从这个文件所在的文件夹算起"
        yield Problem(*place, f"链接的文件不存在：“{link.target[:80]}”", hint)
