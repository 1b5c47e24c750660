"""A second program writes all that a camera can write into files, and finds nothing of it in their masters."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from generator.photos.batch import Given
from generator.photos.intake import Taken, take
from tests.photos.conftest import Studio
from tests.photos.test_quality import street

pytestmark = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")

HARMLESS = {"ExifTool", "System", "File", "JFIF", "Composite", "SourceFile"}
SECRETS = {
    "GPSLatitude": "0", "GPSLatitudeRef": "N", "GPSLongitude": "0", "GPSLongitudeRef": "E", "GPSAltitude": "7",
    "EXIF:Make": "SECRET", "EXIF:Model": "SECRET", "EXIF:DateTimeOriginal": "2026:03:05 09:30:00",
    "EXIF:UserComment": "SECRET", "EXIF:SerialNumber": "SECRET", "EXIF:OwnerName": "SECRET",
    "XMP:Creator": "SECRET", "XMP:Subject": "SECRET", "XMP-iptcExt:PersonInImage": "SECRET",
    "IPTC:By-line": "SECRET", "IPTC:City": "SECRET", "IPTC:Keywords": "SECRET", "Photoshop:URL": "SECRET",
}  # fmt: skip


def told(path: Path) -> dict[str, object]:
    """What exiftool finds beyond what every file has."""
    command = ["exiftool", "-j", "-G1", "-a", "-u", "-U", "-ee", str(path)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[0]
    return {tag: value for tag, value in found.items() if tag.split(":")[0] not in HARMLESS or "Comment" in tag}


def camera(folder: Path, name: str, data: bytes, *more: str) -> Path:
    """A file into which exiftool has written everything."""
    path = folder / name
    path.write_bytes(data)
    thumbnail = folder / "thumb"
    Image.new("RGB", (16, 12), "red").save(thumbnail, "JPEG")
    secrets = [f"-{tag}={value}" for tag, value in SECRETS.items()]
    command = ["exiftool", "-q", "-m", "-n", "-overwrite_original", *secrets, *more, str(path)]
    if path.suffix == ".jpg":
        command[5:5] = ["-Comment=SECRET", f"-ThumbnailImage<={thumbnail}", "-MPImageType=0"]
    subprocess.run(command, check=True, capture_output=True)
    return path


def profile(folder: Path) -> str:
    """A file with a profile that is not sRGB."""
    path = folder / "linear.icc"
    path.write_bytes(Studio().profile())
    return f"-ICC_Profile<={path}"


def taken(paths: list[Path], folder: Path) -> list[Taken]:
    """Their masters."""
    (folder / "out").mkdir()
    done, refused = take([Given(path, path.name) for path in paths], folder / "out")
    assert refused == []
    return done


def test_masters_of_cameras_hold_nothing(studio: Studio, tmp_path: Path) -> None:
    """JPEG, PNG, WebP and HEIC with place, names, comment, thumbnail and profile."""
    image = street().resize((800, 600))
    files = {
        "1.jpg": studio.file("JPEG", image), "2.png": studio.file("PNG", image), "3.webp": studio.file("WEBP", image),
        "4.heic": studio.heic(image),
    }  # fmt: skip
    icc = profile(tmp_path)
    paths = [camera(tmp_path, name, data, *([] if name == "4.heic" else [icc])) for name, data in files.items()]
    for path in paths:
        found = told(path)
        assert len(found) > 10, path
        assert "SECRET" in str(found)
    for each in taken(paths, tmp_path):
        assert told(each.path) == {}, each.name
        assert b"SECRET" not in each.path.read_bytes()


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_way_of_holding_a_camera(turn: int, studio: Studio, tmp_path: Path) -> None:
    """As exiftool writes the orientation, the master stands as the photographer saw it."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's way that undoes each
    seen = studio.scene(180, 120)
    stored = seen.transpose(Image.Transpose(back[turn])) if turn > 1 else seen
    path = camera(tmp_path, "1.jpg", studio.file("JPEG", stored), f"-EXIF:Orientation={turn}")
    (master,) = taken([path], tmp_path)
    assert studio.corners(Image.open(io.BytesIO(master.path.read_bytes()))) == studio.corners(seen)
    assert (master.width, master.height) == (180, 120)


def test_maker_notes_go(studio: Studio, tmp_path: Path) -> None:
    """What only one maker can read is not read by anybody."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "Canon EOS"
    exif.get_ifd(0x8769)[0x927C] = b"SECRET-MAKER" * 30
    path = tmp_path / "1.jpg"
    path.write_bytes(studio.file("JPEG", exif=exif.tobytes()))
    assert told(path)
    (master,) = taken([path], tmp_path)
    assert told(master.path) == {}
    assert b"SECRET" not in master.path.read_bytes()
