"""What the commands share that hand out one report as Excel and Word: where it goes, what it reads, what is said."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import click

from generator.cli.facts import activity_facts, team_facts
from generator.cli.keyring import keys_of
from generator.cli.leaks import warn_some
from generator.cli.private import demand_key, order_of, readable
from generator.cli.register import find_root
from generator.console import Terminal
from generator.problems import Problem
from generator.records.library import Library
from generator.sealed.age import Identities
from generator.sealed.deliver import Contents, Order, deliver, prepare
from generator.sealed.gather import stray_sheets
from generator.sealed.material import SERVICE, Material, read_material
from generator.sealed.paper_docx import paper_document
from generator.sealed.paper_xlsx import paper_workbook
from generator.sealed.papers import Paper, Part
from generator.sealed.refused import Refused
from generator.sealed.reports.annual import RetiredTeam
from generator.sealed.reports.units import Area, Home
from generator.sealed.sheets import LOCKED


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a command."""

    identities: tuple[Path, ...] = ()
    out: Path | None = None
    reason: str = ""
    root: Path | None = None
    full: bool = False
    locked: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Job:
    """One report on its way: the folder is proven before anything is opened."""

    root: Path
    library: Library
    identities: tuple[Path, ...]
    console: Terminal
    order: Order
    folder: Path
    name: str

    @cached_property
    def keys(self) -> Identities | None:
        """Opened when first needed, and once: a passphrase is asked for after everything else was found in order."""
        return keys_of(self.identities) if self.identities else None

    @property
    def home(self) -> Home:
        """The federation."""
        return home_of(self.library)

    @property
    def retired(self) -> tuple[RetiredTeam, ...]:
        """``teams/retired.yml``."""
        return tuple(RetiredTeam(each.fields.id, each.fields.name, each.fields.on) for each in self.library.retired)

    def material(self, kinds: Collection[str], keep: Collection[str] | None = None) -> Material:
        """Teams, activities and their sheets of these kinds; of rosters all values, or those to ``keep``."""
        teams, activities = team_facts(self.library), activity_facts(self.library)
        return read_material(self.root, teams, activities, self.keys, self.console, kinds, keep=keep)

    def hand_over(
        self, paper: Paper, material: Material, *,
        word: bool = True, people: bool = True, problems: Sequence[Problem] = (),
    ) -> None:  # fmt: skip
        """Write both files, or the workbook alone, and say so; what could not be read is said too.

        Args:
            paper: the report.
            material: what it was made from.
            word: also as a Word file.
            people: anybody is named in it; for the log.
            problems: what is wrong with the rows besides.

        Raises:
            click.ClickException: nothing of all sheets opened, or the files cannot be written.
        """
        told = {each for each in (*material.problems, *problems) if not _for_others(each, material)}
        told |= set(stray_sheets(self.root, team_facts(self.library)))
        sheets = [sheet for sheet in material.sheets.values() if sheet.row_count]
        warn_some(sorted(told), self.console)
        if material.keyed and sheets and not any(sheet.rows for sheet in sheets):
            raise click.ClickException(
                "一行也打不开，没有导出：这把钥匙不在收件公钥里，"
                "或者收件名单改过还没有换钥匙（jinguo key rotate），或者密封表已损坏"
            )
        contents = _contents(paper, material, people=people)
        files = {f"{self.name}.xlsx": paper_workbook(paper)}
        if word:
            files[f"{self.name}.docx"] = paper_document(_printable(paper))
        try:
            written = deliver(self.folder, files, self.order, contents)
        except Refused as error:
            raise click.ClickException(str(error)) from None
        for path in written:
            self.console.say(f"已写入 {path}")
        if material.unreadable:
            closed = len(material.closed_teams)
            teams = f"这把钥匙打不开 {closed} 支队伍的名册（名单在文件里），" if closed else ""
            self.console.warn(f"注意：{teams}一共有 {material.unreadable} 行打不开，没有统计在内")


def _contents(paper: Paper, material: Material, *, people: bool) -> Contents:
    """What the log is told."""
    headings = dict.fromkeys(column.title for part in paper.parts for column in part.table.columns)
    counts = {"rows": sum(len(part.table.rows) for part in paper.parts), "unreadable": material.unreadable}
    return Contents(tuple(team.address for team in material.teams), tuple(headings), counts, people)


def end(material: Material) -> None:
    """The end of a command that has said everything: 1 where rows are damaged.

    That a key opens only its own teams' sheets is as it should be.
    """
    if material.damaged:
        sys.exit(1)


def _printable(paper: Paper) -> Paper:
    """The report on paper: a list that nobody would print stands in the workbook alone."""
    parts = (_short(part) if len(part.table.rows) > MOST_LINES else part for part in paper.parts)
    return replace(paper, parts=tuple(parts))


def _short(part: Part) -> Part:
    note = f"共 {len(part.table.rows)} 行，太长，只在 Excel 文件里。"
    return replace(part, table=replace(part.table, rows=()), notes=(*part.notes, note))


def _for_others(problem: Problem, material: Material) -> bool:
    """Rows that are simply sealed to other people: the sums tell of them, and a service sheet always has some."""
    sheet = material.sheets.get(problem.path)
    whole = sheet is not None and (not sheet.rows or problem.path.endswith(SERVICE))
    return whole and problem.message.startswith(LOCKED)


def begin(name: str, asked: Asked, *, need_key: bool = False) -> Job:
    """Read the open register and prove the folder private; the keys are opened later, by whoever reads sheets.

    Raises:
        click.UsageError: ``need_key`` and no key is named.
        click.ClickException: the register cannot be read, everything is asked for without a reason, or the folder is
            not private.
    """
    if need_key:
        demand_key(asked.identities)
    console = Terminal(quiet=asked.quiet)
    root = asked.root or find_root(Path.cwd())
    library = readable(root, console, sealed=False)
    sample = library.facts.sample
    order = order_of(name, root, asked.out, asked.reason, full=asked.full, locked=asked.locked, sample=sample)
    try:
        folder = prepare(root, order, (f"{name}.xlsx", f"{name}.docx"))
    except Refused as error:
        raise click.ClickException(str(error)) from None
    return Job(root, library, asked.identities, console, order, folder, name)


def home_of(library: Library) -> Home:
    """The federation as reports need it."""
    facts = library.facts
    return Home(
        name=facts.name,
        place=facts.place,
        levels=tuple(level.name for level in facts.levels),
        areas=tuple(Area(each.code, each.label, each.zone, each.name) for each in facts.divisions),
        sources=facts.sources,
        brands=tuple(brand.name for brand in facts.brands),
        stars=facts.stars,
        stats_due=facts.stats_due or "",
        sample=facts.sample,
    )


def a_day(ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """An option's day such as 2026-06-30, or a sentence in Chinese."""
    try:
        return dt.date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter("日期写成 2026-06-30 这样。", ctx, param) from None


MOST_LINES = 3000
"""Of a table in a Word file, some sixty pages."""
YEAR = click.IntRange(2000, 2100)
"""Years that a report may be about."""
