"""服务记录: every row of every service sheet, what it adds up to for each person, and which activities lack what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.clock import day_of
from generator.problems import Problem
from generator.sealed.hours.amounts import ZERO
from generator.sealed.hours.matched import Wish, matched
from generator.sealed.hours.totals import STAR_NOTE, PersonTotal, Service, Totals
from generator.sealed.masking import masked
from generator.sealed.material import SERVICE as SERVICE_SHEET
from generator.sealed.material import Material
from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import SERVICE, Column, as_text
from generator.sealed.sheets import LOCKED
from generator.sealed.tables import FULL_NOTE, MASK_NOTE, Cell, Table, amount

__all__ = ["NAME", "NO_PROOF", "Wish", "history", "service_book"]

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
    Column("note", "备注", 40),
)
_CHECK = (Column("place", "位置", 40), Column("what", "要核对的事", 60), Column("how", "怎么办", 50))


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
        matched(found, material, names, wish),
    ]
    problems = [*found.problems, *(each for each in material.problems if _ours(each, wish))]
    if problems:
        parts.append(Part(Table("要核对的", _CHECK, tuple(_told(each) for each in sorted(problems)))))
    note = FULL_NOTE if wish.full else MASK_NOTE
    return Paper(NAME, f"巾帼志愿服务记录（{years}）", tuple(parts), note, sample=wish.sample)


def _ours(problem: Problem, wish: Wish) -> bool:
    """Rows of service sheets that are simply other people's are counted, not listed."""
    beside = problem.path.endswith(f"/{SERVICE_SHEET}")
    return not beside or (wish.whole and not problem.message.startswith(LOCKED))


def _closed(material: Material, wish: Wish) -> Iterable[str]:
    """How many service rows did not open; for some teams only they are mostly other teams' people."""
    rows = sum(material.service(activity).unreadable for activity in material.activities if wish.covers(activity))
    if rows:
        why = "" if wish.whole else "，多半是别的队伍的人"
        yield f"另有 {rows} 行服务记录这把钥匙打不开{why}，不在表里"


def history(each: Service) -> str:
    """How often and when the row was corrected."""
    times = len(each.row.versions) - 1
    return f"更正 {times} 次（{day_of(each.row.sealed)}）" if times > 0 else ""


def _shown_columns() -> tuple[Column, ...]:
    return (_ACTIVITY, *SERVICE, _HISTORY, _ROW)


def _row(each: Service, names: Mapping[str, str], *, hide: bool) -> tuple[Cell, ...]:
    team = each.text("team")
    cells = tuple(names.get(team, team) if column.key == "team" else each.text(column.key) for column in _SERVED)
    shown = iter(masked(cells, _SERVED) if hide else cells)
    values = tuple(amount(each.hours) if column.key == "hours" else next(shown) for column in SERVICE)
    return (as_text(each.activity.title), *values, history(each), each.row.row_id)


def _people(found: Totals, wish: Wish) -> Part:
    done = [one for one in found.people if one.services or one.noted or one.together]
    rows = tuple(
        (
            as_text(one.person.team.name),
            one.person.number,
            one.person.text("name"),
            len(one.services),
            amount(one.hours),
            amount(one.training_hours),
            one.star,
            _elsewhere(one),
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
    return Part(Table("个人合计", _PEOPLE, rows), ("合计", "", "", *sums, "", ""), notes=tuple(notes))


def _elsewhere(one: PersonTotal) -> str:
    """Her other rosters: the star is by all of them together."""
    listed = "、".join(f"“{as_text(other.team.name)}”的 {other.number}" for other in one.also)
    return f"和{listed}是同一个人，合计 {amount(one.together)} 小时，星级按合计" if listed else ""


def _told(problem: Problem) -> tuple[Cell, ...]:
    return f"{problem.path} 第 {problem.line} 行", as_text(problem.message), as_text(problem.hint)
