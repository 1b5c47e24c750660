"""Put an article into the draft box of a WeChat official account. Nothing is ever published from here.

Sending to readers stays with a person, in WeChat's own back end: the last of the three reviews (终审) looks at the
draft on a phone, as readers will see it, and what has been sent cannot be called back.

The order: everything that can be checked without asking is checked; then the draft box is looked through; pictures of
the text are uploaded, which costs the account nothing; the cover becomes a permanent picture, or is found among those
by its name, which is a digest of its bytes; the draft is written; what came out of it is read back and compared.
A push that was broken off at any point is finished by pushing again: nothing is there twice.
"""

from __future__ import annotations

import contextlib
import hashlib

from generator.articles.official_account import Account, Draft
from generator.articles.official_box import Kept, content_of, drafts_of, picture_named
from generator.articles.official_checks import check, crops, fingerprint, lost, mark_of, marked, with_addresses
from generator.articles.official_errors import BUSY, OfficialError
from generator.articles.official_link import Answer, Link, LinkLost
from generator.articles.parts import Article, ArticleError
from generator.console import Console, harmless

_BACK_END = "https://mp.weixin.qq.com"
_UPLOADING = "上传照片"
_ADD, _UPDATE = "/cgi-bin/draft/add", "/cgi-bin/draft/update"


def push(article: Article, account: Account, console: Console, *, replace: bool = False) -> Draft:
    """Create the article's draft, or bring the draft of the same story up to date.

    Args:
        article: checked here once more.
        account: whose draft box.
        console: hears how it goes and what to do next.
        replace: overwrite the draft even where somebody has worked on it in WeChat's back end.

    Raises:
        ArticleError: not done; the message is Chinese, says what to do and holds no secret.
    """
    check(article, account.api)
    cut = crops(article.banner, article.focus)
    with contextlib.closing(Link(account)) as link:
        before = drafts_of(link, article)
        if before and not replace:
            _refuse_worked_on(link, article, before[0])
        addresses = _pictures(link, article, console)
        content = with_addresses(article.content, addresses)
        cover, fresh = _cover(link, article.banner)
        fields = _fields(article, content, cover, cut) | (dict(before[0].settings) if before else {})
        try:
            kept = _update(link, fields, before[0]) if before else _create(link, article, fields)
        except OfficialError as refused:
            if fresh and not _unsure(refused):  # no draft holds it
                _forget(link, cover)
            raise
        left_out = _compared(link, article, kept)
    draft = Draft(kept.media_id, bool(before), len(article.pictures), left_out)
    _tell(console, article, draft, len(before))
    return draft


def _refuse_worked_on(link: Link, article: Article, draft: Kept) -> None:
    """Hours of somebody's work in the back end are not overwritten by a command that is quick to repeat."""
    title, content = content_of(link, draft)
    now, mark = fingerprint(title, content), mark_of(draft.address)
    if now in {mark, fingerprint(article.title, article.content)}:
        return
    why = (
        "有人在后台改过（或者微信滤掉过内容）"
        if mark
        else "上面没有程序留下的记号（报道没有网址，或者是手工建的），看不出有没有人改过"
    )
    raise ArticleError(
        f"草稿箱里已经有这一篇《{harmless(title[:40])}》，{why}；没有动它。"
        "要用登记册里的稿子盖过去，就加 --replace；后台的改动要留着，就先写回登记册"
    )


def _pictures(link: Link, article: Article, console: Console) -> dict[str, str]:
    """Upload the pictures of the text; name → address."""
    addresses = {}
    for number, picture in enumerate(article.pictures, 1):
        answer = link.send("/cgi-bin/media/uploadimg", picture.name, picture.data, twice=True)
        addresses[picture.name] = _needed(answer, "url")
        console.progress(_UPLOADING, number, len(article.pictures))
    return addresses


def _cover(link: Link, banner: bytes) -> tuple[str, bool]:
    """The cover's id, and whether it has been uploaded just now. The account keeps such pictures until it is full."""
    kind = "png" if banner.startswith(b"\x89PNG") else "jpg"
    name = f"jinguo-{hashlib.sha256(banner).hexdigest()[:24]}.{kind}"
    if found := picture_named(link, name):
        return found, False
    try:
        answer = link.send("/cgi-bin/material/add_material", name, banner, type="image")
    except (LinkLost, OfficialError) as fault:
        if not _unsure(fault):
            raise
        link.rest()
        if found := picture_named(link, name):
            return found, True
        raise
    return _needed(answer, "media_id"), True


def _fields(article: Article, content: str, cover: str, cut: dict[str, str]) -> Answer:
    """An article as the interface wants it; what is empty is left to WeChat."""
    fields: Answer = {
        "article_type": "news", "title": article.title, "author": article.author, "digest": article.digest,
        "content": content, "content_source_url": marked(article), "thumb_media_id": cover,
        "need_open_comment": 0, "only_fans_can_comment": 0, **cut,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value != ""}


def _create(link: Link, article: Article, fields: Answer) -> Kept:
    """A new draft; where it is not sure whether there is one now, the box knows."""
    try:
        answer = link.ask(_ADD, {"articles": [fields]})
    except (LinkLost, OfficialError) as fault:
        if not _unsure(fault):
            raise
        link.rest()
        if found := drafts_of(link, article):
            return found[0]
        raise  # the next push finds it, if it is there after all; to try again here could make two
    return Kept(_needed(answer, "media_id"), 0, article.title, marked(article), 0, ())


def _update(link: Link, fields: Answer, draft: Kept) -> Kept:
    link.ask(_UPDATE, {"media_id": draft.media_id, "index": draft.index, "articles": fields}, twice=True)
    return draft


def _unsure(fault: ArticleError) -> bool:
    """Whether WeChat may have done it nevertheless."""
    return fault.sent if isinstance(fault, LinkLost) else isinstance(fault, OfficialError) and fault.code == BUSY


def _forget(link: Link, cover: str) -> None:
    """Take a cover that no draft came of out of the account again; what goes wrong here is not the news."""
    with contextlib.suppress(ArticleError):
        link.ask("/cgi-bin/material/del_material", {"media_id": cover}, twice=True)


def _compared(link: Link, article: Article, draft: Kept) -> tuple[str, ...]:
    try:
        title, content = content_of(link, draft)
    except ArticleError as fault:
        return (f"没能读回来核对：{fault}",)
    return lost(article, title, content)


def _needed(answer: Answer, key: str) -> str:
    found = answer.get(key)
    if not isinstance(found, str) or not found:
        raise ArticleError(f"微信的回答里没有 {key}，也没有说为什么；再推送一次")
    return found


def _tell(console: Console, article: Article, draft: Draft, before: int) -> None:
    done = "草稿箱里原有的草稿更新了" if draft.updated else "草稿建好了"
    console.say(f"{done}：《{article.title}》，{draft.pictures} 张图片，封面 2.35:1 和 1:1")
    console.say(f"草稿编号 {draft.media_id}")
    if before > 1:
        console.warn(f"草稿箱里这一篇有 {before} 份草稿，只更新了最新的一份；其余的请在后台删掉")
    for each in draft.lost:
        console.warn(f"请在草稿箱里核对：{each}")
    console.say(f"下一步：登录 {_BACK_END}，打开草稿箱，发到手机上预览，终审以后由人点“发表”")
    console.say("程序只建草稿，从不群发：发出去的收不回来，要由终审的人看过手机预览再点")
