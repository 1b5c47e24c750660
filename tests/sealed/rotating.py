"""What the tests of rotation share: a report, a key that nobody knows yet, and what a sheet says."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.console import Recorded
from generator.records.sheets import parse_sheet
from generator.sealed.activities import ActivityFacts
from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.readers import Readers
from generator.sealed.rotate import Rotation, RotationRequest, carry_out, plan
from generator.sealed.sheets import OpenedSheet, Value, open_sheet

if TYPE_CHECKING:
    from tests.sealed.conftest import Register

NEW = parse_identities(new_identity("新来的"))
A = "teams/xinhua/a/roster.sealed"
WALK = "activities/2026/0305-a/service.sealed"
REPORT = ActivityFacts("2026/0305-a", "看望", date(2026, 3, 5), date(2026, 3, 5), "甲街道", ("yexian",), "")


def rotated(register: Register, key: Identities | None = None, **asked: object) -> Rotation:
    """Rotate a register."""
    readers = Readers(register.root, register.facts, (REPORT,))
    request = dataclasses.replace(RotationRequest(), **asked)  # type: ignore[arg-type]
    made = plan(register.root, readers, key or register.owner, request, Recorded())
    carry_out(register.root, made)
    return made


def opened(register: Register, sheet: str, key: Identities | None = None) -> OpenedSheet:
    """A sheet as a key holder sees it."""
    text = (register.root / sheet).read_text(encoding="ascii")
    return open_sheet(parse_sheet(sheet, text), key or register.owner)


def everything(root: Path) -> dict[str, bytes]:
    """All sheets by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.sealed"))}


def said(sheet: OpenedSheet) -> list[tuple[str, Mapping[str, Value], list[tuple[datetime, bool, Mapping[str, Value]]]]]:
    """What a sheet says and has said, without who may read it."""
    return [
        (row.row_id, row.values, [(each.sealed, each.part, each.values) for each in row.versions]) for row in sheet.rows
    ]
