"""The roster as a workbook, opened again with another program."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from generator.console import Recorded
from generator.sealed.as_xlsx import as_xlsx
from generator.sealed.gather import gather
from generator.sealed.sheets import Value
from generator.sealed.tables import Book, book

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def made(register: Register, *, full: bool = True, sample: bool = False) -> Book:
    """The tables of the whole register."""
    sheets = gather(register.root, register.facts, register.owner, Recorded(), full=full)
    return book(sheets, register.facts, full=full, sample=sample)


def opened(data: bytes, *, values: bool = True) -> Any:
    """A workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def test_sheets_in_their_order(register: Register) -> None:
    """Summary, one a 分队, contacts."""
    book_ = opened(as_xlsx(made(register)))
    assert book_.sheetnames == ["汇总", "示例市巾帼志愿服务总队", "新华区", "叶县", "领队联系方式"]


def test_phones_and_ids_are_text(register: Register) -> None:
    """All eighteen digits are there, as a text cell in a text-formatted column."""
    sheet = opened(as_xlsx(made(register)))["新华区"]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for title, value in (("身份证件号码", "000000200103120001"), ("联系方式(手机)", "12000000001")):
        cell = sheet.cell(2, titles[title])
        assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")
        letter = get_column_letter(titles[title])
        assert sheet.column_dimensions[letter].number_format == "@"
    assert sheet["A2"].data_type == "n"


@pytest.mark.parametrize("sample", [False, True])
def test_a_clerk_can_use_it_at_once(register: Register, *, sample: bool) -> None:
    """Frozen headings, a filter over all rows, widths that fit, A4 across with the headings on each page."""
    top = 2 if sample else 1
    for sheet in opened(as_xlsx(made(register, sample=sample))).worksheets:
        assert sheet.freeze_panes == f"A{top + 1}"
        assert sheet.auto_filter.ref.startswith(f"A{top}:")
        assert sheet.print_title_rows == f"$1:${top}"
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0)
        assert ("样例数据" in str(sheet["A1"].value)) == sample
    sheet = opened(as_xlsx(made(register, sample=sample)))["新华区"]
    assert sheet.auto_filter.ref == f"A{top}:O{top + 3}"
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[top]}
    assert widths["队伍"] >= 28 > widths["姓名"] >= 7
    assert widths["身份证件号码"] >= 20


def test_the_totals_are_live_sums(register: Register) -> None:
    """A formula a clerk can check, with the value that a viewer shows without calculating."""
    data = as_xlsx(made(register))
    values = [cell.value for cell in opened(data)["汇总"][5]]
    assert values[:6] == ["合计", 3, 8, 5, 0, -3]
    assert opened(data, values=False)["汇总"]["C5"].value == "=SUM(C2:C4)"


def test_what_somebody_typed_is_never_a_formula(register: Register) -> None:
    """``=cmd`` and a web address in any field stay text, without links."""
    evil: dict[str, Value] = {"name": "=cmd|' /C calc'!A0", "note": "http://example.org", "skills": ["+1", "@x"]}
    register.seal("teams/yexian/c/roster.sealed", {"r-3": evil})
    data = as_xlsx(made(register))
    cells = [cell for row in opened(data, values=False)["叶县"].iter_rows(min_row=4) for cell in row if cell.value]
    assert [cell.value for cell in cells[2:]] == ["r-3", "=cmd|' /C calc'!A0", "+1、@x", "http://example.org"]
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells[1:])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>=cmd" not in archive.read("xl/worksheets/sheet4.xml")


def test_same_rows_same_bytes(register: Register) -> None:
    """No clock and no author in the file."""
    data = as_xlsx(made(register))
    assert data == as_xlsx(made(register))
    properties = opened(data).properties
    assert not properties.creator
    assert properties.created.year == 2000
    assert properties.modified.year == 2000


def test_an_empty_register_gives_a_workbook(register: Register) -> None:
    """No team, no row, no formula over its own cell."""
    sheet = opened(as_xlsx(book([], register.facts, full=False, sample=False)), values=False)["汇总"]
    assert [cell.value for cell in sheet[2]][:2] == ["合计", None]


def test_a_value_of_any_length_fits(register: Register) -> None:
    """A cell longer than a spreadsheet can hold is cut, not dropped."""
    register.seal("teams/yexian/c/roster.sealed", {"r-3": {"name": "长样", "note": "长" * 12_000}})
    cells = next(opened(as_xlsx(made(register)))["叶县"].iter_rows(min_row=4, values_only=True))
    assert cells[-1] == "长" * 2000 + "…"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(register: Register, tmp_path: Path) -> None:
    """A second spreadsheet program reads the same numbers and texts, calculated anew."""
    (tmp_path / "in.xlsx").write_bytes(as_xlsx(made(register)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", tmp_path, tmp_path / "in.xlsx"]
    subprocess.run([str(each) for each in command], check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "in.ods") as archive:
        content = archive.read("content.xml").decode()
    assert "000000200103120001" in content
    assert 'office:value="-3"' in content
    assert "#REF" not in content
    assert "Err:" not in content
