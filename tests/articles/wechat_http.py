"""WeChat's interface on loopback over HTTP, and out of order where a test wants it."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.articles import wechat_server as service
from tests.articles.wechat_server import SECRET, WORDS, Account, Answer, Refused

JSON: dict[str, Callable[[Account, Answer, dict[str, str]], Answer]] = {
    "/cgi-bin/stable_token": service.stable_token,
    "/cgi-bin/material/batchget_material": service.batchget_material,
    "/cgi-bin/material/del_material": service.del_material,
    "/cgi-bin/draft/add": service.draft_add,
    "/cgi-bin/draft/update": service.draft_update,
    "/cgi-bin/draft/get": service.draft_get,
    "/cgi-bin/draft/batchget": service.draft_batchget,
}
FILES: dict[str, Callable[[Account, tuple[bytes, str], dict[str, str]], Answer]] = {
    "/cgi-bin/media/uploadimg": service.upload_image,
    "/cgi-bin/material/add_material": service.add_material,
}
OPEN = "/cgi-bin/stable_token"
SLOW = 1.0
"""Seconds; ``pushing.impatient`` waits for half as long."""


class _Handler(BaseHTTPRequestHandler):
    """One request after the other on a connection that stays."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    account: Account

    def setup(self) -> None:
        """Count who calls."""
        super().setup()
        self.account.connections += 1

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the library
        """Nothing on the terminal."""

    def do_GET(self) -> None:
        """Nothing is asked for that way."""
        self.account.calls.append(f"GET {urlsplit(self.path).path}")
        self._say(200, _json(_refusal(self.account, 43002)))

    def do_POST(self) -> None:
        """Everything."""
        where = urlsplit(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.account.calls.append(where.path)
        self.account.bodies.append(body)
        queue = self.account.wrong[where.path]
        wrong = queue.popleft() if queue else 0
        if isinstance(wrong, str):
            self._disorder(wrong, where.path, where.query, body)
        else:
            self._say(200, _json(self._answer(where.path, where.query, body, wrong)))

    def _answer(self, path: str, query: str, body: bytes, wrong: int) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
        if wrong or (path not in FILES and path not in JSON):
            return _refusal(self.account, wrong or 40066)
        try:
            if path != OPEN:
                self._check_token(asked)
            if path in FILES:
                return FILES[path](self.account, (body, self.headers["Content-Type"] or ""), asked)
            return JSON[path](self.account, _read(body), asked)
        except Refused as refused:
            return _refusal(self.account, refused.code)

    def _check_token(self, asked: dict[str, str]) -> None:
        token = asked.get("access_token")
        if not token:
            raise Refused(41001)
        if not self.account.tokens or token != self.account.tokens[-1]:
            raise Refused(40001)

    def _disorder(self, kind: str, path: str, query: str, body: bytes) -> None:
        if kind == "done-and-dropped":
            self._answer(path, query, body, 0)
        if kind in {"drop", "done-and-dropped"}:
            self._hang_up()
        elif kind == "half":
            self._say(200, b'{"media_id": "x', length=9_999)
            self._hang_up()
        elif kind == "slow":
            time.sleep(SLOW)
            self._hang_up()
        elif kind == "endless":
            with contextlib.suppress(OSError):
                self._say(200, b"[" * (20 << 20))
        elif kind == "trickle":
            self._trickle()
        elif kind == "elsewhere":
            self._say(302, b"", {"Location": f"/portal?{query}"})
        else:
            said = {"page": b"<html>login</html>", "list": b"[1]", "nothing": b"{}", "broken": b"bad gateway"}[kind]
            self._say(502 if kind == "broken" else 200, said)

    def _trickle(self) -> None:
        """A bit now and then, each in good time."""
        with contextlib.suppress(OSError):
            self._say(200, b"{", length=9_999)
            for _ in range(30):
                time.sleep(SLOW / 30)
                self.wfile.write(b" ")
        self._hang_up()

    def _say(self, status: int, said: bytes, more: dict[str, str] | None = None, length: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")  # as WeChat has it, and without a charset
        self.send_header("Content-Length", str(length or len(said)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def _hang_up(self) -> None:
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)


def _read(body: bytes) -> Answer:
    """JSON in UTF-8, in which an escaped letter stays as it was written, as six characters of text."""
    try:
        said = json.loads(body.decode("utf-8").replace("\\u", "\\\\u"))
    except ValueError:
        raise Refused(47001) from None
    if not isinstance(said, dict):
        raise Refused(47001)
    return said


def _refusal(account: Account, code: int) -> Answer:
    token = account.tokens[-1] if account.tokens else ""
    words = account.words.replace("{token}", token).replace("{secret}", SECRET) or WORDS.get(code, "unknown")
    return {"errcode": code, "errmsg": f"{words} hint: [q2Xa0935p484] rid: 65fc0416-6f3d1cc3-34fa8b90"}


def _json(answer: Answer) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is part of the test."""


@contextlib.contextmanager
def wechat(account: Account) -> Iterator[str]:
    """Answer for an account until the test is over; gives the interface's address."""
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"account": account}))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
