"""``jinguo roster add`` as a squad leader meets it: no key, all mistakes at once, no clear text anywhere."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.sealed import writing
from generator.sealed.handed import adding
from generator.sealed.numbers import as_number
from tests.cli.desk import SHEET, Place, laid_out
from tests.sealed.handed_files import document, id_number, people, phone, workbook

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The tiny register, sealed to two fresh keys."""
    return laid_out(tmp_path)


def test_a_table_becomes_rows_with_numbers(place: Place) -> None:
    """Each row of the file gets a number, in the file's order and without a name; a key holder reads all of it."""
    done = place.add(place.file(workbook(people(3))))
    assert done.exit_code == 0, done.output
    told = [line for line in done.output.splitlines() if "→" in line]
    assert [line.split(" → ")[0] for line in told] == ["第2行", "第3行", "第4行"]
    numbers = [line.split(" → ")[1] for line in told]
    assert all(as_number(number) == number and number.startswith("410402-") for number in numbers)
    by_id = {row.row_id: row.values for row in place.opened().rows}
    assert [by_id[number]["mobile"] for number in numbers] == [phone(0), phone(1), phone(2)]
    assert "密封给 2 把公钥：示例市妇联、离线备份" in done.output
    assert "team.yml" in done.output
    assert not [each for each in ("赵样", phone(0), id_number(0)) if each in done.output]


def test_nothing_is_sealed_while_anything_is_wrong(place: Place) -> None:
    """One wrong digit among fifty people, told with all others; a dry run writes nothing either."""
    rows = people(50)
    rows[30][2] = str(rows[30][2])[:17] + ("1" if str(rows[30][2])[17] != "1" else "2")
    rows[40][3] = "1"
    done = place.add(place.file(workbook(rows)))
    assert done.exit_code == 1
    assert "名单.xlsx:Sheet1 第31行 “身份证号”" in done.output
    assert "第41行 “手机”" in done.output
    assert "共 2 个错误" in done.output
    assert not (place.root / SHEET).exists()
    dry = place.add(place.file(workbook(people(2))), "--dry-run")
    assert dry.exit_code == 0
    assert "什么也没有写" in dry.output
    assert not (place.root / SHEET).exists()


def test_lines_that_are_there_keep_every_byte(place: Place) -> None:
    """Adding is appending, also to a file without its last line end."""
    place.add(place.file(workbook(people(2))))
    before = (place.root / SHEET).read_bytes().rstrip(b"\n")
    (place.root / SHEET).write_bytes(before)
    place.add(place.file(workbook(people(2, 5))))
    after = (place.root / SHEET).read_bytes()
    assert after.startswith(before + b"\n")
    assert place.opened().row_count == 4


def test_with_a_key_nobody_is_added_twice(place: Place) -> None:
    """The same people are passed over, changed values become partial lines, and history stays."""
    rows = people(3)
    place.add(place.file(workbook(rows)))
    rows[2][3] = phone(77)
    done = place.add(place.file(workbook([*rows, *people(1, 9)[1:]])), "--identity", place.key)
    assert done.exit_code == 0, done.output
    assert "新加 1 人，更正 1 人，没有变化 2 人" in done.output
    changed = next(row for row in place.opened().rows if len(row.versions) == 2)
    assert changed.values["mobile"] == phone(77)
    assert changed.versions[1].values == {"mobile": phone(77)}


def test_a_number_in_the_file_corrects_that_row_without_a_key(place: Place) -> None:
    """What is left empty stays as it was; a number of nobody is a mistake."""
    done = place.add(place.file(workbook(people(1))))
    number = next(line.split(" → ")[1] for line in done.output.splitlines() if "→" in line)
    place.add(place.file(workbook([["证号", "姓名", "住址", "手机"], [number, "王样荷", "甲社区", ""]])))
    [row] = place.opened().rows
    assert (row.values["area"], row.values["mobile"]) == ("甲社区", phone(0))
    wrong = place.add(place.file(workbook([["证号", "姓名"], ["410402-2222-2222-2", "王样荷"]])))
    assert wrong.exit_code == 1
    other = place.add(place.file(workbook([["证号", "姓名"], [number, "王样荷"]])), team="yexian")
    assert other.exit_code == 1
    assert "这个证号在 xinhua/aixin 的名册里" in other.output


def test_people_of_other_teams_are_told(place: Place) -> None:
    """With a key and on demand; a warning, because she may be changing teams."""
    file = place.file(workbook(people(2)))
    place.add(file, team="yexian")
    done = place.add(file, "--identity", place.key, "--everywhere", "--dry-run")
    assert done.exit_code == 0, done.output
    assert done.output.count("yexian 的名册里也有这个人") == 2
    assert place.add(file, "--everywhere").exit_code == 2


def test_several_files_and_kinds_at_once(place: Place) -> None:
    """A Word table and a csv; the same woman in both is a mistake."""
    rows = [[str(cell) for cell in row] for row in people(2)]
    word = place.file(document(*rows), "甲.docx")
    text = "\n".join(",".join(row) for row in people(2, 4))  # type: ignore[arg-type]
    done = place.add(word, place.file(text.encode("gbk"), "乙.csv"))
    assert done.exit_code == 0, done.output
    assert "甲.docx 第2行 →" in done.output
    assert place.opened().row_count == 4
    assert place.add(word, place.file(document(*rows), "丙.docx")).exit_code == 1


def test_a_file_inside_a_repository_is_shouted_at(place: Place) -> None:
    """One ``git add`` would publish it; an ignored name is quiet."""
    git = shutil.which("git")
    assert git
    subprocess.run([git, "init", "-q", str(place.desk)], check=True)
    file = place.file(workbook(people(1)))
    assert "在 git 仓库里" in place.add(file, "--dry-run").output
    (place.desk / ".gitignore").write_text("*.xlsx\n", encoding="utf-8")
    assert "在 git 仓库里" not in place.add(file, "--dry-run").output


def test_too_many_people_are_refused_before_sealing(place: Place) -> None:
    """A city's list does not fit into one team."""
    lines = "\n".join(f"王样荷,{phone(n)}" for n in range(20_000))
    done = place.add(place.file(f"姓名,手机\n{lines}".encode(), "全市.csv"))
    assert done.exit_code == 1
    assert "放不下" in done.output
    assert not (place.root / SHEET).exists()


def test_a_broken_roster_and_missing_keys_stop_it(place: Place) -> None:
    """Nothing is appended to a sheet with conflict marks, and nothing is sealed to one key."""
    file = place.file(workbook(people(1)))
    (place.root / SHEET).write_text("<<<<<<< HEAD\n", encoding="ascii")
    assert "先改好它" in place.add(file).output
    (place.root / SHEET).unlink()
    listed = place.root / "teams/recipients.txt"
    listed.write_text("\n".join(listed.read_text(encoding="utf-8").splitlines()[:2]), encoding="utf-8")
    done = place.add(file)
    assert done.exit_code == 1
    assert "至少要 2 把" in done.output


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
def test_the_stock_age_program_opens_a_row(place: Place) -> None:
    """Whatever becomes of this program, the rows stay readable."""
    place.add(place.file(workbook(people(1))))
    token = (place.root / SHEET).read_text(encoding="ascii").split("sealed:v1:")[1].strip()
    opened = subprocess.run(
        [str(shutil.which("age")), "-d", "-i", str(place.key)],
        input=base64.b64decode(token), capture_output=True, check=True,
    )  # fmt: skip
    assert phone(0).encode() in opened.stdout


def values(place: Place) -> list[bytes]:
    """Clear text that must be nowhere: in UTF-8 and in what else may be written."""
    texts = [str(cell) for row in people(40)[1:] for cell in (row[0], row[2], row[3])]
    assert place
    return [each for text in texts for each in {text.encode(), text.encode("utf-16-le"), text.encode("gbk")}]


def clear_text(place: Place, *folders: Path) -> list[Path]:
    """Files that hold one of the values; the handed-in file itself is elsewhere."""
    wanted = values(place)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(each in path.read_bytes() for each in wanted)]


def test_a_crash_leaves_the_old_roster_and_no_clear_text(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails after the values are known."""
    place.add(place.file(workbook(people(1, 60))))
    before = (place.root / SHEET).read_bytes()
    file = place.file(workbook(people(40)))
    for module, name in ((adding, "seal_row"), (writing, "swap")):

        def broken(*given: object, **more: object) -> None:
            raise ValueError(given, more)

        with monkeypatch.context() as patched:
            patched.setattr(module, name, broken)
            done = place.add(file)
        assert done.exit_code == 1
        assert (place.root / SHEET).read_bytes() == before
        assert not clear_text(place, place.root)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_killed_command_leaves_nothing_and_says_nothing(place: Place, tmp_path: Path) -> None:
    """Killed at any moment: the sheet is old or new, no file holds a value, nor do the arguments or what was said."""
    file = place.file(workbook(people(40)))
    temporary, said = tmp_path / "临时", tmp_path / "说的话"
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(REPOSITORY), "HOME": str(temporary)}
    words = [sys.executable, "-P", "-m", "generator", "roster", "add", str(file), "--team", "xinhua/aixin",
             "--root", str(place.root)]  # fmt: skip
    for pause in (0.2, 0.35, 0.45, 0.5, 0.55, 0.6):
        with said.open("ab") as out, subprocess.Popen(words, env=environment, stdout=out, stderr=out) as program:
            time.sleep(pause)
            program.send_signal(signal.SIGKILL)
        rows = place.opened().row_count if (place.root / SHEET).exists() else 0
        assert rows % 40 == 0
        assert not clear_text(place, place.root, temporary)
    assert not [each for each in values(place) if each in said.read_bytes()]


def test_fifty_rows_take_a_second_however_large_the_register(place: Place) -> None:
    """Only the team's own files are read: five thousand other teams cost nothing."""
    team = (place.root / "teams/xinhua/aixin/team.yml").read_bytes()
    for number in range(5_000):
        folder = place.root / f"teams/yexian/t{number}"
        folder.mkdir()
        (folder / "team.yml").write_bytes(team)
    file = place.file(workbook(people(50)))
    place.add(file, "--dry-run")
    start = time.perf_counter()
    assert place.add(file).exit_code == 0
    assert time.perf_counter() - start < 1
