"""The search page when something is broken: a visitor is told what it is, and is led on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browsing import CHROMIUM, Visit, visit
from tests.built import sample_site
from tests.search.test_finder import answered, go

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to walk the site in a browser")


def test_a_broken_line_is_said(browser: Browser, origin: str) -> None:
    """Where the index cannot be fetched, the page says so, offers the lists, and says nothing else of an answer."""
    window = visit(browser, origin)
    page = window.page
    page.goto(f"{origin}search.html?q=查无此事")
    answered(page)
    assert page.locator("#nothing").is_visible()
    page.route("**/search/*", lambda route: route.abort())
    page.goto(f"{origin}search.html?q=普法")
    page.locator("#lists").wait_for(state="visible")
    assert "没有成功，可能是网络断了" in page.locator("#said").inner_text()
    assert page.locator("#lists a").count() > 8
    assert not page.locator("#nothing").is_visible()
    assert page.locator("#clear").is_visible()
    page.context.close()


def test_a_half_updated_site_is_said(seen: Visit) -> None:
    """Facets of one build and an index of another are no fault of the line, and no wrong answer is given."""
    facets = json.loads((sample_site() / "search" / "facets.json").read_bytes())
    answer = json.dumps({**facets, "count": facets["count"] + 1})
    seen.page.route("**/facets.json", lambda route: route.fulfill(body=answer, content_type="application/json"))
    seen.page.goto(f"{seen.origin}search.html?q=普法")
    seen.page.locator("#lists").wait_for(state="visible")
    assert seen.page.locator("#said").inner_text() == "网站正在更新，请过一会儿刷新再试。"
    assert seen.page.locator("#found > li").count() == 0


def test_an_old_answer_does_not_stay_beside_a_fault(seen: Visit) -> None:
    """After “nothing found” a fault takes the hints of that answer away."""
    page = go(seen, "?q=查无此事")
    assert page.locator("#nothing").is_visible()
    page.route("**/*.pf_fragment", lambda route: route.fulfill(status=200, body=""))
    page.locator("#q").fill("普法")
    page.locator("#lists").wait_for(state="visible")
    assert "没有成功" in page.locator("#said").inner_text()
    assert not page.locator("#nothing").is_visible()
    seen.faults[:] = [each for each in seen.faults if "agefind" not in each and "signature" not in each]


def test_a_mistake_of_ours_is_not_blamed_on_the_line(browser: Browser, origin: str) -> None:
    """What nobody expected is told in the console, and the visitor is not sent to look at her network."""
    window = visit(browser, origin)
    page = window.page
    page.route("**/facets.json", lambda route: route.fulfill(body='{"count": 0}', content_type="application/json"))
    script = "export const createInstance = () => ({ search: async () => ({ results: [] }) });"
    page.route("**/pagefind.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(f"{origin}search.html?q=普法")
    page.locator("#lists").wait_for(state="visible")
    assert page.locator("#said").inner_text() == "查找没有成功。请再试一次，或者看下面的栏目。"
    assert any("TypeError" in fault for fault in window.faults)
    page.context.close()


def test_a_chunk_that_did_not_come_is_no_answer(browser: Browser, origin: str) -> None:
    """A word is not “not found” because the line broke while it was looked up, and the next try begins anew."""
    window = visit(browser, origin)
    page = go(window, "?q=老人")
    broken = True
    page.route("**/*.pf_index", lambda route: route.abort() if broken else route.continue_())
    page.locator("#q").fill("湛河区")
    page.locator("#lists").wait_for(state="visible")
    assert "没有成功，可能是网络断了" in page.locator("#said").inner_text()
    broken = False
    page.locator(".finder button[type=submit]").click()
    answered(page)
    assert page.locator("#found > li").count() > 0
    page.context.close()


def test_more_that_does_not_come_is_said(browser: Browser, origin: str) -> None:
    """What stands there stays, and the same button tries again."""
    window = visit(browser, origin)
    page = go(window, "?q=老人")
    broken = True
    page.route("**/*.pf_fragment", lambda route: route.abort() if broken else route.continue_())
    before = page.locator("#found > li").count()
    page.locator("#more").click()
    page.wait_for_function("document.getElementById('said').textContent.includes('没有成功')")
    assert page.locator("#found > li").count() == before
    broken = False
    page.locator("#more").click()
    answered(page)
    assert page.locator("#found > li").count() > before
    page.context.close()
