"""What one value of a person or a contact must look like before it is sealed; nobody can look at it afterwards."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from generator.personal import valid_id_number
from generator.problems import did_you_mean
from generator.sealed.handed.cells import Cell, code_text, one_line, phone_digits, read_day, split_values
from generator.sealed.sheets import Value

SAMPLE_REGION = "000000"
_OLDEST = 110
_LONGEST: Mapping[str, int] = {"area": 100, "post": 60, "note": 500, "leader": 20, "wechat": 30}
_LONGEST_SKILL = 30
_NAME = re.compile(r"[^\W\d_]+(?:[· .'-][^\W\d_]+)*")
_NAME_LENGTHS = range(2, 21)
_HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[1-9][0-9]{1,2}[2-9][0-9]{6,7}")
_SAMPLE_PHONE = re.compile(r"120[0-9]{8}")
_OLD_ID = re.compile(r"[1-9][0-9]{14}")
_REGION = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_TIMES = {
    "周末": "双休日", "双休": "双休日", "休息日": "双休日", "周六日": "双休日", "周六周日": "双休日",
    "平时": "工作日", "平日": "工作日", "工作时间": "工作日", "上班时间": "工作日",
    "节日": "节假日", "假日": "节假日", "法定节假日": "节假日", "假期": "节假日",
}  # fmt: skip
"""How people call the times of service that the forms list."""
_ANY_TIME = re.compile(r"(?:随时|任何时间|都可以?|均可|不限|全部|全年|长期|随叫随到)(?:均?可)?")
_CHINESE_PAPERS = ("", "身份证", "居民身份证", "二代身份证", "第二代居民身份证", "中国居民身份证")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the register says of the values that people may hold."""

    today: dt.date
    categories: Sequence[str] = ()
    sources: Sequence[str] = ()
    """Empty: any."""
    consents: Collection[str] = ()
    times: Sequence[str] = ()
    """When people may serve; empty: any."""
    label: str = "巾帼{}志愿者"
    """How the official form writes a category."""
    sample: bool = False
    """The people must be impossible: phones that begin with 120, id numbers of region 000000."""


_LISTS: Mapping[str, Callable[[Rules], Sequence[str]]] = {
    "categories": lambda rules: rules.categories,
    "intentions": lambda rules: rules.categories,
    "source": lambda rules: rules.sources,
    "times": lambda rules: rules.times,
}
"""Columns whose words the register lists."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A value as it will be sealed, or what is wrong with it; the words never repeat it."""

    value: Value = ""
    fault: str = ""
    hint: str = ""
    warning: bool = False
    """The value is kept in spite of the fault."""


def check_value(key: str, cell: Cell, rules: Rules, papers: str = "") -> Checked:
    """One value of a column of ``rosters``; an empty cell stays empty."""
    if not one_line(cell):
        return Checked()
    if key == "id_number":
        return _id_number(cell, rules, papers)
    check = _CHECKS.get(key, _free)
    return check(key, cell, rules)


def born_of(id_number: str) -> str:
    """The day in a Chinese id number; empty for other papers."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", id_number):
        return ""
    return f"{id_number[6:10]}-{id_number[10:12]}-{id_number[12:14]}"


def sex_of(id_number: str) -> str:
    """The sex in a real Chinese id number; empty otherwise."""
    if not valid_id_number(id_number) or id_number.startswith(SAMPLE_REGION):
        return ""
    return "男" if int(id_number[16]) % 2 else "女"


def years_between(born: str, day: str) -> int:
    """Full years from one day to another; where only months are known, as few as it may be."""
    first, last = _parts(born), _parts(day)
    if len(born) < len("2001-03-12"):
        return last[0] - first[0] - (last[1] <= first[1])
    return last[0] - first[0] - (last[1:] < first[1:])


def _parts(day: str) -> tuple[int, int, int]:
    numbers = [int(each) for each in day.split("-")]
    return numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else 1  # noqa: PLR2004


def _name(_key: str, cell: Cell, _rules: Rules) -> Checked:
    text = re.sub(r"[•・‧∙⋅]", "·", _HAN_GAP.sub("", one_line(cell)))
    if len(text) not in _NAME_LENGTHS:
        return Checked(fault="姓名应当是 2 到 20 个字", hint="请写全名")
    if not _NAME.fullmatch(text):
        return Checked(fault="姓名里有数字或者符号", hint="只写姓名本身，其他的写进备注")
    return Checked(text)


def _sex(_key: str, cell: Cell, _rules: Rules) -> Checked:
    text = {"女性": "女", "男性": "男", "f": "女", "m": "男"}.get(one_line(cell).lower(), one_line(cell))
    return Checked(text) if text in {"女", "男"} else Checked(fault="性别认不出来", hint="只写“女”或“男”")


def _day(key: str, cell: Cell, rules: Rules) -> Checked:
    day = read_day(cell)
    if day is None:
        why = "“年份.1”分不清是 1 月还是 10 月，" if re.fullmatch(r"\d{4}\.1", one_line(cell)) else ""
        year = "1980" if key == "born" else "2020"
        return Checked(fault="日期认不出来，或者没有这一天", hint=f"{why}请写成 {year}-03-05，只知道月份就写 {year}-03")
    if day > rules.today.isoformat()[: len(day)]:
        return Checked(fault="日期在将来", hint="请核对年份")
    if key == "born" and years_between(day, rules.today.isoformat()) > _OLDEST:
        return Checked(fault=f"出生日期在 {_OLDEST} 年以前", hint="请核对年份")
    return Checked(day)


def _id_number(cell: Cell, rules: Rules, papers: str) -> Checked:
    text = code_text(cell)
    if papers not in _CHINESE_PAPERS:
        good = re.fullmatch(r"[A-Z0-9()-]{5,20}", text)
        return Checked(text) if good else Checked(fault="证件号码的写法不对", hint="只写字母和数字，5 到 20 位")
    hint = "请对着证件重新填；不是身份证的，请加一列“证件类型”"
    if _OLD_ID.fullmatch(text):
        return Checked(fault="这是 15 位的旧号码，已经停用", hint="请填新证上的 18 位号码")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return Checked(fault=f"身份证号应当是 18 位，这里是 {len(text)} 位，或者有别的符号", hint=hint)
    born = read_day(born_of(text))
    if text.startswith(SAMPLE_REGION):
        if rules.sample and born:
            return Checked(text)
        return Checked(fault="身份证号的前六位不对", hint=hint)
    if not valid_id_number(text):
        lost = "后几位是 0，多半是 Excel 弄丢的：请把这一列设成“文本”格式，重新填" if text.endswith("000") else hint
        return Checked(fault="身份证号的校验位不对，有一位抄错了", hint=lost)
    if not _REGION.match(text) or not born or _day("born", born, rules).fault:
        return Checked(fault="身份证号里的地区或者出生日期不对", hint=hint)
    return Checked(text)


def _phone(_key: str, cell: Cell, rules: Rules) -> Checked:
    if len([each for each in split_values(cell) if len(phone_digits(each)) > len("0375")]) > 1:
        return Checked(fault="这一格有几个号码", hint="只留一个，以手机为好")
    digits = phone_digits("".join(split_values(cell)))
    if _MOBILE.fullmatch(digits) or (rules.sample and _SAMPLE_PHONE.fullmatch(digits)):
        return Checked(digits)
    if _LANDLINE.fullmatch(digits):
        return Checked(digits, "这是固定电话", "有手机的请填手机", warning=True)
    hint = "手机是 1 开头的 11 位数字，固定电话要带区号"
    return Checked(fault=f"电话号码不对：有 {len(digits)} 位，或者有别的符号", hint=hint)


def known_word(key: str, word: str, rules: Rules) -> list[str]:
    """The words of the register that one of a list means, also as the official forms have it; empty for a strange one.

    A list that the register leaves open knows every word.
    """
    known = _LISTS[key](rules)
    if not known or word in known:
        return [word]
    if key == "times":
        if _ANY_TIME.fullmatch(word):
            return list(known)
        return [each for each in (_TIMES.get(word, ""),) if each in known]
    if key == "source":
        return []
    plain = re.sub(r"(?:服务)?类?$", "", word.replace("其它", "其他").removesuffix("志愿者"))
    around = re.escape(rules.label).split(re.escape("{}"))
    match = re.fullmatch(f"(?:{around[0]})?(.+?)(?:{around[-1]})?", word.replace("其它", "其他"))
    tried = (plain, plain.removeprefix("巾帼"), match[1] if match else "", f"{plain}类")
    return [next(each for each in tried if each in known)] if any(each in known for each in tried) else []


def _known_words(key: str, words: Sequence[str], rules: Rules) -> list[str]:
    """Each word as the register has it, those that are strange as they are."""
    found = (each for word in words for each in (known_word(key, word, rules) or [word]))
    return list(dict.fromkeys(found))


def _listed(key: str, cell: Cell, rules: Rules) -> Checked:
    """Categories, sources and times; intentions may be in somebody's own words."""
    known = _LISTS[key](rules)
    words = _known_words(key, split_values(cell), rules)
    if any(word not in known for word in words):
        words = _known_words(key, split_values(cell, blanks=True), rules)
    value: Value = "、".join(words) if key == "source" else words
    strange = [word for word in words if word not in known] if known else []
    if not strange:
        return Checked(value)
    guess = next((hint for word in strange if (hint := did_you_mean(word, known))), "")
    hint = guess or f"可以写：{'、'.join(known)}"
    if key == "intentions":
        own = split_values(cell)
        return Checked(own, "有的服务意向不在服务类别里，照原样收下", hint, warning=True)
    return Checked(fault=f"有 {len(strange)} 项不在规定的范围里", hint=hint)


def _skills(_key: str, cell: Cell, _rules: Rules) -> Checked:
    words = split_values(cell)
    if any(len(word) > _LONGEST_SKILL for word in words):
        return Checked(fault=f"有一项超过 {_LONGEST_SKILL} 个字", hint="几项之间用顿号分开，一项写几个字")
    return Checked(words)


def _consent(_key: str, cell: Cell, rules: Rules) -> Checked:
    text = code_text(cell).lower()
    if text in rules.consents:
        return Checked(text)
    hint = did_you_mean(text, rules.consents) if re.fullmatch(r"[c0-9-]{3,14}", text) else ""
    return Checked(fault="没有这份同意书", hint=hint or "先把同意书登记到 teams/consents.yml，编号像 c-2026-0012")


def _free(key: str, cell: Cell, _rules: Rules) -> Checked:
    text = one_line(cell)
    longest = _LONGEST.get(key, 60)
    if len(text) > longest:
        return Checked(fault=f"有 {len(text)} 个字，太长", hint=f"最多 {longest} 个字")
    return Checked(text)


_CHECKS: Mapping[str, Callable[[str, Cell, Rules], Checked]] = {
    **dict.fromkeys(("name", "guardian", "leader", "responsible"), _name),
    **dict.fromkeys(("born", "joined", "left"), _day),
    **dict.fromkeys(("mobile", "guardian_phone", "phone", "responsible_phone"), _phone),
    **dict.fromkeys(tuple(_LISTS), _listed),
    "sex": _sex,
    "skills": _skills,
    "consent": _consent,
}  # fmt: skip
