"""每年进行信息整理: what should be put in order in the rosters, counted for the console and listed for the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from generator.sealed.forked import forked
from generator.sealed.masking import mask
from generator.sealed.material import CONTACT, ROSTER, Material
from generator.sealed.papers import Paper, Part
from generator.sealed.people import GROWN_UP, Person, by_team, people, twice, year_of
from generator.sealed.reports.sizes import unlike
from generator.sealed.reports.tallies import living
from generator.sealed.reports.units import Home
from generator.sealed.rosters import ROSTER as ROSTER_COLUMNS
from generator.sealed.rosters import Column, as_text
from generator.sealed.tables import FULL_NOTE, MASK_NOTE, Cell, Table
from generator.sealed.teams import TeamFacts

NAME = "整理清单"


class Standing(NamedTuple):
    """What the register says of one consent."""

    live: bool
    guardian: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """One kind of thing to put in order."""

    title: str
    what_to_do: str
    keyed: bool = False
    """Only a key tells."""
    remark: bool = False
    """To be known rather than to be mended."""


OLD = Heading("超过12个月没有核对", "核对后更新 team.yml 的 updated")
SIZE = Heading("登记人数与名册不一致", "补登名册，或者更正 team.yml 的 size")
SMALL = Heading("不足规定人数", "补足人数；不再活动的写 status: paused")
CONTACTS = Heading("没有登记联系方式", "补登 contact.sealed：领队、责任人")
TWICE = Heading("同一个人在两处", "问清楚她在哪支队伍，另一处写退队时间；确实参加两支的不用改", keyed=True)
CONSENT = Heading("同意书失效或不对", "重新取得同意，或者更正同意书编号", keyed=True)
NO_CONSENT = Heading(
    "没有登记同意书", "只在内部登记的人不用同意书；要公开姓名、照片的，先取得本人同意", keyed=True, remark=True
)
JOINED = Heading("没有入队时间", "补登入队时间", keyed=True)
ADULT = Heading("已满18岁", "监护人签的同意书改由本人签；监护人一栏可以删去", keyed=True)
MINOR = Heading("不满18岁没有监护人", "补登监护人和电话", keyed=True)
FORKED = Heading("一个证号有两份不同的登记", "核对哪一份是对的，重新登记一次", keyed=True)
CLOSED = Heading("打不开的行", "换上级的钥匙再看；最上级也打不开的，从 git 历史里恢复", keyed=True)
HEADINGS = (OLD, SIZE, SMALL, CONTACTS, TWICE, CONSENT, NO_CONSENT, JOINED, ADULT, MINOR, FORKED, CLOSED)
_MORE_THAN_ONE = "、"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put in order."""

    heading: Heading
    team: TeamFacts
    detail: str
    number: str = ""
    name: str = field(default="", repr=False)
    count: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """The list and what the console may say of it."""

    paper: Paper
    counts: Mapping[str, int]
    """By title of the heading; those that could not be looked at are missing."""
    unchecked: tuple[str, ...]
    """Titles that need a key."""


KEPT = ("number", "name", "born", "id_number", "mobile", "joined", "left", "consent", "guardian")
"""Values of rosters that are looked at."""


def review(
    material: Material,
    home: Home,
    year: int,
    as_of: date,
    consents: Mapping[str, Standing],
    *,
    now: date | None = None,
    full: bool = False,
) -> Review:
    """The tidying of a year, looked at on a day.

    Args:
        material: rosters and contacts.
        home: the federation.
        year: whose tidying it is; stands on the paper.
        as_of: ages, terms of consents and the twelve months are counted to this day; who came later is left out. All
            else is as the register says it now.
        consents: ``teams/consents.yml`` by id.
        now: the day on which it is made, where that is a later one.
        full: values in full.
    """
    # of those who came later nothing could be said that was true on an earlier day
    last = as_of if now is not None and as_of < now else date.max
    teams = [team for team in living(material.teams) if not _later(team.founded, last)]
    found = list(_team_findings(material, teams, as_of))
    if material.keyed:
        here = (person for person in people(material, teams) if not person.left)
        found += _person_findings([each for each in here if not _later(each.text("joined"), last)], as_of, consents)
    counts = {each.title: sum(one.count for one in found if one.heading is each) for each in HEADINGS}
    unchecked = tuple(each.title for each in HEADINGS if each.keyed and not material.keyed)
    counts = {title: number for title, number in counts.items() if title not in unchecked}
    parts = [_summary(counts, unchecked, material, year, as_of, now or as_of)]
    for heading in HEADINGS:
        listed = [one for one in found if one.heading is heading]
        if listed:
            parts.append(_part(heading, listed, full=full))
    title = f"{home.place}巾帼志愿者{year}年信息整理清单"
    paper = Paper(NAME, title, tuple(parts), FULL_NOTE if full else MASK_NOTE, home.sample)
    return Review(paper, counts, unchecked)


def _team_findings(material: Material, teams: Sequence[TeamFacts], as_of: date) -> Iterator[Finding]:
    """What is said of teams; a key makes the number of people exact."""
    limit = year_before(as_of)
    inside = by_team(person for person in people(material) if not person.left)
    for team in teams:
        sheet, contact = material.of(team, ROSTER), material.of(team, CONTACT)
        whole = material.keyed and not sheet.unreadable
        there = len(inside.get(team.address, ())) if whole else sheet.row_count
        if team.updated is None or team.updated < limit:
            yield Finding(OLD, team, f"最近核对 {team.updated}" if team.updated else "没有写核对日期")
        if differing := unlike(team.declared_size, there, whole=whole):
            yield Finding(SIZE, team, differing)
        if team.status == "active" and (low := _too_small(team, there)):
            yield Finding(SMALL, team, low)
        if not contact.row_count:
            yield Finding(CONTACTS, team, "领队、责任人都没有登记")
        if material.keyed and sheet.unreadable:
            yield Finding(CLOSED, team, f"名册有 {sheet.unreadable} 行", count=sheet.unreadable)


def _later(day: str, as_of: date) -> bool:
    """Whether a day, month or year lies after another; what is none of them does not."""
    return year_of(day) is not None and day > as_of.isoformat()


def _too_small(team: TeamFacts, there: int) -> str:
    if not team.min_size or min(team.declared_size, there or team.declared_size) >= team.min_size:
        return ""
    return f"{team.level}至少 {team.min_size} 人，登记 {team.declared_size} 人，名册 {there} 人"


def _person_findings(everyone: Sequence[Person], as_of: date, consents: Mapping[str, Standing]) -> Iterator[Finding]:
    """What is said of people who are in a team."""
    yield from _twice(everyone)
    for group in by_team(everyone).values():
        without = sum(not person.text("consent") for person in group)
        if without:
            yield Finding(NO_CONSENT, group[0].team, f"{without} 人没有，在队 {len(group)} 人", count=without)
    for person in everyone:
        yield from _of_person(person, as_of, consents)
    for person in everyone:
        if keys := forked(person.row):
            titles = {column.key: column.title for column in ROSTER_COLUMNS}
            said = _MORE_THAN_ONE.join(titles.get(key, "不认识的项目") for key in keys)
            yield Finding(FORKED, person.team, f"不同的项目：{said}", person.number, person.text("name"))


def _of_person(person: Person, as_of: date, consents: Mapping[str, Standing]) -> Iterator[Finding]:
    def about(heading: Heading, detail: str) -> Finding:
        return Finding(heading, person.team, detail, person.number, person.text("name"))

    consent, age = person.text("consent"), person.age(as_of)
    standing = consents.get(consent)
    if consent and standing is None:
        yield about(CONSENT, f"同意书 {consent} 没有登记")
    elif standing is not None and not standing.live:
        yield about(CONSENT, f"同意书 {consent} 已经到期、撤回或尚未生效")
    if not person.text("joined"):
        yield about(JOINED, "")
    guarded = bool(person.text("guardian")) or (standing is not None and standing.guardian)
    if age is not None and age >= GROWN_UP and guarded:
        yield about(ADULT, "同意书是监护人签的" if standing is not None and standing.guardian else "仍登记着监护人")
    if age is not None and age < GROWN_UP and not person.text("guardian"):
        yield about(MINOR, "")


def _twice(everyone: Sequence[Person]) -> Iterator[Finding]:
    """One line for each further place, with the first one in it."""
    for why, group in twice(everyone):
        first, *others = group
        for person in others:
            where = f"{first.team.name} {first.number}"
            yield Finding(TWICE, person.team, f"{why}：{where}", person.number, person.text("name"))


def year_before(day: date) -> date:
    """The same day of the year before."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def _summary(
    counts: Mapping[str, int], unchecked: Sequence[str], material: Material, year: int, as_of: date, now: date
) -> Part:
    columns = (
        Column("what", "整理内容", 28), Column("number", "数量", 10), Column("do", "怎么办", 60),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (each.title, counts.get(each.title, "没有查"), each.what_to_do) for each in HEADINGS
    ]
    notes = []
    if as_of < now:
        notes.append(
            f"年龄、核对日期、同意书的期限算到 {as_of}，那以后组建的队伍、入队的人不查；"
            f"人数、退队、联系方式、同意书的撤回是 {now} 的登记。"
        )
    if unchecked:
        notes.append(f"没有用钥匙，这些没有查：{'、'.join(unchecked)}。")
    closed = material.closed_teams
    if closed:
        notes.append(
            f"这把钥匙打不开 {len(closed)} 支队伍的名册，没有查她们的人：{'、'.join(team.name for team in closed)}。"
        )
    return Part(
        Table("汇总", columns, tuple(rows)), above=(f"整理年度：{year}年　　查看日期：{as_of}",), notes=tuple(notes)
    )


def _part(heading: Heading, listed: Sequence[Finding], *, full: bool) -> Part:
    """One heading's list; columns that say nothing are left out."""
    shown: Callable[[str], str] = (lambda text: text) if full else (lambda text: mask(text, "scrub"))
    named = any(one.number for one in listed)
    columns = [Column("order", "序号", 6, "none"), Column("team", "队伍", 40)]
    if named:
        columns += [Column("number", "志愿者证号", 20, "none", text=True), Column("name", "姓名", 10)]
    columns.append(Column("detail", "情况", 60))
    rows = []
    for number, one in enumerate(listed, start=1):
        person = (one.number, shown(as_text(one.name))) if named else ()
        rows.append((number, one.team.name, *person, one.detail))
    return Part(Table(heading.title, tuple(columns), tuple(rows)), above=(f"怎么办：{heading.what_to_do}",))
