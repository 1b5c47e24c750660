"""The body of a draft: no markup of the sender works, no personal data stays, captions find their pictures."""

from __future__ import annotations

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import personal
from generator.intake.body_captions import captions, picture_order
from generator.intake.body_markdown import escaped, markdown
from generator.intake.body_private import certainly_clean, redacted
from generator.intake.delivered import Block, Picture, Piece

EXTENSIONS = ["abbr", "attr_list", "def_list", "sane_lists", "tables", "toc"]


def rendered(text: str) -> str:
    """As the site renders it, before it is cleaned."""
    return str(python_markdown.markdown(text, extensions=EXTENSIONS))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "[点](javascript:alert(1))", "![图](http://example.com/a.png)", "**粗**_斜_`码`",
        "# 标题", "> 引用", "- 列", "+ 列", "1. 列", "1) 列", "---", "===", "*** ", "    代码", "字{: #id .class }",
        "*[HTML]: x", "[a]: http://example.com", "&lt;b&gt;", "| a | b |", ": 说明", "[TOC]", "~~~", "```", "\\<b>",
        "<!-- x -->", "&#60;b>", "http://example.com", "<a@example.com>", "[^1]",
    ],
)  # fmt: skip
def test_no_markup_works(text: str) -> None:
    """Whatever is written comes out as it was written, in one paragraph and without a tag."""
    html = rendered(markdown([Block("paragraph", f"前一句。\n{text}"), Block("paragraph", "后一句。")]))
    inside = html.replace("<p>", "").replace("</p>", "")
    assert "<" not in inside, html


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=60))
def test_any_text_is_only_text(text: str) -> None:
    """No row of signs makes a tag."""
    html = rendered(escaped(text))
    inside = html.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in inside, html


def test_headings_lists_and_tables_stay() -> None:
    """What the document says of itself becomes Markdown."""
    text = markdown(
        [
            Block("heading", "一、做法"),
            Block("item", "• 第一"),
            Block("item", "第二"),
            Block("table", "项目\t人数\n理发\t12"),
        ]
    )
    assert text == "## 一、做法\n\n- 第一\n- 第二\n\n| 项目 | 人数 |\n| --- | --- |\n| 理发 | 12 |"
    assert "<table>" in rendered(text)
    assert "<ul>" in rendered(text)


def test_a_wide_table_loses_nothing() -> None:
    """Cells beyond the last column stand in the last."""
    row = "\t".join(f"格{number}" for number in range(20))
    assert "格19" in markdown([Block("table", f"{row}\n{row}")])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("联系电话：120 0000 1111。", "联系电话：（已删去电话）。"),
        ("咨询热线0375-2000000转", "咨询热线（已删去电话）转"),
        ("电话 12338 欢迎拨打", "电话 12338 欢迎拨打"),
        ("邮箱a.b@example.com来信", "邮箱（已删去邮箱）来信"),
        ("QQ：10000000", "QQ：（已删去号码）"),
        ("微信号：sample_weixin01", "微信号：（已删去微信号）"),
        ("3月5日，18名志愿者服务46人，用时120分钟。", "3月5日，18名志愿者服务46人，用时120分钟。"),
        ("2026年3月5日至2026年3月8日", "2026年3月5日至2026年3月8日"),
    ],
)
def test_personal_data_is_taken_out(text: str, left: str) -> None:
    """The value goes, the words around it stay; days and numbers of people are none."""
    assert redacted(text)[0] == left


def test_what_the_federation_prints_itself_stays() -> None:
    """Its own mailbox is public."""
    assert redacted("投稿邮箱：office@example.com", {"office@example.com"})[0] == "投稿邮箱：office@example.com"


def test_a_whole_file_is_clean() -> None:
    """Also where an address is written with signs of another width."""
    text, taken = certainly_clean("写信到 ａｂ＠example．com 就行")
    assert taken
    assert not personal.emails(text)


def piece(*blocks: Block, names: tuple[str, ...] = ("IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg")) -> Piece:
    """A story with pictures."""
    return Piece("信", blocks, tuple(Picture(name, b"") for name in names))


LONG = Block(
    "paragraph",
    "活动现场，志愿者们分成几个小组，为老人理发、量血压、打扫卫生，陪他们说话，一直忙到中午才离开，老人拉着手不放，院子里笑声不断，大家约好下个月再来。",
)


def test_captions_below_their_pictures() -> None:
    """图为, ▲ and a short line alone; who took it goes to the credit."""
    given_piece = piece(
        LONG, Block("picture", picture=0), Block("paragraph", "图为志愿者为老人理发（李某 摄）"), LONG,
        Block("picture", picture=1), Block("paragraph", "▲打扫院子"), Block("picture", picture=2),
        Block("paragraph", "和老人拉家常"), LONG,
    )  # fmt: skip
    found, rest = captions(given_piece, given_piece.blocks)
    assert {number: (each.text, each.credit) for number, each in found.items()} == {
        0: ("志愿者为老人理发", "李某"), 1: ("打扫院子", ""), 2: ("和老人拉家常", ""),
    }  # fmt: skip
    assert [each.text for each in rest if each.text] == [LONG.text, LONG.text, LONG.text]


def test_captions_by_their_numbers() -> None:
    """图1：… in a row at the end."""
    given_piece = piece(
        LONG, Block("paragraph", "图1：理发"), Block("paragraph", "图2：包饺子"), names=("a.jpg", "b.jpg")
    )
    found, _ = captions(given_piece, given_piece.blocks)
    assert {number: each.text for number, each in found.items()} == {0: "理发", 1: "包饺子"}


def test_a_sentence_below_a_picture_is_no_caption() -> None:
    """The story goes on."""
    given_piece = piece(
        Block("picture", picture=0), Block("paragraph", "活动现场，大家都说好。"), LONG, names=("x.jpg",)
    )
    found, rest = captions(given_piece, given_piece.blocks)
    assert found == {}
    assert len(rest) == 3


def test_names_of_files_are_captions_where_they_say_something() -> None:
    """1.志愿者为老人理发.jpg says it, 微信图片_2026.jpg does not."""
    given_piece = piece(LONG, names=("1.志愿者为老人理发.jpg", "微信图片_20260305.jpg"))
    found, _ = captions(given_piece, given_piece.blocks)
    assert {number: each.text for number, each in found.items()} == {0: "志愿者为老人理发"}
    assert picture_order(given_piece) == [0, 1]
