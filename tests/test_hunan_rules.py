"""The rules speak to another federation of its own place, and its good stories need no excuse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks.registry import CHECKS, RULES, Facts
from generator.checks.run import MODULES, check
from generator.problems import Problem
from generator.records.library import load
from tests.test_hunan import ELSEWHERE, HUNAN, TODAY

PLACES = re.compile(rf"{ELSEWHERE.pattern}|新华区|豫(?!剧)|鲁山|叶县")
CREDITS = "{source: 长沙市岳麓区妇联, edit: 示例甲, proof: 示例乙, review: 示例丙, issue: 示例丁}"
STORIES = [
    (
        "服务进城务工妇女",
        "夜校里的第一堂课",
        (
            "晚饭后，望月湖社区的灯还亮着。\n\n三月八日，队员们来到夜校，陪刚到城里的姐妹认公交站牌、填表格。"
            "律师讲了劳动合同，又念了《湖南省志愿服务条例》里的一段：服务是自愿的，也不收钱。\n\n"
            "“原来找事做还有这么多门道。”一位姐妹把要点抄在手背上。"
        ),
    ),
    (
        "陪护空巢老人",
        "阳台上的辣椒",
        (
            "楼梯陡，队员们一前一后扶着走。到了五楼，刘阿姨已经泡好芝麻豆子茶。\n\n"
            "姐妹们擦窗、换灯泡，又把晒在阳台上的辣椒收进坛子。县里来的护士给老人测了血糖，写在日历背面。\n\n"
            "临走约好下个月再来，带株洲亲戚寄的红薯粉。"
        ),
    ),
    (
        "调适婚姻家庭关系",
        "坐下来慢慢说",
        (
            "火塘烧旺了，两家人坐成一圈。调解员不急着开口，先让老人把话说完。\n\n"
            "队员提前参加了培训，知道什么该问，什么不该问。说到田埂的事，大家都笑了，一人让了一步。"
        ),
    ),
]
Said = Callable[[dict[str, str]], list[Problem]]


@pytest.fixture
def said(tmp_path: Path) -> Said:
    """What the rules say of the register with more files."""

    def run(files: dict[str, str]) -> list[Problem]:
        shutil.copytree(HUNAN, tmp_path, dirs_exist_ok=True)
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        return check(tmp_path, TODAY)[1]

    return run


def story(brand: str, title: str, body: str, source: str = CREDITS) -> str:
    """One report of the squad of 望月湖."""
    return (
        f'---\ntitle: {title}\ndate: 2026-03-08\nplace: {{township: 望月湖街道, division: "430104"}}\n'
        f"teams: [changsha/yuelu/wangyuehu-peiban]\nbrand: {brand}\nsummary: 一个平常的日子。\nkind: report\n"
        f"credits: {source}\nstatus: submitted\n---\n{body}\n"
    )


def test_no_rule_is_called_after_a_place() -> None:
    """Neither what a rule asks for nor its basis, but for the oldest rules, whose document it was."""
    assert MODULES
    titles = {each.id: PLACES.findall(each.title) for each in RULES.values()}
    assert {rule: words for rule, words in titles.items() if words} == {}
    new = [each for each in RULES.values() if each.id[0] in "AW" or each.id in {"G4", "G17", "G19"}]
    bases = {each.id: PLACES.findall(each.basis) for each in new if each.id != "A16"}
    assert {rule: words for rule, words in bases.items() if words} == {}


@pytest.mark.parametrize(("brand", "title", "body"), STORIES)
def test_good_stories_of_hunan_are_silent(said: Said, brand: str, title: str, body: str) -> None:
    """All rules, whatever they look for; that hours are still to be entered is the truth."""
    problems = said({"activities/2026/0308-yeyu/report.md": story(brand, title, body)})
    assert [str(each) for each in problems if each.rule != "A6"] == []


def test_advice_names_the_place_of_the_register(said: Said) -> None:
    """A hint gives an example from here."""
    wrong = story(
        "陪护空巢老人", "一天", "湖南省志愿服务条例写得明白。株州市和长砂市的姐妹也来了，平妇字[2017]2号。"
    ).replace("source: 长沙市岳麓区妇联", "source: 网络")
    problems = said({"activities/2026/0308-yitian/report.md": wrong})
    assert {"A1", "W3", "W7"} <= {each.rule for each in problems}
    assert any("湖南省妇联" in each.hint for each in problems if each.rule == "A1")
    told = " ".join(each.message + each.hint for each in problems if each.rule != "W3")
    assert PLACES.findall(told) == []
    assert "“株州市” 像是 “株洲市”" in told


def test_numbers_of_a_site_look_like_those_of_its_province(tmp_path: Path) -> None:
    """The example of a filing number begins with the sign of the register's own province."""
    shutil.copytree(HUNAN, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "teams" / "federation.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("host: 湖南省妇女联合会", "host: 湖南省妇女联合会\n  icp: 还在办\n  police: 还在办"),
        encoding="utf-8",
    )
    facts = Facts(load(tmp_path)[0], TODAY, release=True)
    hints = [each.hint for each in CHECKS["G7"](RULES["G7"], facts) if "不像备案号" in each.message]
    assert hints == [
        "请照备案通知抄写，样子如 湘ICP备12345678号-1",
        "请照备案通知抄写，样子如 湘公网安备 43000002000001号",
    ]


def test_a_team_below_another_level_belongs_to_its_folder(tmp_path: Path) -> None:
    """With a level more in the tree, a county's team lies in its city's folder, whose name its stories carry."""
    root = Path(shutil.copytree(HUNAN, tmp_path / "册"))
    shown = next((root / "activities").glob("*/*-yuelu-*"), next((root / "activities").glob("*/*wangyuehu*")))
    shutil.copytree(shown, shown.parent / f"{shown.name[:4]}-changsha-zhukun")
    told = [each for each in check(root, TODAY, processes=1)[1] if each.rule == "G19"]
    assert told == []
