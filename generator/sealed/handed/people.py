"""A handed-in roster as people, or everything that is wrong with it at once; nothing is sealed before it is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from generator.problems import Problem
from generator.sealed.handed.cells import as_text, code_text, one_line
from generator.sealed.handed.fields import Rules, born_of, check_value, sex_of, years_between
from generator.sealed.handed.tables import HandedRow, HandedTable, Place
from generator.sealed.numbers import as_number
from generator.sealed.sheets import Value

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "志愿者姓名", "队员姓名", "成员姓名", "名字"),
    "sex": ("性别",),
    "born": ("出生日期", "出生年月", "出生年月日", "生日", "出生时间"),
    "id_number": ("身份证件号码", "身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码",
                  "居民身份证号", "居民身份证号码"),
    "papers": ("证件类型", "证件种类", "证件名称"),
    "mobile": ("联系方式", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "移动电话", "联系手机"),
    "area": ("居住区域", "住址", "家庭住址", "居住地址", "现住址", "家庭地址", "所在社区", "居住地", "居住社区"),
    "post": ("单位及岗位", "工作单位", "单位", "单位及职务", "工作单位及职务", "所在单位", "单位职务"),
    "duty": ("职务", "岗位", "职业", "职称"),
    "skills": ("专业技能", "专业", "特长", "技能", "专长", "服务特长", "专业特长", "个人特长"),
    "categories": ("服务类别", "志愿服务类别", "类别"),
    "intentions": ("服务意向", "志愿服务意向", "服务意愿", "意向"),
    "source": ("来源", "志愿者来源", "人员类别", "身份", "人员身份", "人员来源"),
    "joined": ("入队时间", "入队日期", "注册时间", "注册日期", "加入时间", "加入日期"),
    "left": ("退队时间", "退队日期"),
    "number": ("志愿者证号", "证号", "志愿者编号", "巾帼志愿者证号", "志愿者号"),
    "consent": ("同意书编号", "同意书", "同意编号"),
    "guardian": ("监护人", "监护人姓名"),
    "guardian_phone": ("监护人电话", "监护人联系方式", "监护人手机", "监护人联系电话", "监护人手机号"),
    "note": ("备注", "说明", "其他说明"),
}  # fmt: skip
"""Keys of ``rosters.ROSTER`` (and ``papers``, ``duty``, which go into others) by the headings that people write."""
NOT_COLLECTED = frozenset({
    "民族", "政治面貌", "党派", "健康状况", "健康", "身体状况", "婚姻状况", "婚姻", "婚否", "宗教信仰", "宗教",
    "血型", "学历", "文化程度", "毕业院校", "籍贯", "户籍", "户口", "银行卡号", "银行账号", "开户行", "照片", "相片",
    "身高", "体重", "年龄", "微信", "微信号", "qq", "qq号", "邮箱", "电子邮箱", "收入", "家庭成员", "车牌号",
})  # fmt: skip
"""Nobody needs them to serve, so they are not kept (个人信息保护法 第六条; 令67 第五条 lists what is)."""
ADULT, OLD_ENOUGH = 18, 14
_OWN = ("name", "sex", "born", "id_number", "mobile", "area", "skills", "categories", "intentions", "source", "joined",
        "left", "consent", "guardian", "guardian_phone", "note")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """One row that may be sealed."""

    row: HandedRow
    values: Mapping[str, Value] = field(repr=False)
    """Filled values only."""
    number: str = ""
    """The row that it corrects; empty for somebody new."""


@dataclass(frozen=True, slots=True)
class People:
    """All of a file."""

    table: HandedTable
    listed: tuple[Person, ...]
    problems: tuple[Problem, ...]


def read_people(table: HandedTable, rules: Rules, *, ignore_unknown: bool = False) -> People:
    """Everybody in a table, with all that is wrong."""
    problems = [*table.problems, *_columns(table, ignore_unknown=ignore_unknown)]
    listed = [_person(table, row, rules, problems) for row in table.rows]
    problems += _twice(table, listed)
    if not listed and not problems:
        problems.append(Place(table.name).problem("H1", "列名下面一个人也没有", "请检查是不是交错了文件"))
    return People(table, tuple(listed), tuple(sorted(set(problems))))


def _columns(table: HandedTable, *, ignore_unknown: bool) -> list[Problem]:
    found = []
    for each in table.unknown:
        place = Place(table.name, table.sheet, each.line, each.column)
        plain = re.sub(r"\(.*?\)", "", each.word)
        if plain in NOT_COLLECTED:
            message = f"“{plain}” 这一列按最小范围不收，没有读"
            found.append(place.problem("H2", message, "原表里的这一列也请删掉", warning=True))
        else:
            message = f"“{each.title}” 这一列没有读"
            hint = "要保留，请把列名改成“备注”；不要的，请删掉这一列，或者加 --ignore-columns"
            found.append(place.problem("H2", message, "" if ignore_unknown else hint, warning=ignore_unknown))
    return found


def _person(table: HandedTable, row: HandedRow, rules: Rules, problems: list[Problem]) -> Person:
    values: dict[str, Value] = {}
    papers = one_line(row.cells.get("papers", ""))
    for key in _OWN:
        checked = check_value(key, row.cells.get(key, ""), rules, papers)
        if checked.fault:
            problems.append(table.problem(row, key, checked.fault, checked.hint, warning=checked.warning))
        if checked.value not in ("", []):
            values[key] = checked.value
    post = " ".join(text for key in ("post", "duty") if (text := one_line(row.cells.get(key, ""))))
    checked = check_value("post", post, rules)
    if checked.fault:
        problems.append(table.problem(row, "post", checked.fault, checked.hint))
    elif post:
        values["post"] = checked.value
    if papers and "身份证" not in papers and "id_number" in values:
        values["note"] = "；".join(filter(None, (f"证件类型：{papers[:20]}", str(values.get("note", "")))))
    number = _number(table, row, problems)
    if not number and not as_text(row.cells.get("name", "")) and "name" in table.places:
        problems.append(table.problem(row, "name", "没有填", "每一行都要有姓名；不是队员的行请删掉"))
    _agree(table, row, values, problems)
    if not number:
        _guarded(table, row, values, rules, problems)
    return Person(row, values, number)


def _number(table: HandedTable, row: HandedRow, problems: list[Problem]) -> str:
    text = code_text(row.cells.get("number", ""))
    if not text:
        return ""
    number = as_number(text) or (text.lower() if re.fullmatch(r"[A-Z0-9._-]{1,64}", text) else "")
    if not number:
        problems.append(table.problem(row, "number", "证号写错了", "照证上的写；新队员请留空，由程序发号"))
    return number


def _agree(table: HandedTable, row: HandedRow, values: dict[str, Value], problems: list[Problem]) -> None:
    """Born and sex agree with the id number, or are filled in from it; days come one after the other."""
    number = str(values.get("id_number", ""))
    hint = "请对着证件核对这两项"
    born, sex = born_of(number), sex_of(number)
    if born:
        if not born.startswith(str(values.get("born", ""))):
            problems.append(table.problem(row, "born", "出生日期和身份证号对不上", hint))
        values["born"] = born
    if sex and values.setdefault("sex", sex) != sex:
        problems.append(table.problem(row, "sex", "性别和身份证号对不上", hint))
    days = [(key, str(values[key])) for key in ("born", "joined", "left") if key in values]
    for (_, earlier), (key, later) in pairwise(days):
        shorter = min(len(earlier), len(later))
        if later[:shorter] < earlier[:shorter]:
            before = "出生日期" if key == "joined" or "joined" not in values else "入队时间"
            problems.append(table.problem(row, key, f"比{before}还早", "请核对年份"))


def _guarded(
    table: HandedTable, row: HandedRow, values: Mapping[str, Value], rules: Rules, problems: list[Problem]
) -> None:
    """A minor needs her guardian (河南省志愿服务条例 第八条), below 14 in writing (个人信息保护法 第三十一条)."""
    if "born" not in values or "left" in values:
        return
    age = years_between(str(values["born"]), str(values.get("joined") or rules.today.isoformat()))
    if age >= ADULT or age < 0:
        return
    missing = [title for key, title in (("guardian", "监护人"), ("guardian_phone", "监护人电话")) if key not in values]
    if missing:
        hint = f"请补上{'和'.join(missing)}；要有监护人同意才能参加"
        problems.append(table.problem(row, "guardian", "入队时不满 18 周岁，没有写明监护人", hint))
    if age < OLD_ENOUGH:
        hint = "收集前要有监护人的书面同意，请在备注里写明同意书存在哪里"
        problems.append(table.problem(row, "born", "入队时不满 14 周岁", hint, warning="note" in values))


def _twice(table: HandedTable, listed: list[Person]) -> list[Problem]:
    """The same person on two rows."""
    ways: tuple[tuple[str, str, Callable[[Person], tuple[str, ...]]], ...] = (
        ("number", "证号", lambda each: (each.number,)),
        ("id_number", "证件号码", lambda each: (str(each.values.get("id_number", "")),)),
        ("name", "姓名和电话", lambda each: (str(each.values.get("name", "")), str(each.values.get("mobile", "")))),
    )
    found = []
    told: set[int] = set()
    for key, what, of in ways:
        seen: dict[tuple[str, ...], int] = {}
        for person in listed:
            mark = of(person)
            first = seen.setdefault(mark, person.row.line) if all(mark) else person.row.line
            if first != person.row.line and person.row.line not in told:
                told.add(person.row.line)
                message = f"和第 {first} 行的{what}一样"
                found.append(table.problem(person.row, key, message, "同一个人只留一行；不是同一个人，请核对"))
    return found
