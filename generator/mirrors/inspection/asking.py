"""Ask a web server as a browser does, but with an end to everything: time, bytes, redirects, tries.

A server may be slow, hang, drop the link, go round in circles or never stop talking; none of it may stop the asker.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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

from generator.mirrors.inspection.pacing import HERE, WATCH

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
_UNPACKED = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_LATER = frozenset({429, 502, 503, 504})
SAFE = "/~!$&'()*+,;=:@-._"
"""Signs of a path that addresses bear as they are."""
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


class _Plain(HTTPConnection):
    """Tells over which link it listens."""

    def getresponse(self) -> Any:
        """As ever."""
        HERE.socket = self.sock
        return super().getresponse()


class _Secure(HTTPSConnection):
    """Tells over which link it listens."""

    def getresponse(self) -> Any:
        """As ever."""
        HERE.socket = self.sock
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
            there = _led_on(here, answer)
            steps += [there] if there else []
            if there is None:
                return replace(_after(answer, here, steps), trouble="转到了一个不成样子的网址")
            if not there or not follow or not same_site(here, there):
                return _after(answer, here, steps)
            if len(steps) > _REDIRECTS or there in steps[:-1] or there == here:
                return replace(_after(answer, here, steps), trouble="转来转去，转不到头")
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
            with WATCH.over(patience) as late:
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
        if size and not {each.strip() for each in plain.get("content-encoding", "").lower().split(",")} <= _UNPACKED:
            return Answer(trouble="没有要的压缩方式，浏览器也打不开")
        return Answer(response.status, plain, digest, size, kept, address)


def _after(answer: Answer, here: str, steps: list[str]) -> Answer:
    """The same answer with the way to it."""
    return replace(answer, address=here, steps=tuple(steps))


def _led_on(here: str, answer: Answer) -> str | None:
    """Where a server leads to: empty where it does not, None where that is no address at all."""
    if answer.status not in _MOVED or not answer.headers.get("location"):
        return ""
    try:
        there = urljoin(here, answer.headers["location"])
        _ = urlsplit(there).port, urlsplit(there).hostname
    except ValueError:
        return None
    return there


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


def _pause(answer: Answer, tried: int) -> float:
    wished = answer.headers.get("retry-after", "")
    return min(float(wished), _LONGEST_PAUSE) if wished.isdecimal() else _PAUSE * 2 ** (tried - 1)


def below(url: str, path: str) -> str:
    """The address of a file of a site."""
    return url + quote(path, safe=SAFE)


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
