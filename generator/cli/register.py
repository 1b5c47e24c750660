"""What all commands share: where the register is, and how a problem list is shown."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from generator.problems import Problem, count

FEDERATION = Path("teams/federation.yml")


def find_root(start: Path) -> Path:
    """The register's root: the nearest folder at or above ``start`` that holds ``teams/federation.yml``.

    Raises:
        click.ClickException: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / FEDERATION).is_file():
            return folder
    raise click.ClickException(
        "这里不是登记册：没有找到 teams/federation.yml。请先进入登记册的文件夹，或者用 --root 指明。"
    )


def root_option(command: click.decorators.FC) -> click.decorators.FC:
    """``--root``: the register's folder."""
    return click.option(
        "--root",
        metavar="文件夹",
        type=click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True),
        help="登记册的文件夹（默认从当前文件夹往上找）。",
    )(command)


def quiet_option(command: click.decorators.FC) -> click.decorators.FC:
    """``--quiet``: results and mistakes only."""
    return click.option("--quiet", is_flag=True, help="只显示错误，不显示过程。")(command)


def as_text(problems: Iterable[Problem]) -> str:
    """``path:line:col: error T5: …`` a line, then the count."""
    listed = list(problems)
    return "\n".join([*(str(problem) for problem in listed), count(listed)])


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub shows on the very line."""
    lines = []
    for problem in problems:
        text = problem.message + (f" —— {problem.hint}" if problem.hint else "")
        place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
        lines.append(f"::{problem.severity} {place},title={problem.rule}::{_data(text)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    """Runners also look for the older ``##[command]``, anywhere in a line."""
    return text.replace("##[", "＃＃[").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects, one a problem."""
    keys = ("path", "line", "column", "rule", "severity", "message", "hint")
    listed = [{key: getattr(problem, key) for key in keys} for problem in problems]
    return json.dumps(listed, ensure_ascii=False, indent=2)


def as_gitlab(problems: Iterable[Problem]) -> str:
    """A Code Quality report, which GitLab shows beside the very lines."""
    listed, told = [], Counter[str]()
    for problem in problems:
        what = f"{problem.path}\n{problem.rule}\n{problem.message}"
        told[what] += 1
        fingerprint = hashlib.sha256(f"{what}\n{told[what]}".encode()).hexdigest()
        text = problem.message + (f" —— {problem.hint}" if problem.hint else "")
        severity = "critical" if problem.severity == "error" else "minor"
        place = {"path": problem.path, "lines": {"begin": problem.line}}
        listed.append(
            {
                "description": text,
                "check_name": problem.rule,
                "fingerprint": fingerprint,
                "severity": severity,
                "location": place,
            }
        )
    return json.dumps(listed, ensure_ascii=False, indent=2)


def as_markdown(problems: Iterable[Problem]) -> str:
    """A table for a summary comment."""
    listed = list(problems)
    rows = [
        f"| {'❌' if problem.severity == 'error' else '⚠️'} {problem.rule} | `{_cell(problem.path)}:{problem.line}` "
        f"| {_cell(problem.message)} | {_cell(problem.hint)} |"
        for problem in listed
    ]
    head = ["| 规则 | 位置 | 问题 | 怎么改 |", "| --- | --- | --- | --- |"] if rows else []
    return "\n".join([*head, *rows, "", count(listed)]).lstrip("\n")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("`", "'")


FORMATS = {
    "text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json, "markdown": as_markdown,
}  # fmt: skip
