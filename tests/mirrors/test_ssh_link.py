"""The way to a server: what ssh is told, what a server may say at most, and what is left of it all."""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from generator.mirrors.parts import MirrorError
from generator.mirrors.ssh.link import swept
from generator.mirrors.ssh.listing import unpacked
from generator.mirrors.ssh.mirror import SshMirror
from generator.mirrors.ssh.sending import packed
from generator.pipes import TooMuch
from generator.publish.manifest import File
from generator.records.targets import SshTarget
from generator.talks import Talk

FAKE = """#!/bin/sh
case "$*" in
  *KnownHostsCommand=none*) exit {knows} ;;
esac
cp "$2" {seen}
exit 255
"""
DAY = 86_400


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place of our own for what is temporary."""
    place = tmp_path / "t"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


def told(tmp_path: Path, knows: int = 0, **settings: object) -> str:
    """What ssh has been told, by one that notes it and goes."""
    tools = tmp_path / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "ssh").write_text(FAKE.format(knows=knows, seen=tmp_path / "seen"), encoding="utf-8")
    (tools / "ssh").chmod(0o755)
    target = SshTarget.model_validate({"kind": "ssh", "host": "h", "folder": "/srv/x"}).model_copy(update=settings)
    before = os.environ["PATH"]
    os.environ["PATH"] = f"{tools}:{before}"
    mirror = SshMirror(target, dict(os.environ))
    try:
        mirror.kept()
    except MirrorError as error:
        if not (tmp_path / "seen").exists():
            return str(error)
    finally:
        mirror.close()
        os.environ["PATH"] = before
    return (tmp_path / "seen").read_text(encoding="utf-8")


@pytest.mark.parametrize("knows", [0, 255])
def test_nobody_else_vouches_for_a_server(tmp_path: Path, knows: int) -> None:
    """Not the DNS, not that it is this machine, not a program; an old ssh is not told what it does not know."""
    lines = told(tmp_path, knows).splitlines()
    own = lines[: next(at for at, line in enumerate(lines) if line.startswith("Include"))]
    for wanted in ("VerifyHostKeyDNS no", "NoHostAuthenticationForLocalhost no", "StrictHostKeyChecking yes",
                   "PermitLocalCommand no", "ForwardAgent no"):  # fmt: skip
        assert wanted in own
    assert ("KnownHostsCommand none" in own) == (knows == 0)


@pytest.mark.parametrize("name", ["${HOME}/known", "%d/known", 'a"b'])
def test_what_ssh_would_take_for_something_else(tmp_path: Path, temporary: Path, name: str) -> None:
    """Refused before ssh is started, also where publish.yml would let it pass, and nothing stays behind."""
    assert "不能用" in told(tmp_path, known_hosts=name)
    assert not list(temporary.iterdir())


def test_a_key_that_is_not_there(tmp_path: Path, temporary: Path) -> None:
    """Told before ssh is started; with the public half here the private one may be with an agent."""
    key = tmp_path / "key"
    assert "找不到私钥文件" in told(tmp_path, key_file=str(key))
    key.mkdir()
    assert "读不出来" in told(tmp_path, key_file=str(key))
    assert not list(temporary.iterdir())
    (tmp_path / "held.pub").write_bytes(b"x")
    assert "IdentityFile" in told(tmp_path, key_file=str(tmp_path / "held"))


def test_what_killed_runs_left_is_swept(tmp_path: Path, temporary: Path) -> None:
    """Only folders of ours that are old; no links, nothing of other programs, nothing that others may enter."""

    def made(name: str, *files: str, days: float = 2, mode: int = 0o700) -> str:
        (temporary / name).mkdir()
        for each in files:
            (temporary / name / each).write_bytes(b"")
        (temporary / name).chmod(mode)
        os.utime(temporary / name, (time.time() - days * DAY,) * 2)
        return name

    made("jinguo-abcdefgh", "config")
    made("jinguo-abcdef_1", "config", "link", "link.x7")
    left = {made("jinguo-abcdef_2", "config", days=0.5), made("jinguo-abcdef_3", "config", "photo.jpg"),
            made("jinguo-abcdef_4", "config", mode=0o755), made("jinguo-abcdef_5"),
            made("jinguo-print-abcdefgh", "config"), "jinguo-abcdef_6"}  # fmt: skip
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    (other / "config").write_bytes(b"")
    os.utime(other, (0, 0))
    (temporary / "jinguo-abcdef_6").symlink_to(other)
    swept(temporary)
    assert {each.name for each in temporary.iterdir()} == left
    assert (other / "config").exists()


def talk(program: str, tmp_path: Path) -> Talk:
    """With a program of Python."""
    return Talk([sys.executable, "-c", program], cwd=tmp_path, environment=dict(os.environ))


def test_answers_come_in_any_pieces(tmp_path: Path) -> None:
    """The end of an answer may be cut anywhere, and much may stand before it."""
    parts = ["a\n", "@", "x@", " 0 ", "why", "\nb\n@x@ 1\n", "c" * 9_000, "\n@x@ 2\n"]
    words = f"import sys, time\nfor each in {parts!r}:\n"
    it = talk(words + "    sys.stdout.write(each); sys.stdout.flush(); time.sleep(0.02)", tmp_path)
    try:
        heard = [it.hear(b"\n@x@ ", 20) for _ in range(3)]
        with pytest.raises(EOFError):
            it.hear(b"\n@x@ ", 20)
    finally:
        it.close()
    assert heard[:2] == [(b"a", b"0 why"), (b"b", b"1")]
    assert (len(heard[2][0]), heard[2][1]) == (9_000, b"2")


@pytest.mark.parametrize("said", ["", "\\n@x@ "])
def test_who_talks_without_end_is_not_heard_out(tmp_path: Path, said: str) -> None:
    """In no more time and memory than an answer may take."""
    it = talk(f"import os\nos.write(1, b'{said}')\nwhile True: os.write(1, b'x' * 65536)", tmp_path)
    start = time.monotonic()
    try:
        with pytest.raises(TooMuch):
            it.hear(b"\n@x@ ", 60)
    finally:
        it.close()
    assert time.monotonic() - start < 20


def test_patience_is_for_the_whole_answer(tmp_path: Path) -> None:
    """A word now and then does not prolong it; closing ends who still listens."""
    it = talk("import os, time\nwhile True: os.write(1, b'.'); time.sleep(0.1)", tmp_path)
    with pytest.raises(TimeoutError):
        it.hear(b"\n@x@ ", 1)
    ended: list[type[BaseException]] = []

    def listen() -> None:
        try:
            it.hear(b"\n@x@ ", 60)
        except EOFError as end:
            ended.append(type(end))

    listening = threading.Thread(target=listen, daemon=True)
    listening.start()
    it.close()
    listening.join(10)
    assert ended == [EOFError]


def test_lists_that_are_too_much() -> None:
    """A few bytes that would fill the memory, half a list, what is none."""
    assert unpacked(gzip.compress("图.webp\n".encode())) == "图.webp\n"
    whole = gzip.compress(os.urandom(5_000))
    for wrong in (gzip.compress(bytes(100 << 20)), whole[:-9], whole[:20] + b"x" * 99):
        with pytest.raises(MirrorError, match="读不出来"):
            unpacked(wrong)


def test_an_archive_that_nobody_takes_ends(tmp_path: Path) -> None:
    """No thread, no open file stays; what goes wrong in it is told, whatever it is."""
    (tmp_path / "big").write_bytes(os.urandom(8_000_000))
    before = threading.active_count()
    pieces = packed(tmp_path, [File("big", 8_000_000, "")])
    next(pieces)
    pieces.close()
    assert threading.active_count() == before

    def broken() -> list[File]:
        raise MemoryError

    with pytest.raises(FileNotFoundError):
        list(packed(tmp_path, [File("gone", 1, "")]))
    with pytest.raises(MemoryError):
        list(packed(tmp_path, (each for _ in "x" for each in broken())))
    assert threading.active_count() == before
