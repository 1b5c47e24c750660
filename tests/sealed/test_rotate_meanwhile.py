"""Rotation while folders move, power fails and others work: nothing is lost, forged or half written."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Problem
from generator.records.reader_marks import reader_mark
from generator.sealed import rotate, writing
from generator.sealed.readers import Readers
from generator.sealed.recipients import recipient_keys
from generator.sealed.refused import Refused
from generator.sealed.rotate import NotWhole
from generator.sealed.sheets import Value, seal_row
from generator.sealed.writing import rewrite
from generator.swap import swap
from tests.lines import add_lines
from tests.sealed.conftest import START, person
from tests.sealed.rotating import NEW, WALK, A, everything, opened, rotated

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def test_rows_without_a_mark_are_sealed_anew(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of old do not say to whom they are sealed; from now on they do."""
    with monkeypatch.context() as old:
        old.setattr("generator.sealed.sheets.reader_mark", lambda _: "")
        register.seal(A, {"r-8": person("周样桃", 9)})
    made = rotated(register)
    assert (made.resealed, made.current) == (1, 8)
    mark = reader_mark(recipient_keys(register.root, A))
    assert all(each.readers == mark for row in opened(register, A).rows for each in row.versions)


def test_a_false_mark_is_found_out(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that claims the readers of now and has one more is sealed anew."""
    right = reader_mark(recipient_keys(register.root, A))
    with monkeypatch.context() as forged:
        forged.setattr("generator.sealed.sheets.reader_mark", lambda _: right)
        line = seal_row(A, "r-7", person("周样桃", 9), [*recipient_keys(register.root, A), *NEW.public], START)
    add_lines(register.root / A, [line])
    assert rotated(register).resealed == 1
    assert opened(register, A, NEW).rows == ()


def test_a_renamed_folder(register: Register) -> None:
    """Its rows are bound to the new place, and hours that name the team by its old address follow."""
    keys = recipient_keys(register.root, "teams/xinhua/a/service.sealed")
    add_lines(register.root / WALK, [seal_row(WALK, "s-1", {"team": "xinhua/a", "hours": "2"}, keys, START)])
    (register.root / "teams/xinhua/a").rename(register.root / "teams/xinhua/jia")
    register.facts = tuple(
        dataclasses.replace(each, address="xinhua/jia") if each.address == "xinhua/a" else each
        for each in register.facts
    )
    new = "teams/xinhua/jia/roster.sealed"
    register.seal(new, {"r-9": person("周样桃", 9)})
    with pytest.raises(NotWhole) as caught:
        rotated(register)
    assert {each.rule for each in caught.value.problems} == {"S4"}
    made = rotated(register, moved=("teams/xinhua/a", "teams/xinhua/jia"))
    assert made.resealed == 4
    assert [row.values["name"] for row in opened(register, new).rows] == ["李样梅", "张样兰", "周样桃"]
    assert opened(register, WALK).rows[0].values == {"team": "xinhua/jia", "hours": "2"}
    assert rotated(register).sheets == {}


def test_a_renamed_report(register: Register) -> None:
    """The hours beside a report move with it; who was there stays who she was."""
    old = "activities/2026/0304-a/service.sealed"
    keys = recipient_keys(register.root, "teams/xinhua/a/service.sealed")
    add_lines(register.root / old, [seal_row(old, "s-1", {"team": "xinhua/a", "hours": "2"}, keys, START)])
    (register.root / old).parent.rename((register.root / WALK).parent)
    rotated(register, moved=("activities/2026/0304-a", "activities/2026/0305-a"))
    assert opened(register, WALK, register.xinhua).rows[0].values == {"team": "xinhua/a", "hours": "2"}


@pytest.mark.parametrize(
    ("moved", "message"),
    [
        (("teams/yexian", "teams/xinhua"), "还在"),
        (("teams/jiu", "teams/xin"), "没有 teams/xin"),
        (("jiu", "teams/xinhua"), "不是登记册里的文件夹"),
        (("teams/../x", "teams/xinhua"), "不是登记册里的文件夹"),
        (("teams", "teams/xinhua"), "不是登记册里的文件夹"),
    ],
)
def test_only_a_renamed_folder_is_rebound(register: Register, moved: tuple[str, str], message: str) -> None:
    """A copy of somebody's rows beside the original is what the binding is against."""
    with pytest.raises(Refused, match=message):
        rotated(register, moved=moved)


def test_rows_from_a_third_place_are_not_rebound(register: Register) -> None:
    """The option vouches for one folder; a row pasted from another stays out."""
    pasted = (register.root / "teams/yexian/c/roster.sealed").read_text(encoding="ascii").split("\n")[0]
    (register.root / "teams/xinhua/a").rename(register.root / "teams/xinhua/jia")
    add_lines(register.root / "teams/xinhua/jia/roster.sealed", [pasted.replace("r-1 ", "r-5 ")])
    with pytest.raises(NotWhole) as caught:
        rotated(register, moved=("teams/xinhua/a", "teams/xinhua/jia"))
    assert [(each.rule, each.line) for each in caught.value.problems] == [("S4", 3)]


def test_a_crash_in_the_middle(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is whole, old or new; the second run finishes; nothing clear and nothing half lies about."""
    register.recipients("teams/recipients.txt", register.owner, NEW)
    before, calls = everything(register.root), list[Path]()

    def failing(target: Path, data: bytes, mode: int | None = None, *, expected: bytes | None = None) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(target)
        swap(target, data, mode, expected=expected)

    with monkeypatch.context() as broken:
        broken.setattr(writing, "swap", failing)
        with pytest.raises(KeyboardInterrupt):
            rotated(register)
    after = everything(register.root)
    assert len([path for path in before if after[path] != before[path]]) == 1
    assert not [path for path in register.root.rglob("*") if path.name.endswith(".part")]
    assert len(rotated(register).sheets) == len(before) - 1
    for path in before:
        assert opened(register, path, NEW).problems == ()


def test_who_adds_meanwhile_loses_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that somebody adds while the sheets are being sealed is not overwritten: the rotation gives way."""
    register.recipients("teams/recipients.txt", register.owner, NEW)

    def late(root: Path, sheets: Mapping[str, bytes], expected: Mapping[str, bytes]) -> None:
        register.seal(A, {"r-3": person("周样桃", 9)})
        rewrite(root, sheets, expected)

    with monkeypatch.context() as other:
        other.setattr(rotate, "rewrite", late)
        with pytest.raises(Refused, match="再运行一次"):
            rotated(register)
    rotated(register)
    assert len(opened(register, A, NEW).rows) == 3


def test_what_was_written_is_read_before_it_counts(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should sealing ever go wrong, the old sheets stay."""
    register.recipients("teams/recipients.txt", register.owner, NEW)
    before = everything(register.root)

    def spoilt(
        sheet: str, row: str, values: Mapping[str, Value], keys: Sequence[str], at: datetime, *, part: bool
    ) -> str:
        return seal_row(sheet, row, {**values, "name": "错"}, keys, at, part=part)

    monkeypatch.setattr("generator.sealed.reseal.seal_row", spoilt)
    with pytest.raises(NotWhole) as caught:
        rotated(register)
    assert "核对没有通过" in caught.value.problems[0].message
    assert everything(register.root) == before


def test_a_changed_list_is_one_warning_a_sheet(register: Register) -> None:
    """One key in the place of another does not change how many there are; the mark tells, and rotation mends it."""
    register.recipients("teams/recipients.txt", register.owner, NEW)
    readers = Readers(register.root, register.facts)
    [told] = readers.outdated(opened(register, A))
    assert (told.path, told.rule, told.severity) == (A, "S9", "warning")
    assert "2 行还是按旧的收件名单密封的" in told.message
    assert "jinguo key rotate" in told.hint
    rotated(register)
    assert Readers(register.root, register.facts).outdated(opened(register, A)) == list[Problem]()


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[int, bool, dict[str, str], bool]]:
    """Lines of one row: when, whether in part, what, and whether sealed to the readers of now."""
    values = st.dictionaries(
        st.sampled_from(["name", "area", "note"]), st.sampled_from(["", "甲", "乙", "丙"]), max_size=3
    )
    return draw(st.lists(st.tuples(st.integers(0, 3), st.booleans(), values, st.booleans()), min_size=1, max_size=6))


@settings(max_examples=150, deadline=None)
@given(histories(), st.booleans())
def test_any_history_reads_the_same(lines: list[tuple[int, bool, dict[str, str], bool]], fold: bool) -> None:  # noqa: FBT001
    """Whole and partial lines with equal stamps in any order: the row says what it said, and a second run is idle."""
    from tests.sealed.conftest import Register  # noqa: PLC0415 -- a name for types only, above

    with tempfile.TemporaryDirectory() as folder:
        register = Register(Path(folder))
        register.recipients("teams/recipients.txt", register.owner, NEW)
        now, old = [*register.owner.public, *NEW.public], [*register.owner.public, *register.backup.public]
        sealed = [
            seal_row(
                "teams/roster.sealed", "r-1", values, now if current else old, START + timedelta(days=day), part=part
            )
            for day, part, values, current in lines
        ]
        add_lines(register.root / "teams/roster.sealed", sealed)
        before = opened(register, "teams/roster.sealed").rows[0]
        rotated(register, fold=fold)
        after = opened(register, "teams/roster.sealed", NEW).rows[0]
        assert after.values == before.values
        assert after.added == before.added
        assert abs(after.sealed - before.sealed) < timedelta(milliseconds=1)
        assert rotated(register, fold=fold).sheets == {}


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_one_rotates_while_another_adds_and_corrects(register: Register) -> None:
    """On two branches, merged by git: nobody is lost, nor a correction; one more rotation and all is in order."""
    root = register.root

    def git(*arguments: str) -> None:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)

    def commit() -> None:
        git("add", "-A")
        git("commit", "-qm", "rows")

    git("init", "-q")
    (root / ".gitattributes").write_text("*.sealed text eol=lf merge=union -diff\n", encoding="ascii")
    (root / ".gitignore").write_text(".cache/\n", encoding="ascii")
    stamp = START + timedelta(seconds=60)
    old = recipient_keys(root, A)
    add_lines(root / A, [seal_row(A, "r-1", {"area": "丁"}, old, stamp + timedelta(seconds=5), part=True)])
    commit()
    git("checkout", "-qb", "two")
    register.seal(A, {"r-3": person("周样桃", 9)})
    add_lines(root / A, [seal_row(A, "r-1", {"post": "护士"}, old, stamp, part=True)])
    commit()
    git("checkout", "-q", "main")
    register.recipients("teams/recipients.txt", register.owner, NEW)
    rotated(register)
    commit()
    git("merge", "-q", "--no-edit", "two")
    merged = opened(register, A)
    assert merged.problems == ()
    assert [row.row_id for row in merged.rows] == ["r-1", "r-2", "r-3"]
    assert (merged.rows[0].values["area"], merged.rows[0].values["post"]) == ("丁", "护士")
    rotated(register)
    clean = opened(register, A, NEW)
    assert [(row.row_id, row.values) for row in clean.rows] == [(row.row_id, row.values) for row in merged.rows]
    assert opened(register, A, register.backup).rows == ()
    assert [len(row.versions) for row in clean.rows] == [3, 1, 1]
    assert rotated(register).sheets == {}
