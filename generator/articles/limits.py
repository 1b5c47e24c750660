"""What the official account takes, and how we count it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.articles.parts import ArticleError
from generator.checks.counting import units

__all__ = ["ADDRESS", "AUTHOR", "BYTES", "CONTENT", "DIGEST", "TITLE", "fits", "units"]

TITLE, AUTHOR, DIGEST, CONTENT = 32, 16, 128, 20_000
BYTES = 1_000_000
ADDRESS = 240
"""Characters that WeChat's own address of a picture may add to the text in the place of ``01.jpg``."""
_WORDS = {"title": ("标题", TITLE), "author": ("作者", AUTHOR), "digest": ("摘要", DIGEST)}
_MEND = {
    "title": "请把报道的 title 改短，或者在 article 里另写一个：article: {title: 短一些的标题}",
    "author": "作者取自 credits 的 source；请在 article 里另写一个：article: {author: 短一些的名称}",
    "digest": "请把 summary 改短，或者在 article 里另写一个：article: {digest: 短一些的摘要}",
}


def fits(words: Mapping[str, str], content: str, pictures: int) -> None:
    """Hold an article against the limits.

    Raises:
        ArticleError: something is too long, with the count and what to do; nothing is ever cut in silence.
    """
    for key, (label, most) in _WORDS.items():
        count = units(words[key])
        if count > most:
            raise ArticleError(f"{label}有 {count} 字，公众号最多 {most} 字。{_MEND[key]}")
    if not words["title"].strip():
        raise ArticleError("没有标题")
    count = units(content) + ADDRESS * pictures
    if count >= CONTENT or len(content.encode()) + ADDRESS * pictures >= BYTES:
        message = f"正文连格式有 {count} 个字符（其中 {pictures} 张图片的地址约 {ADDRESS * pictures} 个）"
        hint = "请删短正文、减少照片，或者分成两篇；表格改成文字也能省不少"
        raise ArticleError(f"{message}，公众号要少于 {CONTENT} 个。{hint}")
