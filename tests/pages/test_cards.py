"""Cards: the small forms in which records appear on other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.pages.cards import Cards
from generator.pages.pictures import Album
from tests import tiny

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site


def test_a_story_card_says_when_where_and_what(whole: Site) -> None:
    """Place with its division, days as a stretch, the body's first words where no summary is written."""
    cards = {card.title: card for card in whole.view("activities/index.html").stories.cards}
    assert list(cards) == ["婚姻法律咨询", "看望独居老人", "重阳包饺子"]
    assert cards["婚姻法律咨询"].place == "叶县任店镇"
    assert cards["重阳包饺子"].days == "2023年10月22日至23日"
    assert cards["看望独居老人"].summary == "姐妹们陪老人说话，打扫院子。"
    assert cards["看望独居老人"].picture.alt == "院子里的老人"
    assert cards["重阳包饺子"].picture is None


def test_the_lead_photo_is_not_repeated_below_the_text(whole: Site) -> None:
    """A story's page shows its first photo on top and the others in the gallery."""
    view = whole.view("activities/2024/0305-leifeng.html")
    assert view.card.picture.alt == "院子里的老人"
    assert [each.alt for each in view.pictures] == ["王样荷在扫院子"]


def test_a_project_borrows_the_picture_of_its_newest_story(whole: Site) -> None:
    """A project without photos of its own is still shown with one."""
    assert whole.view("projects/linli.html").card.picture.alt == "院子里的老人"


def test_a_story_is_made_into_a_card_once(whole: Site) -> None:
    """A story that stands on a dozen pages is one object, or ten thousand stories would take minutes."""
    cards = Cards(whole.shown, Album({}))
    assert cards.story(whole.shown.stories[0]) is cards.story(whole.shown.stories[0])


def test_the_team_tree_follows_folders_and_the_order_of_divisions(whole: Site) -> None:
    """The top team holds the second level in the federation's order, each with its squads."""
    tree = whole.view("teams/index.html").tree
    assert [child.name[:3] for child in tree.children] == ["新华区", "叶县巾"]
    assert [each.address for child in tree.children for each in child.children] == [
        "teams/xinhua/aixin.html", "teams/yexian/rendian.html",
    ]  # fmt: skip
    assert tree.stories == 3


def test_related_stories_are_others(whole: Site) -> None:
    """A story is never recommended beside itself, and never twice."""
    for address, page in whole.pages.items():
        if page.template == "story.html":
            related = [card.address for card in page.view.related]
            assert address not in related
            assert len(related) == len(set(related)) <= 3


def test_an_unpublished_neighbour_is_never_named(press: Press) -> None:
    """Neighbours and related stories come from what is published."""
    files = {"activities/2024/0306-caogao/report.md": tiny.report("夹在中间的草稿", "2024-03-06", status="draft")}
    assert "夹在中间的草稿" not in press.site(files).words
