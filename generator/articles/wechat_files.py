"""What the editor of the WeChat account finds in the folder of an article."""

from __future__ import annotations

import json

from generator.articles.limits import ADDRESS, AUTHOR, CONTENT, DIGEST, TITLE, units
from generator.articles.parts import Article
from generator.articles.preview import Field, Sheet, preview

_ADVICE = (
    "先点“复制正文”，到公众号后台新建图文，在正文里按 Ctrl+V：格式和图片一起进去，图片会自动上传。"
    "再把标题、作者、摘要分别复制过去，封面用 cover.jpg（2.35:1）和 cover-square.jpg（1:1）。"
)


def wechat_files(article: Article) -> dict[str, bytes]:
    """File name → bytes; the same article gives the same bytes."""
    covers = {"cover.jpg": article.banner, "cover-square.jpg": article.square}
    return {
        "article.html": article.content.encode() + b"\n",
        "fields.json": _fields(article),
        "preview.html": preview(_sheet(article)),
        **{picture.name: picture.data for picture in article.pictures},
        **{name: data for name, data in covers.items() if data},
    }


def _fields(article: Article) -> bytes:
    """Named as the interface names them."""
    told = {
        "title": article.title,
        "author": article.author,
        "digest": article.digest,
        "content_source_url": article.source_url,
        "address": article.address,
        "sample": article.sample,
        "cover": ["cover.jpg", "cover-square.jpg"] if article.banner else [],
        "pictures": [{"file": each.name, "alt": each.alt, "caption": each.caption} for each in article.pictures],
        "notes": list(article.notes),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _sheet(article: Article) -> Sheet:
    long = units(article.content) + ADDRESS * len(article.pictures)
    counted = ((article.title, TITLE), (article.author, AUTHOR), (article.digest, DIGEST))
    title, author, digest = (f"{units(text)} / {most} 字" for text, most in counted)
    fields = [
        Field("title", "标题", article.title, title),
        Field("author", "作者", article.author, author),
        Field("digest", "摘要", article.digest, digest),
    ]
    if article.source_url:
        fields.append(Field("source", "阅读原文", article.source_url))
    sample = ("这是示例登记册里的文章，人物、活动和数字均为虚构，不要发到真的公众号",) if article.sample else ()
    return Sheet(
        heading=f"公众号文章预览 · 正文连格式约 {long} 个字符（少于 {CONTENT}），{len(article.pictures)} 张图片",
        advice=_ADVICE,
        title=article.title,
        by=article.author,
        fields=fields,
        content=article.content,
        pictures=article.pictures,
        buttons={"whole": "正文"},
        covers={"cover.jpg 2.35:1": article.banner, "cover-square.jpg 1:1": article.square} if article.banner else {},
        notes=(*sample, *article.notes),
    )
