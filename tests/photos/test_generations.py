"""What of the cache may go, with builds of other processes about."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.photos import encoders, generations
from generator.photos.cache import Cache, Kept, key
from generator.photos.develop import Photo, develop, probe
from generator.photos.generations import REMEMBERED
from generator.photos.sizes import DEFAULT_FOCUS, STANDARD

if TYPE_CHECKING:
    from pathlib import Path

    from tests.photos.conftest import Studio

QUICK = replace(STANDARD, widths=(64, 96), largest=128, squares=(32,), cards=(48,), jpeg_width=96, webp_method=0)
BUILD = """
import sys
from pathlib import Path
from generator.photos.cache import Cache
from generator.photos.develop import Photo, develop
from tests.photos.test_generations import QUICK
photos, cache = map(Path, sys.argv[1:3])
paths = {path.name: path for path in sorted(photos.iterdir())}
for _ in range(int(sys.argv[3])):
    made = develop(paths, Cache(cache), options=QUICK, processes=1, covers=dict.fromkeys(paths, (0.5, 0.4)))
    for result in made.results.values():
        assert isinstance(result, Photo), result
        for each in (*result.sources, *result.crops):
            assert each.path.stat().st_size == each.size
print("done")
"""


@pytest.fixture
def album(tmp_path: Path, studio: Studio) -> Path:
    """A dozen photos."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.jpg").write_bytes(studio.file("JPEG", studio.scene(200 + number, 150)))
    return folder


def build(photos: Path, cache: Path, rounds: int = 1) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", BUILD, str(photos), str(cache), str(rounds)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE)


def held(cache: Path) -> dict[str, bytes]:
    """What a build finds in a cache."""
    paths = [*cache.glob("entries/*"), *cache.glob("files/*")]
    return {path.name: path.read_bytes() for path in paths}


def made(album: Path, cache: Cache, *names: str) -> int:
    """How many of these photos a build had to work on."""
    return develop({name: album / name for name in names}, cache, options=QUICK).encoded


def test_a_killed_build_leaves_nothing_that_a_later_one_would_use(album: Path, tmp_path: Path) -> None:
    """Killed dozens of times at any point, then built once: the same files as in a cache that knew no accident."""
    with build(album, tmp_path / "calm") as calm:
        assert calm.communicate()[0] == b"done\n"
    chance, torn = random.Random(5), tmp_path / "torn"  # noqa: S311 - any moments will do
    for _ in range(24):
        with build(album, torn) as busy:
            time.sleep(0.15 + chance.random() * 0.5)
            busy.kill()
        for note in sorted(torn.glob("entries/*"))[::2]:  # so that there is always work to be killed at
            note.unlink()
    with build(album, torn) as last:
        assert last.communicate()[0] == b"done\n"
    assert held(torn) == held(tmp_path / "calm")


def test_two_builds_of_two_branches_share_a_cache(album: Path, tmp_path: Path, studio: Studio) -> None:
    """Neither loses what it works with while the other begins, ends and prunes."""
    other = tmp_path / "branch"
    other.mkdir()
    for number in range(12):
        (other / f"{number:02}.jpg").write_bytes(studio.file("JPEG", studio.scene(220 + number, 150)))
    with build(album, tmp_path / "cache", 3) as one, build(other, tmp_path / "cache", 3) as two:
        assert [one.communicate()[0], two.communicate()[0]] == [b"done\n", b"done\n"]


def test_what_no_build_needed_for_long_goes(album: Path, cache: Cache) -> None:
    """After some other sets of photos the first one's files are gone; those of the last ones are there."""
    names = [path.name for path in sorted(album.iterdir())]
    assert made(album, cache, names[0]) == 1
    for name in names[1:REMEMBERED]:
        made(album, cache, name)
    assert made(album, cache, names[0]) == 0  # and is the newest again
    for name in names[2 : REMEMBERED + 2]:
        made(album, cache, name)
    assert [made(album, cache, names[REMEMBERED]), made(album, cache, names[0])] == [0, 1]
    assert len(list((cache.root / "generations").iterdir())) == REMEMBERED


def test_the_same_build_again_forgets_nothing(album: Path, cache: Cache) -> None:
    """However often a register is built, another branch's photos stay."""
    made(album, cache, "00.jpg")
    for _ in range(REMEMBERED + 2):
        made(album, cache, "01.jpg")
    assert made(album, cache, "00.jpg") == 0


def test_a_check_is_not_robbed(album: Path, cache: Cache) -> None:
    """What a check noted stays as long as builds use the same options."""
    probe({"05.jpg": album / "05.jpg"}, cache, options=QUICK)
    made(album, cache, "00.jpg")
    made(album, cache, "01.jpg")
    assert any(cache.recall(note.stem) == Kept(205, 150) for note in (cache.root / "entries").iterdir())


def test_another_encoder_makes_all_anew(album: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what the old one made goes once it is forgotten."""
    made(album, cache, "00.jpg")
    monkeypatch.setattr(encoders, "versions", lambda: (("webp", "99"),))
    assert made(album, cache, "00.jpg") == 1


def test_nothing_is_removed_while_a_build_is_at_work(album: Path, cache: Cache) -> None:
    """Its outputs may lie there before any note names them."""
    made(album, cache, "00.jpg")
    generations.begin(cache, [key("ab" * 32, QUICK), key("ab" * 32, QUICK, DEFAULT_FOCUS)])
    lonely = cache.root / "files" / f"{'0' * 64}.webp"
    lonely.write_bytes(b"of the other build")
    generations.prune(cache)
    assert lonely.exists()


def test_a_refused_cover_keeps_no_file_alive(album: Path, cache: Cache) -> None:
    """Its crops will never come, so nothing waits for them."""
    (album / "00.jpg").write_bytes(b"no photo")
    develop({"00.jpg": album / "00.jpg"}, cache, options=QUICK, covers={"00.jpg": DEFAULT_FOCUS})
    lonely = cache.root / "files" / f"{'0' * 64}.webp"
    lonely.parent.mkdir(exist_ok=True)
    lonely.write_bytes(b"of long ago")
    generations.prune(cache)
    assert not lonely.exists()


@pytest.mark.parametrize("damage", [b"", b"{}", b"[1]", b'["../../x"]', b"[" * 100_000])
def test_a_damaged_note_of_a_build_is_none(album: Path, cache: Cache, damage: bytes) -> None:
    """It costs a photo to be made again at most, and names nothing outside the cache."""
    made(album, cache, "00.jpg")
    for path in (cache.root / "generations").iterdir():
        path.write_bytes(damage)
    result = develop({"01.jpg": album / "01.jpg"}, cache, options=QUICK).results["01.jpg"]
    assert isinstance(result, Photo)
    assert all(source.path.exists() for source in result.sources)


def test_without_locks_nothing_is_pruned(album: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that cannot lock, the cache grows and every build works."""
    monkeypatch.setattr("generator.locks._locked", lambda _file, _waiting: False)
    for name in [path.name for path in sorted(album.iterdir())]:
        made(album, cache, name)
    assert made(album, cache, "00.jpg") == 0
