"""The search page in a browser: a visitor finds, narrows, goes on, goes back and shares, with keyboard alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.search.index import search_files
from generator.search.records import Findable
from tests.browsing import CHROMIUM, Visit, serving, visit
from tests.built import sample_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to walk the site in a browser")


def go(seen: Visit, query: str = "") -> Page:
    """Open the search page with a query in its address, and wait until it has answered."""
    seen.page.goto(f"{seen.origin}search.html{query}")
    if query:
        answered(seen.page)
    return seen.page


def answered(page: Page) -> None:
    """Wait until the page has an answer."""
    page.wait_for_function(
        "/^(找到|没有)/.test(document.getElementById('said').textContent)"
        " && !document.getElementById('found').hasAttribute('aria-busy')"
    )


def total(page: Page) -> int:
    """How many hits the page says there are."""
    found = re.search(r"\d+", page.locator("#said").inner_text())
    return int(found[0]) if found else 0


def titles(page: Page) -> list[str]:
    """The titles of all hits shown."""
    return page.locator("#found h2").all_inner_texts()


def test_nothing_is_fetched_before_somebody_searches(seen: Visit) -> None:
    """The page itself is light; the index comes when the field is touched."""
    page = go(seen)
    assert not [name for name in seen.bodies if "/search/" in name]
    with page.expect_response(lambda response: "pagefind.js" in response.url):
        page.locator("#q").focus()
    page.wait_for_function(
        "[...document.querySelectorAll('.facets option')].some(each => each.textContent.includes('（'))"
    )
    assert not [name for name in seen.bodies if "/search/fragment/" in name]


def test_a_hit_says_what_it_is(seen: Visit) -> None:
    """Title, kind, place and day of a hit; the hit is marked, no inserted blanks are seen, the link works."""
    page = go(seen, "?q=普法")
    assert total(page) >= 5
    assert page.locator("#found > li").count() == min(10, total(page))
    assert set(page.locator("#found mark").all_inner_texts()) == {"普法"}
    story = page.locator("#found > li", has=page.locator("time")).first
    assert story.locator(".label").inner_text()
    assert re.search(r"\d{4}年", story.locator("time").inner_text())
    assert not re.search(r"[\u4e00-\u9fff] [\u4e00-\u9fff] [\u4e00-\u9fff]", page.locator("#found").inner_text())
    heading = story.locator("h2").inner_text()
    story.locator("h2 a").click()
    assert heading in page.locator("h1").inner_text()
    assert page.url.startswith(seen.origin)


def test_titles_come_first_then_the_newest(seen: Visit) -> None:
    """A hit in a title is worth more than one in a text; among equals the newest stands first."""
    page = go(seen, "?q=普法&shown=100")
    titled = ["普法" in title for title in titles(page)]
    assert titled == sorted(titled, reverse=True)
    rest = page.locator("#found > li").evaluate_all(
        """items => items.filter(each => !each.querySelector('h2 mark'))
            .map(each => each.querySelector('time')?.dateTime ?? '')"""
    )
    assert rest == sorted(rest, reverse=True)


def test_several_words_are_all_needed(seen: Visit) -> None:
    """Words with a blank between them may stand anywhere, but all must be there; quotes do no harm."""
    both = total(go(seen, "?q=湛河区 普法"))
    assert 0 < both < min(total(go(seen, "?q=湛河区")), total(go(seen, "?q=普法")))
    assert total(go(seen, '?q="湛河区" “普法”')) == both
    assert total(go(seen, "?q=湛河区普法湛河区普法")) == 0


STRANGE = ("？！", '"', '"" ""', "%23%26<script>alert(1)</script>", "普" * 190, "\\u0000", "zzzzzzzz", "𠮷")


@pytest.mark.parametrize("query", STRANGE)
def test_strange_queries_are_answered(seen: Visit, query: str) -> None:
    """Whatever is typed, the page answers in words and says what to try."""
    page = go(seen, f"?q={query}")
    assert page.locator("#said").inner_text() == "没有找到"
    assert "换一个短一些的词" in page.locator("#nothing").inner_text()


def test_facets_narrow_and_combine(seen: Visit) -> None:
    """Without words, facets list all that belongs there, newest first; each one narrows, and the counts are true."""
    page = go(seen, "?type=活动&brand=助困关爱")
    first = total(page)
    days = page.locator("#found time").evaluate_all("all => all.map(each => each.dateTime)")
    assert days == sorted(days, reverse=True)
    option = page.locator("select[name=year] option:not([hidden]):not([value=''])").nth(1)
    promised = int(re.findall(r"（(\d+)）", option.text_content() or "")[0])
    page.locator("select[name=year]").select_option(option.get_attribute("value"))
    page.wait_for_function(f"document.getElementById('said').textContent === '找到 {promised} 条'")
    assert 0 < promised < first
    assert "year=" in page.url
    assert "brand=" in page.url
    assert len(set(page.locator("#found time").evaluate_all("all => all.map(each => each.dateTime.slice(0, 4))"))) == 1


def test_the_address_holds_everything(seen: Visit) -> None:
    """A shared link shows the same: words, facets, and how many hits were unfolded."""
    page = go(seen, "?q=老人&type=活动")
    page.locator("#more").click()
    page.wait_for_function("document.querySelectorAll('#found > li').length > 10")
    assert "shown=20" in page.url or total(page) < 20
    before, address = titles(page), page.url
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#found > li')[10]")
    page.goto(f"{seen.origin}index.html")
    page.goto(address)
    answered(page)
    assert titles(page) == before
    assert page.locator("#q").input_value() == "老人"
    assert page.locator("select[name=type]").input_value() == "活动"


def test_back_leads_back(seen: Visit) -> None:
    """From a story back to the hits, and from one choice back to the one before."""
    page = go(seen, "?q=老人")
    everything = total(page)
    page.locator("select[name=type]").select_option("活动")
    page.wait_for_function(f"document.getElementById('said').textContent !== '找到 {everything} 条'")
    fewer, shown = total(page), titles(page)
    page.locator("#found h2 a").first.click()
    page.wait_for_load_state("load")
    page.go_back()
    answered(page)
    assert (total(page), titles(page)) == (fewer, shown)
    page.go_back()
    page.wait_for_function(f"document.getElementById('said').textContent === '找到 {everything} 条'")
    assert page.locator("select[name=type]").input_value() == ""


def test_the_keyboard_is_enough(seen: Visit) -> None:
    """Type, send, walk to the first hit and open it; clearing everything brings the cursor back into the field."""
    page = go(seen)
    page.locator("#q").focus()
    page.keyboard.insert_text("普法")
    page.keyboard.press("Enter")
    answered(page)
    assert "q=%E6%99%AE%E6%B3%95" in page.url
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#found') !== null"):
            break
    heading = page.evaluate("document.activeElement.textContent")
    assert heading == titles(page)[0]
    page.locator("#clear").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('said').textContent === ''")
    assert page.evaluate("document.activeElement.id") == "q"
    assert "q=" not in page.url
    assert page.locator("#said").get_attribute("aria-live") == "polite"


def test_typing_is_enough(seen: Visit) -> None:
    """Hits follow what is typed, and a word that is still being composed is not searched."""
    page = go(seen)
    page.locator("#q").press_sequentially("普法", delay=20)
    answered(page)
    assert total(page) >= 5
    page.locator("#q").evaluate(
        """field => { field.dispatchEvent(new CompositionEvent('compositionstart'));
            field.value = 'pu fa'; field.dispatchEvent(new InputEvent('input')); }"""
    )
    page.wait_for_timeout(500)
    assert "pu" not in page.url


def test_every_other_page_can_ask(seen: Visit) -> None:
    """A form of any page leads here with its words."""
    page = seen.page
    page.goto(f"{seen.origin}index.html")
    page.evaluate("location.href = 'search.html?q=' + encodeURIComponent('任店镇')")
    page.wait_for_url("**/search.html?q=*")
    answered(page)
    assert total(page) > 0


@pytest.mark.parametrize("script", [True, False])
def test_without_script_or_from_a_folder_there_are_lists(browser: Browser, script: bool) -> None:  # noqa: FBT001 - a case
    """From a folder, and without script, the page says why it cannot search and leads to the lists."""
    address = sample_site().as_uri() + "/"
    window = visit(browser, address, script=script)
    page = window.page
    page.goto(f"{address}search.html?q=普法")
    panel = page.locator("#from-folder" if script else "noscript")
    assert ("从文件夹" if script else "JavaScript") in panel.inner_text()
    assert not page.locator("#q").is_visible()
    panel.locator("a", has_text="年活动").first.click()
    assert "年活动" in page.locator("h1").inner_text()
    assert window.faults == []
    page.context.close()


@pytest.mark.parametrize(("width", "dark"), [(360, False), (390, True), (1280, False)])
def test_the_page_fits(browser: Browser, origin: str, width: int, dark: bool) -> None:  # noqa: FBT001 - a case
    """No scrolling sideways with hits, with letters of double size, light and dark."""
    window = visit(browser, origin, width, dark=dark)
    page = window.page
    page.goto(f"{origin}search.html?q=老人")
    answered(page)
    for _ in range(2):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator(".larger").click()
    assert window.faults == []
    page.context.close()


def test_markup_in_a_record_stays_text(browser: Browser, tmp_path: Path) -> None:
    """A title, a place or a text that looks like markup is shown as it was written, and does nothing."""
    evil = "鹦鹉<img src=x onerror=mark()><script>mark()</script>"
    site = tmp_path / "site"
    shutil.copytree(sample_site(), site, ignore=shutil.ignore_patterns("photos", "search", "activities"))
    record = Findable(
        "活动", evil, "javascript:mark()", (("地点", evil), ("队伍", evil)), evil * 3, place=evil, brand=evil
    )
    for name, content in search_files([record, Findable("页面", "鹦鹉", "privacy.html")]).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    with serving(site) as origin:
        window = visit(browser, origin)
        page = window.page
        page.add_init_script("window.marks = 0; window.mark = () => window.marks++;")
        page.goto(f"{origin}search.html?q=鹦鹉 mark")
        answered(page)
        assert evil in page.locator("#found h2").inner_text()
        assert page.locator("#found :is(img, script)").count() == 0
        assert page.evaluate("window.marks") == 0
        assert window.faults == []
        page.context.close()
