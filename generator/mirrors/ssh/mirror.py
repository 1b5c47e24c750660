"""A server with ssh: releases lie beside one another, unchanged files are hard links, ``current`` moves in one rename.

What lies there is told by the server's disk each time. Of an earlier run only this is believed, and by the server
alone: the digest of a file of which the system says that nobody has changed it since (``ssh_script``).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread, current_thread

from generator.console import Console, Recorded
from generator.mirrors.parts import Kept, MirrorError, Plan, Published, Release
from generator.mirrors.ssh.faults import RefusedError
from generator.mirrors.ssh.link import Link
from generator.mirrors.ssh.listing import NOTHING, Difference, Listing, listing, reconciled
from generator.mirrors.ssh.sending import Courier
from generator.records.targets import SshTarget

_TRIES = 3
_ID = 64


@dataclass
class _Place:
    """The folder on the server."""

    path: str
    live: str
    """Name of the folder of the live release; ``.mended`` may stand after its id."""
    rsync: bool
    writing: bool
    known: dict[tuple[str, str], Difference] = field(default_factory=dict)
    """What differs, by the digests of both sides: asked once."""

    @property
    def id(self) -> str:
        """Of the live release."""
        return self.live[:_ID]


class SshMirror:
    """One server.

    Args:
        target: where it is.
        environment: for ssh.
        console: hears of long work.
        thorough: the server reads every file anew, and does not believe what it has written down itself.
    """

    def __init__(
        self,
        target: SshTarget,
        environment: Mapping[str, str],
        console: Console | None = None,
        *,
        thorough: bool = False,
    ) -> None:
        if not target.folder.isprintable() or target.host.startswith("-"):
            raise MirrorError("publish.yml 里的 host、folder 写得不对")
        self._target, self._environment = target, environment
        self._console: Console = Recorded() if console is None else console
        self._trust = "anew" if thorough else "trusting"
        self._open: Link | None = None
        self._at: _Place | None = None
        self._waiting: Thread | None = None
        self._inside = Event()
        """Whether who reads ahead has come in, or cannot."""

    def ahead(self) -> None:
        """Let the server begin to read what is live while here something else is done; nothing there changes."""
        if self._waiting is not None or self._open is not None:
            return
        with suppress(MirrorError):  # it is met again, and told, when what has been read is needed
            self._open = Link(self._target, self._environment, self._console)  # not in the thread: that begins late
            self._waiting = Thread(target=self._read_ahead, daemon=True)
            self._waiting.start()

    def kept(self) -> list[Kept]:
        """The live release first, then the others, the newest first."""
        place = self._enter(writing=False)
        if place is None:
            return []
        found: dict[str, Kept] = {}
        for line in self._link.ask("kept").decode("utf-8", "replace").splitlines():
            name, _, head = line.partition(" ")
            found.setdefault(name[:_ID], Kept(name[:_ID], _commit(head), name[:_ID] == place.id))
        return list(found.values())

    def plan(self, release: Release) -> Plan:
        """Look only; nothing on the server changes."""
        place, own = self._enter(writing=False), listing(release.manifest.everything())
        files = release.manifest.everything()
        if place is None or not place.live:
            partly = place is not None and b"partly" in self._link.ask("partly", release.manifest.id)
            send = (
                self._look(place, own, f"releases/.incoming-{release.manifest.id}").send if partly and place else files
            )
            return Plan("", files, (), (), 0, sum(each.size for each in send))
        where = f"releases/{place.live}"
        diff = self._look(place, own, where)
        before = place.id if b"whole" in self._link.ask("whole") else ""
        added = tuple(each for each in diff.send if each.path not in diff.replaced)
        changed = tuple(each for each in diff.send if each.path in diff.replaced)
        there = len(files) - len(added) + len(diff.gone)
        send = diff.send
        if b"partly" in self._link.ask("partly", release.manifest.id):
            send = self._look(place, own, f"releases/.incoming-{release.manifest.id}").send
        return Plan(before, added, changed, diff.gone, there, sum(each.size for each in send))

    def publish(self, release: Release, dead: Collection[str] = ()) -> Published:
        """Make a release the one that readers see; an interrupted run is taken up where it stopped."""
        new, nonce = release.manifest.id, secrets.token_hex(8)
        sent: dict[str, int] = {}
        gone: set[str] = set()
        with self._courier(release, nonce) as called:
            courier = called
            own = listing(release.manifest.everything())
            place = self._entered()
            for last in range(1, _TRIES + 1):
                told = self._link.ask("begin", new, own.digest, str(own.digits), nonce)
                diff = self._differing(place, own, told)
                if diff.send:
                    self._link.send(release.folder, diff.send, _inbox(place, new, nonce), courier)
                    sent |= {each.path: each.size for each in diff.send}
                gone |= set(diff.gone)
                try:
                    keep = str(self._target.keep)
                    self._link.ask("finish", new, own.digest, keep, " ".join(_ids(dead, new)), lines=_lines(diff.gone))
                    break
                except RefusedError as error:
                    if last == _TRIES or error.why != "differs":
                        raise
                    place.known.clear()
                courier, nonce = None, secrets.token_hex(8)
        place.live = new
        return Published(new, len(sent), sum(sent.values()), len(gone))

    def rollback(self, release_id: str, dead: Collection[str] = ()) -> Published:
        """Make an earlier release the one that readers see, once it has proven to be whole."""
        if len(release_id) != _ID or set(release_id) - set("0123456789abcdef"):
            raise MirrorError("版本编号不对：要 64 位的十六进制数")
        place = self._enter(writing=True)
        self._link.ask("back", release_id, str(self._target.keep), " ".join(_ids(dead, release_id)))
        if place:
            place.live = release_id
        return Published(release_id, 0, 0, 0)

    def close(self) -> None:
        """Let go of the connection, also of one that still reads ahead: nobody waits for what nobody wants."""
        if self._open:
            self._open.close()
        if self._waiting and self._waiting is not current_thread():
            self._waiting.join()
        self._open = self._at = None

    def _read_ahead(self) -> None:
        """A mistake is met again, and told, when what has been read is needed."""
        with suppress(MirrorError):
            try:
                place = self._enter(writing=False, waiting=False)
            finally:
                self._inside.set()
            if place and place.live:
                self._link.ask("glance")

    @contextmanager
    def _courier(self, release: Release, nonce: str) -> Iterator[Courier | None]:
        """rsync, called while the server still reads what is live; None where one side has none."""
        if self._waiting:
            self._inside.wait()
        place = self._at or self._entered()
        inbox = _inbox(place, release.manifest.id, nonce)
        basis = f"../.incoming-{release.manifest.id}"
        courier = self._link.courier(release.folder, inbox, basis) if place.rsync else None
        try:
            yield courier
        finally:
            if courier:
                courier.leave()

    @property
    def _link(self) -> Link:
        if self._open is None:
            self._open = Link(self._target, self._environment, self._console)
        return self._open

    def _enter(self, *, writing: bool, waiting: bool = True) -> _Place | None:
        """The folder, once; None where it is not there and only looked at."""
        if waiting and self._waiting:
            self._waiting.join()
        if self._at and (self._at.writing or not writing):
            return self._at
        folder = self._target.folder.removeprefix("~/")  # a login begins at home
        try:
            told = self._link.ask("enter", folder, "write" if writing else "look", self._trust)
        except MirrorError:
            self.close()
            raise
        lines = told.decode("utf-8", "replace").strip("\n").split("\n")
        if lines[0] == "absent":
            return None
        live = next((line[5:] for line in lines if line.startswith("live ")), "")
        self._at = _Place(lines[0], live, "rsync" in lines[1:], writing, self._at.known if self._at else {})
        return self._at

    def _entered(self) -> _Place:
        """The folder, made where it is not there yet."""
        place = self._enter(writing=False) or self._enter(writing=True)
        assert place is not None  # noqa: S101 -- it has been made
        return place

    def _look(self, place: _Place, own: Listing, where: str) -> Difference:
        return self._differing(place, own, self._link.ask("look", where, own.digest, str(own.digits)))

    def _differing(self, place: _Place, own: Listing, told: bytes) -> Difference:
        head, _, rest = told.partition(b"\n")
        there = head.decode("ascii", "replace").partition(" ")[0]
        if there == own.digest:
            return NOTHING
        key = (there, own.digest)
        if key not in place.known:
            place.known[key] = reconciled(own, rest, lambda names: self._link.ask("rows", names))
        return place.known[key]


def _inbox(place: _Place, release_id: str, nonce: str) -> str:
    """Where the server takes in what a run sends."""
    return f"{place.path}/releases/.inbox-{release_id}-{nonce}"


def _ids(dead: Collection[str], but: str) -> list[str]:
    return sorted(each for each in dead if each != but and len(each) == _ID and not set(each) - set("0123456789abcdef"))


def _lines(gone: Collection[str]) -> list[str]:
    return [f"./{path}" for path in gone]


def _commit(head: str) -> str:
    try:
        return str(json.loads(head.rstrip().rstrip(",") + "}")["commit"])
    except (ValueError, KeyError, TypeError):
        return ""
