"""What broken, careless and hostile files do: a clear message each, nothing lost, nothing run, nothing fetched."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.faults import TRACE
from generator.intake import limits, parts
from generator.intake.desk import Desk
from generator.intake.reading import read
from tests.intake.making import STORY, changed, handed, packed, picture, reasons, told, winmail, word

VBA = b"\xd0\xcf\x11\xe0 a program"
EMF = struct.pack("<II", 1, 88) + b"\0" * 32 + b" EMF" + b"\0" * 44


def macros(data: bytes) -> bytes:
    """A Word file with macros, as Word saves it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    return changed(data, {"word/vbaProject.bin": VBA, "[Content_Types].xml": types})


@pytest.mark.parametrize("name", ["稿.docm", "稿.docx"])
def test_macros_never_run(tmp_path: Path, name: str) -> None:
    """The text is taken; the document that goes on has no macros, and opens."""
    import docx  # noqa: PLC0415 -- what a later reader does

    data = macros(word(STORY))
    found = handed(tmp_path, {name: data})
    assert told(found.pieces[0]) == [STORY]
    assert found.notes == (f"{name}里有宏，没有运行",)
    assert reasons(found) == [f"{name}：文件里有宏，没有运行；文字已经取出，原件留着备查，请不要打开里面的宏"]
    assert found.kept[0].data == data
    harmless = found.pieces[0].document or b""
    assert VBA not in harmless
    assert docx.Document(io.BytesIO(harmless)).paragraphs[0].text == STORY


def test_a_word_file_that_is_a_bomb(tmp_path: Path) -> None:
    """Measured before a parser sees it."""
    data = changed(word(STORY), {"word/media/x.xml": b" " * 60_000_000})
    assert reasons(handed(tmp_path, {"稿.docx": data})) == [
        "稿.docx：Word 文件解开以后太大，像是压缩炸弹，没有读，请用 Word 或 WPS 打开，压缩图片以后另存为 .docx 再交"
    ]


def test_entities_are_refused(tmp_path: Path) -> None:
    """A document that declares anything is not read."""
    with zipfile.ZipFile(io.BytesIO(word(STORY))) as archive:
        xml = archive.read("word/document.xml")
    mark = b"?>"
    evil = xml.replace(mark, mark + b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 1)
    found = handed(tmp_path, {"稿.docx": changed(word(STORY), {"word/document.xml": evil})})
    assert reasons(found) == [
        "稿.docx：Word 文件里有不正常的 XML 声明，没有读，请用 Word 或 WPS 打开，另存为 .docx 再交"
    ]


def test_links_on_disk(tmp_path: Path) -> None:
    """Nor are those in a folder followed."""
    folder = tmp_path / "交"
    folder.mkdir()
    (tmp_path / "别处.txt").write_text(STORY, encoding="utf-8")
    (folder / "稿.txt").symlink_to(tmp_path / "别处.txt")
    (folder / "环").symlink_to(tmp_path)
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "__MACOSX").mkdir()
    found = read([folder], Recorded())
    assert not found.pieces
    assert found.notes == (
        "交里有 2 个链接（快捷方式），没有跟过去，请交文件本身",
        "交里有 2 个电脑自己留下的文件（隐藏文件、缩略图等），没有收",
    )


def test_winmail(tmp_path: Path) -> None:
    """What Outlook wrapped is unwrapped, by its long name."""
    data = winmail("活动信息.docx", word(STORY))
    found = handed(tmp_path, {"winmail.dat": data})
    assert [piece.name for piece in found.pieces] == ["winmail.dat › 活动信息.docx"]
    assert reasons(found) == ["winmail.dat：Outlook 的 winmail.dat，里面的 1 个附件已经取出，原件留着备查"]


@pytest.mark.parametrize("cut", [6, 20, 60, 200])
def test_broken_winmail(tmp_path: Path, cut: int) -> None:
    """A forged or broken one ends where it stops making sense."""
    data = winmail("x.docx", word(STORY))[:cut] + b"\xff" * 40
    found = handed(tmp_path, {"winmail.dat": data})
    assert reasons(found) == [
        "winmail.dat：winmail.dat 拆不开，请让发信人用“纯文本”或“HTML”格式重新发，或者把附件单独发来"
    ]


def with_emf() -> bytes:
    """A Word file whose only picture is a Windows drawing."""
    data = word(STORY, pictures=[picture(7)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(each for each in archive.namelist() if each.startswith("word/media/"))
    return changed(data, {name: EMF})


def test_drawings_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drawing that no browser shows is kept, and its place in the text closes."""
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    found = handed(tmp_path, {"稿.docx": with_emf()})
    assert told(found.pieces[0]) == [STORY]
    assert found.pieces[0].pictures == ()
    assert reasons(found) == [
        "稿.docx › image1.png：EMF 图要装了 LibreOffice 才能转换，这里没有，请截图或另存为 PNG 再交"
    ]
    assert found.kept[0].data == EMF


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"%PDF-1.7 x", "PDF 没有读，请把原来的 Word 文件发来；没有 Word 的，请照着抄进草稿"),
        ("a.rar", b"Rar!\x1a\x07\x00 x", "这种压缩包（rar、7z 等）没有解开，请解压后再交，或者改用 zip 压缩"),
        ("a.mp4", b"\0\0\0\x18ftypmp42 x", "视频不放进登记册，请另外保存好，网站要用时由管理员上传"),
        ("a.exe", b"MZ x", "这是程序、脚本或快捷方式，没有打开，请不要运行；要交的文件请单独发来"),
        ("a.docx", b"MZ x", "这是程序、脚本或快捷方式，没有打开，请不要运行；要交的文件请单独发来"),
        ("a.svg", b"<svg onload='x'/>", "SVG 图可能带程序，没有读，请截图或另存为 PNG 再交"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "文件加了口令，没有读，请去掉口令再交"),
        ("a.docx", b"PK\x03\x04 broken", "Word 文件损坏，打不开，请用 Word 或 WPS 打开，另存为 .docx 再交"),
        ("a.zip", b"PK\x03\x04 broken", "压缩包损坏，打不开，请重新压缩再交"),
        ("a.docx", b"", "文件是空的，请重新发一份"),
        ("a.xyz", b"\x01\x02\x03", "认不出是什么文件，没有读，请人工查看"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x",
         "Outlook 的 .msg 邮件没有读，请在邮箱里另存为 .eml 再交，或者直接交附件"),
        ("a.txt", b"\x00\x01\xff\xfe\x81\xff",
         "认不出这个文件的文字编码，没有读，请用 Word 或 WPS 打开，另存为 .docx 再交"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """Each kind has its own way to go on, and the bytes are kept."""
    found = handed(tmp_path, {name: data})
    assert reasons(found) == [f"{name}：{reason}"]
    assert found.kept[0].data == data
    assert not found.pieces


def test_old_files_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program is missing, the message says how to go on without it."""
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    found = handed(tmp_path, {"a.doc": b"{\\rtf1 x}"})
    assert reasons(found) == [
        "a.doc：旧格式的文件要装了 LibreOffice 才能读，这里没有，请用 Word 或 WPS 打开，另存为 .docx 再交"
    ]


def test_files_too_large_stay_where_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long film is not held in memory; where it lies is told to whoever goes on."""
    monkeypatch.setattr("generator.intake.reading.MAX_FILE", 10)
    found = handed(tmp_path, {"长片.mp4": b"x" * 11})
    assert found.kept[0].source == tmp_path / "长片.mp4"
    assert reasons(found) == ["长片.mp4：文件太大（超过 150 MB），没有读，还在原来的地方，请自己保存好"]


def test_too_much_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no room is kept, and the rest is read."""
    monkeypatch.setattr("generator.intake.reading.Desk", lambda console: Desk(console, limits.Budget(files=1)))
    found = handed(tmp_path, {"a.txt": STORY.encode(), "b.txt": b"b"})
    assert len(found.pieces) == 1
    assert reasons(found) == ["b.txt：文件太多（超过 3000 个），没有读，请分几次交"]


def test_a_reader_that_fails_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours costs one part its draft, and nothing else."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(parts._READERS, "text", broken)
    found = handed(tmp_path, {"a.txt": b"words", "b.docx": word(STORY)})
    assert reasons(found) == ["a.txt：文件读不出来，请人工查看，或者另存一份再交（ZeroDivisionError）"]
    assert len(found.pieces) == 1


def test_a_developer_sees_the_mistake_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As everywhere in the program, on request."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(parts._READERS, "text", broken)
    monkeypatch.setenv(TRACE, "1")
    with pytest.raises(ZeroDivisionError):
        handed(tmp_path, {"a.txt": b"words"})


def test_messages_mask_what_is_personal(tmp_path: Path) -> None:
    """A file name may hold a number that must not be repeated."""
    number = "139" + "0000" * 2
    found = handed(tmp_path, {f"{number}.docm": macros(word(STORY))})
    assert number not in "".join(found.notes)


def test_names_that_steer_are_made_plain(tmp_path: Path) -> None:
    """Line ends, colours of a terminal and turned letters in a name go; so do bytes that are no UTF-8."""
    found = handed(tmp_path, {"a.zip": packed({"稿\n\x1b[31m\u202etxt.txt": STORY.encode()})})
    assert found.pieces[0].name == "a.zip › 稿 [31mtxt.txt"
    folder = tmp_path / "交"
    folder.mkdir()
    with Path(os.fsdecode(os.fsencode(folder) + b"/" + "活动.txt".encode("gbk"))).open("wb") as file:
        file.write(STORY.encode())
    assert [piece.name for piece in read([folder], Recorded()).pieces] == ["交 › 活动.txt"]


def test_temporary_files_are_private() -> None:
    """Nobody else may look into the room in which other programs work, and it is gone afterwards."""
    with Desk(Recorded()) as desk:
        folder = desk.folder()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert not folder.parent.exists()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no file is not read."""
    os.mkfifo(tmp_path / "稿.txt")
    assert read([tmp_path / "稿.txt"], Recorded()).notes == ("稿.txt打不开，没有读，请看看文件还在不在",)
