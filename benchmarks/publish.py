"""One changed story on a site of 20,000 files: ``SshMirror`` beside ``rsync -a --checksum`` and ``rclone sync``.

All go to one sshd through a wire that counts bytes both ways and changes of direction, once as fast as it is, once with
30 ms for there and back. Ours counts from the built site, held against its list, to the release that readers see, with
its proof on the server; the others neither prove nor keep anything, and change the site under its readers. What the
server puts away alone, once it has said that the release is live, is waited for between the runs and is not counted.

rsync reads every byte on both sides each time. Ours believes on both sides what the system tells of files that it has
read before (``publish.digests``, ``mirrors.ssh.script``): the build has read the site here, the last run there.

Run: ``.venv/bin/python -m benchmarks.publish [FILES ROUNDS]`` with sshd, rsync and rclone installed; ``all`` after the
numbers runs ``rclone sync --checksum`` as well, once: it starts a program on the server for each file (20 minutes).
"""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from benchmarks.big_site import next_version, write_site
from benchmarks.sshd import Sshd, sshd
from benchmarks.wire import wire
from generator.mirrors.parts import Release
from generator.mirrors.ssh.mirror import SshMirror
from generator.publish.digests import Digests
from generator.publish.manifest import NAME, true_to
from generator.records.targets import SshTarget

DELAYS = (0.0, 0.015)
"""Seconds each way."""
_APART = multiprocessing.get_context("fork")
Tool = Callable[[Release, Path, Sshd, int], None]
Figures = tuple[float, int, int, int]
"""Seconds, bytes up, bytes down, changes of direction."""


def ours(release: Release, folder: Path, server: Sshd, port: int) -> None:
    """Publish as the command does, which believes what the build has written down of files that are still the same."""
    target = SshTarget.model_validate({
        "kind": "ssh", "host": server.host, "port": str(port), "user": server.user, "folder": str(folder),
        "key_file": str(server.key_file), "known_hosts": str(server.known_hosts), "keep": "2",
    })  # fmt: skip
    mirror = SshMirror(target, os.environ)
    try:
        mirror.ahead()
        known = Digests.of(release.folder.parent)
        found = true_to((release.folder / NAME).read_bytes(), release.folder, known)
        if found is None:
            raise ValueError(release.folder)
        mirror.publish(Release(release.folder, found))
    finally:
        mirror.close()


def rsync(release: Release, folder: Path, server: Sshd, port: int) -> None:
    """As people write it."""
    ssh = f"ssh -p {port} -i {server.key_file} -o UserKnownHostsFile={server.known_hosts} -o BatchMode=yes"
    _run("rsync", "-a", "--checksum", "--delete", "-e", ssh, f"{release.folder}/", f"{server.host}:{folder}/")


def rsync_z(release: Release, folder: Path, server: Sshd, port: int) -> None:
    """The same, compressed."""
    ssh = f"ssh -p {port} -i {server.key_file} -o UserKnownHostsFile={server.known_hosts} -o BatchMode=yes"
    _run("rsync", "-az", "--checksum", "--delete", "-e", ssh, f"{release.folder}/", f"{server.host}:{folder}/")


def rclone(release: Release, folder: Path, server: Sshd, port: int) -> None:
    """By size and time, which are kept here as no build keeps them."""
    _rclone(release, folder, server, port)


def rclone_checksum(release: Release, folder: Path, server: Sshd, port: int) -> None:
    """By digest, which the server is asked for file by file."""
    _rclone(release, folder, server, port, "--checksum")


ONCE = "rclone sync --checksum"
TOOLS: dict[str, Tool] = {
    "jinguo publish": ours,
    "rsync -a --checksum": rsync,
    "rsync -az --checksum": rsync_z,
    "rclone sync": rclone,
    ONCE: rclone_checksum,
}


def _rclone(release: Release, folder: Path, server: Sshd, port: int, *more: str) -> None:
    place = {
        "TYPE": "sftp", "HOST": server.host, "PORT": str(port), "USER": server.user,
        "KEY_FILE": str(server.key_file), "KNOWN_HOSTS_FILE": str(server.known_hosts), "SHELL_TYPE": "unix",
        "MD5SUM_COMMAND": "md5sum", "SHA1SUM_COMMAND": "sha1sum",
    }  # fmt: skip
    environment = {**os.environ, **{f"RCLONE_CONFIG_X_{name}": value for name, value in place.items()}}
    _run("rclone", "sync", *more, "--config", "/dev/null", str(release.folder), f"X:{folder}", environment=environment)


def _run(*command: str, environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def timed(tool: Tool, release: Release, folder: Path, server: Sshd, delay: float) -> Figures:
    """One run over a wire of its own."""
    ours_end, its_end = _APART.Pipe()
    line = _APART.Process(target=_apart, args=(its_end, server.port, delay), daemon=True)
    line.start()
    port = ours_end.recv()
    server.know(port)
    start = time.perf_counter()
    tool(release, folder, server, port)
    seconds = time.perf_counter() - start
    ours_end.send(None)
    traffic: tuple[int, int, int] = ours_end.recv()
    line.join()
    if (lock := folder / ".jinguo" / "lock").exists():
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
    return seconds, *traffic


def _apart(told: Connection, port: int, delay: float) -> None:
    """The wire in a process of its own: in ours it would wait for what is measured."""
    with wire(port, delay=delay) as line:
        told.send(line.port)
        told.recv()
        told.send((line.up, line.down, line.turns))


def main() -> None:
    """Build the sites, let every tool begin from the first, then send the same versions."""
    files, rounds = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (20_000, 3)  # noqa: PLR2004
    every = "all" in sys.argv
    tools = {name: tool for name, tool in TOOLS.items() if shutil.which(name.split()[0]) or tool is ours}
    with tempfile.TemporaryDirectory(dir=Path.home()) as name, sshd(Path(name)) as server:
        home = Path(name)
        releases = [write_site(home / "site-0", files)]
        size = releases[0].manifest.size / 1e6
        print(f"{len(releases[0].manifest.files):,} files, {size:,.0f} MB", flush=True)
        for tool, act in tools.items():
            first = ours if act is ours else rsync
            first(releases[0], home / tool, server, server.port)
        results: dict[tuple[float, str], list[Figures]] = defaultdict(list)
        number = 0
        for _ in range(rounds):
            for delay in DELAYS:
                number += 1
                before = releases[-1]
                releases.append(next_version(before.folder, home / f"site-{number}", number))
                for tool, act in tools.items():
                    if tool == ONCE and (number > 1 or not every):
                        continue
                    results[delay, tool].append(timed(act, releases[-1], home / tool, server, delay))
        report(results, list(tools))


def report(results: dict[tuple[float, str], list[Figures]], tools: list[str]) -> None:
    """Medians of the rounds, and what the others need for one of ours."""
    print(
        f"{'':24}{'there and back':>15}{'seconds':>9}{'kB up':>9}{'kB down':>9}{'turns':>9}{'time ×':>9}{'bytes ×':>9}"
    )
    for delay in DELAYS:
        own = [median(column) for column in zip(*results[delay, tools[0]], strict=True)]
        for tool in (each for each in tools if results[delay, each]):
            seconds, up, down, turns = (median(column) for column in zip(*results[delay, tool], strict=True))
            ratios = f"{seconds / own[0]:9.2f}{(up + down) / (own[1] + own[2]):9.2f}"
            line = f"{tool:24}{delay * 2000:12.0f} ms{seconds:9.2f}{up / 1e3:9.1f}{down / 1e3:9.1f}{turns:9.0f}"
            print(line + ratios)


if __name__ == "__main__":
    main()
