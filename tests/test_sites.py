"""The whole register is right, and each way to be wrong gives exactly the lines of its ``expected.txt``.

A folder of ``sites/wrong`` holds the files that differ from ``sites/whole`` and may name, one a line in
``deleted.txt``, those that are missing. After a change of wording, ``JINGUO_RENEW=1 pytest tests/test_sites.py``
writes every ``expected.txt`` anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import SITES, Content, Problems, Register

CASES = sorted(path.name for path in (SITES / "wrong").iterdir() if path.is_dir())
_ABOUT_THE_CASE = ("expected.txt", "deleted.txt")


def differing(case: Path) -> dict[str, Content]:
    """What a case has instead of the whole register's files."""
    files: dict[str, Content] = {
        path.relative_to(case).as_posix(): path.read_bytes()
        for path in case.rglob("*")
        if path.is_file() and path.relative_to(case).as_posix() not in _ABOUT_THE_CASE
    }
    deleted = case / "deleted.txt"
    if deleted.is_file():
        files |= dict.fromkeys(deleted.read_text(encoding="utf-8").split("\n")[:-1])
    return files


def test_the_whole_register_is_right(register: Register, problems: Problems) -> None:
    """Awkward but legal content gives neither an error nor a warning."""
    assert problems(register({})) == []


@pytest.mark.parametrize("name", CASES)
def test_each_way_to_be_wrong(name: str, register: Register, problems: Problems) -> None:
    """The report of a wrong register is complete, in order, and says what to do."""
    case = SITES / "wrong" / name
    lines = problems(register(differing(case)))
    expected = case / "expected.txt"
    if os.environ.get("JINGUO_RENEW"):
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    assert lines == expected.read_text(encoding="utf-8").split("\n")[:-1]


def test_every_case_differs() -> None:
    """No folder is empty, and no file in it repeats the whole register."""
    for name in CASES:
        case = SITES / "wrong" / name
        files = differing(case)
        assert files, name
        for path, content in files.items():
            whole = SITES / "whole" / path
            assert (whole.read_bytes() if whole.is_file() else None) != content, f"{name}/{path}"


def test_mistakes_of_all_files_come_at_once(register: Register, problems: Problems, tmp_path: Path) -> None:
    """Broken files do not hide one another: merged cases give the lines of each."""
    names = ["f1-gb18030", "f2-tab", "r1-photo-consent", "r3-brand-name", "f3-page"]
    folder = tmp_path / "merged"
    lines: list[str] = []
    for name in names:
        shutil.copytree(SITES / "wrong" / name, folder, dirs_exist_ok=True)
        lines += (SITES / "wrong" / name / "expected.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert sorted(problems(register(differing(folder)))) == sorted(lines)
