"""Districts to choose by: a county's story is also its city's, and a choice shows what the district's page shows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from benchmarks.recall import records
from generator.pages.cards import Cards
from generator.pages.finder import district_names, page
from generator.pages.pictures import Album
from generator.pages.published import published
from generator.pages.views import FinderView
from generator.records.federation import Division
from generator.records.library import load
from tests.pages.conftest import Press
from tests.tiny import ROOT

HUNAN = Path(__file__).parents[1] / "sites" / "hunan"
TODAY = dt.date(2026, 11, 21)


def offered(cards: Cards) -> tuple[str, ...]:
    """The districts that the search page offers."""
    view = page(cards).view
    assert isinstance(view, FinderView)
    return next(facet.values for facet in view.facets if facet.name == "district")


@pytest.mark.parametrize("root", [HUNAN, ROOT], ids=["a province", "a city"])
def test_a_district_has_the_stories_of_its_page(root: Path) -> None:
    """As many as its page tells of, each of them once; and a district without anything is not offered."""
    library, _ = load(root)
    shown, found = published(library, TODAY), records(root)
    names = district_names(shown.federation)
    for code, name in names.items():
        stories = [each for each in found if each.type == "活动" and name in each.districts]
        assert len(stories) == len(shown.by_division.get(code, []))
    given = [name for each in found for name in each.districts]
    assert set(offered(Cards(shown, Album({})))) == set(given)
    assert all(len(set(each.districts)) == len(each.districts) for each in found)


def test_a_county_belongs_to_its_city() -> None:
    """Where both are listed, its stories, teams and people are found by either."""
    found = {each.title: each for each in records(HUNAN)}
    story = next(each for each in found.values() if each.address.endswith("1018-wangyuehu-chongyang.html"))
    assert story.districts == ("长沙市岳麓区", "长沙市")
    assert any(each.type == "队伍" and each.districts == ("花垣县", "湘西州") for each in found.values())


def test_a_district_without_anything_is_not_offered() -> None:
    """株洲市 is listed, and nobody wrote of it yet."""
    library, _ = load(HUNAN)
    names = offered(Cards(published(library, TODAY), Album({})))
    assert "长沙市" in names
    assert "株洲市" not in names


@pytest.mark.parametrize(
    ("divisions", "names"),
    [
        ([("410402", "新华区"), ("410422", "叶县")], ["新华区", "叶县"]),
        (
            [
                ("410200", "开封市"),
                ("320100", "南京市"),
                ("410204", "鼓楼区"),
                ("320106", "鼓楼区"),
                ("410205", "禹王台区"),
            ],
            ["开封市", "南京市", "开封市鼓楼区", "南京市鼓楼区", "禹王台区"],
        ),
        ([("410204", "鼓楼区"), ("320106", "鼓楼区")], ["鼓楼区（410204）", "鼓楼区（320106）"]),
    ],
    ids=["different", "with cities", "without cities"],
)
def test_two_districts_of_one_name_are_told_apart(
    tmp_path: Path, divisions: list[tuple[str, str]], names: list[str]
) -> None:
    """By their cities, and by their codes where no city is listed; all others keep their short names."""
    facts = Press(tmp_path).site().shown.federation
    listed = tuple(Division.model_validate({"code": code, "name": name}) for code, name in divisions)
    assert list(district_names(facts.model_copy(update={"divisions": listed})).values()) == names
