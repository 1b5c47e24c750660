"""``jinguo photos add``: thirty photos on a phone become masters and stubs; the record keeps every other byte."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.cli.main import jinguo
from generator.photos.metadata import findings
from generator.records.stubs import ALT_STUB
from tests import tiny
from tests.conftest import found
from tests.photos.test_quality import street

REPORT = f"{tiny.STORY}/report.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return tiny.write(tmp_path / "登记 册").resolve()


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    """A folder with photos as a phone has them."""
    folder = tmp_path / "手机"
    folder.mkdir()
    for number in (1, 2, 3):
        exif = Image.Exif()
        exif[0x0110] = "SECRET"
        exif[0x0112] = 6
        street(number).save(folder / f"IMG_{number}.JPG", exif=exif.tobytes())
    return folder


def add(root: Path, *arguments: str | Path) -> Result:
    """Run the command."""
    words = ["photos", "add", "--root", str(root), *map(str, arguments)]
    return CliRunner().invoke(jinguo, words, catch_exceptions=False)


def report(root: Path) -> str:
    """The record as it stands."""
    return (root / REPORT).read_bytes().decode()


def files(folder: Path) -> dict[str, bytes]:
    """Everything below a folder but the cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def test_photos_are_put_in_behind_the_others(root: Path, phone: Path) -> None:
    """Clean masters with the next numbers, a stub for each; nothing else changes, the originals least of all."""
    before, originals = files(root), files(phone)
    result = add(root, tiny.STORY, phone)
    assert result.exit_code == 0, result.output
    after = files(root)
    new = [f"{tiny.STORY}/0{number}.jpg" for number in (3, 4, 5)]
    assert sorted(set(after) - set(before)) == new
    assert [path for path in before if before[path] != after[path]] == [REPORT]
    for path in new:
        assert findings(after[path]) == []
        assert Image.open(io.BytesIO(after[path])).size == (1200, 1600)
    stubs = "".join(f", {{file: 0{number}.jpg, alt: {ALT_STUB}}}" for number in (3, 4, 5))
    old = before[REPORT].decode()
    assert report(root) == old.replace(
        "王样荷在扫院子, people: [c-2024-0001]}]", f"王样荷在扫院子, people: [c-2024-0001]}}{stubs}]"
    )
    assert files(phone) == originals
    assert list((root / ".cache/intake").iterdir()) == []


def test_what_is_said(root: Path, phone: Path) -> None:
    """Each photo has a line with its old and new name and size; what remains to be done comes last."""
    lines = add(root, tiny.STORY, phone).output.splitlines()
    assert lines[0].startswith("03.jpg ← 手机/IMG_1.JPG：")
    assert lines[0].count("KB") + lines[0].count("MB") == 2
    assert lines[3] == "放进 3 张"
    assert lines[-1] == f"jinguo check {REPORT}"


def test_the_check_tells_what_is_left_to_write(root: Path, phone: Path) -> None:
    """Who is in each photo, and that its description is not written yet; the photos themselves are clean."""
    add(root, tiny.STORY, phone / "IMG_1.JPG")
    told = {(problem.rule, problem.severity) for problem in found(root) if problem.path == REPORT}
    assert {("I4", "error"), ("I2", "error")} <= told
    assert "I1" not in {rule for rule, _ in told}


@pytest.mark.parametrize(
    "typed",
    [tiny.STORY, REPORT, "2024/0305-leifeng", f"{tiny.STORY}/", "0305-leifeng", "activities\\2024\\0305-leifeng"],
)
def test_an_activity_has_many_names(root: Path, phone: Path, typed: str) -> None:
    """Its folder, its record, its address."""
    assert add(root, typed, phone / "IMG_1.JPG").exit_code == 0
    assert "03.jpg" in report(root)


def test_from_where_one_stands(root: Path, phone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are read from the folder in which the command runs."""
    monkeypatch.chdir(root / "activities" / "2024")
    words = ["photos", "add", "0305-leifeng", os.path.relpath(phone / "IMG_1.JPG")]
    assert CliRunner().invoke(jinguo, words).exit_code == 0
    assert "03.jpg" in report(root)


@pytest.mark.parametrize("typed", ["activities/2024/0305-leifen", "../elsewhere", "teams/team.yml", "x\0y", ""])
def test_an_activity_that_is_none(root: Path, phone: Path, typed: str) -> None:
    """Is told, with the nearest there is; nothing is written."""
    before = files(root)
    result = CliRunner().invoke(jinguo, ["photos", "add", "--root", str(root), typed, str(phone)])
    assert result.exit_code == 1
    assert files(root) == before
    if typed.endswith("leifen"):
        assert "是不是 “activities/2024/0305-leifeng”" in result.output


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("projects/linli", "content/projects/linli"),
        ("content/communities/guangming.md", "content/communities/guangming"),
    ],
)
def test_other_records_take_photos_too(root: Path, phone: Path, path: str, folder: str) -> None:
    """Beside a project or a community a folder is made."""
    assert add(root, path, phone / "IMG_1.JPG").exit_code == 0
    assert (root / folder / "01.jpg").is_file()
    assert f"- {{file: 01.jpg, alt: {ALT_STUB}}}" in (root / f"{folder}.md").read_text()


def test_a_volunteer_takes_one_portrait(root: Path, phone: Path) -> None:
    """Not two, and not another where there is one."""
    assert (
        CliRunner().invoke(jinguo, ["photos", "add", "--root", str(root), "volunteers/li-mei", str(phone)]).exit_code
        == 1
    )
    assert not (root / "content/volunteers/li-mei").exists()
    assert add(root, "volunteers/li-mei", phone / "IMG_1.JPG").exit_code == 0
    text = (root / "content/volunteers/li-mei.md").read_text()
    assert f"portrait: {{file: portrait.jpg, alt: {ALT_STUB}}}\n---" in text
    words = ["photos", "add", "--root", str(root), "volunteers/wang-he", str(phone / "IMG_1.JPG")]
    assert CliRunner().invoke(jinguo, words).exit_code == 1


def test_again_is_not_twice(root: Path, phone: Path) -> None:
    """The same command once more changes nothing and says so; a line that a killed run did not write is written."""
    before = report(root)
    add(root, tiny.STORY, phone)
    after = files(root)
    result = add(root, tiny.STORY, phone)
    assert "放进 0 张，重复 3 张" in result.output
    assert files(root) == after
    (root / REPORT).write_bytes(before.encode())
    assert "补写了一行" in add(root, tiny.STORY, phone).output
    assert files(root) == after


def test_bad_files_do_not_keep_good_ones_out(root: Path, phone: Path) -> None:
    """They are told with their names, and the status says that something was refused."""
    (phone / "空.jpg").write_bytes(b"")
    with zipfile.ZipFile(phone / "相册.zip", "w") as made:
        made.writestr("../../逃.jpg", (phone / "IMG_2.JPG").read_bytes())
        made.writestr("里面.zip", b"PK")
    result = add(root, tiny.STORY, phone)
    assert result.exit_code == 1
    assert "手机/空.jpg:1:1: error F8: 文件是空的" in result.output
    assert "手机/相册.zip/里面.zip:1:1: error F8" in result.output
    assert "放进 3 张，重复 1 张，没有放进 2 个" in result.output
    assert "05.jpg" in report(root)


def test_an_empty_folder_is_told(root: Path, tmp_path: Path) -> None:
    """A slip in the path is not taken for success."""
    (tmp_path / "空").mkdir()
    result = CliRunner().invoke(jinguo, ["photos", "add", "--root", str(root), tiny.STORY, str(tmp_path / "空")])
    assert (result.exit_code, "里面没有照片" in result.output) == (1, True)


def test_a_try_writes_nothing(root: Path, phone: Path) -> None:
    """``--dry-run`` tells the same and leaves every byte."""
    before = files(root)
    result = add(root, tiny.STORY, phone, "--dry-run")
    assert "会放进 3 张" in result.output
    assert files(root) == before


def test_quiet_says_only_what_went_wrong(root: Path, phone: Path) -> None:
    """Nothing, where nothing did."""
    assert add(root, tiny.STORY, phone, "--quiet").output == ""
    (phone / "IMG_9.JPG").write_bytes(b"")
    assert add(root, tiny.STORY, phone, "--quiet").output.count("\n") == 1


def test_no_number_of_a_person_is_repeated(root: Path, tmp_path: Path) -> None:
    """A file that is called after a telephone is put in, and not named in full."""
    path = tmp_path / "13000000000.jpg"
    street().save(path)
    (tmp_path / "14000000000.jpg").write_bytes(b"")
    result = add(root, tiny.STORY, path, tmp_path / "14000000000.jpg")
    assert "00000000" not in result.output
    assert "03.jpg ← 130********.jpg" in result.output


def test_what_a_photo_is_like_is_said(root: Path, tmp_path: Path) -> None:
    """Dark, small, near another, made by a machine; none of it is a reason to refuse."""
    street(light=50).save(tmp_path / "1.jpg")
    street(5).resize((400, 300)).save(tmp_path / "2.jpg")
    street(5).save(
        tmp_path / "3.jpg", xmp=b"<x>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</x>"
    )
    result = add(root, tiny.STORY, *(tmp_path / f"{number}.jpg" for number in (1, 2, 3)))
    assert result.exit_code == 0
    dark, small, machine = result.output.splitlines()[:3]
    assert "偏暗" in dark
    assert "偏小（400×300）" in small
    assert "像是 04.jpg 的连拍或副本" in machine
    assert "ai: true" in machine
    assert f"{{file: 05.jpg, alt: {ALT_STUB}, ai: true}}" in report(root)


def test_line_ends_and_comments_stay(root: Path, phone: Path) -> None:
    """Also in a record that was written on Windows."""
    text = report(root).replace("project: linli\n", "project: linli  # 说明\n").replace("\n", "\r\n")
    (root / REPORT).write_bytes(text.encode())
    add(root, tiny.STORY, phone / "IMG_1.JPG")
    after = report(root)
    assert after.replace(f", {{file: 03.jpg, alt: {ALT_STUB}}}", "") == text


@pytest.mark.parametrize(
    "text", ["---\ntitle: [\n---\n", "正文\n", "---\nphotos: 一张\n---\n", "---\nphotos: |\n  x\n---\n"]
)
def test_a_record_that_cannot_be_changed_is_told_first(root: Path, phone: Path, text: str) -> None:
    """Before a photo is touched."""
    (root / REPORT).write_text(text)
    before = files(root)
    result = CliRunner().invoke(jinguo, ["photos", "add", "--root", str(root), tiny.STORY, str(phone)])
    assert result.exit_code == 1
    assert REPORT in result.output
    assert files(root) == before


def test_originals_in_the_register_are_told(root: Path, phone: Path) -> None:
    """They are hers and stay, and the check stops until they are moved away."""
    inside = root / tiny.STORY / "IMG_1.JPG"
    inside.write_bytes((phone / "IMG_1.JPG").read_bytes())
    assert "请移到登记册以外" in add(root, tiny.STORY, inside).output
    assert inside.is_file()
    assert "I1" in {problem.rule for problem in found(root)}


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_a_killed_run_leaves_nothing_half_done(root: Path, phone: Path) -> None:
    """Killed at any time: no hidden file, no half photo in the register, and the next run does it all."""
    for after in (0.3, 0.5, 0.7, 0.9, 1.1):
        command = [sys.executable, "-m", "generator", "photos", "add", "--root", str(root), tiny.STORY, str(phone)]
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=after, check=False)
        beside = files(root / tiny.STORY)
        assert not [name for name in beside if name.startswith(".")]
        assert all(findings(data) == [] for name, data in beside.items() if name.endswith(".jpg"))
    result = add(root, tiny.STORY, phone)
    assert result.exit_code == 0
    assert report(root).count(ALT_STUB) == 3
    assert list((root / ".cache/intake").iterdir()) == []


def test_numbers_go_on_for_ever(root: Path, phone: Path) -> None:
    """Behind 999 as before it; a day or a telephone in a name is not counted on."""
    for name in ("999.jpg", "1000.jpg", "20240305.jpg"):
        street(7).save(root / tiny.STORY / name)
    assert add(root, tiny.STORY, phone / "IMG_1.JPG").exit_code == 0
    assert add(root, tiny.STORY, phone / "IMG_2.JPG").exit_code == 0
    assert {"1001.jpg", "1002.jpg"} <= {path.name for path in (root / tiny.STORY).iterdir()}
    assert not (root / tiny.STORY / "20240306.jpg").exists()
