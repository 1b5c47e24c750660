"""A file is the old one or the new one, never something between."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from generator.swap import StaleError, swap, sweep


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


def test_a_link_is_refused(tmp_path: Path) -> None:
    """Neither it nor what it names is changed."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(OSError, match="链接"):
        swap(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("now", [b"saved meanwhile", None])
def test_what_is_not_expected_stays(tmp_path: Path, now: bytes | None) -> None:
    """A file that somebody has saved or removed meanwhile is left as it is."""
    file = tmp_path / "a.md"
    if now is not None:
        file.write_bytes(now)
    with pytest.raises(StaleError):
        swap(file, b"new", expected=b"old")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if now is None else [now])
