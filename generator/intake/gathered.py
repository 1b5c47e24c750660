"""What has been read so far, before it is decided which pictures belong to which story."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from generator.checks.privacy import masked
from generator.intake.delivered import Block, BlockKind, Kept, Picture, Piece
from generator.intake.lines import clean

_SPOKEN = 60
"""Characters outside tables that make a document a story and not a form."""


@dataclass
class Story:
    """A piece that still grows."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    subject: str = ""
    sender: str = ""
    sent: dt.date | None = None
    document: bytes | None = None
    changed: dt.date | None = None

    def say(self, kind: BlockKind, text: str) -> None:
        """Add text, unless nothing is left of it when it is clean."""
        if words := text if kind == "table" else clean(text):
            self.blocks.append(Block(kind, words))

    def show(self, picture: Picture) -> None:
        """Add a picture where the text stands now; one that is there already is not kept twice."""
        self.blocks.append(Block("picture", picture=self.hold(picture)))

    def hold(self, picture: Picture) -> int:
        """Add a picture that stands nowhere in the text; returns its place."""
        for place, there in enumerate(self.pictures):
            if there.data == picture.data:
                return place
        self.pictures.append(picture)
        return len(self.pictures) - 1

    @property
    def spoken(self) -> int:
        """Characters outside tables."""
        return sum(len(block.text) for block in self.blocks if block.kind != "table")

    @property
    def tells(self) -> bool:
        """Whether it is a story, to which pictures may belong, rather than a form or a bare page."""
        return self.spoken >= _SPOKEN

    def piece(self) -> Piece:
        """As it is handed on."""
        return Piece(
            self.name, tuple(self.blocks), tuple(self.pictures), self.subject, self.sender, self.sent, self.document,
            self.changed,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loose:
    """A picture that lies beside the stories."""

    name: str
    """Where it came from."""
    picture: Picture


@dataclass
class Gathered:
    """All of one letter, folder, archive or file."""

    stories: list[Story] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    tables: list[Picture] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, other: Gathered) -> None:
        """Take over what was read elsewhere."""
        self.stories += other.stories
        self.loose += other.loose
        self.tables += other.tables
        self.kept += other.kept
        self.notes += other.notes

    def keep(self, name: str, data: bytes, reason: str) -> None:
        """Keep what is not used."""
        self.kept.append(Kept(name, data, reason))

    def note(self, name: str, words: str) -> None:
        """Tell something about a part; its name is shown without anything personal in it."""
        self.notes.append(f"{masked(name)}{words}")
