"""A new key's file: who can read it, where it may lie, what its passphrase must be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed import identities
from generator.sealed.age import is_locked
from generator.sealed.identities import (
    NewKey,
    make_key,
    new_passphrase,
    passphrase_fault,
    place_for_key,
)
from generator.sealed.refused import Refused
from tests.sealed.locked import POSIX, WORDS, binary, opened


@POSIX
def test_only_its_owner_can_read_a_new_key(made: NewKey) -> None:
    """Even where the mask of the process would let everybody; its folder too."""
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700


@POSIX
def test_no_moment_in_which_others_can_read_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mode stands when the file is made, not a moment later; it is new, and no link is followed."""
    seen: list[tuple[int, int]] = []
    real = os.open

    def listening(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if str(path).endswith(".identity"):
            seen.append((flags, mode))
        return real(path, flags, mode)

    monkeypatch.setattr(identities, "lock", lambda *_: b"x")
    monkeypatch.setattr(os, "open", listening)
    make_key(tmp_path / "乙.identity", WORDS, "")
    [(flags, mode)] = seen
    assert mode == 0o600
    assert flags & os.O_EXCL
    assert flags & os.O_NOFOLLOW


def test_nothing_in_the_file_is_clear(made: NewKey) -> None:
    """Neither the key, nor whose it is, nor its public half."""
    data = made.path.read_bytes()
    assert is_locked(data)
    for secret in (b"AGE-SECRET-KEY", made.public.encode(), "新华区".encode(), WORDS.encode()):
        assert secret not in data
        assert secret not in binary(data)


def test_the_lines_for_the_list(made: NewKey) -> None:
    """A comment of one line and the public key that belongs to what is in the file."""
    assert made.listed == f"# 新华区妇联 （样例）\n{made.public}"
    assert opened(made.path, WORDS) == (made.public,)


def test_an_old_key_is_never_overwritten(made: NewKey) -> None:
    """It may be the only one that opens the register."""
    before = made.path.read_bytes()
    with pytest.raises(Refused, match="从不覆盖"):
        make_key(made.path, WORDS, "")
    assert made.path.read_bytes() == before


@POSIX
@pytest.mark.parametrize("target", ["没有的", "有的"])
def test_a_link_is_not_followed(tmp_path: Path, target: str) -> None:
    """Also one that leads nowhere yet: the key would come to lie where somebody else wants it."""
    (tmp_path / "有的").write_text("旧", encoding="utf-8")
    (tmp_path / "甲.identity").symlink_to(tmp_path / target)
    with pytest.raises(Refused, match="从不覆盖"):
        place_for_key(tmp_path / "甲.identity")
    assert not (tmp_path / "没有的").exists()
    assert (tmp_path / "有的").read_text(encoding="utf-8") == "旧"


@POSIX
def test_a_file_put_there_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking and making are one step for the system."""
    place = tmp_path / "甲.identity"

    def slow(data: bytes, passphrase: str) -> bytes:
        del data, passphrase
        monkeypatch.setattr(identities, "place_for_key", lambda path: path)
        place.write_text("别人的", encoding="utf-8")
        return b"x"

    monkeypatch.setattr(identities, "lock", slow)
    with pytest.raises(Refused, match="从不覆盖"):
        make_key(place, WORDS, "")
    assert place.read_text(encoding="utf-8") == "别人的"


@pytest.mark.parametrize("sign", [".git", "teams/federation.yml", "bare"])
@pytest.mark.parametrize("below", [".", "private", "a/b"])
def test_no_key_in_git_or_in_the_register(tmp_path: Path, sign: str, below: str) -> None:
    """Ignored folders too: one line taken out of ``.gitignore`` must not publish a key."""
    if sign == "bare":
        (tmp_path / "HEAD").write_text("ref: refs/heads/main\n", encoding="ascii")
        for each in ("objects", "refs"):
            (tmp_path / each).mkdir()
    elif sign == ".git":
        (tmp_path / ".git").write_text("gitdir: ../x\n", encoding="ascii")
    else:
        (tmp_path / "teams").mkdir()
        (tmp_path / sign).write_text("", encoding="ascii")
    (tmp_path / ".gitignore").write_text("private/\n", encoding="ascii")
    with pytest.raises(Refused, match=r"git 仓库里|登记册里"):
        make_key(tmp_path / below / "甲.identity", WORDS, "")
    assert not list(tmp_path.rglob("*.identity"))


@POSIX
def test_no_key_in_git_through_a_link(tmp_path: Path) -> None:
    """Where a folder really lies decides."""
    (tmp_path / "仓库" / ".git").mkdir(parents=True)
    (tmp_path / "钥匙").symlink_to(tmp_path / "仓库")
    with pytest.raises(Refused, match="git 仓库里"):
        place_for_key(tmp_path / "钥匙" / "甲.identity")


def test_a_full_disk_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks like a key and opens nothing would be found out years later."""

    def full(handle: int) -> None:
        del handle
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(identities, "lock", lambda *_: b"x")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="写不进去"):
        make_key(tmp_path / "甲.identity", WORDS, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("note", "message"), [("AGE-SECRET-KEY-1ABC", "私钥"), ("长" * 61, "太长")])
def test_a_note_is_public(tmp_path: Path, note: str, message: str) -> None:
    """It goes into a file that everybody reads, so what cannot stand there is refused before a key is made."""
    with pytest.raises(Refused, match=message):
        make_key(tmp_path / "甲.identity", WORDS, note)


@pytest.mark.parametrize(
    "passphrase", ["", "short", " " * 12, "aaaaaaaaaaaa", "1212121212", "有\x07声音的口令一二三四五"]
)
def test_a_poor_passphrase_is_refused(tmp_path: Path, passphrase: str) -> None:
    """Whoever copies the file has all the time in the world."""
    assert passphrase_fault(passphrase)
    with pytest.raises(Refused, match="没有生成钥匙"):
        make_key(tmp_path / "甲.identity", passphrase, "")


def test_the_program_makes_good_passphrases() -> None:
    """Each is another, can be typed on any keyboard, and would itself be accepted."""
    many = {new_passphrase() for _ in range(200)}
    assert len(many) == 200
    assert all(not passphrase_fault(each) and each.isascii() and each.count("-") == 5 for each in many)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_judged(passphrase: str) -> None:
    """No text breaks the judgement, and no judgement repeats the text."""
    fault = passphrase_fault(passphrase)
    assert not fault or len(passphrase.strip()) < 5 or passphrase.strip() not in fault
