"""One published story as an article for the WeChat account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from importlib import resources
from urllib.parse import quote

import css_inline

from generator.articles.guard import Look, guard, unaided
from generator.articles.kept import WECHAT, sanitised
from generator.articles.limits import fits
from generator.articles.order import placed
from generator.articles.outgoing import Outgoing, outgoing
from generator.articles.parts import Article, ArticleError, Picture
from generator.articles.pictured import pictures
from generator.articles.text import blocks
from generator.articles.tree import Element, paragraphs, written
from generator.pages.stories import CREDITS
from generator.photos.sizes import DEFAULT_FOCUS
from generator.records.library import Library

SAMPLE = "示例登记册：人物、活动和数字均为虚构，图片为示意。"
_DRAFT = {tag: names - {"style"} | {"class"} for tag, names in WECHAT.items()}
_PLUM = "#a3195b"


def wechat_article(library: Library, address: str, today: dt.date, look: Look = unaided) -> Article:
    """The article of one story, with only what may go out over WeChat on a day.

    Args:
        library: the register as it is written.
        address: of the activity.
        today: consents are live on a day.
        look: sees in a text what must not go out; see ``guard``.

    Raises:
        ArticleError: the story may not go out, or does not fit into what the account takes.
    """
    going = outgoing(library, address, "wechat", today)
    hung, words = pictures(going), _words(going)
    top = _laid_out(going, hung)
    content = sanitised(_inlined(written(top, _DRAFT), _colour(going)), WECHAT)
    said = (each for picture in hung for each in (picture.alt, picture.caption))
    guard(library, going.shown, [*words.values(), *said, *paragraphs(top)], look)
    try:
        fits(words, content, len(hung))
    except ArticleError as fault:
        raise ArticleError(f"{going.story.path}：{fault}") from None
    return Article(
        address=address,
        title=words["title"],
        author=words["author"],
        digest=words["digest"],
        content=content,
        pictures=hung,
        banner=going.banner,
        square=going.square,
        source_url=_source(going),
        sample=going.shown.federation.sample,
        notes=(*going.notes, *_for_the_form(hung, going)),
        focus=((hung and going.photos[0].photo.focus) or DEFAULT_FOCUS)[0],
    )


def _words(going: Outgoing) -> dict[str, str]:
    """What the account asks for beside the text; the record may have words of its own for it."""
    fields, own = going.story.fields, going.story.fields.article
    return {
        "title": (own and own.title) or fields.title,
        "author": (own and own.author) or fields.credits.source,
        "digest": (own and own.digest) or going.card.summary,
    }


def _source(going: Outgoing) -> str:
    """Where the story stands on the site, if it does."""
    site = going.shown.federation.site.url
    return f"{site}{quote(going.card.address)}" if site and "web" in going.story.fields.channels else ""


def _for_the_form(hung: tuple[Picture, ...], going: Outgoing) -> Iterator[str]:
    """What only a person can fill in where the article is published."""
    if not hung:
        yield "这篇没有照片，公众号要有封面，请在后台另选一张"
    if any(each.photo.ai for each in going.photos):
        yield "有人工智能生成的图片，发表时请在“创作来源”里如实选"


def _inlined(markup: str, colour: str) -> str:
    css = resources.files(__package__).joinpath("wechat.css").read_text(encoding="utf-8").replace(_PLUM, colour)
    return css_inline.inline_fragment(markup, css)


def _colour(going: Outgoing) -> str:
    brand = going.shown.federation.brand(going.story.fields.brand)
    return (brand and brand.colour) or _PLUM


def _laid_out(going: Outgoing, hung: tuple[Picture, ...]) -> Element:
    body = blocks(going.story.document.body) or [_line("", going.card.summary)]
    run, rest = placed(body, hung)
    more = [Element("h2", {}, ["现场"])] if len(rest) > 1 else []
    listed = [*_head(going), *_run(run), *more, *_run(rest), *_tail(going)]
    return Element("", {}, [Element("section", {"class": "article"}, [*listed])])


def _line(kind: str, *words: str) -> Element:
    return Element("p", {"class": kind} if kind else {}, [*words])


def _head(going: Outgoing) -> Iterator[Element]:
    card, spot = going.card, going.story.fields.place.spot
    kind = f"{card.brand} · {card.kind}" if card.kind != "活动" else card.brand
    yield _line("label", kind)
    yield _line("when", " · ".join(part for part in (card.days, card.place, spot) if part))
    if going.shown.federation.sample:
        yield _line("sample", SAMPLE)


def _run(run: Iterable[Element | Picture]) -> Iterator[Element]:
    for each in run:
        if isinstance(each, Picture):
            image = Element("img", {"src": each.name, "alt": each.alt})
            yield Element("p", {"class": "photo" if each.caption else "uncaptioned"}, [image])
            if each.caption:
                yield _line("caption", each.caption)
        elif each.tag == "hr":
            yield _line("rule", "＊")
        elif each.tag == "table":
            yield Element("section", {"class": "wide"}, [each])
        else:
            yield each


def _tail(going: Outgoing) -> Iterator[Element]:
    """``（来源：…）``, then who stands behind the text, in the order of 三审三校."""
    credits_ = going.story.fields.credits
    yield _line("from", f"（来源：{credits_.source}）")
    yield _line("end", "• END •")
    for key, label in CREDITS[1:]:
        name = getattr(credits_, key)
        if name:
            yield _line("credit", f"{label}｜{name}")
