"""SFTP hosting as a place for files: several at a time over one connection to a server whose key is known."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, TypeVar

import asyncssh

from generator.mirrors.leftovers import temporary
from generator.mirrors.loop import Loop, tries
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.arrival import ENDLESS, GAP, complete
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import Seen, Served
from generator.mirrors.sftp.faults import DROPPED, told
from generator.mirrors.sftp.login import Login
from generator.publish.manifest import plain

_WIDTH = 8
_ALIVE = 15
_PATIENCE = 30.0
_FOLDER = 2
_FILE = 1
_T = TypeVar("_T")
_MOST = 500_000
"""Names after which what a server lists is no site."""
_LISTING = 900.0
"""Seconds after which it is none either."""


class Session:
    """One connection, in a thread of its own, made anew when it breaks.

    Args:
        login: how the server is reached.
        pause: seconds before the first new try after a broken connection; doubled each time.
    """

    def __init__(self, login: Login, pause: float | None = None) -> None:
        self.login, self._pause = login, pause
        self.notes: list[str] = []
        self.gap = False
        """Whether the server has no renaming that replaces."""
        self._loop = Loop("服务器")
        self._making = asyncio.Lock()
        self._link: tuple[asyncssh.SSHClientConnection, asyncssh.SFTPClient] | None = None

    def do(self, doing: str, work: Callable[[asyncssh.SFTPClient], Awaitable[_T]]) -> _T:
        """Do something on the server; where the connection breaks, over a new one. It must bear being done twice."""
        return self._loop.run(self._tried(doing, work))

    def close(self) -> None:
        """Let go of the connection; a second time is no mistake."""
        self._loop.close(self._hang_up)

    async def _tried(self, doing: str, work: Callable[[asyncssh.SFTPClient], Awaitable[_T]]) -> _T:
        for wait in tries(self._pause):
            step, link = "登录", None
            try:
                link = await self._connected()
                step = doing
                return await work(link[1])
            except (asyncssh.Error, OSError) as fault:
                if not isinstance(fault, DROPPED) or not wait:
                    raise told(fault, self.login, step) from None
                if link is not None and self._link is link:
                    self._link = None
                    link[0].abort()
            await asyncio.sleep(wait)
        raise AssertionError

    async def _connected(self) -> tuple[asyncssh.SSHClientConnection, asyncssh.SFTPClient]:
        async with self._making:
            if self._link is None:
                connection = await asyncssh.connect(self.login.host, self.login.port, **self._options())
                try:
                    self._link = connection, await connection.start_sftp_client()
                except BaseException:
                    connection.abort()
                    raise
            return self._link

    def _options(self) -> dict[str, Any]:
        """Nothing but what ``publish.yml`` says counts: neither an agent nor the user's own configuration."""
        login = self.login
        options: dict[str, Any] = {
            "username": login.user, "known_hosts": str(login.known_hosts), "config": None, "agent_path": None,
            "login_timeout": _PATIENCE, "connect_timeout": _PATIENCE, "keepalive_interval": _ALIVE,
        }  # fmt: skip
        if login.key_file:
            secret = {"passphrase": login.password} if login.password else {}
            return options | {"client_keys": [str(login.key_file)], "preferred_auth": "publickey"} | secret
        return options | {"client_keys": None, "password": login.password}

    async def _hang_up(self) -> None:
        if self._link:
            self._link[0].close()
            with suppress(asyncssh.Error, OSError, TimeoutError):
                await asyncio.wait_for(self._link[0].wait_closed(), _PATIENCE)


class SftpStore:
    """Files below one folder; may be used by several threads at once.

    Args:
        session: the connection.
        folder: on the server, from its top or from where the account begins.
        hidden: a folder in this one that is not of this store.
    """

    width = _WIDTH

    def __init__(self, session: Session, folder: str, hidden: str = "") -> None:
        self._session, self._folder, self._hidden = session, folder.rstrip("/") or "/", hidden
        self.notes = session.notes
        self._made: set[str] = set()

    def listing(self) -> dict[str, Seen]:
        """Every file; links are not followed."""
        return self._session.do("看服务器上有什么", self._listed)

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of a file; None where there is none."""

        async def fetch(sftp: asyncssh.SFTPClient) -> bytes | None:
            try:
                async with sftp.open(self._full(path), "rb") as file:
                    size = (await file.stat()).size or 0
                    data = await file.read(min(size, most + 1))
                    return data if isinstance(data, bytes) else data.encode()
            except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
                return None

        return self._session.do(f"读 {path}", fetch)

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Send under another name, measure, rename."""
        del how
        return self._session.do(f"写 {path}", lambda sftp: self._put(sftp, path, data))

    def delete(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""
        self._session.do(f"删 {path}", lambda sftp: self._remove(sftp, path))

    def close(self) -> None:
        """Let go of the connection, also for other folders of this server."""
        self._session.close()

    def _full(self, path: str = "") -> str:
        return f"{self._folder.rstrip('/')}/{path}" if path else self._folder

    async def _listed(self, sftp: asyncssh.SFTPClient) -> dict[str, Seen]:
        found: dict[str, Seen] = {}
        waiting = [""]
        names = 0
        try:
            async with asyncio.timeout(_LISTING):
                while waiting:
                    part, waiting = waiting[:_WIDTH], waiting[_WIDTH:]
                    inside = await asyncio.gather(*(self._in(sftp, each, _MOST - names) for each in part))
                    names += sum(map(len, inside))
                    for place, entries in zip(part, inside, strict=True):
                        for name, attributes in entries:
                            if attributes.type == _FOLDER and place + name != self._hidden:
                                waiting.append(f"{place}{name}/")
                            elif attributes.type == _FILE:
                                found[place + name] = _seen(attributes)
        except TimeoutError:
            raise MirrorError(ENDLESS) from None
        return found

    async def _in(self, sftp: asyncssh.SFTPClient, place: str, most: int) -> list[tuple[str, asyncssh.SFTPAttrs]]:
        """What lies in a folder; names that would lead elsewhere are none."""
        found: list[tuple[str, asyncssh.SFTPAttrs]] = []
        try:
            async for entry in sftp.scandir(self._full(place.rstrip("/"))):
                if len(found) >= most:
                    raise MirrorError(ENDLESS)
                if plain(name := str(entry.filename)) and "/" not in name:
                    found.append((name, entry.attrs))
        except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            return []
        return found

    async def _put(self, sftp: asyncssh.SFTPClient, path: str, data: bytes) -> Seen:
        part = temporary(path)
        await self._make(sftp, path.rpartition("/")[0])
        try:
            async with sftp.open(self._full(part), "wb") as file:
                await file.write(data)
            seen = _seen(await sftp.stat(self._full(part)))
            complete(path, seen, len(data))
            await self._rename(sftp, part, path)
        except (asyncssh.SFTPError, MirrorError) as fault:
            if not isinstance(fault, DROPPED):
                with suppress(asyncssh.SFTPError):
                    await sftp.remove(self._full(part))
            raise
        return seen

    async def _rename(self, sftp: asyncssh.SFTPClient, part: str, path: str) -> None:
        old, new = self._full(part), self._full(path)
        if not self._session.gap:
            try:
                await sftp.posix_rename(old, new)
            except asyncssh.SFTPOpUnsupported:
                self._session.gap = True
            else:
                return
        if not await sftp.exists(new):
            await sftp.rename(old, new)
            return
        aside = self._full(temporary(path))
        await sftp.rename(new, aside)
        try:
            await sftp.rename(old, new)
        except asyncssh.SFTPError:
            await sftp.rename(aside, new)
            raise
        await sftp.remove(aside)
        if GAP not in self.notes:
            self.notes.append(GAP)

    async def _make(self, sftp: asyncssh.SFTPClient, folder: str) -> None:
        if folder not in self._made:
            await sftp.makedirs(self._full(folder), exist_ok=True)
            self._made.add(folder)

    async def _remove(self, sftp: asyncssh.SFTPClient, path: str) -> None:
        with suppress(asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath):
            await sftp.remove(self._full(path))
        folder = path.rpartition("/")[0]
        while folder:
            try:
                await sftp.rmdir(self._full(folder))  # refuses where something is left
            except asyncssh.SFTPError as fault:
                if isinstance(fault, DROPPED):
                    raise
                return
            self._made.discard(folder)
            folder = folder.rpartition("/")[0]


def _seen(attributes: asyncssh.SFTPAttrs) -> Seen:
    return Seen(attributes.size or 0, f"{attributes.mtime}.{attributes.mtime_ns or 0}")
