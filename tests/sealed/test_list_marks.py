"""Marks in lists of recipients: whoever replaces a key is told without one, until everything is sealed anew."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.personal import find
from generator.records.reader_marks import reader_mark, shown_mark, with_mark
from generator.records.recipients import Recipients, outdated_marks, parse_recipients
from generator.sealed import rotate, writing
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.recipients import recipient_keys
from generator.sealed.refused import Refused
from generator.sealed.sheets import seal_row
from generator.sealed.writing import append, rewrite
from generator.swap import swap
from tests.sealed.conftest import START, person
from tests.sealed.rotating import NEW, A, everything, rotated

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

TOP, XINHUA = "teams/recipients.txt", "teams/xinhua/recipients.txt"
MARK = re.compile(r"^# 密封标记 [0-9a-f]{4}(?::[0-9a-f]{4}){3}（jinguo key rotate 写的，请不要改）$", re.MULTILINE)


def lists(root: Path) -> dict[str, Recipients]:
    """All lists of a register."""
    paths = sorted(root.rglob("recipients.txt"))
    named = {path.relative_to(root).as_posix(): path.read_bytes().decode() for path in paths}
    return {path: parse_recipients(path, text) for path, text in named.items()}


def outdated(register: Register) -> list[str]:
    """Lists that have changed since."""
    return [path for path, _ in outdated_marks(lists(register.root))]


def replace(register: Register, path: str, old: str, new: str) -> None:
    """Put one key in the place of another; the rest of the file stays."""
    full = register.root / path
    full.write_bytes(full.read_bytes().replace(old.encode(), new.encode()))


def test_a_replaced_key_is_seen_until_it_is_sealed_to(register: Register) -> None:
    """The number of readers stays the same; every list that is read along with it is told, too."""
    assert outdated(register) == []
    made = rotated(register)
    assert (made.sheets, made.marked) == ({}, [TOP, XINHUA])
    assert all(len(MARK.findall((register.root / path).read_text(encoding="utf-8"))) == 1 for path in (TOP, XINHUA))
    assert rotated(register).marked == outdated(register) == []
    replace(register, TOP, register.backup.public[0], NEW.public[0])
    assert outdated(register) == [TOP, XINHUA]
    assert rotated(register).marked == [TOP, XINHUA]
    assert outdated(register) == []
    assert len(MARK.findall((register.root / TOP).read_text(encoding="utf-8"))) == 1


def test_a_subtree_marks_only_itself(register: Register) -> None:
    """A list whose sheets have not all been sealed anew keeps its mark, above the team as well as around it."""
    rotated(register)
    replace(register, XINHUA, register.xinhua.public[0], NEW.public[0])
    assert rotated(register, team="xinhua/a").marked == []
    assert outdated(register) == [XINHUA]
    replace(register, TOP, register.backup.public[0], register.xinhua.public[0])
    assert rotated(register, team="xinhua").marked == [XINHUA]
    assert outdated(register) == [TOP]


def test_nothing_is_marked_when_a_list_changes_meanwhile(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows sealed to the list of before are not written either."""
    rotated(register)
    replace(register, XINHUA, register.xinhua.public[0], NEW.public[0])
    before = everything(register.root)

    def late(*arguments: object) -> None:
        replace(register, TOP, register.backup.public[0], register.xinhua.public[0])
        rewrite(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(rotate, "rewrite", late)
    with pytest.raises(Refused, match="刚刚有人改过，什么也没有写"):
        rotated(register)
    assert everything(register.root) == before
    assert outdated(register) == [TOP, XINHUA]


def test_marks_come_last(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk fills up in between, the list still tells that something is to be done."""
    rotated(register)
    replace(register, TOP, register.backup.public[0], NEW.public[0])
    written: list[str] = []

    def failing(target: Path, data: bytes, **how: bytes | None) -> None:
        if target.name == "recipients.txt":
            raise OSError(28, "disk full")
        written.append(target.name)
        swap(target, data, expected=how.get("expected"))

    monkeypatch.setattr(writing, "swap", failing)
    with pytest.raises(Refused, match=r"recipients\.txt 写不进去"):
        rotated(register)
    assert len(written) == len(everything(register.root))
    assert outdated(register) == [TOP, XINHUA]


def test_the_first_row_under_a_list_marks_it(register: Register) -> None:
    """Whoever adds it has no key; under rows that are there already nobody knows to whom they are sealed."""
    own = register.root / "teams/yexian/c/recipients.txt"
    own.write_bytes(f"\ufeff# 丙镇\r\n{NEW.public[0]}".encode())
    before = own.read_bytes()
    sheet = "teams/yexian/c/record.sealed"
    line = seal_row(sheet, "r-1", person("刘样菊"), recipient_keys(register.root, sheet), START)
    append(register.root, {sheet: [line]})
    assert own.read_bytes() == before  # its roster holds rows
    (register.root / "teams/yexian/c/roster.sealed").unlink()
    (register.root / sheet).unlink()
    append(register.root, {sheet: [line]})
    keys = {*register.owner.public, *register.backup.public, *NEW.public}
    marked = before + f"\r\n# 密封标记 {shown_mark(keys)}（jinguo key rotate 写的，请不要改）\r\n".encode()
    assert own.read_bytes() == marked
    assert (register.root / TOP).read_bytes().count("密封标记".encode()) == 0
    replace(register, "teams/yexian/c/recipients.txt", NEW.public[0], register.xinhua.public[0])
    assert outdated(register) == ["teams/yexian/c/recipients.txt"]
    marked = own.read_bytes()
    append(register.root, {sheet: [line]})
    assert own.read_bytes() == marked


def test_a_first_row_for_others_marks_nothing(register: Register) -> None:
    """The list was changed while somebody typed: the row is sealed to fewer than it names now."""
    (register.root / "teams/xinhua/roster.sealed").unlink()
    for name in ("xinhua/contact", "xinhua/a/roster", "xinhua/a/contact"):
        (register.root / f"teams/{name}.sealed").unlink()
    line = seal_row(A, "r-1", person("李样梅"), recipient_keys(register.root, A), START)
    register.recipients(XINHUA, register.xinhua, NEW)
    append(register.root, {A: [line]})
    assert not lists(register.root)[XINHUA].marks


@given(
    st.lists(
        st.sampled_from(["# 说明", "", "age1x", "#", "# 密封标记 0000", "#密封标记", " # 密封标记 x（y）"]), max_size=7
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_other_lines_keep_every_byte(lines: list[str], end: str, last: str, bom: str) -> None:
    """However often a list is marked, with any line end: there is one mark, and the line ends are those of the list."""
    text = bom + end.join(lines) + (end if last and lines else "")
    once = with_mark(text.encode(), ["a"])
    assert with_mark(once, ["a"]) == once
    others = [each for each in text.removeprefix("\ufeff").splitlines() if "密封标记" not in each]
    after = once.decode()
    assert after.startswith("\ufeff") == bool(bom)
    kept = [each for each in after.removeprefix("\ufeff").splitlines() if "密封标记" not in each]
    assert [each for each in kept if each] == [each for each in others if each]
    assert after.count("密封标记") == 1
    assert after.count("\r\n") in {0, after.count("\n")}
    assert [mark.text for mark in parse_recipients("teams/x", after).marks] == [shown_mark(["a"])]


def test_a_mark_is_nobodys_note() -> None:
    """A key that somebody puts below the mark has no note, and one above it keeps its own."""
    key = NEW.public[0]
    listed = parse_recipients("teams/x", f"# 甲\n# 密封标记 1（x）\n{key}\n# 密封标记 2\n{key}\n").listed
    assert [each.note for each in listed] == ["甲", ""]


def test_a_mark_is_no_telephone_number() -> None:
    """Sixteen hexadecimal digits may hold eleven figures in a row, and a list with a mobile number blocks the site."""
    assert shown_mark(["a"]).replace(":", "") == reader_mark(["a"])
    assert find("# 密封标记 a130:0000:0000:0b12（jinguo") == []
    assert find("# 密封标记 a13000000000b123（jinguo")


@pytest.mark.skipif(not shutil.which("age"), reason="the stock age program is not installed")
def test_the_stock_program_reads_a_marked_list(tmp_path: Path) -> None:
    """``age -R`` seals to the keys and passes over the mark."""
    text = new_identity("x")
    key = parse_identities(text)
    (tmp_path / "recipients.txt").write_bytes(with_mark(f"{key.public[0]}\n".encode(), key.public))
    (tmp_path / "key").write_text(text, encoding="utf-8")
    listed = tmp_path / "recipients.txt"
    sealed = subprocess.run(["age", "-R", listed], input=b"plain", capture_output=True, check=True).stdout
    opened = subprocess.run(["age", "-d", "-i", tmp_path / "key"], input=sealed, capture_output=True, check=True)
    assert opened.stdout == b"plain"
