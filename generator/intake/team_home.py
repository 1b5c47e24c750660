"""Where in the tree a team of a form belongs: by its unit and its name, never by anything unsaid."""

from __future__ import annotations

from dataclasses import dataclass

from generator.intake.guess import Known
from generator.intake.team_form import TeamForm
from generator.records.federation import Division
from generator.records.library import TOP


@dataclass(frozen=True, slots=True)
class Home:
    """A place in the tree."""

    found: bool = True
    parent: str = TOP
    """Address of the team above."""
    level: str = ""
    division: str = ""
    township: str = ""
    sure_of_township: bool = True
    example: str = ""
    """An address such as people give to such teams."""
    asked: tuple[str, ...] = ()


def home_of(form: TeamForm, known: Known) -> Home:
    """The place of a new team."""
    federation = known.federation
    division = _division(form, known)
    level = _level(form, known)
    if level == 0:
        return Home(found=False, asked=("最上级的队伍只有一支，请直接改 teams/team.yml",))
    township, sure = _township(form, division)
    if level == 1:
        kind = federation.unit_kind(form.unit)
        code = division.code if division else federation.code
        known_kind = kind in federation.levels[1].unit_kinds or not federation.levels[1].unit_kinds
        asked = () if known_kind else (f"单位“{form.unit[:30]}”是哪一类？登记册里认不出来",)
        found = division is not None or known_kind
        return Home(found, TOP, federation.levels[1].name, code, example="yexian", asked=asked)
    parent = _parent(form, known, division)
    if parent is None:
        return Home(found=False, asked=("看不出上级是哪支队伍：单位里请写明县（市、区），或者先登记上级队伍",))
    above = known.library.teams[parent].fields
    code = division.code if division else above.division
    example = f"{parent}/guangminglu-aixin" if parent else "guangminglu-aixin"
    name = federation.levels[min(level, len(federation.levels) - 1)].name
    return Home(parent=parent, level=name, division=code, township=township, sure_of_township=sure, example=example)


def _division(form: TeamForm, known: Known) -> Division | None:
    """Named in the unit or the name of the team; else the only one that has its township."""
    listed = known.federation.divisions
    for text in (form.unit, form.name):
        named = [each for each in listed if each.name in text or each.label in text]
        if named:
            return max(named, key=lambda each: len(each.name))
    near = [each for each in listed if any(town in form.unit or town in form.name for town in each.townships)]
    return near[0] if len(near) == 1 else None


def _township(form: TeamForm, division: Division | None) -> tuple[str, bool]:
    for text, sure in ((form.unit, True), (form.name, False)):
        found = [each for each in (division.townships if division else ()) if each in text]
        if found:
            return max(found, key=len), sure
    return "", True


def _level(form: TeamForm, known: Known) -> int:
    """By the word in its name, else by whether its unit is a township's."""
    levels = known.federation.levels
    if form.name in {levels[0].full_name, levels[0].name}:
        return 0
    for number, level in reversed(list(enumerate(levels))):
        if form.name.endswith(level.name) or (level.name_includes and level.name_includes in form.name):
            return number
    kind = known.federation.unit_kind(form.unit)
    fits = [number for number, level in enumerate(levels) if kind and kind in level.unit_kinds]
    return fits[0] if fits else len(levels) - 1


def _parent(form: TeamForm, known: Known, division: Division | None) -> str | None:
    """The team directly below the top that has this unit or division."""
    heads = {address: each.fields for address, each in known.library.teams.items() if address and "/" not in address}
    same = [address for address, each in heads.items() if each.unit and each.unit in form.unit]
    if same:
        return max(same, key=lambda address: len(heads[address].unit))
    if division is None:
        return None
    near = [address for address, each in heads.items() if each.division == division.code and "妇联" in each.unit]
    return near[0] if len(near) == 1 else None
