"""巾帼志愿者证: name, number, team; the federation's own card. Who is on it comes from the caller, as plain facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.prints.typeset import Sheet
from generator.records.federation import Federation

TEMPLATE = "card"
TITLE = "巾帼志愿者证"


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is."""

    name: str
    number: str
    team: str


@dataclass(frozen=True, slots=True)
class CardsView:
    """What the template sees."""

    people: tuple[Holder, ...]
    rules: tuple[str, ...]
    """On the back."""
    contacts: tuple[tuple[str, str], ...]
    federation: str
    single: bool
    """One card a page, front and back, for a card printer."""


def cards(facts: Federation, people: Sequence[Holder], *, single: bool = False) -> Sheet:
    """The cards of some volunteers."""
    rules = (
        "参加巾帼志愿服务时佩戴，只作为志愿者身份的标识。",
        "不用于证明服务时间，不作其他凭证；不得转借、涂改。",
        f"遗失请告诉所在队伍；退出队伍时交回。拾到请交{facts.short}。",
    )
    contacts = tuple((each.label, each.value) for each in facts.contacts[:2])
    return Sheet(TEMPLATE, CardsView(tuple(people), rules, contacts, facts.name, single), TITLE, facts.name,
                 sample=facts.sample)  # fmt: skip
