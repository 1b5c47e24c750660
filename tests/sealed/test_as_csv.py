"""The roster as CSV."""

from __future__ import annotations

import csv
import io

import pytest

from generator.sealed.as_csv import as_csv, safe
from generator.sealed.rosters import Column
from generator.sealed.tables import Book, Cell, Table

NAME, NUMBER = Column("name", "姓名", 10), Column("id_number", "身份证件号码", 21, text=True)


def book(*rows: tuple[str, ...], sample: bool = False) -> Book:
    """An export of nothing but these rows."""
    order, team = Column("order", "序号", 6), Column("team", "队伍", 9)
    people: tuple[tuple[Cell, ...], ...] = tuple((number, "甲队", *row) for number, row in enumerate(rows, start=1))
    table = Table("新华区", (order, team, NAME, NUMBER), people)
    nothing = Table("汇总", (), ())
    return Book(nothing, (), (table,), nothing, "分队", ("新华分队",), sample, full=True)


def test_excel_opens_it() -> None:
    """BOM, CRLF, everything quoted: byte for byte."""
    assert as_csv(book(("王样荷", "000000200103120015"))) == (
        b"\xef\xbb\xbf"
        + '"分队","队伍","姓名","身份证件号码"\r\n"新华分队","甲队","王样荷","000000200103120015\t"\r\n'.encode()
    )


def test_a_sample_says_so() -> None:
    """Above the headings."""
    assert as_csv(book(sample=True)).decode("utf-8-sig").startswith('"样例数据：')


def test_nothing_is_lost() -> None:
    """Quotes, commas and Chinese come back; digits after ``strip()``."""
    rows = [('王"样",荷', "000000200103120015"), ("李样梅", "")]
    read = list(csv.reader(io.StringIO(as_csv(book(*rows)).decode("utf-8-sig"))))
    assert [tuple(cell.strip() for cell in row[2:]) for row in read[1:]] == rows


@pytest.mark.parametrize("value", ["12000000001", "2018-03", "2001-03-12", "000000200103120015", "1/2", "1E5", "3"])
def test_digits_stay_text(value: str) -> None:
    """What Excel would round, shorten or turn into a date carries a TAB behind it."""
    assert safe(value) == f"{value}\t"


@pytest.mark.parametrize("value", ["王样荷", "120****0001", "2001年", "3号楼", ""])
def test_words_stay_as_they_are(value: str) -> None:
    """Nothing is added where nothing is needed."""
    assert safe(value) == value


@pytest.mark.parametrize(
    "value", ["=cmd|' /C calc'!A0", "+86 12000000001", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1", " =1"]
)
def test_formulas_are_neutralised(value: str) -> None:
    """A value that a spreadsheet might run begins with an apostrophe."""
    assert safe(value) == f"'{value}"
