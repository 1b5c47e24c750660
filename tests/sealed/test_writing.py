"""Sealed lines go into the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.records.sheets import MAX_SHEET
from generator.sealed import writing
from generator.sealed.refused import Refused
from generator.sealed.writing import append, rewrite
from generator.swap import swap

A, B = "teams/a/roster.sealed", "teams/b/roster.sealed"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with one sheet that does not end its last line."""
    (tmp_path / "teams" / "a").mkdir(parents=True)
    (tmp_path / A).write_bytes(b"r-1 sealed:v1:eA==")
    return tmp_path


def left(root: Path) -> Iterator[str]:
    """Everything that lies in the register, but for the lock."""
    return (
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts
    )


def test_lines_are_added_and_old_ones_keep_their_bytes(root: Path) -> None:
    """A last line without end gets one; sheets that do not exist are made; no line, no file."""
    append(root, {A: ["r-2 x", "r-3 y"], B: ["r-4 z"], "teams/c/roster.sealed": []})
    assert (root / A).read_bytes() == b"r-1 sealed:v1:eA==\nr-2 x\nr-3 y\n"
    assert (root / B).read_bytes() == b"r-4 z\n"
    assert sorted(left(root)) == [A, B]


def test_nothing_is_written_when_a_sheet_would_be_too_long(root: Path) -> None:
    """All sheets or none."""
    with pytest.raises(Refused, match="5 MB，什么也没有写"):
        append(root, {B: ["r-4 z"], A: ["x" * MAX_SHEET]})
    assert sorted(left(root)) == [A]


def test_a_sheet_that_was_changed_meanwhile_is_left_alone(root: Path) -> None:
    """A whole new sheet takes the place of exactly what it was made from."""
    with pytest.raises(Refused, match="刚刚有人改过，什么也没有写"):
        rewrite(root, {A: b"new\n", B: b"new\n"}, {A: b"something else", B: b""})
    assert sorted(left(root)) == [A]
    rewrite(root, {A: b"new\n"}, {A: b"r-1 sealed:v1:eA=="})
    assert (root / A).read_bytes() == b"new\n"


@pytest.mark.parametrize("linked", ["teams/b", B], ids=["folder", "file"])
def test_links_are_refused(root: Path, tmp_path_factory: pytest.TempPathFactory, linked: str) -> None:
    """Sealed rows do not go where a link leads."""
    away = tmp_path_factory.mktemp("away")
    (root / linked).parent.mkdir(parents=True, exist_ok=True)
    (root / linked).symlink_to(away / "x" if linked == B else away)
    with pytest.raises(Refused, match="链接"):
        append(root, {B: ["r-4 z"]})
    assert list(away.iterdir()) == []


def test_a_failure_in_the_middle_says_how_far_it_went(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sheet is old or new; running it again goes on."""

    def failing(target: Path, data: bytes, **how: bytes | None) -> None:
        if target == root / B:
            raise OSError(28, "disk full")
        swap(target, data, expected=how.get("expected"))

    monkeypatch.setattr(writing, "swap", failing)
    with pytest.raises(Refused, match=r"teams/b/roster.sealed 写不进去（磁盘满了，请先腾出地方）；已经写好 1 张"):
        append(root, {A: ["r-2 x"], B: ["r-4 z"]})
    assert sorted(left(root)) == [A]
    assert (root / A).read_bytes().endswith(b"r-2 x\n")
