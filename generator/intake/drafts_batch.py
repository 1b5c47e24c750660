"""A whole delivery → drafts: stories, forms and tables each their own way, and nothing of it lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from generator.console import Console
from generator.intake.county import county_of
from generator.intake.delivered import Delivery, Kept, Piece
from generator.intake.drafts import Draft, draft_of
from generator.intake.drafts_prints import print_of
from generator.intake.drafts_seen import where_seen
from generator.intake.guess import Known
from generator.intake.team_drafts import TeamDraft, form_print, team_draft
from generator.intake.team_form import TeamForm, forms_of
from generator.sealed.handed.fields import Rules

_FEWEST = 40
"""Chinese characters of a text that may be a story; a letter around its attachments has fewer."""


@dataclass(slots=True)
class Batch:
    """What becomes of a delivery."""

    drafts: list[Draft] = field(default_factory=list)
    teams: list[TeamDraft] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    """Name of a piece, and where it lies already."""
    kept: list[Kept] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def made(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.drafts) or any(each.made for each in self.teams)

    @property
    def prints(self) -> list[str]:
        """Of all that is to be written."""
        return [each.print for each in self.drafts] + [each.print for each in self.teams if each.made]

    @property
    def files(self) -> dict[str, bytes]:
        """Path → content."""
        whole: dict[str, bytes] = {}
        for files in [*(each.files for each in self.drafts), *(each.files for each in self.teams)]:
            whole |= files
        return whole

    @property
    def sealed(self) -> dict[str, list[str]]:
        """Sheet → lines."""
        whole: dict[str, list[str]] = {}
        for each in self.teams:
            for path, lines in each.sealed.items():
                whole.setdefault(path, []).extend(lines)
        return whole


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work needs besides the delivery."""

    known: Known
    rules: Rules
    folder: Path
    """For unfinished photographs."""
    console: Console
    now: dt.datetime
    waiting: frozenset[str] = frozenset()
    """Addresses on branches of earlier deliveries."""
    address: str = ""
    """Of the one new team in the delivery, where somebody has chosen it."""


def drafted(delivery: Delivery, desk: Desk) -> Batch:
    """Everything that can be made of a delivery."""
    batch = Batch(kept=list(delivery.kept), notes=list(delivery.notes))
    for piece in delivery.pieces:
        forms = forms_of(piece.document, piece.name, desk.known.federation) if piece.document else []
        if forms:
            _teams(forms, batch, desk)
            batch.kept += [Kept(f"{piece.name} › {each.name}", each.data, "登记表里的图片，没有用")
                           for each in piece.pictures]  # fmt: skip
        elif _too_short(piece):
            batch.kept += _unused(piece)
        else:
            _story(piece, batch, desk)
    for table in delivery.tables:
        county = county_of(table.name, table.data, desk.known.federation)
        if county.reason:
            batch.kept.append(Kept(table.name, table.data, county.reason))
            continue
        batch.notes += county.told
        if county.unread:
            batch.kept.append(Kept(table.name, table.data, "；".join(county.unread)))
        _teams(county.teams, batch, desk)
    return batch


def _story(piece: Piece, batch: Batch, desk: Desk) -> None:
    print_ = print_of(piece)
    where = where_seen(desk.known.library, print_)
    if not where and any(each.print == print_ for each in batch.drafts):
        where = "这一次交来的另一份"
    if where:
        batch.seen.append((piece.name, where))
        return
    taken = {*desk.waiting, *(each.address for each in batch.drafts)}
    folder = desk.folder / f"{len(batch.drafts):03}"
    folder.mkdir()
    draft = draft_of(piece, desk.known, folder, desk.console, lambda wanted: _free(wanted, taken))
    batch.drafts.append(draft)
    batch.kept += draft.kept


def _teams(forms: tuple[TeamForm, ...] | list[TeamForm], batch: Batch, desk: Desk) -> None:
    for form in forms:
        print_ = form_print(form)
        where = where_seen(desk.known.library, print_)
        if where or any(each.print == print_ for each in batch.teams):
            batch.seen.append((form.origin, where or "这一次交来的另一份"))
            continue
        taken = {*desk.waiting, *(each.address for each in batch.teams)}
        batch.teams.append(team_draft(form, desk.known, desk.rules, desk.now, taken, desk.address))


def _free(wanted: str, taken: set[str]) -> str:
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(each for each in names if each not in taken)


def _too_short(piece: Piece) -> bool:
    said = "".join(each.text for each in piece.blocks if each.kind != "table")
    return len(re.findall(r"[\u4e00-\u9fff]", said)) < _FEWEST


def _unused(piece: Piece) -> Iterator[Kept]:
    """A letter that only says that something is attached, or pictures without a story."""
    text = "\n".join(each.text for each in piece.blocks if each.text.strip())
    if text:
        yield Kept(f"{piece.name}.txt", text.encode(), "文字太少，不像一篇稿子，没有写成草稿")
    for each in piece.pictures:
        yield Kept(f"{piece.name} › {each.name}", each.data, "不知道是哪篇稿子的图片，请用 jinguo photos add 放进去")
