"""Somebody at the form: finds fields by their labels, types, chooses, saves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page


@dataclass
class Clerk:
    """A person and the page in front of her."""

    page: Page

    def field(self, label: str, number: int = 0) -> Locator:
        """What stands below a label; of several the one with this number."""
        wanted = f"xpath=//label[normalize-space(.)='{label}' or starts-with(normalize-space(.),'{label} (')]"
        name = self.page.locator(wanted).nth(number).get_attribute("for")
        return self.page.locator(f"[id='{name}']")

    def type(self, label: str, text: str, number: int = 0) -> None:
        """Fill a box."""
        self.field(label, number).fill(text)

    def choose(self, label: str, *words: str) -> None:
        """Pick from a list by typing the beginning."""
        self.field(label).click()
        for word in words:
            self.page.keyboard.type(word)
            self.page.locator("[role=option]").first.wait_for()
            self.page.keyboard.press("Enter")
        self.page.keyboard.press("Escape")

    def add_photo(self, number: int, file: Path, alt: str) -> None:
        """One more photograph with what it shows."""
        self.page.get_by_role("button", name="新增照片").click()
        place = self.page.locator(".jinguo-photo").nth(number)
        place.locator("input[type=file]").set_input_files(file)
        place.locator("img").wait_for()
        self.type("画面说明", alt, number)
        who = self.page.locator(".jinguo-people").filter(has_text="远景人群").nth(number)
        who.get_by_label("没有人").check()

    def save(self) -> None:
        """Press the button and wait for the answer."""
        self.page.get_by_role("button", name="保存", exact=True).click()

    def saved(self) -> None:
        """Wait until the page says so."""
        self.page.get_by_text("修改已保存").wait_for()

    def said(self) -> str:
        """What the form complains of, once it does; the complaint is closed."""
        box = self.page.locator(".jinguo-said")
        box.wait_for()
        text = box.locator("p").inner_text()
        box.get_by_role("button").click()
        return text

    def write_story(self) -> None:
        """Everything but photographs."""
        self.type("标题", "社区广场磨刀记")
        self.type("日期", "2026-03-05")
        self.choose("乡镇（街道）", "建设路")
        self.type("公共场所名称", "社区广场")
        self.choose("队伍", "新华区建设路")
        self.choose("品牌", "助困")
        self.choose("重要节点", "学雷锋")
        self.choose("服务类别", "爱心")
        self.type("参加的志愿者人数", "17")
        self.type("服务总时长（小时）", "51")
        self.type("摘要", "爱心小队在社区广场为街坊磨刀、配钥匙，一上午来了52位居民。")
        self.type("正文", "　　爱心小队17名队员在社区广场摆开三张桌子。\n　　一上午来了52位居民，磨了36把菜刀。")
        self.type("来源", "新华区妇联")

    def to_state(self, name: str) -> None:
        """Change the state of the work."""
        self.page.get_by_role("button", name=re.compile("状态")).click()
        self.page.get_by_role("menuitem", name=name).click()
