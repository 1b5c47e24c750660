"""The photo viewer in Chromium: by key, finger, mouse, address and history."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browsing import CHROMIUM
from tests.readers import WALL, story

if TYPE_CHECKING:
    from playwright.sync_api import Route

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install chromium to open photographs in it")


@pytest.mark.parametrize("where", ["folder", "server"])
def test_keys_lead_through_all_photographs(look: Any, where: str) -> None:
    """Arrows, Home and End go on and back, plus and zero change the size, Escape closes: from a folder as well."""
    reader = look(story(), where=where)
    total = reader.seen.page.locator("a[data-photo]").count()
    assert total >= 4
    reader.seen.page.locator("a[data-photo]").first.focus()
    reader.press("Enter")
    assert (reader.opened(), reader.number()) == (True, 1)
    for keys, number in ((("ArrowRight", "ArrowRight"), 3), (("ArrowLeft",), 2), (("End",), total), (("Home",), 1)):
        reader.press(*keys)
        assert (reader.number(), reader.fragment()) == (number, reader.key(number))
    reader.press("ArrowLeft")
    assert reader.number() == 1
    reader.press("+", "+", "ArrowRight")
    assert reader.scale() > 2
    assert reader.number() == 1, "a magnified photograph is moved, not left"
    reader.press("0")
    assert reader.scale() == 1
    reader.press("PageDown", "Escape")
    assert (reader.opened(), reader.fragment(), reader.focused()) == (False, "", reader.key(2)[3:])


def test_the_viewer_keeps_keyboard_and_page_in_their_place(look: Any) -> None:
    """The focus never leaves the viewer, the page behind does not scroll, and large enough buttons have names."""
    reader = look(story())
    page = reader.seen.page
    reader.open(2)
    height = page.evaluate("scrollY")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('.viewer')")
    page.mouse.wheel(0, 900)
    reader.rest()
    assert page.evaluate("scrollY") == height
    buttons = page.locator(".viewer button")
    assert buttons.evaluate_all("all => all.map(each => each.ariaLabel)") == [
        "缩小",
        "放大",
        "关闭",
        "上一张",
        "下一张",
    ]
    sizes = buttons.evaluate_all("all => all.flatMap(each => [each.offsetWidth, each.offsetHeight])")
    assert min(sizes) >= 44
    page.get_by_label("关闭").click()
    assert not reader.opened()


def test_words_and_counter_follow_the_photograph(look: Any) -> None:
    """Caption and credit are those of the page; on a wall the story is named; a reader of screens is told."""
    reader = look(WALL)
    page = reader.seen.page
    reader.open(3)
    total = page.locator("a[data-photo]").count()
    assert page.locator(".viewer .count").inner_text() == f"3 / {total}"
    assert page.locator(".viewer .photo").count() == 3, "only the neighbours are loaded beforehand"
    caption = page.locator("a[data-photo]").nth(2).locator("xpath=../figcaption").text_content().strip()
    assert page.locator(".viewer .words p").first.inner_text().strip() == caption
    assert page.locator(".told").text_content() == f"第 3 张，共 {total} 张：{caption}"
    assert page.locator(".told").get_attribute("aria-live") == "polite"
    link = page.locator(".viewer .words a")
    heading = page.locator(".sheet", has=page.locator(f"[data-photo='{reader.key(3)[3:]}']")).locator("h2").inner_text()
    assert link.inner_text() == heading
    link.click()
    assert page.locator("h1").inner_text() == heading


def test_back_closes_and_forward_opens(look: Any) -> None:
    """However many photographs were looked at, one step back leads to the page, and the next one before it."""
    reader = look(WALL)
    page = reader.seen.page
    page.goto(f"{reader.seen.origin}{story()}")
    reader.open(2)
    reader.press("ArrowRight")
    page.go_back()
    reader.rest()
    assert (reader.opened(), reader.fragment(), reader.focused()) == (False, "", reader.key(3)[3:])
    page.go_forward()
    reader.rest()
    assert (reader.opened(), reader.number()) == (True, 3)
    reader.press("Escape")
    assert not reader.opened()
    page.go_back()
    page.wait_for_load_state()
    assert page.url.endswith(WALL)


@pytest.mark.parametrize("where", ["folder", "server"])
def test_an_address_leads_to_a_photograph(look: Any, where: str) -> None:
    """An address that somebody sent opens its photograph; closing stays on the page, back leaves it."""
    reader = look(WALL, where=where)
    page = reader.seen.page
    page.goto(f"{reader.seen.origin}{story()}")
    key = reader.key(4)
    page.goto(f"{reader.seen.origin}{WALL}")
    page.goto(f"{reader.seen.origin}{story()}{key}")
    assert (reader.opened(), reader.number()) == (True, 4)
    reader.press("Escape")
    assert (reader.opened(), reader.fragment(), reader.focused()) == (False, "", key[3:])
    assert page.locator(f"[data-photo={key[3:]}]").evaluate("link => link.getBoundingClientRect().top") < 844
    page.go_back()
    page.wait_for_load_state()
    assert page.url.endswith(WALL)
    page.goto(f"{reader.seen.origin}{story()}#p-zzzzzzzz")
    assert not reader.opened()


def test_fingers_swipe_pinch_and_tap(look: Any) -> None:
    """On a phone: a swipe goes on, a short one does not, two fingers and two taps magnify, a pull closes."""
    reader = look(story(), 390, has_touch=True, is_mobile=True)
    page = reader.seen.page
    page.locator("a[data-photo]").nth(1).tap()
    reader.rest()
    reader.fingers(((300, 400), (90, 410)))
    assert (reader.number(), reader.fragment()) == (3, reader.key(3))
    reader.fingers(((90, 400), (300, 400)))
    assert reader.number() == 2
    reader.fingers(((170, 420), (100, 420)), ((220, 420), (300, 420)))
    assert reader.scale() > 2
    before = reader.scale()
    reader.fingers(((200, 400), (120, 380)))
    assert (reader.number(), reader.scale()) == (2, before), "one finger moves a magnified photograph"
    reader.fingers(((60, 420), (180, 420)), ((340, 420), (210, 420)))
    assert reader.scale() == 1
    for _ in range(2):
        page.touchscreen.tap(195, 420)
    reader.rest()
    assert reader.scale() == 2.5
    reader.press("0")
    reader.fingers(((200, 300), (205, 560)))
    assert (reader.opened(), reader.fragment()) == (False, "")


def test_wheel_and_mouse_magnify(look: Any) -> None:
    """A wheel zooms where it points, a click zooms in and out, a click beside the photograph closes."""
    reader = look(story())
    page = reader.seen.page
    reader.open(2)
    page.mouse.move(600, 400)
    page.mouse.wheel(0, -400)
    reader.rest()
    assert 2 < reader.scale() < 3
    reader.press("0")
    page.mouse.click(600, 400)
    reader.rest()
    assert reader.scale() == 2.5
    reader.press("0")
    left = page.locator(".slide:not([aria-hidden=true]) .photo").bounding_box()["x"]
    page.mouse.click(left - 8, 500)
    reader.rest()
    assert not reader.opened()


def test_a_photograph_that_does_not_come_is_said(look: Any) -> None:
    """Instead of an empty place there is a sentence and a way to try again; the others are shown."""
    reader = look(story())
    page = reader.seen.page
    third = page.locator("a[data-photo]").nth(2).locator("img").get_attribute("src")
    name = str(third).rsplit("/", 1)[-1]
    widths = page.locator("a[data-photo]").nth(2).locator("source").first.get_attribute("srcset")
    names = {name, *re.findall(r"[a-p]{16}-\d+\.(?:webp|avif)", str(widths))}

    reader.missing = True

    def refuse(route: Route) -> None:
        route.fulfill(status=404)

    for each in names:
        page.route(f"**/{each}", refuse)
    page.reload()
    reader.open(2)
    reader.press("ArrowRight")
    assert "没有打开" in page.locator(".slide:not([aria-hidden=true])").inner_text()
    for each in names:
        page.unroute(f"**/{each}")
    page.get_by_text("再试一次").click()
    page.locator(".slide:not([aria-hidden=true]) .photo.ready").wait_for()
    reader.press("ArrowRight")
    assert page.locator(".slide:not([aria-hidden=true]) .photo.ready").count() == 1


def test_reduced_motion_and_paper(look: Any) -> None:
    """Nothing slides for who asked for that; neither viewer nor hint is printed."""
    reader = look(story(), reduced_motion="reduce")
    page = reader.seen.page
    reader.open(1)
    durations = "[...document.querySelectorAll('.viewer *')].map(each => getComputedStyle(each).transitionDuration)"
    assert set(page.evaluate(durations)) == {"0s"}
    page.emulate_media(media="print")
    assert not page.locator(".viewer").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('main img')).backgroundImage") == "none"


def test_without_script_a_photograph_opens_as_a_file(look: Any) -> None:
    """The link leads to the largest file."""
    reader = look(story(), java_script_enabled=False)
    reader.missing = True  # a browser asks the server of a bare picture for an icon
    with reader.seen.page.expect_navigation():
        reader.seen.page.locator("a[data-photo]").first.click()
    assert re.search(r"/photos/[a-p]{16}-\d+\.(webp|jpg)$", reader.seen.page.url)
