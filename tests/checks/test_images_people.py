"""Which photographs of people the site shows: children, homes, crowds."""

from __future__ import annotations

import pytest

from generator.checks.portraits import crowds_are_crowds
from generator.checks.registry import RULES, Facts
from generator.checks.run import check
from generator.records.consent import may_hang
from generator.records.protected import protected_children
from tests.conftest import SITES, TODAY, Register

STORY = "activities/2026/0305-liulin-leifeng/report.md"
CONSENTS = """\
c-2026-0001: {scope: [name], channels: [web, wechat], given: 2026-01-12}
c-2026-0002: {scope: [name, portrait, story], channels: [web, wechat], given: 2026-01-12}
c-2026-0003: {scope: [portrait], given: 2026-02-01, guardian: true}
c-2025-0004: {scope: [name, home], given: 2025-12-01}
c-2026-0005: {scope: [home], given: 2026-01-01, expires: 2026-11-20}
"""
LAST = "{file: 图 三.png, alt: 一位老人和她的花, people: [c-2026-0003], minors: false, home: false, "


def story_with(register: Register, photo: str, *changes: tuple[str, str]) -> tuple[bool, list[str]]:
    """Whether the site shows the third photograph of the whole register if it is this one, and which rules speak."""
    text = (SITES / "whole" / STORY).read_text(encoding="utf-8")
    for old, new in ((LAST, f"{{file: 图 三.png, alt: 老人的院子, {photo}, "), *changes):
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


@pytest.mark.parametrize(
    "text",
    [
        "村里的留守儿童", "留守流动儿童", "陪“留守 儿童”过节", "困境家庭的孩子", "困难妇女家庭子女", "受助学生",
        "贫困学子", "孤儿", "事实无人抚养儿童", "残疾儿童", "春蕾女童", "流浪未成年人", "困境未成年人", "服刑人员子女",
    ],
)  # fmt: skip
def test_words_for_protected_children(text: str) -> None:
    """As reports write them, with brackets and blanks between."""
    assert protected_children(f"三月五日，{text}来了")


@pytest.mark.parametrize(
    "text", ["未成年人", "孩子们围坐一圈", "留守老人", "困难妇女家庭", "孤儿药", "残疾人", "家长和学生", "受助老人"]
)
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
