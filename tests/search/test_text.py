"""Markdown as plain words: all that a reader sees, nothing that a page hides."""

from __future__ import annotations

import pytest

from generator.search.text import words


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- 备注甲乙 -->", "<!-- 备注\n\n甲乙 -->", "<!-- 备注甲乙", "<script>备注甲乙</script>",
        "<style>备注甲乙</style>",
        "<svg><text>备注甲乙</text></svg>", '<a title="备注甲乙"></a>', "[x]: https://example.com 备注甲乙",
        "*[缩写]: 备注甲乙", "{: title='备注甲乙'}", "<!-- a --> <!-- 备注 > 甲乙 -->",
    ],
)  # fmt: skip
def test_what_a_page_hides_is_no_word(hidden: str) -> None:
    """Remarks, scripts, drawings, definitions and attributes are not searched."""
    assert "甲乙" not in words(f"看得见的字。\n\n{hidden}\n")
    assert "看得见的字" in words(f"看得见的字。\n\n{hidden}\n")


def test_marks_are_gone_and_words_stay() -> None:
    """Headings, lists, links, emphasis, quotes, tables and fences leave their words."""
    text = '# 题\n\n**粗** _斜_ [链接](a.md "t")\n\n> 引文\n\n- 一\n- 二\n\n'
    text += "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n~~~text\n码\n~~~\n"
    told = words(text)
    for word in ("题", "粗", "斜", "链接", "引文", "一", "二", "甲", "乙", "丙", "丁", "码"):
        assert word in told
    assert not set("#*_[]()>|~-") & set(told)


def test_a_broken_line_is_one_sentence() -> None:
    """Han lines are joined without a blank; Latin words keep theirs; facts stay apart."""
    assert words("姐妹们\n陪老人说话") == "姐妹们陪老人说话"
    assert words("GB T\nISO 9001") == "GB T ISO 9001"
    assert words("- 130\n- 0000\n- 0000") == "· 130 · 0000 · 0000"
    assert words("一 &lt; 二 &amp; 三") == "一 < 二 & 三"
