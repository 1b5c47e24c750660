"""Reports and keys: a passphrase is asked for once and last, and what a key does not open is no failure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import keyring, private
from generator.clock import today
from generator.sealed.age import lock
from generator.sealed.recipients import recipient_keys
from generator.sealed.reports.review import NAME
from generator.sealed.sheets import seal_row
from tests.cli.keyholders import PLAIN, WORDS, XINHUA, run, small_register
from tests.lines import add_lines
from tests.sealed.conftest import START, person

SHEET = "teams/yexian/roster.sealed"
COMMANDS: dict[str, tuple[str, ...]] = {
    "登记表": ("report", "form"), "统计表": ("report", "stats"), "年报": ("report", "annual", "--year", "2024"),
    "变动情况": ("report", "changes", "--since", "2026-01-01"), "整理清单": ("roster", "review"),
    "服务记录": ("service", "export"), "个人": ("report", "person", "r-1"),
}  # fmt: skip
MISTAKES: dict[str, tuple[str, ...]] = {
    "no reason": ("report", "changes", "--since", "2026-01-01", "--full"),
    "no reason for forms": ("report", "form", "--full"),
    "no reason for the list": ("roster", "review", "--full"),
    "no such team": ("report", "form", "--team", "nobody"),
    "no such day": ("report", "changes", "--since", "一月"),
    "no such day of figures": ("report", "stats", "--as-of", "7月30日"),
    "a year to come": ("roster", "review", "--year", str(today().year + 1)),
    "an open folder": ("report", "annual", "--year", "2024", "--out", "site"),
}


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny register with one volunteer below a 分队, and one whose row only other keys open."""
    root = small_register(tmp_path / "登记 册")
    monkeypatch.chdir(root)
    add_lines(root / SHEET, [seal_row(SHEET, "r-2", person("王样兰", 2), recipient_keys(root, SHEET), START)])
    return root


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The owner's key behind a passphrase."""
    path = tmp_path_factory.mktemp("钥匙") / "甲.identity"
    path.write_bytes(lock(PLAIN.encode(), WORDS))
    return path


@pytest.fixture
def xinhua(tmp_path: Path) -> Path:
    """The key of one 分队."""
    path = tmp_path / "新华.identity"
    path.write_text("".join(f"{key}\n" for key in XINHUA.keys), encoding="ascii")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_the_passphrase_comes_from_standard_input(register: Path, locked: Path, name: str) -> None:
    """Which can be read only once: whoever asked twice would find nothing."""
    words: tuple[str | Path, ...] = (
        *COMMANDS[name],
        "--root",
        register,
        "--identity",
        locked,
        "--passphrase-file",
        "-",
    )
    done = run(*words, typed=f"{WORDS}\n")
    assert done.exit_code == 0, done.output
    assert WORDS not in done.output


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_before_anybody_types(
    register: Path, locked: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the key's passphrase nor the one of the files is asked for in vain."""
    asked: list[str] = []
    monkeypatch.setattr(keyring, "at_terminal", lambda: True)
    monkeypatch.setattr(keyring, "hidden", asked.append)
    done = run(*MISTAKES[name], "--root", register, "--identity", locked)
    assert done.exit_code in {1, 2}
    assert not asked
    assert "错误" in done.stderr or done.exception is not None


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "登记表"])
def test_a_key_that_opens_only_its_own(register: Path, xinhua: Path, name: str) -> None:
    """Is as it should be: one line tells how many teams it did not open, and the command has done its work."""
    done = run(*COMMANDS[name], "--root", register, "--identity", xinhua)
    assert done.exit_code == 0, done.output
    if name != "个人":
        assert "打不开 1 支队伍的名册" in done.stderr


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"登记表", "个人"}])
def test_a_damaged_row(register: Path, tmp_path: Path, name: str) -> None:
    """The report is made of the others, and the status says that something is lost."""
    key = tmp_path / "甲.identity"
    key.write_text(PLAIN, encoding="utf-8")
    lines = (register / SHEET).read_text(encoding="ascii").splitlines()
    moved = lines[-1].replace("r-2 ", "r-3 ", 1)
    (register / SHEET).write_text("\n".join([*lines, moved, ""]), encoding="ascii")
    done = run(*COMMANDS[name], "--root", register, "--identity", key)
    assert done.exit_code == 1
    assert "已写入" in done.output
    assert "从别处搬来的" in done.stderr


def test_a_review_of_an_earlier_year(register: Path, tmp_path: Path) -> None:
    """It is looked at from the end of that year, and the console says nothing else than the paper."""
    key = tmp_path / "甲.identity"
    key.write_text(PLAIN, encoding="utf-8")
    earlier = run("roster", "review", "--root", register, "--identity", key, "--year", "2020")
    now = run("roster", "review", "--root", register, "--identity", key)
    assert earlier.exit_code == now.exit_code == 0
    assert earlier.output != now.output
    assert f"{NAME}.xlsx" in earlier.output


@pytest.mark.parametrize(
    "words", [("report", each) for each in ("form", "stats", "annual", "changes", "filing")] + [("roster", "review")]
)
def test_help_is_chinese_throughout(words: tuple[str, str]) -> None:
    """Its headings too."""
    said = run(*words, "--help").output
    assert "选项" in said
    assert "Options" not in said
    assert "Show this message" not in said


@pytest.mark.parametrize("command", [("roster", "export"), ("report", "form")], ids=["roster", "forms"])
def test_at_a_terminal_the_reason_is_asked(
    register: Path, xinhua: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Before any key is opened; what was answered stands in the log."""
    monkeypatch.setattr(private, "at_terminal", lambda: True)
    done = run(*command, "--full", "--identity", str(xinhua), typed="办理保险\n")
    assert done.exit_code == 0
    assert "为什么要完整的号码" in done.output
    noted = json.loads((register / "private" / "exports.log").read_text(encoding="utf-8"))
    assert (noted["values"], noted["reason"]) == ("full", "办理保险")
