"""The empty list: what it asks for is what ``roster add`` reads, and it is the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import python_calamine
from click.testing import CliRunner

from generator.cli.main import jinguo
from generator.sealed.handed.fields import Rules
from generator.sealed.handed.people import HEADINGS, read_people
from generator.sealed.handed.tables import in_words, read_table
from generator.sealed.handed.template import template
from tests import tiny

WORDS = ["爱心帮扶", "其他"]


def test_its_columns_are_all_read() -> None:
    """No column is unknown, the explaining sheet is not taken for the list, and nobody stands in it."""
    table = read_table("名单.xlsx", template(WORDS, ["女干部"], ["双休日"]), HEADINGS, required=("name",))
    found = read_people(table, Rules(dt.date(2026, 1, 1), WORDS, ["女干部"]))
    assert [in_words(each) for each in found.problems] == ["名单.xlsx：列名下面一个人也没有 —— 请检查是不是交错了文件"]
    assert {"name", "id_number", "mobile", "guardian", "note"} <= set(table.places)


def test_it_is_text_lists_and_nothing_else() -> None:
    """Codes stay text, choices come from the register, bytes do not change, and no file property tells of anybody."""
    data = template(WORDS, ["女干部"], ["双休日"])
    assert data == template(WORDS, ["女干部"], ["双休日"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "2017-01-01" in archive.read("docProps/core.xml").decode()
    assert sheet.count('type="list"') == 5
    book = python_calamine.load_workbook(io.BytesIO(data))
    assert [row[1] for row in book.get_sheet_by_name("选项").to_python()] == WORDS


def test_the_command_never_overwrites_a_filled_list(tmp_path: Path) -> None:
    """What a clerk has typed is not lost."""
    root = tiny.write(tmp_path / "登记册", photos=False)
    words = ["roster", "template", "--out", str(tmp_path / "名单.xlsx"), "--root", str(root)]
    assert CliRunner().invoke(jinguo, words).exit_code == 0
    again = CliRunner().invoke(jinguo, words)
    assert again.exit_code == 1
    assert "没有覆盖" in again.output
