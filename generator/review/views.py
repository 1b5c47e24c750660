"""What stands on the sheet, as plain objects; everything is text that can be shown as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "fine"]
LABELS: dict[Level, str] = {"error": "有错误", "warning": "请核对", "fine": "没有发现问题"}
MARKS: dict[Level, str] = {"error": "✕", "warning": "！", "fine": "✓"}
"""Nobody has to tell colours apart."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A face in a photograph, in percent of it."""

    number: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Person:
    """One consent that a photograph names."""

    consent: str
    role: str
    """``照片里的人``, ``住户``, ``本人``."""
    state: str
    holds: bool
    """Whether it lets the photograph be shown today."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong, or that somebody has to look at."""

    level: Level
    rule: str
    """Id of the rule; empty for what only this sheet says."""
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A line that can be copied."""

    what: str
    line: str


@dataclass(frozen=True, slots=True)
class PhotoView:
    """One photograph with everything that is known of it."""

    anchor: str
    path: str
    file: str
    picture: str
    """Data address; empty where the file cannot be read."""
    size: str
    alt: str
    caption: str
    credit: str
    people: str
    persons: tuple[Person, ...]
    flags: tuple[str, ...]
    frames: tuple[Frame, ...]
    faces: str
    """How many faces were found, or that nobody has looked."""
    remarks: tuple[Remark, ...]
    commands: tuple[Command, ...]

    @property
    def level(self) -> Level:
        """Of the worst remark."""
        return worst(remark.level for remark in self.remarks)


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record and its photographs."""

    anchor: str
    title: str
    path: str
    photos: tuple[PhotoView, ...]
    tick: str
    """The command that says of all of them that somebody has looked."""


@dataclass(frozen=True, slots=True)
class SheetView:
    """The whole sheet."""

    title: str
    day: str
    records: tuple[RecordView, ...]
    blind: str
    """Why no program has looked for faces; empty if one has."""

    @property
    def photos(self) -> tuple[PhotoView, ...]:
        """Of all records."""
        return tuple(photo for record in self.records for photo in record.photos)

    def count(self, level: Level) -> int:
        """How many photographs stand at a level."""
        return Counter(photo.level for photo in self.photos)[level]

    @property
    def summary(self) -> str:
        """``12 张，3 张有错误，1 张请核对``."""
        told: tuple[Level, ...] = ("error", "warning")
        parts = [f"{self.count(level)} 张{LABELS[level]}" for level in told if self.count(level)]
        return "，".join([f"{len(self.photos)} 张", *(parts or ["没有发现问题"])])


def worst(levels: Iterable[Level]) -> Level:
    """The gravest of some levels."""
    found = set(levels)
    return "error" if "error" in found else "warning" if "warning" in found else "fine"
