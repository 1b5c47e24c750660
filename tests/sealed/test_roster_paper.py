"""The roster as it is printed: a table a team, masked where its rows are, nobody who has left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.console import Recorded
from generator.sealed.gather import gather
from generator.sealed.papers import Paper
from generator.sealed.reports.roster_paper import roster_paper
from generator.sealed.tables import FULL_NOTE, MASK_NOTE
from generator.sealed.teams import chosen
from tests.sealed.conftest import person

if TYPE_CHECKING:
    from tests.sealed.conftest import Register


def made(register: Register, *only: str, full: bool = False) -> Paper:
    """The printed roster of some teams."""
    sheets = gather(register.root, chosen(register.facts, only), register.owner, Recorded(), full=full)
    return roster_paper(sheets, register.facts, full=full, sample=False)


def test_a_table_a_team(register: Register) -> None:
    """Teams of one 分队 stand together, their head's own members first; teams without a roster have no table."""
    paper = made(register)
    assert [part.table.title for part in paper.parts] == [
        "新华区巾帼志愿服务分队", "新华区甲街道巾帼志愿服务小队", "叶县丙镇巾帼志愿服务小队",
    ]  # fmt: skip
    assert paper.title == "巾帼志愿者名册"
    assert all(part.apart for part in paper.parts)
    assert paper.parts[0].above == ("单位：新华区妇联　　人数：1　　领队：赵样桂",)
    assert [column.title for column in paper.parts[0].table.columns] == [
        "序号", "志愿者证号", "姓名", "性别", "出生日期", "身份证件号码", "联系方式", "居住区域", "专业技能",
        "服务类别", "来源", "入队时间",
    ]  # fmt: skip


def test_masked_unless_in_full(register: Register) -> None:
    """And the foot of the page says which."""
    hidden, shown = made(register, "yexian/c"), made(register, "yexian/c", full=True)
    assert hidden.title == "叶县丙镇巾帼志愿服务小队名册"
    assert (hidden.note, shown.note) == (MASK_NOTE, FULL_NOTE)
    assert hidden.parts[0].table.rows[0][4:7] == ("2001年", "00*************004", "120****0004")
    assert shown.parts[0].table.rows[0][4:7] == ("2001-03-12", "000000200103120004", "12000000004")


def test_who_has_left_is_counted_only(register: Register) -> None:
    """A printed roster has no column for it."""
    register.seal("teams/yexian/c/roster.sealed", {"r-3": {**person("钱样", 6), "left": "2024-05"}})
    part = made(register, "yexian/c").parts[0]
    assert [row[:3:2] for row in part.table.rows] == [(1, "刘样菊"), (2, "陈样杏")]
    assert part.above[0].startswith("单位：丙镇妇联　　人数：2")
    assert part.notes == ("另有 1 人已经退队，没有列在表里",)


def test_what_a_reader_must_know(register: Register) -> None:
    """Rows that do not open, and a roster that differs from what the team declared."""
    register.seal("teams/xinhua/a/roster.sealed", {"r-9": person("孙样", 9)})
    register.owner = register.xinhua
    register.recipients("teams/recipients.txt", register.backup, type(register)(register.root).backup)
    register.seal("teams/yexian/c/roster.sealed", {"r-7": person("周样", 7)})
    assert made(register, "xinhua/a").parts[0].notes == ("登记表上填报 2 人，与名册不一致",)
    notes = made(register, "yexian/c").parts[0].notes
    assert notes == ("有 3 行打不开，没有列在表里",), "who left may be among them"


def test_rare_columns_are_printed_where_somebody_has_a_value(register: Register) -> None:
    """Her work where one of the team has told it, and the guardian of a minor; for others no empty column."""
    before = [column.title for column in made(register, "yexian/c").parts[0].table.columns]
    assert not {"单位及岗位", "监护人"} & set(before)
    minor = {**person("钱样", 6), "post": "样例工厂会计", "guardian": "钱样母", "guardian_phone": "12000000099"}
    register.seal("teams/yexian/c/roster.sealed", {"r-3": minor})
    table = made(register, "yexian/c").parts[0].table
    titles = [column.title for column in table.columns]
    row = dict(zip(titles, table.rows[-1], strict=True))
    assert (row["单位及岗位"], row["监护人"], row["监护人电话"]) == ("样例工厂会计", "钱样母", "120****0099")
    assert "单位及岗位" not in [column.title for column in made(register, "xinhua/a").parts[0].table.columns]
