"""Whatever anybody writes, an article holds only what the editor keeps."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib import resources

import css_inline
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.articles.kept import CMS, WECHAT, Allowed, sanitised
from generator.articles.text import blocks
from generator.articles.tree import Element, written
from tests.pages.payloads import PAYLOADS

_DRAFT = {tag: names - {"style"} | {"class"} for tag, names in WECHAT.items()}
_CSS = resources.files("generator.articles").joinpath("wechat.css").read_text(encoding="utf-8")
MARKUP = st.text(alphabet="<>/\"'=&;:#![](){}*_-|.\n abimgpsrctylehfonux01jdt中文“”：", max_size=200)
PIECES = st.lists(
    st.sampled_from(
        (
            *PAYLOADS,
            "<p class='a' id='b' style='color:red' onclick='x()'>",
            "[内](../../content/about/index.md)",
            "[外](https://example.com/)",
            "# 大标题 { #here .big }",
            "| 一 | 二 |\n|---|---|\n| 1 | 2 |",
            "> 引用\n> 两行",
            "- 甲\n    - 乙",
            "~~~\n代码 <b>\n~~~",
            "![图](01.jpg)",
            "<img src='01.jpg'>",
            "*[词]: 解释",
            "</section></section>",
        )
    ),
    max_size=6,
).map("\n\n".join)


class _Strict(HTMLParser):
    """Collects what must not be there, and what is not closed."""

    def __init__(self, allowed: Allowed) -> None:
        super().__init__()
        self.allowed = allowed
        self.faults: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Every tag and attribute is on the list, every picture is ours."""
        if tag not in self.allowed:
            self.faults.append(tag)
        self.faults += [f"{tag}.{name}" for name, _ in attrs if name not in self.allowed.get(tag, set())]
        values = {name: value or "" for name, value in attrs}
        if tag == "img" and not re.fullmatch(r"\d{2,3}\.jpg", values.get("src", "")):
            self.faults.append(f"img {values.get('src')}")
        if re.search(r"url|[(\\]", values.get("style", "")):
            self.faults.append(values["style"])
        if "href" in values and not values["href"].startswith(("http://", "https://")):
            self.faults.append(values["href"])
        if tag not in {"br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every end has its beginning."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"/{tag}")


def faults(markup: str, allowed: Allowed) -> list[str]:
    """All that is wrong with some HTML."""
    reader = _Strict(allowed)
    reader.feed(markup)
    reader.close()
    return reader.faults + reader.open


def _of_wechat(body: str) -> str:
    top = Element("", {}, [Element("section", {"class": "article"}, [*blocks(body)])])
    return sanitised(css_inline.inline_fragment(written(top, _DRAFT), _CSS), WECHAT)


@given(st.one_of(MARKUP, PIECES, st.text(max_size=100)))
def test_no_markdown_gets_anything_in(body: str) -> None:
    """Never a class, an id, a link, a script, a foreign picture or a tag that the editor drops."""
    assert faults(_of_wechat(body), WECHAT) == []
    assert faults("".join(sanitised(written(each, CMS), CMS) for each in blocks(body)), CMS) == []


@given(st.one_of(MARKUP, PIECES))
def test_nor_does_any_html(markup: str) -> None:
    """The last step holds by itself, whatever came before it; once more changes nothing."""
    for allowed in (WECHAT, CMS):
        done = sanitised(markup, allowed)
        assert faults(done, allowed) == []
        assert sanitised(done, allowed) == done


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://evil.test/01.jpg">',
        '<img src="data:image/png;base64,AA">',
        '<img src="../01.jpg">',
        "<img>",
        "<script>x</script>",
        "<style>p{}</style>",
        '<a href="javascript:x()"></a>',
    ],
)
def test_what_asks_for_something_goes_whole(markup: str) -> None:
    """Nothing of it is left in either kind of article, but an empty link's tag."""
    assert sanitised(markup, WECHAT) == ""
    assert sanitised(markup, CMS) in {"", "<a></a>"}


@given(st.text(alphabet="中文，。老人们陪伴\n", min_size=1, max_size=60).filter(lambda text: text.strip() != ""))
def test_lines_of_a_paragraph_run_on(body: str) -> None:
    """Where a writer broke her lines, Chinese has no blank; every character of hers is there."""
    told = "".join(each.text for each in blocks(body))
    assert told == "".join(body.split())
