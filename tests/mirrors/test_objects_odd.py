"""Object storage that answers what no object storage answers: a sentence, and no name that leads elsewhere."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.ports import HOST
from generator.mirrors.objects import listing as listings
from generator.mirrors.objects.store import open_stores
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.store import Store
from generator.mirrors.served import served
from generator.records.targets import ObjectTarget
from tests.mirrors.killing import ROOT, python
from tests.mirrors.servers.s3 import KEY

OVER = "<IsTruncated>false</IsTruncated>"


@contextmanager
def listing(keys: list[str], *, again: bool = False) -> Iterator[Store]:
    """A bucket that lists these keys, over and over if ``again``."""

    class Odd(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *told: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            assert "list-type" in parse_qs(urlsplit(self.path).query)
            more = "<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>" if again else OVER
            inside = "".join(
                f"<Contents><Key>{key}</Key><Size>1</Size><ETag>&quot;x&quot;</ETag>"
                "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
                for key in keys
            )
            data = f"<?xml version='1.0'?><ListBucketResult>{more}{inside}</ListBucketResult>".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with ThreadingHTTPServer((HOST, 0), Odd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        told = {"kind": "s3", "bucket": "buck", "endpoint": f"http://{HOST}:{server.server_port}", "style": "path"}
        site, state = open_stores("bucket", ObjectTarget.model_validate({**told, "folder": "web/site"}), KEY)
        try:
            yield site
        finally:
            site.close()
            state.close()
            server.shutdown()


def one(key: str) -> None:
    """What becomes of one key."""
    with listing([key]) as site:
        try:
            print("listed", site.listing())  # noqa: T201 -- a program of its own
        except MirrorError as fault:
            print("refused", fault)  # noqa: T201


@pytest.mark.parametrize("key", ["a", "/abs"])
def test_a_key_from_elsewhere_is_told_in_words(key: str) -> None:
    """In a process of its own: OpenDAL panics, and is of no more use to anybody after that."""
    done = subprocess.run(
        python("import sys; from tests.mirrors.test_objects_odd import one; one(sys.argv[1])", key),
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.startswith("refused 存储桶的回答读不懂"), done.stderr


@pytest.mark.parametrize("key", ["web/site/../../x", "web/site/a//b", "web/site/./y"])
def test_names_that_are_no_paths_are_no_files(key: str) -> None:
    """They would lead elsewhere, or steer a terminal."""
    with listing([key, "web/site/a.html"]) as site:
        assert set(site.listing()) == {"a.html"}


def test_a_list_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same again and again, or more than any site has."""
    monkeypatch.setattr(listings, "_MOST_STRANGE", 20)
    with listing(["web/site/a.html"], again=True) as site, pytest.raises(MirrorError, match="没完没了"):
        site.listing()
    monkeypatch.setattr(listings, "_MOST_OBJECTS", 20)
    many = [f"web/site/{number}.html" for number in range(30)]
    with listing(many) as site, pytest.raises(MirrorError, match="没完没了"):
        site.listing()


WAITING: dict[str, Callable[[Store], object]] = {
    "list": lambda store: store.listing(),
    "read": lambda store: store.read("index.html"),
    "write": lambda store: store.write("index.html", b"x", served("index.html")),
    "delete": lambda store: store.delete("index.html"),
}


def wait(doing: str, port: str) -> None:
    """Ask for something, and say how it ended."""
    told = {"kind": "s3", "bucket": "buck", "endpoint": f"http://{HOST}:{port}", "style": "path", "folder": "site"}
    site, state = open_stores("bucket", ObjectTarget.model_validate(told), KEY)
    try:
        WAITING[doing](site)
    except KeyboardInterrupt:
        print("stopped", flush=True)  # noqa: T201 -- a program of its own
    site.close()
    state.close()


@pytest.mark.parametrize("group", [True, False])
@pytest.mark.parametrize("doing", sorted(WAITING))
def test_ctrl_c_is_heard_while_a_server_is_silent(doing: str, *, group: bool) -> None:
    """It takes the question and never answers: whoever loses patience gets the terminal back at once."""
    with socket.create_server((HOST, 0)) as server:
        port = f"{server.getsockname()[1]}"
        program = subprocess.Popen(
            python("import sys; from tests.mirrors.test_objects_odd import wait; wait(*sys.argv[1:])", doing, port),
            env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        server.settimeout(30)
        try:
            with server.accept()[0]:  # the question is on its way
                if group:
                    os.killpg(program.pid, signal.SIGINT)  # as a terminal does
                else:
                    program.send_signal(signal.SIGINT)
                said, _ = program.communicate(timeout=20)  # also waits for the end of a child that holds the pipe
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
    assert said == "stopped\n"
    assert program.returncode == 0
