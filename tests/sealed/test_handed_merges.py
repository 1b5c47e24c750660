"""Two people add to one roster on two branches: git merges without a conflict, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import jinguo
from generator.records.sheets import parse_sheet
from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.sheets import OpenedSheet, open_sheet
from tests import tiny
from tests.sealed.handed_files import people, phone, workbook

SHEET = "teams/xinhua/aixin/roster.sealed"
TEAM = "xinhua/aixin"
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Clone:
    """A register in git, and a key that opens it."""

    root: Path
    desk: Path
    owner: Identities

    def git(self, *words: str) -> str:
        """A git command that must go well."""
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            [str(shutil.which("git")), *identity, *words], cwd=self.root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self) -> None:
        """Everything that there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def branch(self, name: str) -> None:
        """A new branch from where everybody began."""
        self.git("checkout", "-q", "-b", name, "start")

    def add(self, rows: Sequence[Sequence[object]]) -> None:
        """Add people and commit."""
        file = self.desk / "名单.xlsx"
        file.write_bytes(workbook(rows))
        words = ["roster", "add", str(file), "--team", TEAM, "--root", str(self.root)]
        done = CliRunner().invoke(jinguo, words)
        assert done.exit_code == 0, done.output
        self.commit()

    def seal(self, field: str, number: str, value: str) -> None:
        """Correct one value and commit."""
        words = ["seal", TEAM, field, "--row", number, "--root", str(self.root)]
        done = CliRunner().invoke(jinguo, words, input=value)
        assert done.exit_code == 0, done.output
        self.commit()

    def merged(self, one: str, other: str) -> OpenedSheet:
        """The sheet after a merge, whichever way it goes; both ways must say the same."""
        found = []
        for ours, theirs in ((one, other), (other, one)):
            self.git("checkout", "-q", "-B", "both", ours)
            self.git("merge", "-q", "--no-edit", theirs)
            found.append(self.opened())
        assert {row.row_id: row.values for row in found[0].rows} == {row.row_id: row.values for row in found[1].rows}
        return found[0]

    def opened(self) -> OpenedSheet:
        """All of it, with nothing to complain about."""
        sheet = parse_sheet(SHEET, (self.root / SHEET).read_bytes().decode("ascii"))
        found = open_sheet(sheet, self.owner)
        assert not found.problems
        assert not found.unreadable
        return found


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A register with two people in one roster, as everybody has it."""
    root, owner = tiny.write(tmp_path / "登记册", photos=False), new_identity("甲")
    keys = [parse_identities(each).public[0] for each in (owner, new_identity("乙"))]
    (root / "teams/recipients.txt").write_text("\n".join([*keys, ""]), encoding="utf-8")
    shutil.copy(REPOSITORY / ".gitattributes", root)
    made = Clone(root, tmp_path, parse_identities(owner))
    made.git("init", "-q", "-b", "start", ".")
    made.add(people(2))
    return made


def test_two_lists_added_on_two_branches_are_both_there(clone: Clone) -> None:
    """Ten on one, seven on the other, two before."""
    clone.branch("甲")
    clone.add(people(10, 10))
    clone.branch("乙")
    clone.add(people(7, 30))
    assert len(clone.merged("甲", "乙").rows) == 19


def test_a_list_and_a_correction_go_together(clone: Clone) -> None:
    """Adding on one branch, a new phone on the other."""
    number = clone.opened().rows[0].row_id
    clone.branch("甲")
    clone.add(people(3, 10))
    clone.branch("乙")
    clone.seal("手机", number, phone(99))
    found = {row.row_id: row.values for row in clone.merged("甲", "乙").rows}
    assert len(found) == 5
    assert found[number]["mobile"] == phone(99)


def test_two_corrections_of_one_person_both_count(clone: Clone) -> None:
    """Her phone on one branch, her address on the other; of one field the later wins, on every machine."""
    number = clone.opened().rows[0].row_id
    clone.branch("甲")
    clone.seal("手机", number, phone(98))
    clone.seal("备注", number, "先写的")
    clone.branch("乙")
    clone.seal("住址", number, "甲社区")
    clone.seal("备注", number, "后写的")
    values = {row.row_id: row.values for row in clone.merged("甲", "乙").rows}[number]
    assert (values["mobile"], values["area"], values["note"]) == (phone(98), "甲社区", "后写的")


def test_a_sheet_without_its_last_line_end_loses_nothing(clone: Clone) -> None:
    """Some editors take it away; git then sees the last line changed on both sides."""
    clone.branch("甲")
    clone.add(people(1, 10))
    (clone.root / SHEET).write_bytes((clone.root / SHEET).read_bytes().rstrip(b"\n"))
    clone.commit()
    clone.branch("乙")
    clone.add(people(2, 30))
    assert len(clone.merged("甲", "乙").rows) == 5


def test_a_row_moved_to_another_team_is_found_out(clone: Clone) -> None:
    """The place is sealed into each row."""
    other = "teams/yexian/roster.sealed"
    (clone.root / other).write_bytes((clone.root / SHEET).read_bytes())
    found = open_sheet(parse_sheet(other, (clone.root / other).read_text(encoding="ascii")), clone.owner)
    assert not found.rows
    assert {each.rule for each in found.problems} == {"S4"}
