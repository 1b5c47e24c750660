"""People are checked before they are sealed: every mistake at once, with its place, and never its value."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Problem
from generator.sealed.handed.fields import Rules, check_value, sex_of, years_between
from generator.sealed.handed.headings import compact
from generator.sealed.handed.people import HEADINGS, People, read_people
from generator.sealed.handed.tables import in_words, read_table
from generator.sealed.handed.unneeded import hours_of, not_collected, says_nothing_here
from generator.sealed.rosters import ROSTER
from tests.sealed.handed_files import id_number, people, phone, workbook

TODAY = dt.date(2026, 11, 21)
RULES = Rules(TODAY, ("爱心帮扶", "法律维权", "其他"), ("女干部", "女企业家"), ("c-2026-0012",))
SAMPLE = Rules(TODAY, RULES.categories, RULES.sources, RULES.consents, sample=True)


def read(rows: list[list[object]], rules: Rules = RULES, *, ignore: bool = False) -> People:
    """The people of a workbook of one sheet."""
    table = read_table("名单.xlsx", workbook(rows), HEADINGS, required=("name",))
    return read_people(table, rules, ignore_unknown=ignore)


def told(listed: tuple[Problem, ...]) -> list[str]:
    """As clerks read them."""
    return [in_words(each) for each in listed]


def one(**cells: object) -> People:
    """A table of one woman with these columns by their key."""
    row = {"name": "王样荷", **cells}
    return read([[HEADINGS[key][0] for key in row], list(row.values())])


def test_headings_say_what_the_roster_keeps() -> None:
    """Every column of the roster can be handed in under its own title, and no word means two."""
    words = [word for titles in HEADINGS.values() for word in titles]
    assert len(words) == len(set(words))
    assert {column.key for column in ROSTER} <= set(HEADINGS)
    told_off = (not_collected, says_nothing_here, hours_of)
    assert not [word for word in words for each in told_off if each(compact(word))]
    rows: list[list[object]] = [[column.title for column in ROSTER], ["", "王样荷"]]
    assert not read(rows).problems


def test_a_whole_person() -> None:
    """Born and sex come from the id number, lists are lists, two columns make one post."""
    found = one(
        id_number=id_number().lower(), mobile=float(phone()), area="甲社区", post="某单位", duty="职员",
        skills="理发、急救", categories="爱心帮扶 法律维权", intentions="爱心帮扶", source="女干部",
        joined="2020年3月", consent="C-2026-0012",
    )  # fmt: skip
    assert not found.problems
    assert found.listed[0].values == {
        "name": "王样荷", "sex": "女", "born": "1980-03-05", "id_number": id_number(), "mobile": phone(),
        "area": "甲社区", "post": "某单位 职员", "skills": ["理发", "急救"], "categories": ["爱心帮扶", "法律维权"],
        "intentions": ["爱心帮扶"], "source": "女干部", "joined": "2020-03", "consent": "c-2026-0012",
    }  # fmt: skip


WRONG: list[tuple[dict[str, object], str]] = [
    ({"name": "", "mobile": phone()}, "没有填"),
    ({"name": "王"}, "2 到 20 个字"),
    ({"name": "王样荷1"}, "数字或者符号"),
    ({"sex": "女同志"}, "性别认不出来"),
    ({"born": "1980.1"}, "分不清"),
    ({"born": "2030-01-01"}, "在将来"),
    ({"born": "1900-01-01"}, "110 年以前"),
    ({"id_number": id_number()[:17] + ("1" if id_number()[17] != "1" else "2")}, "校验位不对"),
    ({"id_number": id_number()[:15] + "000"}, "Excel 弄丢"),
    ({"id_number": id_number()[:15]}, "15 位的旧号码"),
    ({"id_number": id_number()[:16]}, "应当是 18 位，这里是 16 位"),
    ({"id_number": id_number(born="20300101")}, "地区或者出生日期不对"),
    ({"id_number": id_number(region="990101")}, "地区或者出生日期不对"),
    ({"id_number": id_number(region="000000")}, "前六位不对"),
    ({"id_number": id_number(), "born": "1981-03"}, "出生日期和身份证号对不上"),
    ({"id_number": id_number(), "sex": "男"}, "性别和身份证号对不上"),
    ({"mobile": phone()[:10]}, "有 10 位"),
    ({"mobile": f"{phone()}、{phone(1)}"}, "几个号码"),
    ({"mobile": "12000000000"}, "电话号码不对"),
    ({"categories": "爱心帮抚"}, "是不是 “爱心帮扶”？"),
    ({"source": "女干布"}, "是不是 “女干部”？"),
    ({"joined": "2030-01"}, "在将来"),
    ({"born": "1980-03-05", "joined": "1979-01"}, "比出生日期还早"),
    ({"joined": "2020-03", "left": "2019-01"}, "比入队时间还早"),
    ({"consent": "c-2026-0099"}, "没有这份同意书"),
    ({"born": "2012-01-01", "joined": "2026-01"}, "没有写明监护人"),
    ({"area": "长" * 101}, "有 101 个字，太长"),
    ({"note": "长" * 501}, "有 501 个字，太长"),
    ({"skills": "长" * 31}, "超过 30 个字"),
    ({"number": "证/号"}, "证号写错了"),
    ({"id_number": "A1", "papers": "护照"}, "证件号码的写法不对"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "words"), WRONG, ids=lambda each: each if isinstance(each, str) else "")
def test_each_mistake_is_said_once_and_its_value_never(cells: dict[str, object], words: str) -> None:
    """With the file, the sheet, the row and what to do."""
    [line] = [each for each in told(one(**cells).problems) if not each.startswith("提醒")]
    assert words in line
    assert line.startswith("名单.xlsx:Sheet1 第2行")
    assert " —— " in line
    for value in cells.values():
        assert not value or len(str(value)) < 3 or str(value) not in line


def test_all_mistakes_come_at_once() -> None:
    """Nobody runs a command ten times to find ten mistakes."""
    rows = people(3)
    rows[1][1], rows[2][2], rows[3][3] = "?", "1", "2"
    assert [each.line for each in read(rows).problems] == [2, 3, 4]


def test_what_is_only_odd_is_a_warning() -> None:
    """Landlines, intentions in somebody's own words, children with their guardian and a note."""
    assert [each.severity for each in one(mobile=f"0375-{'2' * 7}").problems] == ["warning"]
    found = one(intentions="陪老人聊天")
    assert [each.severity for each in found.problems] == ["warning"]
    assert found.listed[0].values["intentions"] == ["陪老人聊天"]
    child = {"born": "2014-01-01", "joined": "2026-01", "guardian": "李样梅", "guardian_phone": phone()}
    assert [each.severity for each in one(**child).problems] == ["error"]
    assert [each.severity for each in one(**child, note="书面同意存妇联").problems] == ["warning"]
    assert not one(**{**child, "born": "2009-01-01"}).problems


def test_columns_that_nobody_needs_are_not_read() -> None:
    """Those that law asks not to collect are dropped with a word; others block until somebody decides."""
    rows: list[list[object]] = [["姓名", "民族", "爱好"], ["王样荷", "汉", "唱歌"]]
    found = read(rows)
    assert [(each.severity, each.column) for each in found.problems] == [("warning", 2), ("error", 3)]
    assert [each.severity for each in read(rows, ignore=True).problems] == ["warning", "warning"]
    assert found.listed[0].values == {"name": "王样荷"}


def test_other_papers_are_taken_when_their_kind_is_told() -> None:
    """A passport has no check digit that we know."""
    found = one(id_number="E12345678", papers="护照", note="外籍")
    assert not found.problems
    assert found.listed[0].values["id_number"] == "E12345678"
    assert found.listed[0].values["note"] == "证件类型：护照；外籍"
    assert one(id_number="E12345678").problems
    assert not one(id_number=id_number(), papers="居民身份证").problems


def test_one_person_stands_on_one_row() -> None:
    """By the id number, or by name and phone; two of one name are two people."""
    rows = people(4)
    rows[2][2] = rows[1][2]
    rows[4][0], rows[4][3] = rows[3][0], rows[3][3]
    assert [(each.line, "第 2 行" in each.message or "第 4 行" in each.message) for each in read(rows).problems] == [
        (3, True), (5, True),
    ]  # fmt: skip
    assert not read([["姓名", "手机"], ["王样荷", phone(1)], ["王样荷", phone(2)]]).problems


def test_sample_people_must_be_impossible() -> None:
    """Phones that begin with 120 and region 000000 are taken in a sample register only."""
    rows: list[list[object]] = [["姓名", "身份证号", "手机"], ["王样荷", "000000200103120001", "12000000001"]]
    assert not read(rows, SAMPLE).problems
    assert read(rows, SAMPLE).listed[0].values["born"] == "2001-03-12"
    assert len(read(rows).problems) == 2


@pytest.mark.parametrize("name", ["王样荷", "王 荷", "古丽·样娜", "古丽•样娜", "Mary Ann O'Yang", "𠮷样荷", "欧阳样荷"])
def test_real_names_are_names(name: str) -> None:
    """Short and long ones, those of minorities and of foreigners, and rare characters."""
    found = one(name=name)
    assert not found.problems
    assert found.listed[0].values["name"] == name.replace("王 荷", "王荷").replace("•", "·")


@given(
    st.dates(dt.date(1927, 1, 1), TODAY), st.integers(0, 999), st.sampled_from(["110101", "410402", "650102", "810000"])
)
def test_every_right_id_number_is_taken(born: dt.date, place: int, region: str) -> None:
    """And every single wrong digit is noticed."""
    number = id_number(place, f"{born:%Y%m%d}", region)
    checked = check_value("id_number", number, RULES)
    assert (checked.value, checked.fault) == (number, "")
    assert sex_of(number) == ("男" if place % 2 else "女")
    for at in range(6, 17):
        other = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert check_value("id_number", other, RULES).fault


@given(st.sampled_from(list(HEADINGS)), st.text(max_size=60))
def test_no_text_breaks_a_check(key: str, text: str) -> None:
    """And what is wrong is never repeated, unless it is one of our own words."""
    checked = check_value(key, text, RULES)
    if len(text) > 4 and checked.fault:
        assert text not in checked.fault


def test_years_are_full_years() -> None:
    """On the day before a birthday she is still the year younger; a month alone may be before it."""
    assert years_between("2008-03-05", "2026-03-04") == 17
    assert years_between("2008-03-05", "2026-03-05") == 18
    assert years_between("2008-03", "2026-03-31") == 17
    assert years_between("2008-03", "2026-04") == 18
