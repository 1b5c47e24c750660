"""Galleries in Chromium: rows that never move, files no larger than shown, hints in the page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browsing import CHROMIUM
from tests.built import sample_site
from tests.readers import WALL, story

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to look at galleries in it")

SHIFTS = """new PerformanceObserver(list => {
    const inside = ({ node }) => node && node.parentElement && node.parentElement.closest('main');
    for (const entry of list.getEntries()) {
        if (entry.sources.some(inside)) window.shifted = (window.shifted || 0) + entry.value;
    }
}).observe({ type: 'layout-shift', buffered: true })"""
SCROLLED = """async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 400) {
        scrollTo(0, y);
        await new Promise(done => setTimeout(done, 50));
    }
}"""
FILES = """() => [...document.querySelectorAll('a[data-photo]')].map(link => {
    const image = link.querySelector('img'), sources = link.querySelector('source').srcset;
    const widths = [...sources.matchAll(/ (\\d+)w/g)].map(match => Number(match[1]));
    const needed = image.getBoundingClientRect().width * devicePixelRatio;
    const best = slack => widths.find(width => width >= needed * slack) || widths.at(-1);
    return [needed, Number(image.currentSrc.match(/-(\\d+)\\.(?:webp|avif)$/)[1]), best(1), best(1.02)];
})"""


@pytest.mark.parametrize(("width", "density"), [(390, 1), (390, 3), (768, 2), (1280, 1), (1280, 2)])
def test_rows_do_not_move_and_load_what_they_show(look: Any, width: int, density: int) -> None:
    """Scrolled to the end no layout shifts; photographs come in files that are large enough and no larger."""
    for address in (story(), WALL):
        reader = look(address, width, before=SHIFTS, device_scale_factor=density)
        reader.seen.page.evaluate(SCROLLED)
        assert reader.seen.page.evaluate("window.shifted || 0") == 0
        files = reader.seen.page.evaluate(FILES)
        assert [each for each in files if each[1] < min(each[0] * 0.98, each[3])] == []
        assert sum(each[1] for each in files) <= 1.1 * sum(each[3] for each in files)


def test_every_photograph_of_the_page_has_a_hint() -> None:
    """At most 200 bytes each, and the pages of photographs load the viewer, others do not."""
    for name in (story(), WALL):
        text = (sample_site() / name).read_text(encoding="utf-8")
        pictures = re.findall(r"<img [^>]*>", text.split("<main", 1)[1])
        hints = [re.search(r' style="([^"]*)"', each) for each in pictures]
        assert all(hint and hint[1].startswith("--hint:url(data:image/webp;base64,") for hint in hints)
        assert max(len(hint[1]) for hint in hints if hint) <= 200
        assert re.search(r"assets/viewer\.[a-p]{10}\.js", text)
    assert "assets/viewer." not in (sample_site() / "teams/index.html").read_text(encoding="utf-8")
