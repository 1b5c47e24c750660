"""个人服务记录: what the register knows of one volunteer, in the blocks of 民政部令第67号 第五至十条."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.sealed.hours.book import history
from generator.sealed.hours.totals import AWARD, EVALUATION, STAR_NOTE, TRAINING, Noted, PersonTotal
from generator.sealed.masking import masked
from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import ROSTER, Column, as_text, cells
from generator.sealed.tables import FULL_NOTE, MASK_NOTE, Cell, Table, amount

NAME = "个人服务记录"
_BASICS = (Column("what", "项目", 16), Column("value", "内容", 50))
_ORDER = Column("order", "序号", 6)
_SERVED = (
    _ORDER,
    Column("activity", "活动名称", 26),
    Column("date", "日期", 12, "none", text=True),
    Column("place", "地点", 18),
    Column("task", "服务内容", 22),
    Column("hours", "服务时间(小时)", 10, "none"),
    Column("team", "活动组织单位", 26),
    Column("responsible", "活动负责人", 10),
    Column("history", "更正", 12),
)
_TRAINED = (
    _ORDER,
    Column("date", "日期", 12, "none", text=True),
    Column("title", "培训名称", 26),
    Column("content", "主要内容", 30),
    Column("hours", "学习时长(小时)", 10, "none"),
    Column("unit", "举办单位", 22),
)
_AWARDED = (
    _ORDER,
    Column("date", "日期", 12, "none", text=True),
    Column("title", "表彰奖励名称", 30),
    Column("unit", "授予单位", 26),
    Column("note", "备注", 18),
)
_RATED = (
    _ORDER,
    Column("date", "评价日期", 12, "none", text=True),
    Column("about", "评价什么", 30),
    Column("rating", "服务质量评价", 30),
)
_PERSONAL = tuple(column for column in ROSTER if column.key != "note")


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the record is shown."""

    federation: str
    names: Mapping[str, str]
    """Full names of teams by address."""
    full: bool = False
    sample: bool = False


def person_card(one: PersonTotal, sheet: Sheet) -> Paper:
    """The record of one person."""
    no_proof = f"本记录由{sheet.federation}内部登记，不是志愿服务记录证明"
    parts = (
        Part(Table("基本信息", _BASICS, tuple(_basics(one, sheet))), above=(no_proof,)),
        _served(one, sheet),
        Part(
            Table("培训", _TRAINED, _numbered(_training(one, hide=not sheet.full))),
            ("合计", "", "", "", amount(one.training_hours), ""),
            notes=("学习时长不算服务时间",),
        ),
        Part(Table("表彰奖励", _AWARDED, _numbered(_awards(one, hide=not sheet.full)))),
        Part(Table("评价", _RATED, _numbered(_ratings(one, hide=not sheet.full))), notes=(no_proof,)),
    )
    note = FULL_NOTE if sheet.full else MASK_NOTE
    title = f"巾帼志愿者{NAME}"
    return Paper(f"{NAME}-{one.person.number}", title, parts, f"{no_proof}；{note}", sample=sheet.sample)


def _basics(one: PersonTotal, sheet: Sheet) -> Iterable[tuple[Cell, ...]]:
    row = cells(one.person.row, _PERSONAL)
    shown = row if sheet.full else masked(row, _PERSONAL)
    for column, value in zip(_PERSONAL, shown, strict=True):
        if value:
            yield column.title, value
    yield "所在队伍", as_text(one.person.team.name)
    for other in one.also:
        yield "也在队伍", f"{as_text(other.team.name)}（{other.number}），服务合在一起计算"
    yield "所属单位", as_text(one.person.team.unit)
    yield "服务时间合计", f"{amount(one.hours)} 小时（{len(one.services)} 次）"
    yield "学习时长合计", f"{amount(one.training_hours)} 小时"
    yield "星级", one.star or "还没有达到"


def _served(one: PersonTotal, sheet: Sheet) -> Part:
    columns = _SERVED[1:]
    rows = []
    for each in one.services:
        team = each.activity.teams[0]
        texts = (
            as_text(each.activity.title),
            f"{each.day}",
            as_text(each.activity.place),
            each.text("task"),
            "",
            as_text(sheet.names.get(team, team)),
            each.text("responsible"),
            history(each),
        )
        shown = list(texts if sheet.full else masked(texts, columns))
        rows.append((*shown[:4], amount(each.hours), *shown[5:]))
    total = ("合计", "", "", "", "", amount(one.hours), "", "", "")
    notes = ("服务时间是实际服务的小时数，不算路上的时间", STAR_NOTE)
    return Part(Table("服务情况", _SERVED, _numbered(rows)), total, notes=notes)


def _training(one: PersonTotal, *, hide: bool) -> Iterable[tuple[Cell, ...]]:
    for each in _of(one, TRAINING):
        texts = tuple(each.text(column.key) for column in _TRAINED[1:])
        shown = masked(texts, _TRAINED[1:]) if hide else texts
        yield (*shown[:3], amount(each.hours), shown[4])


def _awards(one: PersonTotal, *, hide: bool) -> Iterable[tuple[Cell, ...]]:
    for each in _of(one, AWARD):
        texts = tuple(each.text(column.key) for column in _AWARDED[1:])
        yield masked(texts, _AWARDED[1:]) if hide else texts


def _ratings(one: PersonTotal, *, hide: bool) -> Iterable[tuple[Cell, ...]]:
    """Of single services, then of her as a whole; by day."""
    found = [
        (each.text("rated") or f"{each.day}", as_text(each.activity.title), each.text("rating"))
        for each in one.services
        if each.text("rating")
    ]
    found += [
        (each.text("date"), each.text("title") or "综合评价", each.text("content") or each.text("note"))
        for each in _of(one, EVALUATION)
    ]
    for texts in sorted(found):
        yield masked(texts, _RATED[1:]) if hide else texts


def _of(one: PersonTotal, kind: str) -> list[Noted]:
    return [each for each in one.noted if each.kind == kind]


def _numbered(rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple((number, *row) for number, row in enumerate(rows, start=1))
