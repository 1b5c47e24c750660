"""What a text says of itself: each field of a story with how sure the program is and the words it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.intake.delivered import Block, Piece
from generator.records.federation import Federation
from generator.records.library import Library

Confidence = Literal["确定", "可能", "猜测"]
SURE: Confidence = "确定"
LIKELY: Confidence = "可能"
LOOSE: Confidence = "猜测"


@dataclass(frozen=True, slots=True)
class Guess:
    """One value of a story."""

    value: object
    confidence: Confidence
    words: str = ""
    """Where it stands in the text; empty where it comes from the letter or the register."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can say."""

    weight: int
    """The smaller, the more important."""
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """A text with its furniture told apart: title, day line, byline and the lines of the editors."""

    piece: Piece
    title: str = ""
    title_sure: bool = False
    """Whether the document itself marks it as its title, or the letter's subject says the same."""
    blocks: tuple[Block, ...] = ()
    """What is left to be the body, in reading order."""
    credits: Mapping[str, str] = field(default_factory=dict)
    """Key of ``credits`` → what a line of the text says."""
    signed: dt.date | None = None
    """Day that stands alone on a line of its own."""
    dated: str = ""
    """That line."""
    greeting: str = ""
    """What the sender says to the editors; left in place."""
    official: bool = False
    """Written as an official paper: it may be no story at all."""
    numbered: int | None = None
    """The year in the number of that paper: 〔2026〕9号."""

    @property
    def paragraphs(self) -> list[str]:
        """Texts of the body without headings and tables, in order."""
        return [each.text for each in self.blocks if each.kind in {"paragraph", "item"} and each.text.strip()]

    @property
    def text(self) -> str:
        """Title and body as one text."""
        return "\n".join([self.title, *(each.text for each in self.blocks if each.text)])

    @property
    def lead(self) -> str:
        """The first paragraph that tells something."""
        long = 20
        return next((each for each in self.paragraphs if len(each) >= long), "\n".join(self.paragraphs[:1]))


@dataclass(frozen=True, slots=True)
class Known:
    """What the guesses lean on."""

    library: Library
    today: dt.date
    team: str | None = None
    """Address of the team that the clerk has named."""

    @property
    def federation(self) -> Federation:
        """The federation's words."""
        return self.library.facts


@dataclass(slots=True)
class Understood:
    """Everything that was guessed of one story."""

    story: Story
    guesses: dict[str, Guess] = field(default_factory=dict)
    """Key → guess; ``place.spot`` and ``credits.source`` for keys inside another."""
    questions: list[Question] = field(default_factory=list)

    def put(self, key: str, guess: Guess | None) -> None:
        """Keep a guess, if there is one."""
        if guess is not None:
            self.guesses[key] = guess

    def ask(self, weight: int, text: str) -> None:
        """Keep a question once."""
        if all(each.text != text for each in self.questions):
            self.questions.append(Question(weight, text))

    @property
    def asked(self) -> list[str]:
        """Questions, the most important first."""
        return [each.text for each in sorted(self.questions, key=lambda each: each.weight)]

    def value(self, key: str) -> object:
        """The guessed value, if any."""
        return self.guesses[key].value if key in self.guesses else None
