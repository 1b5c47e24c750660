"""One run at a time for each target: a claim on the server that nobody has to take away when its holder has died."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.console import Console
from generator.locks import alive
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.packed import BROKEN
from generator.mirrors.plain.store import OURS, Store

_NAME = "claim.json"
_BEAT = 20.0
"""Seconds between two signs of life."""
PATIENCE = 180.0
"""Seconds without a sign of life after which a run on another machine counts as dead."""
_LOOKS = 12
_LONGEST = 1000
"""Bytes of a claim; a longer one is none."""
_OTHER = "服务器上另有一次发布正在进行：等它结束以后再运行一次（它要是停了，过几分钟这里会自己看出来）"
_LIVING: set[str] = set()
"""Claims that this process holds."""


class Claim:
    """Held by this run; no clock is compared with another machine's."""

    def __init__(self, state: Store) -> None:
        self._state, self.token, self._beat, self._said = state, secrets.token_hex(8), 0, 0.0

    def hold(self) -> None:
        """Give a sign of life if it is time to; whoever lost the claim stops."""
        if time.monotonic() - self._said >= _BEAT:
            self.look()
            self._say()

    def look(self) -> None:
        """Stop if somebody else has taken over."""
        if _told(self._state).get("token") != self.token:
            raise MirrorError(_OTHER)

    def take(self) -> None:
        """Write our name over whatever stands there."""
        _LIVING.add(self.token)
        self._say()
        self.look()

    def let_go(self) -> None:
        """Take it away, if it is still ours."""
        _LIVING.discard(self.token)
        with suppress(MirrorError):  # a claim that stays is recognised as dead
            if _told(self._state).get("token") == self.token:
                self._state.delete(_NAME)

    def _say(self) -> None:
        self._beat += 1
        told = {"token": self.token, "machine": _machine(), "process": os.getpid(), "beat": self._beat}
        self._state.write(_NAME, json.dumps(told).encode(), OURS)
        self._said = time.monotonic()


@contextmanager
def claimed(state: Store, console: Console, patience: float = PATIENCE) -> Iterator[Claim]:
    """Nobody else publishes to this target meanwhile.

    Raises:
        MirrorError: somebody else does.
    """
    if not _dead(found := _told(state)):
        console.say("服务器上有另一次发布留下的记号，看看它是不是还在运行……")
        _watch(state, found, patience)
    claim = Claim(state)
    claim.take()
    try:
        yield claim
    except KeyboardInterrupt:
        _LIVING.discard(claim.token)
        raise  # the server may be silent; a claim that stays is recognised as dead
    except BaseException:
        claim.let_go()
        raise
    claim.let_go()


def _watch(state: Store, found: dict[str, object], patience: float) -> None:
    for _ in range(_LOOKS):
        time.sleep(patience / _LOOKS)
        now = _told(state)
        if _dead(now):
            return
        if now != found:
            raise MirrorError(_OTHER)


def _told(state: Store) -> dict[str, object]:
    try:
        found = json.loads(state.read(_NAME, _LONGEST) or b"{}")
    except BROKEN:
        return {}
    return found if isinstance(found, dict) else {}


def _dead(found: dict[str, object]) -> bool:
    """Whether nobody can hold a claim any more: there is none, or its process on this machine has ended."""
    process = found.get("process")
    if not isinstance(process, int) or process < 1:
        return True
    if found.get("machine") != _machine():
        return False
    if process == os.getpid():
        return found.get("token") not in _LIVING
    return not alive(process)


def _machine() -> str:
    """A name for this start of this machine, as far as numbers of processes mean the same."""
    marks = [platform.node()]
    with suppress(OSError):
        marks += [Path("/proc/sys/kernel/random/boot_id").read_text("ascii"), str(Path("/proc/self/ns/pid").readlink())]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:16]
