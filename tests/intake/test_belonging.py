"""Which pictures belong to which story, and what else people put into one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.console import Recorded
from generator.intake import drawings
from generator.intake.delivered import Delivery
from generator.intake.reading import read
from tests.intake.making import STORY, handed, packed, picture, reasons, told, word


def folder(top: Path, files: dict[str, bytes]) -> Delivery:
    """A folder handed in as a whole."""
    handed(top / "交", files)
    return read([top / "交"], Recorded())


def owned(found: Delivery) -> dict[str, list[str]]:
    """The pictures of each piece."""
    return {piece.name: [each.name for each in piece.pictures] for piece in found.pieces}


def test_one_story_owns_all_pictures(tmp_path: Path) -> None:
    """Also those in folders below it, in the order in which people number them."""
    found = folder(
        tmp_path, {"稿.docx": word(), "照片/10.png": picture(10), "照片/2.png": picture(2), "封面.png": picture(3)}
    )
    assert owned(found) == {"交 › 稿.docx": ["封面.png", "2.png", "10.png"]}
    assert not found.kept


def test_each_folder_is_for_itself(tmp_path: Path) -> None:
    """Two activities in two folders do not mix."""
    found = folder(tmp_path, {
        "一/稿.docx": word(), "一/1.png": picture(1), "二/稿.txt": STORY.encode(), "二/1.png": picture(2),
    })  # fmt: skip
    assert owned(found) == {"交 › 一 › 稿.docx": ["1.png"], "交 › 二 › 稿.txt": ["1.png"]}


def test_names_decide_between_stories(tmp_path: Path) -> None:
    """A picture's own name, or that of its folder; nobody guesses further."""
    found = folder(tmp_path, {
        "植树造林活动.docx": word(), "敬老院慰问活动.docx": word(STORY + "又。"), "植树1.png": picture(1),
        "敬老院/DSC2.png": picture(2), "活动照片3.png": picture(3),
    })  # fmt: skip
    assert owned(found) == {"交 › 敬老院慰问活动.docx": ["DSC2.png"], "交 › 植树造林活动.docx": ["植树1.png"]}
    assert [each.name for each in found.kept] == ["交 › 活动照片3.png"]
    assert found.notes == ("照片 活动照片3.png是哪一篇的？看不出来，没有放进草稿",)


def test_a_form_does_not_take_the_pictures(tmp_path: Path) -> None:
    """A register form beside a story has no photographs of the activity."""
    form = tmp_path / "form.docx"
    import docx  # noqa: PLC0415 -- one document by hand

    document = docx.Document()
    document.add_table(2, 2).cell(0, 0).text = "队伍名称"
    document.save(str(form))
    found = folder(tmp_path, {"稿.docx": word(), "登记表.docx": form.read_bytes(), "1.png": picture()})
    assert owned(found) == {"交 › 登记表.docx": [], "交 › 稿.docx": ["1.png"]}


def test_pictures_alone_are_asked_about(tmp_path: Path) -> None:
    """Without words nobody knows what they show."""
    found = folder(tmp_path, {"1.png": picture()})
    assert reasons(found) == ["交 › 1.png：只有照片，没有文字，不知道是哪场活动的，请补上活动的文字再交"]
    assert found.notes == ("有 1 张照片没有跟着文字，没有放进草稿",)


def test_files_handed_in_together_are_one_folder(tmp_path: Path) -> None:
    """A document and photographs on one command line belong together."""
    found = handed(tmp_path, {"稿.docx": word(), "1.png": picture()})
    assert owned(found) == {"稿.docx": ["1.png"]}


def test_tables_are_handed_on(tmp_path: Path) -> None:
    """Lists of teams are read elsewhere, as they came."""
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"x"}
    old = bytes.fromhex("d0cf11e0a1b11ae1")
    files = {"a.csv": b"x,y\n", "b.xlsx": packed({"xl/workbook.xml": b"x"}), "c.xls": old, "d.ods": packed(ods)}
    found = handed(tmp_path, files)
    assert [each.name for each in found.tables] == list(files)
    assert {each.data for each in found.tables} == set(files.values())


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_text_files(tmp_path: Path, code: str) -> None:
    """Notepad writes several codes and says so or not."""
    found = handed(tmp_path, {"活动.txt": f"　　{STORY}\r\n\r\n- 一项\r\n".encode(code)})
    assert told(found.pieces[0]) == [STORY, "一项"]
    assert found.pieces[0].subject == "活动"


def test_drawings_become_png(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A converted picture takes the place of its original, which is kept."""
    monkeypatch.setattr(drawings, "converted", lambda files, *_: [b"\x89PNG\r\n" for _ in files])
    bitmap = picture(1, "BMP")
    found = handed(tmp_path, {"稿.docx": word(STORY, pictures=[bitmap])})
    assert told(found.pieces[0]) == [STORY, "[image1.png]"]
    assert reasons(found) == ["稿.docx › image1.bmp：BMP 图已经转成 PNG 放进草稿，原图留着备查"]
    assert found.kept[0].data == bitmap


def test_missing_files_are_told(tmp_path: Path) -> None:
    """A path that is not there costs only itself."""
    (tmp_path / "稿.txt").write_text(STORY, encoding="utf-8")
    found = read([tmp_path / "没有.docx", tmp_path / "稿.txt"], Recorded())
    assert found.notes == ("没有.docx打不开，没有读，请看看文件还在不在",)
    assert len(found.pieces) == 1
