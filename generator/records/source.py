"""One file of the register: its values, its text, and the place of every key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from generator.problems import Problem, Severity
from generator.records.marks import KeyPath, Marks, read_yaml, unpack

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


SAID = Problem("", 0, 0, "", "warning", "")
"""Stands for a problem that would only repeat that a key could not be read; reports leave it out."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file, or a Markdown file with front matter."""

    path: str
    """POSIX path relative to the register's root."""
    values: Any
    """Dicts, lists, text and None as written; None where the file cannot be read."""
    marks: Marks = field(default_factory=dict)
    body: str = ""
    """Markdown after the front matter."""
    body_line: int = 1
    """1-based line of the file on which the body begins."""
    silent: frozenset[str] = frozenset()
    """Keys about which everything has been said: they could not be read, and hold stand-ins."""

    def place(self, *keys: str | int) -> tuple[int, int]:
        """Line and column of a key, or of the nearest key above it that exists."""
        at: KeyPath = keys
        while at:
            mark = self.marks.get(at)
            if mark is not None:
                return unpack(mark)
            at = at[:-1]
        return 1, 1

    def problem(
        self, rule: str, message: str, hint: str = "", *, at: KeyPath = (), severity: Severity = "error"
    ) -> Problem:
        """A problem at a key of this file; ``SAID`` at a key that could not be read."""
        if at and at[0] in self.silent:
            return SAID
        return Problem(self.path, *self.place(*at), rule, severity, message, hint)


def read_record(path: str, text: str, problems: list[Problem]) -> Document:
    """Parse the text of a YAML or Markdown file; what is wrong goes to ``problems``."""
    if path.endswith(".md"):
        return read_markdown(path, text, problems)
    values, marks, wrong = read_yaml(path, text)
    problems += wrong
    if values is None and not wrong:
        problems.append(Problem(path, 1, 1, "F1", "error", "文件里只有注释，没有内容", "请填写内容"))
    return Document(path, values, marks)


def read_markdown(path: str, text: str, problems: list[Problem]) -> Document:
    """Split front matter from text; both are kept even when the front matter is broken."""
    opening = _FENCE.match(text)
    if not opening:
        return Document(path, None, body=text)
    closing = _FENCE.search(text, opening.end() + 1)
    if not closing:
        message = "开头的 “---” 没有配对"
        problems.append(Problem(path, 1, 1, "F2", "error", message, "请在最后一个键下面另起一行写 “---”"))
        return Document(path, None, body="")
    front, body = text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :]
    values, marks, wrong = read_yaml(path, front, first_line=2)
    problems += wrong
    body_line = text.count("\n", 0, closing.end()) + 2
    if values is None and not wrong:
        values = {}
    return Document(path, values, marks, body, body_line)
