"""What WeChat's interface takes, held against an article before the first request, and against the draft afterwards."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from urllib.parse import urldefrag

from generator.articles.limits import fits
from generator.articles.parts import Article, ArticleError
from generator.articles.tree import Element, read
from generator.console import harmless
from generator.photos.decode import decode
from generator.photos.formats import Unreadable, recognise

_BYTES = 1_000_000
"""“小于 1M”: whichever million is meant, this is below."""
_ADDRESS_BYTES = 1_000
_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}\.(jpg|png)")
_KINDS = {"jpg": "JPEG", "png": "PNG"}
_SRC = re.compile(r"""(<img\b[^>]*?\ssrc=)(["'])(.*?)\2""", re.DOTALL)
_WEB = re.compile(r"https?://[!-~]+")
_MARK = "jinguo-"
_FORBIDDEN = frozenset({"script", "style", "link", "iframe", "form", "input", "object", "embed", "meta", "a"})
_SHAPES = {"pic_crop_235_1": 2.35, "pic_crop_1_1": 1.0}
_CALLED = {"title": "标题", "author": "作者", "digest": "摘要"}
_REHEARSAL = "http:"


def check(article: Article, api: str) -> None:
    """Everything that can be known without asking WeChat.

    Raises:
        ArticleError: the article cannot become a draft; nothing has been asked yet.
    """
    if article.sample and not api.startswith(_REHEARSAL):
        raise ArticleError("这是示例登记册，里面的人和事都是虚构的，不能推送到公众号")
    words = {"title": article.title, "author": article.author, "digest": article.digest}
    if wrong := [_CALLED[name] for name, word in words.items() if harmless(word) != word or "\n" in word]:
        raise ArticleError(f"{'、'.join(wrong)}里有换行或看不见的字符，请在登记册里删掉")
    if any("\ud800" <= char <= "\udfff" for char in article.content):
        raise ArticleError("正文里有不成字的编码，请在登记册里删掉")
    fits(words, article.content, len(article.pictures))
    address = article.source_url
    if address and not (_WEB.fullmatch(address) and len(marked(article)) <= _ADDRESS_BYTES):
        raise ArticleError(
            f"“阅读原文”的网址不对，或者超过 {_ADDRESS_BYTES} 个字符：请检查 federation.yml 里网站的网址"
        )
    _check_content(article)
    for picture in article.pictures:
        _check_picture(f"图片 {picture.name} ", picture.data, _NAME.fullmatch(picture.name))
    if not article.banner:
        raise ArticleError(
            "这篇没有照片，做不了封面，公众号的草稿必须有封面；请放进一张照片，或者用预览页手工复制、在后台选封面"
        )
    _check_picture("封面", article.banner, None)


def _check_content(article: Article) -> None:
    top = read(article.content)
    if not letters(top):
        raise ArticleError("正文是空的")
    wrong = {f"<{each.tag}>" for each in top.walk() if each.tag in _FORBIDDEN}
    wrong |= {
        name for each in top.walk() for name in each.attributes if name in {"class", "id"} or name.startswith("on")
    }
    if wrong:
        raise ArticleError(f"正文里有公众号不收的 {'、'.join(sorted(wrong))}；这是程序的问题，请告诉维护程序的人")
    names, sources = {picture.name for picture in article.pictures}, set(images(top))
    if len(names) < len(article.pictures) or names != sources or set(_sources(article.content)) != sources:
        raise ArticleError("正文里的图片和随文的图片对不上；这是程序的问题，请告诉维护程序的人")


def _check_picture(what: str, data: bytes, name: re.Match[str] | None) -> None:
    try:
        kind = recognise(data)
    except Unreadable as unreadable:
        raise ArticleError(f"{what}：{unreadable.message}") from None
    if kind not in _KINDS.values() or (name and _KINDS[name[1]] != kind):
        raise ArticleError(f"{what}是 {kind} 格式，公众号只收 JPEG 和 PNG，名字也要对得上")
    if len(data) >= _BYTES:
        raise ArticleError(f"{what}有 {len(data) / 1_000_000:.2f} MB，公众号要小于 1 MB")


def _sources(content: str) -> list[str]:
    return [html.unescape(found[3]) for found in _SRC.finditer(content)]


def with_addresses(content: str, addresses: Mapping[str, str]) -> str:
    """The content with WeChat's own address of each picture in the place of its name."""
    return _SRC.sub(lambda found: f'{found[1]}"{html.escape(addresses[html.unescape(found[3])])}"', content)


def images(top: Element) -> list[str]:
    """Where the pictures of a text are; WeChat's own editor moves them to ``data-src``."""
    found = (each.attributes for each in top.walk() if each.tag == "img")
    return [each.get("src") or each.get("data-src") or "" for each in found]


def letters(top: Element) -> str:
    """The words of a text without any space, which WeChat keeps as it likes."""
    return "".join(char for char in top.text if char.isprintable() and not char.isspace())


def fingerprint(title: str, content: str) -> str:
    """What two versions of a draft have in common when nobody has changed a word or a number of pictures in between."""
    top = read(content)
    told = "\0".join((title.strip(), letters(top), str(len(images(top)))))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def marked(article: Article) -> str:
    """The address of the story with a mark behind ``#`` that tells what we sent, so that we see whether it is still so.

    It is the only place of a draft that neither readers nor WeChat look at; a page opens with it as without.
    """
    if not article.source_url:
        return ""
    return f"{urldefrag(article.source_url)[0]}#{_MARK}{fingerprint(article.title, article.content)}"


def mark_of(address: str) -> str:
    """The mark in such an address; empty where there is none."""
    behind = urldefrag(address)[1]
    return behind.removeprefix(_MARK) if behind.startswith(_MARK) else ""


def crops(banner: bytes, focus: float) -> dict[str, str]:
    """Where WeChat cuts its two covers out of ours: corners as shares of width and height, of exactly its shapes.

    A shape that is off by a pixel is refused (53402), so it is told in millionths and not left to rounding.

    Raises:
        ArticleError: the banner cannot be read.
    """
    try:
        seen = decode(banner, 64)
    except Unreadable as unreadable:
        raise ArticleError(f"封面：{unreadable.message}") from None
    return {name: _crop(seen.width, seen.height, shape, focus) for name, shape in _SHAPES.items()}


def _crop(width: int, height: int, shape: float, focus: float) -> str:
    wide, high = min(1.0, shape * height / width), min(1.0, width / shape / height)
    left = focus * (1.0 - wide)  # as generator/photos/crops.py cuts, and the style sheet
    upper = (1.0 - high) / 2
    return "_".join(
        f"{corner:.6f}".rstrip("0").rstrip(".") or "0" for corner in (left, upper, left + wide, upper + high)
    )


def lost(article: Article, title: str, content: str) -> tuple[str, ...]:
    """What WeChat left out of a draft, in Chinese; it filters without a word."""
    sent, kept = read(article.content), read(content)
    found = []
    if title.strip() != article.title.strip():
        found.append("标题变了")
    if letters(kept) != letters(sent):
        fewer = len(letters(sent)) - len(letters(kept))
        found.append(f"正文少了 {fewer} 个字" if fewer > 0 else "正文的字变了")
    if (now := len([each for each in images(kept) if each])) != len(images(sent)):
        found.append(f"图片从 {len(images(sent))} 张变成 {now} 张")
    return tuple(found)
