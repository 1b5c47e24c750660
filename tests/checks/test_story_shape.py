"""The shape of a story: its length, what a practice tells, and who has signed it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.checks.counting import characters, number
from tests.checks.one_story import CREDITS, FEDERATION, Told, telling


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What the rules say of one story, or of several."""
    return telling(tmp_path)


@pytest.mark.parametrize(
    ("channels", "severity"), [("[web]", "warning"), ("[web, wechat]", "error"), ("[wechat]", "error")]
)
def test_limits_of_the_official_account(told: Told, channels: str, severity: str) -> None:
    """At the limit is fine, one more is too long: an error where the story goes there."""
    more = f"channels: {channels}\nsummary: "
    credits_ = CREDITS.replace("东河区妇联", "东" * 13 + "区妇联")
    assert told("好。", title="长" * 32, more=f"{more}{'短' * 128}\n", credits=credits_) == []
    found = told("好。", title="长" * 33, more=f"{more}{'短' * 129}\n", credits=credits_.replace("东", "东东", 1))
    assert [(each.rule, each.severity) for each in found] == [("A21", severity)] * 3
    found = told("好" * 19_998 + "。", more=f"channels: {channels}\n", kind="notice")
    assert [(each.rule, each.severity) for each in found] == [("A21", severity)]
    assert told("好" * 19_996 + "。", more=f"channels: {channels}\n", kind="notice") == []


def test_a_title_is_counted_as_the_account_counts(told: Told) -> None:
    """An emoji is two there: what the rule lets pass, the article takes."""
    more = "channels: [web, wechat]\n"
    assert told("好。", title="长" * 30 + "\U0001f338", more=more) == []
    assert [each.rule for each in told("好。", title="长" * 31 + "\U0001f338", more=more)] == ["A21"]


def test_a_federation_has_its_own_lengths(told: Told) -> None:
    """A longer title where it is never sent out, a longer report where the house allows it."""
    rules = "rules: [{id: A21, limit: 40, reason: 只上网}, {id: A22, limit: 700, reason: 本会的规定}]\n"
    assert told("好" * 699 + "。", title="长" * 40, federation=FEDERATION + rules) == []
    assert [each.rule for each in told("好" * 700 + "。", title="长" * 41, federation=FEDERATION + rules)] == [
        "A21",
        "A22",
    ]


@pytest.mark.parametrize(("kind", "most"), [("report", 600), ("practice", 1500)])
def test_length_of_a_text(told: Told, kind: str, most: int) -> None:
    """Counted as a word processor does; a notice is as long as it must be."""
    body = "难办法成效3，" + "好" * (most - 8) + "。"
    assert characters(body) == most
    assert told(body, kind=kind) == []
    assert [(each.rule, each.severity) for each in told(f"好{body}", kind=kind)] == [("A22", "warning")]
    assert told(f"好{body}" * 3, kind="notice") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("姐妹们来了。", 6), ("2026年3月5日", 6), ("共12.5小时，1,380元", 7), ("AED 一台", 3),
        ("**好**", 1), ("## 问题", 2),
        ("[邻里](../a/report.md)", 2), ("| 项目 | 数 |\n|---|---|\n| 户 | 3 |", 5), ("<!-- 待写 -->好", 1),
        ("“好”……", 5),
        ("𠮷家", 2), ("第五部分 { #takedown }", 4),
    ],
)  # fmt: skip
def test_characters_as_editors_count_them(text: str, count: int) -> None:
    """Han characters and marks one each, a number or a foreign word one, Markdown none."""
    assert characters(text) == count


@pytest.mark.parametrize("part", [" ", "\t", "<!--", "---|", "| --- ", "[", "](", "{ #", "![a](", "-->"])
def test_no_text_is_slow(part: str) -> None:
    """However strange, counting takes a time that grows with the length of a text."""
    start = time.process_time()
    characters(part * 20_000)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("116", 116), ("１１６", 116), ("一百一十六", 116), ("一一六", 116), ("六十三", 63),
        ("十", 10), ("十五", 15), ("四十", 40),
        ("一百零八", 108), ("两百", 200), ("", None), ("几", None), ("第", None),
    ],
)  # fmt: skip
def test_numbers_in_words(text: str, value: int | None) -> None:
    """Chinese numerals below a thousand, in words and digit by digit."""
    assert number(text) == value


@pytest.mark.parametrize(
    ("body", "lacking"),
    [
        ("## 问题\n\n怕黑。\n\n## 做法\n\n装灯。\n\n## 成效\n\n亮了。\n\n## 数据\n\n12盏。", ""),
        ("老人下楼难。我们每周来两次。如今十二户都出来了。", ""),
        (
            "姐妹们心里装着老人，脸上带着笑，像春风一样温暖，把爱洒向柳林的9个院子，让歌声飘进每一个角落，让阳光照亮每一扇窗。",
            "问题、做法、成效",
        ),
        (
            "路灯坏了，老人怕黑。我们组织电工上门，一盏一盏修好，楼道从此亮堂堂，老人笑得合不拢嘴，夜里下楼倒垃圾也放心多了，邻居都说好。",
            "数据",
        ),
    ],
)
def test_a_practice_tells_four_things(told: Told, body: str, lacking: str) -> None:
    """Problem, method, result, data: under headings or in other words; a report need not."""
    found = told(body, kind="practice")
    assert [each.message for each in found] == ([f"没有写到{lacking}"] if lacking else [])
    assert told(body) == []


@pytest.mark.parametrize(
    ("credits_", "said"),
    [
        (CREDITS, []),
        ("{source: 东河区妇联}", ["error 要刊登的稿件没有写编辑、审核、签发"]),
        ("{source: 东河区妇联, edit: 甲, review: 乙, issue: 丙}", ["warning 没有写校对"]),
        ("{source: 东河区妇联, edit: 甲, proof: 丁, review: 甲, issue: 丙}", ["error 编辑和审核是同一个人"]),
        ("{source: 东河区妇联, edit: 甲, proof: 丁, review: 乙, issue: 乙}", ["error 审核和签发是同一个人"]),
        ("{source: 东河区妇联, edit: 样 甲, proof: 丁, review: 乙, issue: 样甲}", ["error 编辑和签发是同一个人"]),
        ("{source: 东河区妇联, edit: '甲、乙', proof: 丁, review: 乙, issue: 丙}", ["error 编辑和审核是同一个人"]),
        ("{source: 东河区妇联, edit: 甲, proof: 甲, review: 乙, issue: 丙}", []),
    ],
)
def test_three_people_sign(told: Told, credits_: str, said: list[str]) -> None:
    """Before it is published; what is submitted waits for those who sign later."""
    assert [f"{each.severity} {each.message}" for each in told("好。", credits=credits_)] == said
    assert told("好。", credits=credits_, status="submitted") == []
    assert told("好。", credits=credits_, status="draft") == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("## 问题\n\n难。\n\n### 一\n\n做。\n\n## 成效\n\n好。", 0), ("# 问题\n\n难。\n\n## 一\n\n好。", 0),
        ("~~~text\n#### 不是小标题\n~~~\n\n好。", 0), ("#### 难\n\n好。", 1), ("## 问题\n\n#### 一\n\n难。", 1),
        ("#话题# 好。", 0),
        ("### 一\n\n好。\n\n### 二\n\n好。", 1),
    ],
)  # fmt: skip
def test_headings_do_not_skip(told: Told, body: str, count: int) -> None:
    """Below the title of the page come headings of two marks, then of three; one line a text."""
    assert [(each.rule, each.severity) for each in told(body)] == [("G11", "warning")] * count
