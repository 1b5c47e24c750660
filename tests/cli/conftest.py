"""What the tests of publishing and of going back begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.outgoing import presentable, shelved
from tests.mirrors.publisher import Publisher
from tests.mirrors.shelf import Shelf


@pytest.fixture
def place(tmp_path: Path) -> Publisher:
    """A register that may be published, and a site of it."""
    return presentable(tmp_path / "r")


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The target."""
    return shelved(monkeypatch)
