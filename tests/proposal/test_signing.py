"""Rules G2 and G3: who may sign for what, and that nobody signs twice or for herself."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.proposal.compose import Asking
from generator.proposal.signing import covers
from generator.records.rule_settings import Signer
from tests import tiny
from tests.proposal.desk import folders, lines, told

REPORT = f"{tiny.STORY}/report.md"
TEAM = "teams/xinhua/aixin/team.yml"
SIGNERS = """\
signers:
  - {account: shi-bianji, roles: [编辑, 审核]}
  - {account: shi-shenhe, roles: [审核]}
  - {account: shi-qianfa, roles: [签发]}
  - {account: xinhua-bianji, roles: [编辑], division: "410402"}
  - {account: yexian-bianji, roles: [编辑, 审核, 签发], division: "410422"}
"""
BASE = {"teams/federation.yml": tiny.FEDERATION + SIGNERS}
STORY = {REPORT: tiny.FILES[REPORT].replace("hours: 8", "hours: 9")}


def missing(tmp_path: Path, approved: list[str], author: str = "", path: str = REPORT) -> list[str]:
    """Roles that G2 finds nobody signed for."""
    files = STORY if path == REPORT else {path: tiny.FILES[path].replace("size: 8", "size: 9")}
    _, _, problems = told(folders(tmp_path, files, BASE), Asking(author, approved))
    found = [problem for problem in problems if problem.rule == "G2"]
    assert all(problem.severity == "error" and problem.path == path for problem in found)
    return found[0].message.partition("：")[2].partition("（")[0].split("、") if found else []


@pytest.mark.parametrize(
    ("approved", "left"),
    [
        ([], ["编辑", "审核", "签发"]),
        (["xinhua-bianji", "shi-shenhe", "shi-qianfa"], []),
        (["@Xinhua-Bianji", "SHI-SHENHE", "shi-qianfa"], []),
        (["shi-bianji", "shi-qianfa"], ["审核"]),
        (["shi-bianji", "shi-shenhe", "shi-qianfa"], []),
        (["shi-bianji", "shi-bianji", "shi-qianfa"], ["审核"]),
        (["shi-bianji", "xinhua-bianji", "shi-qianfa"], []),
        (["yexian-bianji", "shi-shenhe", "shi-qianfa"], ["编辑"]),
        (["nobody", "shi-shenhe", "shi-qianfa"], ["编辑"]),
    ],
)
def test_a_story_takes_three_people(tmp_path: Path, approved: list[str], left: list[str]) -> None:
    """One role each, of the story's division or of the whole federation."""
    assert missing(tmp_path, approved) == left


def test_who_hands_in_does_not_sign(tmp_path: Path) -> None:
    """Her own approval is none."""
    assert missing(tmp_path, ["xinhua-bianji", "shi-shenhe", "shi-qianfa"], "Xinhua-bianji") == ["编辑"]


def test_team_data_takes_two(tmp_path: Path) -> None:
    """审核 and 签发."""
    assert missing(tmp_path / "1", ["shi-shenhe"], path=TEAM) == ["签发"]
    assert missing(tmp_path / "2", ["shi-bianji", "shi-qianfa"], path=TEAM) == []


def test_nobody_asked(tmp_path: Path) -> None:
    """Without a list of approvals G2 is no problem, but the summary says who can sign."""
    summary, _, problems = told(folders(tmp_path, STORY, BASE))
    assert not [problem for problem in problems if problem.rule == "G2"]
    assert "编辑：shi-bianji、xinhua-bianji" in lines(summary, "还要谁签")


def test_a_replaced_photograph_is_signed_for(tmp_path: Path) -> None:
    """A story changes with its pictures, though not a letter of it does."""
    pair = folders(tmp_path, {f"{tiny.STORY}/01.jpg": tiny.clean((5, 5, 5))}, BASE)
    assert lines(told(pair)[0], "还要谁签")


def test_what_is_taken_away_is_signed_for(tmp_path: Path) -> None:
    """A story does not go unseen."""
    files = {REPORT: "", f"{tiny.STORY}/01.jpg": "", f"{tiny.STORY}/02.jpg": ""}
    _, _, problems = told(folders(tmp_path, files, BASE), Asking("x", ["xinhua-bianji"]))
    assert [problem.message for problem in problems if problem.rule == "G2"] == [
        "还没有签：审核、签发（要 3 个人各签一审）"
    ]


def test_nobody_makes_herself_a_signer(tmp_path: Path) -> None:
    """Signers are those of before."""
    more = BASE["teams/federation.yml"] + "  - {account: evil, roles: [编辑, 审核, 签发]}\n"
    _, _, problems = told(
        folders(tmp_path, {**STORY, "teams/federation.yml": more}, BASE),
        Asking("x", ["evil", "shi-shenhe", "shi-qianfa"]),
    )
    assert [problem.message for problem in problems if problem.rule == "G2"] == ["还没有签：编辑（要 3 个人各签一审）"]


@pytest.mark.parametrize(("level", "told_as"), [("off", []), ("warning", ["warning"])])
def test_a_federation_sets_the_level(tmp_path: Path, level: str, told_as: list[str]) -> None:
    """As it stands before the proposal: nobody switches a rule off in what it would stop."""
    more = f"rules: [{{id: G2, level: {level}, reason: 只有两个人}}]\n"
    base = {"teams/federation.yml": BASE["teams/federation.yml"] + more}
    _, _, problems = told(folders(tmp_path / "1", STORY, base), Asking("x", []))
    assert [problem.severity for problem in problems if problem.rule == "G2"] == told_as
    _, _, problems = told(folders(tmp_path / "2", {**STORY, **base}, BASE), Asking("x", []))
    assert {problem.severity for problem in problems if problem.rule == "G2"} == {"error"}


@pytest.mark.parametrize(
    ("author", "said"),
    [("xinhua-bianji", ""), ("shi-qianfa", ""), ("yexian-bianji", "另一个县"), ("passer-by", "没有登记"), ("", "")],
)
def test_who_hands_in_belongs_there(tmp_path: Path, author: str, said: str) -> None:
    """G3 reminds where the account is of another division or of nobody known."""
    _, _, problems = told(folders(tmp_path, STORY, BASE), Asking(author))
    found = [problem for problem in problems if problem.rule == "G3"]
    assert [problem.severity for problem in found] == (["warning"] if said else [])
    assert said in "".join(problem.message for problem in found)


@pytest.mark.parametrize(
    ("division", "place", "covered"),
    [(None, (), True), (None, ("410402",), True), ("410402", ("410402",), True), ("410402", ("410422",), False),
     ("410400", ("410402",), True), ("410000", ("410402",), True), ("410500", ("410402",), False),
     ("410402", (), False), ("410402", ("410402", "410422"), False)],
)  # fmt: skip
def test_a_city_covers_its_counties(division: str | None, place: tuple[str, ...], covered: bool) -> None:  # noqa: FBT001
    """By the digits of GB/T 2260; a county covers nothing but itself."""
    assert covers(Signer(account="a", roles=("编辑",), division=division), place) is covered
