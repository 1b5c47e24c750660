"""An index that cannot be made: a build says why in one Chinese sentence, and the last site stays."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import pytest

from generator.search import index
from generator.search.index import MISSING, REFUSED, SLOW, STOPPED, SearchIndexError, search_files
from tests.built import BUILD, MKDOCS, copied, digests, left, run

STUB = "from pathlib import Path\n\n\ndef get_executable():\n    return Path({!r})\n"


def program(folder: Path, text: str) -> Path:
    """A program of a few lines of Python."""
    path = folder / "pagefind"
    path.write_text(f"#!{sys.executable}\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def refusing() -> str:
    """A program that answers the first request with an error."""
    answer = json.dumps({"message_id": 1, "payload": {"type": "Error", "message": "no such index"}})
    said = base64.b64encode(answer.encode()).decode()
    return f"import sys, time\nsys.stdout.write({said + ',' + said + ','!r})\nsys.stdout.flush()\ntime.sleep(60)"


@pytest.mark.skipif(sys.platform == "win32", reason="its programs are no text files")
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("raise SystemExit(1)", STOPPED),
        ("import os; os.kill(os.getpid(), 9)", STOPPED),
        ("import sys; sys.stderr.write('memory allocation failed'); raise SystemExit(101)", "memory allocation failed"),
        (refusing(), f"{REFUSED}（no such index）"),
    ],
    ids=["gone", "killed", "complaining", "refusing"],
)
def test_a_broken_program_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, reason: str) -> None:
    """Whatever the program does, there is one kind of failure, and it says what was heard last."""
    monkeypatch.setattr(index, "get_executable", lambda: program(tmp_path, text))
    with pytest.raises(SearchIndexError, match="搜索索引没有做成：") as caught:
        search_files([])
    assert reason in str(caught.value)


def test_a_slow_or_missing_program_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A time that is over, a program that is not there, and one that nobody may run are reasons of their own."""

    def late(*_: object, **__: object) -> bytes:
        raise TimeoutError

    for missing in (tmp_path / "nowhere", tmp_path):
        monkeypatch.setattr(index, "get_executable", lambda missing=missing: missing)
        with pytest.raises(SearchIndexError, match=f"{MISSING[:6]}.*pip install"):
            search_files([])
    monkeypatch.setattr(index, "converse", late)
    with pytest.raises(SearchIndexError, match=SLOW):
        search_files([])


def test_a_build_without_the_program_is_one_sentence(tmp_path: Path) -> None:
    """No traceback from our command or from MkDocs, and the last good site stays as it was."""
    root, stub = copied(tmp_path / "r"), tmp_path / "stub" / "pagefind_bin"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text(STUB.format("/nowhere/pagefind"), encoding="utf-8")
    before = digests(root / "site")
    for command in (BUILD, MKDOCS):
        done = run(root, *command, PYTHONPATH=str(stub.parent))
        assert done.returncode == 1
        assert "搜索索引没有做成：没有找到 pagefind 程序" in done.stderr
        assert "Traceback" not in done.stderr
        assert digests(root / "site") == before
        assert left(root) == []
