"""Load a register and hold every rule against it: all mistakes of all files in one run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from generator.checks import keys, links, people, photos, privacy, team_facts, teams
from generator.checks.privacy import discreet
from generator.checks.registry import CHECKS, RULES, Facts
from generator.problems import Problem
from generator.records.library import Library, load
from generator.records.references import check_references
from generator.records.source import SAID

MODULES = (teams, team_facts, privacy, people, photos, links, keys)
"""Importing them registers their rules; listed so that none can be forgotten silently."""


def check(root: Path, today: dt.date) -> tuple[Library, list[Problem]]:
    """The register below ``root`` and everything that is wrong with it, sorted by place.

    A broken file hides none of the other files' mistakes, and no problem repeats personal data.
    """
    library, found = load(root)
    found = found + check_references(library)
    facts = Facts(library, today)
    for rule_id, rule_check in CHECKS.items():
        found += rule_check(RULES[rule_id], facts)
    return library, sorted({discreet(problem) for problem in found if problem is not SAID})
