"""Rules S9, S10 and S13: lists of recipients are read once, and git is told how sheets are united."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.checks import keys
from generator.checks.registry import RULES, Facts
from generator.records.library import load
from generator.records.recipients import Recipients
from tests.conftest import TODAY, Problems, Register

ROSTER = "teams/donghe/liulin-aixin/roster.sealed"
LINE = "*.sealed text eol=lf merge=union -diff"


class Counted(dict[str, Recipients]):
    """Lists of recipients that know how often they were asked for."""

    asked = 0

    def get(self, key: str, default: Recipients | None = None) -> Recipients | None:  # type: ignore[override]
        """One question."""
        self.asked += 1
        return super().get(key, default)


def test_each_list_is_read_once(register: Register) -> None:
    """However many service records there are: each of them may be read by the readers of every team."""
    root = register({})
    library, _ = load(root)
    sheet = library.sheets["activities/2026/0305-liulin-leifeng/service.sealed"]
    library.sheets |= {f"activities/2026/{number:04}-x/service.sealed": sheet for number in range(50)}
    lists = Counted(library.recipients)
    library.recipients = lists
    assert list(keys.rows_follow_their_list(RULES["S9"], Facts(library, TODAY))) == []
    assert 0 < lists.asked < len(library.sheets)


@pytest.mark.parametrize("text", ["", "\n", " \r\n\t\n"])
def test_an_emptied_sheet_is_told(text: str, register: Register, problems: Problems) -> None:
    """A roster that an editor has saved empty is not the same as no roster."""
    told = [line for line in problems(register({ROSTER: text})) if " S10: " in line]
    assert told == [
        f"{ROSTER}:1:1: warning S10: 这张密封表是空的 —— 如果本来就没有人，请删掉这个文件；如果有，请从 git 历史里恢复"
    ]


@pytest.mark.parametrize("text", ["v-1 retired:v1:2026-01-05\n", "v-1 sealed:v1:x\n"])
def test_a_sheet_of_deleted_rows_is_not_empty(text: str, register: Register, problems: Problems) -> None:
    """It keeps numbers from being given again; a broken one has rows too."""
    assert not [line for line in problems(register({ROSTER: text})) if " S10: " in line]


def united(root: Path) -> list[str]:
    """What S13 says of a register."""
    return [str(each) for each in keys.git_unites_sheets(RULES["S13"], Facts(load(root)[0], dt.date(2026, 1, 5)))]


@pytest.mark.parametrize(
    ("attributes", "times"),
    [
        (None, 1),
        ("", 1),
        ("* text=auto eol=lf\n", 1),
        ("# *.sealed merge=union\n", 1),
        ("*.sealed text eol=lf -diff\n", 1),
        ("*.sealed merge=union\n*.sealed -merge\n", 1),
        ("*.jpg merge=union\n", 1),
        (f"* text=auto\n{LINE}\n", 0),
        (f"{LINE}\n*.sealed -diff\n", 0),
        ("*.sealed\tmerge=union\r\n", 0),
        ("**/*.sealed merge=union\n", 0),
    ],
)
def test_git_is_told_how_to_unite_sheets(attributes: str | None, times: int, register: Register) -> None:
    """Once a register, where git and sheets are, whatever the file says first; it names the line to add."""
    given = {} if attributes is None else {".gitattributes": attributes}
    told = united(register({".git/HEAD": "ref: refs/heads/main\n", **given}))
    assert len(told) == times
    assert all(line.startswith(".gitattributes:1:1: warning S13: ") and LINE in line for line in told)


def test_without_git_or_sheets_nothing_is_said_of_merging(register: Register) -> None:
    """A register in a folder of a larger repository cannot know; one without sheets has nothing to unite."""
    root = register({})
    assert united(root) == []
    (root / ".git").write_text("gitdir: ../elsewhere\n", encoding="utf-8")
    assert len(united(root)) == 1
    for path in root.rglob("*.sealed"):
        path.unlink()
    assert united(root) == []
