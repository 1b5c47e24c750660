"""The letter itself, apart from what it answers or hands on, and from the lines that its program adds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.intake.delivered import Block
from generator.intake.signature import signature_at

_MARK = re.compile(
    r"^[\s>]*[-－—_=]{2,}\s*(?:原始邮件|原邮件|邮件原件|转发的?邮件(?:信息)?|原始消息|"
    r"Original\s+Message|Forwarded\s+message|Begin forwarded message)\s*[-－—_=]*\s*$|"
    r"^Begin forwarded message\s*[:：]?$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^(?:在|于)?.{0,80}\d{4}.{0,80}写道\s*[:：]$|^On .{5,120} wrote:$|"
    r"^.{0,40}<[^<>\s]{3,60}@[^<>\s]{3,60}>\s*(?:写道|wrote)?\s*[:：]$"
)
_HEAD = re.compile(
    r"^[\s>*]*(发件人|寄件人|发送人|发送时间|发送日期|日期|时间|收件人|抄送|主题|附件|"
    r"From|Sent|Date|To|Cc|Subject)\s*[*]*\s*[:：]\s*[*]*\s*(.*)$",
    re.IGNORECASE,
)
_DAYS = frozenset({"发送时间", "发送日期", "日期", "时间", "sent", "date"})
_SENDER = frozenset({"发件人", "寄件人", "发送人", "from"})
_SIGNED = re.compile(r"^(?:--|—{2}|－{2}|-{2}\s)\s*$")
_DEVICE = re.compile(
    r"^(?:发自我的|来自我的|从我的\s*\S{1,10}\s*发送|发自\s*(?:iPhone|网易|QQ|华为|小米|手机)|"
    r"Sent from my|Get Outlook).{0,40}$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"(?i)^\s*(?:转发|转|fw|fwd)\s*[:：]")
_ANSWERED = re.compile(r"(?i)^\s*(?:回复|答复|回覆|re)\s*[:：]")
_PREFIX = re.compile(r"(?i)^\s*(?:(?:回复|答复|回覆|转发|转|re|fw|fwd)\s*(?:\[\d+\])?\s*[:：]\s*)+")
_STUB = 40
"""Characters: whoever hands a letter on writes less above it, whoever answers writes more."""
_CLUSTER = 4


@dataclass
class Parted:
    """A letter and what came along under it."""

    own: list[Block]
    older: list[Block] = field(default_factory=list)
    """What it answers, or the note above what it hands on."""
    signature: list[Block] = field(default_factory=list)
    head: list[Block] = field(default_factory=list)
    """Lines such as 发件人 of the letter that is handed on: they hold addresses."""
    subject: str = ""
    """Of the letter that is handed on."""
    sender: str = ""
    forwarded: bool = False


def bare_subject(subject: str) -> str:
    """A subject without 回复 and 转发."""
    return _PREFIX.sub("", subject).strip()


def parted(blocks: list[Block], subject: str) -> Parted:
    """Tell a letter from what it quotes.

    Args:
        blocks: all of its text.
        subject: as it was written: 转发 says that what is quoted matters.
    """
    cut = _cut(blocks)
    above, below = blocks[:cut], blocks[cut:]
    own, signature = _signed(above)
    found = Parted(own, below, signature)
    if not below:
        return found
    written = sum(len(block.text) for block in own if block.kind != "picture")
    answers = bool(_ANSWERED.match(subject)) and not _FORWARDED.match(subject)
    if (written < _STUB and not answers) or (_FORWARDED.match(subject) and written < 3 * _STUB):
        head, rest = _headed(below)
        inner = parted(rest, "re:")
        if any(block.text for block in inner.own):
            found = Parted(inner.own, own + inner.older, [*signature, *inner.signature], head, forwarded=True)
            found.subject, found.sender = _told(head, "主题", "subject"), _told(head, *_SENDER)
    return found


def _cut(blocks: list[Block]) -> int:
    """Where the older letter begins."""
    for place, block in enumerate(blocks):
        if _MARK.match(block.text) or _WROTE.match(block.text):
            return place
        if (match := _HEAD.match(block.text)) and match[1].lower() in _SENDER:
            following = [_HEAD.match(each.text) for each in blocks[place + 1 : place + 1 + _CLUSTER]]
            if sum(each is not None for each in following) > 1:
                return place
        if block.text.startswith(">") and all(each.text.startswith(">") for each in blocks[place:] if each.text):
            return place
    return len(blocks)


def _signed(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Text and signature: what stands under ``--``, and lines that a telephone adds."""
    for place, block in enumerate(blocks):
        if _SIGNED.match(block.text) and len(blocks) - place <= 12:  # noqa: PLR2004 -- a signature is short
            return blocks[:place], blocks[place:]
    end = len(blocks)
    while end and blocks[end - 1].kind != "picture" and _DEVICE.match(blocks[end - 1].text):
        end -= 1
    end = signature_at(blocks[:end])
    return blocks[:end], blocks[end:]


def _headed(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """The head of a quoted letter, and its text."""
    at = 0
    seen: set[str] = set()
    for block in blocks:
        match = _HEAD.match(block.text)
        key = "day" if match and match[1].lower() in _DAYS else match[1].lower() if match else ""
        if key in seen or not (match or _MARK.match(block.text) or _WROTE.match(block.text)):
            break  # the story may begin with 时间：
        seen |= {key} - {""}
        at += 1
    rest = [_unquoted(block) for block in blocks[at:]]
    return blocks[:at], [block for block in rest if block.text or block.kind == "picture"]


def _unquoted(block: Block) -> Block:
    return Block(block.kind, re.sub(r"^(?:>\s?)+", "", block.text), block.picture)


def _told(head: list[Block], *keys: str) -> str:
    """The value of a line of a head; of a sender his name, never his address."""
    for block in head:
        match = _HEAD.match(block.text)
        if match and match[1].lower() in keys:
            name = re.sub(r"[<＜\[(（]?[^\s<＜\[(（@]+@[^\s>＞\])）]+[>＞\])）]?", "", match[2]).strip(" \"'“”;；")
            return "" if "@" in name else name
    return ""
