"""每年进行信息整理: what is found, what needs a key, and what is no fault."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from generator.sealed.reports import review as module
from generator.sealed.reports.review import HEADINGS, Heading, Review, Standing, review
from generator.sealed.sheets import Value
from tests.sealed.conftest import Register, person
from tests.sealed.report_register import COUNTY, DAY, HOME, read, team

TEAMS = (
    team("总队", "示例市妇联"),
    team("xinhua", "新华区妇联", "410402", COUNTY, declared_size=1),
    team("xinhua/a", "甲街道妇联", "410402", declared_size=2),
    team("yexian", "叶县妇联", "410422", COUNTY),
    team("yexian/c", "丙镇妇联", "410422", declared_size=2),
)
CONSENTS = {"c-1": Standing(live=True, guardian=False), "c-2": Standing(live=False, guardian=False),
            "c-3": Standing(live=True, guardian=True)}  # fmt: skip


def made(register: Register, teams: tuple[object, ...] = TEAMS, *, keyed: bool = True) -> Review:
    """The list of the owner, or of somebody without a key."""
    keys = register.owner if keyed else None
    return review(read(register.root, teams, (), keys), HOME, 2026, DAY, CONSENTS)


def count(found: Review, heading: Heading) -> int:
    """How many of a kind."""
    return found.counts[heading.title]


def add(register: Register, **values: Value) -> None:
    """One more person in a squad that has two."""
    register.seal("teams/yexian/c/roster.sealed", {"r-9": {**person("新样人", 9), **values}})


def test_a_register_in_order(register: Register) -> None:
    """Nothing to mend but the two teams whose contacts nobody gave; people without a consent are a remark."""
    found = made(register)
    there = {title: number for title, number in found.counts.items() if number}
    assert there == {module.CONTACTS.title: 2, module.NO_CONSENT.title: 5}
    assert found.unchecked == ()


def test_old_small_and_different_teams(register: Register) -> None:
    """Twelve months to the day are in time; the least size is that of the level; pausing teams may be small."""
    teams = (
        TEAMS[0],
        replace(TEAMS[1], updated=dt.date(2025, 8, 5)),
        replace(TEAMS[2], updated=dt.date(2025, 8, 4), min_size=5),
        replace(TEAMS[3], updated=None),
        replace(TEAMS[4], min_size=5, status="paused", declared_size=3),
    )
    found = made(register, teams, keyed=False)
    assert count(found, module.OLD) == 2
    assert count(found, module.SMALL) == 1
    assert count(found, module.SIZE) == 1


def test_those_who_left_do_not_count(register: Register) -> None:
    """With a key the size is that of the people in the team; without one rows of those who left prove nothing."""
    register.seal("teams/yexian/c/roster.sealed", {"r-2": {**person("陈样杏", 5), "left": "2026-05"}}, later=1)
    assert count(made(register), module.SIZE) == 1
    assert count(made(register, keyed=False), module.SIZE) == 0


def test_one_person_in_two_rosters(register: Register) -> None:
    """By id number; the same name and mobile make a suspicion, also where the numbers differ."""
    add(register, id_number=person("", 2)["id_number"])
    assert count(made(register), module.TWICE) == 1
    again = {**person("王样荷", 1), "id_number": person("", 8)["id_number"]}
    register.seal("teams/yexian/c/roster.sealed", {"r-8": again})
    assert count(made(register), module.TWICE) == 2


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"consent": "c-2"}, module.CONSENT), ({"consent": "c-9"}, module.CONSENT), ({"joined": ""}, module.JOINED),
        ({"born": "2008-08-05", "guardian": "某样人"}, module.ADULT),
        ({"born": "2001-01-01", "consent": "c-3"}, module.ADULT),
        ({"born": "2008-08-06"}, module.MINOR),
    ],
)  # fmt: skip
def test_one_thing_about_a_person(register: Register, values: dict[str, Value], heading: Heading) -> None:
    """Each tells of exactly one kind."""
    before = {each.title: made(register).counts[each.title] for each in HEADINGS}
    add(register, **{"consent": "c-1", **values})
    after = made(register).counts
    changed = {title for title in before if before[title] != after[title]}
    assert changed - {module.SIZE.title, module.NO_CONSENT.title} == {heading.title}


def test_a_minor_with_a_guardian_and_an_adult_under_her_own_consent(register: Register) -> None:
    """Neither is on the list: eighteen is the day of the birthday."""
    add(register, born="2008-08-06", guardian="某样人", consent="c-3")
    register.seal(
        "teams/yexian/c/roster.sealed", {"r-8": {**person("另样人", 8), "born": "2008-08-05", "consent": "c-1"}}
    )
    found = made(register)
    assert not {module.ADULT.title, module.MINOR.title} & {title for title, number in found.counts.items() if number}


def test_two_registrations_under_one_number(register: Register) -> None:
    """Another name with another birthday is somebody else; one of them alone, or a phone, was corrected."""
    register.seal("teams/yexian/c/roster.sealed", {"r-1": {**person("刘样菊", 4), "mobile": "12000000777"}}, later=1)
    register.seal("teams/yexian/c/roster.sealed", {"r-1": {**person("刘样鞠", 4), "mobile": "12000000777"}}, later=2)
    register.seal("teams/yexian/c/roster.sealed", {"r-2": {**person("陈样杏", 5), "born": "1990-01-01"}}, later=1)
    assert count(made(register), module.FORKED) == 0
    register.seal("teams/yexian/c/roster.sealed", {"r-2": person("黄样桃", 7)}, later=2)
    assert count(made(register), module.FORKED) == 1


def test_without_a_key_it_says_what_was_not_looked_at(register: Register) -> None:
    """No zero stands where nobody looked."""
    found = made(register, keyed=False)
    assert set(found.unchecked) == {each.title for each in HEADINGS if each.keyed}
    assert not set(found.unchecked) & set(found.counts)
    assert [row[1] for row in found.paper.parts[0].table.rows].count("没有查") == len(found.unchecked)


def test_rows_of_others_are_counted(register: Register) -> None:
    """A 分队's key says which teams it could not look into."""
    found = review(read(register.root, TEAMS, (), register.xinhua), HOME, 2026, DAY, CONSENTS)
    assert count(found, module.CLOSED) == 2
    assert any("打不开 1 支队伍的名册" in note for note in found.paper.parts[0].notes)
    assert count(found, module.SIZE) == 0


def test_rows_of_who_left_without_a_key(register: Register) -> None:
    """As in the check T18: fewer rows than people are wrong, a few more are of those who left, many more are asked."""
    for size, found in ((5, 1), (1, 0), (0, 0)):
        teams = (*TEAMS[:4], replace(TEAMS[4], declared_size=size))
        assert count(made(register, teams, keyed=False), module.SIZE) == found, size
    register.seal("teams/yexian/c/roster.sealed", {f"s-{number}": person("新样人", 9) for number in range(6)})
    teams = (*TEAMS[:4], replace(TEAMS[4], declared_size=2))
    assert count(made(register, teams, keyed=False), module.SIZE) == 1


def test_an_earlier_year(register: Register) -> None:
    """Ages, twelve months and those who came later are as of its end, and the paper says what is of today."""
    add(register, born="2007-08-05", joined="2019-03", consent="c-1")
    register.seal("teams/yexian/c/roster.sealed", {"r-8": {**person("后样人", 8), "joined": "2026-02"}})
    material = read(register.root, TEAMS, (), register.owner)
    now, then = (review(material, HOME, day.year, day, CONSENTS, now=DAY) for day in (DAY, dt.date(2020, 12, 31)))
    assert (count(now, module.MINOR), count(then, module.MINOR)) == (0, 1)
    assert count(now, module.NO_CONSENT) == count(then, module.NO_CONSENT) + 1
    assert "2020-12-31" in then.paper.parts[0].above[0]
    assert any(str(DAY) in note for note in then.paper.parts[0].notes)
    assert not now.paper.parts[0].notes
