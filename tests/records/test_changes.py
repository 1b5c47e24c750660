"""Several commands write into one register: none of them undoes what another has written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.records.changes import LOCK, UnchangedError, change, places, with_photo
from generator.records.edits import UneditableError, with_value

TEXT = "---\ntitle: 甲\nphotos:\n  - {file: 01.jpg}\n  - {file: 02.jpg}\n---\n正文\n"
REPORT = "activities/2024/0305-x/report.md"
ADDS = """
import sys
from pathlib import Path
from generator.records.changes import change
from generator.records.edits import with_value
for number in range(5):
    key = f"{sys.argv[2]}{number}"
    change(Path(sys.argv[1]), {"a.yml": lambda text: with_value(text, (key,), number)})
"""


def test_processes_wait_for_one_another(tmp_path: Path) -> None:
    """Every value of every process is there."""
    (tmp_path / "a.yml").write_text("z: 1\n")
    running = [subprocess.Popen([sys.executable, "-c", ADDS, str(tmp_path), each]) for each in "abcdef"]
    assert [process.wait(60) for process in running] == [0] * 6
    keys = {line.partition(":")[0] for line in (tmp_path / "a.yml").read_text().splitlines()}
    assert keys == {"z"} | {f"{letter}{number}" for letter in "abcdef" for number in range(5)}
    assert {path.name for path in tmp_path.iterdir()} == {"a.yml", LOCK.parts[0]}


def test_a_photo_is_found_by_its_name() -> None:
    """Where it stands now; without or with two of the name nothing is guessed."""
    assert places(REPORT, TEXT, "02.jpg") == [("photos", 1)]
    assert with_photo(REPORT, TEXT, "02.jpg", "ai", value=True) == TEXT.replace("02.jpg", "02.jpg, ai: true")
    portrait = "---\nportrait: {file: 01.jpg}\n---\n"
    assert places("content/volunteers/a.md", portrait, "01.jpg") == [("portrait",)]
    for text in (TEXT, TEXT.replace("01", "09").replace("02", "09"), "---\nphotos: [\n---\n", "---\nphotos: 1\n---\n"):
        with pytest.raises(UneditableError):
            with_photo(REPORT, text, "09.jpg", "ai", value=True)


def test_all_records_or_none(tmp_path: Path) -> None:
    """One that cannot be changed keeps the others, and what comes first, from being done."""
    (tmp_path / "a.yml").write_text("a: 1\n")
    (tmp_path / "b.yml").write_text("- 1\n")
    done: list[int] = []
    edits = dict.fromkeys(("a.yml", "b.yml"), lambda text: with_value(text, ("x",), 1))
    with pytest.raises(UnchangedError, match=r"^b\.yml ") as error:
        change(tmp_path, edits, lambda: done.append(1))
    assert (error.value.late, done, (tmp_path / "a.yml").read_text()) == (False, [], "a: 1\n")


def test_a_save_in_the_last_moment_is_kept(tmp_path: Path) -> None:
    """An editor knows nothing of our lock, so the file is compared before it is replaced."""
    (tmp_path / "a.yml").write_text("a: 1\n")

    def saves() -> None:
        (tmp_path / "a.yml").write_text("a: 2\n")

    with pytest.raises(UnchangedError, match="刚刚有人改过") as error:
        change(tmp_path, {"a.yml": lambda text: with_value(text, ("x",), 1)}, saves)
    assert (error.value.late, (tmp_path / "a.yml").read_text()) == (True, "a: 2\n")


def test_what_a_killed_command_left_goes(tmp_path: Path) -> None:
    """With the next change of the same file."""
    (tmp_path / "a.yml").write_text("a: 1\n")
    (tmp_path / ".a.yml.abcd.part").write_text("half")
    assert change(tmp_path, {"a.yml": lambda text: with_value(text, ("x",), 1)}) == 1
    assert not list(tmp_path.glob(".*.part"))
