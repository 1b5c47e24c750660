"""Word files from their XML: fonts, tables and pages as office forms need them, and nothing else in the file.

Written directly rather than through a template: a template brings an author, a thumbnail and dates along, and a
roster of many thousand rows takes minutes through an object for each cell.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Align = Literal["left", "center", "right", "both"]

SONG = "宋体"
HEI = "黑体"
_SHORT, _LONG = 11906, 16838
"""A4 in twentieths of a point."""
_MARGIN = 1021
"""1.8 cm."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = (2000, 1, 1, 0, 0, 0)
"""Of every entry, so that the same text gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet of paper and what stands on each."""

    landscape: bool = False
    head: str = ""
    """Paragraphs over every page."""
    foot: str = ""
    """Paragraphs under every page."""

    @property
    def width(self) -> int:
        """Between the margins."""
        return (_LONG if self.landscape else _SHORT) - 2 * _MARGIN


def run(text: str, size: float = 10.5, *, font: str = "", bold: bool = False, colour: str = "", more: str = "") -> str:
    """Some text in one font, the same for Latin and Chinese signs; ``more`` are further properties."""
    look = f"<w:rFonts {_fonts(font)}/>" if font else ""
    look += "<w:b/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{round(2 * size)}"/><w:szCs w:val="{round(2 * size)}"/>{more}'
    plain = escape(_ILLEGAL.sub(" ", text))
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{plain}</w:t></w:r>'


def page_number(size: float = 9) -> str:
    """``第 1 页　共 3 页``, kept up by the program that opens the file."""
    fields = [f'<w:fldSimple w:instr="{name}">{run("1", size)}</w:fldSimple>' for name in ("PAGE", "NUMPAGES")]
    return run("第 ", size) + fields[0] + run(" 页　共 ", size) + fields[1] + run(" 页", size)


def paragraph(
    runs: str,
    align: Align = "left",
    *,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
    new_page: bool = False,
    tab: int = 0,
) -> str:
    """One paragraph; ``keep`` holds it to the next, ``new_page`` begins a page with it, ``tab`` is a stop."""
    look = "<w:keepNext/>" if keep else ""
    look += "<w:pageBreakBefore/>" if new_page else ""
    look += f'<w:tabs><w:tab w:val="left" w:pos="{tab}"/></w:tabs>' if tab else ""
    look += f'<w:spacing w:before="{before}" w:after="{after}"/>' if before or after else ""
    look += f'<w:jc w:val="{align}"/>' if align != "left" else ""
    return f"<w:p><w:pPr>{look}</w:pPr>{runs}</w:p>" if look else f"<w:p>{runs}</w:p>"


def cell(content: str, width: int, *, span: int = 1, shade: str = "") -> str:
    """One cell of a table."""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    look += '<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{content}</w:tc>"


def row(cells: Iterable[str], *, head: bool = False, height: int = 0) -> str:
    """One line of a table, never broken by the end of a page; ``head`` repeats it on each."""
    look = "<w:cantSplit/>"
    look += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    look += "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Iterable[str], widths: Sequence[int], *, lines: bool = True, margin: int = 60) -> str:
    """A table of fixed widths; ``margin`` is left and right inside each cell."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    style = 'w:val="single" w:sz="4" w:space="0" w:color="auto"' if lines else 'w:val="nil"'
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{''.join(f'<w:{edge} {style}/>' for edge in edges)}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def document(body: Iterable[str], page: Page) -> bytes:
    """The whole file; it has no properties at all: no author, no dates, no program."""
    across, down = (_LONG, _SHORT) if page.landscape else (_SHORT, _LONG)
    turned = ' w:orient="landscape"' if page.landscape else ""
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{across}" w:h="{down}"{turned}/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}"'
        ' w:header="510" w:footer="510" w:gutter="0"/></w:sectPr>'
    )
    start, _, end = _root("document", f"<w:body>{_BODY}{section}</w:body>").partition(_BODY)
    empty = paragraph("")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _PARTS.items():
            _add(archive, name, (content,))
        _add(archive, "word/header.xml", (_root("hdr", page.head or empty),))
        _add(archive, "word/footer.xml", (_root("ftr", page.foot or empty),))
        _add(archive, "word/document.xml", itertools.chain((start,), body, (end,)))
    return data.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: Iterable[str]) -> None:
    """One entry, piece by piece: a roster of everybody is never in memory as a whole."""
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(entry, "w") as stream:
        for each in content:
            stream.write(each.encode())


def _fonts(name: str) -> str:
    return " ".join(f"w:{script}={quoteattr(name)}" for script in ("ascii", "hAnsi", "eastAsia", "cs"))


_BODY = "<!--body-->"
_KINDS = ("styles", "settings", "header", "footer")
_STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts {_fonts(SONG)}/><w:sz w:val="21"/>'
    '<w:szCs w:val="21"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style>'
)
_SETTINGS = (
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def _root(name: str, inner: str) -> str:
    return f'{_XML}<w:{name} xmlns:w="{_WORD}" xmlns:r="{_OFFICE}">{inner}</w:{name}>'


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{each}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for each, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types() -> str:
    listed = "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for kind in _KINDS)
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{listed}</Types>'
    )


_PARTS = {
    "[Content_Types].xml": _content_types(),
    "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
    "word/_rels/document.xml.rels": _relations(
        {f"rId{number}": (kind, f"{kind}.xml") for number, kind in enumerate(_KINDS, start=1)}
    ),
    "word/styles.xml": _root("styles", _STYLES),
    "word/settings.xml": _root("settings", _SETTINGS),
}
"""What is the same in every file. There are no properties: no author, no dates, no program."""
