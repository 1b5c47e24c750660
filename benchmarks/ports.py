"""Ports of this machine that nobody else sees."""

from __future__ import annotations

import socket
import subprocess
import time
from pathlib import Path

HOST = "127.0.0.1"
_PATIENCE = 20.0


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def wait_until_open(port: int, program: subprocess.Popen[bytes], log: Path) -> None:
    """Return when a program that has just been started takes connections; tells its log where it ended instead."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and program.poll() is None:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return
        except OSError:
            time.sleep(0.02)
    told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    raise AssertionError(f"{program.args!r} takes no connections: {told}")
