"""Passwords on Office files: other programs open them with the password, and with nothing else."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError

from generator.sealed.paper_docx import paper_document
from generator.sealed.paper_xlsx import paper_workbook
from generator.sealed.passwords import FEWEST, with_password
from tests.sealed.office import opened, with_uno, with_writer
from tests.sealed.test_paper_xlsx import ROWS, TOTAL, paper

PASSWORD = "口令-Open 2026"  # noqa: S105 -- of nothing
PAPER = paper(*ROWS, total=TOTAL)
FILES = {"in.xlsx": paper_workbook(PAPER), "in.docx": paper_document(PAPER)}


def unlocked(data: bytes, password: str) -> bytes:
    """What the file holds, once it is open."""
    file, plain = OfficeFile(io.BytesIO(data)), io.BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


def entries(data: bytes) -> dict[str, bytes]:
    """What a file holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("size", [0, 50, 100, 150, 160, 170, 180, 190, 200, 250, 4200, 7_200_000])
def test_files_of_any_size_open_again(size: int) -> None:
    """Around the sizes at which the container of a locked file is built in another way."""
    data = io.BytesIO(FILES["in.docx"])
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/noise.bin", random.Random(size).randbytes(size))  # noqa: S311 -- noise
    assert entries(unlocked(with_password(data.getvalue(), PASSWORD), PASSWORD)) == entries(data.getvalue())


@pytest.mark.parametrize("name", FILES)
def test_a_locked_file_opens_with_its_password_only(name: str) -> None:
    """The same entries come back, whole; nothing of them stands in the locked file."""
    locked = with_password(FILES[name], PASSWORD)
    assert locked.startswith(bytes.fromhex("d0cf11e0a1b11ae1"))  # not a zip that a file manager shows
    assert entries(unlocked(locked, PASSWORD)) == entries(FILES[name])
    with pytest.raises(InvalidKeyError):
        unlocked(locked, "口令-Open 2027")
    for text in ("示例市", PASSWORD, "word/document.xml", "worksheets"):
        assert text.encode() not in locked
        assert text.encode("utf-16-le") not in locked


def test_two_locks_differ() -> None:
    """Salts are drawn anew: equal files are not seen to be equal."""
    assert with_password(FILES["in.xlsx"], PASSWORD) != with_password(FILES["in.xlsx"], PASSWORD)


def test_other_libraries_read_what_was_locked() -> None:
    """As a workbook and as a document."""
    book = openpyxl.load_workbook(io.BytesIO(unlocked(with_password(FILES["in.xlsx"], PASSWORD), PASSWORD)))
    assert book.worksheets[0]["A1"].value == PAPER.title
    document = docx.Document(io.BytesIO(unlocked(with_password(FILES["in.docx"], PASSWORD), PASSWORD)))
    assert document.paragraphs[0].text == PAPER.title


@pytest.mark.parametrize("password", ["", "1234567"])
def test_short_passwords_are_no_passwords(password: str) -> None:
    """And the message does not repeat them."""
    with pytest.raises(ValueError, match="too short") as caught:
        with_password(FILES["in.xlsx"], password)
    assert not password or password not in str(caught.value)
    assert FEWEST == 8


@with_uno
@with_writer
def test_libreoffice_opens_locked_files_with_the_password_only(tmp_path: Path) -> None:
    """It reads the title with the password, and nothing with another one or none."""
    asked: list[tuple[Path, str | None]] = []
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(with_password(data, PASSWORD))
        asked += [(tmp_path / name, each) for each in (PASSWORD, None, "口令-Open 2027", "")]
    read = opened(tmp_path, asked)
    assert [text is not None for text in read] == [True, False, False, False] * 2
    assert read[0] == PAPER.title
    assert str(read[4]).startswith(PAPER.title)
