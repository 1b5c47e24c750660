"""Hard records still make composed pages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from tests.browsing import CHROMIUM, visit
from tests.strange import NAMES, UYGHUR, address, strange_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LISTS = (
    "index.html", "activities/index.html", "activities/2024/index.html", "brands/index.html", "brands/kongbai.html",
    "brands/weiquan.html", "teams/index.html", "teams/yexian/wu.html", "projects/index.html", "projects/kong.html",
    "gallery/index.html", "places/410402.html", "stats/index.html", "volunteers/li-mei.html",
)  # fmt: skip
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to look at strange pages")


def text(name: str) -> str:
    """A page of the strange register."""
    return html.unescape((strange_site() / name).read_text(encoding="utf-8"))


def test_every_title_is_on_its_page_as_it_was_written() -> None:
    """Sixty characters, Uyghur, and Han characters outside the first plane."""
    for folder, title in NAMES.items():
        assert f">{title}</h1>" in text(address(folder)), folder


def test_what_is_empty_says_so() -> None:
    """A brand line, a team and a project without stories."""
    for name in ("brands/kongbai.html", "teams/yexian/wu.html", "projects/kong.html"):
        assert "还没有活动" in text(name), name
    assert text("brands/index.html").count("还没有活动") == 1


def test_a_story_without_photographs_has_no_gallery() -> None:
    """No heading without anything below it, and a plate in the place of its picture in lists."""
    page = text(address("no-photo"))
    assert 'id="photos"' not in page
    assert "<picture" not in page.partition("</article>")[0]
    assert "plate" in text("activities/2024/index.html")


def test_sixty_photographs_are_all_there() -> None:
    """The lead and fifty-nine in rows, each with its place on the page before it comes."""
    page = text(address("sixty")).partition('class="credits"')[0]
    assert page.count("<img ") == 60
    assert page.count('loading="lazy"') == 59


@needs_chromium
@pytest.mark.parametrize(("width", "larger"), [(360, False), (390, True), (768, False), (1280, False)])
def test_strange_pages_stay_composed(browser: Browser, width: int, larger: bool) -> None:  # noqa: FBT001 - a set
    """Nothing sticks out, no heading is cut or fills the screen, and no lead photograph is taller than the window."""
    seen = visit(browser, strange_site().as_uri(), width)
    page = seen.page
    if larger:
        page.add_init_script("localStorage.setItem('larger', '1')")
    wrong: dict[str, list[str]] = {}
    for name in (*(address(folder) for folder in NAMES), *LISTS):
        page.goto(f"{strange_site().as_uri()}/{name}", wait_until="load")
        found = page.evaluate(
            """() => [
                document.documentElement.scrollWidth > innerWidth && 'scrolls sideways',
                document.querySelector('h1').scrollWidth > document.querySelector('h1').clientWidth + 1 && 'h1 cut',
                document.querySelector('main h1, h1').getBoundingClientRect().height > innerHeight && 'h1 fills it',
                [...document.querySelectorAll('.lead-photo img')].some(
                    each => each.getBoundingClientRect().height > innerHeight * .95) && 'lead too tall',
                [...document.querySelectorAll('main img')].some(
                    each => each.offsetParent && each.getBoundingClientRect().width < 8) && 'a picture without width',
                [...document.querySelectorAll('main *')].some(each => each.children.length === 0
                    && each.getBoundingClientRect().right > innerWidth + 1
                    && !each.closest('[role=region], .table, .scroll')) && 'something sticks out',
            ].filter(Boolean)"""
        )
        if found:
            wrong[name] = found
    assert wrong == {}
    assert seen.faults == []
    page.context.close()


@needs_chromium
def test_uyghur_runs_from_right_to_left_inside_its_line(browser: Browser) -> None:
    """The words before and after it keep their order."""
    seen = visit(browser, strange_site().as_uri())
    page = seen.page
    page.goto(f"{strange_site().as_uri()}/{address('uyghur')}")
    assert UYGHUR in page.locator("h1").inner_text()
    assert page.locator("h1").evaluate("each => getComputedStyle(each).unicodeBidi") in {"isolate", "plaintext"}
    page.context.close()
