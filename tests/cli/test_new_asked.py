"""``jinguo new`` asks as a clerk thinks: lists where there are any, nothing decided for her, nothing asked in vain."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import asking, new_activity, new_desk, new_pages, new_team, typed_days
from generator.cli.main import jinguo
from tests import tiny

TODAY = dt.date(2026, 11, 21)
DIVISIONS = """divisions:
  - {code: "410402", name: 新华区, townships: [光明路街道, 建设路街道, 城关镇]}
  - {code: "410422", name: 叶县, townships: [任店镇, 城关镇, 昆阳镇]}
  - {code: "410425", name: 郏县, townships: [城关镇, 昆阳镇]}
served_groups: [留守儿童, 孤寡老人]
"""


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is filled in for today does not move."""
    for module in (new_activity, new_desk, new_pages, new_team, typed_days):
        monkeypatch.setattr(module, "today", lambda: TODAY)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr(asking, "at_terminal", lambda: True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register, in which several divisions have a township of one name."""
    start, stop = (tiny.FEDERATION.index(each) for each in ("divisions:", "categories:"))
    text = tiny.FEDERATION[:start] + DIVISIONS + tiny.FEDERATION[stop:]
    return tiny.write(tmp_path / "册", {"teams/federation.yml": text}, photos=False)


def new(root: Path, kind: str, *words: str, typed: str = "") -> Result:
    """Begin a record."""
    return CliRunner().invoke(jinguo, ["new", kind, "--root", str(root), *words], input=typed)


def story(root: Path, *words: str, typed: str = "") -> tuple[str, str]:
    """What is said, and the report written."""
    given = ("--title", "看望老人", "--brand", "助困关爱", "--project", "", "--spot", "广场", "--campaign", "无")
    done = new(root, "activity", *given, *words, typed=typed)
    assert done.exit_code == 0, done.output
    path = next(line.partition("：")[2] for line in done.output.splitlines() if line.startswith("写好了："))
    return done.output, (root / path).read_text(encoding="utf-8")


@pytest.mark.usefixtures("terminal")
def test_townships_are_listed(root: Path) -> None:
    """A team above the townships has none by itself: its division's are listed with numbers."""
    said, text = story(root, "--team", "xinhua", "--date", "昨天", typed="\n2\n")
    assert "  1. 光明路街道\n  2. 建设路街道\n  3. 城关镇\n" in said
    assert "\nplace: {township: 建设路街道, spot: 广场}\n" in text
    assert "\ndate: 2026-11-20\n" in text


@pytest.mark.usefixtures("terminal")
def test_a_township_of_two_divisions_is_asked_for(root: Path) -> None:
    """Never the first that has the name; the team's own one needs no question."""
    said, text = story(root, "--team", "xinhua", "--date", "昨天", typed="昆阳镇\n2\n")
    assert "“昆阳镇” 不止一个，写编号：\n    1. 叶县昆阳镇\n    2. 郏县昆阳镇\n" in said
    assert 'place: {township: 昆阳镇, spot: 广场, division: "410425"}' in text.replace("'", '"')
    own = story(root, "--team", "xinhua", "--date", "昨天", "--township", "城关镇")[1]
    assert "\nplace: {township: 城关镇, spot: 广场}\n" in own


def test_without_a_terminal_the_option_fails_with_the_list(root: Path) -> None:
    """And takes the division in front of the name."""
    words = ("--title", "看望", "--brand", "助困关爱", "--team", "xinhua", "--date", "昨天", "--township")
    done = new(root, "activity", *words, "昆阳镇")
    assert done.exit_code == 1
    assert "--township：“昆阳镇” 不止一个，可以写：叶县昆阳镇、郏县昆阳镇" in done.output
    assert "410425" in story(root, "--team", "xinhua", "--date", "昨天", "--township", "郏县昆阳镇")[1]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("answer", "is_notice"), [("\n", True), ("不是\n", False), ("也许\n是\n", True)])
def test_a_day_ahead_is_asked_about(root: Path, answer: str, *, is_notice: bool) -> None:
    """Once, with yes as the usual answer; a day that is over is not."""
    words = ("--team", "xinhua/aixin", "--township", "建设路街道")
    said, text = story(root, *words, "--date", "2026-12-5", typed=answer)
    assert said.count("是预告吗") == (2 if "也许" in answer else 1)
    assert ("\nkind: notice\n" in text) == is_notice
    assert "是预告吗" not in story(root, *words, "--date", "2026-11-21")[0]


@pytest.mark.parametrize(("kind", "line"), [("预告", "kind: notice"), ("practice", "kind: practice"), ("报道", "")])
def test_the_kind_in_chinese(root: Path, kind: str, line: str) -> None:
    """As the help says it, and as files write it."""
    text = story(root, "--team", "xinhua/aixin", "--date", "昨天", "--township", "建设路街道", "--kind", kind)[1]
    assert line in text
    assert ("kind:" in text) == bool(line)


def test_all_missing_options_at_once(root: Path) -> None:
    """One run tells every option that has no answer by itself."""
    done = new(root, "activity", "--kind", "消息", "--date", "昨天")
    for option in ("--title（标题）", "--team（队伍）", "--brand（品牌）", "--township"):
        assert option in done.output
    assert "可以写：报道、做法、预告" in new(root, "activity", "--title", "看", "--team", "xinhua/aixin", "--brand",
                                  "助困关爱", "--date", "昨天", "--kind", "消息").output  # fmt: skip
    done = new(root, "volunteer", "--name", "示例甲")
    for option in ("--consent", "--team", "--headline", "--confirmed", "--address"):
        assert option in done.output


@pytest.mark.usefixtures("terminal")
def test_the_consent_comes_first(root: Path) -> None:
    """Without it nothing else is worth answering: where it is registered, and how to leave."""
    said = new(root, "volunteer", typed="没有\n").output
    assert said.index("teams/consents.yml") < said.index("同意书编号")
    assert "Ctrl-C" in said
    assert "姓名" not in said


def test_choices_are_no_answers(root: Path) -> None:
    """The comment shows every group, none of them as if it were the one."""
    text = story(root, "--team", "xinhua/aixin", "--date", "昨天", "--township", "建设路街道")[1]
    groups = [line for line in text.splitlines() if "served: {" in line]
    assert groups == ["# 还要填：served: {people: 服务了多少人, group: 服务对象}"]
    assert "# 服务对象从这里面选：留守儿童、孤寡老人\n" in text


@pytest.mark.usefixtures("terminal")
def test_a_team_too_small_is_told_what_to_answer(root: Path) -> None:
    """Nothing about keys of a file that is not there yet; a folder needs a letter."""
    words = (
        "--under", "xinhua", "--unit", "新华区光明路街道妇联", "--division", "410402", "--township", "光明路街道",
        "--name", "新华区光明路街道暖心巾帼志愿服务小队", "--founded", "2026-11", "--categories", "1", "--times", "1",
    )  # fmt: skip
    done = new(root, "team", *words, "--size", "3", "--address", "12", typed="nuanxin\n12\n")
    assert "不能只有数字" in done.output
    assert "至少 5 人，这里是 3 人 —— 请补足人数后再登记\n" in done.output
    assert "paused" not in done.output
