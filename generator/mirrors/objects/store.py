"""Object storage as a place for files, through OpenDAL: each object is put whole, with its type and time to keep."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

from opendal import AsyncOperator
from opendal.layers import RetryLayer, TimeoutLayer

from generator.mirrors.loop import Loop
from generator.mirrors.objects.faults import FAULTS, is_missing, told
from generator.mirrors.objects.services import Service, service
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import Seen, Served, Store
from generator.mirrors.state import places
from generator.publish.manifest import plain
from generator.records.targets import ObjectTarget

_WIDTH = 16
_TRIES = 5
_FIRST_PAUSE, _LONGEST_PAUSE = 0.3, 15.0
_ANSWER, _TRANSFER = 60.0, 180.0
"""Seconds for an answer, and for the way of one object over a slow line."""
_LISTING = 600.0
"""Seconds after which a list is no list of a site."""
_MOST_OBJECTS, _MOST_STRANGE = 500_000, 100_000
"""Names, and those among them that tell of no new file, after which it is none either."""
_LARGE = 8 << 20
"""Bytes that can be read whole without a thought."""
_PANIC = "RustPanic"
"""What OpenDAL ends with where an answer is beyond all it expects; it can be imported from nowhere."""
_MD5 = re.compile(r"[0-9a-f]{32}")
_PRIVATE = "private, no-store"
_T = TypeVar("_T")


def open_stores(name: str, target: ObjectTarget, environment: Mapping[str, str]) -> tuple[Store, Store]:
    """The folder of the site and the one for our notes; the key comes from the environment and from nowhere else.

    Raises:
        MirrorError: there is no key, or the target is told wrongly.
    """
    found = service(name, target, environment)
    folder, state, inside = places(target)
    folder = "" if folder == "." else folder
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
        self.notes: list[str] = []
        self._loop = Loop("存储桶")
        self._tags_are_digests: bool | None = None
        self._sizes: dict[str, int] = {}
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

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of an object; None where there is none."""
        return self._do("read", self._read(path, most), path)

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Put an object in its place with one question; readers get the old one until the new one is whole."""
        self._do("write", self._write(path, data, how), path)
        self._sizes[path] = len(data)
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
        found: dict[str, Seen] = {}
        count = 0
        async with asyncio.timeout(_LISTING):
            async for entry in await self._operator.list("", recursive=True):
                count += 1
                if count > _MOST_OBJECTS or count - len(found) > _MOST_STRANGE:
                    raise TimeoutError
                if plain(entry.path) and not (self._hidden and entry.path.startswith(f"{self._hidden}/")):
                    found[entry.path] = _seen(entry.metadata)
        self._sizes = {path: seen.size for path, seen in found.items()}
        return found

    async def _read(self, path: str, most: int) -> bytes | None:
        """What a listing calls larger than it may be is not fetched: OpenDAL holds all of it at once."""
        large = self._sizes.get(path, 0) > max(most, _LARGE)
        try:
            if large:
                return bytes(await self._operator.read(path, offset=0, size=most + 1))
            data = bytes(await self._operator.read(path))
        except FAULTS as fault:
            if is_missing(fault):
                return None
            raise
        return data[: most + 1]

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
        except TimeoutError:
            where = self._service.endpoint
            raise MirrorError(f"存储桶列出的东西没完没了，不像网站：请核对 bucket 和 endpoint（{where}）") from None
        except Exception as fault:
            if type(fault).__name__ != _PANIC:
                raise
            raise MirrorError(
                f"存储桶的回答读不懂：请核对 endpoint（{self._service.endpoint}）是不是对象存储"
            ) from None


def _seen(metadata: Any) -> Seen:
    """What a server says of an object; its tag is a digest of the bytes unless it looks otherwise."""
    tag = (metadata.etag or "").strip('"').lower()
    return Seen(metadata.content_length, tag or f"{metadata.last_modified}", tag if _MD5.fullmatch(tag) else "")
