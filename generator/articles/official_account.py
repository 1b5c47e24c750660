"""Whose draft box it is, where WeChat may be asked, and what lies in the box afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.articles.parts import ArticleError
from generator.records.targets import Wechat

API = "https://api.weixin.qq.com"
HOSTS = frozenset({f"{place}api.weixin.qq.com" for place in ("", "sh.", "sz.", "hk.")} | {"api2.weixin.qq.com"})
"""All that the documentation names: the general one, three by place, and the one for when the general one is gone."""
_API = re.compile(r"https://([a-z0-9.-]+)/?")
_HERE = re.compile(r"http://(127\.0\.0\.1|\[::1\]):\d+/?")
"""A program on this very machine, which is how tests and rehearsals are made; by number, as names can be led away."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_SECRET = re.compile(r"[!-~]{1,256}")


@dataclass(frozen=True, slots=True)
class Account:
    """An official account; it cannot be made for any server but WeChat's, so no secret ever goes elsewhere."""

    app_id: str
    secret: str = field(repr=False)
    api: str = API

    def __post_init__(self) -> None:
        named = _API.fullmatch(self.api)
        if not (named and named[1] in HOSTS) and not _HERE.fullmatch(self.api):
            raise ArticleError(
                "publish.yml 的 wechat.api 不是微信的接口地址，密钥不会发到那里；"
                f"不写就用 {API}，连不上时可以写 https://api2.weixin.qq.com"
            )
        if not _ID.fullmatch(self.app_id):
            raise ArticleError("公众号的开发者ID（AppID）不对：应该是 wx 开头的一串字母和数字")
        if not _SECRET.fullmatch(self.secret):
            raise ArticleError("公众号的开发者密钥（AppSecret）不对：中间不能有空格、换行和汉字，请重新复制")


@dataclass(frozen=True, slots=True)
class Draft:
    """What lies in the draft box now."""

    media_id: str
    updated: bool
    """The story had a draft before, which holds the new text now; otherwise it is a new one."""
    pictures: int
    lost: tuple[str, ...] = ()
    """What WeChat left out of it without a word, in Chinese; empty where all has arrived."""


def open_account(settings: Wechat | None, environment: Mapping[str, str]) -> Account:
    """The account of the section ``wechat`` in ``publish.yml`` (None: its defaults), secrets from the environment.

    Raises:
        ArticleError: a variable is missing or holds what is no AppID or secret, or the address is not WeChat's.
    """
    chosen = settings or Wechat()
    app_id, secret = (environment.get(name, "").strip() for name in (chosen.id_env, chosen.secret_env))
    missing = [
        f"{name}（{what}）"
        for name, what, value in (
            (chosen.id_env, "开发者ID，AppID", app_id),
            (chosen.secret_env, "开发者密钥，AppSecret", secret),
        )
        if not value
    ]
    if missing:
        raise ArticleError(
            f"推送草稿要先设置环境变量 {'、'.join(missing)}；在微信开发者平台“我的业务—公众号—基础信息”里可以看到"
        )
    return Account(app_id, secret, chosen.api)
