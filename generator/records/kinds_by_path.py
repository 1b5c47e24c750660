"""Which kind of record a file is: its path says so."""

from __future__ import annotations

import re

from generator.records import kinds
from generator.records.fields import Fields
from generator.records.honours import Honours

_KINDS: tuple[tuple[str, re.Pattern[str], type[Fields]], ...] = (
    ("teams", re.compile(r"teams/(?:(?P<address>.+)/)?team\.yml"), kinds.Team),
    ("activities", re.compile(r"activities/(?P<address>\d{4}/[^/]+)/report\.md"), kinds.Activity),
    ("brands", re.compile(r"content/brands/(?P<address>[^/]+)\.md"), kinds.Brand),
    ("projects", re.compile(r"content/projects/(?P<address>[^/]+)\.md"), kinds.Project),
    ("volunteers", re.compile(r"content/volunteers/(?P<address>[^/]+)\.md"), kinds.Volunteer),
    ("communities", re.compile(r"content/communities/(?P<address>[^/]+)\.md"), kinds.Community),
    ("honours", re.compile(r"content/honours/(?P<address>[^/]+)\.yml"), Honours),
    ("pages", re.compile(r"content/(?P<address>.+)\.md"), kinds.Page),
)
_LISTS = frozenset({"brands", "projects", "volunteers", "communities"})
"""Folders whose ``index.md`` is a page about the list itself."""


def kind_of(path: str) -> tuple[str, str, type[Fields]] | None:
    """What a file is, by its path: the list it belongs to, its address there, its model."""
    for name, pattern, model in _KINDS:
        match = pattern.fullmatch(path)
        if match:
            address = match["address"] or ""  # the top of the tree of teams has no folder of its own
            return (
                ("pages", f"{name}/index", kinds.Page)
                if name in _LISTS and address == "index"
                else (name, address, model)
            )
    return None
