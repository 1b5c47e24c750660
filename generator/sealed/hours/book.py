"""服务记录: every row of every service sheet, what it adds up to for each person, and which activities lack what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.problems import Problem
from generator.records.federation import Workdays
from generator.records.workdays import NOTHING_MOVED, RECORD_WITHIN, workdays_after, workdays_between
from generator.sealed.activities import ActivityFacts
from generator.sealed.hours.amounts import ZERO
from generator.sealed.hours.totals import STAR_NOTE, Service, Totals, read_day
from generator.sealed.masking import masked
from generator.sealed.papers import Paper, Part
from generator.sealed.reports.material import Material
from generator.sealed.reports.service import amount
from generator.sealed.rosters import SERVICE, Column, as_text
from generator.sealed.tables import FULL_NOTE, MASK_NOTE, Cell, Table

NAME = "服务记录"
NO_PROOF = "由妇联内部登记，不是志愿服务记录证明"

_ACTIVITY = Column("activity", "活动名称", 26)
_ROW = Column("row", "行号", 14, "none", text=True)
_HISTORY = Column("history", "更正", 14)
_SERVED = tuple(column for column in SERVICE if column.key != "hours")
_PEOPLE = (
    Column("team", "队伍", 34),
    Column("number", "志愿者证号", 20, "none", text=True),
    Column("name", "姓名", 10),
    Column("times", "服务次数", 8, "none"),
    Column("hours", "服务时间(小时)", 10, "none"),
    Column("training", "学习时长(小时)", 10, "none"),
    Column("star", "星级", 10),
)
_ACTIVITIES = (
    Column("date", "日期", 12, "none", text=True),
    _ACTIVITY,
    Column("team", "组织队伍", 30),
    Column("declared", "报道人数", 8, "none"),
    Column("people", "记录人数", 8, "none"),
    Column("declared_hours", "报道小时", 8, "none"),
    Column("hours", "记录小时", 8, "none"),
    Column("limit", "登记期限", 12, "none", text=True),
    Column("recorded", "登记日期", 12, "none", text=True),
    Column("late", "晚了几个工作日", 8, "none"),
    Column("state", "核对", 26),
)
_CHECK = (Column("place", "位置", 40), Column("what", "要核对的事", 60), Column("how", "怎么办", 50))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the book is about and how it shows values."""

    until: dt.date
    """Today: later limits have not passed."""
    year: int | None = None
    full: bool = False
    sample: bool = False
    moved: Workdays = NOTHING_MOVED
    whole: bool = True
    """All teams; otherwise an activity may have people of teams that are not in the book."""


def service_book(found: Totals, material: Material, wish: Wish) -> Paper:
    """The whole paper."""
    names = {team.address: team.name for team in material.teams}
    years = f"{wish.year} 年" if wish.year else "全部年份"
    listed = sorted(found.services, key=lambda each: (each.day, each.activity.address, each.text("number")))
    hours = amount(found.hours)
    parts = [
        Part(
            Table(NAME, _shown_columns(), tuple(_row(each, names, hide=not wish.full) for each in listed)),
            above=(f"{years}，{len(listed)} 行，{hours} 小时",),
            notes=(
                "服务时间不算路上的时间；“更正”一栏有字的，这一行改过，原来的内容仍封存着",
                *_closed(material, wish),
                NO_PROOF,
            ),
        ),
        _people(found, wish),
        _activities(found, material, names, wish),
    ]
    own = [each for each in material.problems if wish.whole or each.path.startswith("teams/")]
    problems = [*found.problems, *own]
    if problems:
        parts.append(Part(Table("要核对的", _CHECK, tuple(_told(each) for each in sorted(problems)))))
    note = FULL_NOTE if wish.full else MASK_NOTE
    return Paper(NAME, f"巾帼志愿服务记录（{years}）", tuple(parts), note, sample=wish.sample)


def _closed(material: Material, wish: Wish) -> Iterable[str]:
    """How many service rows did not open; for some teams only they are mostly other teams' people."""
    rows = sum(material.service(activity).unreadable for activity in material.activities)
    if rows:
        why = "" if wish.whole else "，多半是别的队伍的人"
        yield f"另有 {rows} 行服务记录这把钥匙打不开{why}，不在表里"


def history(each: Service) -> str:
    """How often and when the row was corrected."""
    times = len(each.row.versions) - 1
    return f"更正 {times} 次（{each.row.sealed:%Y-%m-%d}）" if times > 0 else ""


def _shown_columns() -> tuple[Column, ...]:
    return (_ACTIVITY, *SERVICE, _HISTORY, _ROW)


def _row(each: Service, names: Mapping[str, str], *, hide: bool) -> tuple[Cell, ...]:
    team = each.text("team")
    cells = tuple(names.get(team, team) if column.key == "team" else each.text(column.key) for column in _SERVED)
    shown = iter(masked(cells, _SERVED) if hide else cells)
    values = tuple(amount(each.hours) if column.key == "hours" else next(shown) for column in SERVICE)
    return (as_text(each.activity.title), *values, history(each), each.row.row_id)


def _people(found: Totals, wish: Wish) -> Part:
    done = [one for one in found.people if one.services or one.noted]
    rows = tuple(
        (
            as_text(one.person.team.name),
            one.person.number,
            one.person.text("name"),
            len(one.services),
            amount(one.hours),
            amount(one.training_hours),
            one.star,
        )
        for one in done
    )
    sums = tuple(amount(sum(Decimal(str(row[at])) for row in rows)) for at in (3, 4, 5))
    notes = (
        [f"名册里另有 {len(found.people) - len(done)} 人没有服务和培训记录"] if len(done) < len(found.people) else []
    )
    if found.unassigned:
        lost = amount(sum((each.hours for each in found.unassigned), ZERO))
        notes.append(f"另有 {len(found.unassigned)} 行（{lost} 小时）认不出是谁，没有计到个人，见“要核对的”")
    stretch = "，只算这一年" if wish.year else ""
    notes += [f"{STAR_NOTE}{stretch}；培训不算服务时间"]
    return Part(Table("个人合计", _PEOPLE, rows), ("合计", "", "", *sums, ""), notes=tuple(notes))


def _activities(found: Totals, material: Material, names: Mapping[str, str], wish: Wish) -> Part:
    """Declared against recorded, and how late."""
    rows: dict[str, list[Service]] = {}
    for each in found.services:
        rows.setdefault(each.activity.address, []).append(each)
    listed = [
        activity for activity in material.activities
        if (wish.year is None or wish.year in {activity.first.year, activity.last.year})
        and (wish.whole or activity.address in rows or set(activity.teams) & names.keys())
    ]  # fmt: skip
    table = Table(
        "活动核对", _ACTIVITIES, tuple(_activity(each, rows.get(each.address, []), names, wish) for each in listed)
    )
    notes = [f"登记期限是活动结束后第 {RECORD_WITHIN} 个工作日（民政部令第67号第十一条），按国务院公布的放假调休计算"]
    if not wish.whole:
        notes.append("这里只有所选队伍的人；一场活动有几支队伍参加的，记录人数会比报道少")
    return Part(table, notes=tuple(notes))


def _activity(
    activity: ActivityFacts, rows: Sequence[Service], names: Mapping[str, str], wish: Wish
) -> tuple[Cell, ...]:
    limit = workdays_after(activity.last, RECORD_WITHIN, wish.moved)
    days = [day for each in rows if (day := read_day(each.text("recorded"))) is not None]
    recorded = max(days) if days else None
    late = workdays_between(limit, recorded or wish.until, wish.moved)
    if not rows and activity.status == "draft":
        late = 0
    people = len({each.text("number") or f"{each.text('team')} {each.text('name')}" for each in rows})
    hours = sum((each.hours for each in rows), ZERO)
    team = activity.teams[0]
    return (
        f"{activity.first}" if activity.days == 1 else f"{activity.first} 至 {activity.last}",
        as_text(activity.title),
        as_text(names.get(team, team)),
        "" if activity.volunteers is None else activity.volunteers,
        people,
        "" if activity.hours is None else amount(activity.hours),
        amount(hours),
        f"{limit}",
        f"{recorded or ''}",
        late or "",
        "；".join(_states(activity, people, hours, wish)) or "相合",
    )


def _states(activity: ActivityFacts, people: int, hours: Decimal, wish: Wish) -> Iterable[str]:
    if not people:
        yield "草稿，还没有登记" if activity.status == "draft" else "还没有登记" if wish.whole else "没有所选队伍的人"
        return
    if activity.volunteers is not None and people != activity.volunteers:
        yield f"人数{'少' if people < activity.volunteers else '多'} {abs(people - activity.volunteers)}"
    if activity.hours is not None and amount(hours) != amount(activity.hours):
        yield f"小时差 {amount(abs(hours - Decimal(str(activity.hours))))}"


def _told(problem: Problem) -> tuple[Cell, ...]:
    return f"{problem.path} 第 {problem.line} 行", as_text(problem.message), as_text(problem.hint)
