"""``jinguo new``: a record begun by options or by somebody who answers questions is one that the rules accept."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from generator.checks.run import check
from generator.cli import asking, new_activity, new_desk, new_pages, new_team
from generator.cli.main import jinguo
from generator.drafts.begun import Begun, begun
from generator.problems import errors
from tests import tiny

TODAY = dt.date(2026, 11, 21)
STORY = ("--title", "看望老人", "--team", "xinhua/aixin", "--brand", "助困关爱")


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is filled in for today does not move."""
    for module in (new_activity, new_desk, new_pages, new_team):
        monkeypatch.setattr(module, "today", lambda: TODAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register."""
    return tiny.write(tmp_path / "登记 册")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there."""
    monkeypatch.setattr(asking, "at_terminal", lambda: True)


def new(root: Path, kind: str, *words: str, typed: str = "") -> Result:
    """Begin a record."""
    return CliRunner().invoke(jinguo, ["new", kind, "--root", str(root), *words], input=typed)


def files(root: Path) -> dict[str, bytes]:
    """Every file of a register."""
    listed = (each for each in root.rglob("*") if each.is_file() and ".cache" not in each.parts)
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in listed}


def right(root: Path, path: str) -> str:
    """The text of a new file, of which no rule says that it is wrong."""
    found = [each for each in errors(check(root, TODAY, processes=1)[1]) if each.path == path]
    assert [str(each) for each in found] == []
    return (root / path).read_text(encoding="utf-8")


def test_a_story_from_options_alone(root: Path) -> None:
    """Everything that follows from the team and the day is filled in; the rest is named at its place."""
    done = new(root, "activity", *STORY, "--date", "2026-03-04", "--spot", "社区广场")
    assert done.exit_code == 0, done.output
    text = right(root, "activities/2026/0304-xinhua-xueleifeng/report.md")
    for line in (
        "title: 看望老人", "date: 2026-03-04", "place: {township: 建设路街道, spot: 社区广场}", "teams: [xinhua/aixin]",
        "brand: 助困关爱", "campaign: xueleifeng", "categories: [爱心帮扶]", "credits: {source: 建设路街道妇联}",
        "status: draft",
    ):  # fmt: skip
        assert f"\n{line}\n" in text
    for key in ("served", "volunteers", "hours", "summary"):
        assert f"\n# 还要填：{key}: " in text
    assert text.index("# 按日期填的") < text.index("campaign:") < text.index("# 按队伍填的") < text.index("categories:")
    assert "jinguo photos add activities/2026/0304-xinhua-xueleifeng" in done.output
    assert "jinguo check activities/2026/0304-xinhua-xueleifeng" in done.output


def test_the_next_free_address(root: Path) -> None:
    """Nothing is ever overwritten: the same words make another folder, also beside one that holds no record."""
    before = files(root)
    names = []
    for _ in range(3):
        done = new(root, "activity", *STORY, "--date", "2026-03-05")
        names.append(done.output.splitlines()[0].removeprefix("写好了：activities/2026/").removesuffix("/report.md"))
        (root / "activities/2026/0305-XINHUA-xueleifeng-2").mkdir(exist_ok=True)
    assert names == [f"0305-xinhua-xueleifeng{end}" for end in ("", "-3", "-4")]
    assert {path: data for path, data in files(root).items() if path in before} == before


def test_the_day_is_today_where_none_is_written(root: Path) -> None:
    """And no key date near it, so none is filled in."""
    assert new(root, "activity", *STORY).exit_code == 0
    text = right(root, "activities/2026/1121-xinhua-zhukun/report.md")
    assert "\ndate: 2026-11-21\n" in text
    assert "campaign" not in text


def test_a_project_brings_its_brand_and_days_may_be_several(root: Path) -> None:
    """The brand is not asked for again; the address follows the project."""
    words = ("--title", "两天", "--team", "建设路爱心", "--project", "邻里守望", "--date", "2026年6月1日至2026.6.2")
    done = new(root, "activity", *words)
    assert done.exit_code == 0, done.output
    text = right(root, "activities/2026/0601-xinhua-linli/report.md")
    assert "\ndate: {from: 2026-06-01, to: 2026-06-02}\n" in text
    assert "\nbrand: 助困关爱\nproject: linli\n" in text


def test_a_place_in_another_division_is_said(root: Path) -> None:
    """A township of another county brings that county's code along."""
    done = new(root, "activity", *STORY, "--township", "任店镇", "--date", "2026-06-01")
    assert done.exit_code == 0, done.output
    text = right(root, "activities/2026/0601-xinhua-zhukun/report.md")
    assert "division: " in text
    assert "410422" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--team", "xinhua/aixin"), "没有写 --title（标题）"),
        (("--title", "看望", "--brand", "助困关爱"), "没有写 --team（队伍）"),
        (("--title", "看望", "--team", "yexian"), "没有写 --brand（品牌）"),
        (("--title", "看望", "--team", "yexian", "--brand", "助困关爱"), "没有写 --township"),
        ((*STORY, "--date", "三月五日"), "--date：“三月五日” 不是日期"),
        ((*STORY, "--date", "2026-02-30"), "--date：“2026-02-30” 不是日期"),
        ((*STORY, "--brand", "助人"), "--brand：没有 “助人”，可以写：助困关爱"),
        ((*STORY, "--team", "巾帼"), "--team：“巾帼” 不止一个"),
        ((*STORY, "--township", "无名镇"), "--township：没有 “无名镇”"),
        ((*STORY, "--campaign", "中秋"), "--campaign：没有 “中秋”"),
        ((*STORY, "--title", "电话13000000000"), "没有写入：这里有明文手机号码"),
    ],
)
def test_what_is_missing_or_wrong_is_named(root: Path, words: tuple[str, ...], said: str) -> None:
    """Without a terminal the command says which option it needs, and writes nothing."""
    before = files(root)
    done = new(root, "activity", *words)
    assert done.exit_code == 1
    assert said in done.output
    assert "13000000000" not in done.output
    assert files(root) == before


@pytest.mark.usefixtures("terminal")
def test_somebody_answers(root: Path) -> None:
    """Wrong answers are asked again with the reason; numbers stand for choices, Return for what is suggested."""
    typed = "\n看望老人\n昨天吧\n2026-03-05\n没有这支\nxinhua/aixin\n\n9\n1\n\n社区广场\n\n"
    done = new(root, "activity", typed=typed)
    assert done.exit_code == 0, done.output
    assert done.output.count("✗") == 4
    assert "✗ 这一项不能空着" in done.output
    assert "✗ “昨天吧” 不是日期" in done.output
    assert "✗ 没有 “没有这支”" in done.output
    text = right(root, "activities/2026/0305-xinhua-xueleifeng/report.md")
    assert "\ntitle: 看望老人\n" in text
    assert "spot: 社区广场" in text


@pytest.mark.usefixtures("terminal")
def test_what_a_rule_does_not_take_is_asked_again(root: Path) -> None:
    """Only that answer, with the rule's reason; the others stay."""
    words = (*STORY[2:], "--date", "2026-05-06", "--title", "看望13000000000")
    done = new(root, "activity", *words, typed="\n\n\n看望老人\n")
    assert done.exit_code == 0, done.output
    assert "✗ 这里有明文手机号码" in done.output
    assert "\ntitle: 看望老人\n" in right(root, "activities/2026/0506-xinhua-zhukun/report.md")


@pytest.mark.usefixtures("terminal")
def test_what_may_mean_several_is_numbered(root: Path) -> None:
    """The next answer may be one of those numbers."""
    done = new(root, "activity", "--title", "看望", *STORY[4:], "--spot", "广场", typed="\n新华区\n2\n\n\n")
    assert done.exit_code == 0, done.output
    listed = "    1. 新华区巾帼志愿服务分队\n    2. 新华区建设路爱心巾帼志愿服务小队\n"
    assert f"“新华区” 不止一个，写编号：\n{listed}" in done.output
    assert "teams: [xinhua/aixin]" in right(root, "activities/2026/1121-xinhua-zhukun/report.md")


@pytest.mark.usefixtures("terminal")
def test_somebody_stops_in_the_middle(root: Path) -> None:
    """Nothing is written before the last answer."""
    before = files(root)
    assert new(root, "activity", typed="看望老人\n2026-03-05\n").exit_code == 1
    assert files(root) == before


def test_it_is_opened_only_when_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the editor of the environment, else with what the desktop has."""
    opened: list[tuple[str, str]] = []

    def launch(path: str) -> int:
        opened.append(("launch", path))
        return 0

    monkeypatch.setattr(click, "launch", launch)
    monkeypatch.setattr(click, "edit", lambda filename, editor: opened.append((editor, filename)))
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert new(root, "activity", *STORY).exit_code == 0
    assert opened == []
    assert new(root, "activity", *STORY, "--open").exit_code == 0
    monkeypatch.setenv("EDITOR", "bianji")
    assert new(root, "activity", *STORY, "--open").exit_code == 0
    assert [each[0] for each in opened] == ["launch", "bianji"]
    assert all(each[1].endswith(f"{os.sep}report.md") for each in opened)


def test_two_at_once_never_meet(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that appears between the answers and the writing is left as it is."""

    def meanwhile(*given: Any) -> Begun:
        record = begun(*given)
        (root / record.path).parent.mkdir(parents=True)
        (root / record.path).write_text("别人写的", encoding="utf-8")
        return record

    monkeypatch.setattr(new_desk, "begun", meanwhile)
    done = new(root, "activity", *STORY)
    assert (done.exit_code, "没有写入" in done.output) == (1, True)
    assert (root / "activities/2026/1121-xinhua-zhukun/report.md").read_text(encoding="utf-8") == "别人写的"
