"""An empty list for clerks: the columns that ``roster add`` reads, lists to choose from, and nobody in it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from generator.sealed.rosters import ROSTER, Column

_LEFT_OUT = frozenset({"number", "left"})
_ROWS = 300
_CREATED = dt.datetime(2017, 1, 1)  # noqa: DTZ001 -- the same bytes every time; spreadsheets know no zones
_HELP: Mapping[str, str] = {
    "name": "必填。写全名，不写别的。",
    "sex": "女或男。填了身份证号可以不填。",
    "born": "写成 1980-03-05；只知道月份写 1980-03。填了身份证号可以不填。",
    "id_number": "18 位。这一列已经设成文本，末位 X 照写。",
    "mobile": "11 位手机号；固定电话带区号。只写一个。",
    "area": "写到社区或村，不写门牌。",
    "post": "单位和岗位，没有可以不填。",
    "skills": "几项之间用顿号分开，如 理发、急救。",
    "categories": "从下拉里选；几项就自己写，用顿号分开。",
    "intentions": "愿意做哪几类，写法同服务类别。",
    "times": "从下拉里选；几项用顿号分开。",
    "source": "从下拉里选。",
    "joined": "写成 2020-03 或 2020-03-05。",
    "consent": "有公开同意书的才填，如 c-2026-0012。",
    "guardian": "不满 18 周岁必填。",
    "guardian_phone": "不满 18 周岁必填。",
    "note": "500 字以内。",
}


def template(categories: Sequence[str], sources: Sequence[str], times: Sequence[str] = ()) -> bytes:
    """The workbook: one sheet to fill in, one that explains it."""
    target = io.BytesIO()
    columns = [column for column in ROSTER if column.key not in _LEFT_OUT]
    choices = {"sex": ["女", "男"], "categories": list(categories), "intentions": list(categories),
               "times": list(times), "source": list(sources)}  # fmt: skip
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": "巾帼志愿者名单", "created": _CREATED})
        lists = book.add_worksheet("名单"), book.add_worksheet("怎么填"), book.add_worksheet("选项")
        _fill_in(book, lists[0], columns, choices)
        _explain(book, lists[1], columns)
        for place, words in enumerate(choices.values()):
            lists[2].write_column(0, place, words)
        lists[2].hide()
    return target.getvalue()


def _fill_in(
    book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[Column],
    choices: Mapping[str, Sequence[str]],
) -> None:  # fmt: skip
    """Every column is text: a spreadsheet must not make numbers of id cards and phones."""
    head = book.add_format({"bold": True, "bg_color": "#F6E3EC", "border": 1, "text_wrap": True, "valign": "vcenter"})
    text = book.add_format({"num_format": "@"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, text)
        sheet.write(0, place, f"{column.title}{'*' if column.key == 'name' else ''}", head)
        words = choices.get(column.key, ())
        check = {"validate": "any", "input_title": column.title, "input_message": _HELP[column.key]}
        if words:
            letter = "ABCDE"[list(choices).index(column.key)]
            source = f"=选项!${letter}$1:${letter}${len(words)}"
            check |= {"validate": "list", "source": source, "error_type": "information"}
            check |= {"error_title": "不在选项里", "error_message": "几项用顿号分开；写法要和选项一样。"}
        sheet.data_validation(1, place, _ROWS, place, check)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _explain(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[Column]) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90, wrap)
    lines = ["一人一行，从第 2 行写起，不要合并单元格，不要改列名。",
             "民族、政治面貌、健康状况等用不着的，一律不收。",
             "这张表填好就是名单原件：不发微信，不进登记册的文件夹，加进名册以后删掉或者锁好。",
             *(f"【{column.title}】{_HELP[column.key]}" for column in columns)]  # fmt: skip
    sheet.write_column(0, 0, lines)
