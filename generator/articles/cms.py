"""One published story for the content system of a county or city site: plain HTML, plain text, and a list of fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from generator.articles.guard import Look, guard, unaided
from generator.articles.kept import CMS, sanitised
from generator.articles.order import placed
from generator.articles.outgoing import Outgoing, outgoing
from generator.articles.parts import Picture
from generator.articles.pictured import pictures
from generator.articles.plain import as_text
from generator.articles.text import blocks
from generator.articles.tree import Element, paragraphs, written
from generator.pages.stories import CREDITS
from generator.records.library import Library

SAMPLE = "（示例登记册：人物、活动和数字均为虚构，图片为示意）"
TO_FILL = "发表时填写，格式：2026-03-06 09:30"
"""A hint for people, never the content of a field: what nobody has filled in stays empty."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What the editor of such a site gets."""

    address: str
    title: str
    content: str
    """HTML of paragraphs, lists, tables and pictures; no style and no class."""
    text: str
    """The same without markup, for systems that take text only."""
    pictures: tuple[Picture, ...]
    fields: tuple[tuple[str, str], ...]
    """Label of a field as these systems call it → what goes in."""
    meta: tuple[tuple[str, str], ...]
    """Names that sites of government put into the head of a page."""
    notes: tuple[str, ...]


def cms_article(library: Library, address: str, today: dt.date, published: str = "", look: Look = unaided) -> Paper:
    """The article of one story, with only what the web may show on a day.

    Args:
        library: the register as it is written.
        address: of the activity.
        today: consents are live on a day.
        published: ``2026-03-06 09:30``; empty where the editor fills it in.
        look: sees in a text what must not go out; see ``guard``.

    Raises:
        ArticleError: the story may not go out.
    """
    going = outgoing(library, address, "web", today)
    hung, listed = pictures(going), blocks(going.story.document.body) or [_line(going.card.summary)]
    run, rest = placed(listed, hung)
    top = Element("", {}, [*_run([*run, *rest]), *_tail(going)])
    fields, meta = tuple(_fields(going, published, hung)), tuple(_meta(going, published))
    guard(
        library,
        going.shown,
        [*(value for _, value in (*fields, *meta)), *(each.alt for each in hung), *paragraphs(top)],
        look,
    )
    words = Element("", {}, [*listed, *_tail(going)])
    content = "\n".join(sanitised(written(each, CMS), CMS) for each in top.children)
    return Paper(address, going.story.fields.title, content, as_text(words), hung, fields, meta, going.notes)


def _line(*words: str) -> Element:
    return Element("p", {}, [*words])


def _run(run: Iterable[Element | Picture]) -> Iterator[Element]:
    for each in run:
        if isinstance(each, Picture):
            yield Element("p", {}, [Element("img", {"src": each.name, "alt": each.alt})])
            if each.caption:
                yield _line(f"▲ {each.caption}")
        elif each.tag != "hr":
            yield each


def _tail(going: Outgoing) -> Iterator[Element]:
    """Such sites close with whose report it is, in brackets; who signed stands in the fields."""
    yield _line(f"（{going.story.fields.credits.source}）")
    if going.shown.federation.sample:
        yield _line(SAMPLE)


def _keywords(going: Outgoing) -> str:
    words = (going.story.fields.brand, *going.story.fields.categories, going.card.place)
    return ",".join(dict.fromkeys(word for word in words if word))


def _fields(going: Outgoing, published: str, hung: Iterable[Picture]) -> Iterator[tuple[str, str]]:
    facts, credits_ = going.story.fields, going.story.fields.credits
    yield "标题", facts.title
    yield "发布时间", published
    yield "来源", credits_.source
    yield "责任编辑", credits_.edit or ""
    for key, label in CREDITS[1:]:
        if key != "edit" and getattr(credits_, key):
            yield label, getattr(credits_, key)
    yield "摘要", going.card.summary
    yield "关键词", _keywords(going)
    site = going.shown.federation.site.url
    if site:
        yield "原文", f"{site}{quote(going.card.address)}"
    for each in hung:
        yield f"图片 {each.name}", each.caption or each.alt


def _meta(going: Outgoing, published: str) -> Iterator[tuple[str, str]]:
    yield "ArticleTitle", going.story.fields.title
    if published:
        yield "PubDate", published
    yield "ContentSource", going.story.fields.credits.source
    yield "Author", going.story.fields.credits.edit or ""
    yield "Keywords", _keywords(going)
    yield "Description", going.card.summary
