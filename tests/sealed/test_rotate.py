"""Rotation: exactly the readers of now, every value as it was, all sheets or none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from generator.console import Recorded
from generator.records.sheets import parse_sheet, retired_line
from generator.sealed.readers import Readers
from generator.sealed.recipients import recipient_keys
from generator.sealed.rotate import NotWhole, RotationRequest, plan
from generator.sealed.sheets import seal_row
from tests.lines import add_lines
from tests.sealed.conftest import START, person
from tests.sealed.rotating import NEW, WALK, A, everything, opened, rotated, said

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def test_exactly_the_new_readers(register: Register) -> None:
    """Who was added opens everything, who was taken off nothing; what it says, and when it was said, stays."""
    sheets = everything(register.root)
    before = {path: said(opened(register, path)) for path in sheets}
    register.recipients("teams/recipients.txt", NEW, register.backup)
    made = rotated(register, register.backup)
    assert (made.resealed, made.current, made.dropped, made.locked_out) == (8, 0, 0, [])
    for path in sheets:
        assert said(opened(register, path, NEW)) == before[path]
        assert opened(register, path, register.owner).rows == ()
    assert len(opened(register, A, register.xinhua).rows) == 2
    assert opened(register, "teams/yexian/c/roster.sealed", register.xinhua).rows == ()


def test_a_second_run_changes_nothing(register: Register) -> None:
    """Rows sealed to the readers of now keep every byte; only the changed subtree is written."""
    assert rotated(register).sheets == {}
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    before = everything(register.root)
    first = rotated(register)
    assert set(first.sheets) == {path for path in before if path.startswith("teams/xinhua/")}
    after = everything(register.root)
    assert rotated(register).sheets == {}
    assert everything(register.root) == after


def test_only_new_lines_of_a_sheet_stay(register: Register) -> None:
    """A row added after the list was changed is left as it is, between others that are not."""
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    [line] = register.seal(A, {"r-3": person("周样桃", 9)}, 60)
    made = rotated(register)
    assert (made.resealed, made.current) == (5, 4)
    assert line in (register.root / A).read_text(encoding="ascii").split("\n")


def test_one_subtree(register: Register) -> None:
    """Its own key suffices, other sheets are not even looked at."""
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    before = everything(register.root)
    made = rotated(register, register.xinhua, team="新华区甲街道巾帼志愿服务小队")
    assert set(made.sheets) == {A, "teams/xinhua/a/contact.sealed"}
    assert {path for path, data in everything(register.root).items() if data != before[path]} == set(made.sheets)


def test_a_row_that_does_not_open_stops_all(register: Register) -> None:
    """Nothing is written; each row that is in the way is told."""
    register.recipients("teams/recipients.txt", register.owner, NEW)
    path = register.root / "teams/yexian/c/roster.sealed"
    strange = seal_row(
        "teams/yexian/c/roster.sealed", "r-9", {"name": "密"}, [*NEW.public, *register.backup.public], START
    )
    add_lines(path, [strange])
    before = everything(register.root)
    with pytest.raises(NotWhole) as caught:
        rotated(register)
    assert [(each.path, each.line, each.rule) for each in caught.value.problems] == [
        ("teams/yexian/c/roster.sealed", 3, "S3")
    ]
    assert caught.value.opened == 8
    assert everything(register.root) == before


def test_a_key_that_opens_nothing(register: Register) -> None:
    """It says so with a count of none."""
    with pytest.raises(NotWhole) as caught:
        rotated(register, NEW)
    assert caught.value.opened == 0


def test_a_list_that_cannot_be_used_stops_all(register: Register) -> None:
    """One reader is too few, and told once for all sheets that lack the other."""
    register.recipients("teams/recipients.txt", register.owner)
    before = everything(register.root)
    with pytest.raises(NotWhole) as caught:
        rotated(register)
    assert all(each.rule == "S2" for each in caught.value.problems)
    assert everything(register.root) == before


def test_deleted_people_leave_nothing(register: Register) -> None:
    """Asked to, it takes lines away that a merge brought back, without opening them; the number stays taken."""
    add_lines(register.root / A, [retired_line("r-1", date(2026, 5, 1))])
    before = everything(register.root)
    assert (rotated(register).retired, everything(register.root)) == ([f"{A} r-1"], before)
    made = rotated(register, drop_retired=True)
    assert (made.leftover, made.resealed) == (1, 0)
    sheet = parse_sheet(A, (register.root / A).read_text(encoding="ascii"))
    assert (len(sheet.retired), sheet.leftover, sheet.row_count) == (1, (), 1)
    assert rotated(register).sheets == {}


def test_who_locks_herself_out_is_told(register: Register) -> None:
    """Before anything is written: the plan names the sheets."""
    register.recipients("teams/recipients.txt", NEW, register.backup)
    readers = Readers(register.root, register.facts)
    made = plan(register.root, readers, register.owner, RotationRequest(), Recorded())
    assert set(made.locked_out) == set(everything(register.root))
    assert rotated(register, team="xinhua").locked_out != []
    assert opened(register, A, NEW).rows != ()


def test_service_rows_follow_the_person(register: Register) -> None:
    """Each row to the readers of her own team; of an unknown team to the organiser's, wherever the report lies."""
    stamp = START
    keys = [*register.owner.public, *register.backup.public, *NEW.public]
    teams = {"s-1": "xinhua/a", "s-2": "yexian/c", "s-3": "没有这支", "s-4": "总队"}
    add_lines(register.root / WALK, [seal_row(WALK, each, {"team": team}, keys, stamp) for each, team in teams.items()])
    rotated(register)
    assert [row.row_id for row in opened(register, WALK, register.xinhua).rows] == ["s-1"]
    assert len(opened(register, WALK).rows) == 4
    assert opened(register, WALK, NEW).rows == ()


def test_what_is_broken_elsewhere_does_not_hinder_a_team(register: Register) -> None:
    """A conflict in the hours of people of another 分队 is theirs to mend; one among its own is not."""
    keys = recipient_keys(register.root, "teams/yexian/c/service.sealed")
    add_lines(register.root / WALK, [seal_row(WALK, "s-1", {"team": "yexian/c"}, keys, START), "======="])
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    before = (register.root / WALK).read_bytes()
    assert rotated(register, register.xinhua, team="xinhua").closed == 1
    assert (register.root / WALK).read_bytes() == before
    keys = (*register.xinhua.public, *register.owner.public)
    add_lines(register.root / WALK, [seal_row(WALK, "s-2", {"team": "xinhua/a"}, keys, START)])
    with pytest.raises(NotWhole) as caught:
        rotated(register, register.xinhua, team="xinhua")
    assert [(each.path, each.line, each.rule) for each in caught.value.problems] == [(WALK, 2, "S1")]


def test_service_rows_of_other_teams_are_left(register: Register) -> None:
    """A 分队 rotates the hours of its own people; the lines that it cannot open are counted."""
    for row, team in {"s-1": "xinhua/a", "s-2": "yexian/c"}.items():
        keys = recipient_keys(register.root, f"teams/{team}/service.sealed")
        add_lines(register.root / WALK, [seal_row(WALK, row, {"team": team}, keys, START)])
    other = (register.root / WALK).read_text(encoding="ascii").split("\n")[1]
    register.recipients("teams/xinhua/recipients.txt", register.xinhua, NEW)
    made = rotated(register, register.xinhua, team="xinhua")
    assert made.closed == 1
    assert other in (register.root / WALK).read_text(encoding="ascii").split("\n")
    assert [row.row_id for row in opened(register, WALK, NEW).rows] == ["s-1"]


def test_two_people_under_one_number_both_stay(register: Register) -> None:
    """Two branches issued one number twice: what looks like somebody's past is somebody else, and is told."""
    register.seal(A, {"r-1": person("周样桃", 9) | {"born": "1990-01-01"}}, 60)
    made = rotated(register, fold=True)
    assert (made.apart, made.dropped, made.sheets) == (1, 0, {})
    assert [each.values["name"] for each in opened(register, A).rows[0].versions] == ["李样梅", "周样桃"]


def test_the_past_goes_when_asked(register: Register) -> None:
    """Of a roster the present values and the day of joining stay; of hours everything that was ever said."""
    register.seal(A, {"r-1": person("李样梅梅", 2) | {"mobile": "12099999999"}}, 60)
    keys = recipient_keys(register.root, A)
    add_lines(register.root / A, [seal_row(A, "r-1", {"area": "丙"}, keys, START + timedelta(seconds=90), part=True)])
    before = opened(register, A).rows[0]
    assert len(before.versions) == 3
    made = rotated(register, fold=True)
    after = opened(register, A).rows[0]
    assert {**before.values} == {**after.values}
    assert (after.sealed, after.added) == (before.sealed, before.added)
    assert "李样梅" not in [each.values.get("name") for each in after.versions]
    assert made.dropped == 2
    assert rotated(register, fold=True).sheets == {}
