"""Keys behind passphrases, opened by us and by the stock age program."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.sealed.age import (
    CannotOpen,
    IdentityError,
    is_too_costly,
    load_identities,
    lock,
    new_identity,
    parse_identities,
    seal,
    unlock,
    unseal,
)
from generator.sealed.identities import (
    KeyFile,
    NewKey,
    key_files,
    key_ring,
    unlocked,
)
from tests.sealed.locked import POSIX, WORDS, binary, opened

GUESS = "猜一猜 bukado-nemi"
DIARY = "今天天气很好"
STRANGER = parse_identities(new_identity("test"))


def test_it_opens_armored_and_binary(made: NewKey, tmp_path: Path) -> None:
    """Whichever of the two forms somebody's age wrote, and with the line ends of any system."""
    data = made.path.read_bytes()
    for number, form in enumerate((binary(data), data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data)):
        path = tmp_path / f"{number}.identity"
        path.write_bytes(form)
        assert opened(path, WORDS) == (made.public,)


def test_several_files_are_asked_for_one_by_one(made: NewKey, tmp_path: Path) -> None:
    """Each locked file once, however often it is named; plain files go on working and are not asked for."""
    plain = tmp_path / "备份.identity"
    plain.write_text(new_identity("备份"), encoding="utf-8")
    asked: list[Path] = []

    def ask(path: Path) -> str:
        asked.append(path)
        return WORDS

    ring = key_ring(key_files([made.path, plain, made.path]), ask)
    assert asked == [made.path]
    assert ring.public == (made.public, *load_identities([plain]).public)
    assert unseal(seal(b"x", [made.public]), ring) == b"x"


def test_a_wrong_passphrase_is_one_clear_line(made: NewKey) -> None:
    """It names the file and repeats neither what was typed nor anything of the key, in the whole traceback."""
    with pytest.raises(IdentityError, match=r"甲\.identity 的口令不对") as caught:
        opened(made.path, GUESS)
    told = "".join(traceback.format_exception(caught.value))
    assert "bukado" not in told
    assert "AGE-SECRET" not in told


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"age-encryption.org/v1\n-> scrypt x 18\n", "损坏"),
        (b"age-encryption.org/v1\n", "损坏"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n-----END AGE ENCRYPTED FILE-----\n", "损坏"),
        (seal(b"x", STRANGER.public), "不是用口令锁的"),
    ],
)  # fmt: skip
def test_a_file_that_no_passphrase_opens_is_told(data: bytes, message: str) -> None:
    """Cut, empty or sealed to keys: one line that says which."""
    with pytest.raises(IdentityError, match=message):
        unlocked(data, WORDS, "甲")


def test_a_file_that_would_take_minutes_is_refused(made: NewKey) -> None:
    """A work factor of 30 is an attack on the one who opens it, and said so at once."""
    data = binary(made.path.read_bytes())
    head, _, rest = data.partition(b"\n-> scrypt ")
    salt, _, more = rest.partition(b" ")
    with pytest.raises(IdentityError, match="口令参数"):
        unlocked(head + b"\n-> scrypt " + salt + b" 30" + more[more.index(b"\n") :], WORDS, "甲")


def test_what_was_locked_must_be_a_key() -> None:
    """A diary behind a passphrase is no identity; nothing of it is repeated."""
    with pytest.raises(IdentityError, match="第 1 行不是 age 私钥") as caught:
        unlocked(lock(DIARY.encode(), WORDS), WORDS, "甲")
    assert "天气" not in "".join(traceback.format_exception(caught.value))


def test_a_key_without_its_passphrase_is_refused(made: NewKey) -> None:
    """Where nobody can ask, the reason is said."""
    with pytest.raises(IdentityError, match="带有口令"):
        load_identities([made.path])


def test_nothing_is_shown_by_accident(made: NewKey) -> None:
    """A log of the objects holds no bytes of a file."""
    assert "BEGIN" not in repr(KeyFile(made.path, made.path.read_bytes()))


@contextmanager
def typing(what: str) -> Iterator[int]:
    """A terminal on which somebody has typed a passphrase."""
    import pty  # noqa: PLC0415 -- not on Windows

    ours, theirs = pty.openpty()
    try:
        os.write(ours, f"{what}\n".encode())
        yield theirs
    finally:
        os.close(ours)
        os.close(theirs)


@POSIX
@pytest.mark.skipif(not shutil.which("age"), reason="the stock age program is not installed")
@pytest.mark.parametrize("form", ["armored", "binary"])
def test_the_stock_age_program_opens_sheets_with_it(made: NewKey, tmp_path: Path, form: str) -> None:
    """With the same file and the same passphrase, typed on a terminal, as long as there is an age program at all."""
    import fcntl  # noqa: PLC0415 -- not on Windows
    import termios  # noqa: PLC0415

    identity, row = tmp_path / "key.identity", tmp_path / "row.age"
    data = made.path.read_bytes()
    identity.write_bytes(data if form == "armored" else binary(data))
    row.write_bytes(seal("王样荷".encode(), [made.public]))
    with typing(WORDS) as terminal:
        done = subprocess.run(
            ["age", "-d", "-i", identity, row], capture_output=True, check=True, stdin=terminal,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0), timeout=60,
        )  # fmt: skip
    assert done.stdout.decode() == "王样荷"


@POSIX
@pytest.mark.skipif(not shutil.which("age"), reason="the stock age program is not installed")
def test_a_key_locked_by_the_stock_age_program_opens(tmp_path: Path) -> None:
    """Somebody who made her key with ``age-keygen | age -p`` need not make another."""
    import fcntl  # noqa: PLC0415 -- not on Windows
    import termios  # noqa: PLC0415

    plain, locked = tmp_path / "plain", tmp_path / "locked.identity"
    plain.write_text(new_identity("甲"), encoding="utf-8")
    with typing(f"{WORDS}\n{WORDS}") as terminal:
        subprocess.run(
            ["age", "-p", "-o", locked, plain], capture_output=True, check=True, stdin=terminal,
            start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0), timeout=60,
        )  # fmt: skip
    assert opened(locked, WORDS) == load_identities([plain]).public


@pytest.mark.parametrize("work", [b"23", b"99", b"9" * 5000], ids=["23", "99", "long"])
@pytest.mark.parametrize("armored", [True, False])
def test_a_costly_file_is_refused_before_anybody_is_asked(tmp_path: Path, work: bytes, *, armored: bool) -> None:
    """By its header alone, in either form; a spoilt second file is told before the first one's passphrase, too."""
    data = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" " + work + b"\n" + b"B" * 43 + b"\n--- x\n"
    if armored and len(work) < 100:
        data = b"-----BEGIN AGE ENCRYPTED FILE-----\r\n" + base64.encodebytes(data).replace(b"\n", b"\r\n")
    bomb, good = tmp_path / "bomb", tmp_path / "good"
    bomb.write_bytes(data)
    good.write_bytes(b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 18\n")
    for paths in ([bomb], [good, bomb]):
        with pytest.raises(IdentityError, match="bomb 的口令参数大得不合常理"):
            key_ring(key_files(paths), lambda path: pytest.fail(f"asked for {path}"))
    with pytest.raises(CannotOpen):
        unlock(data, WORDS)


def test_the_work_of_real_files_is_not_refused(made: NewKey) -> None:
    """What this program and the stock one write, armored or not."""
    assert not is_too_costly(made.path.read_bytes())
    assert not is_too_costly(binary(made.path.read_bytes()))
    assert not is_too_costly(b"age-encryption.org/v1\n-> scrypt AAAA 22\n")
