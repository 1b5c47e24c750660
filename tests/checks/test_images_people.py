"""Which photographs of people the site shows: children, homes, crowds."""

from __future__ import annotations

import pytest

from generator.checks.portraits import crowds_are_crowds, minors_are_guarded
from generator.checks.registry import RULES, Facts
from generator.checks.run import check
from generator.problems import errors
from generator.records.consent import may_hang
from generator.records.protected import protected_children
from tests.conftest import SITES, TODAY, Register

STORY = "activities/2026/0305-liulin-leifeng/report.md"
CONSENTS = """\
c-2026-0001: {scope: [name], channels: [web, wechat], given: 2026-01-12}
c-2026-0002: {scope: [name, portrait, story], channels: [web, wechat], given: 2026-01-12}
c-2026-0003: {scope: [portrait], channels: [web, wechat], given: 2026-02-01, guardian: true}
c-2025-0004: {scope: [name, home], given: 2025-12-01}
c-2026-0005: {scope: [home], given: 2026-01-01, expires: 2026-11-20}
"""
LAST = "{file: 图 三.png, alt: 一位老人和她的花, people: [c-2026-0003], minors: false, home: false, "


def story_with(
    register: Register, photo: str, *changes: tuple[str, str], alt: str = "老人的院子"
) -> tuple[bool, list[str]]:
    """Whether the site shows the third photograph of the whole register if it is this one, and which rules speak."""
    text = (SITES / "whole" / STORY).read_text(encoding="utf-8")
    for old, new in ((LAST, f"{{file: 图 三.png, alt: {alt}, {photo}, "), *changes):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    library, problems = check(register({STORY: text, "teams/consents.yml": CONSENTS}), TODAY, processes=1)
    entry = library.activities["2026/0305-liulin-leifeng"]
    said = [f"{each.severity} {each.rule}" for each in problems if each.rule != "R5"]
    return may_hang(library, entry, entry.fields.photos[2], TODAY), said


LEFT_BEHIND = ("group: 城市空巢老人", "group: 留守流动儿童")
OTHER_MINORS = ("group: 城市空巢老人", "group: 未成年人")
IN_THE_TITLE = ("title: 𠮷家乡", "title: 村里的困境儿童 𠮷家乡")
GUARDED = "people: [c-2026-0003], minors: true"


@pytest.mark.parametrize(
    ("photo", "changes", "shown", "said"),
    [
        ("people: none", [], True, []),
        ("people: [c-2026-0003]", [], True, []),
        ("people: [c-2026-0002, c-2026-0003]", [], True, []),
        ("people: [c-2026-0003]", [LEFT_BEHIND], False, ["error I6"]),
        ("people: [c-2026-0003], minors: false", [LEFT_BEHIND], False, ["error I6"]),
        ("people: [c-2026-0003], blurred: true", [LEFT_BEHIND], False, ["error I6", "warning I6"]),
        ("people: [c-2026-0002]", [LEFT_BEHIND], True, []),
        (GUARDED, [], True, []),
        (GUARDED, [OTHER_MINORS], True, []),
        (GUARDED, [LEFT_BEHIND], False, ["error I6"]),
        (GUARDED, [IN_THE_TITLE], False, ["error I6"]),
        ("people: none, minors: true, blurred: true", [LEFT_BEHIND], True, []),
        ("people: crowd, minors: true, blurred: true", [IN_THE_TITLE], True, []),
        ("people: none, minors: true", [], False, ["error I6"]),
        ("people: [c-2026-0002], minors: true", [], False, ["error I6"]),
        ("people: [c-2026-0002, c-2026-0003], minors: true", [], False, ["error I6"]),
        ("people: [c-2026-0002], minors: true, blurred: true", [LEFT_BEHIND], True, []),
        (f"{GUARDED}, blurred: true", [LEFT_BEHIND], False, ["error I6", "warning I6"]),
        (f"{GUARDED}, blurred: true", [], True, ["warning I6"]),
        ("people: [c-2026-0002], blurred: true", [], True, ["warning I6"]),
        ("people: none, home: true", [], False, ["error I7"]),
        ("people: none, home: true, householder: c-2025-0004", [], True, []),
        ("people: none, householder: c-2025-0004", [], True, []),
        ("people: none, home: true, householder: c-2026-0002", [], False, ["error I7"]),
        ("people: none, home: true, householder: c-2026-0005", [], False, ["warning I7"]),
        ("people: none, home: true, householder: c-2026-0099", [], False, ["error R1"]),
        ("people: [c-2026-0002], home: true, householder: c-2025-0004", [], True, []),
        ("credit: 示意", [], False, ["error I4"]),
    ],
)
def test_photographs_of_people(
    register: Register, photo: str, changes: list[tuple[str, str]], *, shown: bool, said: list[str]
) -> None:
    """Children only with guardians, protected children only blurred, homes only with who lives there."""
    assert story_with(register, photo, *changes) == (shown, said)


SEEN_BELOW = ("caption: 花开到第三年", "caption: 学生们到了第三年")
UNSAID = ["error I6"]


@pytest.mark.parametrize(
    ("alt", "photo", "changes", "said"),
    [
        ("留守儿童在院子里", "people: none", [], UNSAID),
        ("留守儿童在院子里", "people: crowd, home: false", [], UNSAID),
        ("孩子们在院子里", "people: none", [LEFT_BEHIND], UNSAID),
        ("几个小朋友在院子里", "people: [c-2026-0002]", [IN_THE_TITLE], UNSAID),
        ("院子里", "people: none", [IN_THE_TITLE, SEEN_BELOW], UNSAID),
        ("孩子们在院子里", "people: none, minors: false", [LEFT_BEHIND], []),
        ("孩子们在院子里", "people: none, blurred: true", [LEFT_BEHIND], []),
        ("孩子们在院子里", "people: none", [], []),
        ("孩子的画挂在院子里", "people: none", [LEFT_BEHIND], []),
        ("院子里的老人", "people: none", [LEFT_BEHIND], []),
    ],
)
def test_children_whom_nobody_mentioned(
    register: Register, alt: str, photo: str, changes: list[tuple[str, str]], said: list[str]
) -> None:
    """Beside protected children somebody has to say whether a child can be recognised; elsewhere nobody has to."""
    assert story_with(register, photo, *changes, alt=alt) == (not said, said)


@pytest.mark.parametrize(
    "text",
    [
        "村里的留守儿童", "留守流动儿童", "陪“留守 儿童”过节", "困境家庭的孩子", "困难妇女家庭子女", "受助学生",
        "贫困学子", "孤儿", "事实无人抚养儿童", "残疾儿童", "春蕾女童", "流浪未成年人", "困境未成年人", "服刑人员子女",
        "留守小学生", "贫困小学生", "留守小朋友", "困境小朋友", "残疾小朋友", "留守幼儿", "受助女生", "贫困女生",
        "失学女童", "单亲家庭孩子", "困难职工家庭孩子", "留守老人和儿童", "父母在外打工的孩子", "脑瘫儿童",
        "福利院孩子", "儿童福利院", "留守娃", "贫困生", "特困家庭的小姑娘", "听障儿童", "低保户的孩子", "春蕾女生",
        "残疾人家庭子女", "失去父母的孩子", "帮扶了12名孩子", "困境少女", "事实孤儿", "自闭症儿童",
    ],
)  # fmt: skip
def test_words_for_protected_children(text: str) -> None:
    """As reports write them, with brackets and blanks between."""
    assert protected_children(f"三月五日，{text}来了")


@pytest.mark.parametrize(
    "text",
    [
        "未成年人", "孩子们围坐一圈", "留守老人", "困难妇女家庭", "孤儿药", "残疾人", "家长和学生", "受助老人",
        "贫困大学生", "克服困难，孩子们都来了", "克服困难, 孩子们都来了", "残疾人和孩子", "困难生活",
        "爱心帮扶，教孩子写字", "帮扶队员陪孩子写作业", "大病救助", "留守妇女", "少年宫", "幼儿园",
    ],
)  # fmt: skip
def test_words_for_others(text: str) -> None:
    """Children in general and grown-ups in need are not meant."""
    assert protected_children(text) == ""


@pytest.mark.parametrize(
    ("people", "faces", "warned"),
    [("crowd", 1, True), ("crowd", 5, True), ("crowd", 6, False), ("crowd", 0, False), ("none", 3, False)],
)
def test_a_crowd_is_more_than_five(register: Register, people: str, faces: int, *, warned: bool) -> None:
    """A few faces are people who have to agree; a crowd far away shows none at all."""
    text = (SITES / "whole" / STORY).read_text(encoding="utf-8").replace("people: crowd", f"people: {people}")
    library, _ = check(register({STORY: text}), TODAY, processes=1)
    facts = Facts(library, TODAY, faces={f"{STORY.rpartition('/')[0]}/02.JPG": faces})
    problems = list(crowds_are_crowds(RULES["I5"], facts))
    assert [each.line for each in problems] == ([20] if warned else [])
    assert all(f"{faces} 张" in each.message for each in problems)


@pytest.mark.parametrize(
    ("people", "faces", "said"),
    [("none", 0, 0), ("none", 1, 1), ("crowd", 3, 1), ("[c-2026-0002]", 1, 0), ("[c-2026-0002]", 2, 1)],
)
def test_a_blurred_child_has_no_face(register: Register, people: str, faces: int, said: int) -> None:
    """Where children are said to be blurred, a program finds no more faces than grown-ups are named."""
    text = (SITES / "whole" / STORY).read_text(encoding="utf-8")
    text = text.replace(LAST, f"{{file: 图 三.png, alt: 院子, people: {people}, minors: true, blurred: true, ")
    library, _ = check(register({STORY: text, "teams/consents.yml": CONSENTS}), TODAY, processes=1)
    facts = Facts(library, TODAY, faces={f"{STORY.rpartition('/')[0]}/图 三.png": faces})
    found = list(minors_are_guarded(RULES["I6"], facts))
    assert [each.severity for each in found] == ["error"] * said


@pytest.mark.parametrize("ended", ["kin: false", "expires: 2026-11-20", "withdrawn: 2026-11-20"])
@pytest.mark.parametrize(
    "photo",
    [
        GUARDED, "people: [c-2026-0003]", "people: [c-2026-0002, c-2026-0003]",
        "people: none, householder: c-2026-0003", f"{GUARDED}, householder: c-2026-0003",
    ],
)  # fmt: skip
def test_a_consent_that_ended_overnight_stops_no_build(register: Register, photo: str, ended: str) -> None:
    """The site leaves the photograph out by itself; an error would keep the old site, and the photograph, up."""
    old = "{scope: [portrait], channels: [web, wechat], given: 2026-02-01, guardian: true}"
    live = CONSENTS.replace(old, old.replace("[portrait]", "[portrait, home]"))
    text = (SITES / "whole" / STORY).read_text(encoding="utf-8")
    text = text.replace(LAST, f"{{file: 图 三.png, alt: 老人的院子, {photo}, ")
    consents = live.replace("guardian: true", f"guardian: true, {ended}")
    library, problems = check(register({STORY: text, "teams/consents.yml": consents}), TODAY, processes=1)
    entry = library.activities["2026/0305-liulin-leifeng"]
    assert errors(problems) == []
    assert may_hang(library, entry, entry.fields.photos[2], TODAY) == (ended == "kin: false")


@pytest.mark.parametrize(
    ("photo", "said"), [("people: none", ["warning I6"]), ("people: none, minors: true", ["error I6"])]
)
def test_a_draft_is_reminded_of_what_nobody_has_said_of_children(
    register: Register, photo: str, said: list[str]
) -> None:
    """A gap is an error in what waits to be published alone; what a draft states is judged as ever."""
    draft = ("status: selected", "status: draft")
    _, found = story_with(register, photo, LEFT_BEHIND, draft, alt="孩子们在院子里")
    assert [each for each in found if "I6" in each] == said
