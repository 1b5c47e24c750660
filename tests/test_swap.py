"""A file is the old one or the new one, never something between."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.swap import swap, sweep


def test_rights_stay(tmp_path: Path) -> None:
    """Those of the old file, or those asked for."""
    file = tmp_path / "a.jpg"
    file.write_bytes(b"old")
    file.chmod(0o640)
    swap(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o640)
    swap(file, b"newer", 0o600)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_killed_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file is whole; what was written beside is swept away by the next run."""
    file = tmp_path / "[1].jpg"
    file.write_bytes(b"old")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        swap(file, b"new")
    monkeypatch.undo()
    assert file.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
    sweep(file)
    assert list(tmp_path.iterdir()) == [file]
