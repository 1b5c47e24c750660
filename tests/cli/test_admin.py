"""``jinguo admin``: what it says before it starts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from tests import tiny
from tests.admin.desk import ROOT, in_git, with_git


@pytest.fixture
def decap(tmp_path: Path) -> Path:
    """What looks like Decap's package."""
    folder = tmp_path / "decap"
    folder.mkdir()
    (folder / "decap-cms.js").write_text("//", encoding="utf-8")
    return folder


def admin(root: Path, *arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(jinguo, ["admin", "--no-browser", "--root", str(root), *map(str, arguments)])


def test_without_git_it_says_what_to_do(tmp_path: Path, decap: Path) -> None:
    """Drafts are branches."""
    root = tiny.write(tmp_path / "r", photos=False)
    done = admin(root, "--decap", decap)
    assert done.exit_code == 1
    assert "git init" in done.output


def test_a_folder_that_is_no_decap_is_named(tmp_path: Path) -> None:
    """With what it should be."""
    done = admin(tiny.write(tmp_path / "r", photos=False), "--decap", tmp_path)
    assert done.exit_code == 1
    assert "--decap 应当指明" in done.output


def test_the_platform_must_be_told(tmp_path: Path, decap: Path) -> None:
    """``--build`` alone knows not where the register lies; with it the files are written."""
    root = tiny.write(tmp_path / "r", photos=False)
    done = admin(root, "--decap", decap, "--build", tmp_path / "out")
    assert done.exit_code == 2
    assert "--backend github --repo" in done.output
    platform = ("--backend", "gitea", "--repo", "a/b", "--base-url", "https://git.example.org")
    done = admin(root, "--decap", decap, "--build", tmp_path / "out", *platform)
    assert (done.exit_code, (tmp_path / "out/index.html").is_file()) == (0, True)
    assert "不是公开的展示网站" in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--backend", "github", "--repo", "a/b"), "--base-url"),
        (("--backend", "gitea", "--repo", "a/b"), "--base-url"),
        (("--backend", "gitlab", "--repo", "../x/y?z"), "--repo"),
        (("--backend", "gitlab", "--repo", "a/b", "--base-url", "http://git.example.org"), "https://"),
        (("--backend", "gitlab", "--repo", "a/b", "--base-url", "https://x'; script-src *"), "https://"),
    ],
)
def test_nobody_is_sent_to_a_stranger(tmp_path: Path, decap: Path, words: tuple[str, ...], said: str) -> None:
    """Where people sign in is told, and nothing travels in clear."""
    done = admin(tiny.write(tmp_path / "r", photos=False), "--decap", decap, "--build", tmp_path / "out", *words)
    assert done.exit_code == 2
    assert said in done.output
    assert not (tmp_path / "out").exists()


@with_git
def test_it_serves_until_it_is_stopped(tmp_path: Path, decap: Path) -> None:
    """The address opens the form; a taken port is told; Ctrl-C ends it politely."""
    root = in_git(tiny.write(tmp_path / "r", photos=False))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-P", "-m", "generator", "admin", "--no-browser", "--decap", str(decap)]
    with subprocess.Popen(words, cwd=root, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:(\d+)/admin/\?key=\S+", process.stdout.readline())
            assert found is not None
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(found[0], timeout=10) as page:
                assert "网页投稿" in page.read().decode()
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(found[0], timeout=10)  # noqa: S310 - our own server
            assert "被占用" in admin(root, "--decap", decap, "--port", found[1]).output
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
            assert "已结束" in process.stdout.read()
        finally:
            process.kill()
