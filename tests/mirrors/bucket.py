"""A bucket with somebody before it who counts: what the tests of object storage share."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ports import HOST
from generator.mirrors.objects.store import open_stores
from generator.mirrors.parts import Release
from generator.mirrors.plain.mirror import PlainMirror
from generator.mirrors.plain.store import Store
from generator.publish.manifest import read
from generator.records.targets import ObjectTarget
from tests.mirrors.killing import ROOT, python
from tests.mirrors.servers.s3 import KEY, Between, ask, between, new_bucket

_PROGRAM = "from tests.mirrors.bucket import serve; serve()"


@dataclass
class Bucket:
    """One that nobody else uses."""

    name: str
    server: int
    """Where readers and nginx ask."""
    counter: Between
    """Where those who publish ask."""

    def target(self, port: int | None = None) -> ObjectTarget:
        """As ``publish.yml`` tells of it."""
        endpoint = f"http://{HOST}:{port or self.counter.port}"
        return ObjectTarget(kind="s3", bucket=self.name, endpoint=endpoint, state="_jinguo")

    def stores(self, port: int | None = None) -> tuple[Store, Store]:
        """Site and notes, opened anew."""
        return open_stores("bucket", self.target(port), KEY)

    @contextmanager
    def mirror(self, port: int | None = None) -> Iterator[PlainMirror]:
        """As a machine sees it that has never spoken to this bucket."""
        mirror = PlainMirror(*self.stores(port), keep=3, patience=0.1)
        try:
            yield mirror
        finally:
            mirror.close()

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """What a reader gets."""
        return ask(self.server, "GET", f"/{self.name}/{path}")

    def holds(self, wanted: Release) -> bool:
        """Whether each file of a release is there to the byte, served as it should be."""
        for file in wanted.manifest.everything():
            status, _, data = self.get(file.path)
            if (status, data) != (200, (wanted.folder / file.path).read_bytes()):
                return False
        return True


@contextmanager
def bucket(server: int) -> Iterator[Bucket]:
    """A new one on a running server."""
    with between(server) as counter:
        yield Bucket(new_bucket(server), server, counter)


class Publisher:
    """Publishes in a process of its own, as often as wanted; a fresh interpreter each time would take a second."""

    def __init__(self) -> None:
        self._nursery = subprocess.Popen(
            python(_PROGRAM), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **KEY, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        self._pid = 0
        self._born = threading.Event()

    def publish(self, place: Bucket, wanted: Release) -> int:
        """Run to the end, or until it is killed; how it ended, as ``os.waitpid`` tells."""
        assert self._nursery.stdin
        assert self._nursery.stdout
        self._nursery.stdin.write(f"{wanted.folder}\t{place.name}\t{place.counter.port}\n")
        self._nursery.stdin.flush()
        self._pid = int(self._nursery.stdout.readline())
        self._born.set()
        ended = int(self._nursery.stdout.readline())
        self._born.clear()
        return ended

    def kill(self) -> None:
        """From another thread, without a chance to clean up."""
        assert self._born.wait(20)
        os.kill(self._pid, signal.SIGKILL)

    def close(self) -> None:
        """End it for good."""
        self._nursery.communicate()


def serve() -> None:
    """Publish what is asked for line by line, each in a child that has no thread when it is born."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            folder, name, port = line.rstrip("\n").split("\t")
            try:
                target = ObjectTarget(kind="s3", bucket=name, endpoint=f"http://{HOST}:{port}", state="_jinguo")
                mirror = PlainMirror(*open_stores("bucket", target, os.environ), keep=3, patience=0.1)
                mirror.publish(Release(Path(folder), read((Path(folder) / "manifest.json").read_bytes())))
                mirror.close()
            except BaseException:  # noqa: BLE001 - the child must end here whatever happens
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()
