"""Corrections as a unified diff: what a reader sees line by line, and what ``git apply`` takes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.drafts.fixes import Fix

_NO_END = "\\ No newline at end of file"


def patch(made: Iterable[Fix]) -> str:
    """All corrections as one patch; the empty text where there are none."""
    return "".join(f"{line}\n" for each in made for line in diff(each))


def diff(made: Fix) -> Iterator[str]:
    """The lines of one file's diff, without their ends; a carriage return stays where the file has it."""
    tab = "\t" if " " in made.path else ""
    yield f"diff --git a/{made.path} b/{made.path}"
    lines = difflib.unified_diff(
        _lines(made.old), _lines(made.new), f"a/{made.path}{tab}", f"b/{made.path}{tab}", lineterm=""
    )
    for number, line in enumerate(lines):
        if number > 1 and line.endswith("\n"):
            yield line[:-1]
        elif number > 1 and not line.startswith("@@"):
            yield line
            yield _NO_END
        else:
            yield line


def _lines(text: str) -> list[str]:
    """Lines with their ends; nothing but a line feed ends one, as git sees it."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
