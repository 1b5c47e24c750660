"""What people really write into a form: 共计18人（含队长）, 二〇一九年五月, 周末; read where it is sure, else said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.intake.body_private import redacted
from generator.intake.team_ticks import MARK, Ticked, ticked
from generator.personal import normalise
from generator.sealed.handed.cells import read_day

_HAN = {each: number for number, each in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_HAN_NUMBER = re.compile(
    r"(?:([一二三四五六七八九])?百)?(?:零?([一二三四五六七八九])?(十))?零?([一二三四五六七八九两])?"
)
_SIZE = re.compile(
    r"(?:现有|共有|共计|合计|总计|总共|一共|目前|共|计|现)*(?:志愿者|队员|成员|会员|人数)?[:：为是]?\s*"
    r"(?P<number>\d{1,6}|[零〇○一二三四五六七八九十百两]{1,7})"
    r"\s*(?:余)?(?:名|人|位|个)?(?:志愿者|队员|成员|会员)?[。.]?"
)
_ABOUT = re.compile(r"约|余|多|左右|以上|以下|近|几|[~～—-]|至|到|上下")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_HAN_DAY = re.compile(
    r"([零〇○一二三四五六七八九]{4})年(?:(十[一二]?|[一二三四五六七八九])月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_SHORT_YEAR = re.compile(r"(?<!\d)\d{2}年")
_ALWAYS = re.compile(r"随时|全年|不限|均可|全部|全天|任何时间|长期")
_TIMES = {
    "工作日": ("工作日", "平时", "周一至周五", "周一到周五", "上班时间"),
    "双休日": ("双休日", "周末", "周六日", "周六周日", "周六、周日", "星期六", "周六"),
    "节假日": ("法定节假日", "节假日", "节日", "假期", "假日"),
}
"""Time of service → how people call it; only those that the federation has."""


def number_of(text: str) -> int | None:
    """A plain number of people; None for “约20人” and whatever else is not exact."""
    bare = re.sub(r"\s", "", _BRACKETS.sub("", normalise(text)))
    match = None if _ABOUT.search(bare) else _SIZE.fullmatch(bare)
    if match is None:
        return None
    return int(match["number"]) if match["number"].isdigit() else _han_number(match["number"])


def month_of(text: str) -> str:
    """``2019-05`` or a whole day; empty where no month is told."""
    bare = re.sub(r"\s", "", _BRACKETS.sub("", normalise(text))).rstrip("。")
    bare = re.sub(r"(?:成立|组建|建立|建队)$", "", bare)
    match = _HAN_DAY.fullmatch(bare)
    if match and match[2]:
        year = "".join(f"{_HAN[each]}" for each in match[1])
        day = f"{_han_number(match[3])}日" if match[3] else ""
        bare = f"{year}年{_han_number(match[2])}月{day}"
    return read_day(bare) or ""


def unread(key: str, text: str) -> str:
    """Why a value that is there was not read, in Chinese; nothing personal is repeated."""
    said = f"“{redacted(' '.join(text.split()))[0][:20]}”"
    if key == "size":
        return f"人数写的是 {said}，不是一个准数：请填一个数"
    if key == "founded":
        bare = re.sub(r"\s", "", normalise(text))
        if re.fullmatch(r"\d{4}\.1", bare):
            return f"组建时间写的是 {said}，分不清是 1 月还是 10 月"
        if _SHORT_YEAR.match(bare):
            return f"组建时间写的是 {said}，请写全四位的年份和月份，如 2021年10月"
        only_year = re.match(r"(?:19|20)\d\d|[零〇○一二三四五六七八九]{4}年", bare)
        return f"组建时间写的是 {said}，{'只有年，请补上月份' if only_year else '看不出是哪年哪月'}"
    label = {"categories": "志愿服务类别", "service_times": "志愿服务时间"}[key]
    if MARK.search(text):
        return f"{label}一项也没有勾，或者勾的记号认不出来"
    return f"{label}写的是 {said}，对不上表上的任何一项"


def times_of(text: str, times: Sequence[str]) -> Ticked:
    """The chosen times of service, by the words that people use for them."""
    labels = {each: _TIMES.get(each, (each,)) for each in times}
    found = ticked(text, labels)
    always = _ALWAYS.search(text)
    if always and not found.chosen:
        return Ticked(tuple(times), meant=always[0])
    listed = [each for each in re.split(r"[、，,;；/\s]+", text) if each]
    strange = [each for each in listed if not any(word in each for words in labels.values() for word in words)]
    lost = bool(strange) and not MARK.search(text)
    return replace(found, doubtful=True) if lost else found


def _han_number(text: str) -> int | None:
    match = _HAN_NUMBER.fullmatch(text)
    if not text or match is None:
        return None
    hundreds = _HAN[match[1] or "一"] if "百" in text else 0
    tens = _HAN[match[2] or "一"] if match[3] else 0
    return hundreds * 100 + tens * 10 + (_HAN[match[4]] if match[4] else 0) or None
