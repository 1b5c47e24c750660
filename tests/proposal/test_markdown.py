"""Nobody's words can become anything but words in the comment, the text and the page of a summary."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.proposal.markdown import as_code, as_markdown, plain
from generator.proposal.parts import Section, Summary, code, gone, new, quoted, said
from generator.proposal.printed import as_json, as_page, as_text
from tests import tiny

HOSTILE = [
    "@everyone", "@org/team 请看", "fixes #1", "GH-12", "owner/repo#3", "!5", "~label", "%1", "$2", "&3",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- -->", "[字](https://example.invalid)",
    "![图](https://example.invalid/x.png)", "[[wiki]]", "https://example.invalid", "www.example.invalid",
    "javascript:alert(1)", "mailto:a@example.invalid", "a@example.invalid", "`code`", "``` fence", "a | b | c",
    "**粗**",
    "_斜_", "~~删~~", "line\n# heading", "line\n\n/close", "\x1b[31mred", "\u202eback", "::error::x",
    "##[set-output x]",
    "\\`@everyone\\`", "&#64;everyone", "&lt;b&gt;", "<br>", "$$x$$", ":tada:", "- [ ] item",
    "\r::set-output name=x::y",
]  # fmt: skip


def summary(text: str, photo: str = "") -> Summary:
    """One text in every kind of span."""
    section = Section("一节")
    section.add(said("标题："), quoted(text), code(text), gone(text), new(text), photo=photo)
    return Summary("合并请求摘要", ("好",), (section,), wrong=False)


class Tags(HTMLParser):
    """The tags of a page, and the attributes that lead somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.seen.append(tag)
        assert not any(name.startswith("on") or name in {"href", "src"} for name, _ in attrs)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_holds_words_only(text: str) -> None:
    """Rendered, it has our tags and no other; and no sign by which a platform finds mentions and references."""
    comment = as_markdown(summary(text))
    tags = Tags()
    tags.feed(markdown.markdown(comment, extensions=["tables"]))
    assert set(tags.seen) <= {"h2", "h3", "p", "ul", "li", "del", "ins", "code"}
    assert tags.seen.count("del") == 1
    line = next(line for line in comment.splitlines() if line.startswith("- "))
    assert comment.count("\n") == 7
    outside = re.sub(r"&#\d{2,3};", "", re.sub(r"`[^`]*`", "", line))
    assert not re.search(r"[@#!\[\]$%^]|:/|www\.|gh-\d|`|\\", outside, re.IGNORECASE)
    assert "\x1b" not in comment
    assert "\u202e" not in comment


@given(st.text(max_size=60))
def test_no_text_breaks_out(text: str) -> None:
    """Whatever the characters: one line, paired backticks, no tag of its own."""
    assert "\n" not in plain(text) + as_code(text)
    assert not set("<>`|@[]\\") & set(re.sub(r"&#\d{2,3};", "", plain(text)))
    assert as_code(text).count("`") in {0, 2}
    assert not set("|") & set(as_code(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_holds_words_only(text: str, tmp_path: Path) -> None:
    """The page runs nothing, and loads nothing from anywhere."""
    page = as_page(summary(text), tmp_path)
    tags = Tags()
    tags.feed(page)
    assert set(tags.seen) <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "ul",
        "li",
        "code",
        "del",
        "ins",
    }
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in page
    assert "\x1b" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_gets_one_line(text: str) -> None:
    """No line of somebody else's begins a line, and nothing steers the terminal."""
    shown = as_text(summary(text))
    assert shown.count("\n") == 5
    assert shown.replace("\n", "").isprintable()
    assert summary(text).title in as_json(summary(text))


def test_a_picture_is_small_and_ours(tmp_path: Path) -> None:
    """In the page as data; in a comment only below the address that was given, whatever the file is called."""
    (tmp_path / "01.jpg").write_bytes(tiny.clean((1, 2, 3)))
    page = as_page(summary("x", "01.jpg"), tmp_path)
    assert 'src="data:image/webp;base64,' in page
    assert "img" not in as_markdown(summary("x", "01.jpg"))
    comment = as_markdown(summary("x", 'a/"><b>.jpg'), pictures_at="https://example.invalid/raw/")
    assert '<img src="https://example.invalid/raw/a/%22%3E%3Cb%3E.jpg" width="240" alt="">' in comment


def test_a_long_summary_is_cut_and_says_so() -> None:
    """Never longer than asked; what is left out is counted."""
    section = Section("很长")
    for number in range(5000):
        section.add(quoted(f"第 {number} 行" + "字" * 40))
    short = Section("很短")
    short.add(said("一行"))
    long = Summary("合并请求摘要", ("好",), (section, short), wrong=False)
    comment = as_markdown(long)
    assert len(comment) < 60_000
    assert re.search(r"……还有 \d{4} 行，见附件 summary.html", comment)
    assert "- 一行" in comment
    assert len(as_markdown(long, limit=300)) <= 300
    assert len(as_markdown(long, limit=20)) <= 20
