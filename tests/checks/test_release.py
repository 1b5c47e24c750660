"""What the site as a whole must have before it is published, and what a register that is only begun may lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.checks.registry import CHECKS, RULES, Facts
from generator.problems import Problem
from generator.records.library import load
from tests.checks.one_story import CREDITS, FEDERATION, story
from tests.conftest import SITES, TODAY, Content, copied

REAL = FEDERATION.replace("sample: true\n", "")
ICP, POLICE = "豫ICP备20264051号-1", "豫公网安备 41040202000173号"
FOOTER = "footer: {host: 云溪市妇女联合会}"
SIGNED = f"footer: {{host: 云溪市妇女联合会, icp: {ICP}, police: {POLICE}}}"
PRIVACY = "# 隐私\n\n## 找谁撤下 { #takedown }\n\n写信到 yunxi@example.cn。\n\n## 孩子 { #children }\n\n少写。\n"


def told(
    folder: Path,
    rule: str,
    federation: str,
    files: Mapping[str, Content] | None = None,
    *,
    release: bool = False,
    day: dt.date = TODAY,
) -> list[Problem]:
    """What one rule says of the whole register with some files changed."""
    root = copied(folder / f"r{len(list(folder.iterdir()))}", {"teams/federation.yml": federation, **(files or {})})
    return sorted(CHECKS[rule](RULES[rule], Facts(load(root)[0], day, release=release)))


def said(found: list[Problem]) -> list[str]:
    """Level and message."""
    return [f"{each.severity} {each.message}" for each in found]


def ten_stories(brand: str = "助困关爱") -> dict[str, Content]:
    """Enough for a register that has begun."""
    return {
        f"activities/2026/04{day:02}-a/report.md": story("好。", f"2026-04-{day:02}").replace("助困关爱", brand)
        for day in range(1, 11)
    }


def test_a_register_that_begins_is_not_scolded(tmp_path: Path) -> None:
    """Before its tenth story nothing is said of what is still empty; then it is asked for, and a release needs it."""
    empty = "品牌“维权维稳”还没有活动，也没有项目，页面是空的"
    assert told(tmp_path, "G5", REAL) == []
    assert said(told(tmp_path, "G5", REAL, ten_stories())) == [f"warning {empty}"]
    assert said(told(tmp_path, "G5", REAL, release=True)) == [f"error {empty}"]
    assert said(told(tmp_path, "G5", FEDERATION, release=True)) == [f"warning {empty}"]
    assert told(tmp_path, "G5", REAL, ten_stories("维权维稳"), release=True) == []
    bare: dict[str, Content] = {
        path.relative_to(SITES / "whole").as_posix(): None
        for path in (SITES / "whole" / "content").rglob("*")
        if path.is_file() and path.parent.name in {"honours", "communities"}
    }
    found = told(tmp_path, "G5", REAL, ten_stories("维权维稳") | bare, release=True)
    assert said(found) == ["error 栏目还是空的：阵地、表彰"]


def test_the_home_page_grows_old(tmp_path: Path) -> None:
    """Fourteen days after the newest story; a sample does not, and what is only sent elsewhere is not on the page."""
    last = dt.date(2026, 3, 5)
    assert told(tmp_path, "G6", REAL, day=last + dt.timedelta(14)) == []
    (one,) = told(tmp_path, "G6", REAL, day=last + dt.timedelta(15))
    assert (one.severity, one.message) == ("warning", "首页最新的一条是 2026-03-05，已经 15 天没有新内容")
    assert told(tmp_path, "G6", FEDERATION, day=last + dt.timedelta(99)) == []
    assert (
        told(tmp_path, "G6", f"{REAL}rules: [{{id: G6, limit: 99, reason: 季度更新}}]\n", day=last + dt.timedelta(99))
        == []
    )
    elsewhere = {"activities/2026/0320-a/report.md": story("好。", "2026-03-20", more="channels: [wechat]\n")}
    assert told(tmp_path, "G6", REAL, elsewhere, day=last + dt.timedelta(20)) != []


@pytest.mark.parametrize(
    ("footer", "messages"),
    [
        (FOOTER, ["error 页脚没有 ICP 备案号", "warning 页脚没有公安备案号"]),
        (SIGNED, []),
        (SIGNED.replace(ICP, "豫ICP备12345678号-1"), ["error 备案号像是占位的"]),
        (SIGNED.replace(ICP, "豫ICP备00000000号"), ["error 备案号像是占位的"]),
        (SIGNED.replace(ICP, "正在办理"), ["error “正在办理” 不像备案号"]),
        (SIGNED.replace(POLICE, "41040202000001"), ["error “41040202000001” 不像备案号"]),
    ],
)
def test_the_footer_is_signed_before_a_release(tmp_path: Path, footer: str, messages: list[str]) -> None:
    """Numbers as they were issued; at home nothing is asked."""
    federation = REAL.replace(FOOTER, footer)
    of_footer = [each for each in told(tmp_path, "G7", federation, release=True) if "占位的字" not in each.message]
    assert sorted(said(of_footer)) == sorted(messages)
    at_home = [each for each in told(tmp_path, "G7", federation) if "占位的字" not in each.message]
    assert at_home == []


def test_a_site_says_how_to_reach_its_people(tmp_path: Path) -> None:
    """Without a public contact there is nobody to write to."""
    start, end = REAL.index("contacts:"), REAL.index("levels:")
    found = told(tmp_path, "G7", (REAL[:start] + REAL[end:]).replace(FOOTER, SIGNED), release=True)
    assert "error 页脚没有联系方式" in said(found)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("这里是XXX小区的故事。", "XXX"), ("（待填写）", "（待填写）"),
        ("【此处填写活动经过】", "【此处填写活动经过】"), ("TODO", "TODO"),
        ("示例市妇联的姐妹们来了。", "示例市"), ("共帮助3户（示例数据）。", "（示例数据）"),
        ("机制有待完善，表格待填写的一栏空着。", ""), ("她穿XXXL的马甲。", ""),
        ("队员王××说好。", ""), ("二〇〇〇年的老照片。", ""),
        ("她给大家做示例，动作很慢。", ""),
    ],
)  # fmt: skip
def test_what_somebody_meant_to_fill_in(tmp_path: Path, text: str, left: str) -> None:
    """A warning at home, an error at release, in every line that has it; a sample may hold what it likes."""
    files: dict[str, Content] = {
        "activities/2026/0401-a/report.md": story(f"{text}\n\n{text}").replace(CREDITS, "{source: 东河区妇联}")
    }
    for release, level in ((False, "warning"), (True, "error")):
        found = [each for each in told(tmp_path, "G7", REAL, files, release=release) if "0401-a" in each.path]
        assert said(found) == ([f"{level} 留下了占位的字：“{left}”"] * 2 if left else [])
    assert [each for each in told(tmp_path, "G7", FEDERATION, files, release=True) if "0401-a" in each.path] == []


def test_all_that_is_left_in_a_line_is_told_at_once(tmp_path: Path) -> None:
    """Each word once, in the order of the line; of very many the first; code and addresses are no words."""
    many = "".join(f"示例{each}、" for each in "甲乙丙丁戊己市县")
    files: dict[str, Content] = {
        "activities/2026/0401-a/report.md": story(f"TODO和XXX，又是TODO和`TBD`。\n\n{many}").replace(
            ", issue: 示例丁", ""
        )
    }
    found = [each for each in told(tmp_path, "G7", REAL, files) if "0401-a" in each.path]
    assert [each.message.partition("：")[2] for each in found] == [
        "“示例甲”“示例乙”“示例丙”", "“TODO”“XXX”", "“示例甲”“示例乙”“示例丙”“示例丁”“示例戊”“示例己”等",
    ]  # fmt: skip
    assert len({each.line for each in found}) == len(found)


@pytest.mark.parametrize(
    ("privacy", "messages"),
    [
        (PRIVACY, []),
        (None, ["error 没有隐私政策（content/privacy.md）"]),
        (PRIVACY.replace(" { #children }", ""), ["error 隐私政策里没有儿童个人信息的专门规则"]),
        (PRIVACY.replace(" { #takedown }", ""), ["error 隐私政策里没有要求查阅、更正、撤下的办法"]),
        (PRIVACY.replace("yunxi@example.cn", "我们"), ["error 隐私政策里没有可以联系的邮箱或电话"]),
    ],
)
def test_people_are_told_their_rights(tmp_path: Path, privacy: str | None, messages: list[str]) -> None:
    """Before a release; every page then links these parts."""
    assert said(told(tmp_path, "G8", REAL, {"content/privacy.md": privacy}, release=True)) == messages
    assert told(tmp_path, "G8", REAL, {"content/privacy.md": privacy}) == []


HONOURS = (SITES / "whole" / "content/honours/2025.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "day", "count"),
    [
        ("云妇字〔2025〕9号", "2025-12-20", 0), ("云妇字〔2026〕1号", "2026-01-20", 0),
        ("云妇〔2025〕示例号", "2025-12-20", 0),
        ("云妇字[2025]9号", "2025-12-20", 1), ("待定", "2025-12-20", 1), ("云妇字〔2024〕9号", "2025-12-20", 1),
        ("云妇字〔2024〕9号", "2024-12-20", 1), ("云妇字〔2027〕9号", "2027-01-20", 1),
    ],
)  # fmt: skip
def test_honours_rest_on_a_document(tmp_path: Path, number: str, day: str, count: int) -> None:
    """Its number, its day and the year of the honours belong together; one fault, one line."""
    text = HONOURS.replace("云妇字〔2025〕示例号", f"'{number}'").replace("on: 2025-12-20", f"on: {day}")
    found = told(tmp_path, "G17", FEDERATION, {"content/honours/2025.yml": text})
    assert [(each.rule, each.severity) for each in found] == [("G17", "error")] * count


PHOTO = "caption: 趁着太阳好"
REPORT = "activities/2026/0305-liulin-leifeng/report.md"


@pytest.mark.parametrize(
    ("caption", "count"),
    [
        ("营业执照挂在墙上", 1), ("同意书上盖着公章", 1), ("新领的食品经营许可证", 1), ("法人证书和锦旗", 1),
        ("讲怎样办营业执照", 0), ("营业执照办理流程一学就会", 0), ("墙上的营业执照已遮挡", 0), ("没有拍到公章", 0),
        ("孩子在集章卡上盖章", 0), ("刻橡皮章的桌子", 0), ("趁着太阳好", 0),
    ],
)  # fmt: skip
def test_no_seals_and_licences(tmp_path: Path, caption: str, count: int) -> None:
    """In a picture, not in what people in it talk about."""
    text = (SITES / "whole" / REPORT).read_text(encoding="utf-8").replace(PHOTO, f"caption: {caption}")
    assert [each.severity for each in told(tmp_path, "G18", FEDERATION, {REPORT: text})] == ["error"] * count


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("公章.jpg", 1),
        ("yingyezhizhao.png", 1),
        ("gong-zhang-1.jpg", 1),
        ("business-license.jpg", 1),
        ("zhangjia.jpg", 0),
        ("seal-team.jpg", 0),
    ],
)
def test_file_names_tell_as_well(tmp_path: Path, name: str, count: int) -> None:
    """Whether a record lists the file or not."""
    files: dict[str, Content] = {f"activities/2026/0305-liulin-leifeng/{name}": b"x"}
    assert len(told(tmp_path, "G18", FEDERATION, files)) == count
