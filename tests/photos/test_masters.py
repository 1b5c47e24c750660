"""Photos as they lie in the register."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.photos import masters
from generator.photos.formats import Unreadable

if TYPE_CHECKING:
    from pathlib import Path


def test_the_bytes_are_read_whole(tmp_path: Path) -> None:
    """A plain file is read as it is."""
    path = tmp_path / "照 片.jpg"
    path.write_bytes(b"abc")
    assert masters.read(path) == b"abc"


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A symbolic link could name a file outside the register."""
    (tmp_path / "real.jpg").write_bytes(b"abc")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    with pytest.raises(Unreadable, match="链接"):
        masters.read(tmp_path / "link.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_refused(tmp_path: Path) -> None:
    """Reading a pipe might never end."""
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(Unreadable, match="不是文件"):
        masters.read(tmp_path / "pipe.jpg")


@pytest.mark.parametrize("name", ["missing.jpg", "nul\0.jpg", "folder"])
def test_what_cannot_be_read_is_a_reason(tmp_path: Path, name: str) -> None:
    """A missing file, an impossible name and a folder are reasons, and none is remembered."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unreadable) as refusal:
        masters.read(tmp_path / name)
    assert not refusal.value.lasting


def test_the_limit_is_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the largest size is read, one byte more is refused."""
    monkeypatch.setattr(masters, "HEAVIEST", 10)
    path = tmp_path / "photo.jpg"
    path.write_bytes(bytes(10))
    assert masters.read(path) == bytes(10)
    path.write_bytes(bytes(11))
    with pytest.raises(Unreadable, match="MB"):
        masters.read(path)
