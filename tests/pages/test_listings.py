"""Long lists over several pages: each thing once, and the way from page to page consistent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.pages.listings import STORIES, numbered, slices
from tests import tiny

if TYPE_CHECKING:
    from tests.pages.conftest import Press

ADDRESSES = st.sampled_from(
    ["activities/index.html", "teams/xinhua.html", "teams/xinhua/aixin.html", "gallery/2024.html"]
)


@given(ADDRESSES, st.integers(0, 400), st.integers(1, 70))
def test_every_item_stands_on_exactly_one_page(address: str, total: int, size: int) -> None:
    """The slices cover the list without gap or overlap, in order, none longer than a page."""
    parts = slices(address, total, size)
    assert [place for part in parts for place in range(part.start, part.stop)] == list(range(total))
    assert all(part.stop - part.start <= size for part in parts)
    assert all(part.stop > part.start for part in parts[1:])
    assert parts[0].address == address


@given(ADDRESSES, st.integers(0, 400), st.integers(1, 70))
def test_neighbours_agree(address: str, total: int, size: int) -> None:
    """Newer and older lead to the page before and behind; every number named is the page of that number."""
    parts = slices(address, total, size)
    by_number = {part.page.number: part.address for part in parts}
    assert len(set(by_number.values())) == len(parts) == parts[0].page.count
    for part in parts:
        page = part.page
        assert page.newer == by_number.get(page.number - 1)
        assert page.older == by_number.get(page.number + 1)
        assert all(by_number[number] == target for number, target in page.links)
        if page.count > 1:
            assert {1, page.number, page.count} <= {number for number, _ in page.links}
        else:
            assert page.links == ()


def test_further_pages_lie_in_the_folder_of_the_first() -> None:
    """``teams/xinhua.html`` goes on in ``teams/xinhua/page-2.html``, a list's index beside itself."""
    assert numbered("teams/xinhua.html", 1) == "teams/xinhua.html"
    assert numbered("teams/xinhua.html", 2) == "teams/xinhua/page-2.html"
    assert numbered("activities/index.html", 3) == "activities/page-3.html"


def test_every_story_stands_once_in_every_list_it_belongs_to(press: Press) -> None:
    """Fifty stories: the list of all, of the year, the brand, the team and the project name each exactly once."""
    files = {
        f"activities/2024/07{day:02}-s{number}/report.md": tiny.report(
            f"第{day}-{number}场", f"2024-07-{day:02}", project="linli"
        )
        for day in range(1, 26)
        for number in (1, 2)
    }
    site = press.site(files)
    expected = {f"activities/2024/07{day:02}-s{number}.html" for day in range(1, 26) for number in (1, 2)}
    firsts = ("activities/index.html", "activities/2024/index.html", "brands/zhukun.html", "teams/xinhua.html",
              "teams/xinhua/aixin.html", "projects/linli.html")  # fmt: skip
    for first in firsts:
        listed: list[str] = []
        address: str | None = first
        while address:
            shelf = site.view(address).stories
            assert len(shelf.cards) <= STORIES
            listed += [card.address for card in shelf.cards]
            address = shelf.page.older
        assert len(listed) == len(set(listed)) == shelf.total
        assert expected <= set(listed)
        days = [site.view(each).card.day for each in listed]
        assert days == sorted(days, reverse=True)


def test_newer_and_older_thread_all_stories(press: Press) -> None:
    """Following “older” from the newest story visits every story once, and “newer” leads back."""
    site = press.site()
    address = site.view("activities/index.html").stories.cards[0].address
    seen = [address]
    while (older := site.view(address).older) is not None:
        assert site.view(older.address).newer.address == address
        address = older.address
        seen.append(address)
    assert len(seen) == len(set(seen)) == len(site.shown.stories)
    assert site.view(seen[0]).newer is None


def test_walls_of_every_year_are_offered(press: Press) -> None:
    """A wall of the last century stands in its group like any other."""
    story = tiny.report("老照片", "1998-03-08", f"photos: [{tiny.photo()}]\n")
    view = press.site({"activities/1998/0308-lao/report.md": story}).view("gallery/index.html")
    groups = {name: [link.address for link in links] for name, links in view.others}
    assert groups["按年份"] == ["gallery/2024.html", "gallery/1998.html"]
    assert sorted(groups) == ["按品牌", "按地区", "按年份"]
