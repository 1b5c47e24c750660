"""Keys with a passphrase, wherever a command asks for a key."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from generator.cli import keyring
from generator.sealed import identities
from generator.sealed.age import CannotOpen, Identities, is_locked, lock
from tests.cli.keyholders import OWNER, PLAIN, WORDS, run, small_register

ROOT = Path(__file__).resolve().parents[2]
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and terminals are others on Windows")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A tiny register."""
    return small_register(tmp_path / "登记 册")


@pytest.fixture(scope="module")
def locked() -> bytes:
    """One identity behind a passphrase."""
    return lock(PLAIN.encode(), WORDS)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr(keyring, "at_terminal", lambda: True)


@pytest.fixture
def secret(tmp_path: Path, locked: bytes) -> Path:
    """A locked identity."""
    path = tmp_path / "甲.identity"
    path.write_bytes(locked)
    return path


def said_in(folder: Path, text: str) -> Path:
    """A file with passphrases."""
    path = folder / "口令.txt"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.mark.usefixtures("terminal")
def test_a_locked_key_exports(register: Path, secret: Path, tmp_path: Path) -> None:
    """Asked for once, hidden, on standard error; or taken from a file."""
    export = ("roster", "export", "--root", register, "--identity", secret, "--out", tmp_path / "出")
    for done in (
        run(*export, typed=f"{WORDS}\n"),
        run(*export, "--passphrase-file", said_in(tmp_path, f"{WORDS}\n")),
        run(*export, "--passphrase-file", "-", typed=f"{WORDS}\n"),
    ):
        assert done.exit_code == 0, done.output
        assert "共 1 名志愿者" in done.output
        assert WORDS not in done.output


def test_a_locked_key_reads_the_site(register: Path, secret: Path, tmp_path: Path) -> None:
    """The leak check compares with the sealed words as with a key that has no passphrase."""
    (register / "site").mkdir()
    (register / "site/index.html").write_text("<p>周样桃来了</p>", encoding="utf-8")
    done = run("leaks", "--root", register, "--identity", secret, "--passphrase-file", said_in(tmp_path, WORDS))
    assert done.exit_code == 1
    assert "密封资料" in done.output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bukado-nemi-zuzu\n", "甲.identity 的口令不对"),
        ("", "里没有口令|的口令不对|有 0 个口令"),
        (f"{WORDS}\n{WORDS}\n", "有 2 个口令，带口令的钥匙有 1 个"),
    ],
)
def test_a_wrong_passphrase_is_one_line(register: Path, secret: Path, tmp_path: Path, text: str, message: str) -> None:
    """Nothing of it is repeated, in the output or in what a crash report could show."""
    path = said_in(tmp_path, text)
    done = run("roster", "export", "--root", register, "--identity", secret, "--passphrase-file", path)
    assert done.exit_code == 1
    assert len(done.output.strip().split("\n")) == 1
    assert re.search(message, done.output)
    assert done.exc_info is not None
    told = done.output + "".join(traceback.format_exception(done.exc_info[1]))
    assert not [word for word in ("bukado", WORDS, "AGE-SECRET", OWNER.public[0]) if word in told]


def test_nobody_there_to_ask(register: Path, secret: Path) -> None:
    """A job at night does not hang: one line says what to do."""
    done = run("roster", "export", "--root", register, "--identity", secret)
    assert done.exit_code == 1
    assert re.fullmatch(
        r"Error: .*甲\.identity 带有口令，这里没有终端，没法问 —— .*--passphrase-file 文件\n", done.output
    )


def test_two_locked_keys(register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line each in their order; one line is for both."""

    def unlock(data: bytes, passphrase: str) -> bytes:
        if data.decode().split()[-1] != passphrase[-1]:
            raise CannotOpen("passphrase")
        return PLAIN.encode()

    monkeypatch.setattr(identities, "unlock", unlock)
    both: list[str | Path] = []
    for name in "甲乙":
        (tmp_path / name).write_text(f"age-encryption.org/v1\n{name}", encoding="utf-8")
        both += ["--identity", tmp_path / name]
    path = said_in(tmp_path, f"{WORDS} 甲\n{WORDS} 乙\n")
    out = ("--root", register, "--out", tmp_path / "出", "--passphrase-file", path)
    assert run("roster", "export", *both, *out).exit_code == 0
    path.write_text(f"{WORDS} 甲\n", encoding="utf-8")
    assert "乙 的口令不对" in run("roster", "export", *both, *out).output


@POSIX
def test_a_readable_passphrase_file_is_told(register: Path, secret: Path, tmp_path: Path) -> None:
    """Whoever can read it has the key."""
    path = said_in(tmp_path, WORDS)
    path.chmod(0o644)
    done = run("roster", "export", "--root", register, "--identity", secret, "--out", tmp_path / "出",
               "--passphrase-file", path)  # fmt: skip
    assert done.exit_code == 0
    assert "口令.txt 别人也能读" in done.output


def at_a_terminal(typed: str, *arguments: str | Path) -> tuple[int, str]:
    """Run the real program at a real terminal; its status, and all that the screen shows."""
    import fcntl  # noqa: PLC0415 -- not on Windows
    import pty  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    program = [sys.executable, "-P", "-m", "generator", *map(str, arguments)]
    with subprocess.Popen(
        program, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 -- nothing else runs here yet
    ) as child:  # fmt: skip
        os.close(theirs)
        screen, waiting = b"", typed.split("\n")
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            screen += part
            if waiting and screen.decode(errors="replace").rstrip(" ").endswith((":", "：")):
                os.write(ours, f"{waiting.pop(0)}\n".encode())
        status = child.wait(timeout=60)
    os.close(ours)
    return status, screen.decode(errors="replace")


@POSIX
def test_a_screen_never_shows_a_passphrase(register: Path, secret: Path, tmp_path: Path) -> None:
    """At a real terminal nothing that is typed comes back, neither for a new key nor for an old one."""
    status, screen = at_a_terminal(f"{WORDS}\n{WORDS}", "key", "new", "--out", tmp_path / "新.identity")
    assert (status, WORDS in screen) == (0, False), screen
    assert is_locked((tmp_path / "新.identity").read_bytes())
    export = ("roster", "export", "--root", register, "--identity", secret, "--out", tmp_path / "出")
    status, screen = at_a_terminal(WORDS, *export)
    assert (status, WORDS in screen) == (0, False), screen
    assert screen.count("甲.identity 的口令") == 1


def test_no_key_is_shown(secret: Path) -> None:
    """The ring that a command holds shows nothing of itself."""
    ring: Identities = identities.unlocked(secret.read_bytes(), WORDS, "甲")
    assert "SECRET" not in repr(ring)
