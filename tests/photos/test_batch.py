"""What is handed over: files, folders and zips become a list in natural order, safe to print."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given as given_that
from hypothesis import strategies as st

from generator.photos.batch import expand, natural, shown


def names(*paths: Path) -> list[str]:
    """What is found in these."""
    return [each.name for each in expand(paths)[0]]


def test_a_folder_is_opened_in_natural_order(tmp_path: Path) -> None:
    """Ten comes after nine, folders within are opened, hidden files are not."""
    for name in ("手机/IMG_10.jpg", "手机/IMG_9.jpg", "手机/微信/a.png", "手机/.x.jpg", "手机/.git/y.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert names(tmp_path / "手机") == ["手机/IMG_9.jpg", "手机/IMG_10.jpg", "手机/微信/a.png"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link to a folder is not opened, and a loop ends."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.jpg").write_bytes(b"x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "etc").symlink_to("/etc")
    assert names(tmp_path / "a") == ["a/1.jpg"]


@pytest.mark.parametrize("name", ["a.rar", "b.7z"])
def test_other_archives_are_told(tmp_path: Path, name: str) -> None:
    """With what to do."""
    (tmp_path / name).write_bytes(b"Rar!")
    assert "解压" in expand([tmp_path / name])[1][0].reason


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing zip is a refusal, and a pipe is not waited for."""
    os.mkfifo(tmp_path / "p.zip")
    given, refused = expand([tmp_path / "no.zip", tmp_path / "p.zip"])
    assert given == []
    assert ["找不到" in refused[0].reason, "不是文件" in refused[1].reason] == [True, True]


@given_that(st.text(max_size=300))
def test_any_name_stays_on_its_line(name: str) -> None:
    """It can be printed, sorted and encoded."""
    assert shown(name).isprintable()
    assert len(shown(name)) <= 81
    shown(name).encode()
    assert natural(name) <= natural(name)


def test_numbers_of_any_length_can_be_compared() -> None:
    """Also those that are too long for a number, and those with zeros before them."""
    assert sorted(["a10", "a9", "a" + "9" * 5000, "a009", "A1"], key=natural)[:2] == ["A1", "a9"]
