"""``jinguo photos clean``: what reveals something is made anew in its place, and nothing else is touched."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.cli import photos_clean
from generator.cli.main import jinguo
from generator.photos.intake import work
from generator.photos.metadata import findings
from tests import tiny
from tests.conftest import found
from tests.photos.test_quality import street

REPORT = f"{tiny.STORY}/report.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return tiny.write(tmp_path / "登记 册").resolve()


def clean(root: Path, *arguments: str | Path) -> Result:
    """Run the command."""
    words = ["photos", "clean", "--root", str(root), *map(str, arguments)]
    return CliRunner().invoke(jinguo, words, catch_exceptions=False)


def rules(root: Path) -> set[str]:
    """The rules that a register breaks."""
    return {problem.rule for problem in found(root)}


def files(root: Path) -> dict[str, bytes]:
    """Everything but the cache."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }


def encoded(kind: str, image: Image.Image) -> bytes:
    """A picture with notes."""
    exif = Image.Exif()
    exif[0x0110] = "SECRET"
    out = io.BytesIO()
    if kind == "HEIC":
        pillow_heif.from_pillow(image).save(out, exif=exif.tobytes())
    else:
        image.save(out, kind, exif=exif.tobytes())
    return out.getvalue()


def test_a_photo_that_tells_is_washed_in_its_place(root: Path) -> None:
    """Same name, same size in pixels, same record; the others keep every byte, and I1 is content."""
    path = f"{tiny.STORY}/02.jpg"
    (root / path).write_bytes(tiny.revealing((60, 160, 90)))
    assert "I1" in rules(root)
    before = files(root)
    result = clean(root)
    assert result.exit_code == 0
    assert f"{path}：" in result.output
    assert "拍摄地点" in result.output
    assert "git 历史里还有原来的样子" in result.output
    after = files(root)
    assert [each for each in before if before[each] != after[each]] == [path]
    assert findings(after[path]) == []
    assert Image.open(io.BytesIO(after[path])).size == (640, 400)
    assert "I1" not in rules(root)


def test_clean_photos_stay_as_they_are(root: Path) -> None:
    """Twice is as good as once."""
    before = files(root)
    result = clean(root)
    assert (result.output, result.exit_code) == ("照片都是干净的，没有要改的\n", 0)
    assert files(root) == before


@pytest.mark.parametrize("suffix", ["heic", "HEIC", "png", "webp"])
def test_other_formats_become_jpeg(root: Path, suffix: str) -> None:
    """With the name in the record; nothing but that name changes in it."""
    (root / tiny.STORY / "02.jpg").unlink()
    (root / tiny.STORY / f"02.{suffix}").write_bytes(
        encoded({"heic": "HEIC"}.get(suffix.lower(), suffix.upper()), street())
    )
    text = (root / REPORT).read_text()
    (root / REPORT).write_text(text.replace("02.jpg", f"02.{suffix}"))
    assert "I1" in rules(root)
    assert "改名 02.jpg" in clean(root, root / tiny.STORY).output
    assert (root / REPORT).read_text() == text
    assert not (root / tiny.STORY / f"02.{suffix}").exists()
    assert findings((root / tiny.STORY / "02.jpg").read_bytes()) == []
    assert not {"I1", "F9", "F10"} & rules(root)


def test_no_other_photo_is_overwritten(root: Path) -> None:
    """Where the new name is taken, nothing is done, and it is told."""
    path = root / tiny.STORY / "02.heic"
    path.write_bytes(encoded("HEIC", street()))
    before = files(root)
    result = clean(root)
    assert result.exit_code == 1
    assert "02.jpg，可是这个名字已经有了" in result.output
    assert files(root) == before


def test_only_what_was_asked_for(root: Path) -> None:
    """Files and folders limit the work."""
    for path in tiny.PHOTOS:
        (root / path).write_bytes(tiny.revealing((1, 2, 3)))
    assert "洗净 1 张" in clean(root, root / tiny.STORY / "01.jpg").output
    assert "洗净 1 张" in clean(root, root / tiny.STORY).output
    assert "洗净 2 张" in clean(root).output


def test_a_try_writes_nothing(root: Path) -> None:
    """``--dry-run`` tells what would be done."""
    (root / tiny.STORY / "02.jpg").write_bytes(tiny.revealing((1, 2, 3)))
    before = files(root)
    assert "会洗净 1 张" in clean(root, "--dry-run").output
    assert files(root) == before


def test_large_photos_shrink_when_asked(root: Path) -> None:
    """And only then."""
    path = root / tiny.STORY / "02.jpg"
    street().resize((4000, 3000)).save(path, quality=95)
    before = path.read_bytes()
    assert "没有要改的" in clean(root).output
    assert path.read_bytes() == before
    assert "洗净 1 张" in clean(root, "--shrink").output
    assert Image.open(io.BytesIO(path.read_bytes())).size == (2560, 1920)
    assert path.stat().st_size <= 800_000


def test_a_broken_photo_is_left_and_told(root: Path) -> None:
    """The others are washed all the same."""
    (root / tiny.STORY / "01.jpg").write_bytes(b"\xff\xd8\xff no photo")
    (root / tiny.STORY / "02.jpg").write_bytes(tiny.revealing((1, 2, 3)))
    result = clean(root, "--quiet")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert f"{tiny.STORY}/01.jpg:1:1: error" in result.output
    assert (root / tiny.STORY / "01.jpg").read_bytes() == b"\xff\xd8\xff no photo"
    assert findings((root / tiny.STORY / "02.jpg").read_bytes()) == []


def test_the_mark_of_a_machine_is_kept_in_words(root: Path) -> None:
    """Before it is washed off, the record says it."""
    out = io.BytesIO()
    street().save(out, "JPEG", xmp=b"<x>digitalsourcetype/trainedAlgorithmicMedia</x>")
    (root / tiny.STORY / "02.jpg").write_bytes(out.getvalue())
    assert "ai: true" in clean(root).output
    assert "people: [c-2024-0001], ai: true}" in (root / REPORT).read_text()


def test_a_photo_without_a_record_is_washed_too(root: Path) -> None:
    """It lies in git as well."""
    path = root / tiny.STORY / "09.jpg"
    path.write_bytes(tiny.revealing((1, 2, 3)))
    assert {"I1", "F10"} <= rules(root)
    clean(root)
    assert findings(path.read_bytes()) == []


def test_a_number_in_a_name_is_masked(root: Path) -> None:
    """In whatever is said."""
    (root / tiny.STORY / "13000000000.jpg").write_bytes(tiny.revealing((1, 2, 3)))
    result = clean(root)
    assert "130********.jpg" in result.output
    assert "13000000000" not in result.output


def test_every_line_that_names_a_photo_is_changed(root: Path) -> None:
    """A record that names it twice, by mistake, names the new file twice."""
    (root / tiny.STORY / "02.jpg").unlink()
    (root / tiny.STORY / "02.png").write_bytes(encoded("PNG", street()))
    text = (root / REPORT).read_text().replace("photos: [", "photos: [{file: 02.jpg, alt: 又一次, people: none}, ", 1)
    (root / REPORT).write_text(text.replace("02.jpg", "02.png"))
    assert clean(root, tiny.STORY).exit_code == 0
    assert (root / REPORT).read_text() == text


def test_a_photo_that_was_changed_meanwhile(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not replaced by what was made of the old one."""
    path = root / tiny.STORY / "02.jpg"
    path.write_bytes(tiny.revealing((1, 2, 3)))
    new = tiny.revealing((4, 5, 6))

    def slow(*given: Any) -> Any:
        made = work(*given)
        path.write_bytes(new)
        return made

    monkeypatch.setattr(photos_clean, "work", slow)
    result = clean(root)
    assert (result.exit_code, "刚刚有人换过这张照片" in result.output) == (1, True)
    assert path.read_bytes() == new


def test_a_record_that_cannot_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done and what is left to do by hand is said in one line; neither photo is lost."""
    (root / tiny.STORY / "02.jpg").unlink()
    (root / tiny.STORY / "02.png").write_bytes(encoded("PNG", street()))
    (root / REPORT).write_text((root / REPORT).read_text().replace("02.jpg", "02.png"))
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "report.md":
            raise PermissionError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    result = clean(root, "--quiet")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "照片已经洗净放好" in result.output
    assert "写上 file: 02.jpg，再删掉旧的 02.png" in result.output
    assert findings((root / tiny.STORY / "02.jpg").read_bytes()) == []


@pytest.mark.parametrize("typed", [tiny.STORY, "2024/0305-leifeng", "0305-leifeng", REPORT, f"{tiny.STORY}/"])
def test_a_record_has_many_names(root: Path, typed: str) -> None:
    """The same as for every other command."""
    (root / tiny.STORY / "02.jpg").write_bytes(tiny.revealing((1, 2, 3)))
    assert "会洗净 1 张" in clean(root, typed, "--dry-run").output
