"""The one set of things that may be shown; every page, list, gallery and figure is made from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.records.consent import may_show
from generator.records.federation import Federation
from generator.records.kinds import Activity, Community, Honours, Leader, Photo, Project, Team, Volunteer
from generator.records.library import TOP, Entry, Library

Story = Entry[Activity]


@dataclass(frozen=True)
class Published:
    """What the public may see of a register on one day, with the indexes that pages need.

    A draft, a story not meant for the web, or a person without live consent is not in here, so no page,
    list, gallery, feed or figure made from this can show it.
    """

    library: Library
    today: dt.date
    stories: tuple[Story, ...]
    """Newest first."""
    volunteers: tuple[Entry[Volunteer], ...]
    teams: dict[str, Entry[Team]]
    by_team: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    """Stories of a team and of all teams below it, newest first."""
    by_brand: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_project: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_campaign: dict[str, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_year: dict[int, list[Story]] = field(default_factory=lambda: defaultdict(list))
    by_township: dict[tuple[str, str], list[Story]] = field(default_factory=lambda: defaultdict(list))
    """By division code and township."""
    children: dict[str, list[Entry[Team]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def federation(self) -> Federation:
        """The federation's own facts."""
        return self.library.facts

    @property
    def projects(self) -> dict[str, Entry[Project]]:
        """All projects by slug."""
        return self.library.projects

    @property
    def communities(self) -> dict[str, Entry[Community]]:
        """All communities by slug."""
        return self.library.communities

    @property
    def honours(self) -> list[Entry[Honours]]:
        """Years of honours, newest first."""
        return sorted(self.library.honours.values(), key=lambda each: each.fields.year, reverse=True)

    def leader(self, team: Entry[Team]) -> Leader | None:
        """The team's leader, if she agreed that the web shows her name."""
        leader = team.fields.leader
        return leader if leader and may_show(self.library, leader.consent, "name", self.today) else None

    def portrait(self, volunteer: Entry[Volunteer]) -> Photo | None:
        """The portrait of a volunteer, if she and everyone else in it agreed."""
        portrait = volunteer.fields.portrait
        allowed = may_show(self.library, volunteer.fields.consent, "portrait", self.today)
        return portrait if portrait and allowed and self._everyone_agrees(portrait) else None

    def photos(self, entry: Entry[Activity] | Entry[Project] | Entry[Community]) -> list[Photo]:
        """Photographs that say who is in them, and in which every recognisable person agreed to be shown."""
        return [photo for photo in entry.fields.photos if photo.people and self._everyone_agrees(photo)]

    def named(self, consent: str | None) -> bool:
        """Whether a person's name may be shown under a consent."""
        return may_show(self.library, consent, "name", self.today)

    def division_name(self, code: str) -> str:
        """Short name of a division; the federation's own place for its own code."""
        division = self.federation.division(code)
        return division.label if division else self.federation.place

    def team_key(self, name: str) -> str:
        """Address of a team as written in a record: the top team is written as the name of its level."""
        return TOP if name == self.federation.levels[0].name else name

    def _everyone_agrees(self, photo: Photo) -> bool:
        named = [each for each in photo.people or () if each not in {"none", "crowd"}]
        return all(may_show(self.library, consent, "portrait", self.today) for consent in named)


def published(library: Library, today: dt.date) -> Published:
    """Select what may be shown: ``selected`` stories for the web, and people under live consent."""
    stories = [
        entry
        for entry in library.activities.values()
        if entry.fields.status == "selected" and "web" in entry.fields.channels and entry.fields.date.first <= today
    ]
    stories.sort(key=lambda entry: (entry.fields.date.first, entry.address), reverse=True)
    volunteers = [
        entry
        for entry in library.volunteers.values()
        if may_show(library, entry.fields.consent, "name", today)
        and may_show(library, entry.fields.consent, "story", today)
    ]
    teams = {address: team for address, team in library.teams.items() if team.fields.status != "disbanded"}
    shown = Published(library, today, tuple(stories), tuple(volunteers), teams)
    _index(shown)
    return shown


def _index(shown: Published) -> None:
    for address, team in shown.teams.items():
        if address != TOP:
            shown.children[address.rpartition("/")[0]].append(team)
    order = {division.code: place for place, division in enumerate(shown.federation.divisions)}
    for siblings in shown.children.values():
        # As the federation lists its divisions, not by the spelling of folders; city-level units come last.
        siblings.sort(key=lambda team: (order.get(team.fields.division, len(order)), team.address))
    for story in shown.stories:
        fields = story.fields
        shown.by_year[fields.date.first.year].append(story)
        shown.by_brand[fields.brand].append(story)
        if fields.project:
            shown.by_project[fields.project].append(story)
        if fields.campaign:
            shown.by_campaign[fields.campaign].append(story)
        keys = [shown.team_key(name) for name in fields.teams]
        for address in dict.fromkeys(above for key in keys for above in with_parents(key)):
            shown.by_team[address].append(story)
        organiser = shown.teams.get(keys[0])
        division = fields.place.division or (organiser.fields.division if organiser else None)
        if division:
            shown.by_township[division, fields.place.township].append(story)


def with_parents(address: str) -> Iterable[str]:
    """The address itself and every team above it, up to the top."""
    while address != TOP:
        yield address
        address = address.rpartition("/")[0]
    yield TOP
