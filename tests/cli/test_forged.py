"""What somebody without a key may write into a register must neither steer a terminal nor pass in silence."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from generator.console import Terminal, harmless
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import seal_row
from tests.cli.keyholders import BACKUP, OWNER, PLAIN, SHEET, XINHUA, run, small_register
from tests.lines import add_lines
from tests.sealed.conftest import START

HOSTILE = "甲\x1b]0;题目\x07\x1b[2J\u202e乙\u2028\x85\r丙\udc80\x7f"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A tiny register."""
    (tmp_path / "总队.identity").write_text(PLAIN, encoding="utf-8")
    return small_register(tmp_path / "登记册")


def clean(text: str) -> bool:
    """Nothing that a terminal obeys but line ends."""
    return all(char.isprintable() or char in "\n\u3000" for char in text)


def test_nothing_steers_the_terminal() -> None:
    """Results, warnings and counters are written out; our own lines, spaces and characters stay."""
    out, err = io.StringIO(), io.StringIO()
    err.isatty = lambda: True  # type: ignore[method-assign]
    terminal = Terminal(out=out, err=err)
    terminal.say(f"{HOSTILE}\n　第二行：“示例”")
    terminal.warn(HOSTILE)
    terminal.progress(HOSTILE, 1, 2)
    assert clean(out.getvalue() + err.getvalue().replace("\r甲", "甲"))
    assert out.getvalue().endswith("\n　第二行：“示例”\n")
    assert "\\x1b[2J\\u202e乙\\u2028\\x85\\x0d丙\\udc80\\x7f" in out.getvalue()


def test_a_comment_in_a_list_of_keys(register: Path) -> None:
    """Whose keys a value is sealed to is said, without what the comment would do to the screen."""
    listed = register / "teams/recipients.txt"
    text = f"# 市\x1b[2J妇联\u202e\n{OWNER.public[0]}\n# 备份\n{BACKUP.public[0]}\n"
    listed.write_text(text, encoding="utf-8")
    done = run("seal", "xinhua/aixin", "领队姓名", "--root", register, typed="王样荷\n")
    assert done.exit_code == 0, done.output
    assert "市\\x1b[2J妇联\\u202e" in done.output
    assert clean(done.output)
    assert clean(run("key", "list", "--root", register).output)


def test_a_key_behind_a_bare_carriage_return(register: Path) -> None:
    """One program reads a comment there, another a key: the list names nobody until it is mended."""
    listed = register / "teams/recipients.txt"
    listed.write_bytes(listed.read_bytes() + f"# 说明\r{_new()}\n".encode())
    number = listed.read_bytes().count(b"\n")
    done = run("seal", "xinhua/aixin", "领队姓名", "--root", register, typed="王样荷\n")
    assert done.exit_code == 1
    assert f"teams/recipients.txt:{number}:1: error S2: 这一行里有一个单独的回车符" in done.output
    done = run("check", "--root", register)
    assert f"teams/recipients.txt:{number}:1: error S2" in done.output
    listed.write_bytes(listed.read_bytes().replace(b"\r", b"\r\n"))
    assert run("seal", "xinhua/aixin", "领队姓名", "--root", register, typed="王样荷\n").exit_code == 0


def test_mistakes_of_the_command_line(tmp_path: Path) -> None:
    """Neither does what stands in a mistake."""
    done = subprocess.run(
        [sys.executable, "-m", "generator", "check", "\x1b[31m", "--root", tmp_path],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode != 0
    assert clean(done.stderr)


def test_harmless_keeps_what_is_harmless() -> None:
    """Spaces of our own messages and tables are no dirt."""
    assert harmless("甲　乙\t丙\u00a0丁\n戊") == "甲　乙\t丙\u00a0丁\n戊"


def test_rows_that_change_hands_are_asked_about(register: Path) -> None:
    """A forged team stops the rotation, with the row in question; with ``--yes`` no other team gets it either."""
    sheet = "activities/2024/0305-leifeng/service.sealed"
    hers = recipient_keys(register, SHEET)
    add_lines(register / sheet, [seal_row(sheet, "s-1", {"team": "xinhua/aixin", "name": "周样桃"}, hers, START)])
    add_lines(register / sheet, [seal_row(sheet, "s-1", {"team": "总队"}, hers, START, part=True)])
    key = ("--root", register, "--identity", register.parent / "总队.identity")
    done = run("key", "rotate", *key)
    assert (done.exit_code, f"{sheet} s-1：先后写了不同的队伍" in done.output) == (0, True)
    (register / "teams/xinhua/recipients.txt").write_text(f"# 新\n{XINHUA.public[0]}\n{_new()}\n", encoding="utf-8")
    before = (register / sheet).read_bytes()
    done = run("key", "rotate", *key)
    assert done.exit_code == 1
    assert f"{sheet} s-1：先后写了不同的队伍" in done.output
    assert (register / sheet).read_bytes() == before
    done = run("key", "rotate", *key, "--yes")
    assert done.exit_code == 0, done.output
    assert (register / sheet).read_bytes() != before


def _new() -> str:
    from generator.sealed.age import new_identity, parse_identities  # noqa: PLC0415 -- for this one

    return parse_identities(new_identity("新")).public[0]
