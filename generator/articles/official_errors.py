"""What WeChat's error codes mean for whoever pushes a draft: plain Chinese, and what to do.

Only codes that the documentation of the interfaces we call, or answers of the real service to them, show.
"""

from __future__ import annotations

import re

from generator.articles.parts import ArticleError
from generator.console import harmless

BUSY = -1
TOKEN = frozenset({40001, 40014, 42001})
"""The token is not, or no longer, good: a new one may help, once."""
NOT_FOUND = 40007
_PLATFORM = "微信开发者平台“我的业务—公众号—基础信息—开发密钥”"
_OURS = "这是程序的问题，请把这一行告诉维护程序的人"
_WAITING = "公众号管理员的微信上有一条待确认的消息：请管理员点确认，再推送一次"
_PICTURE = "请用“jinguo photos add”重新放入这张照片"
_WORDS = {
    BUSY: "微信系统繁忙，试了几次都这样；过几分钟再推送",
    40001: f"微信不认这个密钥：AppSecret 不对，或者重置过；请到{_PLATFORM}核对，再更新环境变量",
    40002: f"微信不认这次请求的凭证类型；{_OURS}",
    40004: f"微信不收这种文件；{_PICTURE}",
    40005: f"微信说图片的格式不对（只收 JPEG、PNG）；{_PICTURE}",
    40006: f"微信说图片太大；{_PICTURE}",
    NOT_FOUND: "微信找不到这份草稿或封面，可能刚刚有人在后台删了它；再推送一次就会新建",
    40009: f"微信说图片太大（正文的图片要小于 1 MB）；{_PICTURE}",
    40013: "微信不认这个 AppID：请核对大小写，也看看是不是别的公众号的",
    40014: f"微信不认令牌，换了一次新的也不行；请到{_PLATFORM}核对 AppID 和 AppSecret 是不是同一个公众号的",
    40033: f"微信不收 \\u 写法的字；{_OURS}",
    40113: f"微信认不出图片的类型；{_PICTURE}",
    40125: f"AppSecret 不对，或者重置过；请到{_PLATFORM}核对，再更新环境变量",
    40137: f"微信不收这种格式的图片（只收 JPEG、PNG）；{_PICTURE}",
    40164: f"这台电脑的上网地址不在公众号的 IP 白名单里；请管理员到{_PLATFORM}的“API IP 白名单”里加上它",
    40243: f"AppSecret 被冻结了；请管理员到{_PLATFORM}解冻，10 分钟后再推送",
    41001: f"微信说请求里没有令牌；{_OURS}",
    41002: "微信说没有 AppID；请检查放 AppID 的环境变量",
    41004: "微信说没有 AppSecret；请检查放 AppSecret 的环境变量",
    41005: f"微信说没有收到图片；{_OURS}",
    42001: "令牌过期了，换了一次新的也不行；请检查这台电脑的时间，过几分钟再推送",
    43002: f"微信说请求的方式不对；{_OURS}",
    43003: f"微信只收加密的请求；{_OURS}",
    44001: f"微信说图片是空的；{_PICTURE}",
    44002: f"微信说请求是空的；{_OURS}",
    44003: f"微信说图文是空的；{_OURS}",
    44004: "微信说正文是空的；请看看报道有没有正文",
    45001: f"微信说图片太大；{_PICTURE}",
    45002: "正文太长：微信只收 2 万个字符以内（连同排版）的正文；请把报道写短一点，或者少放几张照片",
    45003: "标题太长：微信只收 32 个字以内、没有 ™、® 的标题；请在报道的 article 里另写一个 title",
    45004: "摘要太长：微信只收 128 个字以内的摘要；请在报道的 article 里另写一个 digest",
    45005: "“阅读原文”的网址太长；请检查 federation.yml 里网站的网址",
    45008: "这份草稿里的文章太多，微信不收；请在草稿箱里删掉几篇",
    45009: (
        "今天调用这个接口的次数用完了，明天会重新算；急用时请管理员到微信开发者平台"
        "“接口管理—接口权限与额度”清零（每月 10 次），或者用预览页手工复制"
    ),
    45011: "调用太频繁，微信让等一等；请过一分钟再推送",
    45110: "作者太长：接口文件写的是 16 个字，有的账号只收 8 个字；请在报道的 article 里另写一个 author",
    45166: "微信说正文里有它不收的内容；请用预览页手工复制，看看后台标出哪一处",
    47001: f"微信读不懂请求；{_OURS}",
    48001: (
        "这个公众号没有用接口建草稿的权限：多半是没有认证、认证过期了，或者是个人的账号；"
        "请管理员到微信开发者平台“接口管理—接口权限与额度”查看，在那之前用预览页手工复制"
    ),
    48004: "这个接口被微信封禁了；请管理员登录公众号后台，在通知里看原因",
    50002: "公众号被限制了（可能冻结、注销或者正在迁移）；请管理员登录公众号后台查看",
    50004: "公众号被限制使用接口（可能有违规处罚，或者很久没用被冻结）；请管理员登录公众号后台查看",
    53402: "微信裁不了封面；请换一张大一点的封面照片（至少 900 × 383 像素）",
    61004: f"这台电脑的上网地址不在公众号的 IP 白名单里；请管理员到{_PLATFORM}的“API IP 白名单”里加上它",
    88000: "公众号没有留言的权限",
    **dict.fromkeys((89501, 89502, 89503, 89504, 89505), _WAITING),
    89506: "公众号管理员拒绝了这台电脑，要过 24 小时才能再试；请先和管理员说好",
    89507: "公众号管理员拒绝了这台电脑，要过 1 小时才能再试；请先和管理员说好",
}
CODES = frozenset(_WORDS)
"""Codes that we have words for."""
_ADDRESS = re.compile(
    r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])|(?<![0-9A-Fa-f:])[0-9A-Fa-f]{1,4}:[0-9A-Fa-f:]{3,}"
)
_LISTED = frozenset({40164, 61004})
_LONGEST = 160


class OfficialError(ArticleError):
    """WeChat answered with an error code."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(explained(code, said))
        self.code = code


def explained(code: int, said: str) -> str:
    """What happened and what to do; ``said`` are WeChat's own words, of which all secrets have been taken out."""
    number = f"（微信返回码 {code}）"
    if code in _LISTED and (found := _ADDRESS.search(said)):
        return f"{_WORDS[code]}：{found[0]}{number}"
    if code in _WORDS:
        return _WORDS[code] + number
    told = " ".join(harmless(said).split())[:_LONGEST]
    behind = f"：{told}" if told else ""
    return f"微信没有接受，返回码 {code}{behind}；请在微信的接口文件里查这个号码，或者用预览页手工复制"
