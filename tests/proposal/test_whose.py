"""Whose a record is, is not for the proposal to say; and nothing public goes, nor any setting, without a signature."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from generator.proposal.compose import Asking
from generator.records.library import load
from tests import tiny
from tests.proposal.desk import folders, lines, told
from tests.proposal.test_signing import BASE, REPORT

YEXIAN = "activities/2024/0601-yexian-zoufang/report.md"
JOINT = "activities/2024/0412-hunyin/report.md"
TEAM = "teams/yexian/team.yml"
OWN = tiny.report("走访慰问", "2024-06-01", teams="[yexian/rendian]", place="{township: 任店镇}")
TAKEN = OWN.replace("yexian/rendian", "xinhua/aixin").replace(
    "township: 任店镇", "township: 任店镇, division: '410422'"
)
THREE = ["shi-bianji", "shi-shenhe", "shi-qianfa"]


def rules(tmp_path: Path, files: dict[str, str], author: str, approved: list[str], **base: str) -> dict[str, list[str]]:
    """Messages of G2 and G3."""
    _, _, problems = told(folders(tmp_path, files, BASE | base), Asking(author, approved))
    return {rule: [each.message for each in problems if each.rule == rule] for rule in ("G2", "G3")}


def moved(division: str) -> str:
    """The record of 叶县's team with another division."""
    return tiny.team("叶县巾帼志愿服务分队", "分队", "叶县妇联", division, 15)


def test_a_team_stays_with_its_division(tmp_path: Path) -> None:
    """Writing one's own code into another's record makes it nobody's own."""
    found = rules(tmp_path, {TEAM: moved("410402")}, "xinhua-bianji", ["shi-shenhe", "shi-qianfa"])
    assert found == {"G2": [], "G3": ["投稿的账号是另一个县（市、区）的"]}


def test_a_story_stays_with_its_teams(tmp_path: Path) -> None:
    """Who takes it over asks those whose it was, and is told of."""
    base = {YEXIAN: OWN}
    signers = BASE["teams/federation.yml"] + (
        "  - {account: x2, roles: [审核], division: '410402'}\n  - {account: x3, roles: [签发], division: '410402'}\n"
    )
    base["teams/federation.yml"] = signers
    found = rules(tmp_path / "1", {YEXIAN: TAKEN}, "a", ["xinhua-bianji", "x2", "x3"], **base)
    assert found["G2"] == ["还没有签：叶县的人（哪一审都可以）（要 3 个人各签一审）"]
    assert rules(tmp_path / "2", {YEXIAN: TAKEN}, "xinhua-bianji", THREE, **base) == {
        "G2": [], "G3": ["投稿的账号是另一个县（市、区）的"]
    }  # fmt: skip


def test_a_changed_team_does_not_carry_its_stories_over(tmp_path: Path) -> None:
    """Both in one proposal: the story is where its team was."""
    village = "teams/yexian/rendian/team.yml"
    files = {YEXIAN: OWN.replace("hours: 8", "hours: 9"),
             village: tiny.FILES[village].replace("410422", "410402")}  # fmt: skip
    found = rules(tmp_path, files, "xinhua-bianji", [], **{YEXIAN: OWN})
    assert found["G3"] == ["投稿的账号是另一个县（市、区）的"] * 2


@pytest.mark.parametrize(
    ("approved", "left"),
    [
        (["xinhua-bianji", "shi-shenhe", "shi-qianfa"], ""),
        (["xinhua-bianji", "yexian-bianji", "shi-qianfa"], ""),
        (["yexian-bianji"], "审核、签发"),
    ],
)
def test_what_two_do_together(tmp_path: Path, approved: list[str], left: str) -> None:
    """All teams count, not the first alone; a person of either signs, one of each at least."""
    story = tiny.FILES[JOINT].replace("hours: 3.5", "hours: 4")
    found = rules(tmp_path, {JOINT: story}, "a", approved)["G2"]
    assert found == ([f"还没有签：{left}（要 3 个人各签一审）"] if left else [])


@pytest.mark.parametrize(
    ("author", "teams", "said"),
    [("xinhua-bianji", "", 0), ("yexian-bianji", "", 0), ("xinhua-bianji", "[xinhua/aixin]", 1),
     ("shi-bianji", "[xinhua/aixin]", 0)],
)  # fmt: skip
def test_one_of_several_hands_in(tmp_path: Path, author: str, teams: str, said: int) -> None:
    """What two do together either may hand in; neither puts the other out."""
    story = tiny.FILES[JOINT].replace("hours: 3.5", "hours: 4")
    text = story.replace("[yexian/rendian, xinhua/aixin]", teams) if teams else story
    text = text.replace("township: 任店镇}", "township: 任店镇, division: '410422'}")
    assert len(rules(tmp_path, {JOINT: text}, author, THREE)["G3"]) == said


def test_a_new_team_in_another_s_folder(tmp_path: Path) -> None:
    """It is theirs as well."""
    files = {"teams/yexian/xin/team.yml": tiny.team("叶县新小队", "小队", "叶县妇联", "410402")}
    assert rules(tmp_path, files, "a", ["shi-shenhe", "shi-qianfa"])["G2"] == []
    assert rules(tmp_path / "2", files, "xinhua-bianji", [])["G3"] == []
    pair = folders(tmp_path / "3", dict(files), BASE)
    assert any("其中要有叶县的人" in line for line in lines(told(pair)[0], "还要谁签"))


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_a_story_is_not_taken_down_unseen(tmp_path: Path, status: str) -> None:
    """By whatever key: it was public, and is not any more."""
    files = {REPORT: tiny.FILES[REPORT].replace("status: selected", f"status: {status}")}
    pair = folders(tmp_path / "1", dict(files), BASE)
    assert lines(told(pair)[0], "还要谁签")[0].endswith("（不再刊登）：还缺 编辑、审核、签发")
    other = {REPORT: tiny.FILES[REPORT].replace("channels: [web]", "channels: [wechat]")}
    assert rules(tmp_path / "2", other, "a", [])["G2"] == ["还没有签：编辑、审核、签发（要 3 个人各签一审）"]
    broken = files | {"content/privacy.md": "---\nx: [\n---\n"}
    assert "还没有签：编辑、审核、签发（要 3 个人各签一审）" in rules(tmp_path / "3", broken, "a", [])["G2"]


def test_a_withdrawal_waits_for_nobody_else(tmp_path: Path) -> None:
    """Who signs for the consents signs for the pages that go with them."""
    gone = tiny.CONSENTS.replace("c-2024-0001: {", "c-2024-0001: {withdrawn: 2025-06-01, ")
    files = {"teams/consents.yml": gone}
    assert rules(tmp_path / "1", files, "a", ["shi-shenhe", "shi-qianfa"])["G2"] == []
    pair = folders(tmp_path / "2", dict(files), BASE)
    assert any("wang-he.md（不再刊登）" in line for line in lines(told(pair)[0], "还要谁签"))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("teams/federation.yml", "奉献他人", "别的话"),
        ("teams/consents.yml", "c-2024-0003: {scope: [name]", "c-2024-0003: {scope: [name, story]"),
        ("content/about/index.md", "我们是谁", "别人是谁"),
        ("content/brands/zhukun.md", "把温暖送到身边", "别的话"),
        ("teams/retired.yml", "", "- {team: xinhua/jiu, name: 旧队, on: 2024-01-01}\n"),
        ("teams/xinhua/recipients.txt", "", "age1xxxx\n"),
    ],
)
def test_what_is_the_federation_s(tmp_path: Path, path: str, old: str, new: str) -> None:
    """审核 and 签发 of the whole federation; a county's signers do not do."""
    text = {**tiny.FILES, **BASE}.get(path, "").replace(old, new) if old else new
    message = "还没有签：审核、签发（要 2 个人各签一审）"
    assert rules(tmp_path / "1", {path: text}, "a", ["yexian-bianji"])["G2"] == [message]
    assert rules(tmp_path / "2", {path: text}, "a", ["shi-shenhe", "shi-qianfa"])["G2"] == []


def test_who_rules_now(tmp_path: Path) -> None:
    """Signers, levels and teams are those of where the proposal wants to go, not of where it set out."""
    now = tiny.write(tmp_path / "now", {"teams/federation.yml": tiny.FEDERATION + (
        "signers: [{account: new-boss, roles: [编辑, 审核, 签发]}]\nrules: [{id: G3, level: error, reason: 要核实}]\n"
        "maintainers: [chengxu]\n"
    )})  # fmt: skip
    pair = folders(tmp_path, {REPORT: tiny.FILES[REPORT].replace("hours: 8", "hours: 9")}, BASE)
    pair = dataclasses.replace(pair, tip=load(now, sealed=False)[0])
    summary, _, problems = told(pair, Asking("shi-bianji", THREE, ["generator/x.py"], behind=3))
    assert {each.rule for each in problems if each.severity == "error"} == {"G2", "G3"}
    assert "编辑：new-boss" in lines(summary, "还要谁签")
    assert "管程序的人：chengxu" in lines(summary, "登记册以外的文件")
    assert any("又有了 3 次提交" in each for each in summary.lead)


def test_honours_change_with_their_document(tmp_path: Path) -> None:
    """G17: the list alone is a reminder; with its document it is none."""
    path = "content/honours/2024.yml"
    fewer = tiny.FILES[path].replace("{volunteer: li-mei},", "")
    found = [[each.severity for each in told(folders(tmp_path / name, {path: text}))[2] if each.rule == "G17"]
             for name, text in (("1", fewer), ("2", fewer.replace("1号", "2号")),
                                ("3", tiny.FILES[path].replace("表彰决定", "表彰的决定")))]  # fmt: skip
    assert found == [["warning"], [], []]
