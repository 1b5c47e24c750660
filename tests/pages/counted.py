"""A register counted by hand, and the figures page as a reader finds it: neither knows the generator's code."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

Sums = tuple[Decimal, Decimal, Decimal, Decimal]
"""Stories, volunteers, hours, people served."""
NOTHING: Sums = (Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def first_day(date: Any) -> dt.date:
    """The day on which a story begins."""
    day = date["from"] if isinstance(date, dict) else date
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(str(day))


def told(root: Path, today: dt.date) -> Iterator[dict[str, Any]]:
    """Front matter of every story that the web has on a day."""
    for path in sorted(root.glob("activities/*/*/report.md")):
        story = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        if story["status"] == "selected" and "web" in story.get("channels", ["web"]):
            story["day"] = first_day(story["date"])
            if story["day"] <= today:
                yield story


def sums(stories: list[dict[str, Any]]) -> Sums:
    """What stories add up to, in exact decimals."""
    return (
        Decimal(len(stories)),
        Decimal(sum(story.get("volunteers") or 0 for story in stories)),
        sum((Decimal(str(story.get("hours") or 0)) for story in stories), Decimal(0)),
        Decimal(sum((story.get("served") or {}).get("people", 0) for story in stories)),
    )


def grouped(stories: list[dict[str, Any]], key: str) -> dict[str, Sums]:
    """Sums by brand, year, month or category; a story may have several categories."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for story in stories:
        names = {
            "brand": [story["brand"]],
            "year": [f"{story['day'].year} 年"],
            "month": [f"{story['day']:%Y-%m}"],
            "category": story["categories"],
        }[key]
        for name in names:
            groups[name].append(story)
    return {name: sums(each) for name, each in groups.items()}


def by_organiser(root: Path, stories: list[dict[str, Any]]) -> dict[str, Sums]:
    """Sums by the name of the team directly below the top that the first team of a story belongs to."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for story in stories:
        folder = story["teams"][0].split("/")[0]
        path = root / "teams" / folder / "team.yml"
        groups[_record(path if path.is_file() else root / "teams" / "team.yml")["name"]].append(story)
    return {name: sums(each) for name, each in groups.items()}


def by_division(root: Path, stories: list[dict[str, Any]]) -> dict[str, Sums]:
    """Sums by the place that a story names, else of its organiser's."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for story in stories:
        code = story["place"].get("division") or _record(root / "teams" / story["teams"][0] / "team.yml")["division"]
        groups[_place(root, str(code))].append(story)
    return {name: sums(each) for name, each in groups.items()}


def at_home(root: Path) -> dict[str, tuple[Decimal, Decimal]]:
    """Teams of the lowest level and their members, by the place that they are of."""
    sizes: dict[str, list[int]] = defaultdict(list)
    for team in squads(root):
        sizes[_place(root, str(team["division"]))].append(team["size"])
    return {name: (Decimal(len(each)), Decimal(sum(each))) for name, each in sizes.items()}


def _place(root: Path, code: str) -> str:
    """The listed city that a code lies in, else the division itself, else what is left; by their short names."""
    federation = _record(root / "teams" / "federation.yml")
    names = {str(each["code"]): each.get("short", each["name"]) for each in federation["divisions"]}
    rest = f"{federation['place']}（未细分）"
    return str(names.get(code[:4] + "00", names.get(code, rest)))


def _record(path: Path) -> dict[str, Any]:
    record: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return record


def squads(root: Path) -> list[dict[str, Any]]:
    """Records of the lowest level that are not disbanded."""
    lowest = _record(root / "teams" / "federation.yml")["levels"][-1]["name"]
    teams = [_record(path) for path in sorted(root.glob("teams/**/team.yml"))]
    return [team for team in teams if team["level"] == lowest and team.get("status") != "disbanded"]


def number(text: str) -> Decimal:
    """A printed figure as a number."""
    return Decimal(text.replace(",", ""))


def sums_in(row: Sequence[str]) -> Sums:
    """The last four cells of a printed row."""
    stories, volunteers, hours, served = map(number, row[-4:])
    return stories, volunteers, hours, served


def teams_in(rows: Sequence[Sequence[str]]) -> dict[str, tuple[Decimal, Decimal]]:
    """Teams and members of the printed rows that have any, by the row's name."""
    found = {name: (number(teams), number(members)) for name, teams, members, *_ in rows}
    return {name: each for name, each in found.items() if any(each)}


@dataclass
class Shown(HTMLParser):
    """What a figures page shows: great numbers, tables by caption, bars, and its words."""

    numbers: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)
    words: str = ""
    _path: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where we are; a table's rows belong to the caption that follows."""
        given = dict(attrs)
        self.ids.add(given.get("id") or "")
        if tag in {"meta", "link", "img", "br", "line", "rect", "path", "source", "input", "hr"}:
            return
        self._path.append(tag)
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._rows[-1].append("")
        elif tag == "a" and given.get("href") and "#" in (given["href"] or ""):
            self.targets.append((given["href"] or "").partition("#")[2])
        elif tag == "strong" and "small" not in self._path:
            self.numbers.append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave everything up to the tag that ends."""
        while tag in self._path and self._path.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Text, by where it stands."""
        self.words += data
        where = self._path[-1] if self._path else ""
        if where == "caption":
            self.tables[data] = self._rows
        elif where in {"td", "th"}:
            self._rows[-1][-1] += data
        elif where == "strong":
            self.numbers[-1] += data


def shown(site: Path, address: str = "stats/index.html") -> Shown:
    """Read a page of a built site."""
    page = Shown()
    page.feed((site / address).read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0])
    return page
