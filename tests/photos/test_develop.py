"""All photos of a build or a check."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from generator.photos.cache import Cache
from generator.photos.develop import Photo, Probed, cached, develop, probe
from generator.photos.metadata import findings
from generator.photos.placeholder import SHAPE
from generator.photos.sizes import STANDARD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.photos.conftest import Studio


@dataclass
class Listener:
    """A console that remembers what progress it heard of."""

    heard: list[tuple[str, int, int]] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Results are not said by photos."""
        raise AssertionError(text)

    def warn(self, text: str) -> None:
        """Nor are warnings."""
        raise AssertionError(text)

    def progress(self, what: str, done: int, total: int) -> None:
        """Remember."""
        self.heard.append((what, done, total))


@pytest.fixture
def album(tmp_path: Path, studio: Studio) -> dict[str, Path]:
    """Good photos, one of them twice, and one of each way to be wrong."""
    files = {
        "手机 照片.jpg": studio.revealing("JPEG", studio.scene(700, 500)),
        "copy.JPG": studio.revealing("JPEG", studio.scene(700, 500)),
        "mislabelled.jpg": studio.revealing("PNG", studio.scene(300, 200)),
        "phone.heic": studio.heic(studio.scene(320, 240), exif=studio.exif()),
        "text.jpg": "不是照片".encode(),
        "empty.jpg": b"",
        "cut.jpg": studio.file("JPEG", studio.scene(700, 500))[:2000],
        "bomb.png": studio.bomb(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "link.jpg").symlink_to(tmp_path / "copy.JPG")
    return {name: tmp_path / name for name in [*files, "link.jpg", "missing.jpg"]}


GOOD = ["手机 照片.jpg", "copy.JPG", "mislabelled.jpg", "phone.heic"]


@pytest.mark.parametrize("processes", [1, 2])
def test_every_photo_has_one_result(album: dict[str, Path], cache: Cache, processes: int) -> None:
    """Good photos become files, the others reasons, all in the order asked, in one process or two."""
    developed = develop(album, cache, processes=processes)
    assert list(developed.results) == list(album)
    assert [name for name, result in developed.results.items() if isinstance(result, Photo)] == GOOD
    reasons = [result for result in developed.results.values() if isinstance(result, str)]
    words = ["认不出", "0 字节", "不完整", "8000 万像素", "链接", "找不到"]
    assert [word in reason for word, reason in zip(words, reasons, strict=True)] == [True] * len(words)


def test_files_are_clean_and_named_by_content(album: dict[str, Path], cache: Cache) -> None:
    """Every file for the site is proven clean, and its name tells nothing of the camera's file."""
    photos = [result for result in develop(album, cache).results.values() if isinstance(result, Photo)]
    for photo in photos:
        assert [source.kind for source in photo.sources][-1] == "jpeg"
        assert SHAPE.fullmatch(photo.placeholder)
        for source in photo.sources:
            data = source.path.read_bytes()
            assert findings(data) == []
            assert len(data) == source.size
            digest = hashlib.sha256(data).hexdigest()[:16].translate(str.maketrans("0123456789", "ghijklmnop"))
            # letters only: digits of a digest before a width have read as a telephone number
            assert re.fullmatch(rf"photos/{digest}-{source.width}\.(webp|jpg)", source.name)


def test_duplicates_are_made_once(album: dict[str, Path], cache: Cache) -> None:
    """The same bytes under two names are one photo."""
    developed = develop({name: album[name] for name in GOOD}, cache)
    assert developed.encoded == 3
    assert developed.results["手机 照片.jpg"] == developed.results["copy.JPG"]


def test_a_second_build_encodes_nothing(album: dict[str, Path], cache: Cache) -> None:
    """Neither good nor refused photos are decoded again, and the results are the same."""
    first, listener = develop(album, cache), Listener()
    second = develop(album, cache, console=listener)
    assert (first.encoded, second.encoded, listener.heard) == (7, 0, [])
    assert second.results == first.results


def test_a_restored_cache_is_as_good(album: dict[str, Path], cache: Cache, tmp_path: Path) -> None:
    """Moved elsewhere, with all photos touched, the cache still knows everything."""
    develop(album, cache)
    moved = Cache(cache.root.rename(tmp_path / "restored"))
    for name in GOOD:
        album[name].touch()
    assert develop(album, moved).encoded == 0


def test_only_what_changed_is_made(album: dict[str, Path], cache: Cache, studio: Studio) -> None:
    """One new photo costs one photo."""
    develop(album, cache)
    album["copy.JPG"].write_bytes(studio.file("JPEG", studio.scene(90, 60)))
    assert develop(album, cache).encoded == 1


def test_damaged_cache_files_are_made_again(album: dict[str, Path], cache: Cache) -> None:
    """A broken output costs one photo and is never served."""
    first = develop(album, cache)
    photo = first.results["phone.heic"]
    assert isinstance(photo, Photo)
    photo.sources[0].path.write_bytes(b"damaged")
    second = develop(album, cache)
    assert (second.encoded, second.results) == (1, first.results)
    assert findings(photo.sources[0].path.read_bytes()) == []


def test_other_options_are_other_files(album: dict[str, Path], cache: Cache) -> None:
    """A changed quality is seen at once, and the old files stay until pruned."""
    one = {"手机 照片.jpg": album["手机 照片.jpg"]}
    first, second = develop(one, cache), develop(one, cache, options=replace(STANDARD, webp_quality=30))
    assert second.encoded == 1
    assert first.results != second.results
    cache.prune(second.keys)
    assert (develop(one, cache).encoded, develop(one, cache).encoded) == (1, 0)


def test_pruning_with_a_builds_keys_changes_nothing_for_it(album: dict[str, Path], cache: Cache) -> None:
    """What a build asked for, it finds again after pruning."""
    first = develop(album, cache)
    assert cache.prune(first.keys) == 0
    assert develop(album, cache).encoded == 0


def test_progress_is_reported(album: dict[str, Path], cache: Cache) -> None:
    """Long work says how far it is."""
    listener = Listener()
    develop(album, cache, console=listener)
    assert listener.heard == [("处理照片", done, 7) for done in range(1, 8)]


def test_a_probe_agrees_with_the_build(album: dict[str, Path], cache: Cache, tmp_path: Path) -> None:
    """A check refuses what a build refuses, for the same reason, and knows the size of all others."""
    probed = probe(album, Cache(tmp_path / "other"))
    for name, result in develop(album, cache).results.items():
        read = album[name].read_bytes() if isinstance(result, Photo) else b""
        expected = (
            Probed(result.digest, result.width, result.height, len(read), tuple(findings(read)))
            if isinstance(result, Photo)
            else result
        )
        assert probed[name] == expected


def test_a_second_probe_decodes_nothing(album: dict[str, Path], cache: Cache) -> None:
    """A second check is instant, and so is one after a build; a build after a check makes what is missing."""
    listener = Listener()
    first = probe(album, cache)
    assert probe(album, cache, console=listener) == first
    assert develop(album, cache).encoded == 3
    assert probe(album, cache, console=listener) == first
    assert listener.heard == []


def test_pairs_are_as_good_as_a_mapping(album: dict[str, Path], cache: Cache) -> None:
    """Names and paths may come in any form that has both."""
    assert develop(list(album.items()), cache).results == develop(album, cache).results


def test_nothing_asked_nothing_done(cache: Cache) -> None:
    """A register without photos needs no cache."""
    assert develop({}, cache).results == {}
    assert not cache.root.exists()


def test_what_the_cache_holds_is_told_without_making_anything(album: dict[str, Path], cache: Cache) -> None:
    """What was made is told as the build told it, what was not is left out, and nothing is written."""
    covers = {"phone.heic": (0.5, 0.5)}
    assert not any(isinstance(each, Photo) for each in cached(album, cache).values())
    some = {name: album[name] for name in ("phone.heic", "cut.jpg")}
    made = develop(some, cache, covers=covers).results
    before = {path: path.read_bytes() for path in cache.root.rglob("*") if path.is_file()}
    told = cached(album, cache, covers=covers)
    assert {name: told[name] for name in some} == made
    assert "copy.JPG" not in told
    assert {path: path.read_bytes() for path in cache.root.rglob("*") if path.is_file()} == before
