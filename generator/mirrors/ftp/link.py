"""One connection to an FTP server: names and answers in whatever letters, TLS with one session, whole transfers."""

from __future__ import annotations

import contextlib
import ftplib
import re
import socket
import ssl
import time
from dataclasses import dataclass, field

from generator.mirrors.plain.packed import MOST

_PART = 1 << 16
_KEEP_IDLE = 60
_ANSWER = 20_000
"""Lines of one answer."""
_PATIENCE, _PACE = 600.0, 5_000
"""Seconds for a list or a file, and one more for each so many bytes of it."""


@dataclass(frozen=True, slots=True)
class Account:
    """How a server is reached."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool = True
    ca_file: str = ""
    """Who signed the server's certificate, where it is nobody whom this machine knows."""
    patience: float = 60.0
    """Seconds for an answer."""


class EndlessError(ftplib.Error):
    """A server that does not stop talking."""


class _Plain(ftplib.FTP):
    """Answers have an end."""

    def getmultiline(self) -> str:
        """As ever, but not for ever."""
        line = self.getline()
        lines, start, until = [line], line[:3], time.monotonic() + 2 * (self.timeout or _KEEP_IDLE)
        while line[3:4] == "-" or line[:3] != start:
            line = self.getline()
            lines.append(line)
            if len(lines) > _ANSWER or time.monotonic() > until:
                raise EndlessError
        return "\n".join(lines)


class _Tls(_Plain, ftplib.FTP_TLS):
    """Many servers want each transfer to continue the session of the control connection; the library does not."""

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        connection, size = ftplib.FTP.ntransfercmd(self, cmd, rest)  # noqa: S321 -- TLS follows
        if self._prot_p:  # type: ignore[attr-defined]
            session = self.sock.session if isinstance(self.sock, ssl.SSLSocket) else None
            connection = self.context.wrap_socket(connection, server_hostname=self.host, session=session)
        return connection, size


class Link:
    """Logged in; commands raise what ``ftplib`` raises."""

    def __init__(self, account: Account) -> None:
        self.spoilt = False
        """Whether nothing more can be asked over it."""
        # Letters go through the library as bytes: an error in GBK must not look like a broken connection.
        if account.tls:
            context = ssl.create_default_context(cafile=account.ca_file or None)
            self._ftp: ftplib.FTP = _Tls(context=context, timeout=account.patience, encoding="latin-1")
        else:
            self._ftp = _Plain(timeout=account.patience, encoding="latin-1")
        try:
            self._ftp.connect(account.host, account.port)
            self._keep_alive()
            self._ftp.login(sent(account.user), sent(account.password))
            if isinstance(self._ftp, ftplib.FTP_TLS):
                self._ftp.prot_p()
            self.features = self._features()
            if "UTF8" in self.features:
                with contextlib.suppress(ftplib.error_perm):
                    self.ask("OPTS UTF8 ON")
            self.ask("TYPE I")
            self.top = heard(self._ftp.pwd())
        except BaseException:
            self.drop()
            raise

    def ask(self, command: str, path: str = "") -> str:
        """One command and its answer."""
        return heard(self._ftp.sendcmd(sent(f"{command} {path}" if path else command)))

    def lines(self, command: str, path: str = "") -> list[str]:
        """What a server lists."""
        told = self._received(f"{command} {path}" if path else command, MOST)
        if self.spoilt:
            raise EndlessError
        return heard(told.decode("latin-1")).splitlines()

    def fetch(self, path: str, most: int) -> bytes:
        """The bytes of a file; of one that has more than ``most``, one more, and this was the last question."""
        return self._received(f"RETR {path}", most)

    def store(self, path: str, data: bytes) -> None:
        """Send a file; returns when the server has said that it has it."""
        connection = self._ftp.transfercmd(sent(f"STOR {path}"))
        try:
            for start in range(0, len(data), _PART):
                connection.sendall(data[start : start + _PART])
            _farewell(connection)
        except TimeoutError:
            connection.close()
            raise
        except OSError:
            # The server has hung up, often because it has no room: what it says tells more than the broken pipe.
            connection.close()
            self._ftp.voidresp()
            raise
        connection.close()
        self._ftp.voidresp()

    def drop(self) -> None:
        """End it without asking."""
        self._ftp.close()

    def quit(self) -> None:
        """End it politely."""
        try:
            self._ftp.quit()
        except (ftplib.Error, OSError, EOFError, ValueError):
            self._ftp.close()

    def _received(self, command: str, most: int) -> bytes:
        until = time.monotonic() + _PATIENCE + most / _PACE
        connection = self._ftp.transfercmd(sent(command))
        parts, size = [], 0
        with connection:
            while part := connection.recv(_PART):
                parts.append(part)
                size += len(part)
                if time.monotonic() > until:
                    raise EndlessError
                if size > most:
                    self.spoilt = True  # what it says now belongs to what we do not wait for
                    return b"".join(parts)[: most + 1]
            _farewell(connection)
        self._ftp.voidresp()
        return b"".join(parts)

    def _features(self) -> frozenset[str]:
        try:
            told = self.ask("FEAT")
        except ftplib.error_perm:
            return frozenset()
        return frozenset(line.strip().split(" ")[0].upper() for line in told.splitlines()[1:-1])

    def _keep_alive(self) -> None:
        """Routers forget a connection on which nothing is said while another one transfers."""
        if self._ftp.sock:
            self._ftp.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            if hasattr(socket, "TCP_KEEPIDLE"):
                self._ftp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _KEEP_IDLE)


def sent(text: str) -> str:
    """Letters as the library shall send them."""
    return text.encode().decode("latin-1")


def heard(text: str) -> str:
    """Letters as a server meant them: UTF-8, or what Chinese servers spoke before it."""
    data = text.encode("latin-1")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def code(fault: ftplib.Error) -> int:
    """The number of an answer; 0 where there is none."""
    found = re.match(r"\d{3}", str(fault))
    return int(found[0]) if found else 0


def _farewell(connection: socket.socket) -> None:
    """Say over TLS that this was all; a server that hangs up at once has still got everything, as sizes will tell."""
    if isinstance(connection, ssl.SSLSocket):
        with contextlib.suppress(OSError, ValueError):
            connection.unwrap()
