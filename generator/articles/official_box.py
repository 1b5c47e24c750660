"""What lies in an account's draft box and among its pictures: asked of WeChat each time, never of a file of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from generator.articles.official_link import Answer, Link
from generator.articles.parts import Article, ArticleError

_PAGE = 20
"""The most that WeChat lists at once."""
_DRAFTS, _PICTURES = 25, 10
"""Pages that are looked through: 500 drafts, 200 pictures. A list may be asked for a thousand times a day."""


_SETTINGS = ("need_open_comment", "only_fans_can_comment")


@dataclass(frozen=True, slots=True)
class Kept:
    """An article in the draft box."""

    media_id: str
    index: int
    """Which one of the draft's articles."""
    title: str
    address: str
    """What “阅读原文” opens."""
    written: int
    """When somebody last saved the draft, in seconds."""
    settings: tuple[tuple[str, int], ...]
    """What an editor chose in the back end and a new text leaves alone: whether readers may comment."""


def drafts_of(link: Link, article: Article) -> list[Kept]:
    """Drafts of the same story, the newest first.

    A story is known by its address on the site; one without an address by its title, in drafts that have no address.

    Raises:
        ArticleError: the box could not be read.
    """
    wanted = urldefrag(article.source_url)[0]
    found = [
        each
        for each in _drafts(link)
        if (urldefrag(each.address)[0] == wanted if wanted else not each.address and each.title == article.title)
    ]
    return sorted(found, key=lambda each: -each.written)


def content_of(link: Link, draft: Kept) -> tuple[str, str]:
    """Title and content of an article in the box, as they are now.

    Raises:
        ArticleError: it could not be read.
    """
    answer = link.ask("/cgi-bin/draft/get", {"media_id": draft.media_id}, twice=True)
    articles = _rows(answer, "news_item")
    if draft.index >= len(articles):
        raise ArticleError("草稿刚刚被人在后台改过，请再推送一次")
    return _text(articles[draft.index], "title"), _text(articles[draft.index], "content")


def picture_named(link: Link, name: str) -> str:
    """The id of a picture that is among the account's own already; empty where it is not.

    Raises:
        ArticleError: the list could not be read.
    """
    for answer in _pages(link, "/cgi-bin/material/batchget_material", {"type": "image"}, _PICTURES):
        for row in _rows(answer, "item"):
            if row.get("name") == name and (found := _text(row, "media_id")):
                return found
    return ""


def _drafts(link: Link) -> Iterator[Kept]:
    for answer in _pages(link, "/cgi-bin/draft/batchget", {"no_content": 1}, _DRAFTS):
        for row in _rows(answer, "item"):
            content = row.get("content")
            articles = _rows(content, "news_item") if isinstance(content, dict) else []
            written = row.get("update_time")
            for index, each in enumerate(articles):
                yield Kept(
                    _text(row, "media_id"), index, _text(each, "title"), _text(each, "content_source_url"),
                    written if isinstance(written, int) else 0, _settings(each),
                )  # fmt: skip


def _settings(row: Answer) -> tuple[tuple[str, int], ...]:
    return tuple((name, chosen) for name in _SETTINGS if isinstance(chosen := row.get(name), int) and chosen in {0, 1})


def _pages(link: Link, path: str, asked: dict[str, object], most: int) -> Iterator[Answer]:
    """Pages of a list. What is listed may change meanwhile, so no page is waited for that does not bring more."""
    start = 0
    for _ in range(most):
        answer = link.ask(path, {**asked, "offset": start, "count": _PAGE}, twice=True)
        rows, total = len(_rows(answer, "item")), answer.get("total_count")
        yield answer
        start += rows
        if not rows or not isinstance(total, int) or start >= total:
            return


def _rows(answer: Answer, key: str) -> list[Answer]:
    found = answer.get(key)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text(row: Answer, key: str) -> str:
    found = row.get(key)
    return found if isinstance(found, str) else ""
