"""Stories of the tiny register as they go out, with as many photographs and whatever text a test wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from generator.articles.cms import Paper, cms_article
from generator.articles.parts import Article
from generator.articles.wechat import wechat_article
from generator.records.library import Library, load
from tests import tiny

TODAY = dt.date(2025, 1, 1)
ADDRESS = "2024/0305-leifeng"
REPORT = f"{tiny.STORY}/report.md"
BOTH = "[web, wechat]"
COLOURS = tuple((40 + 8 * number, 90, 200 - 7 * number) for number in range(20))


def one_photo(number: int, people: str = "none", more: str = "") -> str:
    """An entry of ``photos`` with words of its own."""
    words = f"alt: 院子里的老人{number}, caption: 图说{number}, credit: 示例摄影"
    return f"{{file: {number:02}.jpg, {words}, people: {people}{more}}}"


def story(body: str = "姐妹们陪老人说话，打扫院子。\n", photos: int = 1, more: str = "", **keys: str) -> dict[str, str]:
    """The files of a register whose story goes to both channels."""
    listed = ", ".join(map(one_photo, range(1, photos + 1)))
    title = keys.pop("title", "看望独居老人")
    keys = {"channels": BOTH, **keys}
    return {REPORT: tiny.report(title, "2024-03-05", f"photos: [{listed}]\n{more}", body, **keys)}


def register(root: Path, files: Mapping[str, str], photos: int = 20) -> Library:
    """A register on disk, read, with its photographs."""
    tiny.write(root, files)
    for number, colour in enumerate(COLOURS[:photos], 1):
        (root / tiny.STORY / f"{number:02}.jpg").write_bytes(tiny.clean(colour))
    return load(root)[0]


def for_wechat(root: Path, files: Mapping[str, str], today: dt.date = TODAY) -> Article:
    """The story as an article for WeChat."""
    return wechat_article(register(root, files), ADDRESS, today)


def for_cms(root: Path, files: Mapping[str, str], published: str = "", today: dt.date = TODAY) -> Paper:
    """The story for another site."""
    return cms_article(register(root, files), ADDRESS, today, published)


def every_word(article: Article | Paper) -> str:
    """All that somebody could read in an article or in the words around it."""
    around = (
        (article.author, article.digest)
        if isinstance(article, Article)
        else tuple(value for _, value in (*article.fields, *article.meta))
    )
    text = article.text if isinstance(article, Paper) else ""
    pictures = (word for each in article.pictures for word in (each.alt, each.caption))
    return "\n".join((article.title, article.content, text, *around, *pictures))
