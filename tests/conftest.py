"""A tiny whole register (``tests/sites/whole``), whatever a test wants to be different, and what is wrong then."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from generator.checks.run import check
from generator.problems import Problem
from tests.browsing import Visit, chromium, serving
from tests.built import sample_site
from tests.readers import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("jinguo", deadline=None)  # a busy machine is no mistake
settings.load_profile("jinguo")

TODAY = dt.date(2026, 11, 21)
"""The day on which every test register is checked."""
SITES = Path(__file__).parent / "sites"

Content = str | bytes | None
"""Text, bytes, or None for a file that is not there."""
Register = Callable[[Mapping[str, Content]], Path]
Problems = Callable[[Path], list[str]]


def copied(target: Path, files: Mapping[str, Content]) -> Path:
    """The whole register at ``target``, with ``files`` instead of its own."""
    shutil.copytree(SITES / "whole", target)
    for path, content in files.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            place.unlink()
        else:
            place.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return target


def found(root: Path) -> list[Problem]:
    """Every problem of a register as ``jinguo check`` finds them on the day of the tests."""
    return check(root, TODAY, processes=1)[1]


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """Build the whole register in a folder with an awkward name; called with what is different."""

    def build(files: Mapping[str, Content]) -> Path:
        return copied(tmp_path / "登记 册", files)

    return build


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a module; two at a time would share an event loop."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The built sample below ``/a/b/`` of a server."""
    with serving(sample_site()) as address:
        yield address


@pytest.fixture
def problems() -> Problems:
    """The lines that ``jinguo check`` prints for a register, without the count."""

    def lines(root: Path) -> list[str]:
        return [str(problem) for problem in found(root)]

    return lines


@pytest.fixture
def look(browser: Browser, served: str) -> Iterator[Any]:
    """Opens pages of the sample; in the end nothing may have gone wrong on any of them."""
    readers: list[Reader] = []

    def at(address: str, width: int = 1280, where: str = "server", before: str = "", **context: Any) -> Reader:
        origin = served if where == "server" else f"{sample_site().as_uri()}/"
        window = browser.new_context(viewport={"width": width, "height": 844}, **context)
        window.set_default_timeout(10_000)
        reader = Reader(Visit(window.new_page(), origin))
        readers.append(reader)
        reader.seen.page.add_init_script(before)
        reader.seen.page.goto(f"{origin}{address}", wait_until="load")
        return reader

    yield at
    for reader in readers:
        faults = [fault for fault in reader.seen.faults if not (reader.missing and "404" in fault)]
        assert not faults, faults
        reader.seen.page.context.close()
