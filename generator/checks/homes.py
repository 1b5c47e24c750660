"""Rule G19: a story's folder does not carry the name of a place that has nothing to do with it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import TOP


@rule("G19", "报道的文件夹名不写别的县（市、区）（平台照文件夹名请人看）", "warning", "本级妇联文件（登记备案）")
def own_district(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A folder is ``0305-xinhua-word``: platforms ask the people of that district, readers see that of ``teams``.

    A story of the whole federation may happen anywhere, and a folder may be called after anything that is no district.
    """
    library = facts.library
    if library.federation is None:
        return
    whole = library.facts.code
    districts = {
        address: team.fields.division
        for address, team in library.teams.items()
        if address != TOP and "/" not in address and team.fields.division != whole
    }
    for address, entry in library.activities.items():
        word = address.rpartition("/")[2].partition("-")[2].partition("-")[0]
        if word not in districts:
            continue
        teams = [team for team in map(library.team, entry.fields.teams) if team is not None]
        own = {team.fields.division for team in teams}
        inside = any(team.address.partition("/")[0] == word for team in teams)  # a county's team below its city's
        if teams and not inside and not own & {districts[word], whole}:
            message = f"文件夹名里的 {word} 是另一个县（市、区）的，报道的队伍（teams）却不是"
            yield this.at(entry, message, "请改文件夹名，或者核对 teams；平台照文件夹名请人来看", "teams")
