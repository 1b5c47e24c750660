"""Object storage as a place for files, through OpenDAL: each object is put whole, with its type and time to keep."""

from __future__ import annotations

import asyncio
import hashlib
import re
import threading
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from opendal import AsyncOperator
from opendal.layers import RetryLayer, TimeoutLayer

from generator.mirrors.objects.faults import FAULTS, is_missing, told
from generator.mirrors.objects.services import Service, service
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.store import Seen, Served, Store
from generator.records.targets import ObjectTarget

STATE_INSIDE = "_jinguo"
"""Our notes, where the site is the whole bucket and nothing lies beside it."""
_WIDTH = 16
_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.3, 15.0
_ANSWER, _TRANSFER = 60.0, 180.0
"""Seconds for an answer, and for the way of one object over a slow line."""
_MD5 = re.compile(r"[0-9a-f]{32}")
_PRIVATE = "private, no-store"
_T = TypeVar("_T")


def open_stores(name: str, target: ObjectTarget, environment: Mapping[str, str]) -> tuple[Store, Store]:
    """The folder of the site and the one for our notes; the key comes from the environment and from nowhere else.

    Raises:
        MirrorError: there is no key, or the target is told wrongly.
    """
    found = service(name, target, environment)
    folder = _plain(target.folder)
    state = _plain(target.state or (f"{folder}-jinguo" if folder else STATE_INSIDE))
    if not state or state == folder or folder.startswith(f"{state}/"):
        raise MirrorError("publish.yml 的 state 要和网站的文件夹分开，也不能把它包在里面；不写就行")
    inside = state.removeprefix(f"{folder}/" if folder else "") if state.startswith(f"{folder}/") or not folder else ""
    return ObjectStore(found, folder, hidden=inside), ObjectStore(found, state, how=_PRIVATE)


class ObjectStore:
    """Objects below one folder of a bucket; may be used by several threads at once.

    Args:
        service: the bucket.
        folder: where in it, without slashes at its ends; empty for all of it.
        hidden: a folder in this one that is not of this store.
        how: how long copies may be kept, where that is not told for each object.
    """

    width = _WIDTH
    """Objects that are worth writing at once: each waits mostly for the server."""

    def __init__(self, service: Service, folder: str, hidden: str = "", how: str = "") -> None:
        self._service, self._hidden, self._how = service, hidden, how
        self._loop = _Loop()
        self._tags_are_digests: bool | None = None
        try:
            operator = AsyncOperator(service.scheme, root=f"/{folder}/" if folder else "/", **service.settings)
        except FAULTS as fault:
            self._loop.close()
            raise told(fault, service, "list") from None
        operator = operator.layer(TimeoutLayer(timeout=_ANSWER, io_timeout=_TRANSFER))
        self._operator = operator.layer(
            RetryLayer(max_times=_TRIES, min_delay=_FIRST_PAUSE, max_delay=_LONGEST_PAUSE, jitter=True)
        )

    def listing(self) -> dict[str, Seen]:
        """Every object there; a thousand with each question."""
        return self._do("list", self._listed())

    def read(self, path: str) -> bytes | None:
        """The bytes of an object; None where there is none."""
        return self._do("read", self._read(path), path)

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Put an object in its place with one question; readers get the old one until the new one is whole."""
        self._do("write", self._write(path, data, how), path)
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if self._tags_are_digests:
            return Seen(len(data), digest, digest)
        # The first time the server is asked: with keys of its own management it gives other tags than digests.
        seen = self._do("stat", self._stat(path), path)
        self._tags_are_digests = seen == Seen(len(data), digest, digest)
        return seen

    def delete(self, path: str) -> None:
        """Remove an object; one that is not there is no mistake."""
        self._do("delete", self._delete(path), path)

    def close(self) -> None:
        """Let go of the connections; a second time is no mistake."""
        self._loop.close()

    async def _listed(self) -> dict[str, Seen]:
        found = {}
        async for entry in await self._operator.list("", recursive=True):
            if not entry.path.endswith("/") and not (self._hidden and entry.path.startswith(f"{self._hidden}/")):
                found[entry.path] = _seen(entry.metadata)
        return found

    async def _read(self, path: str) -> bytes | None:
        try:
            return bytes(await self._operator.read(path))
        except FAULTS as fault:
            if is_missing(fault):
                return None
            raise

    async def _write(self, path: str, data: bytes, how: Served) -> None:
        kept = self._how or how.cache_control
        await self._operator.write(path, data, content_type=how.content_type, cache_control=kept)

    async def _delete(self, path: str) -> None:
        await self._operator.delete(path)

    async def _stat(self, path: str) -> Seen:
        return _seen(await self._operator.stat(path))

    def _do(self, doing: str, what: Coroutine[Any, Any, _T], path: str = "") -> _T:
        try:
            return self._loop.run(what)
        except FAULTS as fault:
            raise told(fault, self._service, doing, path) from None


class _Loop:
    """A thread in which OpenDAL's promises are kept; its own waiting would stop all other threads."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, what: Coroutine[Any, Any, _T]) -> _T:
        if self._loop.is_closed():
            what.close()
            raise MirrorError("和存储桶的连接已经关了")
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    def close(self) -> None:
        if self._loop.is_closed():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def _seen(metadata: Any) -> Seen:
    """What a server says of an object; its tag is a digest of the bytes unless it looks otherwise."""
    tag = (metadata.etag or "").strip('"').lower()
    return Seen(metadata.content_length, tag or f"{metadata.last_modified}", tag if _MD5.fullmatch(tag) else "")


def _plain(folder: str) -> str:
    return "/".join(part for part in folder.split("/") if part not in {"", "."})
