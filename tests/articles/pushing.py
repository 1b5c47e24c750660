"""What tests of drafts share: an article, and a push of it."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator

import pytest

from generator.articles import official_link
from generator.articles.official import push
from generator.articles.official_account import Account, Draft
from generator.articles.parts import Article, Picture
from generator.console import Recorded
from tests.articles.drawn import drawn
from tests.articles.wechat_server import APP_ID, SECRET


def story(**changes: object) -> Article:
    """An article of two pictures."""
    content = (
        '<section style="font-size:16px"><p style="margin:0">春风送暖，巾帼同行。“学雷锋”志愿服务走进社区。</p>'
        '<p><img src="01.jpg" alt="合影" style="width:100%"></p><p>下一步，姐妹们还会来。</p>'
        '<p><img src="02.jpg" alt="义诊"></p></section>'
    )
    made = Article(
        "2026/0305-xinhua-leifeng", "新华区巾帼志愿者走进社区", "新华区妇联", "三八节前的一次上门服务", content,
        (Picture("01.jpg", drawn(1080, 720), "合影"), Picture("02.jpg", drawn(720, 1080, 7), "义诊")),
        drawn(900, 383, 3), drawn(500, 500, 3), "https://example.org/activities/2026/0305-xinhua-leifeng/",
    )  # fmt: skip
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


@contextlib.contextmanager
def impatient() -> Iterator[None]:
    """Wait less long than WeChat takes where it is slow; only there, for a busy machine is slow as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(official_link, "READING", 0.5)
        patch.setattr(official_link, "WHOLE", 0.5)
        yield


def pushed(at: str, article: Article | None = None, *, replace: bool = False) -> tuple[Draft, Recorded]:
    """Push, and what was said."""
    console = Recorded()
    return push(article or story(), Account(APP_ID, SECRET, at), console, replace=replace), console
