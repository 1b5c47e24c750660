"""The last good site stays whole, whenever a build is killed and however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from generator.publish import stage

FILES = 40
COMMITTING = f"""
import itertools, sys
from pathlib import Path
from generator.publish import stage
if "--no-exchange" in sys.argv:
    stage._exchange = lambda one, other: False
site = Path(sys.argv[1])
for generation in itertools.count(int(sys.argv[2])):
    staged = stage.begin(site)
    for number in range({FILES}):
        (staged.folder / f"{{number}}.html").write_text(str(generation))
    staged.commit()
    print(generation, flush=True)
"""
"""Builds and commits one generation after another until it is killed."""
DEAD = 2**22 + 1
"""Beyond the largest process id of Linux, so nobody lives there."""


def built(folder: Path, text: str) -> None:
    """Write a small site."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(FILES):
        (folder / f"{number}.html").write_text(text)


def texts(folder: Path) -> set[str]:
    """All that stands in a site; two texts would be a mixture of generations."""
    files = sorted(folder.iterdir())
    assert len(files) == FILES
    return {file.read_text() for file in files}


def beside(site: Path) -> list[str]:
    """What builds left beside the site."""
    return sorted(path.name for path in site.parent.glob(".site-*"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A place for a site, with one in it."""
    built(tmp_path / "site", "old")
    return tmp_path / "site"


@pytest.fixture(params=[True, False], ids=["exchange", "two renames"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """A file system that can swap two folders in one step, and one that cannot."""
    if not request.param:
        monkeypatch.setattr(stage, "_exchange", lambda _one, _other: False)
    return bool(request.param)


@pytest.mark.usefixtures("system")
def test_commit_swaps_and_cleans_up(site: Path) -> None:
    """After a commit the new site is there, whole, and nothing else."""
    staged = stage.begin(site)
    built(staged.folder, "new")
    assert texts(site) == {"old"}
    staged.commit()
    assert texts(site) == {"new"}
    assert beside(site) == []


@pytest.mark.usefixtures("system")
def test_the_first_commit_makes_the_site(tmp_path: Path) -> None:
    """Where there was no site, a commit makes one, also in a folder that does not exist yet."""
    staged = stage.begin(tmp_path / "a" / "site")
    built(staged.folder, "new")
    staged.commit()
    assert texts(tmp_path / "a" / "site") == {"new"}
    assert beside(tmp_path / "a" / "site") == []


def test_abandon_leaves_the_last_site(site: Path) -> None:
    """An abandoned build is gone without a trace, and abandoning twice or after a commit does no harm."""
    staged = stage.begin(site)
    built(staged.folder, "new")
    staged.abandon()
    staged.abandon()
    assert texts(site) == {"old"}
    assert beside(site) == []
    staged = stage.begin(site)
    built(staged.folder, "new")
    staged.commit()
    staged.abandon()
    assert texts(site) == {"new"}


def test_a_build_begins_with_an_empty_folder_beside_the_site(site: Path) -> None:
    """The stage lies on the same file system, hidden, and holds nothing of an earlier build of this process."""
    first = stage.begin(site)
    built(first.folder, "half")
    again = stage.begin(site)
    assert again.folder.parent == site.parent
    assert again.folder.name.startswith(".")
    assert list(again.folder.iterdir()) == []


def test_killed_while_building(site: Path) -> None:
    """A half-built folder of a dead process is removed, the site is not touched."""
    built(site.with_name(f".site-{DEAD}"), "half")
    stage.recover(site)
    assert texts(site) == {"old"}
    assert beside(site) == []


def test_killed_between_the_two_renames(site: Path) -> None:
    """The last site, moved aside by a dead process, comes back; the unproven new one does not take its place."""
    site.rename(site.with_name(f".site-last-{DEAD}"))
    built(site.with_name(f".site-{DEAD}"), "new")
    stage.recover(site)
    assert texts(site) == {"old"}
    assert beside(site) == []


def test_killed_after_the_swap(site: Path) -> None:
    """What a dead process had no time to remove is removed, and never put back over the new site."""
    built(site.with_name(f".site-last-{DEAD}"), "older")
    built(site.with_name(f".site-{DEAD}"), "older still")
    stage.recover(site)
    assert texts(site) == {"old"}
    assert beside(site) == []


def test_a_living_build_is_left_alone(site: Path) -> None:
    """Another build that still runs keeps its folder."""
    with subprocess.Popen(["sleep", "30"]) as other:
        built(site.with_name(f".site-{other.pid}"), "theirs")
        staged = stage.begin(site)
        assert texts(site.with_name(f".site-{other.pid}")) == {"theirs"}
        staged.abandon()
        other.kill()


def test_nothing_else_beside_the_site_is_touched(site: Path) -> None:
    """Only folders named as a stage names them are ever removed."""
    for name in (".site-notes", ".site-12x", ".site-", ".sites", "site-1", ".site-last-"):
        built(site.with_name(name), "mine")
    site.with_name(".site-99999999").write_text("a file")
    stage.begin(site).abandon()
    assert set(beside(site)) == {".site-", ".site-12x", ".site-99999999", ".site-last-", ".site-notes"}


@pytest.mark.parametrize("kind", ["link", "file"])
def test_what_no_build_made_is_refused(tmp_path: Path, kind: str) -> None:
    """A link or a file in the place of the site is never followed, replaced or removed."""
    target = tmp_path / "elsewhere"
    built(target, "precious")
    site = tmp_path / "site"
    if kind == "link":
        site.symlink_to(target)
    else:
        site.write_text("precious")
    with pytest.raises(OSError, match="site"):
        stage.begin(site)
    assert texts(target) == {"precious"}
    assert site.is_symlink() or site.read_text() == "precious"


def watch(site: Path, stop: threading.Event, faults: list[str]) -> None:
    """Read the site again and again through one open folder, as a web server would; note what is not whole."""
    while not stop.is_set():
        try:
            folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            faults.append("gone")
            continue
        try:
            names = os.listdir(folder)  # noqa: PTH208 - of an open folder, not of a name
            found = set()
            for name in names:
                with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder)) as file:
                    found.add(file.read())
            # A folder that was swapped out meanwhile is being removed; the next look opens the new one.
            current = os.fstat(folder).st_ino == site.stat().st_ino
            if current and (len(found) != 1 or len(names) != FILES):
                faults.append(f"{len(names)} files, {found}")
        except FileNotFoundError:
            if os.fstat(folder).st_ino == site.stat().st_ino:
                faults.append("a file is missing")
        finally:
            os.close(folder)


def test_killed_again_and_again_while_committing(site: Path) -> None:
    """SIGKILL at any moment of a commit: a reader never finds the site missing, mixed or half there."""
    built(site, "0")
    stop, faults = threading.Event(), list[str]()
    reader = threading.Thread(target=watch, args=(site, stop, faults))
    reader.start()
    generation = 0
    try:
        for round_ in range(12):
            command = [sys.executable, "-c", COMMITTING, str(site), str(generation + 1)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                generation = int(process.stdout.readline())
                time.sleep(0.003 * round_)
                process.send_signal(signal.SIGKILL)
                rest = process.stdout.read().split()
            (standing,) = texts(site)
            done = int(rest[-1]) if rest else generation
            assert done <= int(standing) <= done + 1
            generation = int(standing)
    finally:
        stop.set()
        reader.join()
    assert faults == []
    stage.begin(site).abandon()
    assert texts(site) == {str(generation)}
    assert beside(site) == []


def test_without_exchange_a_kill_is_repaired_by_the_next_build(site: Path) -> None:
    """Where two renames are needed, the next build finds the last good site and puts it back, always whole."""
    built(site, "0")
    generation = 0
    for round_ in range(8):
        command = [sys.executable, "-c", COMMITTING, str(site), str(generation + 1), "--no-exchange"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.002 * round_)
            process.send_signal(signal.SIGKILL)
            process.stdout.read()
        stage.recover(site)
        (standing,) = texts(site)
        assert int(standing) > generation
        generation = int(standing)
        assert beside(site) == []
