"""Killed at any moment, making a bundle leaves whole ones only, and the next run makes the very same."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.mirrors.bundle.reading import examined
from generator.mirrors.bundle.signature import allowed
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.sshd import SSH, make_key

_KILLS = 24
_SCRIPT = """
import sys
from pathlib import Path
from generator.mirrors.bundle.mirror import BundleMirror
from generator.mirrors.parts import Release
from generator.publish.manifest import NAME, read
from generator.records.targets import BundleTarget
root, site = Path(sys.argv[1]), Path(sys.argv[2])
mirror = BundleMirror(root, "cms", BundleTarget(kind="bundle", sign_key=str(root / "key")))
print("ready", flush=True)
mirror.publish(Release(site, read((site / NAME).read_bytes())))
"""


@pytest.mark.skipif(not SSH, reason="ssh is not installed, nor its ssh-keygen")
def test_killed_two_dozen_times(tmp_path: Path) -> None:
    """Every archive that lies there, at each moment, is signed and right to the byte."""
    make_key(tmp_path / "key")
    signers = tmp_path / "allowed_signers"
    signers.write_text(allowed(tmp_path / "key", "cms"), encoding="utf-8")
    for version in ("one", "two"):
        release(tmp_path / version, story_site(version, 40, 150_000))

    def publish(version: str, after: float | None) -> float:
        words = [sys.executable, "-c", _SCRIPT, str(tmp_path), str(tmp_path / version)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == b"ready\n"
            start = time.monotonic()
            if after is not None:
                time.sleep(after)
                program.kill()
            program.wait()
            return time.monotonic() - start

    whole = publish("one", None)
    first = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert len(first) == 2
    for number in range(_KILLS):
        publish("two", whole * number / _KILLS)
        archives = list((tmp_path / "dist").glob("*.zip"))
        assert archives
        for archive in archives:
            assert examined(archive, signers)[2] == []
        for name, data in first.items():
            assert (tmp_path / "dist" / name).read_bytes() == data
    publish("two", None)
    assert len(list((tmp_path / "dist").iterdir())) == 4
    assert len(list((tmp_path / "dist").glob("*.zip"))) == len(list((tmp_path / "dist").glob("*.sig"))) == 2
