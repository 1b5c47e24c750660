"""Object storage as a place for files, through OpenDAL: each object is put whole, with its type and time to keep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import replace
from threading import Thread
from typing import TypeVar

from generator.mirrors.objects.faults import FAULTS, is_missing, told
from generator.mirrors.objects.lister import unreadable
from generator.mirrors.objects.listing import listed, seen
from generator.mirrors.objects.operators import Patience, is_panic, operator
from generator.mirrors.objects.services import Service, service
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.packed import MOST
from generator.mirrors.plain.store import Seen, Served, Store
from generator.mirrors.state import places
from generator.records.targets import ObjectTarget

_WIDTH = 16
_PATIENCE = Patience()
_LOOKS, _PAGE = 3, 20.0
"""A server that has not been heard yet: new tries, and seconds for a thousand names."""
_LARGE = 8 << 20
"""Bytes that can be read whole without a thought."""
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
        self._folder = folder
        self._closed = False
        self._tags_are_digests: bool | None = None
        self._sizes: dict[str, int] = {}
        try:
            self._operator = operator(service, folder, _PATIENCE)
        except FAULTS as fault:
            raise told(fault, service, "list") from None

    def listing(self) -> dict[str, Seen]:
        """Every object there; a thousand with each question."""
        self._expect_open()
        files = listed(
            self._service, self._folder, replace(_PATIENCE, tries=min(_PATIENCE.tries, _LOOKS), transfer=_PAGE)
        )
        hidden = f"{self._hidden}/" if self._hidden else None
        found = {path: each for path, each in files.items() if hidden is None or not path.startswith(hidden)}
        self._sizes = {path: each.size for path, each in found.items()}
        return found

    def read(self, path: str, most: int = MOST) -> bytes | None:
        """The bytes of an object; None where there is none."""
        return self._do("read", lambda: self._read(path, most), path)

    def write(self, path: str, data: bytes, how: Served) -> Seen:
        """Put an object in its place with one question; readers get the old one until the new one is whole."""
        self._do("write", lambda: self._write(path, data, how), path)
        self._sizes[path] = len(data)
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        if self._tags_are_digests:
            return Seen(len(data), digest, digest)
        # The first time the server is asked: with keys of its own management it gives other tags than digests.
        told_of = self._do("stat", lambda: self._stat(path), path)
        self._tags_are_digests = told_of == Seen(len(data), digest, digest)
        return told_of

    def delete(self, path: str) -> None:
        """Remove an object; one that is not there is no mistake."""
        self._do("delete", lambda: self._operator.delete(path), path)

    def close(self) -> None:
        """Let go of the connections; a second time is no mistake."""
        self._closed = True

    def _read(self, path: str, most: int) -> bytes | None:
        """What a listing calls larger than it may be is not fetched: OpenDAL holds all of it at once."""
        large = self._sizes.get(path, 0) > max(most, _LARGE)
        try:
            if large:
                return bytes(self._operator.read(path, offset=0, size=most + 1))
            data = bytes(self._operator.read(path))
        except FAULTS as fault:
            if is_missing(fault):
                return None
            raise
        return data[: most + 1]

    def _write(self, path: str, data: bytes, how: Served) -> None:
        kept = self._how or how.cache_control
        self._operator.write(path, data, content_type=how.content_type, cache_control=kept)

    def _stat(self, path: str) -> Seen:
        metadata = self._operator.stat(path)
        return seen(metadata.content_length, metadata.etag, f"{metadata.last_modified}")

    def _do(self, doing: str, what: Callable[[], _T], path: str = "") -> _T:
        self._expect_open()
        try:
            return _kept(what).result()
        except FAULTS as fault:
            raise told(fault, self._service, doing, path) from None
        except BaseException as fault:
            if not is_panic(fault):
                raise
            raise MirrorError(unreadable(self._service)) from None

    def _expect_open(self) -> None:
        if self._closed:
            raise MirrorError("和存储桶的连接已经关了")


def _kept(what: Callable[[], _T]) -> Future[_T]:
    """Have something done by a thread for which nobody has to wait: whoever presses Ctrl-C is heard, and can go."""
    promise: Future[_T] = Future()

    def keep() -> None:
        try:
            promise.set_result(what())
        except BaseException as fault:  # noqa: BLE001 -- whoever waits is told
            promise.set_exception(fault)

    Thread(target=keep, daemon=True).start()
    return promise
