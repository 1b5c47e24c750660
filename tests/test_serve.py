"""The live preview follows the whole register."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import tiny
from tests.built import copied, digests

PATIENCE = 15
"""Seconds until a change must be seen."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """``jinguo serve`` on a free port, stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--port", f"{port}"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def says(address: str, text: str) -> bool:
    """Whether a page comes to hold a text before patience runs out."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                if text in answer.read().decode():
                    return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.2)
    return False


def test_a_change_in_any_folder_is_shown(tmp_path: Path) -> None:
    """Stories, teams and pages: a saved change appears; a mistake in between does not end the preview."""
    root = copied(tmp_path / "r")
    before = digests(root / "site")
    with served(root) as address:
        assert says(f"{address}index.html", "看望独居老人")
        story = root / "activities/2024/0305-leifeng/report.md"
        story.write_text(story.read_text(encoding="utf-8").replace("看望独居老人", "改过的题目"), encoding="utf-8")
        assert says(f"{address}activities/index.html", "改过的题目")
        team = root / "teams/xinhua/team.yml"
        team.write_text("name: [", encoding="utf-8")
        time.sleep(1.5)
        team.write_text(tiny.FILES["teams/xinhua/team.yml"].replace("size: 20", "size: 27"), encoding="utf-8")
        assert says(f"{address}teams/xinhua.html", "27 人")
        page = root / "content/privacy.md"
        page.write_text("# 隐私与权利\n\n新的说明。\n", encoding="utf-8")
        assert says(f"{address}privacy.html", "新的说明")
    assert digests(root / "site") == before
