"""A real nginx in front of a folder or of another server; it writes below its own folder and ends with its test."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.ports import HOST, free_port, wait_until_open

NGINX = shutil.which("nginx") or next((path for path in ("/usr/sbin/nginx",) if Path(path).exists()), None)
with_nginx = pytest.mark.skipif(not NGINX, reason="nginx is not installed")
_CONFIG = """
daemon off;
master_process off;
pid {home}/nginx.pid;
error_log {home}/error.log warn;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {home}/body;
  proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi;
  scgi_temp_path {home}/scgi;
  types {{
    text/html html; text/css css; text/javascript js; application/json json; application/xml xml; image/svg+xml svg;
    image/webp webp; image/avif avif; image/png png; image/jpeg jpg; text/calendar ics; text/plain txt;
  }}
  default_type application/octet-stream;
  sendfile on;
  keepalive_requests 1000000;
  server {{
    listen {host}:{port};
    {place}
  }}
}}
"""


@contextmanager
def web(folder: Path) -> Iterator[str]:
    """Serve a folder, or ``current`` in it where there is such a link or will be; gives the address, with ``/``.

    A folder that holds ``releases`` or ``current``, or that is not there yet, is taken for one with ``current``.
    """
    linked = not folder.exists() or any((folder / name).exists() for name in ("current", "releases"))
    with _nginx(f'root "{folder / "current" if linked else folder}"; index index.html;') as address:
        yield address


@contextmanager
def proxied(port: int, folder: str = "/") -> Iterator[str]:
    """Stand before a server on this machine; ``folder`` of it, such as a bucket, becomes the top."""
    top = f"proxy_pass http://{HOST}:{port}{folder};"
    with _nginx(f"location / {{ {top} proxy_http_version 1.1; proxy_buffering on; }}") as address:
        yield address


@contextmanager
def _nginx(place: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        home, port = Path(name), free_port()
        (home / "nginx.conf").write_text(_CONFIG.format(home=home, host=HOST, port=port, place=place), encoding="utf-8")
        command = [str(NGINX), "-p", str(home), "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
        program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until_open(port, program, home / "error.log")
            yield f"http://{HOST}:{port}/"
        finally:
            program.kill()
            program.wait()
