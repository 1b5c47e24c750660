"""What the system says of disks, in Chinese."""

from __future__ import annotations

import errno

import pytest

from generator.faults import words_of


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_fault_is_told_in_english(number: int) -> None:
    """Those without words of ours are told by their number."""
    said = words_of(OSError(number, "No space left on device"))
    assert said
    assert not any("a" <= char.lower() <= "z" for char in said)


def test_what_has_no_number_has_the_words_of_whoever_asks() -> None:
    """Our own exceptions come through the same door."""
    assert words_of(ValueError("x"), "刚刚有人改过") == "刚刚有人改过"
    assert words_of(OSError("x"))
