"""Rules W2 and W3: dates in prose, and the numbers of official documents; what can be put right is an edit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.checks.copyedit import Edit
from generator.checks.passages import unnamed, written
from generator.checks.quotations import is_mentioned, untouchable
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.fields import LATEST_SHORT_YEAR

_SIGN = re.compile(
    r"\d[./／．-]\d|\d年|[〇零一二三四五六七八九]年\d|[一二三四五六七八九十]月\d|0\d月|月0\d|[.．·]\d{1,2}[”’]?(?:国际|妇女|儿童|劳动|国庆|建军|建党|青年|节|学雷锋)"
)
_ALL_DIGITS = re.compile(
    r"(?<![\w./\\-])(?P<year>(?:19|20)\d\d)(?P<mark>[./／．-])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?![\w/\\-]|\.\w)",
    re.ASCII,
)
_NUMERALS = "〇一二三四五六七八九"
_AT_START = r"(?:^|(?<=[。！？；\n]))"
_STANDARD = re.compile(
    r"(?:^|(?<=[。！？；，\n]))(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?=[，,]|上午|下午|早|晚|当天)"
)
"""The form of data with which a sentence of prose begins."""
_SLASHED = re.compile(rf"{_AT_START}(?P<month>1[0-2]|[1-9])/(?P<day>[12]\d|3[01]|[1-9])(?=[，,]|上午|下午|当天)")
_MIXED_YEAR = re.compile(r"(?P<year>(?:二[〇零]|一九)[〇零一二三四五六七八九]{2})年(?=\d{1,2}月)")
_MIXED_MONTH = re.compile(r"(?<![一二三四五六七八九十历])(?P<month>十[一二]?|[一二三四五六七八九])月(?=\d{1,2}[日号])")
_BEGINNING = re.compile(r"(?:^|(?<=[。！？；，\n]))(?P<year>2\d)年(?=[初底末][，,、])")
_SHORT_YEAR = re.compile(
    r"(?<![\d第国治绪丰庆隆正熙历统近逾超足整满达过去前后了这几约共计续时])"
    r"(?:(?P<year>\d\d)年(?=(?:0?[1-9]|1[0-2])月(?!子|余|来|多|之久|[的时]间))|(?P<recent>2\d)年(?=度|上半年|下半年))"
)
_ZEROS = re.compile(r"(?<!\d)0(?P<month>[1-9])月|(?<=月)0(?P<day>[1-9])(?P<unit>[日号])")
_FESTIVAL = re.compile(
    r"(?<![\d.．·])(?P<first>10|[1-9])[.．](?P<second>[1-9])(?P<quote>[”’]?)"
    r"(?=国际(?:劳动)?妇女节|(?:国际)?(?:劳动)?妇女节|国际儿童节|儿童节|国际劳动节|劳动节|国庆|建军节|建党节|青年节|节(?![能约目气拍点省育水假]))"
)
_DAYS = {
    ("3", "8"): "三八", ("5", "1"): "五一", ("5", "4"): "五四", ("6", "1"): "六一", ("7", "1"): "七一",
    ("8", "1"): "八一", ("10", "1"): "十一",
}  # fmt: skip
_KEPT_AS_DAY = re.compile(
    r"(?<![\d.．·])(?P<month>3|12)[.．](?P<day>5|4)(?P<quote>[”’]?)(?=学雷锋|国际志愿者日|国家宪法日)"
)
_DOCUMENT = re.compile(
    r"(?<=[\u4e00-\u9fff])(?P<open>[\[［(（【〔〈<])\s*(?P<year>(?:19|20)\d\d)\s*年?(?P<close>[\]］)）】〕〉>])"
    r"\s*(?P<order>第?)\s*(?P<zeros>0*)(?P<number>[1-9]\d{0,3})\s*号"
)
_YEAR_AND_NUMBER = re.compile(
    r"(?<=[妇国党政办团民文][字发函办])(?P<year>(?:19|20)\d\d)\s*年\s*(?P<order>第?)\s*0*(?P<number>[1-9]\d{0,3})\s*号文?(?!楼|院)"
)
_ISSUES = tuple("字发办函通党政组宣妇群团任干财规")
"""What the sign of an office ends with: 平妇字, 国发, 中办发, 湘妇函."""
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Slip:
    """Something written in a way that official copy does not use."""

    edit: Edit
    what: str
    """What is wrong with it, in Chinese."""


Finder = Callable[[str], Iterator[Slip]]


def dates(text: str) -> Iterator[Slip]:
    """Dates in prose that are not written 2026年3月8日."""
    if not _SIGN.search(text):
        return
    for find in (_digits, _begun, _mixed, _short_years, _leading_zeros, _festivals):
        yield from find(text)


def document_numbers(text: str) -> Iterator[Slip]:
    """Numbers of official documents that are not written 平妇字〔2017〕22号."""
    if "号" not in text:
        return
    for match in _DOCUMENT.finditer(text):
        new = f"〔{match['year']}〕{match['number']}号"
        if new != match[0] and text.endswith(_ISSUES, 0, match.start()):
            wrong = [
                ("年份要用六角括号", match["open"] != "〔" or match["close"] != "〕"),
                ("不加“第”", match["order"]),
            ]
            wrong += [("序号前面不加 0", match["zeros"])]
            what = (
                "文号" + "，".join(said for said, so in wrong if so) if any(so for _, so in wrong) else "文号里有空格"
            )
            yield Slip(Edit(*match.span(), new), what)
    for match in _YEAR_AND_NUMBER.finditer(text):
        yield Slip(Edit(*match.span(), f"〔{match['year']}〕{match['number']}号"), "文号的年份要用六角括号")


def _begun(text: str) -> Iterator[Slip]:
    """Days and years that begin a sentence in a short form."""
    for match in _STANDARD.finditer(text):
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if _exists(year, month, day):
            yield Slip(Edit(*match.span(), f"{year}年{month}月{day}日"), "日期要写年月日")
    for match in _SLASHED.finditer(text):
        yield Slip(Edit(*match.span(), f"{match['month']}月{match['day']}日"), "日期要写月和日")
    for match in _BEGINNING.finditer(text):
        yield Slip(Edit(*match.span(), f"20{match['year']}年"), "年份要写四位")


def _mixed(text: str) -> Iterator[Slip]:
    """Dates half in characters and half in digits."""
    for match in _MIXED_YEAR.finditer(text):
        digits = "".join(str(_NUMERALS.index(each)) for each in match["year"].replace("零", "〇"))
        yield Slip(Edit(*match.span(), f"{digits}年"), "一个日期里不混用汉字和数字")
    for match in _MIXED_MONTH.finditer(text):
        month = ("十" not in match["month"] and _NUMERALS.index(match["month"])) or 10
        month += _NUMERALS.index(match["month"][1]) if len(match["month"]) > 1 else 0
        yield Slip(Edit(*match.span(), f"{month}月"), "一个日期里不混用汉字和数字")


def unspoilt(text: str, find: Finder) -> list[Slip]:
    """What a finder finds in prose; code, addresses and words that are only spoken about do not count."""
    found = list(find(text))
    if not found:
        return []
    kept = untouchable(text)
    return [
        each
        for each in found
        if not kept.touch(each.edit.start) and not is_mentioned(text, each.edit.start, each.edit.stop)
    ]


def _digits(text: str) -> Iterator[Slip]:
    for match in _ALL_DIGITS.finditer(text):
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if match["mark"] == "-" and len(match["month"]) == len(match["day"]) == len("08"):
            continue  # 2026-03-08 is the standard's own form
        if _exists(year, month, day):
            behind = text[match.end() : match.end() + 1]
            stop = match.end() + (behind in tuple("日号"))
            yield Slip(Edit(match.start(), stop, f"{year}年{month}月{day}日"), "日期要写年月日")


def _short_years(text: str) -> Iterator[Slip]:
    for match in _SHORT_YEAR.finditer(text):
        short = int(match["year"] or match["recent"])
        year = short + (20 if short < LATEST_SHORT_YEAR else 19) * _CENTURY
        yield Slip(Edit(match.start(), match.end(), f"{year}年"), "年份要写四位")


def _leading_zeros(text: str) -> Iterator[Slip]:
    for match in _ZEROS.finditer(text):
        new = f"{match['month']}月" if match["month"] else f"{match['day']}{match['unit']}"
        yield Slip(Edit(*match.span(), new), "月和日前面不加 0")


def _festivals(text: str) -> Iterator[Slip]:
    for match in _FESTIVAL.finditer(text):
        name = _DAYS.get((match["first"], match["second"]))
        if name:
            yield Slip(Edit(*match.span(), name + match["quote"]), "节日要写汉字")
    for match in _KEPT_AS_DAY.finditer(text):
        if (match["month"], match["day"]) in (("3", "5"), ("12", "5"), ("12", "4")):
            yield Slip(Edit(*match.span(), f"{match['month']}月{match['day']}日{match['quote']}"), "日期要写月和日")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _told(this: Rule, facts: Facts, find: Finder, hint: str) -> Iterator[Problem]:
    allowed = facts.allowed(this.id)
    for entry in written(facts):
        for passage in unnamed(entry):
            for slip in unspoilt(passage.text, find):
                edit = slip.edit
                old = passage.text[edit.start : edit.stop]
                if old not in allowed:
                    yield passage.problem(this.id, edit.start, f"{slip.what}：“{old}” → “{edit.new}”", hint)


@rule(
    "W2",
    "正文里的日期写成 2026年3月8日，节日写汉字（信息块里的日期见 A3、F5）",
    "warning",
    "GB/T 15835-2011；公文写作惯例",
)
def dates_are_written_out(this: Rule, facts: Facts) -> Iterator[Problem]:
    yield from _told(this, facts, dates, "请照写；也可以用 jinguo fix 自动改")


@rule("W3", "文号写成 某妇字〔2017〕22号", "warning", "GB/T 9704-2012 7.2.5")
def document_numbers_are_in_form(this: Rule, facts: Facts) -> Iterator[Problem]:
    yield from _told(this, facts, document_numbers, "请照写：六角括号、年份四位、不加“第”、不补 0；也可以用 jinguo fix")
