"""What an export shows of a private value."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.sealed.masking import mask, masked
from generator.sealed.rosters import ROSTER, Column, MaskKind

MOBILE = "138" + "0000" + "1234"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("phone", MOBILE, "138****1234"),
        ("phone", f"{MOBILE[:3]} {MOBILE[3:7]}-{MOBILE[7:]}", "138****1234"),
        ("phone", f"+86 {MOBILE}", "+138****1234"),
        ("phone", "１３８" + "０００１２３４１", "138****2341"),
        ("phone", f"{MOBILE}、0375-2600001", "138****1234、037****0001"),
        ("phone", f"{MOBILE} {MOBILE}", "138****1234"),
        ("phone", "2600001", "****01"),
        ("phone", "110", "****"),
        ("phone", "问妇联主席", "****"),
        ("id", "410402200103120123", "41*************123"),
        ("id", "41040220010312012x", "41*************12x"),
        ("id", "410402 20010312 0123", "41*************123"),
        ("id", "410402860312012", "41**********012"),
        ("id", "EA1234567", "E******67"),
        ("id", "1234", "****"),
        ("wechat", "yangli_1", "y****1"),
        ("wechat", "abc", "****"),
        ("wechat", MOBILE, "138****1234"),
        ("born", "2001-03-12", "2001年"),
        ("born", "2001年3月", "2001年"),
        ("born", "20010312", "****"),
        ("born", "三月", "****"),
        ("scrub", "甲街道样例小区 3 号楼", "甲街道样例小区 3 号楼"),
        ("scrub", f"家里电话{MOBILE}", "家里电话138****1234"),
        ("scrub", f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]} 转", "138****1234 转"),
        ("scrub", "证件 41040220010312012X", "证件 41*************12X"),
        ("scrub", "微信号：abc_2026x，晚上打", "微信号：a****x，晚上打"),
        ("scrub", "加微信 wxid_9abc", "加微信 w****c"),
        ("area", "光明路街道样例小区3号楼2单元501室", "光明路街道样例小区****"),
        ("area", "甲街道样例小区 3 号楼", "甲街道样例小区****"),
        ("area", "曙光社区１２号院", "曙光社区****"),
        ("area", "丙镇李庄村二组", "丙镇李庄村****"),
        ("area", "丙镇李庄村第三组 12 号", "丙镇李庄村****"),
        ("area", "样例小区5-2-301", "样例小区****"),
        ("area", "样例小区B座", "样例小区****"),
        ("area", "样例家属院北楼", "样例家属院****"),
        ("area", "光明路街道曙光社区", "光明路街道曙光社区"),
        ("area", "二七区五一路街道三中社区", "二七区五一路街道三中社区"),
        ("area", "西门街道三巷社区五一巷", "西门街道三巷社区五一巷"),
        ("area", f"曙光社区{MOBILE}", "曙光社区****"),
        ("none", "YL-0001", "YL-0001"),
        ("phone", "", ""),
        ("id", "", ""),
    ],
)
def test_each_kind(kind: MaskKind, value: str, shown: str) -> None:
    """The forms that the rules for exports name, and the untidy ones that people type."""
    assert mask(value, kind) == shown


hidden_kinds = st.sampled_from(["phone", "id", "wechat"])


@given(hidden_kinds, st.text("0123456789- +abcXx、王", max_size=40))
def test_no_run_of_more_than_four_digits_is_ever_seen(kind: MaskKind, value: str) -> None:
    """However a number is typed, what is shown cannot be dialled or looked up."""
    shown = mask(value, kind)
    assert all(len(run) <= 4 for run in re.findall(r"\d+", shown))
    assert "*" in shown or not value.strip()


@given(st.text(max_size=60), st.sampled_from(["phone", "id", "wechat", "born", "area", "scrub", "none"]))
def test_any_text_is_masked_without_an_exception(value: str, kind: MaskKind) -> None:
    """Whatever was sealed, the export goes on."""
    assert isinstance(mask(value, kind), str)


def test_a_row_is_masked_column_by_column() -> None:
    """Names stay in full, because a roster without them is useless; the number of the volunteer too."""
    row = ("YL-0001", "王样荷", "女", "2001-03-12", "000000200103120015", "甲街道", "12000000001", "样例小学教师",
           "理发", "爱心帮扶", "爱心帮扶", "双休日", "女干部", "2018-03", "", "c-1",
           "李样梅", "12000000002", "")  # fmt: skip
    shown = masked(row, ROSTER)
    assert shown[15:18] == ("c-1", "李样梅", "120****0002")
    assert shown[:7] == (
        "YL-0001", "王样荷", "女", "2001年", "00*************015", "甲街道", "120****0001",
    )  # fmt: skip


def test_every_number_column_is_masked() -> None:
    """A column that is added later must say how it is hidden."""
    open_text = {"number", "joined", "left", "consent"}
    assert all(column.mask != "none" for column in ROSTER if column.key not in open_text)
    assert Column("x", "新", 10).mask == "scrub"
