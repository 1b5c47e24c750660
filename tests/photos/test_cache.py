"""What has been made of which photo."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from generator.photos.cache import Cache, Kept, Refused, key
from generator.photos.render import Encoded, Rendered
from generator.photos.sizes import STANDARD

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    Encoded("webp", 480, 343, b"w" * 999),
    Encoded("webp", 700, 500, b"W" * 999),
    Encoded("jpeg", 9, 9, b"j"),
)
HINT = "data:image/webp;base64,UklGRg=="
RENDERED = Rendered(700, 500, FILES, HINT, colour="#7d784e")
KEY = key("ab" * 32, STANDARD)

WRITER = """
import sys
from pathlib import Path
from generator.photos.cache import Cache
from generator.photos.render import Encoded, Rendered
cache = Cache(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    data = bytes([number % 251]) * 300_000
    files = (Encoded("webp", 3, 2, data), Encoded("jpeg", 3, 2, data))
    cache.keep(f"{number % 7:064x}", Rendered(3, 2, files))
    if number % 5 == int(sys.argv[3]):
        cache.prune({f"{kept:064x}" for kept in range(4)})
print("done")
"""


def writer(root: Path, rounds: int, pruning: int = -1) -> subprocess.Popen[bytes]:
    """Another build, busy writing to the same cache."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITER, str(root), str(rounds), str(pruning)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE)


def whole(root: Path) -> bool:
    """Whether every output in the cache is what its name says."""
    files = list((root / "files").iterdir())
    return bool(files) and all(hashlib.sha256(file.read_bytes()).hexdigest() == file.stem for file in files)


def test_what_was_kept_is_found(cache: Cache) -> None:
    """A photo comes back with its size, its hint and every output, in order."""
    kept = cache.keep(KEY, RENDERED)
    assert cache.find(KEY) == cache.recall(KEY) == kept
    assert kept.placeholder == HINT
    assert [cache.path(output).read_bytes() for output in kept.outputs] == [file.data for file in RENDERED.files]
    assert [(output.kind, output.width, output.size) for output in kept.outputs] == [
        ("webp", 480, 999),
        ("webp", 700, 999),
        ("jpeg", 9, 1),
    ]


def test_a_refusal_is_remembered(cache: Cache) -> None:
    """So that a broken photo is not decoded again."""
    cache.note(KEY, Refused("照片打不开"))
    assert cache.find(KEY) == cache.recall(KEY) == Refused("照片打不开")


def test_a_photo_that_was_only_looked_at_has_no_outputs(cache: Cache) -> None:
    """A check remembers the size; a build still has to make the files."""
    cache.note(KEY, Kept(700, 500))
    assert cache.recall(KEY) == Kept(700, 500)
    assert cache.find(KEY) is None


def test_nothing_is_found_in_an_empty_cache(cache: Cache) -> None:
    """A cache that does not exist yet is an empty cache."""
    assert cache.find(KEY) is None
    assert cache.prune(()) == 0


def test_the_key_depends_on_the_photo_and_the_options() -> None:
    """Other bytes or other options are another entry."""
    assert len({KEY, key("cd" * 32, STANDARD), key("ab" * 32, replace(STANDARD, webp_quality=1))}) == 3


def test_the_same_photo_gives_the_same_note(cache: Cache, tmp_path: Path) -> None:
    """Nothing in a note depends on the time or the machine."""
    other = Cache(tmp_path / "elsewhere")
    for one in (cache, other):
        one.keep(KEY, RENDERED)
    notes = [(one.root / "entries" / f"{KEY}.json").read_bytes() for one in (cache, other)]
    assert notes[0] == notes[1]


@pytest.mark.parametrize("damage", [b"", b"w" * 998, b"w" * 998 + b"x", b"w" * 1000, None])
def test_a_damaged_output_is_not_found(cache: Cache, damage: bytes | None) -> None:
    """Emptied, cut, changed, lengthened or deleted: the photo is made again, and then found."""
    path = cache.path(cache.keep(KEY, RENDERED).outputs[0])
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert cache.find(KEY) is None
    kept = cache.keep(KEY, RENDERED)
    assert cache.find(KEY) == kept
    assert path.read_bytes() == b"w" * 999


def test_no_part_of_a_note_is_believed(cache: Cache) -> None:
    """A note cut anywhere is as good as none."""
    cache.keep(KEY, RENDERED)
    note = cache.root / "entries" / f"{KEY}.json"
    text = note.read_bytes()
    for length in range(len(text)):
        note.write_bytes(text[:length])
        assert cache.find(KEY) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"width": 480', b'"width": 0'),
        (b'"width": 480', b'"width": "480"'),
        (b'"kind": "jpeg"', b'"kind": "webp"'),
        (b'"name": "', b'"name": "../../../'),
        (b'"outputs": [', b'"outputs": [[],'),
        (b'"height": 500', b'"height": null'),
        (b"base64,UklGRg==", b"base64,UklGRg==) url(x"),
        (b'"data:image/webp', b'"https:image/webp'),
        (b"base64,", b"base64," + b"A" * 200),
        (b'"placeholder": "data', b'"hint": "data'),
        (b'"colour": "#7d784e"', b'"colour": "#7d784e;x"'),
        (b'"colour": "#7d784e"', b'"colour": "red"'),
        (b'"shape": "whole"', b'"shape": "round"'),
        (b'"kind": "webp"', b'"kind": "gif"'),
        (b"{", b"[{"),
    ],
)
def test_a_note_with_nonsense_is_not_believed(cache: Cache, old: bytes, new: bytes) -> None:
    """A note is read strictly, and no name in it leads out of the cache."""
    cache.keep(KEY, RENDERED)
    note = cache.root / "entries" / f"{KEY}.json"
    changed = note.read_bytes().replace(old, new)
    assert changed != note.read_bytes()
    note.write_bytes(changed)
    assert cache.find(KEY) is None


def test_what_must_not_be_served_again_is_forgotten_with_its_crops(cache: Cache) -> None:
    """By whatever programs it was made, and what nobody can attribute any more as well."""
    crop = key("ab" * 32, STANDARD, (0.5, 0.4))
    cache.keep(KEY, RENDERED)
    cache.keep(crop, replace(RENDERED, files=(Encoded("jpeg", 5, 5, b"crop", "square"),)))
    later = f"{'0' * 16}.{'ab' * 32}-0.5000-0.4000"
    cache.keep(later, replace(RENDERED, files=(Encoded("jpeg", 5, 5, b"other programs", "square"),)))
    cache.note(f"{'0' * 16}-{'cd' * 32}", Kept(1, 1))
    cache.forget(["ab" * 32])
    assert not list((cache.root / "entries").iterdir())
    assert (cache.recall(KEY), cache.recall(crop)) == (None, None)
    assert list((cache.root / "files").iterdir()) == []


def test_others_are_not_forgotten(cache: Cache) -> None:
    """A file that another master gave as well stays."""
    other = key("cd" * 32, STANDARD)
    kept = cache.keep(other, RENDERED)
    cache.keep(KEY, RENDERED)
    cache.forget(["ab" * 32])
    assert (cache.find(KEY), cache.find(other)) == (None, kept)


def test_pruning_keeps_what_was_asked_for(cache: Cache) -> None:
    """Notes no build asked for go, with the outputs that only they name and what a killed build left."""
    other = replace(RENDERED, files=(RENDERED.files[0], Encoded("jpeg", 5, 5, b"other")))
    kept = cache.keep(KEY, RENDERED)
    cache.keep("0" * 64, other)
    (cache.root / "unfinished" / "left").write_bytes(b"half")
    assert cache.prune({KEY}) == 3
    assert cache.find(KEY) == kept
    assert cache.recall("0" * 64) is None
    assert {path.name for path in (cache.root / "files").iterdir()} == {output.name for output in kept.outputs}


@pytest.mark.parametrize("patience", [0.02, 0.05, 0.11, 0.2])
def test_a_killed_writer_leaves_nothing_half_done(tmp_path: Path, patience: float) -> None:
    """Killed at any moment, a build leaves outputs that are whole and notes that are true."""
    with writer(tmp_path, 100_000) as busy:
        while not list(tmp_path.glob("entries/*")):
            time.sleep(0.01)
        time.sleep(patience)
        busy.kill()
    assert whole(tmp_path)
    notes = list((tmp_path / "entries").iterdir())
    assert all(isinstance(Cache(tmp_path).find(note.stem), Kept) for note in notes)


def test_two_builds_at_once(tmp_path: Path) -> None:
    """Two builds write and prune the same cache; neither fails, and what is left is whole."""
    with writer(tmp_path, 150, 0) as one, writer(tmp_path, 150, 3) as other:
        assert [one.communicate()[0].strip(), other.communicate()[0].strip()] == [b"done", b"done"]
    assert whole(tmp_path)
