"""A fresh folder becomes a running program: what git leaves out, how the environment is made, what machines print."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Register

ROOT = Path(__file__).resolve().parents[1]
PRIVATE = (
    "钥匙.identity", "teams/xinhua/分队.identity", "tests/sample/other.identity", "tests/test.identity",
    "key.txt", "teams/key.txt", "总队.key", "a.agekey", "my-identity.txt", "identity.txt", "备用钥匙.txt",
    "名册.xlsx", "teams/xinhua/名册.xlsx", "旧.xls", "名册.csv", "content/名册-2026.csv", "exports.log",
    "private/名册.xlsx", "private/exports.log", ".env", ".env.local",
)  # fmt: skip
OUTPUTS = (
    "site/index.html", ".site-new-1/index.html", "build/lib/x.py", "dist/x.whl", ".cache/photos/a", ".venv/bin/python",
    "venv/bin/python", "jinguo.egg-info/PKG-INFO", "generator/__pycache__/a.pyc", ".DS_Store",
)  # fmt: skip
KEPT = (
    "tests/sample/sample.identity", "tests/sample/sample-xinhua.identity", "tests/sites/wrong/x/teams/名册.xlsx",
    "tests/sites/wrong/x/teams/key.txt", "tests/sites/wrong/x/teams/a.identity", "teams/recipients.txt",
    "teams/xinhua/roster.sealed", "content/index.md", "generator/checks/keys.py", "generator/cli/build.py",
)  # fmt: skip
OLD = "需要 Python 3.11 或更新的版本，{} 太旧。装好新版本以后指明它，例如：make site PYTHON=python3.12"
NO_VENV = "不能建立 .venv。请先安装：sudo apt install python3-venv，然后再运行一次"

in_a_clone = pytest.mark.skipif(
    not shutil.which("git") or not (ROOT / ".git").exists(), reason="git or its folder is missing"
)
with_make = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def git(*arguments: str, text: str = "") -> str:
    """What git prints about this checkout."""
    command = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, encoding="utf-8", check=False).stdout


@in_a_clone
def test_git_ignores_keys_exports_and_outputs() -> None:
    """Keys and exports under any name, and whatever the commands write; nothing that belongs to the register."""
    listed = (*PRIVATE, *OUTPUTS, *KEPT)
    ignored = git("check-ignore", "--no-index", "--stdin", text="\n".join(listed)).splitlines()
    assert ignored == [*PRIVATE, *OUTPUTS]


@in_a_clone
def test_nothing_that_git_keeps_is_ignored() -> None:
    """``git add -A`` in a fresh copy drops nothing."""
    assert git("ls-files", "-ci", "--exclude-standard") == ""


class Workshop:
    """A folder with the Makefile and a pretended Python that writes down what it is asked to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", folder)
        (folder / "pyproject.toml").write_text("one\n", encoding="utf-8")
        self.python = folder / "py thon"
        self.python.write_text(
            """#!/bin/sh
case "$1 $2" in
  "-c "*) exit "${OLD:-0}" ;;
  "-m venv") echo venv >> calls; mkdir -p "$3/bin"; test -z "${NO_VENV:-}" || exit 1
             cp "$0" "$3/bin/python"; touch "$3/pip" ;;
  "-m pip") shift 2; case "$*" in
      *--version) test -e .venv/pip || exit 1 ;;
      *) echo "pip ${*##* }" >> calls; exit "${OFFLINE:-0}" ;; esac ;;
  *) echo "$*" >> calls ;;
esac
""",
            encoding="utf-8",
        )
        self.python.chmod(0o755)

    def make(self, *arguments: str, **environment: str) -> tuple[list[str], str]:
        """What the pretended Python was asked, and what was said to the user."""
        log = self.folder / "calls"
        log.write_text("", encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
        done = subprocess.run(
            ["make", "-j2", f"PYTHON={self.folder / 'py thon'}", *arguments], cwd=self.folder,
            env={**kept, **environment}, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        return log.read_text(encoding="utf-8").splitlines(), done.stderr

    def moved(self, target: Path) -> None:
        """The folder somewhere else, as it is."""
        self.folder = self.folder.rename(target)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """In a folder with a blank and Chinese."""
    return Workshop(tmp_path / "巾帼 登记")


@with_make
def test_make_site_checks_then_builds_then_exports(workshop: Workshop) -> None:
    """The environment is made once; the order stands also under ``-j2``; the key's path may hold blanks."""
    check, build = "-m generator check", "-m generator build --identity my keys/总队.identity"
    export = "-m generator roster export --identity my keys/总队.identity --out private/"
    key = "IDENTITY=my keys/总队.identity"
    assert workshop.make("site", key) == (["venv", "pip .", check, build, export], "")
    assert workshop.make("site", key) == ([check, build, export], "")


@with_make
def test_make_test_adds_its_own_programs(workshop: Workshop) -> None:
    """Once, after the others, also when both are asked for at the same time."""
    in_pairs = "-m pytest --numprocesses auto --maxprocesses 4 --dist loadfile"
    tests = ["-m ruff check .", "-m ruff format --check .", "-m mypy", in_pairs]
    assert workshop.make("check", "test")[0] == ["venv", "pip .", "-m generator check", "pip .[dev]", *tests]
    assert workshop.make("test")[0] == tests


@with_make
def test_the_environment_follows_the_folder_and_the_list(workshop: Workshop, tmp_path: Path) -> None:
    """A moved folder, a changed list of dependencies, a lost pip, a lost Python: each is mended by itself."""
    check = ["-m generator check"]
    workshop.make("check")
    workshop.moved(tmp_path / "搬 家")
    assert workshop.make("check")[0] == ["venv", "pip .", *check]
    (workshop.folder / "pyproject.toml").write_text("two\n", encoding="utf-8")
    assert workshop.make("check")[0] == ["pip .", *check]
    for part in ("pip", "bin/python", "folder"):
        (workshop.folder / ".venv" / part).unlink()
        assert workshop.make("check")[0] == ["venv", "pip .", *check], part
    assert workshop.make("check")[0] == check


@with_make
def test_what_is_missing_is_said_in_chinese(workshop: Workshop) -> None:
    """Nothing half made stays behind, and the next run starts well."""
    calls, said = workshop.make("check", OLD="1")
    assert calls == []
    assert OLD.format(workshop.python) in said
    calls, said = workshop.make("check", NO_VENV="1")
    assert calls == ["venv"]
    assert NO_VENV in said
    assert not (workshop.folder / ".venv").exists()
    calls, said = workshop.make("check", "PYTHON=no-such-python")
    assert calls == []
    assert "没有找到 no-such-python" in said
    calls, said = workshop.make("check", OFFLINE="1")
    assert calls == ["venv", "pip ."]
    assert "软件没有装好" in said
    assert workshop.make("check") == (["pip .", "-m generator check"], "")


def test_ci_installs_what_the_tests_start() -> None:
    """Each Debian package is there for a program that tests look for, and the script is sound."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    listed = " ".join(re.findall(r"packages\+?=\(([^)]*)\)", script))
    assert listed
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py"))
    programs = set(re.findall(r'which\("([\w-]+)"', sources))
    packages = {"libimage-exiftool-perl": "exiftool", "libreoffice-calc": "soffice", "poppler-utils": "pdftotext",
                "nodejs": "node", "openssh-client": "ssh", "openssh-server": "sshd"}  # fmt: skip
    installed = {packages.get(each, each) for each in listed.split()}
    with_python = {"git-filter-repo"}  # comes with the packages of Python that the tests need
    with_others = {"pdfinfo", "ssh-keygen", "chattr", "mount", "setpriv"}  # poppler, OpenSSH, Debian itself
    assert programs - with_python - with_others <= installed
    nameless = {"chromium", "fonts-noto-cjk", "forensics-samples-files", "python3-venv"}  # the browser, and files only
    nameless |= {"libreoffice-writer", "python3-uno"}  # parts of LibreOffice
    assert installed - programs == nameless
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


MISTAKE = {"teams/donghe/liulin-aixin/team.yml": "name: 队\nsize: 4\n"}


def jinguo(root: Path, *arguments: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """The program as a machine with another encoding runs it, its output redirected."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=root, env=environment, capture_output=True, check=False
    )


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_redirected_output_is_utf_8(register: Register, encoding: str) -> None:
    """Whatever the machine's encoding: signs that it lacks do not stop a command, and MkDocs follows."""
    root = register({**MISTAKE, "mkdocs.yml": (ROOT / "mkdocs.yml").read_bytes()})
    (root / "theme").mkdir()
    done = jinguo(root, "check", "--format", "markdown", encoding=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "| ❌ T13 |" in done.stdout.decode("utf-8")
    for command, said in (("build", "登记册有错误，网站没有更新"), ("nothing", "没有 “nothing” 这个命令")):
        done = jinguo(root, command, encoding=encoding)
        assert done.returncode != 0
        assert said in done.stderr.decode("utf-8")
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "cp1252"])
def test_a_terminal_keeps_its_encoding(register: Register, encoding: str) -> None:
    """It shows ``?`` for what it cannot show."""
    root = register(MISTAKE)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "generator", "check", "--format", "markdown", "teams/donghe/liulin-aixin"]
    with subprocess.Popen(command, cwd=root, env=environment, stdout=theirs, stderr=theirs) as child:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65536):
                shown += part
        except OSError:  # Linux says so at the end of a terminal
            pass
    os.close(ours)
    assert child.returncode == 1
    assert "| ? T13 |" in shown.decode(encoding)
