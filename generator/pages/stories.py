"""Pages of stories: each story, the list of all, and a list for each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.pages.cards import Cards, amount, story_address
from generator.pages.categories import category_address, category_links
from generator.pages.forms import Link, StoryCard
from generator.pages.places import place_address, place_links
from generator.pages.published import Story
from generator.pages.rows import hung
from generator.pages.sources import About, PageSource
from generator.pages.views import StoriesView, StoryView
from generator.records.kinds import Credits

RELATED = 3
_ABOVE = Link("活动", "activities/index.html")
CREDITS = (
    ("source", "来源"),
    ("photo", "图片"),
    ("edit", "编辑"),
    ("proof", "校对"),
    ("review", "审核"),
    ("issue", "签发"),
)


def pages(cards: Cards) -> Iterator[PageSource]:
    """Every page about stories."""
    shown = cards.shown
    years = tuple(
        Link(f"{year} 年", f"activities/{year}/index.html", f"{len(shown.by_year[year])}")
        for year in sorted(shown.by_year, reverse=True)
    )
    ways = (
        ("年份", years),
        ("品牌", tuple(Link(line.name, f"brands/{line.id}.html") for line in shown.federation.brands)),
        ("地区", place_links(cards)),
        ("类别", category_links(cards)),
    )
    description = f"{shown.federation.place}巾帼志愿服务活动"
    for part, shelf in cards.shelves(shown.stories, "activities/index.html"):
        view = StoriesView(shelf, ways, None)
        trail = part.trail(title="活动")
        yield PageSource(part.address, "stories.html", part.titled("活动"), view, description=description, trail=trail)
    for year, stories in shown.by_year.items():
        for part, shelf in cards.shelves(stories, f"activities/{year}/index.html"):
            view, title = StoriesView(shelf, ways, year), f"{year} 年活动"
            description = f"{year} 年巾帼志愿服务活动"
            trail = part.trail(_ABOVE, title=f"{year} 年")
            page = PageSource(part.address, "stories.html", part.titled(title), view, description=description)
            yield replace(page, trail=trail)
    for position, story in enumerate(shown.stories):
        yield _page(cards, story, position)


def _page(cards: Cards, story: Story, position: int) -> PageSource:
    shown, fields = cards.shown, story.fields
    card = cards.story(story)
    photos = shown.photos(story)
    campaign = next((each for each in shown.federation.campaigns if each.id == fields.campaign), None)
    view = StoryView(
        card=card,
        pictures=hung(cards.album.pictures(story, photos[1:])),
        spot=fields.place.spot or "",
        place=_place(cards, story),
        teams=cards.team_links(fields.teams),
        brand=cards.brand_link(fields.brand),
        project=cards.project_link(fields.project),
        campaign=Link(campaign.name, f"campaigns/{campaign.id}.html") if campaign else None,
        categories=tuple(Link(each, category_address(each)) for each in fields.categories),
        facts=_facts(story),
        credits=_credits(fields.credits),
        newer=_neighbour(cards, position - 1),
        older=_neighbour(cards, position + 1),
        related=cards.stories(_related(cards, story)),
    )
    return PageSource(
        story_address(story.address),
        "story.html",
        fields.title,
        view,
        story.document.body,
        card.summary,
        story.path,
        _about(story, card),
        (_ABOVE, Link(f"{card.day.year} 年", f"activities/{card.day.year}/index.html")),
    )


def _about(story: Story, card: StoryCard) -> About:
    fields = story.fields
    keywords = (fields.brand, *fields.categories, card.place)
    return About(
        picture=card.picture,
        day=card.day,
        source=fields.credits.source,
        author=fields.credits.edit or "",
        place=card.place,
        keywords=tuple(dict.fromkeys(word for word in keywords if word)),
    )


def _place(cards: Cards, story: Story) -> Link | None:
    """The district's page, for a story that took place in a listed one."""
    division = cards.shown.federation.division(cards.shown.division_of(story))
    return Link(division.label, place_address(division.code)) if division else None


def _neighbour(cards: Cards, position: int) -> Link | None:
    stories = cards.shown.stories
    if not 0 <= position < len(stories):
        return None
    return Link(stories[position].fields.title, story_address(stories[position].address))


def _related(cards: Cards, story: Story) -> list[Story]:
    """The newest others of the same project, then of the same team, then of the same brand line."""
    shown, fields = cards.shown, story.fields
    found: dict[str, Story] = {}
    pools = (
        shown.by_project.get(fields.project or "", []),
        shown.by_team.get(shown.team_key(fields.teams[0]), []),
        shown.by_brand.get(fields.brand, []),
    )
    for pool in pools:
        # A few from the front of each pool suffice; walking a whole pool for each story would be quadratic.
        for other in pool[: 2 * RELATED + 1]:
            if other.address != story.address:
                found.setdefault(other.address, other)
    return list(found.values())[:RELATED]


def _facts(story: Story) -> tuple[tuple[str, str], ...]:
    fields = story.fields
    facts: list[tuple[str, str]] = []
    if fields.served:
        facts.append(("服务", f"{fields.served.group} {fields.served.people} 人"))
    if fields.volunteers is not None:
        facts.append(("志愿者", f"{fields.volunteers} 人"))
    if fields.hours is not None:
        facts.append(("服务时长", f"{amount(fields.hours)} 小时"))
    return tuple(facts)


def _credits(written: Credits) -> tuple[tuple[str, str], ...]:
    found = ((label, getattr(written, key)) for key, label in CREDITS)
    return tuple((label, name) for label, name in found if name)
