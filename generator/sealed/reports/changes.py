"""动态管理: what changed since a day, read from the versions that the sheets keep.

Who came, who left, which fields of whom were corrected (never what they said before, unless everything is asked for),
which rows were deleted, whose contact changed, and what became of teams. Resealed for new keys a sheet keeps its
versions, unless its history was dropped on purpose: then what was corrected before can no longer be told apart.

Unlike figures it needs all that the sheets say, old and new: 100,000 people take some 700 MB.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from generator.clock import day_of
from generator.records.sheets import RetiredRow
from generator.sealed.masking import mask
from generator.sealed.material import CONTACT, ROSTER, Material
from generator.sealed.papers import Paper, Part
from generator.sealed.reports.annual import RetiredTeam
from generator.sealed.reports.late import Window, retirements
from generator.sealed.reports.service import summed
from generator.sealed.reports.tallies import GONE, PAUSED
from generator.sealed.reports.units import Home
from generator.sealed.rosters import CONTACT as CONTACT_COLUMNS
from generator.sealed.rosters import ROSTER as ROSTER_COLUMNS
from generator.sealed.rosters import Column, as_text
from generator.sealed.sheets import OpenedRow, OpenedSheet, Value, Version
from generator.sealed.tables import FULL_NOTE, MASK_NOTE, Cell, Table
from generator.sealed.teams import TeamFacts

NAME = "变动情况"
CAME, LEFT, BACK, CORRECTED, DELETED, CONTACTED = "新登记", "退队", "重新入队", "更正", "注销", "联系方式变动"
KINDS = (CAME, LEFT, BACK, CORRECTED, DELETED, CONTACTED)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one row."""

    team: TeamFacts
    kind: str
    on: date
    number: str
    name: str = field(repr=False)
    what: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Changes:
    """The report and what the console may say of it."""

    paper: Paper
    counts: Mapping[str, int]
    teams: int
    """Teams to which something happened."""


def changes(
    material: Material,
    home: Home,
    time: Window,
    retired: Sequence[RetiredTeam] = (),
    deleted: Mapping[str, Sequence[RetiredRow]] | None = None,
    *,
    full: bool = False,
) -> Changes:
    """Everything that was sealed on or after a day, and deleted rows of all sheets."""
    listed = [change for team in material.teams for change in _of_team(material, team, time, full=full)]
    counts = Counter(change.kind for change in listed)
    lines: list[tuple[Cell, ...]] = []
    for team in material.teams:
        own = Counter(change.kind for change in listed if change.team is team)
        if own:
            lines.append((team.name, *(own[kind] for kind in KINDS)))
    above = (f"起始日期：{time.since}（含当天，北京时间）",)
    counted = summed("汇总", "队伍", KINDS, lines, [*_notes(material, full=full), *time.notes])
    rows = tuple(
        (number, each.team.name, each.number, _shown(each.name, full=full), each.kind, str(each.on), each.what)
        for number, each in enumerate(listed, start=1)
    )
    parts = (
        Part(counted.table, counted.total, above, counted.notes),
        Part(Table("人员变动", _COLUMNS, rows)),
        _teams(material.teams, time.since, retired),
        retirements(time, deleted if deleted is not None else material.retired),
    )
    title = f"{home.place}巾帼志愿服务队伍和人员变动情况"
    paper = Paper(NAME, title, parts, FULL_NOTE if full else MASK_NOTE, home.sample)
    return Changes(paper, {kind: counts[kind] for kind in KINDS}, len(lines))


_COLUMNS = (
    Column("order", "序号", 6, "none"), Column("team", "队伍", 36),
    Column("number", "志愿者证号", 20, "none", text=True), Column("name", "姓名", 10),
    Column("kind", "变动", 12), Column("on", "日期", 12, "none", text=True), Column("what", "内容", 44),
)  # fmt: skip


def _of_team(material: Material, team: TeamFacts, time: Window, *, full: bool) -> Iterator[Change]:
    """In the order of days."""
    roster = material.of(team, ROSTER)
    path = f"{team.folder}/{ROSTER}"
    found = [change for row in roster.rows for change in _of_person(team, row, time, full=full)]
    deleted = {row.row_id: row.on for row in material.retired.get(path, ()) if time.retires(path, row)}
    found += [Change(team, DELETED, on, row_id, "") for row_id, on in deleted.items()]
    found += list(_of_contact(team, material.of(team, CONTACT), time, full=full))
    yield from sorted(found, key=lambda each: (each.on, KINDS.index(each.kind), each.number))


def _of_person(team: TeamFacts, row: OpenedRow, time: Window, *, full: bool) -> Iterator[Change]:
    columns = {column.key: column for column in ROSTER_COLUMNS}
    number = as_text(row.values.get("number", "")) or row.row_id
    name = as_text(row.values.get("name", ""))
    for on, before, after, said in _steps(row, time, f"{team.folder}/{ROSTER}"):
        if before is None:
            yield Change(team, CAME, on, number, name, said + _gone_too(after))
            continue
        differing = _differing(before, after)
        if "left" in differing:
            differing.remove("left")
            gone = as_text(after.get("left", ""))
            yield Change(team, LEFT if gone else BACK, on, number, name, said + gone)
        if differing:
            yield Change(team, CORRECTED, on, number, name, said + _told(differing, before, after, columns, full=full))


def _of_contact(team: TeamFacts, sheet: OpenedSheet, time: Window, *, full: bool) -> Iterator[Change]:
    columns = {column.key: column for column in CONTACT_COLUMNS}
    for row in sheet.rows:
        name = as_text(row.values.get("leader", "") or row.values.get("responsible", ""))
        for on, before, after, said in _steps(row, time, sheet.path):
            if before is None:
                yield Change(team, CONTACTED, on, "", name, f"{said}新登记")
            elif differing := _differing(before, after):
                yield Change(team, CONTACTED, on, "", name, said + _told(differing, before, after, columns, full=full))


def _steps(
    row: OpenedRow, time: Window, sheet: str
) -> Iterator[tuple[date, Mapping[str, Value] | None, Mapping[str, Value], str]]:
    """Every version of the days asked for with what the row said before and after it; the first had nothing before.

    And what is to be said in front: a version that came later than it says is one of them.
    """
    state: Mapping[str, Value] | None = None
    for version in row.versions:
        after = _laid_over(state or {}, version)
        on = _day(version.sealed)
        if (said := time.said_of(sheet, version, on)) is not None:
            yield on, state, after, said
        state = after


def _laid_over(state: Mapping[str, Value], version: Version) -> dict[str, Value]:
    values = {**state, **version.values} if version.part else dict(version.values)
    return {key: value for key, value in values.items() if value not in ("", [])}


def _day(sealed: datetime) -> date:
    """The day in China; a row whose stamp cannot be read has none."""
    return day_of(sealed) if sealed > datetime.min.replace(tzinfo=UTC) + timedelta(1) else date.min


def _differing(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[str]:
    return [key for key in dict.fromkeys((*before, *after)) if before.get(key, "") != after.get(key, "")]


def _told(
    keys: Sequence[str],
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    columns: Mapping[str, Column],
    *,
    full: bool,
) -> str:
    """Which fields; what stood and stands in them only where everything was asked for."""
    titles = {key: columns[key].title if key in columns else "不认识的项目" for key in keys}
    if not full:
        return "、".join(titles.values())
    shown = ((title, as_text(before.get(key, "")), as_text(after.get(key, ""))) for key, title in titles.items())
    return "；".join(f"{title}：{old or '（空）'} → {new or '（空）'}" for title, old, new in shown)


def _gone_too(after: Mapping[str, Value]) -> str:
    gone = as_text(after.get("left", ""))
    return f"登记时已退队（{gone}）" if gone else ""


def _shown(name: str, *, full: bool) -> str:
    return name if full else mask(name, "scrub")


def _teams(teams: Sequence[TeamFacts], since: date, retired: Sequence[RetiredTeam]) -> Part:
    """What became of teams, as far as their records bear dates."""
    month = since.isoformat()[:7]
    rows: list[tuple[Cell, ...]] = []
    for team in teams:
        dated = (
            ("组建", team.founded if team.founded >= month[: len(team.founded)] and team.founded else ""),
            ("备案", str(team.filed_on) if team.filed_on is not None and team.filed_on >= since else ""),
            ("核对", str(team.updated) if team.updated is not None and team.updated >= since else ""),
            ("暂停", "现在的状态" if team.status == PAUSED else ""),
            ("解散", "现在的状态" if team.status == GONE else ""),
        )
        rows += [(team.name, team.level, what, when) for what, when in dated if when]
    rows += [(each.name, "", "停用", each.on) for each in retired if each.on >= month[: len(each.on)]]
    columns = (
        Column("team", "队伍", 44),
        Column("level", "级别", 8),
        Column("what", "变动", 10),
        Column("when", "日期", 16),
    )
    note = "组建、停用按年月；暂停、解散没有日期，列的是现在的状态；登记册每一次改动的全文在 git 历史里。"
    note += "连文件夹一起删掉、又没有写进 teams/retired.yml 的队伍，这里看不出来。"
    return Part(Table("队伍变动", columns, tuple(rows)), notes=(note,))


def _notes(material: Material, *, full: bool) -> list[str]:
    notes = ["按每一行的密封时间统计；换钥匙时用 --drop-history 去掉了历史的表，以前的更正看不出来。"]
    notes.append("更正列出改前和改后的内容。" if full else "更正只列项目，不列内容。")
    closed = material.closed_teams
    if closed:
        notes.append(
            f"这把钥匙打不开 {len(closed)} 支队伍的名册，它们只统计注销：{'、'.join(team.name for team in closed)}。"
        )
    return notes
