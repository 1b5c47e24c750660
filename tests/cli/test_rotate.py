"""``jinguo key rotate``, and what each level can read by the stock age program."""

from __future__ import annotations

import base64
import shutil
import subprocess
import traceback
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.records.sheets import parse_sheet, retired_line
from generator.sealed.age import lock, new_identity, parse_identities
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import seal_row
from tests.cli.keyholders import BACKUP, OWNER, PLAIN, SHEET, WORDS, run, small_register
from tests.lines import add_lines
from tests.sealed.conftest import START

AGE = pytest.mark.skipif(not shutil.which("age"), reason="the stock age program is not installed")
SQUAD, BRANCH, OTHER, TOP = SHEET, "teams/xinhua/roster.sealed", "teams/yexian/roster.sealed", "teams/roster.sealed"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A tiny register with a key of the top's on the disk."""
    (tmp_path / "总队.identity").write_text(PLAIN, encoding="utf-8")
    return small_register(tmp_path / "登记 册")


@pytest.fixture
def identity(register: Path) -> Path:
    """The top's key."""
    return register.parent / "总队.identity"


def fresh(root: Path, name: str) -> tuple[Path, str]:
    """A new key on the disk, and its public half."""
    path = root.parent / f"{name}.identity"
    path.write_text(new_identity(name), encoding="utf-8")
    return path, parse_identities(path.read_text(encoding="utf-8")).public[0]


def listed(root: Path, folder: str, *keys: str) -> None:
    """Write a list of recipients."""
    (root / folder / "recipients.txt").write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")


def sheets(root: Path) -> dict[str, bytes]:
    """All sheets."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.sealed"))}


def readable_by(root: Path, keys: Mapping[str, Path]) -> dict[str, set[str]]:
    """By key: the sheets of which every row opens in the stock age program, and none of the others' does."""
    found: dict[str, set[str]] = {}
    for name, key in keys.items():
        found[name] = set()
        for path, data in sheets(root).items():
            rows = parse_sheet(path, data.decode()).rows
            tokens = [base64.b64decode(row.token) for row in rows]
            asked = [
                subprocess.run(["age", "-d", "-i", key], input=each, capture_output=True, check=False)
                for each in tokens
            ]
            done = {each.returncode for each in asked}
            assert len(done) == 1, f"{name} reads a part of {path}"
            if done == {0}:
                found[name].add(path)
    return found


@AGE
def test_each_level_reads_its_own(register: Path) -> None:
    """A squad's sheet is read by the top, its own 分队 and the backup; no other 分队 opens any of it."""
    keys: dict[str, Path] = {}
    public: dict[str, str] = {}
    for name in ("总队", "离线备份", "新华区", "叶县"):
        keys[name], public[name] = fresh(register, name)
    listed(register, "teams", public["总队"], public["离线备份"])
    listed(register, "teams/xinhua", public["新华区"])
    listed(register, "teams/yexian", public["叶县"])
    (register / SQUAD).unlink()
    for sheet in (SQUAD, BRANCH, OTHER, TOP):
        lines = [seal_row(sheet, f"r-{n}", {"name": "周样桃"}, recipient_keys(register, sheet), START) for n in (1, 2)]
        add_lines(register / sheet, lines)
    everything = {SQUAD, BRANCH, OTHER, TOP}
    by_level = {"总队": everything, "离线备份": everything, "新华区": {SQUAD, BRANCH}, "叶县": {OTHER}}
    assert readable_by(register, keys) == by_level
    keys["接任"], public["接任"] = fresh(register, "接任")
    listed(register, "teams/xinhua", public["接任"])
    done = run("key", "rotate", "--root", register, "--identity", keys["离线备份"])
    assert done.exit_code == 0, done.output
    assert readable_by(register, keys) == by_level | {"新华区": set(), "接任": {SQUAD, BRANCH}}


def test_it_says_what_it_did_and_what_it_cannot(register: Path, identity: Path) -> None:
    """Counts, what no rotation takes back, and what comes next; a second run has nothing to do."""
    _, new = fresh(register, "新")
    listed(register, "teams", OWNER.public[0], new)
    done = run("key", "rotate", "--root", register, "--identity", identity)
    assert done.exit_code == 0, done.output
    assert "已重新密封 1 行，写了 1 张表" in done.output
    for word in ("以前的提交", "备份", "已经导出的文件", "看过的", "git commit", "recipients.txt", "历史"):
        assert word in done.output
    again = run("key", "rotate", "--root", register, "--identity", identity)
    assert (again.exit_code, again.output) == (0, "没有要换的：1 行都已经按现在的收件名单密封\n")


def test_a_key_that_opens_nothing_is_one_line(register: Path) -> None:
    """However many sheets there are."""
    for sheet in (BRANCH, OTHER, TOP):
        add_lines(register / sheet, [seal_row(sheet, "r-1", {"name": "密"}, recipient_keys(register, sheet), START)])
    stranger, _ = fresh(register, "外人")
    before = sheets(register)
    done = run("key", "rotate", "--root", register, "--identity", stranger)
    assert done.exit_code == 1
    assert done.output.count("\n") == 1
    assert "这把钥匙一行也打不开" in done.output
    assert sheets(register) == before


def test_rows_in_the_way_are_listed(register: Path, identity: Path) -> None:
    """At most ten of them, then how many more; nothing is written."""
    stranger = fresh(register, "外人")[1]
    lines = [seal_row(SQUAD, f"r-{n}", {"name": "密"}, [stranger, BACKUP.public[0]], START) for n in range(20, 35)]
    add_lines(register / SQUAD, lines)
    before = sheets(register)
    done = run("key", "rotate", "--root", register, "--identity", identity)
    assert done.exit_code == 1
    assert done.output.count("error S3") == 10
    assert "……还有 5 处" in done.output
    assert "有 15 处不能换，所以一行也没有换" in done.output
    assert sheets(register) == before


def test_nobody_locks_herself_out_by_accident(register: Path, identity: Path) -> None:
    """It is refused with the reason; whoever leaves her post says so."""
    new, public = fresh(register, "接任")
    listed(register, "teams", public, BACKUP.public[0])
    before = sheets(register)
    done = run("key", "rotate", "--root", register, "--identity", identity)
    assert done.exit_code == 1
    assert "你再也打不开" in done.output
    assert "--yes" in done.output
    assert sheets(register) == before
    assert run("key", "rotate", "--root", register, "--identity", identity, "--yes").exit_code == 0
    assert "没有要换的" in run("key", "rotate", "--root", register, "--identity", new).output


def test_deleted_people_leave_nothing(register: Path, identity: Path) -> None:
    """What a merge brought back is told, and goes only when that is asked for; then it is listed."""
    add_lines(register / SHEET, [retired_line("r-1", START.date())])
    before = (register / SHEET).read_bytes()
    done = run("key", "rotate", "--root", register, "--identity", identity)
    assert "--drop-retired" in done.output
    assert f"{SHEET} r-1" in done.output
    assert (register / SHEET).read_bytes() == before
    done = run("key", "rotate", "--root", register, "--identity", identity, "--drop-retired")
    assert "去掉已删除的人留下的密文 1 行" in done.output
    assert f"{SHEET} r-1" in done.output
    assert b"sealed:v1" not in (register / SHEET).read_bytes()


def test_a_locked_key_rotates(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its passphrase, like any other command."""
    monkeypatch.setattr("generator.sealed.identities.unlock", lambda *_: PLAIN.encode())
    path = register.parent / "口令锁.identity"
    path.write_text("age-encryption.org/v1\n", encoding="ascii")
    done = run("key", "rotate", "--root", register, "--identity", path, "--passphrase-file", "-", typed=f"{WORDS}\n")
    assert done.exit_code == 0, done.output


def test_a_forced_failure_tells_nothing(register: Path, identity: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a value nor a key, in the output or in the traceback of a fault that nobody foresaw."""
    listed(register, "teams", OWNER.public[0], fresh(register, "新")[1])

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("generator.sealed.rotate.rewrite", broken)
    done = run("key", "rotate", "--root", register, "--identity", identity)
    assert done.exc_info is not None
    told = done.output + "".join(traceback.format_exception(done.exc_info[1]))
    assert "broken" in told
    secret = PLAIN.strip().split("\n")[-1]
    assert not [word for word in ("周样桃", "13000000000", secret) if word in told]
    assert done.exception is not None
    with_locals = traceback.TracebackException.from_exception(done.exception, capture_locals=True)
    assert "周样桃" not in "".join(with_locals.format())


@pytest.mark.parametrize("value", ["teams/xin", "=teams/xin", "teams/jiu=", "teams/xin=teams/xin"])
def test_a_renamed_folder_needs_both_names(register: Path, identity: Path, value: str) -> None:
    """The example of how to write it is in the message."""
    done = run("key", "rotate", "--root", register, "--identity", identity, "--moved", value)
    assert done.exit_code == 2
    assert "旧文件夹=新文件夹" in done.output


def test_a_renamed_folder(register: Path, identity: Path) -> None:
    """After ``git mv`` its rows are bound to the new place, and the export has them again."""
    (register / "teams/xinhua/aixin").rename(register / "teams/xinhua/nuanxin")
    out = ("--root", register, "--identity", identity)
    assert run("roster", "export", *out, "--out", register.parent / "甲").exit_code == 1
    done = run("key", "rotate", *out, "--moved", "teams/xinhua/aixin=teams/xinhua/nuanxin/")
    assert done.exit_code == 0, done.output
    assert "共 1 名志愿者" in run("roster", "export", *out, "--out", register.parent / "乙").output


def test_a_key_is_needed(register: Path) -> None:
    """It says which option."""
    done = run("key", "rotate", "--root", register)
    assert done.exit_code == 2
    assert "--identity" in done.output


def test_a_replaced_key_is_told_without_a_key(register: Path, identity: Path) -> None:
    """The handbook's own case: somebody leaves and one line is replaced. Check and list say so until it is done."""
    path = register / "teams/recipients.txt"
    done = run("key", "rotate", "--root", register, "--identity", identity)
    assert "更新了 2 份收件名单" in done.output
    rows = sheets(register)
    _, other = fresh(register, "接任")
    path.write_text(path.read_text(encoding="utf-8").replace(BACKUP.public[0], other), encoding="utf-8")
    said = run("check", "--root", register).output
    assert said.count("warning S9: 收件名单改过，还没有换钥匙") == 2
    assert "还没有换钥匙" in run("key", "list", "--root", register).output
    assert run("key", "rotate", "--root", register, "--identity", identity).exit_code == 0
    assert sheets(register) != rows
    assert "S9" not in run("check", "--root", register).output
    assert "还没有换钥匙" not in run("key", "list", "--root", register).output


def test_slips_are_told_before_a_passphrase_is_asked_for(register: Path) -> None:
    """A team that does not exist, a folder that was not renamed: nobody types a passphrase to hear of it."""
    secret = register.parent / "锁.identity"
    secret.write_bytes(lock(PLAIN.encode(), WORDS))
    for wrong, message in (
        (("--team", "nirgends"), "没有 “nirgends” 这支队伍"),
        (("--moved", "teams/a=teams/b"), "没有 teams/b"),
    ):
        done = run("key", "rotate", "--root", register, "--identity", secret, *wrong)
        assert message in done.output
        assert "口令" not in done.output
