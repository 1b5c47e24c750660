"""A web server on this machine that can be wrong in every way: what it answers is decided file by file."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.mirrors.served import served

Odd = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One question; an odd answer is given by calling its methods."""

    server: _Server

    @property
    def place(self) -> str:
        """The path below the site, without its query."""
        return unquote(urlsplit(self.path).path.removeprefix("/"))

    def do_GET(self) -> None:
        """Answer as a good server does, unless this path is odd."""
        self.server.site.asked.append(f"{self.command} {self.path}")
        odd = self.server.site.odd.get(self.place) or self.server.site.odd.get("*")
        if odd:
            odd(self)
        else:
            self.well()

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def well(self, **headers: str) -> None:
        """The file as it is; ``headers`` in the place of usual ones, with ``_`` for ``-``."""
        file = self.server.site.folder / (self.place or "index.html")
        if file.is_dir():
            file /= "index.html"
        status = 200 if file.is_file() else 404
        path = file if status == 200 else self.server.site.folder / "404.html"
        data = path.read_bytes() if path.is_file() else b"nothing here"
        usual = {"Content_Type": served(path.name).content_type, "Cache_Control": "no-cache"}
        self.say(status, data, **(usual | headers))

    def say(self, status: int, data: bytes = b"", **headers: str) -> None:
        """An answer."""
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(data))} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@dataclass
class Site:
    """What is served, and what was asked for."""

    folder: Path
    odd: dict[str, Odd] = field(default_factory=dict)
    """Path below the site → how it is answered; ``*`` for all others."""
    asked: list[str] = field(default_factory=list)
    url: str = ""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asks may hang up."""


@contextmanager
def odd_server(
    folder: Path, odd: Mapping[str, Odd] | None = None, certificate: Path | None = None, name: str = "127.0.0.1"
) -> Iterator[Site]:
    """Serve a folder, over TLS where there is a file with a certificate and its key; ends with its test."""
    server = _Server(("127.0.0.1", 0), Asked)
    server.site = Site(folder, dict(odd or {}))
    scheme = "http"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme = "https"
    server.site.url = f"{scheme}://{name}:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
