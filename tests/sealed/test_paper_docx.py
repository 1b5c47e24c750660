"""A report as a Word file, opened again with other programs."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from generator.sealed.paper_docx import paper_document
from generator.sealed.papers import Paper, Part
from generator.sealed.tables import MASK_NOTE, Table
from generator.sealed.word import CENTER
from tests.sealed.office import printed, with_pdf_text, with_writer
from tests.sealed.test_paper_xlsx import COLUMNS, EVIL, ROWS, TOTAL, paper


def opened(data: bytes) -> Document:
    """As another program reads it."""
    return docx.Document(io.BytesIO(data))


def xml(data: bytes, name: str = "word/document.xml") -> ET.Element:
    """One entry, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 -- our own file


@pytest.mark.parametrize("landscape", [False, True])
def test_what_stands_in_it(*, landscape: bool) -> None:
    """Title, lines above, the table with its total, notes; on A4 as the report says."""
    document = opened(paper_document(paper(*ROWS, total=TOTAL, landscape=landscape)))
    assert [each.text for each in document.paragraphs if each.text] == [
        "示例市组织情况统计表", "单位：示例市妇联", "人数按名册计算",
    ]  # fmt: skip
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == [column.title for column in COLUMNS]
    assert cells[1:] == [[str(cell) for cell in row] for row in (*ROWS, TOTAL)]
    section = document.sections[0]
    long, short = section.page_width or 0, section.page_height or 0
    assert (section.orientation == WD_ORIENT.LANDSCAPE) == landscape == (long > short)
    assert "内部资料　不得公开" in section.footer.paragraphs[1].text
    assert MASK_NOTE in section.footer.paragraphs[1].text
    assert section.header.paragraphs[0].text == ""


def test_a_table_is_made_for_paper() -> None:
    """Headings come again on each page, no line is broken by its end, columns take the whole width and no more."""
    data = paper_document(paper(*ROWS * 40))
    table = opened(data).tables[0]
    marks = [[child.tag for child in row._tr.trPr] for row in table.rows]
    assert all(qn("w:cantSplit") in each for each in marks)
    assert [qn("w:tblHeader") in each for each in marks] == [True, *[False] * (len(marks) - 1)]
    section = opened(data).sections[0]
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    assert 0.99 < sum(column.width or 0 for column in table.columns) / room <= 1


def test_the_fonts_are_those_of_offices() -> None:
    """For Latin and Chinese signs alike, whatever the program's own are."""
    data = paper_document(paper(*ROWS))
    fonts = [each for name in ("word/styles.xml", "word/document.xml") for each in xml(data, name).iter(qn("w:rFonts"))]
    assert [{*each.attrib.values()} for each in fonts] == [{"宋体"}, {"黑体"}]
    assert all(qn("w:eastAsia") in each.attrib for each in fonts)


def test_several_tables_say_which_is_which() -> None:
    """Each has its own name beside the report's; those that ask for it begin a new page."""
    tables = [Part(Table(name, COLUMNS, ROWS), apart=True) for name in ("甲队", "乙队", "丙队")]
    document = opened(paper_document(Paper("名册", "名册", tuple(tables), MASK_NOTE, sample=True)))
    titles = [each for each in document.paragraphs if each.text]
    assert [each.text for each in titles] == ["名册（甲队）", "名册（乙队）", "名册（丙队）"]
    assert [each.paragraph_format.page_break_before for each in titles] == [None, True, True]
    assert "样例数据" in document.sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("strange", [*EVIL, "<w:p>", "a&b", "\x00\x0b\ud800\ufffe", "'\"", "𠮷", "长" * 2000])
def test_any_text_stays_what_it_is(strange: str) -> None:
    """No markup, no field, and no sign that would make the file unreadable."""
    table = Table(strange, (COLUMNS[1],), ((strange,),))
    data = paper_document(Paper("x", strange, (Part(table, (strange,), (strange,), (strange,)),), strange))
    shown = opened(data).tables[0].cell(1, 0).text
    assert shown == "".join(" " if sign in "\x00\x0b\ud800\ufffe" else sign for sign in strange)
    assert not list(xml(data).iter(qn("w:fldSimple")))


def test_a_wide_table_fits(tmp_path: Path) -> None:
    """Twelve long columns: digits keep their width, texts give way."""
    del tmp_path
    columns = tuple(COLUMNS[3] if number % 4 == 0 else COLUMNS[4] for number in range(12))
    row = tuple("000000200103120001" if number % 4 == 0 else "专业技能、服务类别" * 3 for number in range(12))
    widths = [column.width for column in opened(paper_document(Paper(
        "x", "表", (Part(Table("表", columns, (row,))),), MASK_NOTE))).tables[0].columns]  # fmt: skip
    assert sum(widths) <= (16838 - 2 * 1021) * 635
    assert min(widths[::4]) >= 18 * 75 * 635  # eighteen digits of 7.5 points


def test_same_report_same_bytes_and_no_properties() -> None:
    """Neither author nor date nor thumbnail nor the program's name."""
    data = paper_document(paper(*ROWS, sample=True))
    assert data == paper_document(paper(*ROWS, sample=True))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml",
            "word/footer1.xml", "word/header1.xml", "word/settings.xml", "word/styles.xml",
        ]  # fmt: skip
        assert archive.namelist() == sorted(archive.namelist())
        assert {(each.date_time, each.create_system) for each in archive.infolist()} == {((2000, 1, 1, 0, 0, 0), 3)}
        told = b"".join(archive.read(name) for name in archive.namelist()).lower()
    assert not [word for word in (b"python", b"rsid", b"creator", b"thumbnail", b"docprops", b"custom") if word in told]


def test_only_the_styles_that_are_used_are_there() -> None:
    """The library's template has some 160 more, in colours and fonts of its own."""
    data = paper_document(paper(*ROWS, sample=True))
    kept = {style.style_id for style in opened(data).styles}
    assert kept == {"Normal", "Header", "Footer", "Heading1", "TableNormal", "TableGrid"}
    names = ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/styles.xml")
    asked = [each for name in names for tag in ("pStyle", "tblStyle", "basedOn", "link", "next")
             for each in xml(data, name).iter(qn(f"w:{tag}"))]  # fmt: skip
    assert {each.get(qn("w:val")) for each in asked} <= kept


def test_titles_are_headings() -> None:
    """So that a program lists them beside the pages; and nothing else is one."""
    parts = tuple(Part(Table(name, COLUMNS, ROWS), above=("上",), notes=("下",)) for name in ("甲队", "乙队"))
    document = opened(paper_document(Paper("名册", "名册", parts, MASK_NOTE)))
    titles = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert titles == ["名册（甲队）", "名册（乙队）"]


def test_numbers_stand_in_the_middle_and_texts_at_the_left() -> None:
    """By column, so that a column is of one piece; the total and the headings all in the middle."""
    table = opened(paper_document(paper(*ROWS, total=TOTAL))).tables[0]
    middle = [[cell.paragraphs[-1].alignment == CENTER for cell in row.cells] for row in table.rows]
    assert middle[1:3] == [[True, False, True, True, False]] * 2
    assert all(middle[0] + middle[3])


def test_a_roster_of_thousands_takes_seconds() -> None:
    """Lines are copied; through an object for each cell this would take minutes."""
    rows = tuple((number, "新华区妇联", number, f"{number:018}", "备注") for number in range(4000))
    start = time.process_time()
    data = paper_document(paper(*rows))
    assert time.process_time() - start < 10
    assert sum(1 for _ in xml(data).iter(qn("w:tr"))) == 4001


@with_writer
@with_pdf_text
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    """Headings and foot on every page, the pages counted, nothing lost."""
    rows = tuple((number, "新华区妇联", number, f"{number:018}", "备注") for number in range(1, 101))
    pages = printed(tmp_path, "in.docx", paper_document(paper(*rows, total=TOTAL, sample=True)))
    for number, page in enumerate(pages, start=1):
        for text in ("样例数据", "序号单位人数证件号码备注", f"第{number}页共{len(pages)}页", "内部资料不得公开"):
            assert text in page, text
    assert 3 <= len(pages) <= 5
    assert "示例市组织情况统计表" in pages[0]
    assert all(f"{number:018}" in "".join(pages) for number in range(1, 101))


def test_an_empty_cell_is_as_low_as_a_full_one() -> None:
    """The mark at the end of each paragraph is as large as its text, or it alone would make the line higher."""
    lines = list(xml(paper_document(paper(*ROWS))).iterfind(f".//{qn('w:tbl')}//{qn('w:p')}"))
    assert any(not "".join(line.itertext()) for line in lines), "one cell is empty"
    for line in lines:
        sizes = {size.get(qn("w:val")) for size in line.iterfind(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:sz')}")}
        marks = {size.get(qn("w:val")) for size in line.iterfind(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:sz')}")}
        assert sizes == marks
        assert len(sizes) == 1


def test_notes_stay_together() -> None:
    """On one page: none of them stands alone over the next table."""
    notes = tuple(f"说明{number}" for number in range(4))
    document = opened(paper_document(replace(paper(*ROWS), parts=(replace(paper(*ROWS).parts[0], notes=notes),))))
    kept = [each.paragraph_format.keep_with_next for each in document.paragraphs if each.text in notes]
    assert kept == [True, True, True, None]
