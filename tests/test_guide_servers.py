"""Settings that the handbook prints for servers: targets without a mistake, an nginx whose answers have no fault."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.ports import HOST, free_port, wait_until_open
from generator.console import Recorded
from generator.mirrors.folder.mirror import FolderMirror
from generator.mirrors.inspection.verify import examine
from generator.mirrors.parts import Release
from generator.records.publishing import load_publishing
from generator.records.targets import FolderTarget, HostingTarget
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.certificates import authority
from tests.mirrors.servers.web import NGINX, with_nginx
from tests.tiny import ROOT

_FENCE = re.compile(r"^~~~nginx\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)
_YAML = re.compile(r"^~~~yaml\n(targets:.*?)^~~~$", re.MULTILINE | re.DOTALL)
_NAME = "www.example.org"
_FOLDER = "/srv/www/jinguo/current"
_EVERY_KIND = {
    "404.html": b"<!doctype html><title>404</title>", "calendar.ics": b"BEGIN:VCALENDAR\r\n", "feed.json": b"{}",
    "assets/mark.svg": b"<svg/>", "assets/a.css": b"a{}", "assets/a.js": b"1", "photos/1.webp": b"RIFF",
    "photos/1.avif": b"ftypavif", "photos/1.jpg": b"\xff\xd8", "campaigns/a.ics": b"BEGIN:VCALENDAR\r\n",
    "search/pagefind.x.pf_meta": b"\x1f\x8b", "sitemap.xml": b"<urlset/>",
}  # fmt: skip
_AROUND = """
daemon off; master_process off; pid {home}/pid; error_log {home}/error.log warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  types_hash_max_size 2048;
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
{servers}
}}
"""
_EXISTING = "server {{ listen 443 ssl; ssl_certificate {pem}; ssl_certificate_key {pem}; root {top}; {inside} }}"
WHOLE, BELOW = _FENCE.findall((ROOT / "content/guide/servers.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", ["servers.md", "publish.md"])
def test_targets_that_are_printed_can_be_copied(page: str, tmp_path: Path) -> None:
    """Each example is a whole ``publish.yml`` without a mistake; on hosting, records are kept out of readers' sight."""
    blocks = _YAML.findall((ROOT / "content/guide" / page).read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        (tmp_path / "publish.yml").write_text(block, encoding="utf-8")
        read, problems = load_publishing(tmp_path)
        assert problems == []
        assert read is not None
        for target in read.targets.values():
            assert not isinstance(target, HostingTarget) or target.state


@pytest.fixture
def made(tmp_path: Path) -> Release:
    """A release with a file of every kind."""
    return release(tmp_path / "site", story_site("one", ballast=200) | _EVERY_KIND)


@pytest.fixture
def published(made: Release, tmp_path: Path) -> Path:
    """It, as it lies on a server of one's own."""
    mirror = FolderMirror(tmp_path, FolderTarget(kind="folder", folder=str(tmp_path / "www")))
    mirror.publish(made)
    mirror.close()
    return tmp_path / "www"


@pytest.fixture
def pem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that this machine believes."""
    signer = authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(signer.file))
    now = dt.datetime.now(tz=dt.UTC)
    return signer.issue("own", now - dt.timedelta(days=1), now + dt.timedelta(days=90))


@contextmanager
def nginx(servers: str) -> Iterator[tuple[int, int]]:
    """A server with its own mime types and nothing else set; gives the ports for 80 and 443."""
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        home, plain, secure = Path(name), free_port(), free_port()
        told = servers.replace("listen 80;", f"listen {HOST}:{plain};")
        told = told.replace("listen 443 ssl;", f"listen {HOST}:{secure} ssl;")
        (home / "nginx.conf").write_text(_AROUND.format(home=home, servers=told), encoding="utf-8")
        command = [str(NGINX), "-p", str(home), "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until_open(secure, program, home / "error.log")
            yield plain, secure
        finally:
            program.kill()
            program.wait()


def found(url: str, made: Release) -> list[str]:
    """Faults and hints."""
    return [str(each) for each in examine(url, made.manifest, Recorded())]


@with_nginx
def test_a_site_of_its_own(made: Release, published: Path, pem: Path) -> None:
    """Neither a fault nor a hint, where only names and places are replaced."""
    told = re.sub(r"/etc/nginx/certificates/\S+(?=;)", str(pem), WHOLE).replace(_FOLDER, str(published / "current"))
    with nginx(told) as (_, port):
        assert found(f"https://{HOST}:{port}/", made) == []
    assert _NAME not in told.replace(f"server_name {_NAME}", "")


@with_nginx
def test_below_a_site_that_is_there(made: Release, published: Path, pem: Path, tmp_path: Path) -> None:
    """A link and a paragraph are enough; the site above shows nothing of ours."""
    top = tmp_path / "html"
    top.mkdir()
    (top / "index.html").write_text("<h1>above</h1>")
    (top / "jinguo").symlink_to(published / "current")
    with nginx(_EXISTING.format(pem=pem, top=top, inside=BELOW)) as (_, port):
        assert found(f"https://{HOST}:{port}/jinguo/", made) == []


@with_nginx
def test_the_root_must_be_the_link(made: Release, published: Path, pem: Path) -> None:
    """What the page warns of is what ``verify`` finds."""
    told = re.sub(r"/etc/nginx/certificates/\S+(?=;)", str(pem), WHOLE).replace(_FOLDER, str(published))
    with nginx(told) as (_, port):
        (told_of,) = found(f"https://{HOST}:{port}/", made)
    assert "这里还没有发布过" in told_of
