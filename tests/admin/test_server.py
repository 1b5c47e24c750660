"""The form's server answers one browser on this computer and nobody else."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.admin.saving import Desk
from generator.admin.server import Served, Server
from tests import tiny
from tests.admin.desk import TODAY, camera

INFO = json.dumps({"action": "info"}).encode()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Running, with a pretended package."""
    decap = tmp_path / "decap"
    decap.mkdir()
    (decap / "decap-cms.js").write_text("// Decap", encoding="utf-8")
    (tmp_path / "secret.js").write_text("// not ours", encoding="utf-8")
    running = Server(Served(Desk(tiny.write(tmp_path / "登记 册", photos=False)), decap, lambda: TODAY))
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


class Visitor:
    """Speaks HTTP with whatever headers."""

    def __init__(self, server: Server) -> None:
        self.port = server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = ""

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """One request; ``headers`` replace what a good browser sends."""
        usual = {"Host": self.host, "Origin": f"http://{self.host}", "Cookie": self.cookie} | headers
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.putrequest(method, path, skip_host=True)
            for name, value in ({"Content-Length": str(len(body))} | usual).items():
                if value:
                    line.putheader(name, value)
            line.endheaders(body)
            got = line.getresponse()
            return got.status, got.read(), dict(got.getheaders())
        finally:
            line.close()

    def enter(self, server: Server) -> Visitor:
        """Open the address that the command prints."""
        status, _, headers = self.ask("GET", f"/admin/?key={server.served.key}")
        assert status == 303
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        return self


@pytest.fixture
def inside(server: Server) -> Visitor:
    """A browser that has opened the address."""
    return Visitor(server).enter(server)


def test_it_listens_on_this_computer_only(server: Server) -> None:
    """No other machine reaches it."""
    assert server.server_address[0] == "127.0.0.1"


def test_the_address_opens_once(server: Server) -> None:
    """Who finds it in a history later is told what to do; a guess opens nothing."""
    assert Visitor(server).ask("GET", "/admin/?key=x")[0] == 403
    first = Visitor(server).enter(server)
    status, text, _ = Visitor(server).ask("GET", f"/admin/?key={server.served.key}")
    assert status == 403
    assert "再运行一次 jinguo admin" in text.decode()
    assert first.ask("GET", "/admin/")[0] == 200
    assert first.ask("GET", f"/admin/?key={server.served.key}")[0] == 303  # she reloads it


def test_the_cookie_is_for_this_site_and_no_script(server: Server) -> None:
    """Neither another page nor a script of ours sees it."""
    headers = Visitor(server).ask("GET", f"/admin/?key={server.served.key}")[2]
    assert "HttpOnly; SameSite=Strict" in headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/config.js", "/admin/decap/decap-cms.js", "/"])
def test_nothing_is_shown_without_the_cookie(server: Server, path: str) -> None:
    """Not even that there is a form."""
    assert Visitor(server).ask("GET", path)[0] == 403


@pytest.mark.parametrize("path", ["/api/v1", "/api/photo?name=x", "/api/check"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": ""}, {"Origin": ""}, {"Origin": "http://example.org"}, {"Origin": "null"},
        {"Host": "example.org", "Origin": "http://example.org"}, {"Origin": "http://127.0.0.1:1"},
    ],
)  # fmt: skip
def test_another_page_cannot_write(inside: Visitor, path: str, headers: dict[str, str]) -> None:
    """Nor a name that somebody turns to this computer later."""
    assert inside.ask("POST", path, INFO, **headers)[0] == 403


def test_another_name_is_no_name_of_ours(inside: Visitor) -> None:
    """A page that is read under a foreign name is not shown."""
    assert inside.ask("GET", "/admin/", Host="rebound.example.org")[0] == 421
    assert inside.ask("POST", "/api/v1", INFO)[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/admin/../secret.js", "/admin/decap/../../secret.js", "/admin/decap/%2e%2e/%2e%2e/secret.js", "/admin/theme/../x",
     "/admin/decap//etc/passwd", "/teams/federation.yml", "/admin/package.json"],
)  # fmt: skip
def test_only_named_files_are_served(inside: Visitor, path: str) -> None:
    """No path leads out."""
    assert inside.ask("GET", path)[0] == 404


def test_the_page_may_load_nothing_from_elsewhere(inside: Visitor) -> None:
    """Every answer says so, and is not kept."""
    for path in ("/admin/", "/admin/start.js", "/admin/config.js", "/admin/decap/decap-cms.js", "/none"):
        headers = inside.ask("GET", path)[2]
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "http" not in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"action": "rm"}', b'{"action": "getEntry"}', b"\xff"])
def test_nonsense_is_refused_in_chinese(inside: Visitor, body: bytes) -> None:
    """And the server lives on."""
    status, text, _ = inside.ask("POST", "/api/v1", body)
    assert status in {400, 422}
    assert "请刷新页面" in json.loads(text)["error"]
    assert inside.ask("POST", "/api/v1", INFO)[0] == 200


@pytest.mark.parametrize("path", ["/api/v1", "/api/check", "/api/mend"])
@pytest.mark.parametrize("body", [b"[]", b"null", b"1", b"[" * 100_000])
def test_no_shape_of_json_is_an_accident(inside: Visitor, path: str, body: bytes) -> None:
    """Also where it is nested deeper than a program can follow: what came is wrong, not the program."""
    assert inside.ask("POST", path, body)[0] in {400, 422}


def test_a_request_that_is_too_large_is_not_read(inside: Visitor) -> None:
    """It is refused by its length."""
    assert inside.ask("POST", "/api/v1", b"{}", **{"Content-Length": "999999999999"})[0] == 413
    for length in ("-1", "²", "9" * 5000):
        assert inside.ask("POST", "/api/v1", b"{}", **{"Content-Length": length})[0] == 413


def test_a_photograph_comes_back_clean(inside: Visitor) -> None:
    """Upright and without its place; what is none is refused with the reason."""
    status, made, headers = inside.ask("POST", "/api/photo?name=IMG.jpg", camera())
    assert (status, headers["Content-Type"]) == (200, "image/jpeg")
    assert b"Exif" not in made
    status, text, _ = inside.ask("POST", "/api/photo?name=a.svg", b"<svg xmlns='x'/>")
    assert status == 422
    assert "SVG" in json.loads(text)["error"]
