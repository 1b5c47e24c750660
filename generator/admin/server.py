"""The form's own web server: this computer only, one person, no file but those it names.

A page elsewhere must not be able to write through the browser of somebody who has the form open: a request is
answered only when it names this server (against names that somebody turns to 127.0.0.1 later), carries the cookie of
this run, and, where it writes, comes from our own page. The address that the command prints works once.
"""

from __future__ import annotations

import datetime as dt
import hmac
import http.server
import json
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from generator.admin import drafts, words
from generator.admin.config import settings
from generator.admin.examine import lacking
from generator.admin.handing import mend
from generator.admin.intake import PhotoRefusedError
from generator.admin.protocol import answer
from generator.admin.saving import Desk, RefusedError
from generator.admin.shell import POLICY, own_files, settings_file, styles
from generator.admin.words import ordered
from generator.drafts.branches import read_at
from generator.drafts.fixes import mended

_LOOPBACK = "127.0.0.1"
_MOST = 160 << 20
"""Bytes of one request: sixty photographs as text, and a margin."""
_DIGITS = 12
_WINDOW = 40
"""Characters of the name that a window gives itself."""
_KINDS = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".wasm": "application/wasm", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
_CLOSED = "这个网址只能用一次，或者已经过期。请在登记册的文件夹里再运行一次 jinguo admin，打开它给出的新网址。"


@dataclass(slots=True)
class Served:
    """What one run serves."""

    desk: Desk
    decap: Path
    today: Callable[[], dt.date]
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """In the address, once."""
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    used: bool = False
    failed: Callable[[str], None] = lambda _: None
    """Hears what kind of accident happened, and nothing else."""


class Server(http.server.ThreadingHTTPServer):
    """Bound to loopback; a visitor who goes away is no mistake."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"
    """There it would let two programs listen at one port."""

    def __init__(self, served: Served, port: int = 0) -> None:
        """On a free port unless one is given."""
        super().__init__((_LOOPBACK, port), Handler)
        self.served = served

    @property
    def origin(self) -> str:
        """``http://127.0.0.1:port``."""
        return f"http://{_LOOPBACK}:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """What the person opens."""
        return f"{self.origin}/admin/?key={self.served.key}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Said by ``Handler`` where somebody must know."""
        del request, client_address


_UNREADABLE = "表单送来的请求读不懂，请刷新页面"


def _question(body: bytes) -> Any:
    """What the page asks; only here may a ValueError mean that the page is wrong and not the program."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise RefusedError(_UNREADABLE, 400) from None


def _work(asked: Any) -> tuple[str, str]:
    """Collection and slug that a question is about."""
    if not isinstance(asked, dict):
        raise RefusedError(_UNREADABLE, 400)
    return str(asked.get("collection")), str(asked.get("slug"))


class Handler(http.server.BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "jinguo"
    sys_version = ""
    timeout = 120

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Nothing: addresses hold the key."""

    def do_GET(self) -> None:
        """Pages, scripts and styles; the first address gives the cookie."""
        split = urlsplit(self.path)
        if not self._named():
            self._say(421, "这个网址不对")
        elif self._has_cookie():
            self._file(unquote(split.path), parse_qs(split.query))
        elif split.path == "/admin/" and self._first(parse_qs(split.query).get("key", [""])[0]):
            cookie = f"{self._cookie_name()}={self.server.served.cookie}; HttpOnly; SameSite=Strict; Path=/"
            self._send(303, b"", "text/plain", {"Location": "/admin/", "Set-Cookie": cookie})
        else:
            self._say(403, _CLOSED)

    def do_POST(self) -> None:
        """Decap's requests, photographs to be cleaned, questions about a draft."""
        length = self.headers.get("Content-Length", "")
        if not self._named() or not self._has_cookie() or not self._own_page():
            self._refuse(403, _CLOSED)
        elif not (length.isascii() and length.isdecimal()) or len(length) > _DIGITS or int(length) > _MOST:
            self._refuse(413, "一次送来的太多了，请少放几张照片，分几次保存")
        else:
            self._answer(self.rfile.read(int(length)))

    def _answer(self, body: bytes) -> None:
        split = urlsplit(self.path)
        window = parse_qs(split.query).get("window", [""])[0][:_WINDOW]
        served = self.server.served
        try:
            if split.path == "/api/photo":
                self._photo(body)
            elif split.path == "/api/v1":
                reply = answer(served.desk, served.today(), _question(body), window)
                self._json(reply.status, reply.body)
            elif split.path == "/api/check":
                self._json(200, self._check(*_work(_question(body))))
            elif split.path == "/api/mend":
                self._json(200, {"mended": mend(served.desk, _work(_question(body)), window)})
            else:
                self._refuse(404, "没有这个网址")
        except RefusedError as refused:
            self._refuse(refused.status, refused.message)
        except Exception as error:  # noqa: BLE001 - said to both sides by kind only: its text may quote the register
            self.server.served.failed(type(error).__name__)
            self._refuse(500, f"程序出了意外（{type(error).__name__}），没有保存。请告诉管程序的同志")

    def _photo(self, body: bytes) -> None:
        name = parse_qs(urlsplit(self.path).query).get("name", ["照片"])[0]
        try:
            made, odd = self.server.served.desk.darkroom.master(name, body)
        except PhotoRefusedError as refused:
            self._refuse(422, refused.message)
            return
        headers = {"X-Jinguo-Odd": json.dumps(odd)}
        self._send(200, made, "image/jpeg", headers)

    def _check(self, collection: str, slug: str) -> Any:
        """What a draft still lacks, for the panel beside the form; nothing where there is no draft."""
        served = self.server.served
        found = drafts.draft(served.desk.root, collection, slug)
        if found is None or not found.path:
            return None
        text = (read_at(served.desk.root, f"refs/heads/{found.branch}", found.path) or b"").decode("utf-8", "replace")
        problems = lacking(served.desk.root, found, served.today())
        told = ordered([words.told(found.collection, text, each, found.path) for each in problems])
        keys = ("place", "text", "rule", "severity")
        listed = [{key: getattr(each, key) for key in keys} for each in told]
        return {"told": listed, "mendable": mended(found.path, text)[0] != text, "status": found.status}

    def _named(self) -> bool:
        port = self.server.server_address[1]
        return self.headers.get("Host", "") in {f"{_LOOPBACK}:{port}", f"localhost:{port}"}

    def _own_page(self) -> bool:
        """A browser tells where a request that writes comes from."""
        return self.headers.get("Origin", "") == f"http://{self.headers.get('Host', '')}"

    def _cookie_name(self) -> str:
        return f"jinguo-{self.server.server_address[1]}"

    def _has_cookie(self) -> bool:
        wanted = f"{self._cookie_name()}={self.server.served.cookie}".encode()
        sent = self.headers.get("Cookie", "").split(";")
        return any(hmac.compare_digest(each.strip().encode(), wanted) for each in sent)

    def _first(self, key: str) -> bool:
        served = self.server.served
        if served.used or not hmac.compare_digest(key.encode(), served.key.encode()):
            return False
        served.used = True
        return True

    def _file(self, path: str, query: dict[str, list[str]]) -> None:
        served = self.server.served
        if path == "/" or (path == "/admin/" and query):
            self._send(303, b"", "text/plain", {"Location": "/admin/"})
            return
        name = path.removeprefix("/admin/") or "index.html"
        data = own_files().get(name) if path.startswith("/admin/") else None
        if name == "config.js":
            told = settings(served.desk.library(), today=served.today())
            data = settings_file({**told, "drafts": len(drafts.keys(served.desk.root))})
        elif name.startswith("theme/"):
            data = styles(served.desk.root / "theme").get(name.removeprefix("theme/"))
        elif name.startswith("decap/"):
            wanted = {each.name: each for each in served.decap.iterdir() if each.suffix in _KINDS}
            place = wanted.get(name.removeprefix("decap/"))
            data = place.read_bytes() if place else None
        if data is None:
            self._say(404, "没有这个网址")
        else:
            self._send(200, data, _KINDS.get(Path(name).suffix, "application/octet-stream"))

    def _say(self, status: int, text: str) -> None:
        self._send(status, text.encode(), "text/plain; charset=utf-8")

    def _refuse(self, status: int, message: str) -> None:
        self.close_connection = True  # what was sent may not have been read to its end
        self._json(status, {"error": message})

    def _json(self, status: int, body: Any) -> None:
        self._send(status, json.dumps(body, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _send(self, status: int, data: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        usual = {
            "Content-Type": kind, "Content-Length": str(len(data)), "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
        }  # fmt: skip
        self.send_response(status)
        for name, value in {**usual, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)
