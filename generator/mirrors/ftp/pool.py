"""Connections to one FTP server: few, because many hosts allow one or two, and made anew when they break."""

from __future__ import annotations

import ftplib
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from generator.mirrors.ftp.faults import DROPPED, final, told
from generator.mirrors.ftp.link import Account, EndlessError, Link
from generator.mirrors.ftp.listing import StrangeError
from generator.mirrors.loop import tries
from generator.mirrors.parts import MirrorError

_WIDTH = 2
_T = TypeVar("_T")
OPEN = "FTP 没有加密（tls: false）：口令和网页在路上谁都看得到。主机能用 FTPS 或 SFTP 的，请改过来"


class Pool:
    """May be used by several threads at once, each with a connection of its own.

    Args:
        account: how the server is reached.
        pause: seconds before the first new try after a broken connection; doubled each time.
    """

    def __init__(self, account: Account, pause: float | None = None) -> None:
        self.account, self._pause = account, pause
        self.width = _WIDTH
        """Connections at a time; one where the server does not give more."""
        self.notes = [] if account.tls else [OPEN]
        self._idle: list[Link] = []
        self._busy = 0
        self._free = threading.Condition()
        self._closed = False

    def do(self, doing: str, work: Callable[[Link], _T]) -> _T:
        """Do something over a connection; where it breaks, over a new one. It must bear being done twice.

        Raises:
            MirrorError: it cannot be done.
        """
        for wait in tries(self._pause):
            step = "登录"
            link = None
            try:
                link = self._link()
                step = doing
                found = work(link)
            except (*DROPPED, ftplib.error_perm, EndlessError) as fault:
                self._release(link, whole=isinstance(fault, ftplib.error_perm))
                if final(fault) or not wait:
                    raise told(fault, self.account, step) from None
            except (StrangeError, IndexError, ValueError):
                self._release(link, whole=False)
                raise MirrorError(f"{doing}：服务器的回答读不懂，请问主机商能不能用 SFTP") from None
            except MirrorError:
                self._release(link, whole=True)
                raise
            except BaseException:
                self._release(link, whole=False)
                raise
            else:
                self._release(link, whole=not link.spoilt)
                return found
            time.sleep(wait)
        raise AssertionError

    def close(self) -> None:
        """Let go of all connections; a second time is no mistake."""
        with self._free:
            self._closed, links, self._idle = True, self._idle, []
            self._free.notify_all()
        for link in links:
            link.quit()

    def _link(self) -> Link:
        with self._free:
            while not self._closed and not self._idle and self._busy >= self.width:
                self._free.wait()
            if self._closed:
                raise MirrorError("和服务器的连接已经关了")
            self._busy += 1
            if self._idle:
                return self._idle.pop()
        try:
            return Link(self.account)
        except BaseException as fault:
            with self._free:
                self._busy -= 1
                alone = not self._busy
                if not alone:
                    self.width = 1
                self._free.notify_all()
            if alone or not isinstance(fault, Exception):
                raise
        return self._link()  # the server gives no second connection: wait for the first one

    def _release(self, link: Link | None, *, whole: bool) -> None:
        if link is None:
            return
        with self._free:
            self._busy -= 1
            keep = whole and not self._closed and len(self._idle) + self._busy < self.width
            if keep:
                self._idle.append(link)
            self._free.notify_all()
        if not keep:
            link.quit() if whole else link.drop()
