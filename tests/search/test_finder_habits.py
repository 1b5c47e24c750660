"""How people really type and tap: commas between words, two taps in a row, arrow keys in a list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.browsing import CHROMIUM, Visit
from tests.search.test_finder import answered, go, titles, total

if TYPE_CHECKING:
    from playwright.sync_api import Route

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to search in a browser")


@pytest.mark.parametrize("between", ["、", "，", ",", "；", " 、 "])
def test_marks_between_words_part_them(seen: Visit, between: str) -> None:
    """A Chinese keyboard gives them more readily than a blank."""
    expected = total(go(seen, "?q=老人 孩子"))
    assert expected > 0
    assert total(go(seen, f"?q=老人{between}孩子")) == expected


def test_a_mark_inside_a_title_is_read_with_it(seen: Visit) -> None:
    """What stands on both sides of a comma in one title finds that title, and not everything with both."""
    page = go(seen, "?q=护理课，任店镇")
    assert titles(page)[0].replace("，", "") == "一节护理课任店镇分三次上"
    assert total(page) == 1


def test_two_taps_show_nothing_twice(seen: Visit) -> None:
    """The second tap comes before the first has been answered."""
    page = go(seen, "?type=活动")

    def slowly(route: Route) -> None:
        time.sleep(0.05)
        route.continue_()

    page.route("**/*.pf_fragment", slowly)
    page.evaluate("const more = document.getElementById('more'); more.click(); more.click(); more.click();")
    page.wait_for_function("document.querySelectorAll('#found > li').length > 10")
    page.wait_for_timeout(300)
    links = page.locator("#found h2 a").evaluate_all("all => all.map(each => each.href)")
    assert len(links) == len(set(links)) == 20


def test_a_tab_says_what_was_searched(seen: Visit) -> None:
    """So that entries of the history can be told apart."""
    page = go(seen, "?q=理发")
    assert page.title().startswith("理发 - 搜索")
    page.locator("#clear").click()
    page.wait_for_function("document.getElementById('said').textContent === ''")
    assert page.title().startswith("搜索")


def test_arrow_keys_in_a_list_are_one_step_back(seen: Visit) -> None:
    """Three years looked at with the arrow key are left with one step."""
    page = go(seen, "?q=老人")
    everything = total(page)
    page.locator("select[name=year]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        page.wait_for_function("new URLSearchParams(location.search).get('year')")
        answered(page)
    page.go_back()
    page.wait_for_function(f"document.getElementById('said').textContent === '找到 {everything} 条'")
    assert "year" not in page.url


def test_office_contacts_can_be_searched(seen: Visit) -> None:
    """The public hotline leads to the page about the federation."""
    assert "关于我们" in titles(go(seen, "?q=12338"))


def test_the_public_is_answered_before_the_staff(seen: Visit) -> None:
    """Of texts, those for everybody come before the handbook."""
    found = titles(go(seen, "?q=撤回&type=页面"))
    assert found.index("个人信息保护政策") < found.index("工作手册")
