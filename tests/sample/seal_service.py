"""Seal who served at the sample's activities: ``python tests/sample/seal_service.py [REGISTER]``.

As many people as each report declares, from the rosters of its teams, with hours that add up to the declared ones;
and a training for each 分队. The same in every run; rows that already say so are left byte for byte.
"""

from __future__ import annotations

import base64
import datetime as dt
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from generator.records.sheets import parse_sheet
from generator.records.workdays import workdays_after
from generator.sealed.age import Identities, load_identities
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, open_sheet, seal_row

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.sample.seal_roster import HERE, NOTE, SEALED, TOP, Team, read_teams, roster

Person = tuple[Team, str, str]
"""Whose team, her number, her name."""
Rows = dict[str, tuple[Team, dict[str, Value]]]
"""By row id: whose readers, what is sealed."""
UNIT = "示例市妇联"


def main(root: Path) -> None:
    """Bring every service sheet and every record of training up to date."""
    identities = load_identities([HERE / "sample.identity"])
    teams = {team.address: team for team in read_teams(root)}
    people = {
        address: [(team, number, str(values["name"])) for number, values in roster(team).items()]
        for address, team in teams.items()
    }
    for path in sorted((root / "activities").glob("*/*/report.md")):
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        sheet = path.with_name("service.sealed").relative_to(root).as_posix()
        if front.get("volunteers") and front.get("hours"):
            update(root, sheet, served(sheet, front, people), identities)
    for team in teams.values():
        if team.fields["level"] == "分队":
            update(root, f"{team.folder}/record.sealed", trained(team, people[team.address]), identities)


def served(sheet: str, front: Mapping[str, Any], people: Mapping[str, Sequence[Person]]) -> Rows:
    """One row a volunteer: people of the teams named first, then of those below them."""
    chance = random.Random(sheet)  # noqa: S311 -- repeatable, not secret
    first, last = days(front["date"])
    asked = [str(each) for each in front["teams"]]
    own = [each for address in asked for each in people[address]]
    below = [
        each for address in sorted(people) for each in people[address]
        if address not in asked and any(head == TOP or address.startswith(f"{head}/") for head in asked)
    ]  # fmt: skip
    count = int(front["volunteers"])
    chosen = chance.sample(own, min(count, len(own)))
    chosen += chance.sample(below, count - len(chosen))
    halves = round(float(front["hours"]) * 2)
    rows: Rows = {}
    for place, (team, number, name) in enumerate(chosen):
        rows[row_id("s", chance)] = (
            team,
            {
                "number": number,
                "name": name,
                "team": team.address,
                "date": first.isoformat(),
                "hours": f"{(halves // count + (place < halves % count)) / 2:g}",
                "task": "、".join(front.get("categories") or [front["brand"]]),
                "recorded": workdays_after(last, chance.randrange(1, 5)).isoformat(),
                "note": NOTE,
            },
        )
    return rows


def trained(team: Team, people: Sequence[Person]) -> Rows:
    """Some of a 分队 have learnt something."""
    chance = random.Random(f"record {team.address}")  # noqa: S311 -- repeatable, not secret
    return {
        row_id("v", chance): (
            team,
            {
                "number": number,
                "name": name,
                "kind": "培训",
                "date": "2026-03-20",
                "title": "志愿服务基础培训（样例）",
                "content": "服务礼仪、急救常识、个人信息保护",
                "hours": "4",
                "unit": UNIT,
                "note": NOTE,
            },
        )
        for _, number, name in people[:4]
    }


def days(written: Any) -> tuple[dt.date, dt.date]:
    """First and last day."""
    if isinstance(written, dict):
        return written["from"], written["to"]
    return written, written


def row_id(letter: str, chance: random.Random) -> str:
    """As the commands make them."""
    return f"{letter}-{base64.b32encode(chance.randbytes(10)).decode()[:10].lower()}"


def update(root: Path, sheet: str, wanted: Rows, identities: Identities) -> None:
    """Leave rows that already say what is wanted, drop the others, seal what is missing."""
    path = root / sheet
    closed = parse_sheet(sheet, path.read_text(encoding="ascii") if path.exists() else "")
    values = {each: row[1] for each, row in wanted.items()}
    right = {row.line for row in open_sheet(closed, identities).rows if values.get(row.row_id) == row.values}
    kept = [row for row in closed.rows if row.line in right]
    missing = wanted.keys() - {row.row_id for row in kept}
    if not missing and len(kept) == len(closed.rows) and not closed.problems:
        return
    lines = [f"{row.row_id} sealed:v1:{row.token}" for row in kept]
    for each in sorted(missing):
        team, row = wanted[each]
        keys = recipient_keys(root, f"{team.folder}/{path.name}")
        lines.append(seal_row(sheet, each, row, keys, SEALED))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in sorted(lines)).encode("ascii"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1])
