"""The built sample in Chromium: from a folder and from a server below a sub-path, narrow and wide, without script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.pages.clean import clean
from tests.browsing import CHROMIUM, fits, visit
from tests.built import sample_site
from tests.pages.payloads import PAYLOADS, shown

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to walk the site in a browser")

WALK = (
    ("nav a[href$='brands/index.html']", "服务品牌"),
    ("main a[href$='zhukun.html']", "助困关爱"),
    ("main article.card a", ""),
    ("aside a[href*='teams/']", "队"),
    ("nav a[href$='gallery/index.html']", "图集"),
    ("nav a[href$='stats/index.html']", "数据"),
    ("footer a[href$='guide/index.html']", ""),
)
"""What a visitor clicks, and what the heading of the next page says."""


def start(where: str, served: str) -> str:
    """Where the walk begins."""
    return served if where == "server" else sample_site().as_uri() + "/"


@pytest.mark.parametrize("where", ["folder", "server"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_visitor_walks_the_site(browser: Browser, served: str, where: str, width: int) -> None:
    """Home, brand, story, team, gallery, figures, handbook: no error, no foreign request, no scrolling sideways."""
    origin = start(where, served)
    seen = visit(browser, origin, width)
    page = seen.page
    page.goto(f"{origin}index.html", wait_until="load")
    assert fits(page)
    for selector, heading in WALK:
        link = page.locator(selector).first
        with page.expect_navigation(wait_until="load"):
            # A menu may be folded away on a narrow screen; the way itself is what is tried here.
            link.evaluate("link => link.click()")
        assert heading in page.locator("h1").inner_text()
        assert fits(page), page.url
    assert page.url.endswith("guide/index.html")
    assert seen.faults == []
    page.context.close()


def test_the_menu_opens_on_a_narrow_screen(browser: Browser, served: str) -> None:
    """On a phone the sections are reached with two real taps."""
    seen = visit(browser, served, 390)
    page = seen.page
    page.goto(f"{served}index.html")
    page.locator("header details summary").click()
    page.locator("header details a", has_text="图集").click()
    assert page.url.endswith("gallery/index.html")
    assert seen.faults == []
    page.context.close()


@pytest.mark.parametrize("where", ["folder", "server"])
def test_the_site_works_without_script(browser: Browser, served: str, where: str) -> None:
    """With JavaScript off everything is there and every link of the walk can be clicked."""
    origin = start(where, served)
    seen = visit(browser, origin, script=False)
    page = seen.page
    page.goto(f"{origin}index.html")
    for selector, heading in WALK:
        page.locator(f"{selector}:visible").first.click()
        page.wait_for_load_state("load")
        assert heading in page.locator("h1").inner_text()
        assert page.locator("main").is_visible()
    assert seen.faults == []
    page.context.close()


def some_pages() -> list[str]:
    """One page of every template and the widest ones."""
    site = sample_site()
    folders = ("activities/2024", "teams", "teams/xinhua", "volunteers", "projects", "communities", "honours",
               "gallery", "campaigns", "guide", "about", "brands")  # fmt: skip
    found = [path for folder in folders for path in sorted((site / folder).glob("*.html"))[:2]]
    found += [site / name for name in ("stats/index.html", "privacy.html", "404.html", "activities/page-2.html")]
    return [path.relative_to(site).as_posix() for path in found if path.is_file()]


@pytest.mark.parametrize(("width", "dark"), [(360, True), (390, False), (1280, True), (1920, False)])
def test_no_page_scrolls_sideways(browser: Browser, width: int, dark: bool) -> None:  # noqa: FBT001 - a parameter set
    """Every kind of page fits every screen, light and dark, and loads without a fault."""
    origin = start("folder", "")
    seen = visit(browser, origin, width, dark=dark)
    page = seen.page
    wide = []
    for name in some_pages():
        page.goto(f"{origin}{name}", wait_until="load")
        if not fits(page):
            wide.append(name)
    assert wide == []
    assert seen.faults == []
    page.context.close()


def test_pictures_are_shown(browser: Browser, served: str) -> None:
    """The pictures of a wall load, with the size that the page promised."""
    seen = visit(browser, served)
    page = seen.page
    page.goto(f"{served}gallery/index.html")
    told = page.evaluate(
        """async () => {
            const pictures = [...document.querySelectorAll('main img')].slice(0, 12);
            for (const each of pictures) { each.loading = 'eager'; each.scrollIntoView(); await each.decode(); }
            return pictures.map(each => [each.naturalWidth, each.naturalWidth / each.naturalHeight,
                each.getAttribute('width') / each.getAttribute('height')]);
        }"""
    )
    assert len(told) == 12
    assert all(width > 0 and abs(shown - promised) < 0.05 for width, shown, promised in told)
    assert seen.faults == []
    page.context.close()


def test_cleaned_tricks_do_nothing_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """Every payload, rendered and cleaned, in a real browser: nothing runs, nothing loads, no link can run."""
    texts = [each(text) for text in PAYLOADS for each in (shown, clean)]
    file = tmp_path / "tricks.html"
    head = "<!doctype html><meta charset=utf-8><script>window.marks = 0; window.mark = () => window.marks++;</script>"
    file.write_text(head + "".join(f"<section>{text}</section>" for text in texts), encoding="utf-8")
    seen = visit(browser, file.as_uri())
    page = seen.page
    page.goto(file.as_uri(), wait_until="load")
    page.evaluate(
        """() => { for (const each of document.querySelectorAll('section *')) for (const name of
            ['mouseover', 'focus', 'toggle', 'error', 'load']) each.dispatchEvent(new Event(name)); }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.marks") == 0
    assert page.locator("section").count() == len(texts)
    protocols = page.evaluate("[...new Set([...document.links].map(link => link.protocol))]")
    assert set(protocols) <= {"http:", "https:", "mailto:", "file:"}
    assert seen.faults == []
    page.context.close()
