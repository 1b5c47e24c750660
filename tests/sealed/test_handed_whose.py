"""Whose phone, whose paper: a heading about somebody else never fills a column of hers."""

from __future__ import annotations

import pytest

from tests.sealed.handed_files import id_number, phone
from tests.sealed.test_handed_people import read, told

MINE, THEIRS = phone(1), phone(2)
CARD = id_number(2)


@pytest.mark.parametrize(
    "title",
    ["电话（紧急联系人）", "联系电话（单位）", "手机号（家长）", "电话（监护人）", "电话【领队】",
     "身份证号（监护人）", "证件号（残疾证）", "出生日期（子女）", "单位（配偶）",
     "入队时间（党）", "注册时间（志愿汇）", "专业（毕业）"],
)  # fmt: skip
@pytest.mark.parametrize("ignore", [False, True], ids=["asked", "told to ignore"])
def test_what_brackets_say_counts(title: str, *, ignore: bool) -> None:
    """Read as unknown: an error, or left out where somebody says so; never sealed as hers."""
    made = read([["姓名", "性别", title], ["王样荷", "女", THEIRS]], ignore=ignore)
    assert all(set(each.values) <= {"name", "sex"} for each in made.listed)
    assert [each.rule for each in made.problems] == ["H2"]


@pytest.mark.parametrize("title", ["备注（健康状况）", "说明（政治面貌）"])
def test_what_nobody_may_ask_for_does_not_come_as_a_remark(title: str) -> None:
    """Dropped, with a word."""
    made = read([["姓名", "性别", title], ["王样荷", "女", "良好"]])
    assert [dict(each.values) for each in made.listed] == [{"name": "王样荷", "sex": "女"}]
    assert "按最小范围不收" in told(made.problems)[0]


@pytest.mark.parametrize(
    "title",
    [
        "联系电话（手机）",
        "手机号码（11位）",
        "*手机（必填）",
        "电话（本人）",
        "手机 (请填写本人常用号码)",
        "联系方式(手机号)",
    ],
)
def test_remarks_in_brackets_change_nothing(title: str) -> None:
    """Ordinary headings of ordinary lists."""
    made = read([["姓名", "性别", title], ["王样荷", "女", MINE]])
    assert [each.values["mobile"] for each in made.listed] == [MINE]
    assert made.problems == ()


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["姓名", "性别", "配偶", ""], ["", "", "单位", "电话"]),
        (["姓名", "性别", "推荐单位", ""], ["", "", "单位", "联系电话"]),
        (["姓名", "性别", "家属", ""], ["", "", "电话", "单位"]),
        (["姓名", "性别", "紧急联系人", ""], ["", "", "关系", "电话"]),
    ],
)
@pytest.mark.parametrize("ignore", [False, True], ids=["asked", "told to ignore"])
def test_what_stands_under_somebody_else(upper: list[object], lower: list[object], *, ignore: bool) -> None:
    """Of a heading of two rows the upper one counts."""
    made = read([upper, lower, ["王样荷", "女", THEIRS, THEIRS]], ignore=ignore)
    assert all(set(each.values) <= {"name", "sex"} for each in made.listed)


def test_a_guardian_under_one_heading() -> None:
    """监护人 above 姓名 and 电话 is the guardian's name and phone, beside the girl's own."""
    upper: list[object] = ["姓名", "联系方式", "监护人", "", "身份证号"]
    lower: list[object] = ["", "手机", "姓名", "电话", ""]
    (girl,) = read([upper, lower, ["王样荷", MINE, "李样梅", THEIRS, CARD]]).listed
    assert [girl.values[key] for key in ("mobile", "guardian", "guardian_phone")] == [MINE, "李样梅", THEIRS]


@pytest.mark.parametrize("left", ["监护人", "紧急联系人", "配偶", "领队"])
def test_a_phone_beside_somebody_else_is_asked_about(left: str) -> None:
    """Not even with the option that leaves unknown columns out: it would be the one phone of the list."""
    for ignore in (False, True):
        made = read([["姓名", "性别", left, "联系电话"], ["王样荷", "女", "李样梅", THEIRS]], ignore=ignore)
        assert any("分不清是谁的电话" in each for each in told(made.problems))
        assert any(each.severity == "error" for each in made.problems)
    mine = read([["姓名", "性别", "监护人", "本人电话"], ["王样荷", "女", "李样梅", MINE]])
    assert [each.values["mobile"] for each in mine.listed] == [MINE]


def test_a_home_beside_a_phone_is_hers() -> None:
    """家庭住址 names nobody."""
    made = read([["姓名", "家庭住址", "联系电话"], ["王样荷", "甲街道样例小区", MINE]])
    assert [each.values["mobile"] for each in made.listed] == [MINE]
