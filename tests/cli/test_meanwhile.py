"""What happens in the register while a command is at work: nothing that somebody else has written is lost."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import photos_add
from generator.cli import withdraw as command
from generator.cli.main import jinguo
from generator.records.changes import change
from generator.records.stubs import ALT_STUB
from tests import tiny
from tests.built import digests
from tests.photos.test_quality import street

CONSENTS = Path("teams/consents.yml")
REPORT = f"{tiny.STORY}/report.md"
HER = "c-2024-0001"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return tiny.write(tmp_path / "登记 册").resolve()


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """A folder with photos."""
    folder = tmp_path / "手机"
    folder.mkdir()
    for number in (1, 2, 3):
        street(number).save(folder / f"IMG_{number}.JPG")
    return folder


def run(root: Path, *words: str | Path) -> Result:
    """Run a command of the program."""
    return CliRunner().invoke(jinguo, [*map(str, words), "--root", str(root)])


def add(root: Path, *words: str | Path) -> Result:
    """``jinguo photos add``."""
    return run(root, "photos", "add", *words)


def withdraw(root: Path, *words: str) -> Result:
    """``jinguo withdraw`` on a day that does not move."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "today", lambda: dt.date(2025, 1, 1))
        return CliRunner().invoke(command.withdraw, ["--root", str(root), *words])


def report(root: Path) -> str:
    """The record as it stands."""
    return (root / REPORT).read_bytes().decode()


def test_no_withdrawal_is_lost(root: Path) -> None:
    """Twenty at once, each a process of its own: every one that says recorded stands in the list."""
    ids = [f"c-2024-1{number:03}" for number in range(20)]
    text = (root / CONSENTS).read_text(encoding="utf-8")
    rows = "".join(f"{each}: {{scope: [name], given: 2024-01-02}}  # 注\n" for each in ids)
    (root / CONSENTS).write_text(text + rows, encoding="utf-8")
    script = "import sys; from pathlib import Path; from generator.cli import withdraw as w; import datetime as dt\n"
    script += "print(flush=True); sys.stdin.read(1); w._record(Path(sys.argv[1]), sys.argv[2], dt.date(2025, 1, 1))"
    words = [sys.executable, "-c", script, str(root)]
    running = [subprocess.Popen([*words, each], stdin=subprocess.PIPE, stdout=subprocess.PIPE) for each in ids]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
    for process in running:  # all of them are ready by now
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0] * len(ids)
    after = (root / CONSENTS).read_text(encoding="utf-8")
    assert after == text + rows.replace("02}  # 注", "02, withdrawn: 2025-01-01}  # 注")


def test_the_first_of_two_counts(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another run records it in the meantime, its day stays and is told."""

    def late(*given: Any) -> int:
        text = (root / CONSENTS).read_text(encoding="utf-8")
        (root / CONSENTS).write_text(text.replace("2024-01-02}", "2024-01-02, withdrawn: 2024-12-01}", 1), "utf-8")
        return change(*given)

    monkeypatch.setattr(command, "change", late)
    answer = json.loads(withdraw(root, HER, "--format", "json").stdout)
    assert (answer["state"], answer["withdrawn"]) == ("already", "2024-12-01")


def test_what_was_not_written_is_not_called_recorded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is read once more before anything is said."""
    monkeypatch.setattr(command, "change", lambda *_: 1)
    done = withdraw(root, HER)
    assert (done.exit_code, "撤回还没有登记" in done.output, "已登记" in done.output) == (1, True, False)


def test_what_a_clerk_saves_meanwhile_stays(root: Path, phone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines go into the record as it stands when the photos are ready, not as it stood before."""
    real = photos_add._focus

    def slow(root_of: Path, master: Path) -> Mapping[str, object]:
        (root / REPORT).write_text(report(root) + "她刚写的一句\n")
        return real(root_of, master)

    monkeypatch.setattr(photos_add, "_focus", slow)
    assert add(root, "projects/linli", phone / "IMG_1.JPG").exit_code == 0
    (root / REPORT).write_text(report(root).replace("photos: [", "x: [").replace("\nx: [", "\nphotos: []\nold: ["))
    assert add(root, tiny.STORY, phone / "IMG_1.JPG").exit_code == 0
    assert report(root).count("她刚写的一句") == 2
    assert "{file: 03.jpg" in report(root)


def test_a_name_that_is_taken_meanwhile_is_not_overwritten(
    root: Path, phone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second is told to run again; nothing of hers is put in."""
    real = photos_add._plan

    def slow(*given: Any) -> Any:
        planned = real(*given)
        (root / tiny.STORY / "04.jpg").write_bytes(b"another")
        return planned

    monkeypatch.setattr(photos_add, "_plan", slow)
    before = report(root)
    result = CliRunner().invoke(jinguo, ["photos", "add", "--root", str(root), tiny.STORY, str(phone)])
    assert (result.exit_code, "没有覆盖，请再运行一次" in result.output) == (1, True)
    assert (root / tiny.STORY / "04.jpg").read_bytes() == b"another"
    assert not (root / tiny.STORY / "03.jpg").exists()
    assert report(root) == before


def test_a_record_that_cannot_be_written(root: Path, phone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The photos are in, which is said; the same command again writes their lines."""
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "report.md":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    words = ["photos", "add", "--root", str(root), tiny.STORY, str(phone)]
    result = CliRunner().invoke(jinguo, words)
    assert (result.exit_code, "照片已经放好，只是记录里还没有写" in result.output) == (1, True)
    monkeypatch.undo()
    assert "补写了一行" in add(root, tiny.STORY, phone).output
    assert report(root).count(ALT_STUB) == 3


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interrupted_write_leaves_the_old_list(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException | type[BaseException]
) -> None:
    """The list of consents is the old one or the new one, never a part, and nothing lies beside it."""
    before = digests(root / "teams")

    def stop(_: int) -> None:
        raise error

    monkeypatch.setattr("generator.swap.os.fsync", stop)
    assert withdraw(root, HER).exit_code != 0
    assert digests(root / "teams") == before
