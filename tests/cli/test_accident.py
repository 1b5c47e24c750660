"""A mistake of ours while private values are at hand: where it was, and nothing of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import faults
from generator.cli import roster_add, wording
from generator.cli.main import jinguo
from tests import tiny
from tests.sealed.handed_files import id_number, people, phone, workbook

VALUES = ("赵样荷", phone(0), id_number(0))


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A command line that ends in an exception which quotes all it has."""
    root = tiny.write(tmp_path / "登记册", photos=False)
    (tmp_path / "名单.xlsx").write_bytes(workbook(people(1)))

    def broken(people: object, *_: object) -> None:
        raise ValueError(f"cannot handle {VALUES} {people}") from KeyError(*VALUES)

    monkeypatch.setattr(roster_add, "plan", broken)
    monkeypatch.setattr(roster_add, "_readers", lambda _: ())
    return ["roster", "add", str(tmp_path / "名单.xlsx"), "--team", "xinhua", "--root", str(root)]


def test_an_accident_is_one_line_without_values(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The kind of exception and our own places are all that a mender needs."""
    with pytest.raises(SystemExit) as left:
        wording.run(jinguo, words)
    assert left.value.code == 1
    said = capsys.readouterr()
    told = [line for line in said.err.splitlines() if "意外" in line]
    assert len(told) == 1
    assert "（ValueError）" in told[0]
    assert "generator/cli/roster_add.py:" in told[0]
    assert "Traceback" not in said.err
    assert not [value for value in VALUES if value in said.out + said.err]


def test_developers_may_see_all(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """On demand, for invented people."""
    monkeypatch.setenv(faults.TRACE, "1")
    with pytest.raises(ValueError, match="cannot handle"):
        wording.run(jinguo, words)
