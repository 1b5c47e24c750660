"""Rule G4: every active team below the top is filed with the team above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.checks.registry import Facts, Rule, rule
from generator.checks.teams import TeamEntry, depth, parent
from generator.problems import Problem
from generator.records.library import TOP

GRACE = dt.timedelta(days=60)
"""After a team was founded: papers take their time."""


@rule("G4", "在队的队伍已报上级队伍备案，写明日期", "warning", "本级妇联文件（登记备案）")
def filed_with_the_team_above(this: Rule, facts: Facts) -> Iterator[Problem]:
    levels = [level.name for level in facts.library.federation.fields.levels] if facts.library.federation else []
    for team in facts.library.teams.values():
        fields, above = team.fields, parent(team.address)
        if team.address == TOP or fields.status != "active" or above not in facts.library.teams:
            continue
        if levels[depth(team.address) : depth(team.address) + 1] != [fields.level]:
            continue  # it lies in the wrong folder, so nobody can say with whom it should be filed (T3, T4)
        if fields.filed is None and team.lacks("filed") and _last_day(fields.founded) + GRACE < facts.today:
            hint = f"报备以后请写 filed: {{with: {_called(facts, above)}, on: 日期}}"
            yield this.at(team, "还没有报上级队伍备案", hint, "name")
        if fields.filed is not None:
            yield from _with_whom(this, facts, team, fields.filed.with_)
            if fields.filed.on > facts.today:
                yield this.at(team, f"备案日期 {fields.filed.on} 在将来", "请检查日期", "filed", "on")
            elif fields.filed.on.isoformat()[: len(fields.founded)] < fields.founded <= facts.today.isoformat():
                message = f"备案日期 {fields.filed.on} 早于组建时间 {fields.founded}"
                yield this.at(team, message, "请检查 filed 里的 on 和 founded", "filed", "on")


def _last_day(founded: str) -> dt.date:
    """The latest day that a month or a day can mean."""
    year, month, *day = map(int, founded.split("-"))
    if day:
        return dt.date(year, month, *day)
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _with_whom(this: Rule, facts: Facts, team: TeamEntry, written: str) -> Iterator[Problem]:
    """Of a team that is not there R1 tells already."""
    above = parent(team.address)
    said = facts.library.team(written)
    if said is not None and said.address != above:
        message = f"备案的队伍 “{written[:60]}” 不是上级队伍"
        yield this.at(team, message, f"请报上级队伍备案：with 写 {_called(facts, above)}", "filed", "with")


def _called(facts: Facts, address: str) -> str:
    """As a team is written in ``with``."""
    if address == TOP and facts.library.federation is not None:
        return facts.library.federation.fields.levels[0].name
    return address
