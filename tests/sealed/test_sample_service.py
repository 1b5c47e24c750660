"""The sample's service records say what its reports declare."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from generator.cli.facts import activity_facts, team_facts
from generator.console import Recorded
from generator.records.library import load
from generator.records.workdays import RECORD_WITHIN, workdays_after
from generator.sealed.age import load_identities
from generator.sealed.hours.totals import read_day, totals
from generator.sealed.material import RECORD, ROSTER, SERVICE, read_material

ROOT = Path(__file__).parents[2]


def test_every_declared_hour_is_somebodys() -> None:
    """As many people as declared, hours that add up, in time, everybody on a roster; stars by the federation."""
    library, _ = load(ROOT)
    activities = activity_facts(library)
    keys = load_identities([ROOT / "tests" / "sample" / "sample.identity"])
    material = read_material(ROOT, team_facts(library), activities, keys, Recorded(), (ROSTER, SERVICE, RECORD))
    found = totals(material, library.facts.stars)
    assert found.problems == ()
    assert found.unassigned == ()
    for activity in activities:
        rows = [each for each in found.services if each.activity == activity]
        people = {each.text("number") for each in rows}
        assert (activity.address, len(rows), len(people)) == (
            activity.address,
            activity.volunteers,
            activity.volunteers,
        )
        assert sum((each.hours for each in rows), Decimal(0)) == Decimal(str(activity.hours))
        limit = workdays_after(activity.last, RECORD_WITHIN)
        assert all((read_day(each.text("recorded")) or limit) <= limit for each in rows)
    assert any(one.training_hours for one in found.people)
