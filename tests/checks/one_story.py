"""The whole register with one more story, or a few, and what the rules about stories say of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from generator.checks.registry import CHECKS, RULES, Facts
from generator.problems import Problem
from generator.records.library import load
from tests.conftest import SITES, TODAY, Content, copied

FEDERATION = (SITES / "whole" / "teams/federation.yml").read_text(encoding="utf-8")
CREDITS = "{source: 东河区妇联, edit: 示例甲, proof: 示例乙, review: 示例丙, issue: 示例丁}"
MINE = ("A17", "A18", "A19", "A20", "A21", "A22", "A23", "G1", "G11", "G18")
Told = Callable[..., list[Problem]]


def story(body: str, day: str = "2026-04-01", more: str = "", **keys: str) -> str:
    """One report of the whole register."""
    usual = {"title": "院子里的一天", "kind": "report", "credits": CREDITS, "status": "selected"} | keys
    lines = "".join(f"{key}: {value}\n" for key, value in usual.items())
    return (
        f"---\ndate: {day}\nplace: {{township: 柳林街道}}\nteams: [donghe/liulin-aixin]\nbrand: 助困关爱\n"
        f"categories: [爱心帮扶]\n{lines}{more}---\n{body}\n"
    )


def judged(root: Path, *rules: str) -> list[Problem]:
    """What some rules say of a register."""
    library, _ = load(root)
    return sorted(each for rule in rules or MINE for each in CHECKS[rule](RULES[rule], Facts(library, TODAY)))


def telling(folder: Path) -> Told:
    """What the rules say of one story, or of several; each register is written into a room of its own."""

    def told(
        body: str | list[str], day: str = "2026-04-01", more: str = "", federation: str = FEDERATION, **keys: str
    ) -> list[Problem]:
        bodies = [body] if isinstance(body, str) else body
        files: dict[str, Content] = {"teams/federation.yml": federation}
        for at, each in enumerate(bodies):
            files[f"activities/{day[:4]}/{day[5:7]}{day[8:]}-s{at}/report.md"] = story(each, day, more, **keys)
        return judged(copied(Path(tempfile.mkdtemp(dir=folder)) / "登记 册", files))

    return told
