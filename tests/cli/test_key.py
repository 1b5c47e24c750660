"""``jinguo key new`` and ``jinguo key list``."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from generator.cli import key as command
from generator.cli import keyring
from generator.records.recipients import parse_recipients
from generator.sealed import identities
from tests.cli.keyholders import BACKUP, OWNER, WORDS, XINHUA, run, small_register

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and terminals are others on Windows")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A tiny register."""
    return small_register(tmp_path / "登记 册")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr(keyring, "at_terminal", lambda: True)
    monkeypatch.setattr(command, "at_terminal", lambda: True)
    monkeypatch.setattr(command, "secrets_are_seen", lambda: True)


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Locking that takes no time, and the passphrases that it was given."""
    given: list[str] = []

    def quick(data: bytes, passphrase: str) -> bytes:
        given.append(passphrase)
        return b"age-encryption.org/v1\n" + bytes(len(data))

    monkeypatch.setattr(identities, "lock", quick)
    return given


@pytest.mark.usefixtures("terminal")
def test_a_new_key(tmp_path: Path) -> None:
    """The passphrase is asked for twice and shown never; the two lines can be pasted into a list as they are."""
    place = tmp_path / "钥匙" / "甲.identity"
    done = run("key", "new", "--out", place, "--note", "新华区妇联", typed=f"{WORDS}\n{WORDS}\n")
    assert done.exit_code == 0, done.output
    assert WORDS not in done.output
    assert "AGE-SECRET" not in done.output
    lines = "\n".join(re.findall(r"(?m)^(?:#|age1).*$", done.output))
    [listed] = parse_recipients("recipients.txt", lines).listed
    assert listed.note == "新华区妇联"
    ring = identities.key_ring(identities.key_files([place]), lambda _: WORDS)
    assert ring.public == (listed.key,)
    for word in ("teams/recipients.txt", "teams/分队的文件夹/recipients.txt", "离线备用", "jinguo key rotate"):
        assert word in done.output


@pytest.mark.usefixtures("terminal")
@POSIX
def test_its_usual_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fast: list[str]) -> None:
    """In the user's own folder of settings, readable by nobody else whatever the mask."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    before = os.umask(0)
    try:
        done = run("key", "new", typed=f"{WORDS}\n{WORDS}\n")
    finally:
        os.umask(before)
    assert done.exit_code == 0, done.output
    [place] = tmp_path.rglob("本机.identity")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    again = run("key", "new", typed=f"{WORDS}\n{WORDS}\n")
    assert (again.exit_code, "从不覆盖" in again.output) == (1, True)
    assert fast == [WORDS]


@pytest.mark.usefixtures("terminal")
def test_the_program_offers_a_passphrase(tmp_path: Path, fast: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown once and must be typed once, so that it really was copied."""
    monkeypatch.setattr(command, "new_passphrase", lambda: "badu-kemo-teno-wazi-luna-piko")
    done = run("key", "new", "--out", tmp_path / "甲", typed="\nbadu-kemo-teno-wazi-luna-piko\n")
    assert done.exit_code == 0, done.output
    assert done.output.count("badu-kemo") == 1
    assert fast == ["badu-kemo-teno-wazi-luna-piko"]


@pytest.mark.usefixtures("terminal")
def test_an_offered_passphrase_is_for_eyes_only(
    tmp_path: Path, fast: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the messages go into a file, it would stay there: no key is made."""
    monkeypatch.setattr(command, "new_passphrase", lambda: "badu-kemo-teno-wazi-luna-piko")
    monkeypatch.setattr(command, "secrets_are_seen", keyring.secrets_are_seen)
    done = run("key", "new", "--out", tmp_path / "甲", typed="\nbadu-kemo-teno-wazi-luna-piko\n")
    assert (done.exit_code, fast) == (1, [])
    assert "badu" not in done.output
    assert "没有生成钥匙" in done.output


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (f"{WORDS}\n{WORDS}x\n", "两遍不一样"),
        ("短口令\n短口令\n", "口令太短，至少 10 个字符"),
        ("\n别的别的别的别的\n", "两遍不一样"),
    ],
)
def test_slips_of_the_hand_make_no_key(tmp_path: Path, fast: list[str], typed: str, message: str) -> None:
    """One line says why; there is no file."""
    done = run("key", "new", "--out", tmp_path / "甲", typed=typed)
    assert done.exit_code == 1
    assert message in done.output
    assert WORDS not in done.output
    assert not (tmp_path / "甲").exists()
    assert fast == []


def test_without_a_terminal_a_file_is_needed(tmp_path: Path, fast: list[str]) -> None:
    """One clear line; and it says which option helps."""
    done = run("key", "new", "--out", tmp_path / "甲")
    assert done.exit_code == 1
    assert "没有终端" in done.output
    assert "--passphrase-file" in done.output
    assert fast == []


@pytest.mark.parametrize("way", ["file", "-"])
def test_a_passphrase_from_a_file(tmp_path: Path, fast: list[str], way: str) -> None:
    """Also from standard input, with the line end of any system."""
    said = tmp_path / "口令.txt"
    said.write_bytes(f"{WORDS}\r\n".encode())
    said.chmod(0o600)
    source = str(said) if way == "file" else "-"
    done = run("key", "new", "--out", tmp_path / "甲", "--passphrase-file", source, typed=f"{WORDS}\n")
    assert done.exit_code == 0, done.output
    assert fast == [WORDS]
    assert "注意" not in done.output


@pytest.mark.usefixtures("terminal")
def test_no_key_in_git_nor_in_the_register(tmp_path: Path, register: Path, fast: list[str]) -> None:
    """Refused before anybody has thought of a passphrase."""
    (tmp_path / "仓库" / ".git").mkdir(parents=True)
    for place in (tmp_path / "仓库" / "甲", register / "private" / "甲", register / "甲"):
        done = run("key", "new", "--out", place)
        assert done.exit_code == 1
        assert "口令" not in done.output
        assert not place.exists()
    assert fast == []


def test_who_can_read_what(register: Path) -> None:
    """Each list with its level, whose key it is and eight characters of it; no key is needed."""
    done = run("key", "list", "--root", register)
    assert done.exit_code == 0, done.output
    assert done.output.split("\n")[:5] == [
        "全部密封表（示例市巾帼志愿服务总队） —— teams/recipients.txt",
        f"    {OWNER.public[0][:8]}…　市妇联办公室",
        f"    {BACKUP.public[0][:8]}…　离线备份",
        "新华区巾帼志愿服务分队和它的下级（分队） —— teams/xinhua/recipients.txt",
        f"    {XINHUA.public[0][:8]}…　新华区妇联",
    ]
    assert OWNER.public[0] not in done.output
    one = run("key", "list", "--root", register, "--team", "xinhua/aixin").output
    assert "共 3 把公钥能打开 新华区建设路爱心巾帼志愿服务小队 的密封表" in one
    other = run("key", "list", "--root", register, "--team", "yexian").output
    assert "新华区" not in other
    assert "没有 “x” 这支队伍" in run("key", "list", "--root", register, "--team", "x").output


def test_what_is_odd_about_a_list(register: Path) -> None:
    """Sample keys, keys that stand twice, keys without a name, and teams that one key alone can read."""
    sample = "age1envmja5hvk2v8qxfnq2f627mecg9nv4z73fqnpyqtwf6fd2g4arspjz6uu"
    (register / "teams/recipients.txt").write_text(f"\n{sample}\n", encoding="utf-8")
    path = register / "teams/xinhua/recipients.txt"
    path.write_text(path.read_text(encoding="utf-8") + sample + "\n", encoding="utf-8")
    said = run("key", "list", "--root", register).output
    assert f"{sample[:8]}…　（上面一行没有写是谁的）　← 样例公钥，谁都能打开；写了 2 次" in said
    assert "另见 teams/xinhua/recipients.txt 第 3 行" in said
    assert "注意：叶县巾帼志愿服务分队 只有 1 把公钥，至少要 2 把" in said
    assert "注意：新华区巾帼志愿服务分队" not in said
    path.write_text(path.read_text(encoding="utf-8")[:-9] + "\n", encoding="utf-8")
    assert "    注意：第 3 行这一行不是公钥，用不上" in run("key", "list", "--root", register).output


def test_a_bad_note_is_told_before_a_passphrase(tmp_path: Path, fast: list[str]) -> None:
    """Nobody thinks of a passphrase and types it twice to hear that the note is too long."""
    del fast
    for note in ("长" * 61, "AGE-SECRET-KEY-1QQ"):
        done = run("key", "new", "--out", tmp_path / "k", "--note", note)
        assert done.exit_code == 1
        assert "说明" in done.output
        assert "口令" not in done.output
