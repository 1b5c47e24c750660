"""An article takes the place of an earlier one whole, and of nothing else."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.articles import folder as module
from generator.articles.folder import LIST, deliver, is_article
from generator.articles.parts import ArticleError


def read(folder: Path) -> dict[str, bytes]:
    """What an editor finds."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name != LIST}


def aged(path: Path) -> None:
    """As if it had been made two hours ago."""
    long_ago = time.time() - 7200
    os.utime(path, (long_ago, long_ago))


def test_the_new_one_is_all_there_is(tmp_path: Path) -> None:
    """A picture that the story has no longer is gone, and nothing lies beside the folder."""
    folder = tmp_path / "2026" / "0305-x"
    deliver(folder, {"article.html": b"old", "02.jpg": b"old"})
    deliver(folder, {"article.html": b"new"})
    assert read(folder) == {"article.html": b"new"}
    assert [each.name for each in folder.parent.iterdir()] == ["0305-x"]


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    """Of this article only, and not what another run is writing now."""
    names = [f".{name}.{'0' * 15}{number}{last}.unfinished"
             for number, (name, last) in enumerate((("a", ""), ("a", ".last"), ("a.b", ""), ("b", "")))]  # fmt: skip
    for name in names:
        (tmp_path / name).mkdir()
        aged(tmp_path / name)
    young = tmp_path / f".a.{'f' * 16}.unfinished"
    young.mkdir()
    deliver(tmp_path / "a", {"article.html": b"new"})
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([*names[2:], young.name, "a"])


def test_what_was_put_aside_is_somebody_s_until_proven_ours(tmp_path: Path) -> None:
    """A folder that a killed run had moved, with a file in it that no article has, is never swept away."""
    aside = tmp_path / f".a.{'0' * 16}.last.unfinished"
    aside.mkdir()
    (aside / "mine.docx").write_bytes(b"mine")
    aged(aside)
    deliver(tmp_path / "a", {"article.html": b"new"})
    assert (aside / "mine.docx").read_bytes() == b"mine"


def test_photos_that_are_numbered_like_ours_are_not_ours(tmp_path: Path) -> None:
    """A folder of somebody's own pictures stays, though an article has files of the same names."""
    for number in range(1, 60):
        (tmp_path / f"{number:02}.jpg").write_bytes(b"mine %d" % number)
    with pytest.raises(ArticleError, match=r"01\.jpg.*不能覆盖"):
        deliver(tmp_path, {"01.jpg": b"new", "article.html": b"new", "preview.html": b"new"})
    assert len(read(tmp_path)) == 59
    assert (tmp_path / "01.jpg").read_bytes() == b"mine 1"


@pytest.mark.parametrize("name", ["article.html", "01.jpg"])
def test_what_an_editor_has_changed_is_hers(tmp_path: Path, name: str) -> None:
    """Her retouched picture and her words are not lost to the next run."""
    folder = tmp_path / "a"
    deliver(folder, {"article.html": b"old", "01.jpg": b"old"})
    (folder / name).write_bytes(b"hers")
    assert not is_article(folder)
    with pytest.raises(ArticleError, match="改动过"):
        deliver(folder, {"article.html": b"new", "01.jpg": b"new"})
    assert (folder / name).read_bytes() == b"hers"


def test_a_list_that_is_no_list_makes_nothing_ours(tmp_path: Path) -> None:
    """A file of that name which somebody else wrote, or a damaged one."""
    folder = tmp_path / "a"
    deliver(folder, {"article.html": b"old"})
    (folder / LIST).write_text("something else\n", encoding="utf-8")
    with pytest.raises(ArticleError, match="不能覆盖"):
        deliver(folder, {"article.html": b"new"})


def test_file_managers_leave_their_files(tmp_path: Path) -> None:
    """Whoever has looked at the pictures can still make the article anew; so can who has deleted some."""
    folder = tmp_path / "a"
    folder.mkdir()
    deliver(folder, {"article.html": b"old", "01.jpg": b"old"})
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini"):
        (folder / name).write_bytes(b"\0")
    (folder / "01.jpg").unlink()
    assert is_article(folder)
    deliver(folder, {"article.html": b"new"})
    assert read(folder) == {"article.html": b"new"}


def test_two_runs_at_one_moment(tmp_path: Path) -> None:
    """Both succeed; one of the two lies there whole, and nothing beside it."""
    folder = tmp_path / "2026" / "0305-x"
    runs = [{"article.html": b"%d" % run, "01.jpg": bytes([run]) * 100_000, f"{run}.jpg": b""} for run in range(2)]
    for _ in range(40):
        with ThreadPoolExecutor(2) as both:
            list(both.map(lambda files: deliver(folder, files), runs))
        assert read(folder) in runs
        assert [each.name for each in folder.parent.iterdir()] == ["0305-x"]


def test_what_comes_in_between_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody puts a file into the folder after it was looked at: it comes back with everything in it."""
    folder = tmp_path / "a"
    deliver(folder, {"article.html": b"old"})
    take = module._take_the_place

    def later(beside: Path, place: Path) -> None:
        (place / "mine.docx").write_bytes(b"mine")
        take(beside, place)

    monkeypatch.setattr(module, "_take_the_place", later)
    with pytest.raises(ArticleError, match=r"mine\.docx"):
        deliver(folder, {"article.html": b"new"})
    assert read(folder) == {"article.html": b"old", "mine.docx": b"mine"}
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("name", ["我的说明.docx", "sub", "notes.html"])
def test_nobody_s_files_are_deleted(tmp_path: Path, name: str) -> None:
    """A folder that holds anything that no article has stays as it is."""
    folder = tmp_path / "a"
    deliver(folder, {"article.html": b"old"})
    (folder / name).mkdir() if name == "sub" else (folder / name).write_bytes(b"mine")
    with pytest.raises(ArticleError, match="不能覆盖"):
        deliver(folder, {"article.html": b"new"})
    assert (folder / "article.html").read_bytes() == b"old"
    assert (folder / name).exists()


def test_a_file_or_a_link_in_its_place(tmp_path: Path) -> None:
    """Neither is written over."""
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path)
    for name in ("file", "link"):
        with pytest.raises(ArticleError, match="不能覆盖"):
            deliver(tmp_path / name, {"article.html": b"new"})


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """Said in words; nothing is left behind."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(ArticleError, match="写不进去"):
        deliver(tmp_path / "file" / "a", {"article.html": b"new"})
    assert [each.name for each in tmp_path.iterdir()] == ["file"]
