"""What a draft still lacks before it can be handed in or shown: the rules are asked as if it were there already."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from typing import Literal

from generator.checks.privacy import masked
from generator.checks.registry import Facts
from generator.checks.run import judged
from generator.problems import Problem
from generator.records.kinds import Activity
from generator.records.library import Entry

Stage = Literal["submitted", "selected"]


def missing(facts: Facts, address: str, status: Stage) -> list[Problem]:
    """What the rules would say of an activity if it had ``status``, minus what they say already."""
    return missing_of(facts, [address], status, judged(facts).problems)[address]


def missing_of(
    facts: Facts, addresses: Collection[str], status: Stage, said: Iterable[Problem]
) -> dict[str, list[Problem]]:
    """The same of several activities, for much less than one check: rules that compare no stories see only these.

    Args:
        facts: the register as it is.
        addresses: of the activities.
        status: that all of them are supposed to have.
        said: what a check has said of the register as it is.
    """
    known = set(said)
    library = facts.library
    supposed = {address: _with_status(library.activities[address], status) for address in addresses}
    alone = dataclasses.replace(library, activities=supposed)
    whole = dataclasses.replace(library, activities={**library.activities, **supposed})
    few, all_of_them = (dataclasses.replace(facts, library=each) for each in (alone, whole))
    told = [each for each in judged(few, among=all_of_them).problems if each not in known]
    return {address: [each for each in told if _is_of(entry, each)] for address, entry in supposed.items()}


def _with_status(entry: Entry[Activity], status: Stage) -> Entry[Activity]:
    return dataclasses.replace(entry, fields=entry.fields.model_copy(update={"status": status}))


def _is_of(entry: Entry[Activity], problem: Problem) -> bool:
    return problem.path == masked(entry.path) or problem.path.startswith(f"{masked(entry.folder)}/")
