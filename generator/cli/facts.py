"""The open register as the plain facts that the private side needs."""

from __future__ import annotations

from generator.records.federation import Federation
from generator.records.kinds import Activity, Team
from generator.records.library import TOP, Entry, Library
from generator.sealed.activities import ActivityFacts
from generator.sealed.teams import TeamFacts


def team_facts(library: Library) -> list[TeamFacts]:
    """All teams, districts in the federation's own order."""
    federation = library.facts
    place = {division.code: index for index, division in enumerate(federation.divisions)}

    def rank(address: str) -> tuple[bool, int, str]:
        head = library.teams.get(address.partition("/")[0])
        return address != TOP, place.get(head.fields.division, len(place)) if head else len(place), address

    return [_team(library.teams[address], library) for address in sorted(library.teams, key=rank)]


def activity_facts(library: Library) -> list[ActivityFacts]:
    """All reports, oldest first."""
    listed = [_activity(entry, library.facts) for entry in library.activities.values()]
    return sorted(listed, key=lambda each: (each.first, each.address))


def sealed_address(address: str, federation: Federation) -> str:
    """The top team goes by the name of its level, others by their folder; both ways of writing the top are read."""
    return federation.levels[0].name if address in {TOP, federation.levels[0].name} else address


def _team(entry: Entry[Team], library: Library) -> TeamFacts:
    federation, fields, address = library.facts, entry.fields, entry.address
    level = next((each for each in federation.levels if each.name == fields.level), None)
    division = federation.division(fields.division)
    above = address.rpartition("/")[0] or federation.levels[0].name
    filed = fields.filed
    return TeamFacts(
        address=sealed_address(address, federation),
        name=fields.name,
        level=fields.level,
        parent=None if address == TOP else above,
        unit=fields.unit,
        division_name=division.label if division else federation.place,
        declared_size=fields.size,
        ending=(level.name_includes or "") if level else "",
        division=fields.division,
        unit_kind=fields.unit_kind or federation.unit_kind(fields.unit) or "",
        township=fields.township or "",
        founded=str(fields.founded),
        categories=fields.categories,
        other_category=fields.other_category or "",
        service_times=fields.service_times,
        filed_with=_filed_with(entry, library),
        filed_on=filed.on if filed else None,
        updated=fields.updated,
        status=fields.status,
        min_size=level.min_size if level else 0,
        leader=fields.leader.name if fields.leader else "",
        post=(fields.leader.post or "") if fields.leader else "",
    )


def _filed_with(entry: Entry[Team], library: Library) -> str:
    """Name of the team that holds the record; as it was written where there is no such team."""
    filed = entry.fields.filed
    if filed is None:
        return ""
    above = library.team(filed.with_)
    return above.fields.name if above else filed.with_


def _activity(entry: Entry[Activity], federation: Federation) -> ActivityFacts:
    fields = entry.fields
    return ActivityFacts(
        address=entry.address,
        title=fields.title,
        first=fields.date.first,
        last=fields.date.last,
        place=fields.place.township + (fields.place.spot or ""),
        teams=tuple(sealed_address(each, federation) for each in fields.teams),
        brand=fields.brand,
        categories=fields.categories,
        volunteers=fields.volunteers,
        hours=fields.hours,
        served=fields.served.people if fields.served else None,
        status=fields.status,
        kind=fields.kind,
        uninsured=fields.risk and not fields.insurance,
    )
