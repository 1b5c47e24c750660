"""Districts and service categories: what is theirs, and only what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.categories import category_address
from tests import tiny

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site

XINHUA, YEXIAN = "places/410402.html", "places/410422.html"


def titles(site: Site, address: str) -> list[str]:
    """Titles of the stories on a list page."""
    return [card.title for card in site.view(address).stories.cards]


def test_a_district_gathers_what_is_its_own(whole: Site) -> None:
    """Teams with those below them, people, projects, communities, photographs and stories."""
    view = whole.view(XINHUA)
    assert [team.name for team in view.teams] == ["新华区巾帼志愿服务分队"]
    assert [person.name for person in view.people] == ["王样荷"]
    assert [project.title for project in view.projects] == ["邻里守望"]
    assert [link.title for link in view.communities] == ["光明妇女之家"]
    assert titles(whole, XINHUA) == ["看望独居老人", "重阳包饺子"]
    assert view.gallery == "gallery/place-410402.html"
    assert view.townships == (("建设路街道", 2),)
    assert view.numbers == (
        ("1", "支", "巾帼志愿服务小队"), ("8", "人", "小队志愿者"), ("2", "场", "在这里的活动"),
        ("16", "小时", "服务时长"), ("20", "人次", "服务对象"),
    )  # fmt: skip
    assert view.line == ("1 支小队", "8 名志愿者", "2 场活动", "16 小时")


def test_a_story_belongs_where_it_was_held(whole: Site, press: Press) -> None:
    """``place.division`` goes before the organiser's own district."""
    assert titles(whole, YEXIAN) == ["婚姻法律咨询"]
    moved = tiny.report("到叶县去", "2024-05-01", place="{township: 任店镇, division: '410422'}")
    site = press.site({"activities/2024/0501-yexian/report.md": moved})
    assert titles(site, YEXIAN) == ["到叶县去", "婚姻法律咨询"]
    assert "到叶县去" not in titles(site, XINHUA)
    assert site.view("activities/2024/0501-yexian.html").place.address == YEXIAN


def test_a_county_counts_for_its_city_where_cities_are_listed(press: Press) -> None:
    """A province lists cities and counties; what a county does is also told on its city's page."""
    facts = tiny.FEDERATION.replace("divisions:\n", "divisions:\n  - {code: '410400', name: 示例市本级}\n").replace(
        'code: "410400"\nsample', 'code: "410000"\nsample'
    )
    site = press.site({"teams/federation.yml": facts, "teams/team.yml": tiny.team(
        "示例市巾帼志愿服务总队", "总队", "示例市妇联", "410000", 40)})  # fmt: skip
    assert titles(site, "places/410400.html") == ["婚姻法律咨询", "看望独居老人", "重阳包饺子"]


def test_a_district_without_anything_still_has_a_page(press: Press) -> None:
    """Whoever looks for her district finds it, and reads that nothing is there yet."""
    facts = tiny.FEDERATION.replace("divisions:\n", "divisions:\n  - {code: '410499', name: 空空县}\n")
    site = press.site({"teams/federation.yml": facts})
    view = site.view("places/410499.html")
    assert (view.teams, view.people, view.projects, view.communities, view.gallery) == ((), (), (), (), "")
    assert [value for value, _, _ in view.numbers] == ["0"] * 5
    assert "空空县" in [place.name for place in site.view("places/index.html").places]


def test_a_category_lists_its_stories_and_teams(whole: Site) -> None:
    """With the number of its stories beside its name, on every category's page."""
    address = category_address("爱心帮扶")
    view = whole.view(address)
    assert len(view.stories.cards) == 3
    assert len(view.teams) == 5
    assert [(link.title, link.note) for link in view.others] == [("爱心帮扶", "3")]


def test_the_address_of_a_category_does_not_depend_on_its_place() -> None:
    """Letters alone, so that no list has to stay in order and no digits read as a number."""
    names = ["科技培训", "法律维权", "卫生保健", "文化宣传", "爱心帮扶", "护绿环保", "家庭教育", "其他"]
    addresses = [category_address(name) for name in names]
    assert len(set(addresses)) == len(names)
    assert all(each.removeprefix("categories/").removesuffix(".html").isalpha() for each in addresses)


def test_what_is_not_shown_is_on_no_district(press: Press) -> None:
    """A draft, and a woman who withdrew her consent."""
    withdrawn = tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, withdrawn: 2024-06-01}", 1)
    site = press.site({
        "teams/consents.yml": withdrawn, "content/honours/2024.yml": "",
        "activities/2024/0601-caogao/report.md": tiny.report("还是草稿", "2024-06-01", status="draft"),
    })  # fmt: skip
    assert site.view(XINHUA).people == ()
    assert "还是草稿" not in titles(site, XINHUA)
