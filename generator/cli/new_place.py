"""Where an activity was held, as ``jinguo new activity`` asks for it: a township, and whose it is."""

from __future__ import annotations

from generator.cli import asking
from generator.cli.asking import Choice, Question, WrongAnswerError
from generator.cli.new_desk import Desk
from generator.drafts import filled
from generator.drafts.filled import Where
from generator.records.federation import Division
from generator.records.kinds import Team
from generator.records.library import Entry

TOWNSHIP = Question("place", "township", "在哪个乡镇（街道）", "写编号、名称或者名称里的几个字。")
SPOT = Question("place", "spot", "公共场所名称", "例如 社区广场；在别人家里就不写，直接按回车。")

Found = tuple[str, Division | None]
"""A township and the division in which it lies; None where no division lists its townships."""


def ask_place(desk: Desk, organiser: Entry[Team]) -> dict[str, str]:
    """Township and spot; the division too where it is not the team's own."""
    home = filled.home_of(desk.facts, organiser)
    township, division = _township(desk, home)
    spot = desk.ask.ask(SPOT, asking.maybe, "")
    place = {"township": township, **({"spot": spot} if spot else {})}
    if division is not None and division.code != organiser.fields.division:
        place["division"] = division.code
    return place


def _township(desk: Desk, home: Where) -> Found:
    """A township of the team's division by number or part of its name, any other by its whole name.

    A name that several divisions have is never decided by the program.
    """
    every = {f"{each.code}/{name}": (name, each) for each in desk.facts.divisions for name in each.townships}
    anywhere = [Choice(key, f"{division.name}{name}") for key, (name, division) in every.items()]
    near = home.division.townships if home.division else ()
    listed = [Choice(f"{home.division.code}/{name}", name) for name in near] if home.division else anywhere
    pick, pick_anywhere = desk.ask.picker(listed), desk.ask.picker(anywhere)
    several = False

    def read(typed: str) -> Found:
        nonlocal several
        if not typed:
            raise WrongAnswerError("这一项不能空着")
        of = filled.divisions_of_township(desk.facts, typed, home.division)
        if len(of) == 1 or not every:
            return typed, of[0] if of else None
        by_number = typed.isascii() and typed.isdigit()
        elsewhere = bool(of) or any(typed == each.label for each in anywhere) or (by_number and several)
        several = several or bool(of)
        return every[pick_anywhere(typed) if elsewhere else pick(typed)]

    if not home.township:
        desk.ask.offer(TOWNSHIP, listed)
    return desk.ask.ask(TOWNSHIP, read, home.township or None)
