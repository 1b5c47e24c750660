"""Draw the handbook's pictures from the programs themselves: python -m tests.sample.guide_pictures [name …].

Every picture is taken while the steps of the handbook run on a copy of the sample register: nobody in it is real.
It needs Chromium, Playwright, git and npm. Run it after a form or a message has changed, and look at what it drew.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browsing import CHROMIUM
from tests.guide import form, steps
from tests.guide.drawing import Studio, part, taken
from tests.guide.office import ANSWERS, BRANCH, Office, Said, office
from tests.tiny import ROOT

FOLDER = ROOT / "content/guide/pictures"
FORM = ("form-start", "form-fields", "form-refused", "form-photo", "form-lacking", "form-state")
TYPED = ("intake", "new", "draft", "photos-add", "check", "fix", "submit", "refused", "summary", "summary-signers")
LIST = tuple(sorted((*FORM, *TYPED)))
"""Names of all pictures."""
_WIDTH, _HEIGHT = 430, 620


def of_the_form(there: Office, studio: Studio) -> Iterator[tuple[str, bytes]]:
    """A story in the web form, from the list to the reviewers."""
    with form.opened(there, studio.browser) as shown:
        page = shown.page
        yield "form-start", taken(page, width=_WIDTH, height=520)
        shown.begin()
        shown.tell()
        page.mouse.click(4, 300)
        page.locator("label", has_text="地点").first.evaluate("each => each.scrollIntoView({block: 'start'})")
        page.mouse.wheel(0, -70)
        yield "form-fields", taken(page, width=_WIDTH, height=_HEIGHT - 60, top=122)
        shown.forget_what_may_not_be_written()
        yield "form-refused", part(page.locator(".jinguo-said"))
        shown.mend()
        shown.add_photos()
        page.locator(".jinguo-photo img").first.scroll_into_view_if_needed()
        page.get_by_text("保存内容失败").last.wait_for(state="hidden")
        page.locator(".jinguo-photo").first.evaluate("each => each.scrollIntoView({block: 'start'})")
        page.mouse.wheel(0, -110)
        yield "form-photo", taken(page, width=_WIDTH, height=_HEIGHT, top=60)
        shown.save()
        page.locator(".jinguo-lacking summary").click()
        yield "form-lacking", part(page.locator(".jinguo-lacking"))
        page.locator(".jinguo-lacking summary").click()
        page.set_viewport_size({"width": 800, "height": _HEIGHT})
        page.get_by_text("内容已保存").last.wait_for(state="hidden")
        page.get_by_role("button", name="状态: 草稿").click()
        yield "form-state", taken(page, width=560, height=230)
        page.keyboard.press("Escape")
        shown.hand_in()


def of_the_terminal(there: Office, studio: Studio) -> Iterator[tuple[str, bytes]]:
    """A letter, then a story written by hand, from the first question to the summary for reviewers."""
    yield "intake", studio.terminal([steps.intake(there)])
    steps.hooks(there)
    yield "new", studio.terminal([steps.new(there)], [answer for _, answer in ANSWERS])
    yield "draft", studio.file(there.text())
    yield "photos-add", studio.terminal([steps.photos(there)])
    steps.fill(there)
    yield "check", studio.terminal([steps.check(there)])
    steps.say_who_is_shown(there)
    yield "fix", studio.terminal([steps.fix(there)])
    yield "refused", studio.terminal([steps.refused(there)])
    yield "submit", studio.terminal(steps.submit(there))
    steps.tick(there)
    steps.sign(there)
    steps.compare(there)
    upper, lower = studio.halves(_summary(there), _WIDTH, "数据变化")
    yield "summary", upper
    yield "summary-signers", lower


def _summary(there: Office) -> str:
    """The page that a comparison leaves."""
    said: Said = there.typed(f"jinguo compare main {BRANCH} --html ~/summary.html")
    assert said.code == 0, said.text
    # Not every machine has a letter for the coloured sign.
    return (there.home / "summary.html").read_text(encoding="utf-8").replace("✅", "✔")


def main(wanted: list[str]) -> int:
    """Draw the pictures named, or all."""
    os.environ["LANGUAGE"] = "zh_CN"  # what git says
    FOLDER.mkdir(exist_ok=True)
    for names, draw in ((FORM, of_the_form), (TYPED, of_the_terminal)):
        if wanted and not set(wanted) & set(names):
            continue
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--lang=zh-CN"]
            )
            for name, picture in draw(office(Path(folder)), Studio(browser)):
                if not wanted or name in wanted:
                    (FOLDER / f"{name}.webp").write_bytes(picture)
                    sys.stdout.write(f"{name}.webp {len(picture) // 1024} KB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
