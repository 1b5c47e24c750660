"""The leak check finds a name without live consent in every spelling, and takes nothing else for it."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from generator.publish.leaks import WITHDRAWN, Forbidden
from tests.publish.test_leaks import found, page

UNNAMED = Forbidden.withdrawn({"周样菊", "古丽·样菊", "Anna Yang", "周梅"})


@pytest.mark.parametrize(
    "inside",
    ["周 样菊", "周\u00a0样菊", "周&nbsp;样菊", "周\u3000样菊", "周\u00ad样\u2060菊", "周&#8203;样&zwnj;菊",
     "周<b>样</b>菊", "周<!-- x -->样菊", "周\n        样菊", "&#x5468;样菊",
     "古丽.样菊", "古丽．样菊", "古丽•样菊", "古丽样菊",
     "古丽<wbr>·样菊", "<a href='#'>周</a>样菊", "<img alt='周 样菊'>", "<a title='周&nbsp;样菊'>x</a>", "周==样==菊",
     "ANNA&nbsp;<i>Yang</i>", "志愿者周 梅说", "周梅",
     '<script type="application/ld+json">{"name": "\\u5468 样菊"}</script>'],
)  # fmt: skip
def test_withdrawn_names_are_found_in_any_spelling(tmp_path: Path, inside: str) -> None:
    """Blanks, dots, marks and tags do not carry a name past the last net, in pages, feeds, packed data or calendars."""
    files = {
        "a.html": page(inside),
        "feed.xml": f"<feed><content type='html'>{html.escape(inside)}</content></feed>",
        "data.xml": f"<feed><content><![CDATA[{inside}]]></content></feed>",
        "feed.json": json.dumps({"content_html": f"<p>{inside}</p>"}),
        "calendar.ics": f"DESCRIPTION:{inside[:2]}\r\n {inside[2:]}\r\n" if "<" not in inside else inside,
    }
    if "<" in inside or "&" in inside or "  " in inside:
        del files["calendar.ics"]  # holds no markup
    if "script" in inside or "<!--" in inside:
        del files["feed.xml"], files["data.xml"], files["feed.json"]
    said = found(tmp_path, dict(files), UNNAMED)
    assert said == {name: {WITHDRAWN} for name in files}


@pytest.mark.parametrize(
    "inside",
    ["<table><tr><td>周</td><td>样菊</td></tr></table>", "<p>姓周</p>\n<p>样菊</p>", "<li>一周</li><li>梅花</li>",
     "<span>每周</span> <span>梅花展</span>", "周，样菊", "周样<p>菊</p>", "古丽，样菊", "joanna yangs"],
)  # fmt: skip
def test_words_side_by_side_are_no_name(tmp_path: Path, inside: str) -> None:
    """Cells, paragraphs and neighbours in a row do not add up to a person: that would stop a site for nothing."""
    files = {"a.html": page(inside), "feed.json": json.dumps({"content_html": inside, "tags": ["周", "样菊"]})}
    assert found(tmp_path, dict(files), UNNAMED) == {}
