"""Tables as clerks make them: titles, two rows of heading, totals and signatures do not get in the way."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from pathlib import Path

import docx
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed.handed.cells import as_text
from generator.sealed.handed.tables import HandedTable, in_words, read_table
from tests.sealed.handed_files import document, people, phone, workbook
from tests.sealed.office import SOFFICE

COLUMNS = {
    "name": ("姓名", "志愿者姓名"), "sex": ("性别",), "born": ("出生日期", "出生年月"), "mobile": ("手机", "联系方式"),
    "id": ("身份证号",), "unit": ("工作单位",),
}  # fmt: skip


def read(data: bytes, name: str = "名单.xlsx", **more: str) -> HandedTable:
    """With the columns of these tests."""
    return read_table(name, data, COLUMNS, required=("name",), **more)


def texts(table: HandedTable) -> list[dict[str, str]]:
    """Filled cells as texts."""
    return [{key: text for key, cell in row.cells.items() if (text := as_text(cell))} for row in table.rows]


def test_what_surrounds_a_table_is_passed_over() -> None:
    """Titles above, blank rows, repeated headings, totals and the line for signatures."""
    head = ["序号", "姓 名 *", "性别", "出生\n年月", "联系方式（手机）"]
    data = workbook(
        [["某某街道巾帼志愿者花名册"], ["填报单位：某某街道", "", "", "2026年3月"], [], head,
         [1, "王样荷", "女 ", dt.date(1980, 3, 5), float(phone(1))], [], [2], head,
         [3, "李样梅", "女", "1980.3.5", f"'{phone(2)}"], ["合计", "2人"], ["填表人：甲", "", "审核人：乙"],
         ["备注：本表一式两份"]]
    )  # fmt: skip
    table = read(data)
    assert not table.problems
    assert [row.line for row in table.rows] == [5, 9]
    assert texts(table) == [
        {"name": "王样荷", "sex": "女", "born": "1980-03-05", "mobile": phone(1)},
        {"name": "李样梅", "sex": "女", "born": "1980.3.5", "mobile": phone(2)},
    ]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (workbook([]), "名单.xlsx", [("H1", 1)]),
        (b"%PDF-1.7 of somebody", "名单.pdf", [("H1", 1)]),
        (workbook([["姓名", "姓名", "性别"], ["王样荷", "李样梅", "女"]]), "名单.xlsx", [("H2", 1)]),
        (workbook([["姓名", "性别", "手机"], ["王样荷", "女", 4.1e17]]), "名单.xlsx", [("H3", 2)]),
    ],
    ids=["empty", "no table", "a column twice", "a number that lost its end"],
)
def test_each_kind_of_mistake_has_its_rule(data: bytes, name: str, expected: list[tuple[str, int]]) -> None:
    """The file, its columns, one cell: ``jinguo rules`` explains each."""
    assert [(each.rule, each.line) for each in read(data, name).problems] == expected


def test_a_heading_of_two_rows() -> None:
    """The lower row names what the merged upper one embraces; a row of data is never taken for it."""
    data = workbook(
        [["姓名", "联系方式", "", "工作单位"], ["（必填）", "微信号", "手机", ""], ["王样荷", "abc", phone(), "甲"]]
    )
    table = read(data)
    assert texts(table) == [{"name": "王样荷", "mobile": phone(), "unit": "甲"}]
    assert [each.title for each in table.unknown] == ["微信号"]
    assert texts(read(workbook([["姓名", "工作单位"], ["王样荷", "手机店"]]))) == [{"name": "王样荷", "unit": "手机店"}]


def test_merged_cells_are_filled_down() -> None:
    """One unit for three people; names are never multiplied."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "花名册")
        sheet.write_row(1, 0, ["姓名", "工作单位", "手机"])
        sheet.merge_range(2, 1, 4, 1, "甲社区")
        for place in range(3):
            sheet.write(2 + place, 0, f"王样{'荷梅兰'[place]}")
    assert [row.get("unit") for row in texts(read(target.getvalue()))] == ["甲社区"] * 3


def test_word_tables_are_read() -> None:
    """Also with cells merged downwards."""
    paper = docx.Document()
    table = paper.add_table(3, 3)
    for column, text in enumerate(("姓名", "工作单位", "手机")):
        table.cell(0, column).text = text
    table.cell(1, 0).text, table.cell(2, 0).text = "王样荷", "李样梅"
    table.cell(1, 1).text = "甲"
    table.cell(1, 1).merge(table.cell(2, 1))
    target = io.BytesIO()
    paper.save(target)
    assert texts(read(target.getvalue(), "a.docx")) == [
        {"name": "王样荷", "unit": "甲"},
        {"name": "李样梅", "unit": "甲"},
    ]
    assert texts(read(document(("姓名", "手机"), ("王样荷", phone())), "b.docx")) == [
        {"name": "王样荷", "mobile": phone()}
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_text_tables_of_every_kind(encoding: str, mark: str) -> None:
    """Encodings, separators and line ends; a quoted line break stays in its cell and lines count as in an editor."""
    text = f'名单\r\n姓名{mark}工作单位\r\n王样荷{mark}"甲\n乙"\r\n李样梅{mark}丙\r\n'
    table = read(text.encode(encoding), "a.csv")
    assert texts(table) == [{"name": "王样荷", "unit": "甲\n乙"}, {"name": "李样梅", "unit": "丙"}]
    assert [row.line for row in table.rows] == [3, 5]


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=5),
       st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))  # fmt: skip
def test_any_names_come_back(names: list[str], encoding: str) -> None:
    """No letter is lost on the way, whatever the encoding."""
    data = ("姓名,手机\n" + "".join(f"{name},{phone()}\n" for name in names)).encode(encoding)
    assert len(read(data, "a.csv").rows) == len(names)


def test_several_sheets_are_asked_about() -> None:
    """One with a heading is taken; of two, ``--sheet`` says which; a hidden one does not count."""
    roster, other = people(), [["说明"], ["请填写"]]
    assert len(read(workbook(other, roster)).rows) == 3
    two = workbook(roster, roster, names=["甲", "乙"])
    [problem] = read(two).problems
    assert "甲、乙" in in_words(problem)
    assert read(two, sheet="乙").sheet == "乙"
    assert "里面有：甲、乙" in in_words(read(two, sheet="丙").problems[0])


def test_hidden_rows_are_read_and_told() -> None:
    """Whoever filters a list may forget the others."""
    table = read(workbook(people(3), hidden=[2]))
    assert len(table.rows) == 3
    assert [(each.severity, each.line) for each in table.problems] == [("warning", 3)]


def test_lost_digits_and_endless_cells_are_told_with_their_place() -> None:
    """And never repeated."""
    data = workbook([["姓名", "身份证号", "工作单位"], ["王样荷", 4.10402198001011e17, "长" * 3000]])
    told = [in_words(each) for each in read(data).problems]
    assert told[0].startswith(
        "名单.xlsx:Sheet1 第2行 “身份证号”：Excel 把这个号码变成了数字，后几位已经丢了 —— 请把这一列设成"
    )
    assert "3000 个字" in told[1]
    assert not any("长长" in each or "4.1" in each or "410402" in each for each in told)


def test_formulas_give_their_value_and_doubled_columns_are_wrong() -> None:
    """What Excel shows is what counts; two columns of one meaning cannot both be right."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "手机", "联系方式"])
        sheet.write_formula(1, 0, '="王样"&"荷"', None, "王样荷")
        sheet.write(1, 1, phone())
    table = read(target.getvalue())
    assert texts(table)[0]["name"] == "王样荷"
    assert "同一项" in in_words(table.problems[0])


def test_a_form_about_one_person_is_no_table() -> None:
    """Names and values take turns in it, and a value must not be told as if it were a heading."""
    form = [["姓名", "赵样荷", "性别", "女"], ["出生年月", "1980年3月", "手机", phone()], ["工作单位", "甲社区"]]
    [problem] = read(workbook(form)).problems
    assert "一人一张" in in_words(problem)
    table = read(workbook([["姓名", "赵样荷"], ["性别", "女"]]))
    assert "赵样荷" not in "".join(in_words(each) for each in table.problems)
    assert not table.unknown
    assert [each.title for each in read(workbook([["姓名", "赵样兰", "手机", "甲"]])).unknown] == ["第 2 列", "第 4 列"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_another_program_saves_is_read(tmp_path: Path, kind: str) -> None:
    """A title, a day, a phone kept as a number, an id number kept as text: the same from each of its formats."""
    rows: list[list[object]] = [
        ["花名册"],
        ["姓名", "出生日期", "手机", "身份证号"],
        ["赵样荷", dt.date(1980, 3, 5), int(phone()), "110101X"],
    ]
    (tmp_path / "原表.xlsx").write_bytes(workbook(rows))
    out = tmp_path / "另存"
    command = [
        str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", str(out), str(tmp_path / "原表.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    table = read((out / f"原表.{kind}").read_bytes(), f"原表.{kind}")
    assert not table.problems
    assert texts(table) == [{"name": "赵样荷", "born": "1980-03-05", "mobile": phone(), "id": "110101X"}]
