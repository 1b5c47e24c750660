"""Addresses and views: every record its page, every page its own address, no view a secret."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from generator.pages import campaign_views, charts, forms, pictures, place_views, views
from generator.pages.forms import Link
from generator.problems import ContentError
from generator.records.library import Entry, Library
from tests import tiny
from tests.pages.conftest import walk

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site

KINDS = tuple(
    kind
    for room in (campaign_views, charts, forms, pictures, place_views, views)
    for kind in vars(room).values()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == room.__name__
)
"""Everything that may stand in a view."""
PLAIN = {str, int, float, bool, dt.date, type(None)}
PRIVATE = re.compile(r"phone|mobile|tel\b|consent|wechat|identity|id_number|born|path|document$|master|digest")


def leaves(hint: Any) -> Iterator[Any]:
    """The types at the bottom of a type: ``tuple[Link, ...] | None`` → ``Link``, ``None``."""
    if get_origin(hint) in {tuple, Union, UnionType}:
        for part in get_args(hint):
            yield from leaves(part) if part is not ... else ()
    else:
        yield hint


def test_every_kind_of_record_has_its_page(whole: Site) -> None:
    """Each list and each record of DESIGN's addresses exists."""
    assert {
        "index.html", "privacy.html", "about/index.html", "guide/index.html",
        "brands/index.html", "brands/zhukun.html", "brands/weiquan.html", "projects/index.html", "projects/linli.html",
        "activities/index.html", "activities/2024/index.html", "activities/2023/index.html",
        "activities/2024/0305-leifeng.html", "volunteers/index.html", "volunteers/wang-he.html",
        "teams/index.html", "teams/xinhua.html", "teams/xinhua/aixin.html", "gallery/index.html", "gallery/2024.html",
        "gallery/brand-zhukun.html", "gallery/place-410422.html", "campaigns/index.html", "campaigns/chongyang.html",
        "places/index.html", "places/410402.html", "places/410422.html", "search.html",
        "communities/index.html", "communities/guangming.html", "honours/index.html", "honours/2024.html",
        "stats/index.html",
    } <= set(whole.pages)  # fmt: skip


def test_no_two_pages_have_one_address(press: Press) -> None:
    """Two records that claim one address are an error with the files' names, never a page overwritten."""
    files = {"content/guide/Index.md": "# 另一个\n"}
    with pytest.raises(ContentError) as caught:
        press.site(files)
    assert [problem.rule for problem in caught.value.problems] == ["R2"]
    assert "guide" in str(caught.value.problems[0])


def test_addresses_are_relative_and_end_in_html(whole: Site) -> None:
    """An address works from a folder on disk: no leading slash, no way up, no backslash."""
    for address, page in whole.pages.items():
        assert re.fullmatch(r"(?:[^/\\.][^/\\]*/)*[^/\\.][^/\\]*\.html", address)
        assert page.markdown_address == address[:-5] + ".md"


def test_every_link_of_a_view_leads_to_a_page(whole: Site) -> None:
    """Cards, links and neighbours name only addresses that are planned."""
    for page in whole.pages.values():
        for each in walk(page.view):
            if hasattr(each, "address") and not hasattr(each, "width") and each.address:
                assert each.address in whole.pages, (page.address, each)


def test_views_hold_no_record_and_no_path() -> None:
    """The type of every field of every view is plain: no record, no path, no private name."""
    assert len(KINDS) > 25
    for kind in KINDS:
        for name, hint in get_type_hints(kind).items():
            assert name == "document" or not PRIVATE.search(name), (kind, name)
            assert set(leaves(hint)) <= PLAIN | set(KINDS), (kind, name)


def test_every_view_is_one_of_the_views(whole: Site) -> None:
    """A page has no view or a view with a name; nothing is handed to a template as a bare mapping."""
    for page in whole.pages.values():
        assert page.view is None or type(page.view) in KINDS, page.address


def test_no_view_carries_a_record_at_run_time(whole: Site) -> None:
    """Whatever a template is handed, no record, no file of the register and no consent id hides in it."""
    for page in whole.pages.values():
        for each in walk(page.view):
            assert not isinstance(each, BaseModel | Entry | Library | Path), (page.address, each)
            if isinstance(each, str):
                assert not re.search(r"c-\d{4}-\d{4}|\.(?:yml|sealed|md)\b|report", each), (page.address, each)


def test_readme_files_are_no_pages(press: Press) -> None:
    """A README among the pages is for editors; the renderer would put it in the place of an index."""
    site = press.site({"content/README.md": "# 说明\n", "content/guide/README.md": "# 说明\n"})
    assert not [address for address in site.pages if "readme" in address.lower()]
    assert "README" not in str(site.view("guide/index.html"))


def test_an_empty_register_still_has_every_list(press: Press) -> None:
    """Without stories, people, projects, honours or photos every section still has its page."""
    gone = ("activities/", "content/projects", "content/volunteers", "content/communities", "content/honours")
    site = press.site({path: "" for path in tiny.FILES if path.startswith(gone)})
    assert {f"{name}/index.html" for name in ("activities", "projects", "volunteers", "honours", "stats")} <= set(
        site.pages
    )
    assert site.view("index.html").lead is None
    assert site.view("stats/index.html").until == ""


def test_the_home_page_never_runs_out_of_dates(press: Press) -> None:
    """After the year's last key date the home page names the first ones of the next year."""
    story = {"activities/2024/1230-nianmo/report.md": tiny.report("年末", "2024-12-30")}
    coming = press.site(story).view("index.html").coming
    assert [(date.name, f"{date.day}") for date in coming] == [
        ("学雷锋纪念日", "2025-03-05"),
        ("重阳节", "2025-10-29"),
    ]


def test_names_of_people_never_become_addresses(press: Press) -> None:
    """An honoured person without a page is a name without a link."""
    recipients = [link for award in press.site().view("honours/2024.html").awards for link in award.recipients]
    assert Link("周样菊", "", "叶县妇联") in recipients


def test_hostile_words_stay_words(press: Press) -> None:
    """Markup in front matter is text like any other and does not change what is planned."""
    evil = '"><script>alert(1)</script>'
    site = press.site({"activities/2024/0305-leifeng/report.md": tiny.report(f"'{evil}'", "2024-03-05")})
    card: Any = site.view("activities/2024/0305-leifeng.html").card
    assert card.title == evil
