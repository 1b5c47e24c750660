"""Attachments too large for a letter: its program leaves a link in the text, and the file does not come along."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.checks.privacy import masked
from generator.intake.delivered import Block

_DAY = r"(?P<year>20\d\d)\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})"
_UNTIL = re.compile(
    rf"{_DAY}\s*日?[^。，；]{{0,12}}(?:到期|过期|失效)"
    rf"|(?:有效期|到期|过期|失效)[^。；\d]{{0,8}}{_DAY.replace('<', '<l_')}"
)
_FOR_EVER = re.compile(r"无限期|永久有效|长期有效|不限期")
_SIZE = re.compile(r"\d(?:\.\d+)?\s*(?:[KMGT]B?|字节)\b", re.IGNORECASE)
_HEAD = re.compile(
    r"\s*(?:从|来自|由|通过)?[^，。！？；:：]{0,14}(?:发来|发送|上传)?的?(?:超大附件|云附件|大附件|中转站文件|网盘附件)(?:列表|下载)?"
    r"\s*(?:[（(]\s*\d+\s*个?\s*[)）])?\s*[:：]?\s*"
)
_NAME = re.compile(
    r"(?P<name>[^\s/\\:：<>|（(]{1,80}\.(?:zip|rar|7z|jpe?g|png|heic|docx?|wps|pdf|xlsx?|mp4|mov|avi|pptx?))",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"\s*(?:(?:进入|打开|点击|立即|全部)?\s*下载(?:页面|附件|全部|地址|链接)?|预览|在线预览|转存|收藏|复制链接|文件名|附件名"
    r"|保存到?\S{0,6}|\S{0,4}https?://\S+)\s*[:：|｜]?\s*(?:https?://\S+)?\s*"
)
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Huge:
    """A file that stayed behind."""

    name: str
    until: dt.date | None


def taken(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Huge]]:
    """What is left of a text, the lines about such files, and the files."""
    own: list[Block] = []
    about: list[Block] = []
    found: list[Huge] = []
    inside = False
    run: list[str] = []
    for block in [*blocks, Block("paragraph")]:
        files = _files(block.text)
        heads = _heads(block.text, files)
        inside = bool(files) or heads or (inside and (_button(block.text) or _part_of_it(block.text)))
        if inside:
            about.append(block)
            found += files
            run = [] if files else [*run, block.text]
        else:
            own.append(block)
            found += _scattered(run)
            run = []
    return (own[:-1], about, found) if about else (list(blocks), [], [])


def _heads(text: str, files: Sequence[Huge]) -> bool:
    head = _HEAD.match(text)
    return bool(text and head and (head.end() == len(text) or files))


def _button(text: str) -> bool:
    return bool(text) and _BUTTON.fullmatch(text) is not None


def _scattered(run: Sequence[str]) -> list[Huge]:
    """Files whose name, size and day stand in a line each."""
    text = "\n".join(run)
    until = _until(text)
    return [Huge(each["name"], until) for each in _NAME.finditer(text)]


def told(files: Sequence[Huge]) -> str:
    """What a person has to do, in Chinese."""
    ends = min((each.until for each in files if each.until), default=None)
    names = "、".join(masked(each.name) for each in files[:3] if each.name)
    many = max(len(files), 1)
    until = f"，{ends} 到期，请尽快下载再交" if ends else "，请下载再交"
    return f"有 {many} 个超大附件没有随信来{f'（{names}）' if names else ''}{until}"


def _files(text: str) -> list[Huge]:
    """The files that one line names: each has a size and a day on which it goes."""
    if len(text) > _LONGEST or not _SIZE.search(text) or not (_UNTIL.search(text) or _FOR_EVER.search(text)):
        return []
    name = _NAME.search(_HEAD.sub("", text, count=1))
    return [Huge(name["name"] if name else "", _until(text))]


def _part_of_it(text: str) -> bool:
    """A line that has only the name, the size or the day of a file."""
    rest = text
    for pattern in (_UNTIL, _FOR_EVER, _SIZE, _NAME, re.compile(r"\d{1,2}:\d\d(?::\d\d)?|文件大小|大小")):
        rest = pattern.sub("", rest)
    return rest != text and not re.search(r"[\u4e00-\u9fffA-Za-z]", rest)


def _until(text: str) -> dt.date | None:
    match = _UNTIL.search(text)
    if match is None:
        return None
    parts = (match[name] or match[f"l_{name}"] for name in ("year", "month", "day"))
    try:
        return dt.date(*(int(each) for each in parts))
    except ValueError:
        return None
