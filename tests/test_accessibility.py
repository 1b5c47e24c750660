"""For everyone: every kind of page held against WCAG 2.2 A and AA by axe-core, by keyboard, enlarged, and in print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browsing import CHROMIUM, fits, visit
from tests.built import sample_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

axe = pytest.importorskip("axe_playwright_python", reason="axe-core (axe-playwright-python) is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to hold pages against axe-core")

AXE = Path(axe.__file__).with_name("axe.min.js")
RUN = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.map(each => `${each.id}: ${each.nodes[0].target} ${each.nodes[0].failureSummary}`);
}"""
KINDS = (
    "index.html", "brands/index.html", "brands/zhukun.html", "projects/index.html", "projects/linli-shouwang.html",
    "activities/index.html", "activities/2026/index.html", "activities/2026/0307-jiemei-jishi.html",
    "volunteers/index.html", "volunteers/qin-guyu.html", "teams/index.html", "teams/xinhua.html",
    "places/index.html", "places/410402.html", "gallery/index.html", "campaigns/index.html",
    "campaigns/chongyang.html", "communities/index.html", "communities/luyang-shequ.html", "honours/index.html",
    "honours/2025.html", "stats/index.html", "guide/index.html", "guide/check.html", "guide/contribute.html",
    "about/index.html", "privacy.html", "search.html", "sitemap.html", "activities/page-2.html", "404.html",
)  # fmt: skip
"""One page of every template of the sample."""


def a_squad() -> str:
    """A team of the lowest level."""
    return next(iter(sorted((sample_site() / "teams" / "xinhua").glob("*.html")))).relative_to(sample_site()).as_posix()


def a_category() -> str:
    """A service category."""
    return next(iter(sorted((sample_site() / "categories").glob("*.html")))).relative_to(sample_site()).as_posix()


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page as it stands."""
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(browser: Browser, served: str, width: int) -> None:
    """On no kind of page, in neither scheme, in neither text size."""
    seen = visit(browser, served, width)
    page = seen.page
    faults: dict[str, list[str]] = {}
    for name in (*KINDS, a_squad(), a_category()):
        page.goto(f"{served}{name}", wait_until="load")
        page.add_script_tag(path=AXE)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for larger in (False, True):
                page.evaluate("larger => document.documentElement.classList.toggle('larger-text', larger)", larger)
                found = violations(page)
                if found:
                    faults[f"{name} {scheme} {'larger' if larger else ''}"] = found
    assert faults == {}
    page.context.close()


@pytest.mark.parametrize(("width", "size"), [(640, ""), (320, ""), (1280, "225%"), (390, "137.5%"), (390, "225%")])
def test_nothing_scrolls_sideways_when_enlarged(browser: Browser, served: str, width: int, size: str) -> None:
    """A window zoomed to 200 % or 400 % is one of half or a quarter the width; text alone may also grow twofold."""
    seen = visit(browser, served, width)
    page = seen.page
    wide = []
    for name in (*KINDS, a_squad(), a_category()):
        page.goto(f"{served}{name}", wait_until="load")
        page.evaluate("size => { document.documentElement.style.fontSize = size; }", size)
        if not fits(page):
            wide.append(name)
    assert wide == []
    page.context.close()


def focused(page: Page) -> str:
    """What the next key goes to."""
    told: str = page.evaluate(
        "() => { const it = document.activeElement; return it.getAttribute('aria-label') || it.textContent.trim(); }"
    )
    return told


def tab_to(page: Page, words: str, steps: int = 80) -> None:
    """Press Tab until the focus is on something that says these words, and see where the focus is."""
    for _ in range(steps):
        page.keyboard.press("Tab")
        if words in focused(page):
            ring: list[Any] = page.evaluate(
                """() => { const it = document.activeElement, near = it.closest('.card, .person, .find') || it;
                return [it, near].map(each => getComputedStyle(each).outlineStyle); }"""
            )
            assert set(ring) != {"none"}, f"{words}: nobody sees where the focus is"
            return
    pytest.fail(f"no way by keyboard to {words}")


def test_a_reader_without_a_mouse(browser: Browser, served: str) -> None:
    """Home, brand line, story, viewer and back to the story, with Tab, Enter and Escape alone."""
    seen = visit(browser, served, 1280)
    page = seen.page
    page.goto(f"{served}index.html")
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    with page.expect_navigation():
        tab_to(page, "助困关爱")
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "助困关爱"
    title = page.locator("#stories ~ ul h3 a").first.inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    with page.expect_navigation():
        tab_to(page, title)
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == title
    story = page.url
    photo = page.locator("main a[data-photo]").first
    photo.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.add_script_tag(path=AXE)
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="hidden")
    page.wait_for_url(story)  # the step back that closing takes comes a moment later
    assert photo.evaluate("photo => photo === document.activeElement")
    assert seen.faults == []
    page.context.close()


def test_larger_text_is_remembered(browser: Browser, served: str) -> None:
    """The switch says whether it is on, holds on the next page, and that page does not move when it comes."""
    seen = visit(browser, served, 390)
    page = seen.page
    page.goto(f"{served}index.html")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    switch = page.get_by_role("button", name="大字版")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "true"
    page.goto(f"{served}activities/index.html")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before * 1.2
    shift = page.evaluate(
        """() => new Promise(done => { let sum = 0;
            new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
                .observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 400); })"""
    )
    assert shift <= 0.02
    page.get_by_role("button", name="大字版").click()
    page.goto(f"{served}index.html")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == before
    page.context.close()


def test_still_for_who_wants_it_still(browser: Browser, served: str) -> None:
    """With reduced motion nothing on the home page or a story is animated."""
    seen = visit(browser, served, 1280)
    page = seen.page
    page.emulate_media(reduced_motion="reduce")
    for name in ("index.html", KINDS[7], "gallery/index.html", "search.html"):
        page.goto(f"{served}{name}", wait_until="load")
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(each => { const style = getComputedStyle(each);
                return parseFloat(style.transitionDuration) > 0.01 || style.animationName !== 'none'; })
                .map(each => each.outerHTML.slice(0, 80))"""
        )
        assert moving == []
    page.context.close()


def test_paper_shows_the_story_and_not_the_screen(browser: Browser, served: str) -> None:
    """In print there is no menu, no search field and no switch; the tree of teams is open."""
    seen = visit(browser, served, 1280)
    page = seen.page
    page.goto(f"{served}{KINDS[7]}", wait_until="load")
    page.emulate_media(media="print")
    for selector in (".sections", ".menu", ".find", ".larger", ".crumbs", ".neighbours"):
        assert not page.locator(selector).first.is_visible(), selector
    assert page.locator("h1").is_visible()
    assert page.locator(".prose").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.context.close()
