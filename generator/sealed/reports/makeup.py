"""Tables of an annual report that only a key can fill: who the volunteers are, training, awards, stars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from generator.sealed.hours.totals import AWARD, EVALUATION, STAR_NOTE, TRAINING, Noted, PersonTotal, Totals
from generator.sealed.material import RECORD, Material
from generator.sealed.papers import Part
from generator.sealed.people import distinct, people, year_of
from generator.sealed.reports.service import summed
from generator.sealed.reports.tallies import GONE, living
from generator.sealed.reports.units import Home, Unit
from generator.sealed.rosters import Column
from generator.sealed.tables import Cell, Table, amount

UNSAID = "没有填"
_SKILLS = 20
_BANDS = ((18, "不满18岁"), (36, "18–35岁"), (46, "36–45岁"), (60, "46–59岁"), (999, "60岁以上"))
_SEXES = ("女", "男")


def volunteers(material: Material, units: Sequence[Unit], year: int) -> Part:
    """People by unit: at the end of the year, who came, who left."""
    rows: list[tuple[Cell, ...]] = []
    for unit in units:
        teams = living(unit.teams)
        everyone = people(material, teams)
        here = [person for person in everyone if person.here_in(year)]
        sexes = [sum(person.text("sex") == sex for person in here) for sex in _SEXES]
        came = sum(year_of(person.text("joined")) == year for person in everyone)
        left = sum(person.left and person.left_in() == year for person in everyone)
        closed = sum(material.of(team).unreadable for team in teams)
        rows.append((unit.name, len(here), *sexes, len(here) - sum(sexes), came, left, closed))
    titles = ("年末在队", "女", "男", "性别未填", "本年入队", "本年退队", "打不开（行）")
    here = [person for person in people(material, living(material.teams)) if person.here_in(year)]
    notes = [f"年末在队 {len(here)} 人次，按身份证件号码是 {distinct(here)} 人（没有号码的各算一人）。"]
    notes.append("没有写入队时间的算作以前入队；注销的人不在表里。")
    return summed("各单位志愿者", "单位", titles, rows, notes)


def makeup(material: Material, home: Home, year: int) -> Part:
    """By sex, age, source, category and skill."""
    here = [person for person in people(material, living(material.teams)) if person.here_in(year)]
    last = date(year, 12, 31)
    groups = (
        ("性别", _SEXES, [(person.text("sex"),) for person in here]),
        ("年龄", [band for _, band in _BANDS], [(_band(person.age(last)),) for person in here]),
        ("来源", home.sources, [(person.text("source"),) for person in here]),
        ("服务类别", (), [person.several("categories") for person in here]),
    )
    rows: list[tuple[Cell, ...]] = [
        row for what, known, signs in groups for row in _spread(what, known, signs, len(here))
    ]
    skills = Counter(skill for person in here for skill in person.several("skills"))
    best = sorted(skills.items(), key=lambda each: (-each[1], each[0]))[:_SKILLS]
    rows += [("专业技能", skill, number, _share(number, len(here))) for skill, number in best]
    columns = (
        Column("what", "分类", 12), Column("item", "项目", 24),
        Column("number", "人数", 9, "none"), Column("share", "占年末在队", 10, "none"),
    )  # fmt: skip
    note = f"类别和技能可以填几项，相加会超过人数；技能列最多的 {_SKILLS} 项，全部有 {len(skills)} 项。"
    note += f"年龄算到{year}年年底。"
    return Part(Table("志愿者构成", columns, tuple(rows)), notes=(note,))


def records(material: Material, units: Sequence[Unit], found: Totals, year: int) -> Part:
    """Training, awards and evaluations of the year by unit."""
    titles = ("培训（人次）", "学习时长（小时）", "表彰（人次）", "评价（人次）", "打不开（行）")
    noted: dict[str, list[Noted]] = {}
    for one in found.people:
        listed = (each for each in one.noted if each.day is not None and each.day.year == year)
        noted.setdefault(one.person.team.address, []).extend(listed)
    rows: list[tuple[Cell, ...]] = []
    for unit in units:
        own = [each for team in unit.teams for each in noted.get(team.address, ())]
        kinds = Counter(each.kind for each in own)
        learned = sum((each.hours for each in own if each.kind == TRAINING), Decimal(0))
        closed = sum(material.of(team, RECORD).unreadable for team in unit.teams)
        rows.append((unit.name, kinds[TRAINING], amount(learned), kinds[AWARD], kinds[EVALUATION], closed))
    return summed("培训、表彰、评价", "单位", titles, rows, ["一人一次算一人次，日期在这一年的才算。"])


def stars(home: Home, found: Totals, year: int) -> list[Part]:
    """How many people have reached which star by the end of the year."""
    if not home.stars:
        return []
    here = _each_once(found.people, year)
    reached = Counter(each.star for each in here)
    rows = [(star.name, amount(star.hours), reached[star.name]) for star in home.stars]
    columns = (Column("star", "星级", 10), Column("hours", "达到（小时）", 14), Column("number", "人数", 9, "none"))
    some = sum(each.together > 0 and not each.star for each in here)
    note = f"{STAR_NOTE}；只算年末在队的人，参加几支队伍的算一个，累计到{year}年年底，打不开的行没有算。"
    note += f"有服务时间、还不到最低一级的 {some} 人。"
    total = ("合计", "", sum(reached[star.name] for star in home.stars))
    return [Part(Table("星级", columns, tuple(rows)), total, notes=(note,))]


def _each_once(everyone: Iterable[PersonTotal], year: int) -> list[PersonTotal]:
    """Those who are in a living team at the end of the year; who is in two of them has one star."""
    listed: dict[tuple[str, str], PersonTotal] = {}
    for each in everyone:
        person = each.person
        if person.team.status == GONE or not person.here_in(year):
            continue
        if not any((other.team.address, other.row.row_id) in listed for other in each.also):
            listed[person.team.address, person.row.row_id] = each
    return list(listed.values())


def _spread(
    what: str, known: Sequence[str], signs: Sequence[Sequence[str]], everyone: int
) -> Iterable[tuple[Cell, ...]]:
    """How often each value occurs: the known ones in their order, then others, then nothing."""
    counts = Counter(sign for each in signs for sign in each if sign)
    unsaid = sum(not any(each) for each in signs)
    others = sorted(set(counts) - set(known), key=lambda sign: (-counts[sign], sign))
    rows = [(what, sign, counts[sign], _share(counts[sign], everyone)) for sign in (*known, *others)]
    return [*rows, *([(what, UNSAID, unsaid, _share(unsaid, everyone))] if unsaid else [])]


def _share(number: int, everyone: int) -> str:
    return f"{100 * number / everyone:.1f}%" if everyone else ""


def _band(age: int | None) -> str:
    return "" if age is None else next(band for top, band in _BANDS if age < top)
