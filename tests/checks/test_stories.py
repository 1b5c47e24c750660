"""What a story may not say (A1, A4, A9 to A15), and that ordinary stories which come near to it say nothing wrong.

Each line of ``stories_fine.txt`` is a body, with its ``kind``, of which these rules are silent; each line of
``stories_wrong.txt`` has the rules that speak of it. The day of the activity is 5 March 2026, a Thursday.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.registry import CHECKS, RULES, Facts
from generator.checks.run import MODULES
from generator.problems import Problem
from generator.records.federation import Federation
from generator.records.kinds import Activity, Project
from generator.records.library import Entry, Library
from generator.records.source import Document, read_record
from tests.conftest import TODAY
from tests.tiny import FEDERATION

HERE = Path(__file__).parent
OURS = ("A1", "A4", "A9", "A10", "A11", "A12", "A13", "A14", "A15")
FINE = [line.split("\t") for line in (HERE / "stories_fine.txt").read_text(encoding="utf-8").splitlines()]
WRONG = [line.split("\t") for line in (HERE / "stories_wrong.txt").read_text(encoding="utf-8").splitlines()]
ORDINARY = (HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines()
NEARBY = (HERE / "ordinary_nearby.txt").read_text(encoding="utf-8").splitlines()
PATH = "activities/2026/0305-x/report.md"
USUAL = {
    "title": "院子里的一天", "date": "2026-03-05", "place": {"township": "建设路街道"}, "teams": ["x"],
    "brand": "助困关爱", "categories": ["爱心帮扶"], "credits": {"source": "新华区妇联"}, "status": "selected",
}  # fmt: skip


def said(body: str, kind: str = "report", federation: str = "", **keys: object) -> list[Problem]:
    """What the rules of this file say of a report; ``keys`` replace what is usual."""
    assert MODULES
    values = USUAL | {"kind": kind} | keys
    library = Library(Path(), texts={PATH: body})
    document = Document(PATH, values, {}, body, 1)
    library.activities["2026/0305-x"] = Entry("2026/0305-x", Activity.model_validate(values), document)
    if federation:
        facts = Federation.model_validate(read_record("teams/federation.yml", FEDERATION + federation, []).values)
        library.federation = Entry("", facts, Document("teams/federation.yml", {}, {}))
    facts_of_it = Facts(library, TODAY)
    asked = [*(rule for rule in OURS if rule in CHECKS), "P7"]
    found = [problem for rule in asked for problem in CHECKS[rule](RULES[rule], facts_of_it)]
    return [problem for problem in found if problem.rule in OURS]


def ids(found: list[Problem]) -> list[str]:
    """The rules that speak, each once."""
    return sorted({problem.rule for problem in found})


@pytest.mark.parametrize(("kind", "body"), FINE)
def test_ordinary_stories_are_fine(kind: str, body: str) -> None:
    """Near is not wrong: what is denied, quoted, lawful, somebody else's, or of somebody unnamed."""
    assert ids(said(body, kind)) == []


@pytest.mark.parametrize(("rules", "kind", "body"), WRONG)
def test_what_is_wrong_is_told(rules: str, kind: str, body: str) -> None:
    """By the rules that the line names and no other."""
    assert " ".join(ids(said(body, kind))) == rules


def test_sentences_of_other_rules_are_fine() -> None:
    """Written for the rules about persons; the only one found has a volunteer of twelve years."""
    found = {body: ids(said(body)) for body in ORDINARY if "|" not in body and "3月8日上午" not in body}
    told = {body: rules for body, rules in found.items() if rules}
    assert list(told.values()) == [["A11"]]
    assert all("12岁的小志愿者" in body for body in told)


@pytest.mark.parametrize("body", [body for body in NEARBY if "志愿者" in body or "马甲" in body])
def test_ages_beside_volunteers_are_those_of_others(body: str) -> None:
    """A volunteer reads to children of six, and a team is ten years old."""
    assert "A11" not in ids(said(body))


def test_all_of_it_in_one_story_is_fine() -> None:
    """No rule joins what stands in different paragraphs; an unqualified service has a doctor somewhere then."""
    whole = "\n\n".join(body for kind, body in FINE if kind == "report")
    assert ids(said(whole)) == []


@given(st.text(alphabet="收费募捐款码证明时长小志愿者岁李秀兰患病元0123456789，。“”（）\n 月日", max_size=120))
def test_no_text_breaks_a_rule(body: str) -> None:
    """Whatever is written, each problem has a place inside the text."""
    for problem in said(body):
        assert 1 <= problem.line <= body.count("\n") + 1
        assert problem.column >= 1


@pytest.mark.parametrize("body", ["６２２２ ０２１２ ３４５６ ７８９０ １２８", "居民李秀兰患有尿毒症，住在镇上。"])
def test_no_report_repeats_what_must_not_be_told(body: str) -> None:
    """Neither the number of a card nor the name of somebody who is ill."""
    for problem in said(body):
        text = f"{problem.message}{problem.hint}"
        assert "秀兰" not in text
        assert not any(part in text for part in ("6222", "６２２２", "7890"))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("6222021234567890128", True),
        ("6222 0212 3456 7890 128", True),
        ("6222-0212-3456-7890-128", True),
        ("6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 0 1 2 8", True),
        ("622202\u200b12345678\u200b90128", True),
        ("6222021234567890129", False),
        ("订单号6222021234567890128", False),
        ("62220212345678901281", False),
        ("4532015112830366", False),
        ("卡号4532015112830366", True),
        ("62 22 02 12 34 56 78 90 12 8", False),
        ("0000000000000000", False),
    ],
)
def test_cards(written: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    """A check digit that holds, a beginning of this country or a word about banks, and no order."""
    assert bool(said(written)) is told


@pytest.mark.parametrize(
    ("date", "body", "told"),
    [
        ("2026-03-05", "3月5日，小队在社区开展清扫。", False),
        ("2026-03-05", "3月4日至6日，小队在社区开展清扫。", False),
        ("2026-03-05", "2026年3月5日下午，小队组织读书会。", False),
        ("2026-03-05", "2025年3月5日下午，小队组织读书会。", True),
        ("2026-03-05", "３月６日，小队组织读书会。", True),
        ("2026-03-05", "# 读书会\n\n3月6日，小队组织读书会。", True),
        ("2026-03-05", "3月6日，小队组织读书会。\n\n3月5日那天下了雨。", False),
        ("2026-03-05", "3月6日，雨停了。", False),
        ("2026-03-05", "3月1日，小队组织报名。", False),
        ("2026-03-05", "农历3月6日，小队组织读书会。", False),
        ({"from": "2025-12-30", "to": "2026-01-02"}, "1月1日，小队组织读书会。", False),
        ({"from": "2025-12-30", "to": "2026-01-02"}, "12月31日，小队组织读书会。", False),
        ({"from": "2025-12-30", "to": "2026-01-02"}, "1月5日，小队组织读书会。", True),
        ("2026-03-05", "2月30日，小队组织读书会。", False),
        ("2026-03-05", "3月8日上午，队员们来到社区，陪老人聊天。", True),
        ("2026-03-05", "三月八日一早，队员们在社区门口集合。", True),
        ("2026-03-05", "三月五日一早，队员们在社区门口集合。", False),
        ("2026-12-25", "十二月二十五日，队员们走上街头。", False),
        ("2026-12-25", "十二月二十四日，队员们走上街头。", True),
        ("2026-03-05", "昨天（3月15日），姐妹们在广场上支起了摊子。", True),
        ("2026-03-05", "3月8日，她在老家过节。", False),
        ("2026-03-05", "2月10日，刘阿姨在医院里走来走去，睡不着。", False),
        ("2026-03-05", "农历三月八日，队员们来到社区。", False),
        ("2026-03-05", "2月10日，队员们接到电话，来到刘阿姨家。", False),
        ("2026-03-05", "3月5日（星期四）下了雨。", False),
        ("2026-03-05", "3月5日（周三）下了雨。", True),
        ("2026-03-05", "去年3月5日（星期三）下了雨。", False),
        ("2026-03-05", "2025年3月5日（星期三）下了雨。", False),
        ("2026-03-05", "2025年3月5日（星期四）下了雨。", True),
        ("2026-03-05", "3月8日（星期一）下了雨。", False),
    ],
)
def test_days(date: object, body: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    """Only the first sentence that says what was held, and only weekdays of the activity's own days."""
    assert ids(said(body, date=date)) == (["A4"] if told else [])


@pytest.mark.parametrize(
    ("rule", "word", "body"),
    [
        ("A12", "强拉", "队员被强拉来了。"),
        ("A13", "红包码", "请扫下面的红包码捐款。"),
        ("A14", "缝纫用品", "居民李秀兰领到了爱心缝纫用品。"),
        ("A11", "娃娃志愿者", "娃娃志愿者来了。"),
        ("A9", "针灸", "小队开展针灸，来了四十人。"),
    ],
)
def test_a_federation_adds_words(rule: str, word: str, body: str) -> None:
    """Its own words count like the usual ones."""
    more = f"rules: [{{id: {rule}, words: [{word}], reason: 本市的写法}}]\n"
    assert ids(said(body)) in ([], ["A13"] if rule == "A13" else [])
    assert ids(said(body, federation=more)) == [rule]


@pytest.mark.parametrize(
    ("rule", "word", "body"),
    [
        ("A12", "报名费", "每人交报名费20元。"),
        ("A11", "小志愿者", "小志愿者来了。"),
        ("A9", "义诊", "小队开展义诊，来了四十人。"),
        ("A15", "证书", "她拿到了星级证书。"),
    ],
)
def test_a_federation_lets_words_pass(rule: str, word: str, body: str) -> None:
    """For reasons of its own."""
    less = f"rules: [{{id: {rule}, allow: [{word}], reason: 本市的写法}}]\n"
    assert ids(said(body)) == [rule]
    assert ids(said(body, federation=less)) == []


@pytest.mark.parametrize("how", ["consented", "accompanied"])
def test_guardians(how: str) -> None:
    """Where the record says that they agreed or came along, young volunteers are welcome."""
    assert ids(said("中学生志愿者来了。", minor_volunteers=how)) == []
    assert ids(said("中学生志愿者来了。")) == ["A11"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", True), ("# 标题\n\n## 又一个\n", True), ("![图](01.jpg)", True), ("---\n\n<!-- 待写 -->", True),
        ("……", True),
        ("# 标题\n\n雨停了。", False), ("雨停了。\n\n# 标题", False), ("![图](01.jpg)\n雨停了。", False),
        ("晴。", False),
        ("待填写", True), ("（待补充）", True), ("**待填写：** 地点", True), ("略", True),
        ("无", True), ("TODO", True),
        ("待到花开，她们又来了。", False), ("待定的事先放一放。", False), ("略加整理，书架就满了。", False),
        ("无论谁来，都有一碗热汤。", False), ("灯没亮，待补的还有三盏。", False), ("待写完这一页，天就黑了。", False),
    ],
)  # fmt: skip
def test_bodies(body: str, told: bool) -> None:  # noqa: FBT001 - a column of the table
    """A story of one sentence is a story; headings, pictures and what a form left there are none."""
    assert ids(said(body)) == (["A1"] if told else [])


def test_drafts_and_reports_of_recruiting() -> None:
    """Nothing is said of drafts, nor of a report that tells how volunteers were found."""
    assert said("每人交报名费20元，扫码捐款。", status="draft") == []
    assert said("招募了二十名志愿者，下周三集合。") == []


@pytest.mark.parametrize("team", ["市中医院巾帼志愿服务分队", "市律师协会"])
def test_a_qualified_unit_is_enough(team: str) -> None:
    """Who told the story may be of the profession."""
    service = "义诊" if "医院" in team else "法律援助"
    assert ids(said(f"小队提供{service}。")) == ["A9"]
    assert ids(said(f"小队提供{service}。", credits={"source": team})) == []


def test_figures_of_a_project_are_no_proof() -> None:
    """The label of a number is read by everybody."""
    datum = {"label": "已认证服务时长", "value": "12", "unit": "小时", "source": "台账"}
    values = {"title": "邻里", "brand": "x", "teams": ["x"], "since": "2020-01", "summary": "看望", "data": [datum]}
    library = Library(Path())
    fields = Project.model_validate(values)
    library.projects["x"] = Entry("x", fields, Document("content/projects/x.md", values, {}, "做法。", 1))
    assert [each.rule for each in CHECKS["A15"](RULES["A15"], Facts(library, TODAY))] == ["A15"]


def test_bases_name_the_law() -> None:
    """And no province: another federation reads the same rules."""
    for rule in (*OURS, "A2"):
        basis = RULES[rule].basis
        assert "条" in basis or basis == "登记惯例" or basis.startswith("本级妇联文件")
        assert "河南" not in RULES[rule].basis
