"""A county's own table of teams: columns under many names, nothing read silently, nothing private in clear."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import Workbook

from generator.intake.county import County, county_of
from generator.intake.guess import Known
from generator.intake.team_drafts import team_draft
from tests.intake.test_team_form import NOW, TODAY, federation, rules, sample

HEAD = "序号 乡（镇、街道） 志愿服务队名称 负责人 联系方式 微信 志愿者数 成立时间 服务领域 活动时间 经费来源"
ROWS = [
    [1, "光明路街道", "新华区光明路街道手工巾帼志愿服务小队", "示例样桂", "12000001111", "sample_weixin01", 12,
     dt.date(2020, 5, 1), "爱心帮扶、法律维权", "双休日", "自筹"],
    [2, "焦店镇", "新华区焦店镇科技培训巾帼志愿服务小队", "示例样荷", "12000002222", "无", "13人", "2019年4月",
     "科技培训，创业指导", "工作日、双休日", ""],
]  # fmt: skip


def workbook(head: list[object], rows: list[list[object]], title: str = "新华区巾帼志愿服务队伍情况表") -> bytes:
    """A workbook with a title above its heading, as people make it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(head)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(head: list[object], rows: list[list[object]]) -> County:
    """What is made of it."""
    return county_of("情况表.xlsx", workbook(head, rows), federation())


def test_columns_are_known_by_many_names() -> None:
    """Other headings than the form's mean the same places."""
    first, second = read([*HEAD.split()], ROWS).teams
    assert (first.name, first.size, first.founded) == ("新华区光明路街道手工巾帼志愿服务小队", 12, "2020-05-01")
    assert first.categories.chosen == ("法律维权", "爱心帮扶") or set(first.categories.chosen) == {
        "爱心帮扶",
        "法律维权",
    }
    assert first.service_times.chosen == ("双休日",)
    assert first.values["phone"] == "12000001111"
    assert (second.size, second.founded) == (13, "2019-04")
    assert "wechat" not in second.values


def test_nothing_is_understood_silently() -> None:
    """What a heading was taken for is said; a column that nobody knows is named."""
    told = "\n".join(read([*HEAD.split()], ROWS).told)
    assert "志愿者数→人数" in told
    assert "不认识" in told
    assert "经费来源" in told
    assert "12000001111" not in told


def test_a_column_for_each_category() -> None:
    """Ticks in columns of their own."""
    head = ["队伍名称", "单位", "人数", "组建时间", "爱心帮扶", "法律维权", "工作日", "双休日"]
    (team,) = read(list(head), [["甲小队", "新华区妇联", 9, "2020-05", "√", "", "", "√"]]).teams
    assert team.categories.chosen == ("爱心帮扶",)
    assert team.service_times.chosen == ("双休日",)


def test_a_list_of_people_is_none() -> None:
    """It is kept, and who wants it in the roster is told how."""
    found = read(["姓名", "身份证号", "电话"], [["示例样桂", "", "12000001111"]])
    assert not found.teams
    assert "roster add" in found.reason


def test_rows_become_drafts_and_changes() -> None:
    """A new team below the division of its township; a known team is changed; phones are sealed."""
    first, second = read([*HEAD.split()], ROWS).teams
    known = Known(sample(), TODAY)
    new = team_draft(first, known, rules(), NOW, ())
    changed = team_draft(second, known, rules(), NOW, (new.address,))
    assert new.new
    assert new.address.startswith("xinhua/")
    assert not changed.new
    (text,) = changed.files.values()
    assert "size: 13" in text.decode()
    for draft in (new, changed):
        whole = "".join(each.decode() for each in draft.files.values()) + str(draft.sealed) + "".join(draft.told)
        assert "12000" not in whole
        assert "示例样" not in whole
    assert any("单位" in each for each in new.asked)


def sheets(**named: list[list[object]]) -> bytes:
    """A workbook of several sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in named.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FORM = ["队伍名称", "单位", "人数", "组建时间", "服务类别", "服务时间"]
TEAM = ["甲小队", "新华区妇联", 9, "2020-05", "爱心帮扶", "双休日"]


def test_every_sheet_is_used_or_named() -> None:
    """Two tables of teams are both read; a sheet that is none, or lacks a column, says so; an empty one does not."""
    data = sheets(
        一=[[*FORM], [*TEAM]],
        薛店=[
            ["志愿队名称", "所属乡镇", "带头人", "队员数", "成立年月"],
            ["乙小队", "薛店镇", "示例样桂", 18, "2020.3"],
        ],
        缺的=[["队伍名称", "领队"], ["丙小队", "示例样荷"]],
        说明=[["填表说明：每队一行"]],
        空=[],
    )
    found = county_of("情况表.xlsx", data, federation())
    assert [(each.name, each.size) for each in found.teams] == [("甲小队", 9), ("乙小队", 18)]
    assert found.teams[1].values["leader"] == "示例样桂"
    lacking, other = found.unread
    assert "缺的" in lacking
    assert "缺 人数 列" in lacking
    assert "说明" in other


def test_a_workbook_without_any_table_names_its_sheets() -> None:
    """Each with its reason, and nothing of the cells."""
    found = county_of("表.xlsx", sheets(一=[["甲"], ["12000001111"]], 二=[["乙"]]), federation())
    assert not found.teams
    assert "一" in found.reason
    assert "二" in found.reason
    assert "12000001111" not in found.reason


def test_a_row_without_a_name_is_said() -> None:
    """It does not vanish."""
    found = read([*FORM], [[*TEAM], ["", "卫东区妇联", 7, "2020-05", "爱心帮扶", "双休日"]])
    assert len(found.teams) == 1
    assert any("没有队名" in each for each in found.told)
