"""Ask a web server as a browser does, but with an end to everything: time, bytes, redirects, tries.

A server may be slow, hang, drop the link, go round in circles or never stop talking; none of it may stop the asker.
"""

from __future__ import annotations

import contextlib
import hashlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    DecodeError,
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

_CONNECT = 10.0
_SILENCE = 20.0
"""Seconds without a byte."""
_PATIENCE = 30.0
"""Seconds for one answer in any case, and one more for each ``_PACE`` bytes of it."""
_PACE = 20_000
_TRIES = 3
_PAUSE = 0.5
_LONGEST_PAUSE = 10.0
_REDIRECTS = 5
_PART = 1 << 16
_MOVED = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 502, 503, 504})
_SAFE = "/~!$&'()*+,;=:@-._"
NAME = "jinguo-verify"
"""Who asks, for the server's log."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``trouble`` says in Chinese why nothing did."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters."""
    sha256: str = ""
    size: int = 0
    """Bytes that were read: one more than the limit means that there were more."""
    body: bytes = b""
    address: str = ""
    """The last one asked."""
    steps: tuple[str, ...] = ()
    """Addresses that the server led on to."""
    trouble: str = ""

    @property
    def kind(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Now(threading.local):
    socket: socket.socket | None = None


_NOW = _Now()
"""The link over which this thread is being answered, so that it can be cut when the time is over."""


class _Plain(HTTPConnection):
    """Tells over which link it listens."""

    def getresponse(self) -> Any:
        """As ever."""
        _NOW.socket = self.sock
        return super().getresponse()


class _Secure(HTTPSConnection):
    """Tells over which link it listens."""

    def getresponse(self) -> Any:
        """As ever."""
        _NOW.socket = self.sock
        return super().getresponse()


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class Asker:
    """Several questions at a time to one server, or to many."""

    def __init__(self, connections: int = 6, tries: int = _TRIES, patience: float = _PATIENCE) -> None:
        """``connections`` at a time; each question is asked ``tries`` times before it is given up."""
        self._tries, self._patience = tries, patience
        self._pools = urllib3.PoolManager(num_pools=16, maxsize=connections, block=True, retries=False)
        self._pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *reason: object) -> None:
        self._pools.clear()

    def ask(
        self, address: str, *, method: str = "GET", limit: int = 0, keep: bool = False,
        headers: Mapping[str, str] | None = None, follow: bool = True,
    ) -> Answer:  # fmt: skip
        """Ask, follow redirects within the same site, and ask again where the link broke.

        Args:
            address: full.
            method: ``GET`` or ``HEAD``.
            limit: bytes of the answer that are worth reading.
            keep: whether the bytes are wanted, not only their digest.
            headers: more of them.
            follow: whether a redirect within the same site is followed; another site never is.
        """
        steps: list[str] = []
        here = address
        while True:
            answer = self._asked(here, method, limit, keep=keep, headers=headers or {})
            there = urljoin(here, answer.headers.get("location", "")) if answer.status in _MOVED else ""
            if there:
                steps.append(there)
            told = _after(answer, here, steps)
            if not there or not follow or not same_site(here, there):
                return told
            if len(steps) > _REDIRECTS or there in steps[:-1] or there == here:
                return Answer(
                    answer.status, answer.headers, address=here, steps=tuple(steps), trouble="转来转去，转不到头"
                )
            here = there

    def _asked(self, address: str, method: str, limit: int, *, keep: bool, headers: Mapping[str, str]) -> Answer:
        answer = Answer(trouble="没有答复")
        for tried in range(self._tries):
            if tried:
                time.sleep(_pause(answer, tried))
            answer = self._once(address, method, limit, keep=keep, headers=headers)
            if not answer.trouble and answer.status not in _LATER:
                break
        return answer

    def _once(self, address: str, method: str, limit: int, *, keep: bool, headers: Mapping[str, str]) -> Answer:
        wanted = {"User-Agent": NAME, "Accept-Encoding": "identity", **headers}
        patience = self._patience + limit / _PACE
        end = time.monotonic() + patience
        try:
            with _cut_after(patience) as late:
                response = self._pools.request(
                    method, address, headers=wanted, redirect=False, retries=False, preload_content=False,
                    timeout=urllib3.Timeout(connect=min(_CONNECT, patience), read=min(_SILENCE, patience)),
                )  # fmt: skip
                try:
                    digest, size, kept, whole = _read(response, limit, end, keep=keep)
                finally:
                    # What has not been read to its end can carry no other answer.
                    unread = response.status in _MOVED or (limit == 0 and method != "HEAD")
                    response.close() if unread else response.release_conn()
        except (HTTPError, OSError, ValueError) as error:
            return Answer(trouble="太慢，等不到答复" if late.is_set() else words(error))
        if late.is_set() or (not whole and size <= limit):
            return Answer(trouble="太慢，等不到答复")
        plain = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, plain, digest, size, kept, address)


def _after(answer: Answer, here: str, steps: list[str]) -> Answer:
    """The same answer with the way to it."""
    return Answer(
        answer.status, answer.headers, answer.sha256, answer.size, answer.body, here, tuple(steps), answer.trouble
    )


def _read(response: Any, limit: int, end: float, *, keep: bool) -> tuple[str, int, bytes, bool]:
    """Digest, bytes read, the bytes, and whether that was everything."""
    digest, size, kept = hashlib.sha256(), 0, bytearray()
    while part := response.read1(min(_PART, limit + 1 - size), decode_content=True):
        digest.update(part)
        size += len(part)
        if keep:
            kept += part
        if size > limit or time.monotonic() > end:
            response.close()
            return digest.hexdigest(), size, bytes(kept), False
    return digest.hexdigest(), size, bytes(kept), True


@contextlib.contextmanager
def _cut_after(seconds: float) -> Iterator[threading.Event]:
    """Cut the link of this thread when its time is over: a byte now and then would keep it waiting for ever."""
    late, now = threading.Event(), _NOW.__dict__
    now["socket"] = None

    def cut() -> None:
        late.set()
        if (link := now["socket"]) is not None:
            with contextlib.suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _pause(answer: Answer, tried: int) -> float:
    wished = answer.headers.get("retry-after", "")
    return min(float(wished), _LONGEST_PAUSE) if wished.isdecimal() else _PAUSE * 2 ** (tried - 1)


def below(url: str, path: str) -> str:
    """The address of a file of a site."""
    return url + quote(path, safe=_SAFE)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses lie on one host; ``http`` may lead to ``https``, never back."""
    first, second = urlsplit(one), urlsplit(other)
    if first.hostname != second.hostname:
        return False
    if first.scheme == second.scheme:
        return first.port == second.port
    return (first.scheme, second.scheme) == ("http", "https")


def words(error: BaseException) -> str:
    """Why nothing came back; what the server said is not repeated."""
    told: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
        (NameResolutionError, "找不到这个域名"),
        (NewConnectionError, "连不上：服务器拒绝，或者没有开机"),
        ((ConnectTimeoutError, TimeoutError), "连不上：没有答复"),
        (ReadTimeoutError, "太慢，等不到答复"),
        (SSLError, "加密连接不成：证书或者加密设置不对"),
        (DecodeError, "压缩的答复解不开"),
    )
    return next((said for kind, said in told if isinstance(error, kind)), "连接中断，或者答复读不懂")
