"""A picture is found again under another name, smaller, and saved badly; others are not taken for it."""

from __future__ import annotations

from pathlib import Path

from generator.photos.twins import Twin, twins
from tests.portraits import portrait, row, saved, street


def test_copies_are_found(tmp_path: Path) -> None:
    """The same bytes, the same picture, and nothing else."""
    files = {
        "same": saved(portrait()),
        "small": saved(portrait(256), quality=50),
        "other": saved(street()),
        "row": saved(row(3)),
        "text": b"no photo",
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    paths = {name: tmp_path / name for name in (*files, "missing")}
    found = twins({"mine": saved(portrait()), "drawn": saved(street(), "PNG"), "broken": b"no photo"}, paths)
    assert found["mine"] == [Twin("same", same=True), Twin("small", same=False)]
    assert found["drawn"] == [Twin("other", same=False)]
    assert found["broken"] == []
