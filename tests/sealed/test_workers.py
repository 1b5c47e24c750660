"""Opening sheets in several processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.console import Recorded
from generator.sealed import workers
from generator.sealed.age import Identities
from generator.sealed.gather import gather
from generator.sealed.workers import DIED, Opening

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

PATHS = [f"teams/{number}" for number in range(40)]


def public_keys(_root: Path, path: str, identities: Identities) -> tuple[str, tuple[str, ...], bool]:
    """What is opened, with which keys, and whether in a helper process."""
    return path, identities.public, multiprocessing.parent_process() is not None


def deadly(_root: Path, path: str, _identities: Identities) -> str:
    """The twentieth sheet kills any helper process that opens it."""
    if path == PATHS[20] and multiprocessing.parent_process() is not None:
        os.kill(os.getpid(), signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    return path


def faulty(_root: Path, path: str, _identities: Identities) -> str:
    """The twentieth sheet shows a mistake of the program."""
    if path == PATHS[20]:
        raise ZeroDivisionError
    return path


@pytest.fixture
def always_together(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """However small the register is."""
    monkeypatch.setattr(workers, "LITTLE", -1)
    monkeypatch.setattr(workers, "_BATCH", 0)
    yield
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("always_together")
def test_helpers_get_the_keys_and_keep_the_order(register: Register) -> None:
    """Both keys, by the pipe; results come in the order of the paths."""
    both = Identities((*register.owner.keys, *register.xinhua.keys))
    found = list(Opening(register.root, both, public_keys, Recorded(), 2).each(PATHS))
    assert found == [(path, both.public, True) for path in PATHS]


@pytest.mark.usefixtures("always_together")
def test_a_process_that_dies_costs_no_sheet(register: Register) -> None:
    """One line says so, and this process opens what is left."""
    console = Recorded()
    assert list(Opening(register.root, register.owner, deadly, console, 2).each(PATHS)) == PATHS
    assert console.warnings == [DIED]


@pytest.mark.usefixtures("always_together")
def test_a_mistake_in_a_helper_is_a_mistake_here(register: Register) -> None:
    """It is not taken for a process that died."""
    with pytest.raises(ZeroDivisionError):
        list(Opening(register.root, register.owner, faulty, Recorded(), 2).each(PATHS))


def test_alone_or_together_the_same_rows(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export does not depend on the size from which other processes help."""
    alone = gather(register.root, register.facts, register.owner, Recorded(), full=True)
    monkeypatch.setattr(workers, "LITTLE", -1)
    monkeypatch.setattr(workers, "_BATCH", 0)
    assert gather(register.root, register.facts, register.owner, Recorded(), full=True) == alone
