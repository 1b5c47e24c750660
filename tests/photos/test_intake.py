"""A batch: what can be taken becomes a clean master, what cannot is told with its name, and neither harms the other."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from generator.console import Recorded
from generator.photos import intake
from generator.photos.batch import Given, Refusal, expand
from generator.photos.intake import Taken, compared, in_order, look, take
from generator.photos.masters import digest
from generator.photos.metadata import findings
from tests.photos.conftest import CORNERS, Studio
from tests.photos.test_quality import street

SIZE = (180, 120)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where masters wait."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def given(folder: Path, files: dict[str, bytes]) -> list[Given]:
    """These files, ready to be taken."""
    (folder / "in").mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    return [Given(folder / "in" / name, name) for name in files]


def bad(studio: Studio) -> dict[str, bytes]:
    """Every way to be no photo."""
    good = studio.file("JPEG", studio.scene(600, 400))
    frame = good.index(b"\xff\xc0") + 5
    huge = good[:frame] + (30_000).to_bytes(2, "big") * 2 + good[frame + 4 :]
    film = io.BytesIO()
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "blue")]
    frames[0].save(film, "WEBP", save_all=True, append_images=frames[1:])
    moving = io.BytesIO()
    frames[0].save(moving, "PNG", save_all=True, append_images=frames[1:])
    gif = io.BytesIO()
    frames[0].save(gif, "GIF", save_all=True, append_images=frames[1:])
    return {
        "truncated.jpg": good[: len(good) // 2], "empty.jpg": b"", "text.jpg": "这是文字".encode(),
        "head.jpg": b"\xff\xd8\xff", "huge.jpg": huge, "bomb.png": studio.bomb(30_000, 30_000), "dot.png":
        studio.file("PNG", Image.new("RGB", (1, 1))), "film.webp": film.getvalue(), "moving.png": moving.getvalue(),
        "gif.jpg": gif.getvalue(), "clip.mp4": b"\0\0\0\x18ftypmp42" + bytes(64), "page.jpg": b"<html></html>",
        "paper.pdf": b"%PDF-1.4", "heic.heic": studio.heic()[:300], "slim.png":
        studio.file("PNG", Image.new("RGB", (9000, 70))),
    }  # fmt: skip


def odd(studio: Studio) -> dict[str, bytes]:
    """Every way to be one all the same."""
    scene = studio.scene(*SIZE)
    deep = Image.new("I;16", SIZE, 40_000)
    return {
        "mislabelled.png": studio.file("JPEG", scene), "cmyk.jpg": studio.file("JPEG", scene.convert("CMYK")),
        "deep.png": studio.file("PNG", deep), "palette.png": studio.file("PNG", scene.convert("P")),
        "seen through.webp": studio.file("WEBP", scene.convert("RGBA")), "grey.jpg":
        studio.file("JPEG", scene.convert("L")), "phone.HEIC": studio.heic(scene), "line\nend.jpg":
        studio.file("JPEG", scene), "🌸.jpg": studio.file("JPEG", scene), "bits.png":
        studio.file("PNG", scene.convert("1")),
    }  # fmt: skip


def test_what_is_no_photo_is_told_and_the_rest_goes_on(studio: Studio, tmp_path: Path, out: Path) -> None:
    """Every bad file has a sentence of its own in Chinese, leaves nothing behind, and the good ones are in."""
    files = {**bad(studio), **odd(studio)}
    taken, refused = take(given(tmp_path, files), out)
    assert {each.name for each in refused} == set(bad(studio))
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in each.reason) for each in refused)
    assert {each.name for each in taken} == set(odd(studio))
    assert sorted(out.iterdir()) == sorted(each.path for each in taken)


def test_every_master_is_clean_and_upright(studio: Studio, tmp_path: Path, out: Path) -> None:
    """Of every format and every way of holding a camera; nothing of the secrets stays."""
    scene = studio.scene(*SIZE)
    files = {f"{kind}.x": studio.revealing(kind, scene) for kind in ("JPEG", "PNG", "WEBP")}
    files |= {
        f"{turn}.jpg": studio.revealing("JPEG", scene, exif=studio.exif(turn), icc_profile=b"") for turn in range(1, 9)
    }
    files["phone.heic"] = studio.heic(scene, exif=studio.exif())
    taken, refused = take(given(tmp_path, files), out)
    assert refused == []
    seen = {}
    for each in taken:
        data = each.path.read_bytes()
        assert findings(data) == []
        assert b"SECRET" not in data
        seen[each.name] = studio.corners(Image.open(io.BytesIO(data)))
        assert (each.after, each.master) == (len(data), digest(data))
    assert seen["1.jpg"] == list(CORNERS)
    assert seen["3.jpg"] == list(CORNERS)[::-1]
    assert len({tuple(corners) for name, corners in seen.items() if name[0].isdigit()}) == 8


def test_wide_colours_become_those_of_the_web(studio: Studio, tmp_path: Path, out: Path) -> None:
    """A profile changes the numbers of the pixels and is left out then."""
    grey = Image.new("RGB", SIZE, (100, 100, 100))
    linear = studio.file("JPEG", grey, icc_profile=studio.profile())
    srgb = studio.file("JPEG", grey, icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    taken, _ = take(given(tmp_path, {"1.jpg": linear, "2.jpg": srgb}), out)
    values = [studio.pixel(Image.open(each.path))[0] for each in taken]
    assert values[0] > 150
    assert abs(values[1] - 100) <= 2


def test_order_is_that_of_the_camera_where_all_say_it(studio: Studio, tmp_path: Path, out: Path) -> None:
    """One photo without a time, and names decide."""
    exif = []
    for minute in (30, 10, 20):
        notes = Image.Exif()
        notes.get_ifd(0x8769)[0x9003] = f"2026:03:05 09:{minute}:00"
        exif.append(notes.tobytes())
    files = {
        f"{name}.jpg": studio.file("JPEG", exif=notes) for name, notes in zip(("a1", "a10", "a9"), exif, strict=True)
    }
    files = {name: studio.file("JPEG", street(), exif=exif[number]) for number, name in enumerate(files)}
    taken, _ = take(given(tmp_path, files), out)
    assert [each.name for each in taken] == ["a10.jpg", "a9.jpg", "a1.jpg"]
    files["a2.jpg"] = studio.file("JPEG", street())
    taken, _ = take(given(tmp_path, files), out)
    assert [each.name for each in taken] == ["a1.jpg", "a2.jpg", "a9.jpg", "a10.jpg"]
    assert in_order([]) == []


def name(taken: Taken | None) -> str:
    """Of a photo, if there is one."""
    return taken.name if taken else ""


def test_the_same_photo_is_known_again(studio: Studio, tmp_path: Path, out: Path) -> None:
    """Byte for byte, with other notes, as the master that lies there; a copy from a chat is only near."""
    image = street()
    small = image.resize((800, 600))
    files = {
        "1.jpg": studio.file("JPEG", image), "2.jpg": studio.file("JPEG", image), "3.jpg":
        studio.file("JPEG", image, exif=studio.exif(), comment=b"x"), "4.jpg": studio.file("JPEG", small, quality=60),
        "5.jpg": studio.file("JPEG", street(7)),
    }  # fmt: skip
    taken, _ = take(given(tmp_path, files), out)
    found = compared(taken, [])
    assert [(name(each.same), name(each.near)) for each in found] == [
        ("", ""), ("1.jpg", ""), ("1.jpg", ""), ("", "1.jpg"), ("", "")
    ]  # fmt: skip
    (tmp_path / "07.jpg").write_bytes(taken[4].path.read_bytes())
    again = compared(taken[4:], look([tmp_path / "07.jpg", tmp_path / "none.jpg"]))
    assert [name(each.same) for each in again] == ["07.jpg"]


def test_photos_come_out_of_zips(studio: Studio, tmp_path: Path, out: Path) -> None:
    """Each process opens the zip itself; a broken member harms no other."""
    with zipfile.ZipFile(tmp_path / "相册.zip", "w") as made:
        for number in range(4):
            made.writestr(f"../{number}.jpg", studio.revealing("JPEG", street(number)))
        made.writestr("notes.txt", "hello")
    batch, refused = expand([tmp_path / "相册.zip"])
    taken, more = take(batch, out)
    assert [each.name for each in taken] == [f"相册.zip/../{number}.jpg" for number in range(4)]
    assert [each.name for each in refused + more] == ["相册.zip/notes.txt"]
    assert {each.name for each in tmp_path.iterdir()} == {"相册.zip", "out"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_only_real_files_are_read(studio: Studio, tmp_path: Path, out: Path) -> None:
    """No link, no pipe, no folder; nothing hangs."""
    (tmp_path / "a.jpg").write_bytes(studio.file("JPEG"))
    (tmp_path / "link.jpg").symlink_to(tmp_path / "a.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    taken, refused = take([Given(tmp_path / name, name) for name in ("link.jpg", "pipe.jpg", "gone.jpg")], out)
    assert taken == []
    assert len({each.reason for each in refused}) == 3


def killer(job: intake.Job) -> Taken | Refusal:
    """A decoder that dies of one file, as a fault in C would make it."""
    if job.given.name == "deadly.jpg":
        os._exit(11)
    return intake._taken(job)


def test_a_file_that_kills_its_process_kills_no_other(
    studio: Studio, tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told like any other bad file."""
    monkeypatch.setattr(intake, "_do", killer)
    files = {
        name: studio.file("JPEG", street(number))
        for number, name in enumerate(("1.jpg", "deadly.jpg", "2.jpg", "3.jpg"))
    }
    taken, refused = take(given(tmp_path, files), out)
    assert [each.name for each in taken] == ["1.jpg", "2.jpg", "3.jpg"]
    assert [(each.name, "崩溃" in each.reason) for each in refused] == [("deadly.jpg", True)]


def test_progress_is_told(studio: Studio, tmp_path: Path, out: Path) -> None:
    """Of each file, good or bad."""

    class Listening(Recorded):
        def progress(self, what: str, done: int, total: int) -> None:
            self.lines.append(f"{what} {done}/{total}")

    console = Listening()
    take(given(tmp_path, {"1.jpg": studio.file("JPEG"), "2.jpg": b""}), out, console)
    assert console.lines == ["放进照片 1/2", "放进照片 2/2"]
