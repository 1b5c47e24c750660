"""What the commands of ``jinguo new`` share: the register, the questions, and writing a file that was not there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.cli.asking import Asker, Choice, Question, WrongAnswerError
from generator.cli.register import find_root, root_option
from generator.clock import today
from generator.console import harmless
from generator.drafts.addresses import free_page, slug
from generator.drafts.begun import Begun, Kind, begun
from generator.faults import words_of
from generator.problems import Problem, errors
from generator.records.addresses import RESERVED, SLUG
from generator.records.federation import Federation
from generator.records.library import TOP, Library, load

Values = Mapping[str, object]
_A_KEY = re.compile("[a-z_]+: ")


@dataclass(frozen=True, slots=True)
class Plan:
    """A record as answered: where it goes and what it says."""

    address: str
    values: Values
    remarks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """A register and somebody who answers, or options that do."""

    library: Library
    facts: Federation
    ask: Asker

    def teams(self) -> list[Choice]:
        """Every team as people may write it."""
        return [Choice(address or self.facts.levels[0].name, team.fields.name) for address, team in self._active()]

    def _active(self) -> Sequence[tuple[str, Any]]:
        listed = [each for each in self.library.teams.items() if each[1].fields.status != "disbanded"]
        return [*(each for each in listed if each[0] != TOP), *(each for each in listed if each[0] == TOP)]

    def brands(self) -> list[Choice]:
        """The federation's brand lines."""
        return [Choice(each.name, f"{each.name}：{each.motto}") for each in self.facts.brands]

    def new_address(self, question: Question, kind: Kind, above: str = "") -> str:
        """An address that somebody chooses, lower-case and free; below ``above`` where it is a team's."""

        def read(typed: str) -> str:
            if typed.isascii() and typed.isdigit():
                raise WrongAnswerError("不能只有数字，用拼音起名，例如 guangming-aixin")
            if not SLUG.fullmatch(typed) or RESERVED.fullmatch(typed):
                near = slug(typed)
                meant = f"，例如 {near}" if near else "，例如 guangming-aixin（用拼音）"
                raise WrongAnswerError(f"只用小写字母、数字，用 - 连接{meant}")
            whole = f"{above}/{typed}" if above else typed
            taken = whole in self.library.teams or (self.library.root / "teams" / whole).exists()
            free = (not taken) if kind == "teams" else free_page(self.library, kind, typed) == typed
            if not free:
                raise WrongAnswerError(f"“{typed}” 已经有了，请换一个")
            return whole

        return self.ask.ask(question, read)


def new_options(command: click.decorators.FC) -> click.decorators.FC:
    """``--open`` and ``--root`` of every command here."""
    shown = click.option("--open", "opened", is_flag=True, help="写好以后在编辑器里打开。")
    return root_option(shown(command))


def make(
    kind: Kind,
    given: Mapping[str, str | None],
    root: Path | None,
    plan: Callable[[Desk], Plan],
    next_steps: Callable[[str], Sequence[str]],
    *,
    opened: bool,
) -> None:
    """Ask until the rules have nothing against it, then write the record and say what comes next."""
    found_root = root or find_root(Path.cwd())
    library, _ = load(found_root, sealed=False)
    if library.federation is None:
        raise click.ClickException("teams/federation.yml 读不出来，请先运行 jinguo check 改好")
    desk = Desk(library, library.federation.fields, Asker(given))
    while True:
        planned = plan(desk)
        record = begun(library, today(), kind, planned.address, planned.values, planned.remarks)
        if not _again(desk, record):
            break
    file = found_root / record.path
    _write(file, record.text)
    click.echo(harmless(f"写好了：{record.path}"))
    for problem in record.problems:
        click.echo(harmless(f"  提醒：{problem.message}" + (f" —— {problem.hint}" if problem.hint else "")))
    click.echo("接下来：")
    for number, step in enumerate(next_steps(planned.address), start=1):
        click.echo(harmless(f"  {number}. {step}"))
    if opened:
        _open(file)


def _again(desk: Desk, record: Begun) -> bool:
    """Whether something has to be asked again."""
    wrong = errors(record.problems)
    said = [_as_an_answer(each) for each in wrong]
    asked = [desk.ask.forget(record.key_of(each), reason) for each, reason in zip(wrong, said, strict=True)]
    if wrong and not any(asked):
        raise click.ClickException(harmless("没有写入：" + "；".join(said)))
    return bool(wrong)


def _as_an_answer(problem: Problem) -> str:
    """What a rule says, without what only somebody with the file before her can do: ``写 status: paused``."""
    hint = "；".join(each for each in problem.hint.split("；") if not _A_KEY.search(each))
    return problem.message + (f" —— {hint}" if hint else "")


def _write(file: Path, text: str) -> None:
    """Make a file that is not there; one that somebody made in the meantime is left alone."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(text.encode())
    except FileExistsError:
        raise click.ClickException(harmless(f"没有写入：{file} 已经有了，请再运行一次")) from None
    except OSError as error:
        raise click.ClickException(harmless(f"没有写入：{file}：{words_of(error)}")) from None


def _open(file: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor:
        click.edit(filename=str(file), editor=editor)
    elif click.launch(str(file)) != 0:
        click.echo("没有能打开它的程序，请在编辑器里打开上面的文件。", err=True)
