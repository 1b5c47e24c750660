"""The whole way of a story in Chromium: ``jinguo admin``, the form, two photographs, a branch for the reviewers."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks.run import check
from generator.drafts.branches import files_at, read_at
from generator.photos.metadata import findings
from tests.admin.clerk import Clerk
from tests.admin.desk import ROOT, TODAY, camera, git, package, register, with_git
from tests.browsing import CHROMIUM, fits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    with_git,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.skipif(not shutil.which("npm"), reason="npm is not installed"),
]
FOLDER = "activities/2026/0305-xinhua-xueleifeng"


@dataclass
class Office:
    """A register and the form that runs on it."""

    root: Path
    address: str
    clerk: Clerk
    faults: list[str]

    def drafts(self) -> list[str]:
        """Branches of the form."""
        return git(self.root, "for-each-ref", "--format=%(refname:short)", "refs/heads/cms").split()

    def text(self, path: str) -> str:
        """A file on the only branch."""
        return (read_at(self.root, self.drafts()[0], path) or b"").decode()


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """``jinguo admin`` as a person starts it, and her browser."""
    root = register(tmp_path_factory.mktemp("office"))
    words = ["admin", "--no-browser", "--decap", str(package())]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "generator", *words], cwd=root, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/admin/\?key=\S+", process.stdout.readline())
            assert found is not None
            window = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            window.set_default_timeout(20_000)
            page = window.new_page()
            faults: list[str] = []
            origin = found[0].partition("/admin/")[0]
            page.on("request", lambda each: faults.extend([] if _is_ours(each.url, origin) else [each.url]))
            page.on("dialog", lambda each: each.accept())
            page.goto(found[0])
            page.get_by_role("link", name="活动报道").first.wait_for()
            yield Office(root, origin, Clerk(page), faults)
            window.close()
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def _is_ours(url: str, origin: str) -> bool:
    return url.startswith((origin, "blob:", "data:", "about:"))


def photos(folder: Path) -> tuple[Path, Path]:
    """One as a camera makes it, turned and with its place; one in the format of a telephone."""
    first, second = folder / "IMG_0001.JPG", folder / "IMG_0002.HEIC"
    first.write_bytes(camera(1))
    second.write_bytes(camera(2, "HEIF"))
    return first, second


def test_a_story_goes_from_the_form_to_the_reviewers(office: Office, tmp_path: Path) -> None:
    """Typed in Chinese, two photographs, a mistake that is told, saved, mended, handed in; nothing else is touched."""
    clerk, page, root = office.clerk, office.clerk.page, office.root
    before = git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")
    page.get_by_role("link", name="活动报道").last.click()
    clerk.write_story()
    for number, file in enumerate(photos(tmp_path)):
        clerk.add_photo(number, file, ("志愿者在磨菜刀", "两串钥匙摆在桌上")[number])
    _preview_is_the_site(page)
    body = clerk.field("正文").input_value()
    clerk.type("正文", f"{body}\n\n请打{'138' + '0013' + '8000'}报名。")
    clerk.save()
    assert "正文第 3 段：这里有明文手机号码（P3）" in clerk.said()
    assert office.drafts() == []
    clerk.type("正文", body)
    clerk.save()
    clerk.saved()
    (branch,) = office.drafts()
    assert files_at(root, branch, FOLDER) == [f"{FOLDER}/{name}" for name in ("01.jpg", "02.jpg", "report.md")]
    assert all(findings(read_at(root, branch, f"{FOLDER}/0{number}.jpg") or b"") == [] for number in (1, 2))
    assert "爱心小队17名队员在社区广场摆开三张桌子。\n\n一上午" in office.text(f"{FOLDER}/report.md")
    page.locator(".jinguo-lacking").wait_for()
    clerk.type("标题", "广场磨刀记")
    clerk.save()
    clerk.saved()
    clerk.to_state("审核中")
    page.get_by_role("button", name="状态: 审核中").wait_for()
    text = office.text(f"{FOLDER}/report.md")
    assert "title: 广场磨刀记" in text
    assert "status: submitted" in text
    assert "photos:\n  - {file: 01.jpg, alt: 志愿者在磨菜刀, people: none}\n  - {file: 02.jpg, " in text
    assert git(root, "rev-list", "--count", f"main..{branch}") == "3\n"
    subprocess.run(["git", "clone", "-q", "-b", branch, str(root), str(tmp_path / "别处")], check=True)
    assert [str(each) for each in check(tmp_path / "别处", TODAY, processes=1)[1] if each.severity == "error"] == []
    assert (git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain")) == before
    assert git(root, "branch", "--show-current") == "main\n"
    assert office.faults == []


def _preview_is_the_site(page: Page) -> None:
    """In the theme's type, with the photographs and their words, before anything is saved."""
    shown = page.frame_locator("#preview-pane")
    assert shown.locator("h1").inner_text() == "社区广场磨刀记"
    assert shown.locator(".meta time").inner_text() == "2026年3月5日"
    assert shown.locator(".lead-photo img").evaluate("image => image.naturalHeight") == 960  # it was turned
    assert shown.locator(".gallery img").get_attribute("alt") == "两串钥匙摆在桌上"
    assert shown.locator(".prose p").count() == 2 or "一上午" in shown.locator(".prose").inner_text()
    assert "Serif" in shown.locator("h1").evaluate("each => getComputedStyle(each).fontFamily")


def test_the_work_opens_with_what_it_lacks(office: Office) -> None:
    """From the board, whose addresses say where one comes from."""
    page = office.clerk.page
    page.goto(f"{office.address}/admin/#/workflow")
    page.get_by_text("广场磨刀记").first.click()
    page.wait_for_url("**ref=workflow**")
    page.locator(".jinguo-lacking").wait_for()


def test_several_days_are_saved_and_nobody_types_meanwhile(office: Office) -> None:
    """A slow answer does not cost what is typed while it comes: nothing can be typed then."""
    clerk, page = office.clerk, office.clerk.page
    page.goto("about:blank")  # an address that differs behind its # only would not load the page anew
    page.goto(f"{office.address}/admin/#/collections/story/new")
    clerk.field("标题").wait_for()
    clerk.save()
    assert "“标题”是必填项" in clerk.said()
    clerk.type("标题", "读书会连开三天")
    clerk.type("日期", "2026-03-06")
    page.locator("[id$='-to']").fill("2026-03-08")
    clerk.choose("乡镇（街道）", "建设路")
    clerk.choose("队伍", "新华区建设路")
    clerk.choose("品牌", "助困")
    page.evaluate("root = document.getElementById('nc-root')")
    seen = "() => { window.held = window.held || root.inert; }"
    page.evaluate(f"new MutationObserver({seen}).observe(root, {{ attributes: true }})")
    clerk.save()
    clerk.saved()
    assert page.evaluate("window.held")
    page.locator(".jinguo-bar").wait_for(state="hidden")
    page.locator("#nc-root:not([inert])").wait_for(state="attached")
    (branch,) = (each for each in office.drafts() if "tougao" in each and "2026/0306" in _added(office, each))
    path = f"activities/{_added(office, branch)}/report.md"
    assert "date: {from: 2026-03-06, to: 2026-03-08}" in (read_at(office.root, branch, path) or b"").decode()
    clerk.type("标题", "读书会连开了三天")
    clerk.save()
    clerk.saved()
    page.get_by_role("button", name=re.compile("删除未发布")).click()
    page.wait_for_url("**/collections/story")


def _added(office: Office, branch: str) -> str:
    changed = git(office.root, "diff", "--name-only", "main", branch).split()
    return next(path for path in changed if path.endswith("report.md")).removeprefix("activities/").rpartition("/")[0]


def test_the_draft_opens_again_with_its_photographs(office: Office) -> None:
    """From the list of work, on a page loaded anew; what was chosen is there."""
    page = office.clerk.page
    page.goto(f"{office.address}/admin/#/workflow")
    page.reload()
    page.get_by_text("广场磨刀记").first.wait_for()
    slug = office.drafts()[0].removeprefix("cms/story/")
    page.goto(f"{office.address}/admin/#/collections/story/entries/{slug}")
    page.reload()
    page.locator(".jinguo-photo img").nth(1).wait_for()
    assert office.clerk.field("标题").input_value() == "广场磨刀记"
    assert office.clerk.field("日期").input_value() == "2026-03-05"
    widths = page.locator(".jinguo-photo img").evaluate_all("all => all.map(each => each.naturalWidth)")
    assert widths == [640, 960]  # the one that a camera had turned is upright


def test_a_file_that_is_no_photograph_is_told_at_once(office: Office, tmp_path: Path) -> None:
    """When it is chosen, not when the story is saved."""
    film = tmp_path / "film.jpg"
    film.write_bytes(b"GIF89a" + bytes(64))
    office.clerk.page.locator(".jinguo-photo input[type=file]").first.set_input_files(film)
    assert "GIF" in office.clerk.said()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_form_fits_a_telephone(office: Office, width: int) -> None:
    """Lists and fields need no scrolling to the side."""
    page = office.clerk.page
    page.set_viewport_size({"width": width, "height": 844})
    for place, sign in (("collections/story", "一场活动一篇"), ("collections/story/new", "标题")):
        page.goto(f"{office.address}/admin/#/{place}")
        page.reload()
        page.get_by_text(sign).first.wait_for()
        assert fits(page), place


def test_a_draft_can_be_thrown_away(office: Office) -> None:
    """From its page, after a question; the branch is gone, the register is as it was."""
    page = office.clerk.page
    page.set_viewport_size({"width": 1280, "height": 900})
    slug = office.drafts()[0].removeprefix("cms/story/")
    page.goto(f"{office.address}/admin/#/collections/story/entries/{slug}")
    page.reload()
    page.get_by_role("button", name=re.compile("删除未发布")).click()
    page.wait_for_url(re.compile("#/collections/story$"))
    assert office.drafts() == []
