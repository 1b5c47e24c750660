"""A server with ssh and a folder to publish to: what the tests of this kind of target need."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.sshd import Sshd, sshd
from generator.mirrors.parts import Release
from generator.mirrors.ssh.mirror import SshMirror
from generator.records.targets import SshTarget
from tests.mirrors.killing import python
from tests.mirrors.releases import release, story_site

PUBLISH = """
import json, os, sys
from pathlib import Path
from generator.mirrors.parts import Release
from generator.mirrors.ssh.mirror import SshMirror
from generator.publish.manifest import read
from generator.records.targets import SshTarget
site = Path(sys.argv[1])
mirror = SshMirror(SshTarget.model_validate(json.loads(sys.argv[2])), os.environ)
mirror.publish(Release(site, read((site / "manifest.json").read_bytes())))
"""


class Desk:
    """One server, one folder there, releases to send."""

    def __init__(self, folder: Path, server: Sshd) -> None:
        self.home, self.server = folder, server
        self.folder = folder / "网站 的'文件夹"

    def settings(self, **other: object) -> dict[str, str]:
        """What stands in publish.yml."""
        own = {"kind": "ssh", "host": self.server.host, "port": self.server.port, "user": self.server.user,
               "folder": self.folder, "key_file": self.server.key_file, "known_hosts": self.server.known_hosts,
               "keep": 2}  # fmt: skip
        return {name: str(value) for name, value in (own | other).items()}

    @contextmanager
    def mirror(
        self, environment: Mapping[str, str] = os.environ, *, thorough: bool = False, **other: object
    ) -> Iterator[SshMirror]:
        """The target as commands open it."""
        found = SshMirror(SshTarget.model_validate(self.settings(**other)), environment, thorough=thorough)
        try:
            yield found
        finally:
            found.close()

    def site(self, name: str, files: Mapping[str, bytes] | None = None) -> Release:
        """A release to send, in a folder of its name."""
        return release(self.home / f"site {name}", dict(files or story_site(name)))

    def sites(self, names: Sequence[str]) -> list[Release]:
        """Several."""
        return [self.site(name) for name in names]

    def command(self, sent: Release, **other: object) -> list[str]:
        """The command that publishes in a process of its own."""
        return python(PUBLISH, sent.folder, json.dumps(self.settings(**other)))

    def releases(self) -> set[str]:
        """Folders that lie beside one another, but those that are on their way out."""
        return {each.name for each in (self.folder / "releases").iterdir() if not each.name.startswith(".gone-")}

    def rested(self) -> None:
        """Wait until the server has put away what it puts away alone."""
        with (self.folder / ".jinguo" / "lock").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)

    def served(self) -> dict[str, bytes]:
        """Every file that readers can find."""
        top = self.folder / "current"
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def is_live(desk: Desk, sent: Release) -> bool:
    """Whether readers find this release, all of it and nothing else."""
    own = {each.path: (sent.folder / each.path).read_bytes() for each in sent.manifest.everything()}
    return desk.served() == own


@contextmanager
def desk(folder: Path, more: str = "") -> Iterator[Desk]:
    """A desk whose server ends with the test."""
    with sshd(folder, more) as server:
        yield Desk(folder, server)
