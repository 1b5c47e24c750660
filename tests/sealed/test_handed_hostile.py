"""Files that are broken, disguised, locked or meant to harm: one clear line each, and nothing of what they hold."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import msoffcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from generator.sealed.handed.tables import HandedTable, PasswordNeededError, in_words, read_table
from tests.sealed.handed_files import document, people, phone, workbook

COLUMNS = {"name": ("姓名",), "mobile": ("手机",)}
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PRIVATE = "赵样荷"
ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document'
LONG_CELL = b'<c r="E1" t="inlineStr"><is><t>' + b"x" * 10_000_000 + b"</t></is></c></row>"


def read(data: bytes, name: str = "名单.xlsx", password: str | None = None) -> HandedTable:
    """The table of names and phones."""
    return read_table(name, data, COLUMNS, required=("name",), password=password)


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """A container with other files in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return target.getvalue()


def with_more(**more: bytes) -> bytes:
    """A workbook of three women with more files in its container."""
    return changed(workbook(people()), lambda _, data: data, **more)


def in_sheet(old: bytes, new: bytes) -> bytes:
    """A workbook of three women with something else in its sheet's XML."""
    return changed(
        workbook(people()), lambda name, data: data.replace(old, new, 1) if name.endswith("sheet1.xml") else data
    )


def far_cell() -> bytes:
    """A filled cell in the last place of a sheet: a parser would make room for 17 billion."""
    return in_sheet(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')


def endless_ods() -> bytes:
    """A filled row that is said to stand there a million times."""
    cell = '<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:spreadsheet>{row}</office:spreadsheet>")
    return target.getvalue()


ODD: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "zeros": lambda: b"\x00" * 100,
    "pdf": lambda: b"%PDF-1.7 " + PRIVATE.encode(),
    "jpeg": lambda: b"\xff\xd8\xff\xe0" + b"x" * 100,
    "html": f"<html><table><tr><td>姓名</td><td>{PRIVATE}</td></tr></table></html>".encode,
    "html-bom": lambda: b"\xef\xbb\xbf\n<table>" + PRIVATE.encode(),
    "rtf": lambda: b"{\\rtf1 x}",
    "7z": lambda: b"7z\xbc\xaf\x27\x1c" + b"x" * 50,
    "ole": lambda: OLE + b"\x00" * 2000,
    "zip-broken": lambda: workbook(people())[:-200],
    "zip-flipped": lambda: workbook(people())[:800] + b"\x00\x01\x02" + workbook(people())[803:],
    "zip-other": lambda: changed(workbook(people()), lambda *_: None, a=b"b"),
    "xlsb": lambda: changed(workbook(people()), lambda *_: None, **{"xl/workbook.bin": b"x"}),
    "no-sheet": lambda: changed(workbook(people()), lambda name, data: None if "sheet1" in name else data),
    "entities": lambda: in_sheet(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
    "docx-entities": lambda: changed(
        document(("姓名", "手机"), (PRIVATE, phone())), lambda _, data: data.replace(b"<w:document", ENTITY, 1)
    ),
    "bomb": lambda: with_more(**{f"xl/{n}": b"\x00" * 30_000_000 for n in range(8)}),
    "many": lambda: with_more(**{f"xl/{n}": b"" for n in range(2_100)}),
    "far": far_cell,
    "ods": endless_ods,
    "no-header": lambda: workbook([[PRIVATE, phone()], [PRIVATE, phone()]]),
    "no-rows": lambda: workbook([[]]),
    "long-csv": ("姓名,手机\n" + PRIVATE + "," + "1" * 10_000_000).encode,
    "long-cell": lambda: in_sheet(b"</row>", LONG_CELL),
    "open-quote": ('姓名,手机\n"' + PRIVATE + "\n" * 200_000).encode,
    "noise": lambda: bytes(range(256)) * 20,
    "no-table": lambda: document(("x",)),
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(ODD))
def test_odd_files_get_one_clear_line(kind: str) -> None:
    """Quickly, in Chinese, with the file's name and what to do; never with what is inside."""
    data = ODD[kind]()
    start = time.monotonic()
    table = read(data, f"/somewhere/{kind}.xls")
    assert time.monotonic() - start < 10
    said = [in_words(each) for each in table.problems]
    assert len(said) == 1 or (kind == "long-cell" and len(table.rows) == 3), said
    for each in said:
        assert each.startswith(f"{kind}.xls")
        assert " —— " in each
        assert PRIVATE not in each
        assert phone() not in each


def test_a_lying_size_is_not_believed() -> None:
    """The sizes that a container tells are its maker's: what is unpacked is what is counted."""
    data = bytearray(changed(workbook(people()), lambda _, data: data, **{"xl/x.bin": b"\x00" * 5_000_000}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert len(read(bytes(data)).problems) == 1


def test_a_locked_workbook_asks_for_its_password() -> None:
    """Nothing of the password or the content is in the exception; the right one opens it in memory."""
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(people()))).encrypt("口令-1", locked)
    assert msoffcrypto.OfficeFile(locked).is_encrypted()
    for password, wrong in ((None, False), ("别的", True)):
        with pytest.raises(PasswordNeededError) as caught:
            read(locked.getvalue(), password=password)
        assert caught.value.wrong is wrong
        assert str(caught.value) == "locked"
        assert caught.value.__cause__ is None
    assert len(read(locked.getvalue(), password="口令-1").rows) == 3  # noqa: S106


WHOLE = (workbook(people()), document(("姓名", "手机"), (PRIVATE, phone())))
"""Made once: the length of a container depends on the second in which it was packed."""


def test_a_locked_workbook_of_old_is_not_unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library would put the clear text into a temporary file: it is refused before, whatever the password."""

    class Old:
        format = "xls97"

        def is_encrypted(self) -> bool:
            return True

    monkeypatch.setattr(msoffcrypto, "OfficeFile", lambda _: Old())
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    for password in (None, "口令-1"):
        (problem,) = read(old, "名单.xls", password=password).problems
        assert problem.message == "这是加了口令的旧格式（.xls），不能读"
        assert ".xlsx" in problem.hint


@settings(max_examples=60)
@given(st.data())
def test_no_damage_makes_a_reader_fall(data: st.DataObject) -> None:
    """Bytes lost, added and changed anywhere give a table or a problem, never an exception."""
    whole = data.draw(st.sampled_from(WHOLE))
    at = data.draw(st.integers(0, len(whole) - 1))
    noise = data.draw(st.binary(max_size=20))
    table = read(whole[:at] + noise + whole[at + data.draw(st.integers(0, 40)) :])
    assert all(PRIVATE not in in_words(each) for each in table.problems)


@given(st.binary(max_size=300))
def test_no_noise_makes_a_reader_fall(noise: bytes) -> None:
    """Whatever comes as a text table."""
    read("姓名,手机\n".encode() + noise, "a.csv")
    read(noise, "a.csv")


def test_fifty_thousand_rows_are_read_in_seconds() -> None:
    """A list of a whole city handed in by mistake is read, and refused later in one line."""
    data = ("姓名,手机\n" + f"{PRIVATE},{phone()}\n" * 50_000).encode()
    start = time.monotonic()
    assert len(read(data, "a.csv").rows) == 50_000
    assert time.monotonic() - start < 20
