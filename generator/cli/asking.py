"""Questions that a command asks in Chinese, each of them an option too, so that it also works without a terminal."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import click

from generator.console import harmless
from generator.problems import did_you_mean

T = TypeVar("T")
_MANY = 30
"""Choices that are listed; of more, only those whose name holds what was typed."""


_SHOWN = 8
"""Names in a reason; more nobody reads."""


class WrongAnswerError(Exception):
    """Why an answer cannot be taken, in Chinese."""

    def __init__(self, reason: str, near: Sequence[Choice] = ()) -> None:
        self.near = near
        """What may have been meant, where it is more than one."""
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a record needs to know."""

    key: str
    """Of the record; what a rule says against it is asked again."""
    option: str
    """Name of the option, without dashes."""
    text: str
    """What is asked."""
    help: str = ""
    """How to answer, shown once below the question."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers."""

    value: str
    label: str


@dataclass
class Asker:
    """Asks at a terminal, takes options elsewhere; what was answered once is not asked again."""

    given: Mapping[str, str | None]
    """Options as typed, by name with underscores."""
    live: bool = field(default_factory=lambda: at_terminal())  # noqa: PLW0108 - looked up when asked
    _answers: dict[Question, object] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)
    """Options whose value a rule did not take."""
    _explained: set[Question] = field(default_factory=set)

    def ask(self, question: Question, read: Callable[[str], T], default: str | None = None) -> T:
        """The answer to a question as ``read`` understands it; an empty default makes it optional.

        Raises:
            click.ClickException: nobody can be asked, and the option is missing or wrong.
        """
        if question in self._answers:
            return self._answers[question]  # type: ignore[return-value]
        typed = self.given.get(question.option.replace("-", "_"))
        if typed is not None and question.option not in self._refused:
            answer = self._once(question, read, typed)
        elif not self.live:
            if default is None:
                raise click.ClickException(f"没有写 --{question.option}（{question.text}）。{question.help}".rstrip())
            answer = self._once(question, read, default)
        else:
            answer = self._until(question, read, default)
        self._answers[question] = answer
        return answer

    def wants(self, question: Question) -> bool:
        """Whether somebody has written the option, or a rule has asked for another answer."""
        return self.given.get(question.option.replace("-", "_")) is not None or question.option in self._refused

    def forget(self, key: str, reason: str) -> bool:
        """Ask for a key again, because of what a rule says; whether there is such a question and somebody to ask."""
        asked = [question for question in self._answers if question.key == key]
        if not asked or not self.live:
            return False
        click.echo(harmless(f"  ✗ {reason}"), err=True)
        for question in asked:
            del self._answers[question]
            self._refused.add(question.option)
        return True

    def _once(self, question: Question, read: Callable[[str], T], typed: str) -> T:
        try:
            return read(typed.strip())
        except WrongAnswerError as wrong:
            if not self.live:
                raise click.ClickException(harmless(f"--{question.option}：{wrong}")) from None
            click.echo(harmless(f"  ✗ {wrong}"), err=True)
            return self._until(question, read, None)

    def _until(self, question: Question, read: Callable[[str], T], default: str | None) -> T:
        """At a terminal: until an answer is good."""
        self._explain(question)
        while True:
            shown = harmless(question.text)
            typed = str(
                click.prompt(
                    shown, default=default or "", show_default=bool(default), prompt_suffix="：", err=True,
                    value_proc=lambda value: value,
                )
            )  # fmt: skip
            try:
                return read(typed.strip())
            except WrongAnswerError as wrong:
                click.echo(harmless(f"  ✗ {wrong}"), err=True)

    def choose(
        self, question: Question, choices: Sequence[Choice], default: str | None = None, *, shown: int = _MANY
    ) -> str:
        """One of several, by number, value or name; only the first ones are listed where there are many."""
        self._list(question, choices[:shown] if shown < _MANY else choices)
        named = next((each.label for each in choices if each.value == default and default.isascii()), default)
        return self.ask(question, self.picker(choices, optional=default == ""), named if default else default)

    def picker(self, choices: Sequence[Choice], *, optional: bool = False) -> Callable[[str], str]:
        """``chosen``, which at a terminal numbers what it found and then takes a number of those."""
        offered: list[Choice] = []

        def pick(typed: str) -> str:
            if offered and typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(offered):
                return offered[int(typed) - 1].value
            try:
                return chosen(choices, typed, optional=optional)
            except WrongAnswerError as wrong:
                if not self.live or not wrong.near:
                    raise
                offered[:] = wrong.near[:_MANY]
                lines = [f"    {number}. {each.label}" for number, each in enumerate(offered, start=1)]
                lines += [f"    还有 {len(wrong.near) - _MANY} 个，请多写几个字"] if len(wrong.near) > _MANY else []
                raise WrongAnswerError("\n".join([f"“{typed[:30]}” 不止一个，写编号：", *lines])) from None

        return pick

    def choose_some(self, question: Question, choices: Sequence[Choice], default: str | None = None) -> tuple[str, ...]:
        """Some of several, in the order typed, split by commas or blanks."""
        self._list(question, choices)

        def read(typed: str) -> tuple[str, ...]:
            parts = [part for part in _split(typed) if part]
            if not parts and default != "":
                raise WrongAnswerError("至少写一个")
            return tuple(dict.fromkeys(pick(part) for part in parts))

        pick = self.picker(choices)
        return self.ask(question, read, default)

    def _explain(self, question: Question) -> None:
        """How to answer, said once."""
        if question.help and question not in self._explained:
            click.echo(harmless(f"  {question.help}"), err=True)
        self._explained.add(question)

    def need(self, questions: Iterable[Question]) -> None:
        """Where nobody can be asked: every option that is still missing, told at once.

        Raises:
            click.ClickException: at least one is missing.
        """
        lacking = [each for each in questions if not self.live and not self.wants(each)]
        if len(lacking) > 1:
            named = "、".join(f"--{each.option}（{each.text}）" for each in lacking)
            raise click.ClickException(f"没有写 {named}")

    def offer(self, question: Question, choices: Sequence[Choice]) -> None:
        """List the choices of a question that has more answers than these; of many only a few, as examples."""
        self._list(question, choices)
        if len(choices) > _MANY and self._asks(question):
            few = "、".join(each.label for each in choices[:_SHOWN])
            click.echo(harmless(f"  例如 {few}……"), err=True)

    def _asks(self, question: Question) -> bool:
        """Whether somebody will have to answer a question at the terminal."""
        typed = self.given.get(question.option.replace("-", "_")) is not None and question.option not in self._refused
        return self.live and question not in self._answers and not typed

    def _list(self, question: Question, choices: Sequence[Choice]) -> None:
        if self._asks(question) and len(choices) <= _MANY:
            self._explain(question)
            for number, choice in enumerate(choices, start=1):
                click.echo(harmless(f"  {number}. {choice.label}"), err=True)


def at_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def chosen(choices: Sequence[Choice], typed: str, *, optional: bool = False) -> str:
    """The value that somebody means by a number, a value, a name or a part of a name.

    Raises:
        WrongAnswerError: none, or more than one.
    """
    if not typed and optional:
        return ""
    for choice in choices:
        if typed in (choice.value, choice.label):
            return choice.value
    if typed.isascii() and typed.isdigit() and len(choices) <= _MANY and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1].value
    near = [choice for choice in choices if typed and (typed in choice.label or typed in choice.value)]
    if len(near) == 1:
        return near[0].value
    if not choices:
        raise WrongAnswerError("登记册里还没有可以选的")
    few = near or choices
    rest = f"……还有 {len(few) - _SHOWN} 个，请多写几个字" if len(few) > _SHOWN else ""
    listed = "、".join(choice.label for choice in few[:_SHOWN]) + rest
    if near:
        raise WrongAnswerError(f"“{typed[:30]}” 不止一个，可以写：{listed}", near)
    start = f"没有 “{typed[:30]}”" if typed else "没有写"
    if typed.isascii() and typed.isdigit() and len(choices) <= _MANY:
        raise WrongAnswerError(f"{start}，编号是 1–{len(choices)}：{listed}")
    if typed and len(choices) > _SHOWN:
        meant = did_you_mean(typed, [choice.label for choice in choices])
        raise WrongAnswerError(f"{start}，{meant or '请写名称里的几个字'}")
    raise WrongAnswerError(f"{start}，可以写：{listed}")


def _split(typed: str) -> list[str]:
    for sign in "、，；;,":
        typed = typed.replace(sign, " ")
    return typed.split()


def text(typed: str) -> str:
    """An answer that must not be empty."""
    if not typed:
        raise WrongAnswerError("这一项不能空着")
    return typed


def maybe(typed: str) -> str | None:
    """An answer that may be empty."""
    return typed or None


def number(typed: str) -> int:
    """A count of people."""
    plain = unicodedata.normalize("NFKC", typed).strip().removesuffix("人").strip()
    if not re.fullmatch(r"[0-9]{1,6}", plain):
        raise WrongAnswerError("只写整数，例如 12")
    return int(plain)
