"""The volunteer number."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import personal
from generator.records.sheets import ROW_ID
from generator.sealed.numbers import as_number, new_number

divisions = st.from_regex(r"[0-9]{6}", fullmatch=True)


@given(divisions, st.randoms(use_true_random=False))
def test_a_number_is_a_row_id_and_nothing_personal(division: str, chance: random.Random) -> None:
    """It can stand before a row, and no rule takes it for a phone or an id number, alone or in a sentence."""
    number = new_number(division, (), chance.choice)
    assert ROW_ID.fullmatch(number)
    assert as_number(number) == number == as_number(number.replace("-", "")) == as_number(f" {number} ")
    assert as_number(number.translate({ord("-"): "－", **{48 + each: 0xFF10 + each for each in range(10)}})) == number
    for text in (number, f"证号{number}，", f"{number}\n{number}", f"2026-03-05 {number} 12小时"):
        assert personal.find(text) == []


@given(divisions, st.integers(0, 14), st.integers(1, 9))
def test_a_slip_of_one_digit_is_found(division: str, place: int, step: int) -> None:
    """The check digit tells a mistyped number from a real one."""
    plain = new_number(division, ()).replace("-", "")
    slip = plain[:place] + str((int(plain[place]) + step) % 10) + plain[place + 1 :]
    assert as_number(slip) is None


def test_neighbours_that_changed_places_are_found() -> None:
    """Nearly all swaps of two neighbouring digits are noticed (ISO 7064 MOD 11,10)."""
    chance, found, tried = random.Random(1), 0, 0  # noqa: S311 -- repeatable
    for _ in range(400):
        plain = new_number("410402", (), chance.choice).replace("-", "")
        place = chance.randrange(14)
        if plain[place] != plain[place + 1]:
            tried += 1
            found += as_number(plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]) is None
    assert found / tried > 0.95


def test_a_number_is_never_given_out_twice() -> None:
    """What is or was in use is drawn again."""
    first, second = random.Random(7), random.Random(7)  # noqa: S311 -- repeatable
    number = new_number("410402", (), first.choice)
    assert new_number("410402", {number}, second.choice) != number


def test_two_branches_do_not_meet() -> None:
    """Numbers drawn without knowing of each other: 20,000 of one division are all different but for chance."""
    drawn = [new_number("410402", ()) for _ in range(20_000)]
    assert len(set(drawn)) > 19_980
    assert all(re.fullmatch(r"410402-[2-9]\d{3}-[2-9]\d{3}-[02-9]", each) for each in drawn)


@pytest.mark.parametrize("division", ["", "41040", "4104021", "４１０４０２", "41040x"])
def test_a_division_has_six_digits(division: str) -> None:
    """Anything else is a mistake in code."""
    with pytest.raises(ValueError, match="six digits"):
        new_number(division, ())


@pytest.mark.parametrize("text", ["", "r-0001", "410402-5830-2746", "410402-5830-2746-33", "٤10402-5830-2746-3"])
def test_what_is_no_number(text: str) -> None:
    """Old row ids and halves of numbers are not numbers."""
    assert as_number(text) is None
