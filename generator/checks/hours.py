"""Rules A5–A8: what a report declares of its volunteers and hours, and whether the private record stands behind it.

The record itself is sealed; how many rows it has can be seen by anybody.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.kinds import Activity
from generator.records.library import TOP, Entry, Library
from generator.records.sheets import SERVICE_SHEET, Sheet
from generator.records.workdays import NOTHING_MOVED, RECORD_WITHIN, is_estimate, workdays_after

_DAY_HOURS = 24
_A_YEAR = 366
_ADD = "请收齐姓名和时间，运行 jinguo service add"


@rule("A5", "服务时长大于 0，每人每天不超过 24 小时（不算路上的时间）", "error", "民政部令第67号 第七条")
def hours_are_possible(this: Rule, facts: Facts) -> Iterator[Problem]:
    for story in facts.library.activities.values():
        hours, people, days = story.fields.hours, story.fields.volunteers, _days(story)
        if hours is None or not story.fields.counts:
            continue
        if hours == 0 and people == 0:
            continue  # nobody came, and somebody wrote it down
        if hours == 0:
            hint = "请写实际服务时间，所有志愿者加起来，单位小时；还没有统计就不写 hours"
            yield this.at(story, "服务时长是 0", hint, "hours")
        elif people is not None and hours > people * _DAY_HOURS * days:
            span = f" {days} 天" if days > 1 else "一天"
            message = f"{people} 名志愿者{span}最多 {people * _DAY_HOURS * days} 小时，这里是 {hours:g} 小时"
            yield this.at(story, message, "请检查 hours 和 volunteers，单位是小时，不是分钟", "hours")


@rule("A6", "活动结束后 10 个工作日内登记服务记录", "warning", "民政部令第67号 第十一条")
def service_is_on_record_in_time(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Only what anybody can see: that the sealed sheet is there and has a row.

    Reports of more than a year ago are left in peace: a register that begins to keep service records has hundreds.
    """
    moved = facts.library.federation.fields.workdays if facts.library.federation else NOTHING_MOVED
    for story in facts.library.activities.values():
        fields = story.fields
        last = fields.date.last
        if not fields.counts or not fields.volunteers:
            continue
        if (facts.today - last).days > _A_YEAR:
            continue
        sheet = service_sheet(facts.library, story)
        if sheet is not None and (sheet.row_count or sheet.malformed or sheet.problems):
            continue  # a row that is broken is there, and S1 tells of it
        limit = workdays_after(last, RECORD_WITHIN, moved)
        if limit < facts.today:
            guess = "（按周末和法定节日估算）" if is_estimate(limit, moved) else ""
            message = f"还没有登记服务记录，活动结束后第 {RECORD_WITHIN} 个工作日是 {limit}{guess}"
            yield this.at(story, message, f"{_ADD}；已过期限也要补登", "volunteers")


@rule("A7", "志愿者人数与队伍人数、服务记录的行数相合", "warning", "登记惯例")
def people_add_up(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A team is counted with all teams below it, because a 分队 goes out with its squads.

    Reports of more than a year ago are left in peace: teams grow and shrink, and what we know is today's size.
    """
    for story in facts.library.activities.values():
        people = story.fields.volunteers
        if not people or not story.fields.counts or (facts.today - story.fields.date.last).days > _A_YEAR:
            continue
        size = _size(facts.library, story)
        if size is not None and people > size:
            message = f"志愿者 {people} 人，参加的队伍一共只有 {size} 人"
            hint = "请检查是不是把服务对象或者人次算了进去；别的队伍也参加了就写进 teams"
            yield this.at(story, message, hint, "volunteers")
        sheet = service_sheet(facts.library, story)
        if sheet is not None and sheet.row_count and not sheet.problems and _days(story) == 1:
            rows = sheet.row_count
            if rows != people:
                message = f"志愿者 {people} 人，服务记录有 {rows} 行"
                yield this.at(story, message, "请补登没有登记的人，或者更正 volunteers 和 hours", "volunteers")


@rule("A8", "有人身危险的活动为志愿者买了保险", "error", "志愿服务条例第十七条")
def risk_is_insured(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Before it begins there is still time to insure: a plan is reminded, and may be written down all the same."""
    for story in facts.library.activities.values():
        if story.fields.risk and not story.fields.insurance:
            hint = "请先为志愿者购买人身意外伤害保险，再写 insurance: true；其实没有危险就删掉 risk"
            message = "写了有人身危险（risk: true），没有写买了保险"
            ahead = story.fields.date.first > facts.today
            yield this.at(story, message, hint, "risk", severity="warning" if ahead else None)


def service_sheet(library: Library, story: Entry[Activity]) -> Sheet | None:
    """The sealed service record beside a report, still closed."""
    return library.sheets.get(f"{story.folder}/{SERVICE_SHEET}")


def _days(story: Entry[Activity]) -> int:
    return (story.fields.date.last - story.fields.date.first).days + 1


def _size(library: Library, story: Entry[Activity]) -> int | None:
    """People of its teams and of all below them; None where a team is not known or not read."""
    meant = [library.team(written) for written in story.fields.teams]
    if any(kind == "teams" for kind, _ in library.broken):
        return None
    asked = {team.address for team in meant if team is not None}
    if None in meant:
        return None
    below = (
        team.fields.size
        for address, team in library.teams.items()
        if any(head in {TOP, address} or address.startswith(f"{head}/") for head in asked)
    )
    return sum(below)
