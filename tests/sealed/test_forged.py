"""Lines that anybody can forge with public keys alone: they must neither steer a rotation nor change it in silence."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from generator.records.reader_marks import reader_mark
from generator.sealed.age import Identities, seal
from generator.sealed.recipients import recipient_keys
from generator.sealed.rotate import NotWhole
from generator.sealed.sheets import Value, seal_row
from tests.lines import add_lines
from tests.sealed.conftest import START, key, person
from tests.sealed.rotating import NEW, WALK, A, everything, opened, rotated

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

HERS: dict[str, Value] = {"team": "xinhua/a", "name": "李样梅", "hours": "2"}


def line_for(register: Register, team: str, values: dict[str, Value], seconds: int, *, part: bool = True) -> None:
    """Somebody without a key appends a line, sealed to the readers of a team."""
    keys = recipient_keys(register.root, f"teams/{team}/service.sealed")
    stamp = START + timedelta(seconds=seconds)
    add_lines(register.root / WALK, [seal_row(WALK, "s-1", values, keys, stamp, part=part)])


def reads(register: Register, who: Identities) -> bool:
    """Whether a key opens any line that holds her name."""
    rows = opened(register, WALK, who).rows
    return any(version.values.get("name") == "李样梅" for row in rows for version in row.versions)


@pytest.fixture
def yexian(register: Register) -> Identities:
    """The key of another 分队, which organises the walk; the hours of somebody of xinhua lie beside its report."""
    made = key()
    register.recipients("teams/yexian/recipients.txt", made)
    rotated(register)
    line_for(register, "xinhua/a", HERS, 0, part=False)
    return made


@pytest.mark.parametrize("listed", ["yexian/c", "xinhua/a"])
@pytest.mark.parametrize(
    ("forged", "seconds", "part"),
    [
        ({"team": "yexian/c"}, 60, True), ({"team": ""}, 60, True), ({"team": "没有这支"}, 60, True),
        ({"team": "叶县丙镇巾帼志愿服务小队"}, -60, True), ({"team": "yexian/c", "name": "甲"}, -60, False),
        ({"name": "甲"}, -60, False),
    ],
)  # fmt: skip
def test_no_line_hands_a_row_to_another_team(
    register: Register, yexian: Identities, forged: dict[str, Value], seconds: int, listed: str, *, part: bool
) -> None:
    """Not by its team, nor by taking the team away, nor with a stamp of before; whoever could read it is told."""
    line_for(register, listed, forged, seconds, part=part)
    before = everything(register.root)
    made = rotated(register)
    assert (made.resealed, made.doubted, everything(register.root)) == (0, {}, before)
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    made = rotated(register)
    assert made.handed == {}
    assert list(made.doubted) in ([f"{WALK} s-1"], [])
    assert not reads(register, yexian)
    assert reads(register, register.owner)
    made = rotated(register, again=True)
    assert not reads(register, yexian)


def test_an_honest_row_goes_to_the_readers_of_now(register: Register, yexian: Identities) -> None:
    """A correction says nothing of the team; who was added reads it, and nothing is in doubt."""
    line_for(register, "xinhua/a", {"hours": "3"}, 60)
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    made = rotated(register)
    assert (made.doubted, made.handed) == ({}, {})
    assert reads(register, NEW)
    assert reads(register, register.xinhua)
    assert not reads(register, yexian)


def test_a_row_sealed_to_another_team_than_it_names(register: Register, yexian: Identities) -> None:
    """Its only whole line was never for the team that it names: nobody new reads it."""
    values: dict[str, Value] = {"team": "yexian/c", "name": "李样梅"}
    keys = recipient_keys(register.root, "teams/xinhua/a/service.sealed")
    add_lines(register.root / WALK, [seal_row(WALK, "s-2", values, keys, START)])
    assert rotated(register).doubted == {}
    made = rotated(register, again=True)
    assert list(made.doubted) == [f"{WALK} s-2"]
    assert not reads(register, yexian)


def test_a_squad_gets_a_list_of_its_own(register: Register) -> None:
    """Its rows were sealed to the readers above it: that is the ordinary way, and no change of hands."""
    line_for(register, "xinhua/a", HERS, 0, part=False)
    register.recipients("teams/xinhua/a/recipients.txt", NEW)
    made = rotated(register)
    assert (made.doubted, made.handed) == ({}, {})
    assert reads(register, NEW)


def test_a_team_that_moves_to_another_branch_is_told(register: Register, yexian: Identities) -> None:
    """With ``--moved`` its people's rows follow it, and how many change hands is counted."""
    (register.root / "teams/xinhua/a").rename(register.root / "teams/yexian/a")
    moved = replace(register.facts[2], address="yexian/a", parent="yexian")
    register.facts = (*register.facts[:2], moved, *register.facts[3:])
    made = rotated(register, moved=("teams/xinhua/a", "teams/yexian/a"))
    assert made.handed == {("teams/xinhua", "teams/yexian/a"): 4}
    assert made.doubted == {}
    assert reads(register, yexian)
    assert not reads(register, register.xinhua)


def test_all_are_sealed_anew_whatever_their_mark_says(register: Register) -> None:
    """A row to another key with the mark of now counts as current for ever, unless everything is asked for."""
    keys = recipient_keys(register.root, A)
    lying = [*register.owner.public, *register.backup.public, *key().public]
    add_lines(register.root / A, [by_hand("r-9", person("周样桃", 9), lying, to=reader_mark(keys))])
    assert (rotated(register).resealed, len(opened(register, A, register.xinhua).rows)) == (0, 2)
    made = rotated(register, again=True)
    assert (made.current, made.resealed) == (0, 9)
    assert len(opened(register, A, register.xinhua).rows) == 3


@pytest.mark.parametrize("values", [{"note": "\ud800甲"}, {"\udc80": "甲"}, {"skills": ["\ud800"]}])
def test_half_a_character_is_told_of_its_row(register: Register, values: dict[str, Value]) -> None:
    """A lone surrogate cannot be written anywhere: the row is damaged (S5), and no report stumbles over it."""
    add_lines(register.root / A, [by_hand("r-9", values, recipient_keys(register.root, A))])
    assert [each.rule for each in opened(register, A).problems] == ["S5"]
    register.recipients("teams/recipients.txt", register.owner, NEW)
    with pytest.raises(NotWhole) as caught:
        rotated(register)
    assert [(each.path, each.line, each.rule) for each in caught.value.problems] == [(A, 3, "S5")]


def by_hand(row_id: str, values: Mapping[str, Value], keys: Sequence[str], to: str = "") -> str:
    """A row as another program may seal it."""
    record = {"at": f"{A}#{row_id}", "sealed": START.isoformat(), "values": values, "to": to}
    return f"{row_id} sealed:v1:{base64.b64encode(seal(json.dumps(record).encode(), keys)).decode()}"
