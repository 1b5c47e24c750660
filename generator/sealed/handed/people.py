"""A handed-in roster as people, or everything that is wrong with it at once; nothing is sealed before it is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.problems import Problem
from generator.sealed.handed.cells import as_text, code_text, one_line
from generator.sealed.handed.deciding import decided
from generator.sealed.handed.fields import Rules, born_of, check_value, sex_of, years_between
from generator.sealed.handed.tables import HandedRow, HandedTable, Place
from generator.sealed.handed.unneeded import hours_of, not_collected, says_nothing_here
from generator.sealed.numbers import as_number
from generator.sealed.sheets import Value

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "志愿者姓名", "队员姓名", "成员姓名", "名字"),
    "sex": ("性别",),
    "born": ("出生日期", "出生年月", "出生年月日", "生日", "出生时间"),
    "id_number": ("身份证件号码", "身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码",
                  "居民身份证号", "居民身份证号码"),
    "papers": ("证件类型", "证件种类", "证件名称"),
    "mobile": ("联系方式", "手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "移动电话", "联系手机",
               "本人电话", "本人手机", "本人手机号", "本人联系电话"),
    "area": ("居住区域", "住址", "家庭住址", "居住地址", "现住址", "家庭地址", "所在社区", "居住地", "居住社区"),
    "post": ("单位及岗位", "工作单位", "单位", "单位及职务", "工作单位及职务", "所在单位", "单位职务"),
    "duty": ("职务", "岗位", "职业", "职称"),
    "skills": ("专业技能", "专业", "特长", "技能", "专长", "服务特长", "专业特长", "个人特长"),
    "categories": ("服务类别", "志愿服务类别", "类别"),
    "intentions": ("服务意向", "志愿服务意向", "服务意愿", "意向"),
    "times": ("可服务时间", "可参加服务时间", "服务时间段", "服务时段", "意向服务时间", "方便时间", "空闲时间"),
    "served": ("服务时间", "参加服务时间", "参加时间", "参加志愿服务时间", "志愿服务时间"),
    "source": ("来源", "志愿者来源", "人员来源"),
    "kind": ("志愿者类型", "志愿者类别", "人员类别", "人员类型", "身份", "人员身份"),
    "team": ("所在队伍", "队伍", "队伍名称", "服务队", "服务队名称", "所属队伍", "所在服务队", "志愿服务队"),
    "joined": ("入队时间", "入队日期", "注册时间", "注册日期", "加入时间", "加入日期"),
    "left": ("退队时间", "退队日期"),
    "number": ("志愿者证号", "证号", "志愿者编号", "巾帼志愿者证号", "志愿者号"),
    "consent": ("同意书编号", "同意书", "同意编号"),
    "guardian": ("监护人", "监护人姓名"),
    "guardian_phone": ("监护人电话", "监护人联系方式", "监护人手机", "监护人联系电话", "监护人手机号"),
    "note": ("备注", "说明", "其他说明"),
}  # fmt: skip
"""Keys of ``rosters.ROSTER`` by the headings that people write.

``papers`` and ``duty`` go into others; ``deciding`` says what ``served``, ``kind`` and ``team`` are.
"""
ADULT, OLD_ENOUGH = 18, 14
_OWN = ("name", "sex", "born", "id_number", "mobile", "area", "skills", "categories", "intentions", "times",
        "source", "joined", "left", "consent", "guardian", "guardian_phone", "note")  # fmt: skip


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


def read_people(
    table: HandedTable, rules: Rules, team: Sequence[str] = (), *, ignore_unknown: bool = False
) -> People:  # fmt: skip
    """Everybody in a table, with all that is wrong; ``team`` is what their one team may be called."""
    table, found = decided(table, rules, team)
    problems = [*table.problems, *found, *_columns(table, ignore_unknown=ignore_unknown)]
    listed = [_person(table, row, rules, problems) for row in table.rows]
    problems += _twice(table, listed)
    if not listed and not problems:
        problems.append(Place(table.name).problem("H1", "列名下面一个人也没有", "请检查是不是交错了文件"))
    return People(table, tuple(listed), tuple(sorted(set(problems))))


def _columns(table: HandedTable, *, ignore_unknown: bool) -> list[Problem]:
    """A word about every column that is not read; of one that nobody can place somebody has to decide."""
    found = []
    for each in table.unknown:
        place = Place(table.name, table.sheet, each.line, each.column)
        if says_nothing_here(each.word):
            continue
        if plain := not_collected(each.word):
            message = f"“{plain}” 这一列按最小范围不收，没有读"
            found.append(place.problem("H2", message, "原表里的这一列也请删掉", warning=True))
        elif hours_of(each.word):
            message = f"“{each.title}” 这一列没有读"
            hint = "服务了几小时，在每场活动旁边登记（jinguo service add）"
            found.append(place.problem("H2", message, hint, warning=True))
        elif each.key:
            hint = "是她本人的，列名改成 “本人电话”；是监护人的，改成 “监护人电话”；别人的请删掉这一列"
            found.append(place.problem("H2", f"“{each.title}” 左边一列是别人，分不清是谁的电话", hint))
        elif ignore_unknown:
            found.append(place.problem("H2", f"“{each.title}” 这一列没有读", warning=True))
        else:
            where = f"并进 “{table.titles['note']}” 列" if "note" in table.titles else "放进一列 “备注”"
            hint = f"不要的：加 --ignore-columns；要留的：把内容{where}"
            found.append(place.problem("H2", f"“{each.title}” 这一列不知道放在哪里", hint))
    return found


def _person(table: HandedTable, row: HandedRow, rules: Rules, problems: list[Problem]) -> Person:
    values: dict[str, Value] = {}
    papers = one_line(row.cells.get("papers", ""))
    for key in _OWN:
        cell = row.cells.get(key, "")
        checked = check_value(key, row.written.get(key, cell) if key == "note" else cell, rules, papers)
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
