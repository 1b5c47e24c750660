"""A receipt speaks of one build, one day, one register, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.receipts import Receipt, digest_of, find, keep

BUILD = "ab" * 32
RECEIPT = Receipt("2026-11-22", "d1", built=True, sealed=12, unreadable=1)


def test_a_receipt_is_found_again(tmp_path: Path) -> None:
    """Under the id of its build, and under no other."""
    keep(tmp_path, BUILD, RECEIPT)
    assert find(tmp_path, BUILD) == RECEIPT
    assert find(tmp_path, "cd" * 32) is None


def test_a_later_check_does_not_forget_the_build(tmp_path: Path) -> None:
    """On the same day and of the same register; on another day nobody knows what the site shows."""
    keep(tmp_path, BUILD, RECEIPT)
    keep(tmp_path, BUILD, Receipt("2026-11-22", "d1", built=False, sealed=0, unreadable=0))
    assert find(tmp_path, BUILD) == Receipt("2026-11-22", "d1", built=True, sealed=0, unreadable=0)
    keep(tmp_path, BUILD, Receipt("2026-11-23", "d1", built=False, sealed=0, unreadable=0))
    assert find(tmp_path, BUILD) == Receipt("2026-11-23", "d1", built=False, sealed=0, unreadable=0)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"day": "gestern"}', '{"day": 1, "register": ""}', "null"])
def test_what_cannot_be_read_is_no_receipt(text: str, tmp_path: Path) -> None:
    """The check is then done again."""
    keep(tmp_path, BUILD, RECEIPT)
    (tmp_path / f".cache/leaks/{BUILD}.json").write_text(text)
    assert find(tmp_path, BUILD) is None


def test_old_receipts_go(tmp_path: Path) -> None:
    """The cache does not grow for ever."""
    for number in range(70):
        keep(tmp_path, f"{number:064x}", RECEIPT)
    assert len(list((tmp_path / ".cache/leaks").iterdir())) == 50


def test_a_full_disk_stops_nobody(tmp_path: Path) -> None:
    """A build that passed is not thrown away because its receipt could not be written."""
    (tmp_path / ".cache").write_text("in the way")
    keep(tmp_path, BUILD, RECEIPT)
    assert find(tmp_path, BUILD) is None


def test_the_register_counts_whole() -> None:
    """Every path and every text, in any order; nothing can be moved from one to the other."""
    assert digest_of({"a": "b", "c": "d"}) == digest_of({"c": "d", "a": "b"})
    assert (
        len({digest_of(each) for each in ({"a": "bc"}, {"ab": "c"}, {"a": "b", "c": ""}, {"a": "", "b": "c"}, {})}) == 5
    )
