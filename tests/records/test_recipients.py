"""Who may open a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.recipients import (
    SAMPLE_KEYS,
    parse_recipients,
    recipients_of,
    sample_key_problems,
)

ONE, TWO, THREE = sorted(SAMPLE_KEYS)[:3]
SAMPLE = Path(__file__).parents[1] / "sample"
SECRET = "AGE-SECRET-KEY-1" + "Q" * 58


def write(root: Path, path: str, *lines: str) -> None:
    """Write one ``recipients.txt``."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_one_key_a_line_and_comments() -> None:
    """Comments, blank lines and CRLF are nothing; each key keeps its line."""
    found = parse_recipients("teams/recipients.txt", f"# 总队\r\n{ONE}\r\n\r\n  {TWO}\n{ONE}\n")
    assert [(each.key, each.line) for each in found.listed] == [(ONE, 2), (TWO, 4), (ONE, 5)]
    assert found.keys == (ONE, TWO)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (ONE[:-1] + ("q" if ONE[-1] != "q" else "p"), "公钥抄错了，校验不通过"),
        (ONE.upper(), "公钥抄错了，校验不通过"),
        (ONE[:-2], "这一行不是公钥"),
        (f"{ONE} # 总队", "公钥后面不能跟说明"),
        (f"{ONE} {TWO}", "这一行不是公钥"),
        (SECRET, "这里写的是私钥，私钥不能进登记册"),
        ("ssh-ed25519 AAAA", "不支持这一种公钥"),
        ("总队", "这一行不是公钥"),
    ],
)
def test_each_way_to_be_wrong(line: str, message: str) -> None:
    """A line that is no key is a Problem with its line and a hint; its text is not repeated."""
    found = parse_recipients("teams/recipients.txt", f"{TWO}\n{line}\n")
    assert [(each.line, each.rule, each.message) for each in found.problems] == [(2, "S2", message)]
    assert found.problems[0].hint
    assert SECRET not in str(found.problems[0])
    assert found.keys == (TWO,)


@given(st.sampled_from(sorted(SAMPLE_KEYS)), st.integers(4, 61), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_a_slip_of_the_pen_is_found(key: str, place: int, char: str) -> None:
    """One wrong character anywhere in a key is noticed before anything is sealed to nobody."""
    written = key[:place] + char + key[place + 1 :]
    assert bool(parse_recipients("r", written).problems) == (written != key)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever is saved as recipients.txt, the result is keys and Problems."""
    found = parse_recipients("r", text)
    assert all(problem.hint for problem in found.problems)


def test_union_of_the_folder_and_all_above(tmp_path: Path) -> None:
    """A 分队's sheet is sealed to the federation's keys and its own, another 分队's keys are not among them."""
    write(tmp_path, "teams/recipients.txt", ONE, TWO)
    write(tmp_path, "teams/xinhua/recipients.txt", THREE, ONE)
    write(tmp_path, "teams/weidong/recipients.txt", "not a key")
    assert recipients_of(tmp_path, "teams/xinhua/x/roster.sealed").keys == (ONE, TWO, THREE)
    assert recipients_of(tmp_path, "teams/roster.sealed").keys == (ONE, TWO)
    assert recipients_of(tmp_path, "teams/xinhua/x/roster.sealed").problems == ()


def test_fewer_than_two_is_an_error(tmp_path: Path) -> None:
    """One key, or one key written twice, could be lost with the person who holds it."""
    sheet = "teams/xinhua/roster.sealed"
    assert recipients_of(tmp_path, sheet).problems[0].path == sheet
    write(tmp_path, "teams/recipients.txt", ONE)
    write(tmp_path, "teams/xinhua/recipients.txt", ONE)
    problems = recipients_of(tmp_path, sheet).problems
    assert [problem.path for problem in problems] == ["teams/recipients.txt"]
    assert "只有 1 把公钥能打开，至少要 2 把" in problems[0].message


def test_a_path_out_of_the_register_is_refused(tmp_path: Path) -> None:
    """Keys are never looked for outside the register."""
    for path in ("../x/roster.sealed", "/etc/roster.sealed"):
        with pytest.raises(ValueError, match="inside the register"):
            recipients_of(tmp_path, path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A linked list of keys could change without a commit."""
    write(tmp_path, "elsewhere.txt", ONE, TWO)
    (tmp_path / "teams").mkdir()
    (tmp_path / "teams" / "recipients.txt").symlink_to(tmp_path / "elsewhere.txt")
    found = recipients_of(tmp_path, "teams/roster.sealed")
    assert found.keys == ()
    assert "符号链接" in found.problems[0].message


def test_sample_keys_are_known(tmp_path: Path) -> None:
    """In a register that is no sample, each sample key is an error at its line; others are not."""
    write(tmp_path, "teams/recipients.txt", "# 说明", ONE, TWO)
    found = recipients_of(tmp_path, "teams/roster.sealed")
    problems = sample_key_problems(found.listed)
    assert [(each.path, each.line, each.severity) for each in problems] == [
        ("teams/recipients.txt", 2, "error"),
        ("teams/recipients.txt", 3, "error"),
    ]
    assert "样例公钥" in problems[0].message


def test_every_sample_identity_is_listed() -> None:
    """A key that anyone can read cannot be added to the sample without being recognised."""
    files = sorted(SAMPLE.glob("*.identity"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    public = {line.removeprefix("# public key: ") for line in lines if line.startswith("# public key: ")}
    assert len(files) == len(public)
    assert public == SAMPLE_KEYS
    assert all("绝不能" in file.read_text(encoding="utf-8") for file in files)
