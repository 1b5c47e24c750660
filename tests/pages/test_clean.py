"""Contributed Markdown, rendered with the site's very extensions, cannot run or load anything."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.pages.clean import clean, excerpt, scrollable
from tests.pages.payloads import PAYLOADS, Oracle, shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_runs_or_loads(payload: str) -> None:
    """No known trick leaves a tag, handler or address that runs or loads something."""
    for text in (payload, f"前文\n\n{payload}\n\n后文", f"- 列表\n\n    {payload}", f"> {payload}", f"**{payload}**"):
        assert Oracle(shown(text)).faults == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=12), st.sampled_from(list("<>\"'&`[](){}:=/\n\t #*_|"))),
        max_size=8,
    )
)
def test_no_mixture_of_tricks_runs_or_loads(pieces: list[str]) -> None:
    """Whatever pieces are nested or cut, what comes out is inert, and cleaning it again changes nothing."""
    once = shown("".join(pieces))
    assert Oracle(once).faults == []
    assert clean(once) == once


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(PAYLOADS))
def test_raw_html_is_inert_without_markdown(noise: str, payload: str) -> None:
    """The cleaner alone holds: it does not lean on what Markdown escapes."""
    assert Oracle(clean(noise + payload + noise)).faults == []


def test_ordinary_markup_survives() -> None:
    """Headings with ids, lists, tables, quotes, emphasis, definitions, abbreviations and links stay."""
    text = (
        "## 起因 一\n\n第一段 **重** *轻* `码` <del>旧</del>\n\n- 甲\n- 乙\n\n3. 三\n4. 四\n\n> 引文\n\n"
        "| 项目 | 人数 |\n|:--|--:|\n| 义诊 | 30 |\n\n词\n:   解释\n\n网址 [站内](../x.html#y) "
        "[站外](https://example.com/?a=1&b=2)"
        " <mailto:office@example.com>\n\n*[义诊]: 免费看病\n\n---\n\n<details><summary>更多</summary>"
        "\n\n内容\n\n</details>\n"
    )
    out = shown(text)
    for piece in (
        '<h2 id="起因-一">起因 一</h2>', "<strong>重</strong>", "<em>轻</em>", "<code>码</code>", "<del>旧</del>",
        "<li>甲</li>", '<ol start="3">', "<blockquote>", "<th>项目</th>", "<td>30</td>", "<dt>词</dt>", "<dd>解释</dd>",
        'href="../x.html#y"', 'href="https://example.com/?a=1&amp;b=2"', '<abbr title="免费看病">义诊</abbr>', "<hr>",
        "<details><summary>更多</summary>",
    ):  # fmt: skip
        assert piece in out.replace(' style="text-align: left;"', ""), piece
    assert "office@example.com" in html.unescape(out)


def test_links_to_other_sites_give_nothing_away() -> None:
    """A link out carries noopener, and no target of the writer's choice."""
    out = shown("[x](https://example.com/){: target=_blank rel=opener }")
    assert 'rel="noopener nofollow"' in out
    assert "target" not in out


TRICKS = (
    "| a | b |\n|---|---|\n| 1 | 2 |",
    '<p title="<table>">x</p>',
    '<p title="</table><table>">x</p>',
    '<table id="<table>" title="a b=\'c\'"><tr><td>1</td></tr></table>',
    "&lt;table&gt;",
    "`<table>`",
    "<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>",
    "<table>",
    "</table>",
)
REGION = re.compile('<div class="scroll" tabindex="0" role="region" aria-label="表格 ([0-9]+)">')


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TRICKS), st.sampled_from(PAYLOADS), st.text(max_size=8)), max_size=6))
def test_only_real_tables_get_a_region(pieces: list[str]) -> None:
    """Each table stands in one region; a table named in a text or a title opens none, and nothing else changes."""
    cleaned = clean("\n".join(pieces))
    out = scrollable(cleaned)
    counted = Oracle(out)
    regions = [fault for fault in counted.faults if fault == "div role"]
    numbers = [int(each) for each in REGION.findall(out)]
    assert numbers == list(range(1, len(regions) + 1))
    assert len(regions) == _tables(cleaned)
    assert set(counted.faults) <= {"div tabindex", "div role", "div aria-label"}
    assert REGION.sub("", out).replace("</table></div>", "</table>").count("<table") == cleaned.count("<table")


def _tables(cleaned: str) -> int:
    """Tables as an HTML reader sees them."""
    counted: list[str] = []

    class Reader(HTMLParser):
        """Notes tags."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Note one."""
            del attrs
            counted.append(tag)

    Reader().feed(cleaned)
    return counted.count("table")


def test_a_table_of_a_text_can_scroll() -> None:
    """A Markdown table comes out inside its region."""
    out = scrollable(shown(TRICKS[0]))
    assert re.search(f"{REGION.pattern}<table>", out)
    assert "</table></div>" in out


def test_classes_of_a_writer_do_not_survive() -> None:
    """No class that somebody writes can dress a text up as a part of the site."""
    assert "class" not in shown("<p class='sample'>x</p>\n\n```yaml\nx\n```\n\n段落\n{: .hero }\n")


def test_words_of_removed_markup_stay_readable() -> None:
    """What a writer meant as text is not lost with its markup; code of a script is."""
    assert "文字" in shown("<font color=red>文字</font>")
    assert "mark" not in shown("<script>mark()</script>")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# 标题\n\n正文 **重** 点", "标题正文重点"),
        ("- 一\n- 二", "一二"),
        ("见[手册](../guide/index.md)。", "见手册。"),
        ("![画面](x.jpg)后文", "画面后文"),
        ("<b>粗</b>字", "粗字"),
        ("plain words  here", "plain words here"),
        ("A&amp;B 公司", "A&B公司"),
        ("看[这里][x]\n\n[x]: https://example.com", "看[这里][x]"),
        ("普法\n{: #x .y }\n\n*[普法]: 宣传", "普法"),
        ("", ""),
    ],
)
def test_an_excerpt_is_plain_text(text: str, plain: str) -> None:
    """Markup goes, words stay."""
    assert excerpt(text) == plain


@settings(max_examples=200)
@given(st.text(max_size=300), st.integers(2, 120))
def test_an_excerpt_is_one_short_line(text: str, length: int) -> None:
    """Never longer than asked, never with a line break, whatever stands in the text."""
    out = excerpt(text, length)
    assert len(out) <= length
    assert not re.search(r"[\n\r]", out)


ENDLESS = ("\n", " ", "[", "{:", "<", "![", "[a](", "`", "*[", "#", "1", "| ", "<a ", "[]", "\n\t", "> ")


@pytest.mark.parametrize("piece", ENDLESS)
def test_an_excerpt_of_an_endless_text_takes_no_longer(piece: str) -> None:
    """Only the front of a text is read, and the front alone takes time by its length, not by its square."""
    short, long = (_best(piece * (length // len(piece))) for length in (1000, 4000))
    assert _best(piece * (400_000 // len(piece))) < 10 * long + 0.001
    assert long < 12 * short + 0.001


def _best(text: str) -> float:
    """Seconds of the fastest of several runs."""
    times = []
    for _ in range(7):
        before = time.perf_counter()
        excerpt(text)
        times.append(time.perf_counter() - before)
    return min(times)
