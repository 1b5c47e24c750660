"""FTP hosting as a place for files: each file is sent under another name and takes its place by being renamed."""

from __future__ import annotations

import ftplib
import re
import threading
from contextlib import suppress

from generator.mirrors.ftp.link import Link, code
from generator.mirrors.ftp.listing import Line, StrangeError, from_facts, from_list
from generator.mirrors.ftp.pool import Pool
from generator.mirrors.leftovers import temporary
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.arrival import ENDLESS, GAP, complete
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import Seen, Served

_NOT_THERE = frozenset({450, 550})
_NOTHING = re.compile(r"no (?:such )?file|empty|not found", re.IGNORECASE)
_MOST = 500_000
"""Names after which what a server lists is no site."""
_DEEPEST = 12
"""Folders in each other; deeper ones are links in a circle, which some servers tell from folders by nothing."""


class FtpStore:
    """Files below one folder; may be used by several threads at once.

    Args:
        pool: connections to the server.
        folder: on the server, from its top or from where the account begins.
        hidden: a folder in this one that is not of this store.
    """

    def __init__(self, pool: Pool, folder: str, hidden: str = "") -> None:
        self._pool, self._folder, self._hidden = pool, folder, hidden
        self._lock = threading.Lock()
        self._gap = False
        self._inside: dict[str, set[str]] = {}
        """Names in each folder that was listed, or made by us."""
        self._entered: set[str] = set()
        """Folders that are there."""

    @property
    def width(self) -> int:
        """Connections at a time."""
        return self._pool.width

    @property
    def notes(self) -> list[str]:
        """What the user has to know."""
        return self._pool.notes

    def listing(self) -> dict[str, Seen]:
        """Every file, folder by folder."""
        return self._pool.do("看服务器上有什么", self._listed)

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of a file; None where there is none."""

        def fetch(link: Link) -> bytes | None:
            try:
                return link.fetch(self._full(link, path), most)
            except (ftplib.error_perm, ftplib.error_temp) as fault:
                if code(fault) not in _NOT_THERE or self._there(link, path):
                    raise
                return None

        return self._pool.do(f"读 {path}", fetch)

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Send under another name, measure, rename."""
        del how
        return self._pool.do(f"写 {path}", lambda link: self._put(link, path, data))

    def delete(self, path: str) -> None:
        """Remove a file, and folders of which is known that they are empty now."""
        self._pool.do(f"删 {path}", lambda link: self._remove(link, path))

    def close(self) -> None:
        """Let go of all connections, also those of other folders of this server."""
        self._pool.close()

    def _full(self, link: Link, path: str = "") -> str:
        folder = "" if self._folder == "." else self._folder
        top = folder if folder.startswith("/") else f"{link.top.rstrip('/')}/{folder}"
        return f"{top.rstrip('/')}/{path}".rstrip("/") or "/"

    def _listed(self, link: Link) -> dict[str, Seen]:
        found: dict[str, Seen] = {}
        waiting, names = [""], 0
        while waiting:
            place = waiting.pop()
            lines = self._entries(link, place)
            if lines is None:
                continue
            names += len(lines)
            if names > _MOST:
                raise MirrorError(ENDLESS)
            self._inside[place.rstrip("/")] = {line.name for line in lines}
            for line in lines:
                if line.kind == "folder" and f"{place}{line.name}" != self._hidden:
                    if place.count("/") < _DEEPEST:
                        waiting.append(f"{place}{line.name}/")
                elif line.kind == "file":
                    found[f"{place}{line.name}"] = Seen(line.size, line.tag)
        return found

    def _entries(self, link: Link, place: str) -> list[Line] | None:
        """What lies in a folder; None where it is not there. The folder is entered: names with gaps confuse LIST."""
        try:
            link.ask("CWD", self._full(link, place))
        except ftplib.error_perm as fault:
            if code(fault) in _NOT_THERE:
                return None
            raise
        facts = bool(link.features & {"MLST", "MLSD"})
        try:
            told = link.lines("MLSD" if facts else "LIST")
            lines = [line for each in told if (line := (from_facts if facts else from_list)(each))]
        except (ftplib.error_perm, ftplib.error_temp) as fault:
            if code(fault) in _NOT_THERE and _NOTHING.search(str(fault)):  # some say so of an empty folder
                return []
            raise
        except StrangeError:
            if facts:
                raise
            names = [name.rpartition("/")[2] for name in link.lines("NLST")]
            lines = [self._asked(link, f"{place}{name}", name) for name in names if name not in {"", ".", ".."}]
        if strange := [line.name for line in lines if "/" in line.name]:
            raise StrangeError(strange[0])
        return lines

    def _asked(self, link: Link, path: str, name: str) -> Line:
        """One name of which LIST has told nothing that we understand."""
        try:
            size = int(link.ask("SIZE", self._full(link, path)).split()[-1])
            return Line(name, "file", size, link.ask("MDTM", self._full(link, path)).split()[-1])
        except ftplib.error_perm:
            link.ask("CWD", self._full(link, path))  # neither a file nor a folder: then we give up
            return Line(name, "folder", 0, "")

    def _seen(self, link: Link, path: str) -> Seen:
        """What the server will list of a file, in the same words."""
        full = self._full(link, path)
        if link.features & {"MLST", "MLSD"}:
            facts = link.ask("MLST", full).splitlines()[1].strip().partition(" ")[0]
            line = from_facts(f"{facts} file")
            return Seen(line.size, line.tag) if line else Seen(-1, "")
        for command in ("STAT", "LIST"):
            with suppress(ftplib.error_perm, StrangeError):
                told = link.lines("LIST", full) if command == "LIST" else link.ask("STAT", full).splitlines()[1:-1]
                for line in map(from_list, told):
                    if line and line.kind == "file":
                        return Seen(line.size, line.tag)
        tag = ""
        with suppress(ftplib.error_perm):
            tag = link.ask("MDTM", full).split()[-1]
        return Seen(int(link.ask("SIZE", full).split()[-1]), tag)

    def _there(self, link: Link, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        lines = self._entries(link, f"{folder}/" if folder else "")
        return any(line.name == name for line in lines or [])

    def _put(self, link: Link, path: str, data: bytes) -> Seen:
        part = temporary(path)
        self._make(link, path.rpartition("/")[0])
        try:
            link.store(self._full(link, part), data)
            seen = self._seen(link, part)
            complete(path, seen, len(data))
            self._rename(link, part, path)
        except (ftplib.error_perm, MirrorError):
            with suppress(ftplib.Error):
                link.ask("DELE", self._full(link, part))
            raise
        folder, _, name = path.rpartition("/")
        with self._lock:
            if folder in self._inside:
                self._inside[folder].add(name)
        return seen

    def _rename(self, link: Link, part: str, path: str) -> None:
        if not self._gap:
            try:
                self._move(link, part, path)
            except ftplib.error_perm:
                if not self._there(link, path):
                    raise
            else:
                return
        if not self._there(link, path):
            self._move(link, part, path)
            return
        aside = temporary(path)
        self._move(link, path, aside)
        try:
            self._move(link, part, path)
        except ftplib.error_perm:
            self._move(link, aside, path)
            raise
        link.ask("DELE", self._full(link, aside))
        if not self._gap:
            self._gap = True
            self.notes.append(GAP)

    def _move(self, link: Link, old: str, new: str) -> None:
        link.ask("RNFR", self._full(link, old))
        link.ask("RNTO", self._full(link, new))

    def _make(self, link: Link, folder: str) -> None:
        """A folder with those above it; one that is there is no mistake."""
        if folder in self._inside or folder in self._entered:
            return
        full = self._full(link, folder)
        made = False
        try:
            link.ask("CWD", full)
        except ftplib.error_perm:
            parts = full.strip("/").split("/")
            for count in range(1, len(parts) + 1):
                made = False
                with suppress(ftplib.error_perm):
                    link.ask("MKD", "/" + "/".join(parts[:count]))
                    made = True
            link.ask("CWD", full)
        with self._lock:
            self._entered.add(folder)
            if made:
                self._inside.setdefault(folder, set())

    def _remove(self, link: Link, path: str) -> None:
        try:
            link.ask("DELE", self._full(link, path))
        except (ftplib.error_perm, ftplib.error_temp) as fault:
            if code(fault) not in _NOT_THERE or self._there(link, path):
                raise
        folder, _, name = path.rpartition("/")
        with self._lock:
            while name and folder in self._inside:
                self._inside[folder].discard(name)
                if self._inside[folder] or not folder:
                    return
                try:
                    link.ask("RMD", self._full(link, folder))
                except ftplib.error_perm:
                    return
                self._inside.pop(folder)
                self._entered.discard(folder)
                folder, _, name = folder.rpartition("/")
