"""Killed at any moment, making a bundle leaves whole ones only, and the next run makes the very same."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.sshd import make_key
from generator.mirrors.bundle.reading import examined
from generator.mirrors.bundle.signature import allowed
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.sshd import SSH

_KILLS = 24
_LAST = 8
"""Steps at the end that are each met: the signature, and both files put in their place."""
_SCRIPT = """
import os, signal, sys
from pathlib import Path
from generator.mirrors.bundle.mirror import BundleMirror
from generator.mirrors.parts import Release
from generator.publish.manifest import NAME, read
from generator.records.targets import BundleTarget
root, site, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
release = Release(site, read((site / NAME).read_bytes()))
mirror = BundleMirror(root, "cms", BundleTarget(kind="bundle", sign_key=str(root / "key")))
steps = 0
def step(name, arguments):
    global steps
    if name in {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "subprocess.Popen", "shutil.rmtree"}:
        steps += 1
        if steps == left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(step)
mirror.publish(release)
print(steps)
"""


def publish(root: Path, version: str, left: int = 0) -> tuple[int, str]:
    """Make a bundle in a program of its own that dies at its ``left``-th step; how it ended, what it said."""
    words = [sys.executable, "-c", _SCRIPT, str(root), str(root / version), str(left)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip()


@pytest.mark.skipif(not SSH, reason="ssh is not installed, nor its ssh-keygen")
def test_killed_two_dozen_times(tmp_path: Path) -> None:
    """At steps all over it and at each of the last: every archive that lies there is signed and right to the byte."""
    make_key(tmp_path / "key")
    signers = tmp_path / "allowed_signers"
    signers.write_text(allowed(tmp_path / "key", "cms"), encoding="utf-8")
    for version in ("one", "two"):
        release(tmp_path / version, story_site(version, 40, 5_000))
    status, told = publish(tmp_path, "one")
    assert status == 0
    steps = int(told)
    first = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert len(first) == 2
    even = {1 + number * (steps - _LAST) // _KILLS for number in range(_KILLS)}
    met = 0
    for left in sorted(even | set(range(steps - _LAST, steps))):
        status, _ = publish(tmp_path, "two", left)
        assert status == -signal.SIGKILL, f"nothing was left to kill at step {left} of {steps}"
        archives = list((tmp_path / "dist").glob("*.zip"))
        met += any((tmp_path / "dist").glob(".jinguo-bundle-*"))
        assert archives
        for archive in archives:
            assert examined(archive, signers)[2] == []
        for name, data in first.items():
            assert (tmp_path / "dist" / name).read_bytes() == data
    assert met >= _KILLS, "too few were met in the middle of their work"
    assert publish(tmp_path, "two")[0] == 0
    assert len(list((tmp_path / "dist").iterdir())) == 4
    assert len(list((tmp_path / "dist").glob("*.zip"))) == len(list((tmp_path / "dist").glob("*.sig"))) == 2
