"""Rules T10–T20: what a team's record says, how old it is, and what its sealed sheets count."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.checks.registry import Facts, Rule, declare, rule
from generator.checks.teams import TeamEntry, parent, with_levels
from generator.problems import Problem, did_you_mean
from generator.records.addresses import SLUG
from generator.records.consent import is_live
from generator.records.library import TOP
from generator.records.sheets import CONTACT_SHEET, ROSTER_SHEET, too_many_rows

_FORM = "队伍登记表（平妇字〔2017〕22号附件）"


@rule("T10", "服务类别从登记表的类别里选，至少一项；选“其他”要说明", "error", _FORM)
def categories_are_listed(this: Rule, facts: Facts) -> Iterator[Problem]:
    if facts.library.federation is None:
        return
    federation = facts.library.federation.fields
    for team in facts.library.teams.values():
        fields = team.fields
        if not fields.categories:
            yield this.at(team, "至少要选一项服务类别", f"可以写：{'、'.join(federation.categories)}", "categories")
        for index, category in enumerate(fields.categories):
            if category not in federation.categories:
                hint = did_you_mean(category, federation.categories) or f"可以写：{'、'.join(federation.categories)}"
                yield this.at(team, f"没有 “{category[:20]}” 这个服务类别", hint, "categories", index)
        if federation.other_category in fields.categories and team.lacks("other_category"):
            message = f"选了 “{federation.other_category}”，没有写是什么"
            yield this.at(team, message, "请加一行 other_category: 说明", "categories")


@rule("T11", "服务时间从 工作日、双休日、节假日 里选，至少一项", "error", _FORM)
def service_times_are_listed(this: Rule, facts: Facts) -> Iterator[Problem]:
    if facts.library.federation is None:
        return
    times = facts.library.federation.fields.service_times
    for team in facts.library.teams.values():
        if not team.fields.service_times:
            yield this.at(team, "至少要选一项服务时间", f"可以写：{'、'.join(times)}", "service_times")
        for index, time in enumerate(team.fields.service_times):
            if time not in times:
                hint = did_you_mean(time, times) or f"可以写：{'、'.join(times)}"
                yield this.at(team, f"没有 “{time[:20]}” 这个服务时间", hint, "service_times", index)


@rule("T12", "组建时间是真实日期，不在将来", "error", _FORM)
def founded_in_the_past(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team in facts.library.teams.values():
        founded = team.fields.founded
        if founded > facts.today.isoformat()[: len(founded)]:
            yield this.at(team, f"组建时间 {founded} 在将来", "请检查年份和月份", "founded")


declare("T13", "队伍名称、单位、区划、组建时间、人数、类别、服务时间都要填", "error", _FORM)
declare("T14", "电话、微信、身份证、出生日期、住址等不写在公开文件里", "error", "个人信息保护法第二十五条")


@rule("T15", "领队姓名、职务公开要有本人同意", "error", "志愿服务条例第二十条；个人信息保护法第二十五条")
def leader_consents(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team in facts.library.teams.values():
        leader = team.fields.leader
        if leader is None:
            continue
        if leader.consent is None:
            hint = "请补上 consent: 同意书编号，或者删掉 leader（登记到 contact.sealed）"
            yield this.at(team, "公开领队姓名没有同意书", hint, "leader")
            continue
        consent = facts.library.consents.get(leader.consent)
        if consent is None:
            continue  # a dangling id is R1 already
        if "name" not in consent.fields.scope or "web" not in consent.fields.channels:
            message = f"同意书 {leader.consent} 没有同意在网站公开姓名"
            yield this.at(team, message, "请取得本人同意后再写，或者删掉 leader", "leader", "consent")
        elif not is_live(consent.fields, facts.today):
            # The build omits her at once; an error here would keep her name online until somebody edits the file.
            message = f"同意书 {leader.consent} 已经到期、撤回或尚未生效，网站不再显示领队"
            yield this.at(team, message, "请删掉 leader，或者重新取得同意", "leader", "consent", severity="warning")


@rule("T16", "区划代码和乡镇（街道）在本地名录里", "error", "GB/T 2260")
def division_is_listed(this: Rule, facts: Facts) -> Iterator[Problem]:
    if facts.library.federation is None:
        return
    federation = facts.library.federation.fields
    codes = {federation.code: federation.place, **{each.code: each.name for each in federation.divisions}}
    for team in facts.library.teams.values():
        fields = team.fields
        if fields.division not in codes:
            hint = federation.listed_divisions()
            if _URBAN.fullmatch(fields.division):
                hint = "“市辖区”不是一个地方，请写所在的区、县"
            yield this.at(team, f"没有这个行政区划代码：{fields.division}", hint, "division")
            continue
        division = federation.division(fields.division)
        if fields.township and division and division.townships and fields.township not in division.townships:
            message = f"{division.name}没有 “{fields.township[:30]}” 这个乡镇（街道）"
            hint = federation.township_hint(fields.township, division) or "请检查 division 和 township"
            yield this.at(team, message, hint, "township")
        yield from _same_division_as_above(this, facts, team)


_URBAN = re.compile(r"\d\d(?:0[1-9]|1\d|20)01")
"""市辖区 of a prefecture-level city; below an autonomous prefecture 01 is a city of its own."""


def _same_division_as_above(this: Rule, facts: Facts, team: TeamEntry) -> Iterator[Problem]:
    above = facts.library.teams.get(parent(team.address)) if team.address != TOP else None
    if above and not team.fields.division.startswith(re.sub(r"(00){1,2}$", "", above.fields.division)):
        message = f"区划代码 {team.fields.division} 与上级队伍的 {above.fields.division} 不同"
        yield this.at(team, message, "请检查代码，或者检查文件夹是否放对", "division", severity="warning")


def _a_year_before(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


@rule("T17", "队伍信息每年核对一次", "warning", "平妇字〔2017〕22号 二（二）3")
def updated_within_a_year(this: Rule, facts: Facts) -> Iterator[Problem]:
    limit = _a_year_before(facts.today)
    for team in facts.library.teams.values():
        updated = team.fields.updated
        if team.fields.status == "disbanded":
            continue
        if team.lacks("updated"):
            yield this.at(team, "没有写最近核对日期", "核对后请写 updated: 日期", "name")
        elif updated is None:
            continue  # it could not be read, which has been said
        elif updated > facts.today:
            yield this.at(team, f"核对日期 {updated} 在将来", "请检查日期", "updated")
        elif updated < limit:
            yield this.at(team, f"队伍信息超过 12 个月没有核对（{updated}）", "请核对后更新 updated", "updated")


@rule("T18", "登记人数与名册行数相合（退队的人也占一行）", "warning", "平妇字〔2017〕22号 二（二）3")
def size_fits_roster(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Whoever left keeps her row, and who left is sealed: without a key more rows than people prove nothing.

    ``jinguo roster review`` with a key compares the size with the people in the team.
    """
    for team, level, _ in with_levels(facts):
        sheet, size = facts.library.sheets.get(f"{team.folder}/{ROSTER_SHEET}"), team.fields.size
        if sheet is None:
            continue
        rows = sheet.row_count
        if rows < size:
            low = f"；名册不足 {level.min_size} 人" if rows < level.min_size else ""
            yield this.at(team, f"登记人数 {size}，名册有 {rows} 人{low}", "请补登名册，或者更正 size", "size")
        elif too_many_rows(rows, size):
            message = f"登记人数 {size}，名册有 {rows} 行：退队的也算在行数里；真的差这么多吗"
            yield this.at(team, message, "请更正 size，或者核对名册：jinguo roster review", "size")


@rule("T19", "分队确定了责任人（密封登记）", "warning", "平妇字〔2017〕22号 四3")
def responsible_person_is_sealed(this: Rule, facts: Facts) -> Iterator[Problem]:
    for team, level, _ in with_levels(facts):
        if not level.responsible or team.fields.status == "disbanded":
            continue
        sheet = facts.library.sheets.get(f"{team.folder}/{CONTACT_SHEET}")
        if sheet is None or all(row.row_id != "responsible" for row in sheet.rows):
            message = f"{level.name}还没有登记责任人"
            yield this.at(team, message, "请在 contact.sealed 里登记 responsible 一行", "name")


@rule("T20", "队伍编号就是文件夹路径，写法规范；停用的编号不再使用", "error", "登记惯例")
def path_is_identity(this: Rule, facts: Facts) -> Iterator[Problem]:
    retired = {entry.address: entry for entry in facts.library.retired}
    for team in facts.library.teams.values():
        name = team.address or team.fields.level  # the team at the top is called by its level
        if team.fields.id is not None and team.fields.id != name:
            message = f"id “{team.fields.id[:60]}” 与文件夹 “{name}” 不一致"
            yield this.at(team, message, "编号就是文件夹路径，请删掉 id 这一行", "id")
        if team.address != TOP and not all(SLUG.fullmatch(part) for part in team.address.split("/")):
            message = f"文件夹名 “{team.address[:60]}” 的写法不对"
            yield this.at(team, message, "只用小写字母、数字，用 - 连接，例如 guangminglu-aixin")
        if team.address in retired:
            old = retired[team.address].fields
            message = f"编号 “{team.address}” 曾经属于 “{old.name}”（{old.on} 停用），不能再用"
            yield this.at(team, message, "请给新队伍换一个文件夹名")
