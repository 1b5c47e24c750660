"""The one set of things that may be shown; every page, list, gallery and figure is made from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.checks.photos import is_plain_name, photo_path, photographs
from generator.pages.redacted import redacted
from generator.photos.copies import copies
from generator.records.consent import may_hang, may_show
from generator.records.federation import Division, Federation
from generator.records.fields import ConsentChannel
from generator.records.honours import Honours
from generator.records.illustrations import illustrations
from generator.records.kinds import (
    Activity,
    Brand,
    Community,
    Leader,
    Page,
    Photo,
    Project,
    Team,
    Volunteer,
)
from generator.records.library import TOP, Entry, Library
from generator.records.names import nowhere

Story = Entry[Activity]


@dataclass(frozen=True)
class Published:
    """What the public may see of a register on one day, with the indexes that pages need.

    A draft, a story not meant for the web, a person without live consent, her name in somebody else's text or a
    text that names her is not in here, so no page, list, gallery, feed or figure made from this can show it.
    """

    _library: Library = field(repr=False)
    today: dt.date
    stories: tuple[Story, ...]
    """Newest first."""
    volunteers: dict[str, Entry[Volunteer]]
    """Those who agreed to a page of their own."""
    teams: dict[str, Entry[Team]]
    by_team: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    """Stories of a team and of all teams below it, newest first."""
    by_brand: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_project: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_campaign: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_year: dict[int, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_category: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_division: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    """Stories that took place in a division or in one that lies in it, by code."""
    by_township: dict[tuple[str, str], list[Story]] = field(default_factory=lambda: defaultdict(list))
    """By division code and township."""
    brand_projects: dict[str, list[Entry[Project]]] = field(default_factory=lambda: defaultdict(list))
    """Projects by the name of their brand line."""
    team_projects: dict[str, list[Entry[Project]]] = field(default_factory=lambda: defaultdict(list))
    """Of a team and of all teams below it, as are the next two."""
    team_communities: dict[str, list[Entry[Community]]] = field(default_factory=lambda: defaultdict(list))
    team_volunteers: dict[str, list[Entry[Volunteer]]] = field(default_factory=lambda: defaultdict(list))
    children: dict[str, list[Entry[Team]]] = field(default_factory=lambda: defaultdict(list))
    division_teams: dict[str, list[Entry[Team]]] = field(default_factory=lambda: defaultdict(list))
    """By code of the division that a team is of or that its own lies in, as are the next three."""
    division_projects: dict[str, list[Entry[Project]]] = field(default_factory=lambda: defaultdict(list))
    division_communities: dict[str, list[Entry[Community]]] = field(default_factory=lambda: defaultdict(list))
    division_volunteers: dict[str, list[Entry[Volunteer]]] = field(default_factory=lambda: defaultdict(list))
    _divisions: dict[str, Division] = field(default_factory=dict, repr=False)
    _hung: frozenset[str] = field(default=frozenset(), repr=False)
    """Photographs that may be shown, by path."""
    hidden: frozenset[str] = frozenset()
    """Names that stand nowhere in here, for the check that looks for them in what is built from it."""
    illustrations: frozenset[str] = frozenset()
    """Pictures of the handbook by path; none is the copy of a photograph that may not be shown."""
    channel: ConsentChannel = "web"
    """Over which it is shown; consents are for one channel or another."""

    @property
    def federation(self) -> Federation:
        """The federation's own facts."""
        return self._library.facts

    @property
    def projects(self) -> dict[str, Entry[Project]]:
        """All projects by slug."""
        return self._library.projects

    @property
    def communities(self) -> dict[str, Entry[Community]]:
        """All communities by slug."""
        return self._library.communities

    @property
    def honours(self) -> list[Entry[Honours]]:
        """Years of honours, newest first."""
        return sorted(self._library.honours.values(), key=lambda each: each.fields.year, reverse=True)

    @property
    def brand_pages(self) -> Mapping[str, Entry[Brand]]:
        """What is written about brand lines, by id."""
        return self._library.brands

    @property
    def written_pages(self) -> Mapping[str, Entry[Page]]:
        """Pages of plain Markdown, by address without ending."""
        return self._library.pages

    @property
    def root(self) -> Path:
        """Where the register lies."""
        return self._library.root

    def leader(self, team: Entry[Team]) -> Leader | None:
        """The team's leader, if she agreed that the web shows her name."""
        leader = team.fields.leader
        return leader if leader and may_show(self._library, leader.consent, "name", self.today, self.channel) else None

    def portrait(self, volunteer: Entry[Volunteer]) -> Photo | None:
        """The portrait of a volunteer, if she and everyone else in it agreed."""
        portrait = volunteer.fields.portrait
        allowed = may_show(self._library, volunteer.fields.consent, "portrait", self.today, self.channel)
        return portrait if portrait and allowed and self._may_hang(volunteer, portrait) else None

    def photos(self, entry: Entry[Activity] | Entry[Project] | Entry[Community]) -> list[Photo]:
        """Photographs that say who is in them, and in which every recognisable person agreed to be shown."""
        return [photo for photo in entry.fields.photos if photo.people and self._may_hang(entry, photo)]

    def named(self, consent: str | None) -> bool:
        """Whether a person's name may be shown under a consent."""
        return may_show(self._library, consent, "name", self.today, self.channel)

    def division_name(self, code: str) -> str:
        """Short name of a division; the federation's own place for its own code."""
        division = self._divisions.get(code)
        return division.label if division else self.federation.place

    def division_of(self, story: Story) -> str:
        """Code of the division in which a story took place: its own, else its organiser's; empty if neither says."""
        organiser = self.teams.get(self.team_key(story.fields.teams[0]))
        return story.fields.place.division or (organiser.fields.division if organiser else "")

    def divisions_of(self, code: str) -> tuple[str, ...]:
        """The listed divisions that a code lies in: itself, and the city of a county where cities are listed."""
        return tuple(each for each in dict.fromkeys((code, f"{code[:4]}00")) if each in self._divisions)

    def team_key(self, name: str) -> str:
        """Address of a team as written in a record: the top team is written as the name of its level."""
        return TOP if name == self.federation.levels[0].name else name

    def team_name(self, key: str) -> str:
        """The name of any team, also of a disbanded one, which has no page."""
        team = self._library.teams.get(key)
        return team.fields.name if team else ""

    def public_words(self) -> frozenset[str]:
        """What the register itself publishes: names under consent, and what the federation lets pass."""
        leaders = (self.leader(team) for team in self.teams.values())
        honoured = (each for year in self.honours for award in year.fields.awards for each in award.recipients)
        return frozenset(
            {volunteer.fields.name for volunteer in self.volunteers.values()}
            | {leader.name for leader in leaders if leader}
            | {each.name for each in honoured if each.name and self.named(each.consent)}
            | {contact.value for contact in self.federation.contacts}
            | {each.text for each in self.federation.leak_allow}
        )

    def _may_hang(self, entry: Entry[Any], photo: Photo) -> bool:
        return photo_path(entry, photo) in self._hung


def published(library: Library, today: dt.date, channel: ConsentChannel = "web") -> Published:
    """Select what a channel may show: ``selected`` stories for it, and people under live consent for it."""
    open_to_all, hung = redacted(library, today, channel), _hung(library, today, channel)
    library = open_to_all.library
    told_over = "web" if channel == "print" else channel  # what is printed is what the site tells
    stories = [
        entry
        for entry in library.activities.values()
        if entry.fields.status == "selected" and told_over in entry.fields.channels and entry.fields.date.first <= today
    ]
    stories.sort(key=lambda entry: (entry.fields.date.first, entry.address), reverse=True)
    teams = {address: team for address, team in library.teams.items() if team.fields.status != "disbanded"}
    divisions = {division.code: division for division in library.facts.divisions}
    shown = Published(library, today, tuple(stories), library.volunteers, teams, _divisions=divisions,
                      _hung=hung, hidden=nowhere(library, open_to_all.hidden),
                      illustrations=_drawn(library, hung), channel=channel)  # fmt: skip
    _index_teams(shown)
    _index_stories(shown)
    _index_others(shown)
    return shown


def _hung(library: Library, today: dt.date, channel: ConsentChannel) -> frozenset[str]:
    """Photographs that may be shown, judged by the register as it is written.

    What is withheld from readers still tells of the photographs beside it: the title of a project says whose
    children they are. And a file that one record forbids is shown by no other, under whatever name it lies there.
    """
    allowed: set[str] = set()
    forbidden: set[str] = set()
    for entry, photo, _ in photographs(library):
        place = allowed if may_hang(library, entry, photo, today, channel) else forbidden
        place.add(photo_path(entry, photo))
    plain = {path for path in forbidden if is_plain_name(path.rpartition("/")[2])}
    return frozenset(allowed - forbidden - copies(library.root, plain, allowed).keys())


def _drawn(library: Library, hung: frozenset[str]) -> frozenset[str]:
    """What the handbook shows, without copies of photographs that hang nowhere."""
    drawn = illustrations(library)
    withheld = {photo_path(entry, photo) for entry, photo, _ in photographs(library)} - hung
    plain = {path for path in withheld if is_plain_name(path.rpartition("/")[2])}
    return frozenset(drawn.keys() - copies(library.root, plain, drawn).keys())


def _index_teams(shown: Published) -> None:
    for address, team in shown.teams.items():
        if address != TOP:
            shown.children[address.rpartition("/")[0]].append(team)
    order = {division.code: place for place, division in enumerate(shown.federation.divisions)}
    for team in shown.teams.values():
        for code in shown.divisions_of(team.fields.division):
            shown.division_teams[code].append(team)
    for siblings in shown.children.values():
        # As the federation lists its divisions, not by the spelling of folders; city-level units come last.
        siblings.sort(key=lambda team: (order.get(team.fields.division, len(order)), team.address))


def _index_stories(shown: Published) -> None:
    for story in shown.stories:
        fields = story.fields
        shown.by_year[fields.date.first.year].append(story)
        shown.by_brand[fields.brand].append(story)
        if fields.project:
            shown.by_project[fields.project].append(story)
        if fields.campaign:
            shown.by_campaign[fields.campaign].append(story)
        for address in _all_above(shown, fields.teams):
            shown.by_team[address].append(story)
        for category in fields.categories:
            shown.by_category[category].append(story)
        division = shown.division_of(story)
        for code in shown.divisions_of(division):
            shown.by_division[code].append(story)
        if division:
            shown.by_township[division, fields.place.township].append(story)


def _index_others(shown: Published) -> None:
    for project in shown.projects.values():
        shown.brand_projects[project.fields.brand].append(project)
        for address in _all_above(shown, project.fields.teams):
            shown.team_projects[address].append(project)
        for code in _divisions_of_teams(shown, project.fields.teams):
            shown.division_projects[code].append(project)
    for community in shown.communities.values():
        for address in _all_above(shown, community.fields.teams):
            shown.team_communities[address].append(community)
        for code in shown.divisions_of(community.fields.division):
            shown.division_communities[code].append(community)
    for volunteer in shown.volunteers.values():
        for address in _all_above(shown, (volunteer.fields.team,)):
            shown.team_volunteers[address].append(volunteer)
        for code in _divisions_of_teams(shown, (volunteer.fields.team,)):
            shown.division_volunteers[code].append(volunteer)


def _divisions_of_teams(shown: Published, names: Iterable[str]) -> Iterable[str]:
    """Each division that one of the teams is of, once."""
    teams = (shown.teams.get(shown.team_key(name)) for name in names)
    return dict.fromkeys(code for team in teams if team for code in shown.divisions_of(team.fields.division))


def _all_above(shown: Published, names: Iterable[str]) -> Iterable[str]:
    """Each of the teams, and each team above any of them, once."""
    return dict.fromkeys(address for name in names for address in with_parents(shown.team_key(name)))


def with_parents(address: str) -> Iterable[str]:
    """The address itself and every team above it, up to the top."""
    while address != TOP:
        yield address
        address = address.rpartition("/")[0]
    yield TOP
