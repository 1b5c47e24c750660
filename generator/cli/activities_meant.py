"""Which activity somebody means who wants to make something of it: by path or address, or by a part of one."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.cli.records_meant import EXAMPLE, record_meant

_ACTIVITY = re.compile(r"activities/(\d{4}/[^/]+)/report\.md")


def activity_meant(root: Path, typed: str) -> str:
    """The address, such as ``2026/0305-xinhua-leifeng``, of the activity that a path, an address or a part means.

    Raises:
        click.ClickException: there is none, there are several, or it is a record of another kind.
    """
    try:
        path = record_meant(root, typed)
    except click.ClickException:
        holding = _holding(root, typed.strip().strip("/"))
        if len(holding) == 1:
            return holding[0]
        if holding:
            message = f"“{typed[:100]}” 有 {len(holding)} 场活动：{'、'.join(holding[:5])}。请写全"
            raise click.ClickException(message) from None
        raise
    found = _ACTIVITY.fullmatch(path)
    if found is None:
        raise click.ClickException(f"{path} 不是活动。{EXAMPLE}")
    return found[1]


def _holding(root: Path, part: str) -> list[str]:
    """Addresses in which some words stand."""
    reports = root.glob("activities/*/*/report.md")
    known = sorted(path.parent.relative_to(root / "activities").as_posix() for path in reports)
    return [each for each in known if part and part in each]
