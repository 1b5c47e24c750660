"""A report as a workbook, opened again with other programs."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.sealed.paper_look import wrapped
from generator.sealed.paper_xlsx import paper_workbook
from generator.sealed.papers import Paper, Part
from generator.sealed.rosters import Column
from generator.sealed.tables import MASK_NOTE, Cell, Table
from tests.sealed.office import printed, with_pdf_text, with_writer

COLUMNS = (
    Column("order", "序号", 6),
    Column("unit", "单位", 30),
    Column("people", "人数", 8),
    Column("id", "证件号码", 20, text=True),
    Column("note", "备注", 20),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    (1, "新华区妇联", 12, "000000200103120001", ""),
    (2, "叶县妇联", 30, "000000200103120002", "很长的备注" * 9),
)
TOTAL: tuple[Cell, ...] = ("", "合计", 42, "", "")
EVIL = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://example.org")',
    "{=1}",
    "http://example.org",
)


def paper(*rows: tuple[Cell, ...], total: tuple[Cell, ...] = (), sample: bool = False, landscape: bool = True) -> Paper:
    """A report of one table."""
    part = Part(Table("统计", COLUMNS, rows), total, ("单位：示例市妇联",), ("人数按名册计算",))
    return Paper("统计表", "示例市组织情况统计表", (part,), MASK_NOTE, sample, landscape)


def opened(data: bytes, *, values: bool = True) -> Any:
    """The first sheet as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[0]


@pytest.mark.parametrize("sample", [False, True])
def test_a_clerk_can_use_it_at_once(*, sample: bool) -> None:
    """Title, lines above, frozen headings with a filter, A4 with the headings on each page, notes below."""
    sheet = opened(paper_workbook(paper(*ROWS, total=TOTAL, sample=sample)))
    top = 4 if sample else 3
    first = [sheet.cell(row, 1).value for row in range(1, top + 1)]
    mark = ["样例数据：本册人员均为虚构，仅供演示"] if sample else []
    assert first == [*mark, "示例市组织情况统计表", "单位：示例市妇联", "序号"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == (f"A{top + 1}", f"$1:${top}")
    assert sheet.auto_filter.ref == f"A{top}:E{top + 2}"
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0)
    assert "内部资料　不得公开" in sheet.oddFooter.left.text
    assert sheet.oddFooter.right.text == MASK_NOTE
    assert sheet.cell(top + 5, 1).value == "人数按名册计算"
    assert opened(paper_workbook(paper(*ROWS, landscape=False))).page_setup.orientation != "landscape"


def test_the_total_is_a_live_sum() -> None:
    """With the value that a viewer shows without calculating; digits that are no number are not added up."""
    data = paper_workbook(paper(*ROWS, total=TOTAL))
    assert [cell.value for cell in opened(data)[6]][:5] == [None, "合计", 42, None, None]
    assert [cell.value for cell in opened(data, values=False)[6]][2] == "=SUM(C4:C5)"


def test_a_total_that_is_no_sum_stays_a_number() -> None:
    """People who stand in two lines count once; a formula would contradict the report."""
    data = paper_workbook(paper(*ROWS, total=("", "合计", 41, "", "")))
    assert opened(data, values=False)["C6"].value == 41


def test_an_empty_report_gives_a_workbook() -> None:
    """No row, no formula over its own cell."""
    data = paper_workbook(paper(total=("", "合计", 0, "", "")))
    assert opened(data, values=False)["C4"].value == 0


def test_numbers_are_numbers_and_digits_are_text() -> None:
    """Hours keep their half; an id keeps its eighteen digits."""
    sheet = opened(paper_workbook(paper((1, "新华区妇联", 2.5, "000000200103120001", ""))))
    assert [(cell.value, cell.data_type) for cell in sheet[4]][2:4] == [(2.5, "n"), ("000000200103120001", "s")]
    assert sheet["D4"].number_format == "@"


def test_what_somebody_typed_is_never_a_formula() -> None:
    """In cells, titles, lines, totals and notes: text cells, without links and without a formula in the file."""
    for evil in EVIL:
        table = Table(evil, (Column("a", evil, 20), Column("b", "乙", 8)), ((evil, 1),))
        data = paper_workbook(Paper("x", evil, (Part(table, (evil, evil), (evil,), (evil,)),), evil))
        sheet = opened(data, values=False)
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value not in {None, 1, "乙"}]
        assert len(cells) == 7
        assert all((cell.value, cell.data_type, cell.hyperlink) == (evil, "s", None) for cell in cells), evil
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
            assert not any("externalLink" in name for name in archive.namelist())


def test_the_fonts_are_those_of_offices() -> None:
    """No theme puts a Western font in their place; what is a demonstration says so in red."""
    data = paper_workbook(paper(*ROWS, total=TOTAL, sample=True))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    fonts = re.findall(r"<font>.*?</font>", styles)
    assert {name for each in fonts for name in re.findall(r'<name val="(.*?)"', each)} == {"宋体", "黑体"}
    assert not any("<scheme" in each for each in fonts)
    assert opened(data).cell(1, 1).font.color.rgb == "FFC00000"


def test_the_foot_says_what_it_should() -> None:
    """``&`` in a note is no code of Excel's, and a long note does not lose the foot."""
    strange = Paper("x", "表", paper(*ROWS).parts, "甲&D乙")
    assert opened(paper_workbook(strange)).oddFooter.right.text == "甲&&D乙"
    long = Paper("x", "表", paper(*ROWS).parts, "&" * 300)
    assert opened(paper_workbook(long)).oddFooter.center.text.endswith("页\n" + "&&" * 100)  # not over the page number


def test_the_properties_hold_no_value() -> None:
    """No author, no company, no clock, no title: what a file manager shows of a locked file as of an open one."""
    data = paper_workbook(paper(*ROWS, sample=True))
    assert data == paper_workbook(paper(*ROWS, sample=True))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = b"".join(archive.read(name) for name in archive.namelist() if name.startswith("docProps/")).decode()
        assert {each.date_time[:3] for each in archive.infolist()} == {(1980, 1, 1)}
    said = set(re.findall(r">([^<>\s][^<>]*)<", told))
    program = {"Microsoft Excel", "12.0000", "0", "1", "false", "Worksheets", "Named Ranges", "2000-01-01T00:00:00Z"}
    assert said == program | {"统计", "统计!Print_Titles"}


def test_long_headings_break_before_their_unit() -> None:
    """In the file and on paper: 队伍合计 above （支）."""
    columns = (Column("a", "队伍合计（支）", 8), Column("b", "人数（人）", 30))
    strange = Paper("x", "表", (Part(Table("表", columns, ((1, "长" * 12),))),), MASK_NOTE)
    assert [cell.value for cell in opened(paper_workbook(strange))[2]] == ["队伍合计\n（支）", "人数（人）"]


@pytest.mark.parametrize(
    ("title", "room", "lines"),
    [
        ("五好文明家庭", 8, ["五好文明", "家庭"]),
        ("没有填来源", 6, ["没有填", "来源"]),
        ("一二三四五六七", 6, ["一二三", "四五", "六七"]),
        ("服务时间(小时)", 9, ["服务时间", "(小时)"]),
        ("参加（人次）", 6, ["参加", "（人次）"]),
        ("（支）", 2, ["（支）"]),
        ("=SUM(A1)", 4, ["=SUM(A1)"]),
        ("2026年", 4, ["2026年"]),
        ("女干部", 2, ["女干部"]),
        ("", 4, [""]),
    ],
)
def test_long_headings_break_evenly(title: str, room: int, lines: list[str]) -> None:
    """By words of two signs where that fits, no sign alone; a unit and a number stay whole."""
    assert wrapped(title, room).split("\n") == lines


def test_many_columns_still_print_well() -> None:
    """Sixteen columns of figures fit across A4 nearly at full size: headings take lines, not room."""
    columns = (Column("unit", "单位", 24), *(Column(f"c{each}", "其中暂停（支）", 8) for each in range(16)))
    many = Paper("x", "表", (Part(Table("表", columns, (("新华区妇联", *[1234] * 16),))),), MASK_NOTE)
    sheet = opened(paper_workbook(many))
    assert sheet.cell(2, 2).value == "其中\n暂停\n（支）"
    assert sheet.cell(2, 2).alignment.vertical == "top"
    assert sheet.row_dimensions[2].height >= 4 * 13  # the arrow of the filter has a line of its own
    width = sum((each.width or 0) * (each.max - each.min + 1) for each in sheet.column_dimensions.values())
    assert width * 7 * 0.75 < 1.1 * (297 / 25.4 - 0.8) * 72


@with_writer
@with_pdf_text
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    """On one page, with the headings, the sum calculated anew, and the foot."""
    pages = printed(tmp_path, "in.xlsx", paper_workbook(paper(*ROWS, total=TOTAL, sample=True)))
    assert len(pages) == 1
    for text in ("样例数据", "示例市组织情况统计表", "合计42", "000000200103120001", "第1页共1页", "内部资料不得公开"):
        assert text in pages[0], text
