"""What is guessed of single sentences: days, numbers, places; and what is never guessed."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.intake.delivered import Block, Piece
from generator.intake.guess import SURE, Known, Understood
from generator.intake.guess_all import understand
from generator.intake.guess_lines import story_of
from generator.intake.guess_titles import subject_title
from tests.intake.test_guess_precision import register

SENT = dt.date(2026, 3, 9)
WORDS = (
    "3月5日",
    "30余名",
    "18名",
    "志愿者",
    "为46名空巢老人",
    "在光明路街道",
    "近日",
    "2小时",
    "服务时长",
    "联合",
    "，",
    "。",
    "每组5名队员",
    "12户",
)


def read(*lines: str, subject: str = "", sent: dt.date | None = SENT) -> Understood:
    """What is made of some lines."""
    piece = Piece("信", tuple(Block("paragraph", line) for line in lines), (), subject, "", sent)
    return understand(piece, Known(register(), dt.date(2026, 11, 21)))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3月5日上午，大家来到河边捡垃圾。", "2026-03-05", "2026-03-05"),
        ("2025年12月28日，大家来到河边捡垃圾。", "2025-12-28", "2025-12-28"),
        ("12月28日，大家来到河边捡垃圾。", "2025-12-28", "2025-12-28"),
        ("3月5日至7日，大家来到河边捡垃圾。", "2026-03-05", "2026-03-07"),
        ("3月5日—3月7日，大家来到河边捡垃圾。", "2026-03-05", "2026-03-07"),
        ("2月28日到3月2日，大家来到河边捡垃圾。", "2026-02-28", "2026-03-02"),
        ("2026.3.5，大家来到河边捡垃圾。", "2026-03-05", "2026-03-05"),
        ("昨天，大家来到河边捡垃圾。", "2026-03-08", "2026-03-08"),
        ("在3月12日植树节来临之际，3月8日，大家上山种树。", "2026-03-08", "2026-03-08"),
        ("自2019年5月1日成立以来，小队每月巡河，3月7日又捡了一上午。", "2026-03-07", "2026-03-07"),
        ("3月5日是学雷锋纪念日，3月4日，大家提前上街服务。", "2026-03-04", "2026-03-04"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    """The year is that of the letter; a day that only names an occasion is not the activity's."""
    assert read("一个标题在这里", text).value("date") == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_a_day_that_is_not_told_is_asked_for() -> None:
    """近日 is no day."""
    understood = read("一个标题在这里", "近日，大家来到河边捡垃圾，忙了一个上午，大家都很高兴。")
    assert understood.guesses["date"].confidence != SURE
    assert any("哪一天" in each for each in understood.asked)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("18名巾帼志愿者来到河边。", 18),
        ("组织志愿者22人到河边。", 22),
        ("二十名志愿者来到河边。", 20),
        ("1,200名志愿者来到河边。", 1200),
        ("30余名志愿者来到河边。", None),
        ("近百名志愿者来到河边。", None),
        ("志愿者分成小组，每组5名队员。", None),
        ("全区现有志愿者120人。", None),
        ("出动志愿者60人次。", None),
        ("志愿者们来到河边。", None),
    ],
)
def test_volunteers(text: str, number: int | None) -> None:
    """About so many is no number, a part is not the whole."""
    assert read("一个标题在这里", f"3月5日，{text}").value("volunteers") == number


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=14))
def test_no_number_is_invented(words: list[str]) -> None:
    """Each number of a draft stands in the text, and none of those that are only about."""
    text = "".join(words)
    understood = read("一个标题在这里", text)
    digits = set(re.findall(r"\d+", text))
    for key in ("volunteers", "hours"):
        value = understood.value(key)
        assert value is None or f"{value:g}" in digits if isinstance(value, float) else str(value) in {*digits, "None"}
    served = understood.value("served")
    assert not isinstance(served, tuple) or str(served[0]) in digits
    assert understood.value("volunteers") != 30


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Fwd: 投稿：巾帼志愿者走进敬老院", "巾帼志愿者走进敬老院"),
        ("关于报送“巾帼志愿者走进敬老院”活动的信息", "巾帼志愿者走进敬老院"),
        ("转发：回复：【投稿】巾帼志愿者走进敬老院（定稿）", "巾帼志愿者走进敬老院"),
        ("建设路街道母亲节活动照片", "建设路街道母亲节活动"), ("文明劝导在路口（联系刘主任）", "文明劝导在路口"),
        ("活动信息", ""), ("叶县妇联活动信息", ""), ("新建 Microsoft Word 文档", ""), ("照片", ""), ("20260305", ""),
    ],
)  # fmt: skip
def test_titles_from_subjects(subject: str, title: str) -> None:
    """What only says that there is a text is no title."""
    assert subject_title(subject) == title


def test_furniture_becomes_fields() -> None:
    """Title, day, byline and editors leave the text, and nothing else does."""
    lines = (
        "巾帼志愿者走进敬老院", "来源：新华区妇联　作者：张某", "2026年3月6日",
        "3月5日，大家来到敬老院，陪老人说话，忙了整整一个上午，老人们都说好，约好下个月再来看望大家。",
        "编辑：赵某　审核：钱某　签发：孙某",
    )  # fmt: skip
    story = story_of(Piece("信", tuple(Block("paragraph", line) for line in lines)))
    assert [each.text for each in story.blocks] == [lines[3]]
    assert story.credits == {
        "source": "新华区妇联",
        "writer": "张某",
        "edit": "赵某",
        "review": "钱某",
        "issue": "孙某",
    }
    assert story.signed == dt.date(2026, 3, 6)


def test_a_line_that_says_more_stays() -> None:
    """Whoever edits decides."""
    line = "审核：这一步大家最怕，因为材料多。"
    story = story_of(Piece("信", (Block("paragraph", "标题在这里呀"), Block("paragraph", line))))
    assert line in [each.text for each in story.blocks]


def test_a_named_team_is_not_guessed() -> None:
    """--team is sure."""
    piece = Piece("信", (Block("paragraph", "3月5日，大家来到河边捡垃圾。"),))
    known = Known(register(), dt.date(2026, 11, 21), "xinhua/guangminglu-aixin")
    assert understand(piece, known).guesses["teams"].confidence == SURE


def seconds(text: str) -> float:
    """How much the processor worked to understand a text; the least of three, as others work beside it."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        read("一个标题在这里", text)
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.mark.parametrize(
    "word", ["一", "志愿者", "（", "3月5日", "18名", "为", "（新华区妇联 ", "联系人：", "现将", "在光明社区"]
)
def test_a_text_twice_as_long_is_read_in_twice_the_time(word: str) -> None:
    """No expression runs away."""
    short = word * (4_000 // len(word))
    assert seconds(short * 2) < 3 * seconds(short) + 0.05
