"""How often ``jinguo publish`` reads what it publishes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from generator.publish import manifest as manifests
from tests.cli.outgoing import publish
from tests.mirrors.publisher import Publisher
from tests.mirrors.shelf import Shelf


def test_a_site_is_read_once(place: Publisher, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every byte of it, however many gates there are."""
    real, asked = manifests.measure, list[Path]()

    def measured(site: Path, *more: Any) -> manifests.Manifest:
        asked.append(site)
        return real(site, *more)

    monkeypatch.setattr(manifests, "measure", measured)
    assert publish(place).exit_code == 0
    assert asked == [place.root / "site"]
    assert len(shelf.releases) == 1


def test_what_has_been_read_is_read_again_on_demand(place: Publisher, shelf: Shelf) -> None:
    """A page of which the record says that it is the same is believed, but not by ``--thorough``."""
    page = place.root / "site" / "index.html"
    digest = next(each.sha256 for each in manifests.measure(place.root / "site").files if each.path == "index.html")
    page.write_bytes(b"x" * page.stat().st_size)
    told = page.stat()
    key = f"{told.st_dev} {told.st_ino} {told.st_size} {told.st_mtime_ns} {told.st_ctime_ns}"
    record = place.root / ".cache" / "digests.txt"
    record.parent.mkdir(exist_ok=True)
    record.write_text(f"jinguo-digests 1 {int(time.time())}\n{key} {digest}\n", encoding="ascii")
    assert publish(place).exit_code == 0
    done = publish(place, "--thorough")
    assert done.exit_code == 1
    assert "变了 index.html" in done.output
    assert len(shelf.releases) == 1
