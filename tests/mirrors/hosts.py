"""Hosting servers with a site on them, as ``publish.yml`` describes them, for tests that break the way to them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sshd import sshd
from generator.console import Recorded
from generator.mirrors.hosting import open_stores
from generator.mirrors.parts import Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.records.targets import HostingTarget
from tests.mirrors.servers.ftpd import ftpd, vsftpd

VARIABLE = "JINGUO_WEB_PASSWORD"
PUBLISH = """
import sys
from pathlib import Path
from generator.mirrors.hosting import open_stores
from generator.mirrors.parts import Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.publish.manifest import read
from generator.records.targets import HostingTarget
import os, signal, threading
what, target, site, after = sys.argv[1:]
mirror = PlainMirror(*open_stores("web", HostingTarget.model_validate_json(target), os.environ), 2)
end = threading.Timer(float(after), lambda: os.kill(os.getpid(), signal.SIGKILL))
end.daemon = True
end.start()
if what == "publish":
    mirror.publish(Release(Path(site), read((Path(site) / "manifest.json").read_bytes())))
else:
    mirror.rollback(site)
mirror.close()
"""
"""A run in a process of its own, which is killed so many seconds after it has begun to speak to the server."""


@dataclass(frozen=True)
class Host:
    """A server and the folder in which its web server would find the site."""

    target: HostingTarget
    site: Path
    password: str

    @property
    def told(self) -> str:
        """The target as the program of ``PUBLISH`` reads it."""
        return self.target.model_dump_json(exclude_defaults=True)

    @property
    def environment(self) -> dict[str, str]:
        """Where the password is."""
        return {VARIABLE: self.password} if self.password else {}

    def through(self, port: int) -> Host:
        """The same server behind another port, where it has the same key."""
        if self.target.known_hosts:
            known = Path(self.target.known_hosts)
            _, key = known.read_text(encoding="ascii").splitlines()[0].split(" ", 1)
            with known.open("a", encoding="ascii") as file:
                file.write(f"[127.0.0.1]:{port} {key}\n")
        return Host(self.target.model_copy(update={"port": port}), self.site, self.password)

    def mirror(self, console: Recorded | None = None) -> PlainMirror:
        """A fresh way to it."""
        stores = open_stores("web", self.target, {**os.environ, **self.environment})
        return PlainMirror(*stores, 2, console)

    def publish(self, release: Release) -> int:
        """One whole run; how many files it sent."""
        mirror = self.mirror()
        try:
            return mirror.publish(release).sent
        finally:
            mirror.close()

    def holds(self, release: Release) -> None:
        """Every byte of a release is there, and no leftover beside it."""
        for file in release.manifest.everything():
            assert (self.site / file.path).read_bytes() == (release.folder / file.path).read_bytes(), file.path
        assert not list(self.site.parent.rglob("*.part"))


@contextmanager
def host(kind: str, folder: Path, *ways: str) -> Iterator[Host]:
    """A server: ``ftp``, odd in some ways, ``vsftpd``, or ``sftp``."""
    common = {"host": "127.0.0.1", "keep": 2}
    if kind == "sftp":
        with sshd(folder) as server:
            (folder / "files").mkdir()
            target = HostingTarget.model_validate(
                {**common, "kind": "sftp", "port": server.port, "user": server.user, "folder": f"{folder}/files/web"}
                | {"key_file": str(server.key_file), "known_hosts": str(server.known_hosts)}
            )
            yield Host(target, folder / "files/web", "")
        return
    with vsftpd() if kind == "vsftpd" else ftpd(folder, *ways) as found:
        told = {"kind": "ftp", "port": found.port, "user": found.user, "folder": f"{found.top}web", "tls": False}
        yield Host(HostingTarget.model_validate(common | told), found.home / "web", found.password)
