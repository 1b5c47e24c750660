"""FTP servers that do not stop talking: each ends with a sentence, after bytes that any machine has room for."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from benchmarks.ports import HOST
from generator.mirrors.ftp import link, store
from generator.mirrors.ftp.link import Account
from generator.mirrors.ftp.pool import Pool
from generator.mirrors.ftp.store import FtpStore
from generator.mirrors.parts import MirrorError

GREETING = b"220 here\r\n"


@contextmanager
def talking(greeting: bytes, sends: Callable[[socket.socket], None]) -> Iterator[FtpStore]:
    """A server that greets, agrees to everything, and sends what it likes over the data connection."""
    listener = socket.create_server((HOST, 0))
    data = socket.create_server((HOST, 0))
    place = data.getsockname()[1]

    def serve() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                threading.Thread(target=answer, args=(near,), daemon=True).start()

    def answer(near: socket.socket) -> None:
        with suppress(OSError), near, near.makefile("rb") as asked:
            near.sendall(greeting)
            while not greeting.endswith(b"\r\n"):
                near.sendall(b"220-and on\r\n" * 500)
            for line in asked:
                verb = line.split()[0].upper()
                if verb in {b"MLSD", b"LIST", b"RETR"}:
                    near.sendall(b"150 coming\r\n")
                    far, _ = data.accept()
                    with suppress(OSError), far:
                        sends(far)
                    near.sendall(b"226 done\r\n")
                else:
                    near.sendall(ANSWERS.get(verb, b"200 well\r\n") % {b"high": place // 256, b"low": place % 256})

    threading.Thread(target=serve, daemon=True).start()
    pool = Pool(Account(HOST, int(listener.getsockname()[1]), "u", "p", tls=False, patience=5), pause=0.01)
    try:
        yield FtpStore(pool, "/web")
    finally:
        pool.close()
        for each in (listener, data):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()


ANSWERS = {
    b"USER": b"331 and?\r\n",
    b"PASS": b"230 come in\r\n",
    b"FEAT": b"211-can\r\n MLSD\r\n211 all\r\n",
    b"PWD": b'257 "/"\r\n',
    b"CWD": b"250 there\r\n",
    b"PASV": b"227 here (127,0,0,1,%(high)d,%(low)d)\r\n",
    b"QUIT": b"221 bye\r\n",
}


def flood(part: bytes) -> Callable[[socket.socket], None]:
    """Sends for ever."""

    def send(far: socket.socket) -> None:
        while True:
            far.sendall(part)

    return send


def names(count: int) -> Callable[[socket.socket], None]:
    """Sends a list of so many files."""
    return lambda far: far.sendall(b"".join(b"type=file;size=1;modify=1; %d.html\r\n" % each for each in range(count)))


def test_a_greeting_without_an_end() -> None:
    """Lines that all say that more will come."""
    began = time.monotonic()
    with talking(b"220-", flood(b"")) as server, pytest.raises(MirrorError, match="没完没了"):
        server.listing()
    assert time.monotonic() - began < 20


def test_a_list_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes, names: there is a number after which it is no site."""
    monkeypatch.setattr(link, "MOST", 1 << 20)
    line = b"type=file;size=1;modify=1; a.html\r\n" * 1000
    with talking(GREETING, flood(line)) as server, pytest.raises(MirrorError, match="没完没了"):
        server.listing()
    monkeypatch.setattr(store, "_MOST", 50)
    with talking(GREETING, names(51)) as server, pytest.raises(MirrorError, match="没完没了"):
        server.listing()
    with talking(GREETING, names(50)) as server:
        assert len(server.listing()) == 50


def test_a_file_without_an_end() -> None:
    """As much is read as the file may have, and one byte more, by which it is known to be another one."""
    with talking(GREETING, flood(b"x" * 65536)) as server:
        assert server.read("a.html", 1000) == b"x" * 1001
        assert server.read("a.html", 10) == b"x" * 11
