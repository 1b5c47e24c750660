"""Mistakes in content: what is wrong, where it stands, and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file; ordered by place, so that a sorted list reads like the register."""

    path: str
    """POSIX path relative to the register's root."""
    line: int
    """1-based; 1 where the file as a whole is meant."""
    column: int
    """1-based, counted in characters."""
    rule: str
    """Rule id such as ``T5``."""
    severity: Severity
    message: str
    """Chinese, one line."""
    hint: str = ""
    """Chinese, says what to do; may be empty."""

    def __str__(self) -> str:
        tail = f" —— {self.hint}" if self.hint else ""
        text = f"{self.path}:{self.line}:{self.column}: {self.severity} {self.rule}: {self.message}{tail}"
        return visible(text)


class ContentError(Exception):
    """The register holds errors, so nothing may be built from it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__(count(self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def count(problems: Iterable[Problem]) -> str:
    """The closing line of a report, in Chinese."""
    listed = list(problems)
    wrong = len(errors(listed))
    if not listed:
        return "没有发现问题"
    return f"共 {wrong} 个错误，{len(listed) - wrong} 个提醒"


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``是不是 “…”？`` for the choice nearest to a misspelt word, or an empty string."""
    return _hint(word, tuple(choices))


@lru_cache(maxsize=4096)
def _hint(word: str, known: tuple[str, ...]) -> str:
    """Made once a word: a renamed team may be misspelt in a thousand reports, and each search takes its time."""
    parts = re.split("[、，,；;]", word)
    if len(parts) > 1 and all(part.strip() in known for part in parts):
        return f"请用半角逗号分开：[{', '.join(part.strip() for part in parts)}]"
    near = [each for each in known if each.lower() == word.lower()]
    near += difflib.get_close_matches(word, known, n=1, cutoff=0.55)
    return f"是不是 “{near[0]}”？" if near else ""


def visible(text: str) -> str:
    """Replace control characters, so that a file name cannot forge lines or colours in a report."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
