"""Cards and links: the small forms in which records appear on other records' pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.pages.clean import excerpt
from generator.pages.days import written
from generator.pages.forms import Link, PersonCard, ProjectCard, Shelf, StoryCard, TeamCard
from generator.pages.listings import STORIES, Slice, slices
from generator.pages.pictures import Album
from generator.pages.published import Published, Story
from generator.pages.tallies import Tally
from generator.records.kinds import Project, Team, Volunteer
from generator.records.library import TOP, Entry

KINDS = {"report": "活动", "practice": "经验做法", "notice": "通知"}


def story_address(address: str) -> str:
    """``2026/0305-x`` → ``activities/2026/0305-x.html``."""
    return f"activities/{address}.html"


def team_address(address: str) -> str:
    """Address of a team's page; the top team's is the tree of all teams."""
    return "teams/index.html" if address == TOP else f"teams/{address}.html"


def amount(value: float) -> str:
    """``1280000.5`` → ``1,280,000.5``: as many decimals as a record may have, never an exponent."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def worked(told: Tally, stories: str = "已刊登的活动") -> tuple[tuple[str, str, str], ...]:
    """What some stories add up to as great numbers: value, unit, label; a number that nobody told is left out."""
    numbers = (
        (told.stories, "场", stories),
        (told.volunteers, "人次", "参加的志愿者"),
        (told.hours, "小时", "服务时长"),
        (told.served, "人次", "服务对象"),
    )
    return tuple((amount(value), unit, label) for value, unit, label in numbers if value)


class Cards:
    """Makes each card once; a story may appear on a dozen pages."""

    def __init__(self, shown: Published, album: Album) -> None:
        self.shown = shown
        self.album = album
        self._stories: dict[str, StoryCard] = {}
        self._teams: dict[str, TeamCard] = {}
        self._projects: dict[str, ProjectCard] = {}
        self._people: dict[str, PersonCard] = {}

    def story(self, entry: Story) -> StoryCard:
        """A story in a list."""
        card = self._stories.get(entry.address)
        if card is None:
            card = self._stories[entry.address] = self._story(entry)
        return card

    def stories(self, entries: Iterable[Story]) -> tuple[StoryCard, ...]:
        """Several stories in their order."""
        return tuple(self.story(entry) for entry in entries)

    def _story(self, entry: Story) -> StoryCard:
        fields, shown = entry.fields, self.shown
        brand = shown.federation.brand(fields.brand)
        photos = shown.photos(entry)
        division = shown.division_of(entry)
        name = shown.division_name(division) if division != shown.federation.code else ""
        return StoryCard(
            title=fields.title,
            address=story_address(entry.address),
            day=fields.date.first,
            days=written(fields.date),
            place=f"{name}{fields.place.township}",
            brand=fields.brand,
            brand_id=brand.id if brand else "",
            summary=fields.summary or excerpt(entry.document.body),
            picture=self.album.picture(entry, photos[0]) if photos else None,
            kind=KINDS[fields.kind],
        )

    def shelf(self, entries: Sequence[Story], part: Slice) -> Shelf:
        """The stories of one list page."""
        return Shelf(self.stories(entries[part.start : part.stop]), len(entries), part.page)

    def shelves(self, entries: Sequence[Story], address: str) -> list[tuple[Slice, Shelf]]:
        """All list pages of some stories."""
        return [(part, self.shelf(entries, part)) for part in slices(address, len(entries), STORIES)]

    def team(self, entry: Entry[Team]) -> TeamCard:
        """A team with all teams below it."""
        card = self._teams.get(entry.address)
        if card is None:
            card = self._teams[entry.address] = self._team(entry)
        return card

    def _team(self, entry: Entry[Team]) -> TeamCard:
        fields, shown = entry.fields, self.shown
        return TeamCard(
            fields.name, team_address(entry.address), fields.level, fields.unit, fields.size, fields.categories,
            len(shown.by_team.get(entry.address, ())), fields.status == "paused",
            tuple(self.team(child) for child in shown.children.get(entry.address, ())),
        )  # fmt: skip

    def team_link(self, name: str) -> Link | None:
        """A link to a team as written in a record."""
        key = self.shown.team_key(name)
        team = self.shown.teams.get(key)
        return Link(team.fields.name, team_address(key)) if team else None

    def team_links(self, names: Iterable[str]) -> tuple[Link, ...]:
        """Links to several teams; a disbanded one has no page."""
        return tuple(link for link in map(self.team_link, names) if link)

    def brand_link(self, name: str) -> Link:
        """A link to a brand line."""
        brand = self.shown.federation.brand(name)
        return Link(name, f"brands/{brand.id}.html" if brand else "brands/index.html")

    def project_link(self, slug: str | None) -> Link | None:
        """A link to a project as named in a record."""
        project = self.shown.projects.get(slug or "")
        return Link(project.fields.title, f"projects/{project.address}.html") if project else None

    def project(self, entry: Entry[Project]) -> ProjectCard:
        """A project in a list."""
        card = self._projects.get(entry.address)
        if card is None:
            card = self._projects[entry.address] = self._project(entry)
        return card

    def _project(self, entry: Entry[Project]) -> ProjectCard:
        """Its picture is its own first, else that of its newest story."""
        fields, shown = entry.fields, self.shown
        stories = shown.by_project.get(entry.address, [])
        own = self.album.pictures(entry, shown.photos(entry))
        borrowed = (self.story(story).picture for story in stories[:STORIES])
        picture = own[0] if own else next((each for each in borrowed if each), None)
        brand = shown.federation.brand(fields.brand)
        return ProjectCard(
            fields.title, f"projects/{entry.address}.html", fields.brand, brand.id if brand else "", fields.summary,
            fields.status == "running", picture, len(stories),
        )  # fmt: skip

    def person(self, entry: Entry[Volunteer]) -> PersonCard:
        """An exemplary volunteer in a list."""
        card = self._people.get(entry.address)
        if card is None:
            card = self._people[entry.address] = self._person(entry)
        return card

    def _person(self, entry: Entry[Volunteer]) -> PersonCard:
        portrait = self.shown.portrait(entry)
        team = self.team_link(entry.fields.team)
        return PersonCard(
            entry.fields.name,
            f"volunteers/{entry.address}.html",
            entry.fields.headline,
            team.title if team else "",
            self.album.picture(entry, portrait) if portrait else None,
        )
