"""What is refused before WeChat is asked, and whom alone an account's secret may reach."""

from __future__ import annotations

import dataclasses
import re
import traceback

import pytest

from generator.articles.official import push
from generator.articles.official_account import HOSTS, Account, open_account
from generator.articles.parts import ArticleError, Picture
from generator.console import Recorded
from generator.records.targets import Wechat
from tests.articles.drawn import drawn
from tests.articles.pushing import pushed, story
from tests.articles.wechat_server import APP_ID, SECRET
from tests.articles.wechat_server import Account as Kept

LONG = story().content.replace("春风送暖", "春" * 20_000)
WRONG: dict[str, dict[str, object]] = {
    "标题有 33 字": {"title": "题" * 33},
    "没有标题": {"title": " "},
    "标题里有换行": {"title": "一\n二"},
    "作者有 17 字": {"author": "某" * 17},
    "摘要有 129 字": {"digest": "摘" * 129},
    "摘要里有换行": {"digest": "一\u202e二"},
    "正文连格式有": {"content": LONG},
    "正文是空的": {"content": '<p><img src="01.jpg"><img src="02.jpg"></p>'},
    "不成字": {"content": story().content + "\ud800"},
    "<script>": {"content": story().content + "<script>1</script>"},
    "class": {"content": story().content + '<p class="x">1</p>'},
    "onclick": {"content": story().content + '<p onclick="x">1</p>'},
    "<a>": {"content": story().content + '<a href="https://example.org/">1</a>'},
    "对不上": {"content": story().content + '<img src="https://example.org/x.jpg">'},
    "网址不对": {"source_url": "javascript:1"},
    "网址": {"source_url": "https://example.org/" + "x" * 1000},
    "没有照片": {"banner": b""},
    "封面：": {"banner": b"GIF89a"},
    "封面：照片打不开": {"banner": b"\xff\xd8\xff" + b"\0" * 99},
    "小于 1 MB": {"pictures": (Picture("01.jpg", drawn(9, 9) + b"\0" * 1_000_000, ""), story().pictures[1])},
    "WEBP": {"pictures": (Picture("01.jpg", drawn(9, 9, 0, "WEBP"), ""), story().pictures[1])},
    "PNG": {"pictures": (Picture("01.jpg", drawn(9, 9, 0, "PNG"), ""), story().pictures[1])},
    "0 字节": {"pictures": (Picture("01.jpg", b"", ""), story().pictures[1])},
    "对不上；": {"pictures": story().pictures[:1]},
}


@pytest.mark.parametrize("words", WRONG)
def test_what_can_be_known_is_known_before_anything_is_asked(kept: Kept, at: str, words: str) -> None:
    """No picture lies at WeChat of an article that it would not take."""
    with pytest.raises(ArticleError, match=re.escape(words)):
        pushed(at, story(**WRONG[words]))
    assert kept.calls == []


def test_the_sample_register_goes_to_no_account() -> None:
    """Its people and deeds are invented; a rehearsal on one's own machine may have it."""
    with pytest.raises(ArticleError, match="示例"):
        push(story(sample=True), Account(APP_ID, SECRET), Recorded())


def test_a_rehearsal_may_have_the_sample(kept: Kept, at: str) -> None:
    """On loopback nobody reads it."""
    pushed(at, story(sample=True))
    assert len(kept.drafts) == 1


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_wechats_own_hosts_may_be_asked(host: str) -> None:
    """All that its documentation names."""
    assert Account(APP_ID, SECRET, f"https://{host}").api.endswith(host)


@pytest.mark.parametrize(
    "api",
    [
        "http://api.weixin.qq.com", "https://api.weixin.qq.com.example.org", "https://api.weixin.qq.com@example.org",
        "https://example.org/api.weixin.qq.com", "https://api.weixin.qq.com:444", "https://api.weixin.qq.com/x",
        "http://localhost:80", "http://127.0.0.1.example.org:80", "http://127.0.0.1", "https://api.weixin.qq.com\n", "",
    ],
)  # fmt: skip
def test_no_secret_goes_anywhere_else(api: str) -> None:
    """Neither by mistake nor because somebody changed publish.yml."""
    with pytest.raises(ArticleError) as fault:
        Account(APP_ID, SECRET, api)
    assert SECRET not in "".join(traceback.format_exception(fault.value))


def test_secrets_come_from_the_environment() -> None:
    """Under the names of publish.yml; what is missing is named, what is there is not shown."""
    account = open_account(None, {"JINGUO_WECHAT_ID": APP_ID, "JINGUO_WECHAT_SECRET": f" {SECRET}\n"})
    assert (account.app_id, account.secret) == (APP_ID, SECRET)
    assert SECRET not in repr(account)
    named = Wechat.model_validate(
        {"id_env": "JINGUO_WOMEN_ID", "secret_env": "JINGUO_WOMEN_KEY", "api": "https://api2.weixin.qq.com"}
    )
    assert (
        open_account(named, {"JINGUO_WOMEN_ID": APP_ID, "JINGUO_WOMEN_KEY": SECRET}).api == "https://api2.weixin.qq.com"
    )
    with pytest.raises(ArticleError, match=r"JINGUO_WOMEN_KEY（开发者密钥"):
        open_account(named, {"JINGUO_WOMEN_ID": APP_ID, "JINGUO_WECHAT_SECRET": SECRET})
    for name, value in (("JINGUO_WOMEN_ID", "wx 1"), ("JINGUO_WOMEN_KEY", "一 二")):
        with pytest.raises(ArticleError, match="不对"):
            open_account(named, {"JINGUO_WOMEN_ID": APP_ID, "JINGUO_WOMEN_KEY": SECRET, name: value})


def test_an_account_cannot_be_led_elsewhere_afterwards() -> None:
    """It is frozen, and a copy is checked as the first was."""
    with pytest.raises(ArticleError):
        dataclasses.replace(Account(APP_ID, SECRET), api="https://example.org")
