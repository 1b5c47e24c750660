"""Fonts are found and never fetched; a character that none of them has is told before anything is printed."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from generator.prints.faults import PrintError
from generator.prints.fonts import typefaces
from generator.prints.glyphs import characters, missing
from generator.records.federation import Printing
from tests import tiny
from tests.prints.printed import faces, with_font


def test_without_a_chinese_font_nothing_is_made(tmp_path: Path) -> None:
    """What to install is said."""
    with pytest.raises(PrintError, match=r"没有找到能用的中文字体 —— .*fonts-noto-cjk.*printing"):
        typefaces(Printing(), tmp_path, system=False)
    (tmp_path / "字体").mkdir()
    (tmp_path / "字体" / "坏.ttf").write_bytes(b"not a font")
    with pytest.raises(PrintError, match="没有找到能用的中文字体"):
        typefaces(Printing(folder="字体"), tmp_path, system=False)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the key that names it."""
    with pytest.raises(PrintError, match=r"没有字体文件夹 .*没有 —— .*printing\.folder"):
        typefaces(Printing(folder="没有"), tmp_path, system=False)


@with_font
def test_a_folder_of_fonts_is_enough(tmp_path: Path) -> None:
    """A machine without fonts prints with the files that federation.yml names."""
    found = faces()
    assert found is not None
    (tmp_path / "字体").mkdir()
    (tmp_path / "字体" / Path(found.faces[0][0]).name).symlink_to(found.faces[0][0])
    assert typefaces(Printing(folder="字体"), tmp_path, system=False).sans[0] == found.sans[0]


@with_font
def test_a_font_that_is_named_wins(tmp_path: Path) -> None:
    """And one that is not there is answered with those that are."""
    found = faces()
    assert found is not None
    assert typefaces(Printing(sans=found.serif[0]), tmp_path).sans[0] == found.serif[0]
    with pytest.raises(PrintError, match=rf"没有中文字体 .*printing\.serif.*是不是 “{found.serif[0]}”"):
        typefaces(Printing(serif=f"{found.serif[0]}X"), tmp_path)


@with_font
def test_a_character_without_a_glyph_is_told() -> None:
    """With its number, since nobody can see it; line ends and what prints nothing need none."""
    found = faces()
    assert found is not None
    found.demand(["妇女志愿服务，3 月 5 日\n“好”\u200b\ufe0f"])
    with pytest.raises(PrintError, match=r"“😀”（U\+1F600）、“\ue000”（U\+E000），印出来会是空框"):
        found.demand(["好😀", "姓\ue000名😀"])


@with_font
def test_rare_characters_of_names_are_looked_for_in_every_font() -> None:
    """Those of the table of standard characters that lie beyond the first plane among them."""
    found = faces()
    assert found is not None
    assert missing(["一龘鿍"], found.faces) in ([], ["鿍"])
    assert missing(["\U000323af"], found.faces) == ["\U000323af"]


def font(*tables: bytes) -> bytes:
    """A font file that holds nothing but a table of characters."""
    head = struct.pack(">HH", 0, len(tables))
    at, places = 4 + 8 * len(tables), b""
    for table in tables:
        places += struct.pack(">HHI", 3, 1, at)
        at += len(table)
    cmap = head + places + b"".join(tables)
    return struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0) + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap


SEGMENTS = struct.pack(">HHHHHHH", 4, 0, 0, 6, 0, 0, 0) + struct.pack(
    ">3HH3H3h3HHH", 0x43, 0x52, 0xFFFF, 0, 0x41, 0x51, 0xFFFF, 5, 0, 1, 0, 4, 0, 0, 9
)
"""A to C by a shift; Q by a table that has none for it and one for R."""
GROUPS = (
    struct.pack(">HHIII", 12, 0, 0, 0, 2)
    + struct.pack(">III", 0x4E00, 0x4E02, 1)
    + struct.pack(">III", 0x20000, 0x20001, 0)
)


def test_the_table_of_characters_is_read_as_fonts_write_it(tmp_path: Path) -> None:
    """Both kinds of table; what points at no glyph does not count."""
    file = tmp_path / "a.ttf"
    file.write_bytes(font(SEGMENTS, GROUPS))
    assert characters(str(file), 0) == {0x41, 0x42, 0x43, 0x52, 0x4E00, 0x4E01, 0x4E02, 0x20001}


@pytest.mark.parametrize("cut", [0, 5, 20, 40, 60])
def test_a_broken_font_has_no_characters(tmp_path: Path, cut: int) -> None:
    """And stops nothing."""
    file = tmp_path / f"{cut}.ttf"
    file.write_bytes(font(SEGMENTS, GROUPS)[:cut])
    assert characters(str(file), 0) == frozenset()
    assert characters(str(tiny.ROOT / "nothing.ttf"), 0) == frozenset()
