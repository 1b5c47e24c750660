"""Word files as clerks write them: the text in order, pictures in their places, nothing hidden told."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.intake.making import STORY, changed, handed, picture, reasons, saved, told, word

P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def kinds(data: bytes, folder: Path) -> list[tuple[str, str]]:
    """What each block is, and its text."""
    return [(block.kind, block.text) for block in handed(folder, {"稿.docx": data}).pieces[0].blocks]


def test_paragraphs_headings_items(tmp_path: Path) -> None:
    """Styles, numbers and centred first lines tell what a paragraph is."""
    document = docx.Document()
    document.add_paragraph("新华区开展学雷锋活动").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(f"　　{STORY}")
    document.add_heading("活动背景", 2)
    document.add_paragraph("一、理发")
    document.add_paragraph("理发", style="List Bullet")
    document.add_paragraph("体检", style="List Number")
    document.add_paragraph("• 打扫")
    document.add_paragraph("一、这里是一个很长的句子，说的是活动的经过，不是标题，所以是一段。")
    document.add_paragraph("第一行。\n第二行")
    document.add_paragraph("a\u200b\u0301\u00a0b\tc")
    assert kinds(saved(document), tmp_path) == [
        ("title", "新华区开展学雷锋活动"), ("paragraph", STORY), ("heading", "活动背景"), ("heading", "一、理发"),
        ("item", "理发"), ("item", "体检"), ("item", "打扫"),
        ("paragraph", "一、这里是一个很长的句子，说的是活动的经过，不是标题，所以是一段。"),
        ("paragraph", "第一行。"), ("paragraph", "第二行"), ("paragraph", "á b c"),
    ]  # fmt: skip


def test_tracked_changes_are_accepted(tmp_path: Path) -> None:
    """The text as it stands when all changes are taken over."""
    body = (
        "<w:p><w:r><w:t>留下</w:t></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='x'><w:r><w:t>加上</w:t></w:r></w:ins>"
        "<w:moveFrom w:id='3' w:author='x'><w:r><w:t>搬走</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='4' w:author='x'/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"
        + P.format("后半")
    )
    assert kinds(changed(word(), body=body), tmp_path) == [("paragraph", "留下加上"), ("paragraph", "前半后半")]


def test_hidden_words_and_comments_are_left_out(tmp_path: Path) -> None:
    """They are told of, and stay in the document that is handed on."""
    body = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>"
    data = changed(word(), {"word/comments.xml": b"<c/>"}, body=body)
    found = handed(tmp_path, {"稿.docx": data})
    assert told(found.pieces[0]) == ["明"]
    assert found.notes == ("稿.docx里有隐藏的文字，没有放进草稿", "稿.docx里有批注，没有放进草稿")
    assert found.pieces[0].document == data


def test_fields_links_and_breaks(tmp_path: Path) -> None:
    """What a reader sees of fields and links; not the instructions behind them."""
    body = (
        "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t>3月5日</w:t></w:r></w:fldSimple><w:r><w:noBreakHyphen/></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{P.format('块')}</w:sdtContent></w:sdt>"
    )
    assert kinds(changed(word(), body=body), tmp_path) == [("paragraph", "链接3月5日-控件"), ("paragraph", "块")]


def test_ticked_boxes(tmp_path: Path) -> None:
    """Boxes of symbol fonts say what was chosen."""
    body = "<w:p><w:r><w:sym w:font='Wingdings 2' w:char='F052'/><w:t>是</w:t><w:sym w:font='Wingdings' w:char='F0A8'/>"
    body += "<w:t>否</w:t></w:r></w:p>"
    body += "<w:p><w:pPr><w:rPr><w:del w:id='4' w:author='x'/></w:rPr></w:pPr><w:r><w:t>末</w:t></w:r></w:p>"
    assert kinds(changed(word(), body=body), tmp_path) == [("paragraph", "☑是□否"), ("paragraph", "末")]


def test_text_boxes_are_told_once(tmp_path: Path) -> None:
    """Word writes a text box twice, for new and old programs."""
    box = f"<w:txbxContent>{P.format('框里的字')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent "
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert kinds(changed(word(), body=body), tmp_path) == [("paragraph", "正文"), ("paragraph", "框里的字")]


def test_tables_in_tables(tmp_path: Path) -> None:
    """The outer table first, the inner after it; merged cells keep the columns."""
    document = docx.Document()
    table = document.add_table(3, 3)
    for place, words in enumerate(("队伍", "人数", "备注", "甲队", "12", "", "乙队", "9", "")):
        table.cell(place // 3, place % 3).text = words
    table.cell(2, 0).merge(table.cell(2, 1))
    inner = table.cell(1, 2).add_table(2, 2)
    for place, words in enumerate(("姓", "名", "甲", "乙")):
        inner.cell(place // 2, place % 2).text = words
    assert kinds(saved(document), tmp_path) == [
        ("table", "队伍\t人数\t备注\n甲队\t12\n乙队 9"), ("table", "姓\t名\n甲\t乙"),
    ]  # fmt: skip


def test_a_table_that_only_arranges(tmp_path: Path) -> None:
    """Pictures two by two with captions beneath: each with its own."""
    document = docx.Document()
    table = document.add_table(2, 2)
    for place in range(2):
        table.cell(0, place).paragraphs[0].add_run().add_picture(io.BytesIO(picture(place)))
        table.cell(1, place).text = f"图{place + 1}：现场"
    assert told(handed(tmp_path, {"稿.docx": saved(document)}).pieces[0]) == [
        "[image1.png]", "图1：现场", "[image2.png]", "图2：现场",
    ]  # fmt: skip


def test_a_form_with_a_portrait_stays_a_table(tmp_path: Path) -> None:
    """A picture in a form does not make it a page."""
    document = docx.Document()
    table = document.add_table(2, 3)
    for place, words in enumerate(("姓名", "某某", "", "单位", "某社区", "")):
        table.cell(place // 3, place % 3).text = words
    table.cell(0, 2).paragraphs[0].add_run().add_picture(io.BytesIO(picture()))
    assert told(handed(tmp_path, {"稿.docx": saved(document)}).pieces[0]) == [
        "姓名\t某某\n单位\t某社区",
        "[image1.png]",
    ]


def test_pictures_never_split_a_sentence(tmp_path: Path) -> None:
    """A picture inside a sentence comes after it; one behind a sentence in its place."""
    document = docx.Document()
    for before, after in (("志愿者来到", "社区。"), ("活动结束。", "图为现场")):
        paragraph = document.add_paragraph(before)
        paragraph.add_run().add_picture(io.BytesIO(picture(len(after))))
        paragraph.add_run(after)
    assert told(handed(tmp_path, {"稿.docx": saved(document)}).pieces[0]) == [
        "志愿者来到社区。", "[image1.png]", "活动结束。", "[image2.png]", "图为现场",
    ]  # fmt: skip


def test_linked_pictures_are_not_fetched(tmp_path: Path) -> None:
    """A picture that lies elsewhere is told of."""
    data = word(STORY, pictures=[picture()])
    found = handed(tmp_path, {"稿.docx": changed(data, swaps=[("r:embed=", "r:link=")])})
    assert found.pieces[0].pictures  # the link leads to a part of the file itself
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    rels += b'Id="rId9" TargetMode="External" Target="http://127.0.0.1:9/x.png" Type="image"/></Relationships>'
    data = changed(data, {"word/_rels/document.xml.rels": rels})
    found = handed(tmp_path, {"稿.docx": changed(data, swaps=[('r:embed="rId9"', 'r:link="rId9"')])})
    assert found.notes == ("稿.docx里有 1 张图片只是链接，没有去取，请把图片本身发来",)


def test_embedded_files_are_kept(tmp_path: Path) -> None:
    """What is embedded is neither opened nor lost."""
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    rels += b'Id="rId9" Target="embeddings/oleObject1.bin" Type="oleObject"/></Relationships>'
    body = P.format("正文") + (
        "<w:p><w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office' r:id='rId9' "
        "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'/></w:object></w:r></w:p>"
    )
    data = changed(word(), {"word/embeddings/oleObject1.bin": b"ole", "word/_rels/document.xml.rels": rels}, body=body)
    found = handed(tmp_path, {"稿.docx": data})
    assert reasons(found) == ["稿.docx › oleObject1.bin：Word 文件里嵌着的文件，没有打开，请人工查看"]


def test_deep_tables_are_kept(tmp_path: Path) -> None:
    """Nested beyond what a parser takes: kept, not crashed."""
    body = "<w:tbl><w:tr><w:tc>" * 400 + P.format("底") + "</w:tc></w:tr></w:tbl>" * 400
    found = handed(tmp_path, {"稿.docx": changed(word(), body=body)})
    assert len(found.kept) == 1
    assert not found.pieces
