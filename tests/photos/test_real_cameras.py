"""Real photographs of real cameras and phones, as a Debian package for exercises in forensics holds them.

They tell where and with what they were taken; a second program, exiftool, finds nothing of it in masters or web files.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.photos.batch import Given
from generator.photos.cache import Cache
from generator.photos.develop import Photo, develop
from generator.photos.intake import take
from tests.photos.test_intake_exiftool import HARMLESS, told

SAMPLES = Path("/usr/share/forensics-samples/original-files")
PHOTOS = sorted(SAMPLES.rglob("IMG*.[jJ][pP][gG]"))

pytestmark = [
    pytest.mark.skipif(not PHOTOS, reason="the package forensics-samples-files is not installed"),
    pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed"),
]


def test_the_originals_tell_everything() -> None:
    """Otherwise nothing would be proven: places, makers' own notes and thumbnails are among them."""
    groups = {tag.split(":")[0] for path in PHOTOS for tag in told(path)}
    assert {"GPS", "Canon", "IFD1", "ExifIFD"} <= groups
    assert any("ThumbnailImage" in tag for path in PHOTOS for tag in told(path))


def test_nothing_is_left_in_masters_and_web_files(tmp_path: Path) -> None:
    """Neither in what git keeps nor in any size or crop that readers get."""
    taken, refused = take([Given(path, path.name) for path in PHOTOS], tmp_path)
    assert not refused
    assert len(taken) == len(PHOTOS)
    masters = {each.name: each.path for each in taken}
    made = develop(masters, Cache(tmp_path / "cache"), covers=dict.fromkeys(masters, (0.5, 0.4))).results
    sources = [each for photo in made.values() if isinstance(photo, Photo) for each in (*photo.sources, *photo.crops)]
    files = [*masters.values(), *(each.path for each in sources)]
    assert len(sources) >= 8 * len(PHOTOS)
    assert {path.name: left for path in files if (left := _beyond_pixels(told(path)))} == {}


def _beyond_pixels(tags: dict[str, object]) -> set[str]:
    """Tags that are no fact about pixels: what the containers of WebP and AVIF say is their shape and coding."""
    return {tag for tag in tags if tag.split(":")[0] not in {*HARMLESS, "RIFF", "QuickTime", "Meta"}}
