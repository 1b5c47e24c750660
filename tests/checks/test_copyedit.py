"""Copy edits: Chinese marks in Chinese text, and nothing else changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.copyedit import applied, edits, for_a_value, suggested
from generator.checks.punctuation import unpaired

MENDED = [
    ("活动现场,志愿者讲解.", "活动现场，志愿者讲解。"),
    ("好吗?好!", "好吗？好！"),
    ("时间:9月5日(周六)", "时间：9月5日（周六）"),
    ('她说:"真好.",他说:"行"', "她说：“真好。”，他说：“行”"),
    ("你好， 我来了 。", "你好，我来了。"),
    ("《 家书 》", "《家书》"),
    ("ＡＢＣ１２３个人", "ABC123个人"),
    ("人数（12人)完", "人数（12人）完"),
    ("甲--乙", "甲——乙"),
    ("哈哈...", "哈哈……"),
    ("等等。。。", "等等……"),
    ("好，，好。。", "好，好。"),
    ("见[甲,乙](https://a.example/x,y)，好", "见[甲，乙](https://a.example/x,y)，好"),
    ("# 标题, 副题\n\n- 甲,乙\n\n| 甲,乙 | 丙 |", "# 标题，副题\n\n- 甲，乙\n\n| 甲，乙 | 丙 |"),
    ("发3,000份,到9:30止", "发3,000份，到9:30止"),
    ("使用App报名!", "使用App报名！"),
    ("  甲,乙  \n丙", "  甲，乙  \n丙"),
]
KEPT = [
    "发放3,000份，9:30开始，比例1:3，血压120/80。",
    "第1,2,3组和A.甲、1.乙，3.5小时。",
    'Hello, world. (ok) "yes": it\'s fine; really!',
    "使用 Excel 做表，联系 12338 热线",
    '`a,乙` 和 <b title="甲,乙">好</b>',
    "```\n甲,乙:丙\n```",
    "https://a.example/甲,乙 和 a,b@example.org",
    "- （一）甲\n- 《乙》\n1. “丙”\n> 《丁》\n\n# 《戊》",
    "| （甲） | 《乙》 |\n| --- | --- |",
    "约翰.史密斯和f(x)",
    "比分三:二，二:一",
    "**说明**：“甲” **“乙”** 丙",
    "\u3000\u3000段首空两格",
    "见 01,02.jpg 和a,b.docx",
    "{: .note }",
    '五寸"相框',
]


@pytest.mark.parametrize(("old", "new"), MENDED)
def test_what_is_mended(old: str, new: str) -> None:
    """Each slip gets the mark that the standard wants."""
    assert applied(old, suggested(old)) == new


@pytest.mark.parametrize("text", KEPT)
def test_what_is_kept(text: str) -> None:
    """Numbers, times, English, code, addresses, names of files and the signs of Markdown are not touched."""
    assert suggested(text) == []


@given(st.text(st.sampled_from('你好甲乙一二aB12,.:;!?()"，。：（）《》“” \n`[]-*#|１Ａ/'), max_size=60))
def test_edits_are_made_once(text: str) -> None:
    """Made, they leave nothing to suggest; no line and no word is lost or made."""
    made = suggested(text)
    new = applied(text, made)
    assert suggested(new) == []
    assert new.count("\n") == text.count("\n")
    words = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
    assert words.findall(_half(new)) == words.findall(_half(text))
    assert all(text[each.start : each.stop] != each.new for each in made)


def _half(text: str) -> str:
    return text.translate({ord("１"): "1", ord("Ａ"): "A"})


@given(st.text("甲，。\n", max_size=20))
def test_edits_make_one_text_of_another(text: str) -> None:
    """The smallest replacements, applied, are the other text."""
    other = text.replace("，", "、")
    assert applied(text, edits(text, other)) == other


def test_folded_lines_leave_blanks_that_nobody_typed() -> None:
    """A value that does not stand in its file as it is read keeps its blanks, and loses other slips."""
    assert for_a_value("甲， 乙", "summary: >-\n  甲，\n  乙\n") == []
    assert applied("甲， 乙", for_a_value("甲， 乙", "title: 甲， 乙\n")) == "甲，乙"
    folded = "甲， 乙,丙"
    assert applied(folded, for_a_value(folded, "summary: >-\n  甲，\n  乙,丙\n")) == "甲， 乙，丙"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("《家书", [0]),
        ("家书》", [2]),
        ("“甲（乙”丙）", []),
        ("“甲\n\n“乙”", []),
        ("“甲\n\n乙”", [0, 5]),
        ("“甲\n乙”", []),
        ("- “甲\n- 乙”", [2, 8]),
        ("1）甲；一）乙；(a）丙", [10]),
        ("it’s", []),
        ("：）", []),
        ("‘甲’“乙”《丙》【丁】「戊」", []),
    ],
)
def test_marks_without_partner(text: str, places: list[int]) -> None:
    """Each alone is told at its place; counting marks, apostrophes and quotations of several paragraphs are not."""
    assert [place for place, _ in unpaired(text)] == places
