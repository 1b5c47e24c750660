"""What ``jinguo withdraw`` says: addresses to be renewed, then what only people can take down."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from generator.withdrawal.copies import Looked
from generator.withdrawal.live import Live
from generator.withdrawal.register import Borne

_MANY = 200
"""Lines of one list; beyond, the rest is counted."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """All that follows from one withdrawal."""

    consent: str
    on: str
    state: str
    """``recorded``, ``dry-run`` or ``already``."""
    url: str
    """Where the site stands; empty where that is not known."""
    live: Live
    borne: Borne
    copies: Looked
    withheld: tuple[str, ...]
    """Records that nobody sees until they are rewritten."""
    trouble: str
    """Why addresses could not be listed."""
    now: tuple[str, ...] = ()
    """What to type, until readers see nothing of it any more."""

    def address(self, page: str) -> str:
        """In full where the site's own address is known."""
        return f"{self.url}{quote(page)}" if self.url else page

    def told(self) -> dict[str, Any]:
        """For other programs; a name is not among it."""
        listed = {key: [self.address(each) for each in getattr(self.live, key)] for key in _LISTS}
        held = self.borne
        articles = [{"path": each.path, "day": f"{each.day}", "title": each.title} for each in held.articles]
        return {
            "consent": self.consent, "withdrawn": self.on, "state": self.state, "trouble": self.trouble,
            **listed, "photos_unlisted": self.live.unlisted, "other_pages": self.live.moved, "articles": articles,
            "copies": list(self.copies.showing), "copies_unread": list(self.copies.closed),
            "records": [dataclasses.asdict(each) for each in held.places], "withheld": list(self.withheld),
            "photo_masters": list(held.masters), "own_files": list(held.pages),
        }  # fmt: skip


_LISTS = ("removed", "changed", "photos", "feeds", "found")


def as_text(outcome: Outcome) -> str:
    """For people: plain lines that can be copied into a letter or a work log."""
    return "\n".join([*_head(outcome), *_addresses(outcome), *_by_hand(outcome), *_last(outcome)])


def _head(outcome: Outcome) -> Iterator[str]:
    yield {
        "recorded": f"已登记：同意书 {outcome.consent} 于 {outcome.on} 撤回（teams/consents.yml）",
        "dry-run": f"试运行，没有写进登记册：同意书 {outcome.consent} 于 {outcome.on} 撤回",
        "already": f"同意书 {outcome.consent} 已经在 {outcome.on} 撤回，没有改动；下面再列一遍",
    }[outcome.state]
    yield ""


def _addresses(outcome: Outcome) -> Iterator[str]:
    yield "一、网站上有本人的网址（下次 jinguo build 并发布以后消失）"
    seen = outcome.live
    if outcome.trouble:
        yield f"  列不出来：{outcome.trouble}"
        yield "  请运行 jinguo check，改好以后再运行一次同样的命令；有错误时网站不会更新，撤下前请先把网页下线"
    elif not (seen.unlisted or any(getattr(seen, key) for key in _LISTS)):
        yield "  没有：网站上没有用到这份同意书"
    yield from _list("整页撤下", map(outcome.address, seen.removed))
    yield from _list("页面里去掉本人的内容", map(outcome.address, seen.changed))
    yield from _list("图片文件", map(outcome.address, seen.photos))
    if seen.unlisted:
        yield f"  图片文件：另有 {seen.unlisted} 张照片不在缓存里（没有生成过，或者撤回时已经清掉），列不出文件名"
    yield from _list("订阅和日历", map(outcome.address, seen.feeds))
    yield from _list("搜索里的条目（按所在网页）", map(outcome.address, seen.found))
    if seen.moved:
        yield f"  另有 {seen.moved} 个网页没有本人，只是排列或数字跟着变"
    yield from () if outcome.trouble else outcome.now
    yield ""


def _by_hand(outcome: Outcome) -> Iterator[str]:
    held = outcome.borne
    yield "二、要人动手的"
    articles = (f"{each.day} {each.title}（{each.path}）" for each in held.articles)
    yield from _list("公众号文章：登录公众号后台删除或者改写", articles)
    yield from _list("dist/ 里已导出的文章、海报、压缩包：删掉重做，已经发出去的要收回", outcome.copies.showing)
    if outcome.copies.closed:
        yield f"  dist/ 里还有 {len(outcome.copies.closed)} 个图片、PDF 等文件，程序看不了里面，请打开看："
        yield from _lines(outcome.copies.closed)
    yield from _list("登记册里要改写的记录", (f"{each.path}:{each.line}  {each.what}" for each in held.places))
    if outcome.withheld:
        yield "  正文里写着本人真名、程序不知道是哪几个字的，整篇已不显示，改写以后才会回来："
        yield from _lines(outcome.withheld)
    yield from _removable(outcome)
    for slug in held.slugs:
        yield f"  网址里的拼音 {slug}：别的记录的文件夹名里如果也有，请改名"
    yield ""


def _removable(outcome: Outcome) -> Iterator[str]:
    """Her page may go last only: the open side knows her name from nowhere else, and hides it by it."""
    held = outcome.borne
    named = any(each.path not in held.pages and each.names for each in held.places)
    files = tuple(dict.fromkeys((*held.masters, *(() if named else held.pages))))
    if files:
        yield f"  登记册里的原照片{'' if named or not held.pages else '和专页'}（先改好上面的记录，再删）："
        yield from _lines(f"git rm {shlex.quote(path)}" for path in files)
    if named:
        yield "  写着本人姓名的专页、领队、表彰，最后再删：程序只从那里知道本人姓名，删早了，上面几处就不再遮住。"
        yield "  上面各处改写好以后，请再运行一次这条命令"
    elif held.pages or held.names:
        yield "  专页、领队、表彰里的姓名删掉以后，程序就不再认得本人：以后生成请带钥匙核对，"
        yield "  jinguo build --identity 钥匙文件"


def _last(outcome: Outcome) -> Iterator[str]:
    yield "三、程序看不见的，请逐项核对，做完记进工作记录"
    yield "  - 镜像站、下级妇联网站、媒体的转载：发函请对方撤下"
    yield "  - 搜索引擎的快照：网页撤下以后，到各搜索引擎的站长平台提交死链"
    yield "  - 印出来的折页、展板、海报、光荣榜，发出去的优盘和压缩包"
    yield "  - 微信群、朋友圈、工作群里转发过的文章和照片"
    yield "  - 只写了称呼、小名、姓氏加称呼的地方，程序认不出来，请按内容再搜一遍"
    yield "  - 本人还在名册里、要求删除个人资料的：jinguo roster remove 证号 --team 队伍编号 --identity 钥匙文件"
    if outcome.borne.masters or outcome.borne.pages or outcome.borne.places:
        yield "  - git 的历史里还有旧的文字和照片：本人要求彻底删除的，按手册“内部资料”里“要从历史里彻底清除时”办"


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield f"  {title}（{len(listed)}）："
        yield from _lines(listed)


def _lines(listed: Iterable[str]) -> Iterator[str]:
    every = list(listed)
    yield from (f"    {each}" for each in every[:_MANY])
    if len(every) > _MANY:
        yield f"    ……还有 {len(every) - _MANY} 项（--format json 列出全部）"
