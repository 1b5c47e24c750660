"""``.ci/publish`` for real: checked, built, sent, proven through nginx, taken back where readers get something else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.sshd import sshd
from generator.publish.manifest import NAME, read
from tests import tiny
from tests.mirrors.servers.sshd import with_sshd
from tests.mirrors.servers.web import web, with_nginx
from tests.tiny import ROOT

SCRIPT = ROOT / ".ci" / "publish"
with_tools = pytest.mark.skipif(
    not shutil.which("git") or not shutil.which("bash"), reason="git or bash is not installed"
)
pytestmark = with_tools


def git(root: Path, *words: str) -> None:
    """Run git in the register."""
    name = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    subprocess.run(["git", *name, *words], cwd=root, check=True, capture_output=True)


@dataclass
class Desk:
    """A register under git, a server, and readers' address."""

    root: Path
    top: Path
    """Where the server keeps releases."""
    url: str

    def change(self, text: str) -> None:
        """A reviewed change of the home page."""
        (self.root / "content/index.md").write_text(text, encoding="utf-8")
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "x")
        git(self.root, "update-ref", "refs/remotes/origin/main", "HEAD")

    def publish(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the script as a workflow does."""
        environment = {**os.environ, "JINGUO_PYTHON": sys.executable, "JINGUO_WAIT": "0", **more}
        environment.pop("GITHUB_ACTIONS", None)
        return subprocess.run(
            [str(SCRIPT), *arguments], cwd=self.root, env=environment, capture_output=True, text=True, check=False,
            timeout=300,
        )  # fmt: skip

    def live(self) -> str:
        """Id of what readers see."""
        return read((self.top / "current" / NAME).read_bytes()).id

    def last(self) -> str:
        """What the script has left: the id that readers see by its word."""
        return (self.root / "dist/publish/id").read_text()


@contextmanager
def desk(folder: Path, target: str) -> Iterator[Desk]:
    """A tiny register whose target ``mirror`` is ``target``, with ``{top}`` and ``{url}`` filled in."""
    root = tiny.with_theme(tiny.write(folder / "register"))
    top = folder / "www"
    with web(top) as url:
        text = target.format(top=top, url=url)
        (root / "publish.yml").write_text(f"review: off\ntargets:\n  mirror: {text}\n", encoding="utf-8")
        (root / ".gitignore").write_text("site/\n.cache/\ndist/\n", encoding="utf-8")
        git(root, "init", "-q", "-b", "main")
        made = Desk(root, top, url)
        made.change("一。\n")
        yield made


def broken(at: Desk) -> str:
    """A Python whose ``jinguo publish`` is followed by somebody who spoils a page on the server; records secrets."""
    hook = at.root.parent / "hook.py"
    hook.write_text(
        "import os, sys, pathlib\n"
        "from generator.cli.main import main\n"
        f"with open({str(at.root.parent / 'log')!r}, 'a') as log:\n"
        "    print(sys.argv[1], [each for each in ('JINGUO_FTP_PASSWORD', 'MY_OWN') if each in os.environ], file=log)\n"
        "try:\n    main()\nfinally:\n"
        "    if sys.argv[1] == 'publish':\n"
        f"        page = pathlib.Path({str(at.top)!r}) / 'current/privacy.html'\n"
        "        data = page.read_bytes(); page.unlink(); page.write_bytes(data.replace(b'<', b' <', 1))\n"
    )
    python = at.root.parent / "python"
    python.write_text(
        f'#!/bin/sh\nif [ "$3" = generator ]; then shift 3; exec "{sys.executable}" -P "{hook}" "$@"; fi\n'
        f'exec "{sys.executable}" "$@"\n'
    )
    python.chmod(0o755)
    return str(python)


FOLDER = "{{kind: folder, folder: '{top}', trial: true, url: '{url}'}}"


def proven_then_taken_back(at: Desk) -> None:
    """The whole way: what is right goes out, what does not prove itself is taken back and the run is red."""
    done = at.publish("mirror")
    assert done.returncode == 0, done.stdout + done.stderr
    first = at.live()
    assert done.stdout.rstrip().endswith(f"已发布，核对通过。\n读者现在看到的是 {first[:12]} 这一版。")
    assert at.last() == first
    at.change("二。\n")
    secrets = {"JINGUO_FTP_PASSWORD": "one", "MY_OWN": "two", "JINGUO_SECRETS": "MY_OWN"}
    done = at.publish(JINGUO_TARGET="mirror", JINGUO_PYTHON=broken(at), **secrets)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "privacy.html：内容和这一版不一样" in done.stderr
    assert "已经退回，核对通过；这一次的内容没有发布出去。" in done.stdout
    assert done.stdout.rstrip().endswith(f"读者现在看到的是 {first[:12]} 这一版。")
    assert at.live() == first == at.last()
    met = {line.split()[0] for line in (at.root.parent / "log").read_text().splitlines() if "JINGUO" in line}
    assert met == {"publish", "rollback"}  # what builds the site runs themes and plugins


@with_nginx
def test_a_folder_behind_nginx(tmp_path: Path) -> None:
    """Publishing, proof, a spoilt release, and the way back; only publishing meets secrets."""
    with desk(tmp_path, FOLDER) as at:
        proven_then_taken_back(at)


@with_nginx
@with_sshd
def test_a_server_over_ssh(tmp_path: Path) -> None:
    """The same on a real server with a key of its own."""
    with ExitStack() as stack:
        server = stack.enter_context(sshd(tmp_path))
        target = (
            f"{{{{kind: ssh, host: 127.0.0.1, port: {server.port}, user: {server.user}, key_file: '{server.key_file}', "
            f"known_hosts: '{server.known_hosts}', folder: '{{top}}', trial: true, url: '{{url}}'}}}}"
        )
        proven_then_taken_back(stack.enter_context(desk(tmp_path, target)))


STUB = """#!/bin/sh
if [ "$2" = -c ]; then printf -- "$FACTS"; exit 0; fi
shift 3
echo "$*" >> "$LOG"
case "$*" in *--sample*) exit "$KNOWN" ;; *--which*) head -n 1 "$SEEN"; sed -i 1d "$SEEN"; exit 0 ;; esac
name=$1
status=$(head -n 1 "$LOG.$name" 2>/dev/null)
[ -f "$LOG.$name" ] && sed -i 1d "$LOG.$name"
exit "${status:-0}"
"""
OLD, NEW = "a" * 64, "b" * 64


@dataclass
class Stage:
    """The script with a pretended program that ends as it is told."""

    folder: Path

    def run(
        self,
        seen: str = f"{OLD}\n{NEW}\n",
        facts: str = "\\nhttps://own.example.org/\\n",
        first: str = "",
        known: str = "0",
        **statuses: str,
    ) -> tuple[int, str, list[str]]:
        """Exit status, what was said, what was started; ``statuses`` are those of each command, one a call."""
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "site").mkdir(parents=True)
        (self.folder / "publish.yml").write_text("x")
        (self.folder / "site" / NAME).write_text(f'{{"jinguo": 1, "id": "{NEW}", "commit": ""}}\n')
        log, python = self.folder / "log", self.folder / "python"
        log.touch()
        (self.folder / "seen").write_text(seen)
        python.write_text(STUB)
        python.chmod(0o755)
        for name, words in statuses.items():
            (self.folder / f"log.{name}").write_text("\n".join(words.split()) + "\n")
        environment = {**os.environ, "JINGUO_PYTHON": str(python), "JINGUO_WAIT": "0", "JINGUO_LOOKS": "3",
                       "FACTS": facts, "LOG": str(log), "KNOWN": known,
                       "SEEN": str(self.folder / "seen")}  # fmt: skip
        called = [str(SCRIPT), *filter(None, [first]), "mirror"]
        done = subprocess.run(called, cwd=self.folder, env=environment, capture_output=True, text=True,
                              check=False)  # fmt: skip
        return done.returncode, done.stdout, log.read_text().splitlines()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """In a folder of its own."""
    return Stage(tmp_path / "register")


def test_the_order_of_things(stage: Stage) -> None:
    """A real target is checked for release; it is built for the address that it will have."""
    status, said, started = stage.run(facts="--release\\nhttps://own.example.org/\\n")
    assert (status, "已发布，核对通过。" in said) == (0, True)
    assert started == [
        "check --release", "build --url https://own.example.org/", "leaks", "verify mirror --which",
        "verify mirror --live --sample 20", "publish mirror", "verify mirror", "verify mirror --which",
    ]  # fmt: skip
    assert (stage.folder / "dist/publish/id").read_text() == NEW


@pytest.mark.parametrize("name", ["check", "build", "leaks", "publish"])
def test_whatever_fails_stops_it(stage: Stage, name: str) -> None:
    """Nothing after it is started, and what readers see is said."""
    status, said, started = stage.run(seen=f"{OLD}\n{OLD}\n", **{name: "1"})
    assert status == 1
    assert [each for each in started if not each.startswith("verify")][-1].startswith(name)
    assert said.rstrip().endswith(f"读者现在看到的是 {OLD[:12]} 这一版。")


def test_a_cache_that_is_behind_is_waited_for(stage: Stage) -> None:
    """Some looks long; then it is said, and nothing is taken back."""
    assert stage.run(verify="3 3 0")[0] == 0
    status, said, started = stage.run(verify="3 3 3")
    assert (status, "CDN" in said, started.count("verify mirror")) == (3, True, 3)
    assert not any(each.startswith("rollback") for each in started)


def test_settings_of_the_server_are_no_reason_to_go_back(stage: Stage) -> None:
    """An earlier release would change nothing; the run is red."""
    status, said, started = stage.run(verify="4")
    assert (status, "没有退回" in said) == (4, True)
    assert not any(each.startswith("rollback") for each in started)


def test_what_is_wrong_is_taken_back_to_what_was_there(stage: Stage) -> None:
    """To that very release, which is proven; where that fails too, somebody is called."""
    status, said, started = stage.run(seen=f"{OLD}\n{OLD}\n", verify="1 0")
    assert (status, "已经退回，核对通过" in said) == (1, True)
    assert started[-3:] == [f"rollback mirror --to {OLD}", f"verify mirror --live --id {OLD}", "verify mirror --which"]
    status, said, started = stage.run(seen=f"{OLD}\n{OLD}\n", verify="1 0", known="1")  # it was wrong before us
    assert (status, "也不对" in said, any(each.startswith("rollback") for each in started)) == (1, True, False)
    assert "没有退回成" in stage.run(verify="1", rollback="1")[1]
    assert "核对还是没有通过" in stage.run(verify="1 1")[1]


def test_where_there_is_nothing_to_go_back_to(stage: Stage) -> None:
    """The first release, or one that readers saw already; nothing is pretended."""
    for seen in ("\n\n", f"{NEW}\n{NEW}\n"):
        status, said, started = stage.run(seen=seen, verify="1")
        assert (status, "没有别的版本可以退回" in said) == (1, True)
        assert not any(each.startswith("rollback") for each in started)


def test_what_cannot_be_proven_is_said_and_green(stage: Stage) -> None:
    """A folder without an address, an archive without a signature: known by the exit status, not by words."""
    status, said, started = stage.run(facts="\\n\\n", verify="5")
    assert (status, "证明不了" in said) == (0, True)
    assert not any(each.startswith("rollback") or "--which" in each for each in started)


def test_the_half_that_builds_refuses_secrets(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """By their names alone; nothing was started by then, and nothing of what they hold is said."""
    for name in ("JINGUO_FTP_PASSWORD", "JINGUO_SSH_KEY", "JINGUO_ANYTHING"):
        with monkeypatch.context() as only:
            only.setenv(name, "hunter2")
            status, said, started = stage.run(first="--build")
        assert (status, name in said, "hunter2" in said, started) == (1, True, False, [])
    status, _, started = stage.run(first="--build")
    assert status == 0
    assert [each.split()[0] for each in started] == ["check", "build", "leaks", "--disable-pip-version-check"]


def test_what_is_not_configured_is_said_and_green(tmp_path: Path) -> None:
    """No target named, or no publish.yml."""
    for words, told in (([], "没有设置发布目标"), (["mirror"], "没有 publish.yml")):
        environment = {**os.environ, "JINGUO_TARGET": ""}
        done = subprocess.run([str(SCRIPT), *words], cwd=tmp_path, env=environment, capture_output=True, text=True,
                              check=False)  # fmt: skip
        assert (done.returncode, told in done.stdout) == (0, True)
    assert list(tmp_path.iterdir()) == []
