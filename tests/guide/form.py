"""The web form as the handbook tells it: every step of a story in it, on the sample register."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.admin.clerk import Clerk
from tests.admin.desk import package
from tests.guide.office import Office
from tests.tiny import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 430, 860
"""Of a window in which a picture of it can be read on a telephone."""
NUMBER = "138" + "0013" + "8000"
"""Printed in books as an example; the form must not take it."""
BODY = """\
11月14日上午，新华区光明路街道的社区院子里支起三张圆桌，屋里又添一张。爱心陪伴小队的9名队员和36位居民一起包饺子。

面是前一晚和好的，馅有两样：白菜的，韭菜鸡蛋的。手快的擀皮，手慢的数数，一盖帘正好排六圈。

头一锅先端给坐在前排的老人。剩下的分成小份，由队员送到出不了门的人家。"""


@dataclass
class Form:
    """The form in front of a clerk."""

    office: Office
    clerk: Clerk
    address: str

    @property
    def page(self) -> Page:
        """Her window."""
        return self.clerk.page

    def begin(self) -> None:
        """A new story."""
        self.page.goto(f"{self.address}/admin/#/collections/story/new")
        self.clerk.field("标题").wait_for()

    def tell(self) -> None:
        """When, where, who, how many."""
        clerk = self.clerk
        clerk.type("标题", "一盖帘饺子")
        clerk.type("日期", "2026-11-14")
        clerk.choose("乡镇（街道）", "光明路")
        clerk.type("公共场所名称", "社区院子")
        clerk.choose("队伍", "新华区光明路")
        clerk.choose("品牌", "助困")
        clerk.choose("服务类别", "爱心")
        clerk.type("参加的志愿者人数", "9")
        clerk.type("服务总时长（小时）", "27")
        clerk.type("摘要", "爱心陪伴小队和36位居民在社区院子里一起包饺子，送到出不了门的人家。")
        clerk.type("来源", "新华区妇联")

    def forget_what_may_not_be_written(self) -> str:
        """Save with a telephone number in the text: nothing is saved, and the form says where it is."""
        self.clerk.type("正文", f"{BODY}\n\n想来的请打{NUMBER}报名。")
        self.page.get_by_role("button", name="保存", exact=True).click()
        box = self.page.locator(".jinguo-said")
        box.wait_for()
        return box.locator("p").inner_text()

    def mend(self) -> None:
        """Close the complaint and take the number out."""
        self.page.locator(".jinguo-said").get_by_role("button").click()
        self.clerk.type("正文", BODY)

    def add_photos(self) -> None:
        """Two, each with what it shows."""
        shown = ("院子里，队员和老人围着圆桌", "屋里，队员和老人一起包饺子")
        for number, file in enumerate(sorted((self.office.home / "桌面/手机照片").iterdir())):
            self.clerk.add_photo(number, file, shown[number])

    def save(self) -> None:
        """Until the form says that it is saved."""
        self.clerk.save()
        self.page.get_by_text("修改已保存").wait_for(state="attached")  # a narrow window hides it

    def hand_in(self) -> None:
        """Change the state to the one in which reviewers look at it."""
        self.clerk.to_state("审核中")
        self.page.get_by_role("button", name="状态: 审核中").wait_for()

    def branch(self) -> str:
        """On which the story lies."""
        (branch,) = self.office.typed("git for-each-ref --format=%(refname:short) refs/heads/cms").text.split()
        return branch


@contextmanager
def opened(office: Office, browser: Browser, width: int = WIDTH) -> Iterator[Form]:
    """``jinguo admin`` as a person starts it, and her window."""
    words = ["admin", "--no-browser", "--decap", str(package())]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "generator", *words], cwd=office.root, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+/admin/\?key=\S+", process.stdout.readline())
            assert found is not None
            window = browser.new_context(
                viewport={"width": width, "height": HEIGHT}, locale="zh-CN", device_scale_factor=2
            )
            window.set_default_timeout(30_000)
            page = window.new_page()
            page.on("dialog", lambda each: each.accept())
            page.goto(found[0])
            page.get_by_role("link", name="活动报道").first.wait_for()
            yield Form(office, Clerk(page), found[0].partition("/admin/")[0])
            window.close()
        finally:
            os.killpg(process.pid, signal.SIGKILL)
