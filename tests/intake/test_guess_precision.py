"""How well stories in the style of women's federations are understood: exact, missing, wrong, by field and sureness."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from generator.intake.delivered import Block, Piece
from generator.intake.guess import LIKELY, LOOSE, SURE, Known, Understood
from generator.intake.guess_all import understand
from generator.records.library import Library, load

ROOT = Path(__file__).resolve().parents[2]
COPY = Path(__file__).parent / "copy.txt"
FIELDS = ("title", "date", "township", "spot", "teams", "brand", "campaign", "volunteers", "served", "source", "kind")
FEWEST_EXACT = {"title": 0.96, "date": 0.8, "township": 0.9, "teams": 0.95, "brand": 0.7, "campaign": 0.85,
                "volunteers": 0.9, "served": 0.5, "source": 0.9}  # fmt: skip
"""Of the stories that say it: how many are understood exactly, whatever the sureness."""


@dataclass(frozen=True)
class Sample:
    """One story and what is true of it."""

    piece: Piece
    true: dict[str, str]


@lru_cache
def register() -> Library:
    """The sample register, whose words and teams the stories use."""
    return load(ROOT, sealed=False)[0]


def samples() -> list[Sample]:
    """The stories of ``copy.txt``; people in them are invented."""
    return [sample(each) for each in COPY.read_text(encoding="utf-8").split("=====\n")]


def sample(text: str) -> Sample:
    """One story: its letter and what is true of it, then its lines."""
    head, _, body = text.partition("-----\n")
    said = {key: value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    blocks = tuple(Block("paragraph", line) for line in body.splitlines() if line.strip())
    sent = dt.date.fromisoformat(said.pop("sent"))
    piece = Piece("来信.eml", blocks, (), said.pop("subject"), said.pop("sender"), sent)
    return Sample(piece, said)


def guessed(understood: Understood) -> dict[str, tuple[str, str]]:
    """Field → what was guessed, as the samples write it, and how surely."""
    found: dict[str, tuple[str, str]] = {}
    for key, guess in understood.guesses.items():
        value = guess.value
        name = {"place": "township", "place.spot": "spot", "credits.source": "source"}.get(key, key)
        if key == "date" and isinstance(value, tuple):
            text = f"{value[0]}" if value[0] == value[1] else f"{value[0]} {value[1]}"
        elif key == "place" and isinstance(value, tuple):
            text = value[1]
        elif isinstance(value, tuple):
            text = " ".join(map(str, value))
        else:
            text = str(value)
        found[name] = text, guess.confidence
    return found


def scored() -> tuple[Counter[tuple[str, str]], list[str]]:
    """(field, exact|missing|wrong …) → how often; and each that is wrong."""
    table: Counter[tuple[str, str]] = Counter()
    wrong = []
    for each in samples():
        found = guessed(understand(each.piece, Known(register(), dt.date(2026, 12, 31))))
        for field in FIELDS:
            true = each.true.get(field, "")
            value, sure = found.get(field, ("", LOOSE))
            loose = sure == LOOSE
            if field == "served" and value and true and true.split()[0] == value.split()[0]:
                value = true if len(true.split()) == 1 else value
            kind = "exact" if value == true else "missing" if loose and field != "brand" else f"wrong {sure}"
            if not true and not value:
                continue
            table[field, kind] += 1
            if kind.startswith("wrong"):
                wrong.append(f"{each.true['title'] or '?'}｜{field}: {value!r}（{sure}），应当是 {true!r}")
    return table, wrong


@lru_cache
def result() -> tuple[Counter[tuple[str, str]], list[str]]:
    """Scored once."""
    return scored()


def shown() -> str:
    """The table for whoever reads a failure."""
    table, wrong = result()
    kinds = ("exact", "missing", f"wrong {LIKELY}", f"wrong {LOOSE}", f"wrong {SURE}")
    rows = [f"{field:10} " + " ".join(f"{table[field, kind]:>4}" for kind in kinds) for field in FIELDS]
    return "\n".join([f"{'':10} {' '.join(kinds)}", *rows, *wrong])


def test_there_are_enough_stories() -> None:
    """The figures mean something."""
    assert len(samples()) >= 25


def test_what_is_sure_is_true() -> None:
    """Nothing that is told as certain is wrong, in any story."""
    table, _ = result()
    assert not sum(number for (_, kind), number in table.items() if kind == f"wrong {SURE}"), shown()


@pytest.mark.parametrize("field", sorted(FEWEST_EXACT))
def test_most_is_understood(field: str) -> None:
    """A story that says it is understood, nearly always."""
    table, _ = result()
    told = sum(number for (name, _), number in table.items() if name == field)
    assert table[field, "exact"] >= FEWEST_EXACT[field] * told, shown()


def retold(address: str) -> tuple[Understood, dict[str, object]]:
    """A story of the sample register as somebody would have sent it, and what its record says."""
    entry = register().activities[address]
    fields = entry.fields
    lines = [fields.title, *(line.strip("*># ") for line in entry.document.body.split("\n"))]
    blocks = tuple(Block("paragraph", line) for line in lines if line)
    piece = Piece("信", blocks, (), "", fields.credits.source, fields.date.last + dt.timedelta(days=2))
    top = register().facts.levels[0].name
    true: dict[str, object] = {
        "title": fields.title, "date": (fields.date.first, fields.date.last), "brand": fields.brand,
        "teams": {"" if each == top else each for each in fields.teams}, "campaign": fields.campaign,
        "project": fields.project, "volunteers": fields.volunteers, "place": fields.place.township,
        "place.spot": fields.place.spot,
    }  # fmt: skip
    return understand(piece, Known(register(), dt.date(2026, 12, 31))), true


def test_what_is_sure_is_true_of_stories_that_nobody_wrote_for_it() -> None:
    """The stories of the sample register, told in many ways: of a hundred sure guesses not one is wrong."""
    sure, wrong = 0, []
    for address in register().activities:
        understood, true = retold(address)
        for key, guess in understood.guesses.items():
            if guess.confidence != SURE or key not in true:
                continue
            value: object = guess.value
            if isinstance(guess.value, tuple) and key != "date":
                value = guess.value[1] if key == "place" else set(guess.value)
            sure += 1
            wrong += [f"{address} {key}: {value}, {true[key]}"] if value != true[key] else []
    assert sure > len(register().activities)
    assert len(wrong) * 100 <= sure, wrong


if __name__ == "__main__":
    import sys

    sys.stdout.write(shown() + "\n")
