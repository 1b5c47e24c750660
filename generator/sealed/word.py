"""Word files with python-docx: the paper, the fonts, the tables and the page numbers that office forms need.

What the library has no words for (fonts of Chinese signs, lines that a page never breaks, fields) is added to its
elements here and nowhere else. Of its template only the styles that we use come into our files: no author, no dates,
no thumbnail, no properties at all.
"""

from __future__ import annotations

import copy
import functools
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from typing import cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from docx.text.run import Run

CENTER = WD_ALIGN_PARAGRAPH.CENTER
_SONG, _HEI = "宋体", "黑体"
_TEXT, _TITLE, _GRID = "Normal", "Heading 1", "Table Grid"
_STYLES = frozenset({_TEXT, _TITLE, _GRID, "Normal Table", "Header", "Footer"})
_PARTS = frozenset({RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS})
_SHORT, _LONG = Mm(210), Mm(297)
_MARGIN, _EDGE = Mm(18), Mm(9)
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = (2000, 1, 1, 0, 0, 0)
"""Of every entry, so that the same text gives the same bytes."""
_UNIX = 3
"""The system that every entry says it comes from."""


def new_document(*, landscape: bool = False, padding: int = 60) -> Document:
    """An empty document on A4; ``padding`` is left and right inside the cells of its tables, in twips."""
    document = docx.Document(io.BytesIO(_blank()))
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = _EDGE
    section.gutter = Mm(0)
    for name in ("left", "right"):
        for margin in document.styles[_GRID].element.iterfind(f".//{qn('w:tblCellMar')}/{qn(f'w:{name}')}"):
            margin.set(qn("w:w"), str(padding))
    return document


def page_room(document: Document) -> int:
    """Twips between the margins."""
    section = document.sections[0]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    return width // Twips(1)


def write(paragraph: Paragraph, text: str, size: float = 10.5, *, bold: bool = False, colour: str = "") -> Run:
    """Some more text in a paragraph, without the signs that no file can hold."""
    run = paragraph.add_run(_clean(text))
    run.font.size = Pt(size)
    _set_mark(paragraph, size)
    if bold:
        run.font.bold = True
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def _set_mark(paragraph: Paragraph, size: float) -> None:
    """The paragraph's own mark as large as its text: it alone makes an empty line high, and every line at least."""
    look = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- the library has no marks
    for mark in look.findall(qn("w:rPr")):
        look.remove(mark)
    mark = _element("w:rPr")
    mark.append(_element("w:sz", val=str(round(2 * size))))
    look.insert_element_before(mark, "w:sectPr", "w:pPrChange")


def heading(document: Document, text: str, size: float = 16) -> Paragraph:
    """A title over the text below it, which programs list beside the pages."""
    paragraph = document.add_paragraph(style=_TITLE)
    write(paragraph, text, size)
    return paragraph


def number_pages(paragraph: Paragraph, size: float = 9) -> None:
    """``第 1 页　共 3 页``, kept up by the program that opens the file."""
    for before, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES")):
        write(paragraph, before, size)
        counted = _element("w:fldSimple", instr=field)
        number = write(paragraph, "1", size)._r  # noqa: SLF001 -- the library has no fields
        number.addprevious(counted)
        counted.append(number)
    write(paragraph, " 页", size)


def frame(run: Run) -> None:
    """A box around some text."""
    line = _element("w:bdr", val="single", sz="6", space="0", color="auto")
    run._r.get_or_add_rPr().append(line)  # noqa: SLF001 -- the library has no borders


def add_grid(document: Document, rows: int, widths: Sequence[int]) -> Table:
    """A ruled table with columns of fixed widths, in twips; its texts stand in the middle of their lines."""
    table: Table = document.add_table(rows, len(widths), _GRID)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Twips(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return table


def hold(row: _Row, height: float, *, repeat: bool = False) -> None:
    """A line at least so many points high that no page breaks; ``repeat`` puts it at the top of every page."""
    row.height, row.height_rule = Pt(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    look = row._tr.get_or_add_trPr()  # noqa: SLF001 -- the library has neither mark
    look.append(_element("w:cantSplit"))
    if repeat:
        look.append(_element("w:tblHeader"))


def shade(cell: _Cell, colour: str) -> None:
    """A colour behind a cell; the order of its properties is not free."""
    look = cell._tc.get_or_add_tcPr()  # noqa: SLF001 -- the library has no shading
    look.insert_element_before(_element("w:shd", val="clear", color="auto", fill=colour), "w:vAlign")


def fill(model: _Row, rows: Iterable[Sequence[str]]) -> None:
    """In place of the model, lines that look like it; each of its cells holds one run.

    Cell by cell through the library's objects, a roster of everybody would take minutes; copies take no time.
    """
    pattern = model._tr  # noqa: SLF001 -- elements are copied
    for texts in rows:
        line = copy.deepcopy(pattern)
        for run, text in zip(line.iter(qn("w:r")), texts, strict=True):
            run.text = _clean(text)
        pattern.addprevious(line)
    pattern.getparent().remove(pattern)


def saved(document: Document) -> bytes:
    """The file: the same bytes for the same text, on every machine."""
    packed, data = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(data, "w") as archive:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            with source.open(name) as old, archive.open(entry, "w") as new:
                shutil.copyfileobj(old, new)
    return data.getvalue()


@functools.cache
def _blank() -> bytes:
    """The library's template without everything that it would say of itself."""
    document = docx.Document()
    package, part = document.part.package, document.part
    for relations, kept in ((package.rels, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT}), (part.rels, _PARTS)):
        for name in [name for name, each in relations.items() if each.reltype not in kept]:
            del relations[name]
    document.sections[0]._sectPr.clear()  # noqa: SLF001 -- its paper is American
    settings = document.settings.element
    settings.clear()
    settings.append(_element("w:characterSpacingControl", val="compressPunctuation"))
    compatible = _element("w:compat")
    word = "http://schemas.microsoft.com/office/word"
    compatible.append(_element("w:compatSetting", name="compatibilityMode", uri=word, val="15"))
    settings.append(compatible)
    _restyle(document)
    return saved(document)


def _restyle(document: Document) -> None:
    """宋体 for the text, 黑体 for titles, nothing between the lines, ruled tables; no other style is left."""
    styles = document.styles
    for style in list(styles):
        if style.name not in _STYLES:
            style.delete()
    for defaults in styles.element.findall(qn("w:docDefaults")):
        styles.element.remove(defaults)
    text, title = cast("ParagraphStyle", styles[_TEXT]), cast("ParagraphStyle", styles[_TITLE])
    _set_font(text.font, _SONG, 10.5)
    language = _element("w:lang", val="zh-CN", eastAsia="zh-CN")
    text.element.get_or_add_rPr().append(language)
    text.paragraph_format.space_before = text.paragraph_format.space_after = Pt(0)
    _set_font(title.font, _HEI, 16)
    title.font.bold = False
    title.font.color.rgb = RGBColor(0, 0, 0)
    title.paragraph_format.alignment = CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(12), Pt(6)
    for style in styles:
        for left in [each for name in ("w:link", "w:rsid") for each in style.element.findall(qn(name))]:
            style.element.remove(left)


def _set_font(font: Font, name: str, size: float) -> None:
    """For Latin and Chinese signs alike: the library's own name of a font is for Latin ones."""
    font.name, font.size = name, Pt(size)
    for fonts in font.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), name)


def _element(tag: str, **values: str) -> BaseOxmlElement:
    element = cast("BaseOxmlElement", OxmlElement(tag))
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _clean(text: str) -> str:
    return _ILLEGAL.sub(" ", text)
