"""The buttons of the preview in a real browser: what lands on the clipboard is what the editor needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.articles.cms_files import cms_files
from generator.articles.folder import deliver
from generator.articles.wechat_files import wechat_files
from tests.articles.stories import for_cms, for_wechat, story
from tests.articles.test_wechat import RICH
from tests.browsing import chromium, fits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EDITOR = """<div id="editor" contenteditable="true" style="min-height: 200px"></div><script>
document.addEventListener("paste", (event) => {
  window.markup = event.clipboardData.getData("text/html");
  window.plain = event.clipboardData.getData("text/plain");
});
</script>"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for all."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Previews on a disk."""
    root = tmp_path_factory.mktemp("预 览")
    deliver(root / "wechat", wechat_files(for_wechat(root / "one", story(RICH, photos=3))))
    deliver(root / "cms", cms_files(for_cms(root / "two", story(RICH, photos=3))))
    return {kind: root / kind / "preview.html" for kind in ("wechat", "cms")}


def pasted(page: Page, button: str) -> tuple[str, str, list[int]]:
    """Markup, words and widths of the pictures after copying with a button and pasting elsewhere."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.locator("#said", has_text="已复制").wait_for()
    editor = page.context.new_page()
    editor.set_content(EDITOR)
    editor.click("#editor")
    editor.keyboard.press("Control+V")
    editor.wait_for_function("window.plain !== undefined")
    widths = editor.evaluate("""async () => {
        const all = [...document.querySelectorAll('#editor img')];
        await Promise.all(all.map((each) => each.decode()));
        return all.map((each) => each.naturalWidth);
    }""")
    found = str(editor.evaluate("window.markup")), str(editor.evaluate("window.plain")), list(widths)
    editor.close()
    return found


def opened(browser: Browser, page: Path, width: int = 1280, *, old: bool = False) -> tuple[Page, list[str]]:
    """A preview in a window of its own, and all that went wrong or was asked for."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.set_default_timeout(10_000)
    window = context.new_page()
    faults: list[str] = []
    window.on("pageerror", lambda error: faults.append(str(error)))
    window.on("console", lambda told: faults.append(told.text))
    window.on("request", lambda asked: faults.append(asked.url) if asked.url.startswith("http") else None)
    if old:
        window.add_init_script(NO_CLIPBOARD)
    window.goto(page.as_uri())
    return window, faults


@pytest.mark.parametrize("old", [False, True])
def test_the_article_with_its_pictures(browser: Browser, pages: dict[str, Path], *, old: bool) -> None:
    """Inline styles and pictures arrive in another editor, also from a browser that knows no clipboard of pages."""
    window, wrong = opened(browser, pages["wechat"], old=old)
    markup, words, widths = pasted(window, "复制正文")
    written = (pages["wechat"].parent / "article.html").read_text(encoding="utf-8").strip()
    assert widths == [640, 640, 640]
    arrived = re.sub(r'data:image/jpeg;base64,[^"]+', "PICTURE", markup)
    assert re.sub(r'"\d\d\.jpg"', '"PICTURE"', written) in arrived
    assert "第一段" in words
    assert wrong == []
    window.context.close()


@pytest.mark.parametrize("kind", ["wechat", "cms"])
def test_each_field_by_itself(browser: Browser, pages: dict[str, Path], kind: str) -> None:
    """Exactly the words, without any markup."""
    window, wrong = opened(browser, pages[kind])
    markup, words, _ = pasted(window, "复制")
    assert words == "看望独居老人"
    assert markup == ""
    assert wrong == []
    window.context.close()


def test_without_pictures_their_places_are_marked(browser: Browser, pages: dict[str, Path]) -> None:
    """For systems that take no pasted picture."""
    window, _ = opened(browser, pages["cms"])
    markup, words, widths = pasted(window, "复制正文（不带图片）")
    assert widths == []
    assert "【插入图片 02.jpg】" in words
    assert "【插入图片 02.jpg】" in markup
    assert len(markup) < 10_000
    window.context.close()


@pytest.mark.parametrize("kind", ["wechat", "cms"])
@pytest.mark.parametrize("width", [390, 1280])
def test_that_it_was_copied_is_seen(browser: Browser, pages: dict[str, Path], kind: str, width: int) -> None:
    """Wherever on the page the button is; afterwards nothing covers the text."""
    window, _ = opened(browser, pages[kind], width)
    for button in window.get_by_role("button").all():
        button.click()
        window.locator("#said", has_text="已复制").wait_for()
        box = window.locator("#said").bounding_box()
        assert box
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 800
    window.locator("#said:empty").wait_for(state="attached")
    box = window.locator("#said").bounding_box()
    assert not box or box["width"] * box["height"] == 0
    window.context.close()


def test_what_nobody_filled_in_cannot_be_copied(browser: Browser, pages: dict[str, Path]) -> None:
    """A hint for the editor never lands in a field of the site."""
    window, _ = opened(browser, pages["cms"])
    field = window.locator(".field", has_text="发布时间")
    assert "发表时填写" in field.inner_text()
    assert field.locator("button").count() == 0
    window.context.close()


@pytest.mark.parametrize("kind", ["wechat", "cms"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_preview_fits_its_window(browser: Browser, pages: dict[str, Path], kind: str, width: int) -> None:
    """On a phone and on a desk."""
    window, _ = opened(browser, pages[kind], width)
    assert fits(window)
    window.context.close()
