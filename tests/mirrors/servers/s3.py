"""An S3 server on this machine, and somebody in between who counts the questions and now and then refuses one."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.ports import HOST, free_port, wait_until_open

KEY = {"JINGUO_BUCKET_ID": "AKIDSAMPLE", "JINGUO_BUCKET_SECRET": "not-a-real-secret"}
_NUMBERS = itertools.count()
Judge = Callable[[int, str, str], tuple[int, str] | None]
"""Number of the question, its verb and its address → status and code of a refusal; None lets it through."""


@contextmanager
def moto() -> Iterator[int]:
    """Moto's server in a process of its own; gives its port."""
    port = free_port()
    with tempfile.TemporaryFile() as log:
        program = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", HOST, "-p", f"{port}"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            with contextlib.suppress(AssertionError):  # it has much to load, and this machine may have much to do
                wait_until_open(port, program, Path("moto"))
            wait_until_open(port, program, Path("moto"))
            yield port
        finally:
            program.kill()
            program.wait()


def new_bucket(port: int) -> str:
    """A bucket that nobody has used and that everybody may read."""
    name = f"jinguo-{next(_NUMBERS)}"
    rule = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [rule]}).encode()
    assert ask(port, "PUT", f"/{name}")[0] == 200
    assert ask(port, "PUT", f"/{name}?policy", policy)[0] in {200, 204}
    return name


def ask(port: int, verb: str, path: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
    """A plain question without any signature, as a reader's browser asks."""
    link = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        link.request(verb, path, body)
        answer = link.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        link.close()


@dataclass
class Between:
    """What went over the counter."""

    port: int
    asked: list[tuple[str, str]]
    """Verb and address of each question, also of refused ones."""
    judge: Judge = lambda _number, _verb, _path: None

    def verbs(self) -> dict[str, int]:
        """How many questions of each kind; a list is told from a reading by its query."""
        found: dict[str, int] = {}
        for verb, path in self.asked:
            kind = "LIST" if verb == "GET" and "?" in path else verb
            found[kind] = found.get(kind, 0) + 1
        return found


@contextmanager
def between(target: int) -> Iterator[Between]:
    """Stands before an S3 server; ``judge`` may be changed while it runs."""

    class Handing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _hand(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                found.asked.append((self.command, self.path))
                number = len(found.asked)
            refusal = found.judge(number, self.command, self.path)
            if refusal:
                self._answer(refusal[0], [], f"<Error><Code>{refusal[1]}</Code></Error>".encode())
                return
            link = http.client.HTTPConnection(HOST, target, timeout=30)
            try:
                link.request(self.command, self.path, body, dict(self.headers))
                answer = link.getresponse()
                self._answer(answer.status, answer.getheaders(), answer.read(), answer.getheader("Content-Length"))
            finally:
                link.close()

        def _answer(self, status: int, headers: list[tuple[str, str]], body: bytes, size: str | None = None) -> None:
            self.send_response_only(status)
            for name, value in headers:
                if name.lower() not in {"connection", "content-length", "transfer-encoding"}:
                    self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", size if self.command == "HEAD" and size else f"{len(body)}")
            self.end_headers()
            if self.command != "HEAD" and status != 204:
                self.wfile.write(body)

        do_GET = do_PUT = do_DELETE = do_HEAD = do_POST = _hand  # noqa: N815 - http.server looks for these

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Who publishes is killed in the middle of questions."""

    lock = threading.Lock()
    with Quiet((HOST, 0), Handing) as server:
        found = Between(server.server_port, [])
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield found
        finally:
            server.shutdown()
