"""One cell: whatever a spreadsheet made of a number, a day or a list comes back, or is known to be lost."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed.handed.cells import (
    LostDigitsError,
    as_text,
    code_text,
    one_line,
    phone_digits,
    plain,
    read_day,
    split_values,
)
from tests.sealed.handed_files import id_number, phone

FORMS = (
    "{0.year}-{0.month}-{0.day}", "{0.year}/{0.month:02}/{0.day:02}", "{0.year}.{0.month}.{0.day}",
    "{0.year}年{0.month}月{0.day}日", "{0.year} 年 {0.month} 月 {0.day} 号",
    "{0.year}-{0.month:02}-{0.day:02} 00:00:00",
)  # fmt: skip
DAYS = st.dates(dt.date(1927, 1, 1), dt.date(2090, 12, 31))


@given(
    st.integers(10**10, 2 * 10**10 - 1), st.sampled_from(["{}", "{}.0", " {}\n", "'{}", '="{}"', "\u200b{}", "\t{} "])
)
def test_a_phone_survives_its_wrapping(number: int, wrapped: str) -> None:
    """Floats, blanks, apostrophes and formula texts all say the same digits."""
    assert as_text(plain(float(number))) == str(number)
    assert phone_digits(plain(wrapped.format(number))) == str(number)
    wide = str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    assert phone_digits(plain(wide)) == str(number)


@given(st.integers(10**9, 10**14))
def test_scientific_writing_is_exact_or_lost(number: int) -> None:
    """``1.38E+10`` is never guessed; a number with all its digits is taken."""
    text = f"{number:E}".replace("E+", "E+")
    digits = str(number).rstrip("0")
    whole = f"{digits[0]}.{str(number)[1:]}E+{len(str(number)) - 1}"
    assert plain(whole) == str(number)
    try:
        assert plain(text) == str(number)
    except LostDigitsError:
        assert len(digits) > 7 or len(str(number)) > 7


@pytest.mark.parametrize("value", [4.10402198001011e17, 410402198001011234, "4.10402E+17", "1.38E+10", 1e15])
def test_a_long_code_that_became_a_number_is_known_to_be_lost(value: object) -> None:
    """Fifteen digits are all that Excel keeps."""
    with pytest.raises(LostDigitsError) as caught:
        plain(value)
    assert str(caught.value) == ""


@given(DAYS, st.sampled_from(FORMS))
def test_a_day_is_read_however_it_is_written(day: dt.date, form: str) -> None:
    """Texts, days, moments and serial numbers."""
    assert read_day(plain(form.format(day))) == day.isoformat()
    assert read_day(plain(day)) == day.isoformat()
    assert read_day(plain(dt.datetime(day.year, day.month, day.day))) == day.isoformat()  # noqa: DTZ001
    serial = (day - dt.date(1899, 12, 30)).days
    if serial >= 10_000:
        assert read_day(plain(float(serial))) == day.isoformat()
    if 1900 <= day.year < 2100:
        assert read_day(plain(float(f"{day:%Y%m%d}"))) == day.isoformat()


@given(st.integers(1900, 2099), st.integers(1, 12))
def test_a_month_stays_a_month(year: int, month: int) -> None:
    """No day is made up."""
    for text in (f"{year}年{month}月", f"{year}-{month:02}", f"{year}/{month}", f"{year}{month:02}"):
        assert read_day(plain(text)) == f"{year}-{month:02}"


@pytest.mark.parametrize(
    "text", ["1980.1", "80.3.5", "1980", "1980-13-01", "2023-02-29", "去年", "1980-3-5-6", "", "0000-01-01"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    """Nothing is guessed: ``1980.1`` may be October."""
    assert read_day(plain(text)) is None


@given(st.text(max_size=40))
def test_no_text_breaks_a_reader(text: str) -> None:
    """Whatever stands in a cell."""
    try:
        cell = plain(text)
    except LostDigitsError:
        return
    read_day(cell)
    assert "\n" not in one_line(cell)
    assert "" not in split_values(cell)
    phone_digits(cell)
    code_text(cell)


@given(
    st.lists(st.sampled_from(["理发", "急救", "缝纫", "Office 软件"]), unique=True, min_size=1),
    st.sampled_from("、，,；;/\n"),
)
def test_lists_are_parted_by_any_mark(words: list[str], mark: str) -> None:
    """And by nothing inside a value."""
    assert split_values(plain(mark.join(words))) == words
    assert split_values(plain("理发 急救"), blanks=True) == ["理发", "急救"]


def test_phones_lose_what_people_add() -> None:
    """Blanks, hyphens and the country's code."""
    for text in (f"+86 {phone()}", f"0086-{phone()}", " ".join(phone()), f"{phone()[:3]}-{phone()[3:7]}-{phone()[7:]}"):
        assert phone_digits(plain(text)) == phone()
    assert code_text(plain(f" {id_number().lower()} ")) == id_number()
    assert as_text(plain(dt.timedelta(hours=2, minutes=30))) == "2.5"
    assert as_text(plain(True)) == "是"  # noqa: FBT003
    assert as_text(plain(None)) == ""
    assert as_text(plain(float("nan"))) == ""
