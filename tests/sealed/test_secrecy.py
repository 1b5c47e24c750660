"""What is private stays in ``private/``: every file, every message, every moment of the commands' whole life."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

from generator.sealed.sheets import Value
from tests import tiny
from tests.vault import Vault, somebody, vault

REPOSITORY = Path(__file__).parents[2]
SECRET = ("name", "born", "id_number", "area", "mobile")
TITLES = {"name": "姓名", "sex": "性别", "born": "出生日期", "id_number": "身份证件号码", "area": "居住区域",
          "mobile": "联系方式(手机)"}  # fmt: skip
EAR = """
import os, signal, sys
_log = os.open(os.environ["EAR_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
_moment = int(os.environ.get("EAR_KILL", "0"))
_moments = [0]

def _hear(event, details):
    if event == "open":
        path, _, flags = details
        if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
    elif event == "os.rename":
        path = details[1]
    else:
        return
    if isinstance(path, (str, bytes)):
        os.write(_log, os.fsencode(path) + b"\\n")
        if "private" in os.fsdecode(path):
            _moments[0] += 1
            if _moments[0] == _moment:
                os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(_hear)
"""
"""Loaded by every Python program that a test starts: hears each file that it opens for writing or renames."""


class Stage:
    """A register, a home and a folder for temporary files, all of them new and watched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: Vault = vault(folder)
        tiny.with_theme(self.held.root)
        self.people = [somebody() for _ in range(6)]
        self.said = b""
        for name in ("home", "tmp", "ear"):
            (folder / name).mkdir()
        (folder / "ear" / "sitecustomize.py").write_text(EAR, encoding="utf-8")
        (self.held.root / ".gitignore").write_text("private/\nsite/\n.cache/\n", encoding="utf-8")
        (self.held.root / ".gitattributes").write_text("*.sealed text eol=lf merge=union -diff\n", encoding="utf-8")

    @property
    def private(self) -> Path:
        """The one folder where clear text may lie."""
        return self.held.root / "private"

    def environment(self, **more: str) -> dict[str, str]:
        """Nothing of this machine's home is used."""
        home, tmp = self.folder / "home", self.folder / "tmp"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "GIT_"))}
        places = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(home))
        path = f"{self.folder / 'ear'}{os.pathsep}{REPOSITORY}"
        ear = {"EAR_LOG": str(self.folder / "ear.log"), "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        return {**kept, **places, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp)), **ear, **more}

    def command(self, *words: str, key: bool = True) -> list[str]:
        """``jinguo`` on this register."""
        more = ["--identity", str(self.held.identity)] if key else []
        return [sys.executable, "-m", "generator", *words, "--root", str(self.held.root), *more]

    def jinguo(self, *words: str, key: bool = True, **environment: str) -> int:
        """Run a command to its end; what it says is kept."""
        done = subprocess.run(
            self.command(*words, key=key), env=self.environment(**environment), cwd=self.held.root, capture_output=True,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        self.said += done.stdout + done.stderr
        assert b"Traceback" not in done.stderr, done.stderr.decode(errors="replace")
        return done.returncode

    def handed_in(self) -> Path:
        """A list as somebody hands it in; it lies outside the register and is not ours to delete."""
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(list(TITLES.values()))
        for person in self.people:
            sheet.append([str(person[key]) for key in TITLES])
        path = self.folder / "handed" / "名单.xlsx"
        path.parent.mkdir(exist_ok=True)
        book.save(path)
        return path

    def written(self) -> list[Path]:
        """Every file that a program opened for writing, wherever it lay."""
        log = (self.folder / "ear.log").read_bytes().splitlines()
        return [self.held.root / os.fsdecode(each) for each in log if each != os.fsencode(os.devnull)]

    def secrets(self) -> dict[bytes, str]:
        """Private values in the encodings in which they might lie about."""
        texts = {str(person[key]) for person in self.people for key in SECRET}
        found = {text.encode(encoding): text for text in texts for encoding in ("utf-8", "utf-16-le", "gb18030")}
        return found | {json.dumps(text)[1:-1].encode(): text for text in texts}

    def places_of_secrets(self) -> Iterator[tuple[Path, str]]:
        """Files outside the private folder, and what was said, that hold a private value."""
        secrets = self.secrets()
        for path in self.folder.rglob("*"):
            if path.is_file() and not {"handed", "private"} & set(path.parts[len(self.folder.parts) :]):
                for data in unpacked(path.read_bytes()):
                    yield from ((path, text) for value, text in secrets.items() if value in data)
        yield from ((Path("output"), text) for value, text in secrets.items() if value in self.said)


def unpacked(data: bytes) -> Iterator[bytes]:
    """A file, and what is packed inside it: archives, objects of git."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif data.startswith(b"x"):
        try:
            yield zlib.decompress(data)
        except zlib.error:
            return


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """An empty register."""
    return Stage(tmp_path)


def test_the_whole_life_of_private_values(stage: Stage) -> None:
    """From the handed-in list to every export, a build, a deletion, a commit: clear text is in ``private/`` only."""
    assert stage.jinguo("roster", "add", str(stage.handed_in()), "--team", "总队", "--yes", key=False) == 0
    numbers = stage.held.ids("teams/roster.sealed")
    assert len(numbers) == len(stage.people)
    full = ("--full", "--reason", "测试")
    exports: tuple[tuple[str, ...], ...] = (
        ("roster", "export"), ("roster", "export", "--docx", *full), ("roster", "review", *full),
        ("report", "form", *full), ("report", "stats"), ("report", "annual", "--year", "2026"), ("report", "filing"),
        ("report", "changes", "--since", "2026-01-01"),
        ("service", "export", *full), ("report", "person", numbers[0], *full), ("roster", "export", "--team", "总队"),
    )  # fmt: skip
    for words in exports:
        assert stage.jinguo(*words, key=words[1] != "filing") in {0, 1}, stage.said.decode(errors="replace")[-2000:]
    assert not [path for path in stage.written() if stage.folder / "tmp" in path.parents]
    after: tuple[tuple[str, ...], ...] = (
        ("check",), ("build",), ("roster", "remove", numbers[1], "--team", "总队", "--yes"),
    )  # fmt: skip
    for words in after:
        assert stage.jinguo(*words, key=words[0] != "check") in {0, 1}, stage.said.decode(errors="replace")[-2000:]
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for steps in ("init -q", "add -A", "commit -qm x"):
        subprocess.run(
            [*git, *steps.split()], cwd=stage.held.root, env=stage.environment(), check=True, capture_output=True
        )
    assert list(stage.places_of_secrets()) == []
    assert not [path for path in stage.written() if stage.folder not in path.parents]
    assert not [path for path in (stage.folder / "tmp").rglob("*") if path.is_file()]
    made = [path for path in stage.private.rglob("*.*") if path.suffix in {".xlsx", ".docx", ".csv"}]
    assert len(made) > 5
    assert (stage.held.root / "site" / "index.html").is_file()
    assert any(value in data for path in made for data in unpacked(path.read_bytes()) for value in stage.secrets())
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in stage.private.rglob("*")} == {0o600, 0o700}


def test_the_properties_of_a_file_say_nothing(stage: Stage) -> None:
    """Whoever is sent a file learns from its properties neither who made it nor whom it is about."""
    stage.jinguo("roster", "add", str(stage.handed_in()), "--team", "总队", "--yes", key=False)
    assert stage.jinguo("roster", "export", "--docx", "--full", "--reason", "测试") == 0
    for path in stage.private.glob("名册.*x"):
        with zipfile.ZipFile(path) as archive:
            properties = {name: archive.read(name) for name in archive.namelist() if name.startswith("docProps")}
        for data in properties.values():
            assert not [text for value, text in stage.secrets().items() if value in data]
            assert os.fsencode(os.environ.get("USER", "root")) not in data.replace(b"docProps", b"")


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("moment", range(1, 7))
def test_a_kill_at_any_moment_of_writing(stage: Stage, moment: int) -> None:
    """Clear text lies in ``private/`` alone, readable by its owner alone, and the next export sweeps what is left."""
    stage.held.seal("teams/roster.sealed", {f"r-{number}": each for number, each in enumerate(stage.people)})
    code = stage.jinguo("roster", "export", "--full", "--reason", "测试", EAR_KILL=str(moment))
    assert code == (-signal.SIGKILL if moment <= 5 else 0)
    assert list(stage.places_of_secrets()) == []
    assert {path.stat().st_mode & 0o777 for path in stage.private.iterdir()} <= {0o600}
    assert stage.jinguo("roster", "export") == 0
    assert sorted(path.name for path in stage.private.iterdir()) == ["exports.log", "名册.csv", "名册.xlsx"]


def test_what_another_export_left_long_ago_is_swept(stage: Stage) -> None:
    """A Word roster killed half-way, when only tables are exported since; one of this minute may be at work."""
    stage.held.seal("teams/roster.sealed", {"r-1": stage.people[0]})
    stage.private.mkdir(mode=0o700)
    for name, age in (("old", 7200), ("new", 0)):
        left = stage.private / f".名册.docx.{name}.part"
        left.touch(mode=0o600)
        os.utime(left, (time.time() - age,) * 2)
    assert stage.jinguo("roster", "export") == 0
    assert [path.name for path in stage.private.glob(".*.part")] == [".名册.docx.new.part"]


def processes(parent: int) -> dict[int, bytes]:
    """Command line and environment of a process and all below it."""
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        said = Path(f"/proc/{parent}/cmdline").read_bytes() + Path(f"/proc/{parent}/environ").read_bytes()
    except OSError:
        return {}
    found = {parent: said}
    for child in children:
        found |= processes(int(child))
    return found


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks into /proc")
@pytest.mark.parametrize("ending", [None, signal.SIGINT])
def test_helpers_get_no_key_by_their_arguments_and_end_with_the_command(stage: Stage, ending: int | None) -> None:
    """A large export starts processes: no key, value or passphrase in what others see of them; none outlives it."""
    many: Mapping[str, Mapping[str, Value]] = {f"r-{n}": stage.people[n % 6] for n in range(1000)}
    for sheet in ("teams", "teams/xinhua", "teams/yexian"):
        stage.held.seal(f"{sheet}/roster.sealed", many)
    with subprocess.Popen(
        stage.command("roster", "export"), env=stage.environment(), cwd=stage.held.root, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    ) as running:  # fmt: skip
        seen: dict[int, bytes] = {}
        while running.poll() is None:
            seen |= processes(running.pid)
            if ending and len(seen) > 2:  # itself and two that it started
                os.killpg(running.pid, ending)
                break
            time.sleep(0.01)
        _, said = running.communicate()
        assert running.returncode == (130 if ending else 0), said
    assert len(seen) > 2
    assert said.decode().split() == (["已取消。"] if ending else [])
    hidden = [b"AGE-SECRET-KEY", *stage.secrets()]
    assert not [value for value in hidden for shown in seen.values() if value in shown]
    assert not [pid for pid in seen if Path(f"/proc/{pid}/cmdline").exists() and processes(pid).get(pid)]
    assert list(stage.places_of_secrets()) == []
