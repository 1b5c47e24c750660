"""The site and the rules say the same of a photograph of people: what is an error is never shown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks.people import people_without_live_consent
from generator.checks.photos import people_are_stated
from generator.checks.portraits import householders_agreed, minors_are_guarded
from generator.checks.registry import RULES, Facts
from generator.problems import Problem, errors
from generator.records.consent import may_hang
from generator.records.kinds import Activity, Community, Consent, Photo, Volunteer
from generator.records.library import Entry, Library
from generator.records.references import check_references
from generator.records.source import Document

TODAY = dt.date(2026, 11, 21)
CONSENTS: dict[str, dict[str, Any]] = {
    "c-2026-0001": {"scope": ["name", "portrait", "story", "home"]},
    "c-2026-0002": {"scope": ["portrait", "home"], "guardian": "true"},
    "c-2026-0003": {"scope": ["portrait", "home"], "guardian": "true", "withdrawn": "2026-06-01"},
    "c-2026-0004": {"scope": ["portrait", "home"], "expires": "2026-11-20"},
    "c-2026-0005": {"scope": ["name"], "expires": "2026-11-21"},
    "c-2026-0006": {"scope": ["portrait", "home"], "channels": ["wechat"]},
    "c-2026-0007": {"scope": ["name", "portrait", "story", "home"], "given": "2026-11-22"},
}
MISSING = "c-2026-0099"
IDS = st.sampled_from([*CONSENTS, MISSING])
FLAGS = st.sampled_from(["true", "false"])
PEOPLE = (
    st.none()
    | st.sampled_from(["none", "crowd", ["none"], ["crowd", MISSING], ["none", "c-2026-0003"]])
    | st.lists(IDS, min_size=1, max_size=3)
)
PHOTOS = st.fixed_dictionaries(
    {
        "file": st.just("01.jpg"), "minors": st.none() | FLAGS, "home": FLAGS, "blurred": FLAGS, "people": PEOPLE,
        "householder": st.none() | IDS, "alt": st.sampled_from(["大家在院子里", "孩子们在院子里", "留守儿童在院子里"]),
    }
)  # fmt: skip
MANY = settings(max_examples=500)
"""A fault that needs five fields at once is one in some hundred."""
GROUPS = st.sampled_from(["城市空巢老人", "未成年人", "留守流动儿童"])


def library_with(entry: Entry[Any]) -> Library:
    """A library of consents and one record."""
    library = Library(Path())
    for address, fields in CONSENTS.items():
        consent = Consent.model_validate({"given": "2026-01-01", **fields})
        library.consents[address] = Entry(address, consent, Document("teams/consents.yml", {}))
    kinds: dict[type, dict[str, Any]] = {
        Activity: library.activities, Community: library.communities, Volunteer: library.volunteers,
    }  # fmt: skip
    kinds[type(entry.fields)]["x"] = entry
    return library


def said(library: Library) -> list[Problem]:
    """What the rules about people in photographs say of a library."""
    facts = Facts(library, TODAY)
    rules = {
        "I4": people_are_stated, "I6": minors_are_guarded, "I7": householders_agreed,
        "P8": people_without_live_consent,
    }  # fmt: skip
    found = [problem for each, check in rules.items() for problem in check(RULES[each], facts)]
    return found + [each for each in check_references(library) if each.rule == "R1" and "同意书" in each.message]


def agree(entry: Entry[Any], photo: Photo) -> None:
    """Nothing that is an error is shown, and nothing is left out in silence."""
    library = library_with(entry)
    problems = [each for each in said(library) if each.path == entry.path]
    shown = may_hang(library, entry, photo, TODAY)
    contradictions = [each for each in problems if "又写了是谁的同意书" in each.message]
    assert not (shown and errors(problems))
    assert shown == (len(problems) == len(contradictions))


def given_values(photo: dict[str, Any]) -> dict[str, Any]:
    """A photograph as somebody wrote it, without what she left out."""
    return {key: value for key, value in photo.items() if value is not None}


@MANY
@given(PHOTOS, GROUPS, st.sampled_from(["", "村里的孤儿也来了。"]))
def test_what_is_an_error_in_a_story_is_not_shown(values: dict[str, Any], group: str, body: str) -> None:
    """No combination of the fields of a photograph gets past the rules; everything else is shown."""
    activity = Activity.model_validate(
        {
            "title": "院子", "date": "2026-03-05", "place": {"township": "柳林街道"}, "teams": ["a"], "brand": "甲",
            "served": {"people": "3", "group": group}, "photos": [given_values(values)],
            "credits": {"source": "甲"}, "status": "selected",
        }
    )  # fmt: skip
    document = Document("activities/2026/x/report.md", {}, body=body)
    agree(Entry("x", activity, document), activity.photos[0])


@MANY
@given(PHOTOS)
def test_what_is_an_error_beside_a_community_is_not_shown(values: dict[str, Any]) -> None:
    """The same for a record without served people and credits."""
    community = Community.model_validate(
        {
            "name": "柳林妇女之家", "kind": "妇女之家", "division": "990102", "township": "柳林街道",
            "summary": "开门", "photos": [given_values(values)],
        }
    )  # fmt: skip
    agree(Entry("x", community, Document("content/communities/x.md", {})), community.photos[0])


@MANY
@given(PHOTOS, st.sampled_from(["c-2026-0001", "c-2026-0007"]))
def test_what_is_an_error_in_a_portrait_is_not_shown(values: dict[str, Any], consent: str) -> None:
    """A portrait is of the volunteer, whether it says so or not."""
    volunteer = Volunteer.model_validate(
        {"name": "甲", "headline": "乙", "team": "a", "consent": consent, "portrait": given_values(values)}
    )
    assert volunteer.portrait is not None
    agree(Entry("x", volunteer, Document("content/volunteers/x.md", {})), volunteer.portrait)
