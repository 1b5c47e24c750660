"""The frame around every page, and that templates read nothing but the frame and their view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, nodes

from generator.pages.frame import frame
from generator.pages.heads import head
from tests import tiny
from tests.tiny import ROOT

if TYPE_CHECKING:
    from generator.pages.views import SiteView
    from tests.pages.conftest import Press, Site

THEME = ROOT / "theme"
TEMPLATES = sorted(path for path in THEME.rglob("*") if path.suffix in {".html", ".xml"})
SEEN = {"site", "head", "view", "heading", "description", "address", "content", "is_home", "namespace", "loop"}
"""All that a template may read; ``is_home`` is set by the outermost template, the last two belong to Jinja."""
HOSTS = {"pages", "config", "federation", "nav", "env", "base_url"}
"""What today's renderer has in its context, or the register."""


def framed(site: Site, **changes: object) -> SiteView:
    """The frame of a site, with some of the federation's facts replaced."""
    return frame(site.shown.federation.model_copy(update=changes), site.pages.values())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_reads_only_what_it_is_handed(path: Path) -> None:
    """No template looks at the register, at the renderer's settings or at its list of pages."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    names = list(tree.find_all(nodes.Name))
    read = {name.name for name in names if name.ctx == "load"}
    own = {name.name for name in names if name.ctx != "load"} | {macro.name for macro in tree.find_all(nodes.Macro)}
    imported = {name for each in tree.find_all(nodes.FromImport) for name in each.names if isinstance(name, str)}
    assert not read & HOSTS
    assert read - own - imported <= SEEN


def test_the_frame_leads_only_to_pages_that_are_there(whole: Site) -> None:
    """Sections and the footer name planned pages; where a page is missing, so is the way to it."""
    view = framed(whole)
    assert {link.address for link in (*view.sections, *view.footer_links)} <= set(whole.pages)
    assert [link.title for link in view.footer_links] == ["关于我们", "使用手册", "隐私与权利", "地区", "网站地图"]
    fewer = frame(whole.shown.federation, [page for page in whole.pages.values() if "guide" not in page.address])
    assert "使用手册" not in [link.title for link in fewer.footer_links]


def test_the_sitemap_names_every_page_once(whole: Site) -> None:
    """The home page stands for the site's own address; other addresses are percent-encoded."""
    view = framed(whole)
    assert len(set(view.addresses)) == len(view.addresses) == len(whole.pages)
    assert "" in view.addresses
    assert "index.html" not in view.addresses


def test_five_brand_lines_of_any_name_have_five_drawings(whole: Site) -> None:
    """Drawings follow the order of the brand lines, not their names; a sixth line has the flower."""
    line = whole.shown.federation.brands[0]
    lines = tuple(line.model_copy(update={"id": f"line-{number}"}) for number in range(7))
    icons = [mark.icon for mark in framed(whole, brands=lines).brands]
    assert len(set(icons[:5])) == 5
    assert icons[5:] == ["flower", "flower"]
    assert "flower" not in icons[:5]
    drawn = (THEME / "partials" / "icons.html").read_text(encoding="utf-8")
    assert all(f'"{icon}": "M' in drawn for icon in icons)


def test_the_footer_leads_to_the_very_places(press: Press, whole: Site) -> None:
    """Where the privacy page names the place of a rule, the footer leads there; else to the page."""
    assert (framed(whole).privacy, framed(whole).takedown, framed(whole).children) == ("privacy.html", "", "")
    named = "# 隐私\n\n## 怎样撤下 { #takedown }\n\n## 孩子 {#children}\n"
    view = framed(press.site({"content/privacy.md": named}))
    assert (view.takedown, view.children) == ("#takedown", "#children")
    assert framed(press.site({"content/privacy.md": ""})).privacy == ""


def trail(site: Site, address: str) -> list[str]:
    """Titles above a page, as the page and its data show them."""
    view = head(site.pages[address], framed(site))
    return [step.title for step in view.trail]


def test_every_page_tells_where_it_stands(whole: Site) -> None:
    """From the section down; a section's own page stands right below the home page."""
    assert trail(whole, "activities/2024/0305-leifeng.html") == ["活动", "2024 年"]
    assert trail(whole, "teams/xinhua/aixin.html") == ["队伍", "新华区巾帼志愿服务分队"]
    assert trail(whole, "teams/xinhua.html") == ["队伍"]
    assert trail(whole, "places/410402.html") == ["地区"]
    assert trail(whole, "projects/linli.html") == ["项目"]
    assert trail(whole, "gallery/2024.html") == ["图集"]
    assert trail(whole, "campaigns/xueleifeng.html") == ["节点"]
    for address in ("activities/index.html", "places/index.html", "guide/index.html", "privacy.html", "search.html"):
        assert trail(whole, address) == []


def test_a_further_page_stands_below_the_first(press: Press) -> None:
    """Page two of a list leads back to page one."""
    more = {
        f"activities/2024/07{day:02}-x/report.md": tiny.report(f"第{day}篇", f"2024-07-{day:02}")
        for day in range(1, 28)
    }
    site = press.site(more)
    assert trail(site, "activities/page-2.html") == ["活动"]
    assert trail(site, "activities/2024/page-2.html") == ["活动", "2024 年"]
    assert trail(site, "brands/zhukun/page-2.html") == ["品牌", "助困关爱"]
    assert trail(site, "teams/xinhua/aixin/page-2.html")[-1] == "新华区建设路爱心巾帼志愿服务小队"
    assert {step.address for step in head(site.pages["brands/zhukun/page-2.html"], framed(site)).trail} <= set(
        site.pages
    )
