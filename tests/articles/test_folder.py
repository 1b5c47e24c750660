"""An article takes the place of an earlier one whole, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.articles.folder import deliver
from generator.articles.parts import ArticleError


def test_the_new_one_is_all_there_is(tmp_path: Path) -> None:
    """A picture that the story has no longer is gone, and nothing lies beside the folder."""
    folder = tmp_path / "2026" / "0305-x"
    deliver(folder, {"article.html": b"old", "02.jpg": b"old"})
    deliver(folder, {"article.html": b"new"})
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == {"article.html": b"new"}
    assert [each.name for each in folder.parent.iterdir()] == ["0305-x"]


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    """Of this article only."""
    (tmp_path / ".a.77.unfinished").mkdir()
    (tmp_path / ".b.77.unfinished").mkdir()
    deliver(tmp_path / "a", {"article.html": b"new"})
    assert sorted(each.name for each in tmp_path.iterdir()) == [".b.77.unfinished", "a"]


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
