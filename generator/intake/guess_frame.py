"""What stands around a story: the head of an official paper, whom it is for, what is enclosed, whom to ring."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.intake.delivered import Block
from generator.intake.signature import signature_at

_LETTERHEAD = 8
"""So many lines at most stand above the title of an official paper."""
_HEAD_LINE = 40
_NUMBER = re.compile(
    r"^\s*[\u4e00-\u9fff]{1,12}\s*[〔\[【（(［]\s*(?P<year>20\d\d)\s*[〕\]】）)］]\s*第?\s*\d{1,4}\s*号"
)
_ISSUE = re.compile(r"^\s*[（(]?第?\s*[\d一二三四五六七八九十百]{1,4}\s*期[）)]?(?:\s*[（(]?总第?.{1,8}期[）)]?)?\s*$")
_PAPER = re.compile(r"^[\u4e00-\u9fff\s　]{2,30}(?:联合会|妇联|委员会|办公室|政府|总工会|中共\S{2,12})\s?文\s?件$")
_BULLETIN = re.compile(r"简\s?报|专报|快报|动态|信息$|总第")
_PRINTED = re.compile(
    r"^.{2,24}(?:编|编印|主办|印发|编辑部)$|^(?:工作|活动|信息|妇联|情况)?\s*(?:简报|专报|快报|动态)$|^签发人?\s*[:：].{0,12}$"
)
_GUIDE = re.compile(r"^[【\[]?\s*(?:本期(?:导读|要目|目录|内容)|目\s*录|导\s*读|要\s*目)\s*[】\]]?$")
_ABOUT = re.compile(r"关于.{2,50}(?:报告|请示|函|通知|通报|总结|汇报|意见|方案)$|(?:工作|活动|情况)(?:总结|报告|汇报)$")
_TO = re.compile(r"^[^，。；！？“”]{2,40}[:：]$")
_TO_SOMEBODY = re.compile(
    r"^(?:尊敬的|敬爱的)?[^，。；！？“”]{0,18}(?:领导|老师|主任|部长|主席|科长|编辑部?|宣传部|办公室|同志|妇联|妇女联合会|各位)(?:们)?"
    r"(?:您好|你好|好)?\s*[:：，！!]$"
)
_POLITE = re.compile(
    r"^(?:(?:[\u4e00-\u9fff]{1,4}(?:老师|主任|部长|主席|科长|领导)|您|你|大家|各位)(?:老师|领导)?[们]?好[！!。，,]?\s*)?"
    r"(?:(?:现将|现把|兹将|这是|以下是|附上|随信附上|附件是|附件为)[^。！？]{0,36}(?:[报发呈送]上|报送(?:给?您|如下)?|上报|发给?您?|发来|呈送|信息|稿件|材料|照片)"
    r"[^。！？]{0,10})?[。，,！!：:]?\s*(?:(?:敬|恳|烦)?请(?:领导|老师|您|予以|给予)?\s*(?:查收|审阅|审核|审定|采用|采纳|指正|查阅|批评指正|收阅)|望采纳|谢谢|此致|敬礼"
    r"|附件请查收|特此(?:报告|汇报|函复|通知))?[您！!。，,]*$"
)
_ENCLOSED = re.compile(r"^附(?:件|表)?\s*\d{0,2}\s*[:：、.．]")
_ENCLOSED_MORE = re.compile(r"^\s*\d{1,2}\s*[、.．]\s*[^。；]{2,40}$")
_ROUTED = re.compile(
    r"^(?:抄报|抄送|主送|报|送|发)\s*[:：][^。！？]{2,60}$|^[（(]?共印\s*\d+\s*份[）)]?$|^[^。]{2,30}\d{1,2}日印发$"
)
_ASKED = re.compile(r"^[（(]?\s*(?:联系人|联系电话|联系方式)\s*[:：].{1,80}$")
_UNIT = re.compile(r"^[\u4e00-\u9fff]{2,24}(?:妇联|妇女联合会|妇委会|妇工委|街道办事处|人民政府|委员会)$")
_DAY = re.compile(r"^20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]$")
_WANTED = re.compile(r"报名|招募|征集")
"""Of a notice the people who want to come need whom to ring."""
_TAIL = 10


@dataclass(slots=True)
class Frame:
    """The lines that are no story, and what they say."""

    drop: set[int] = field(default_factory=set)
    official: bool = False
    """Under the head of an official paper, or called a report."""
    year: int | None = None
    """Of the number of an official paper: 〔2026〕9号."""
    signed: dt.date | None = None
    """Below the head of a bulletin."""
    unit: str = ""
    """Stands alone above the day at the end."""


def frame_of(blocks: Sequence[Block]) -> Frame:
    """Tell the frame from the story."""
    found = Frame()
    texts = [at for at, each in enumerate(blocks) if each.kind != "picture" and each.text.strip()]
    texts = _head(blocks, texts, found)
    if texts and _ABOUT.search(blocks[texts[0]].text.strip()):
        found.official = True
    _addressed(blocks, texts, found)
    _end(blocks, texts, found)
    return found


def polite(text: str) -> bool:
    """Whether a line only greets, or hands over."""
    return bool(
        _TO_SOMEBODY.match(text) or (_POLITE.match(text) and re.search("好|请|谢|致|敬礼|报|发|附|特此|采纳", text))
    )


def _head(blocks: Sequence[Block], texts: list[int], found: Frame) -> list[int]:
    """Take the head of an official paper or a bulletin away; returns the lines below it."""
    last = -1
    for place, at in enumerate(texts[:_LETTERHEAD]):
        text = blocks[at].text.strip()
        if len(text) > _HEAD_LINE or text[-1] in "。！？；":
            break
        issue = _ISSUE.match(text) and _BULLETIN.search("\n".join(blocks[each].text for each in texts[: place + 1]))
        if (number := _NUMBER.match(text)) or issue or (_PAPER.match(text) and place < 3):  # noqa: PLR2004
            last = place
            found.year = int(number["year"]) if number else found.year
        elif last >= 0 and (_PRINTED.match(text) or _DAY.match(text)):
            last = place
    if last < 0:
        return texts
    found.official = True
    while last + 1 < len(texts) and _GUIDE.match(blocks[texts[last + 1]].text.strip()):
        last += 1
        while last + 1 < len(texts) and blocks[texts[last + 1]].kind == "item":
            last += 1
    for at in texts[: last + 1]:
        if _DAY.match(blocks[at].text.strip()):
            found.signed = _day(blocks[at].text)
    found.drop |= set(texts[: last + 1])
    return texts[last + 1 :]


def _addressed(blocks: Sequence[Block], texts: Sequence[int], found: Frame) -> None:
    """Whom it is for, above the title or right below it, and the words that hand it over."""
    for place, at in enumerate(texts[:4]):
        text = blocks[at].text.strip()
        to = _TO.match(text) if found.official and place in {1, 2} else None
        if len(text) <= 2 * _HEAD_LINE and (to or polite(text)):
            found.drop.add(at)


def _end(blocks: Sequence[Block], texts: Sequence[int], found: Frame) -> None:
    """Below the story: enclosures, units, whom to ring, who gets a copy."""
    reached = signature_at(blocks)
    found.drop |= {at for at in texts if at >= reached}
    enclosed = False
    wanted = any(_WANTED.search(blocks[at].text) for at in texts)
    for at in texts[max(1, len(texts) - _TAIL) :]:
        text = blocks[at].text.strip()
        long = len(text) > 2 * _HEAD_LINE
        enclosed = not long and bool(_ENCLOSED.match(text) or (enclosed and _ENCLOSED_MORE.match(text)))
        if enclosed or (not long and (_ROUTED.match(text) or (_ASKED.match(text) and not wanted) or polite(text))):
            found.drop.add(at)
    for place, at in enumerate(texts):
        following = blocks[texts[place + 1]].text.strip() if place + 1 < len(texts) else ""
        text = blocks[at].text.strip()
        if (
            place > 1
            and _UNIT.match(text)
            and (_DAY.match(following) or (at not in found.drop and not _left(texts[place + 1 :], found)))
        ):
            found.unit = text
            found.drop.add(at)


def _left(texts: Sequence[int], found: Frame) -> bool:
    return any(at not in found.drop for at in texts)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date(*(int(each) for each in re.findall(r"\d+", text)[:3]))
    except (ValueError, TypeError):
        return None
