"""``jinguo photos review`` and ``jinguo check --faces``."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import jinguo
from generator.photos import eyes
from generator.photos.eyes import Sightless
from generator.photos.faces import Finder, Found
from tests.faced import FOLDER, PHOTOS, REPORT, faced, photos
from tests.portraits import row, saved

SHEET = "private/照片核对-2024-0305-leifeng.html"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register with faces."""
    return faced(tmp_path / "登记 册")


def test_the_sheet_is_private(root: Path) -> None:
    """In a folder that only its owner can open, and the command says in a line what is on it."""
    result = photos(root, "review", FOLDER)
    assert result.exit_code == 0, result.output
    assert "3 张，" in result.output
    assert stat.S_IMODE((root / "private").stat().st_mode) == 0o700
    assert stat.S_IMODE((root / SHEET).stat().st_mode) == 0o600


def test_same_register_same_bytes(root: Path) -> None:
    """With or without what was remembered."""
    photos(root, "review", FOLDER)
    first = (root / SHEET).read_bytes()
    photos(root, "review", REPORT)
    assert (root / SHEET).read_bytes() == first


def test_all_photographs(root: Path) -> None:
    """Of all kinds of record, portraits as well."""
    assert photos(root, "review", "--all").exit_code == 0
    text = (root / "private/照片核对-全部.html").read_text(encoding="utf-8")
    assert text.count('<article class="photo') == 5
    assert "王样荷" in text


def test_without_the_program_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the sheet and on standard error; the rest of the sheet is there."""
    monkeypatch.setattr(eyes, "can_see", lambda: False)
    result = photos(root, "review", FOLDER)
    assert result.exit_code == 0
    assert "没有程序找过脸" in result.stderr
    text = (root / SHEET).read_text(encoding="utf-8")
    assert "没有程序找过脸和二维码" in text
    assert "程序找到" not in text


def test_ticks(root: Path) -> None:
    """Every photograph of the record, once; a second time there is nothing to do."""
    result = photos(root, "review", FOLDER, "--tick")
    assert "给 3 张照片打了勾" in result.output
    text = (root / REPORT).read_text(encoding="utf-8")
    assert text.count("checked: true") == 3
    assert "  # 这一张要小心\n" in text
    assert "给 0 张照片打了勾" in photos(root, "review", FOLDER, "--tick").output
    assert (root / REPORT).read_text(encoding="utf-8") == text


def test_a_code_gets_no_tick(root: Path) -> None:
    """Somebody has to write it by hand."""
    import cv2  # noqa: PLC0415 - optional
    from PIL import Image  # noqa: PLC0415

    picture = row(1)
    code = Image.fromarray(cv2.QRCodeEncoder.create().encode("wxp://f2f0abcdefg")).resize((180, 180), 0)
    picture.paste(code, (700, 100))
    (root / FOLDER / "03.jpg").write_bytes(saved(picture))
    result = photos(root, "review", FOLDER, "--tick")
    assert "给 2 张照片打了勾" in result.output
    assert "03.jpg：照片里有收款码，没有打勾" in result.output


@pytest.mark.parametrize("words", [(), (FOLDER, "--all"), ("--all", "--tick"), ("activities/2024/0000-x",)])
def test_what_cannot_be_meant(root: Path, words: tuple[str, ...]) -> None:
    """No sheet is written."""
    assert photos(root, "review", *words).exit_code != 0
    assert not (root / "private").exists()


def check(root: Path, *words: str) -> tuple[str, str]:
    """Standard output and standard error of ``jinguo check``."""
    result = CliRunner().invoke(jinguo, ["check", "--root", str(root), *words])
    return result.stdout, result.stderr


def test_the_check_can_look_for_faces(tmp_path: Path) -> None:
    """A crowd of three is none, which nobody knows without looking."""
    root = faced(tmp_path / "r", PHOTOS.replace("[c-2024-0001, c-2024-0004]", "crowd"))
    assert "I5" not in check(root)[0]
    assert "只找到 3 张" in check(root, "--faces")[0]
    assert "只找到 3 张" in check(root, "--faces", str(root / FOLDER))[0]


def test_the_check_goes_on_without_the_program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says that this rule was not checked."""
    monkeypatch.setattr(eyes, "can_see", lambda: False)
    out, err = check(root, "--faces")
    assert out == check(root)[0]
    assert "规则 I5 没有查" in err


def test_eyes_that_fail_are_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tick without a look at codes is never given in silence."""

    def fails(*_: object) -> None:
        raise Sightless("图形库坏了")

    monkeypatch.setattr(Finder, "find", fails)
    result = photos(root, "review", FOLDER, "--tick")
    assert result.exit_code == 0
    assert result.output.count("图形库坏了。这一次没有程序找过脸和二维码") == 1
    assert "给 3 张照片打了勾" in result.output


def test_a_tick_keeps_what_is_saved_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Photos are found by name in the record as it stands; one that was not looked at gets no tick."""
    text = (root / REPORT).read_text(encoding="utf-8").replace("photos:\n", "photos:\n  - {file: 09.jpg, alt: 新}\n", 1)
    real = Finder.find

    def slow(self: Finder, data: bytes) -> Found:
        (root / REPORT).write_text(text + "她刚写的一句\n", encoding="utf-8")
        return real(self, data)

    monkeypatch.setattr(Finder, "find", slow)
    assert photos(root, "review", FOLDER, "--tick").exit_code == 0
    after = (root / REPORT).read_text(encoding="utf-8")
    assert after.count("checked: true") == 3
    assert "  - {file: 09.jpg, alt: 新}\n" in after
    assert after.endswith("她刚写的一句\n")


def test_a_photo_named_twice_gets_no_tick(tmp_path: Path) -> None:
    """Nobody knows which of the two was meant."""
    root = faced(tmp_path / "r", PHOTOS + "  - {file: 03.jpg, alt: 又是街道, people: none}\n")
    before = (root / REPORT).read_bytes()
    result = photos(root, "review", FOLDER, "--tick")
    assert (result.exit_code, "照片 03.jpg 写了两次：一个勾也没有打" in result.output) == (1, True)
    assert (root / REPORT).read_bytes() == before
