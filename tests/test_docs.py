"""The handbook is complete: every command, every key and every rule is in it, and editors know the same keys.

``JINGUO_RENEW=1 pytest tests/test_docs.py`` writes the table of rules and the JSON Schemas anew.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from generator.cli.main import jinguo
from generator.cli.rules import SCHEMAS, table
from generator.records import kinds
from generator.records.federation import Federation
from generator.records.honours import Honours
from generator.records.library import load
from generator.records.publishing import KINDS as TARGETS
from generator.records.schema import schemas
from generator.records.targets import Publishing
from generator.records.wording import _inner_models
from tests.conftest import SITES

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "content" / "guide"
BEGIN, END = "<!-- rules:begin -->\n", "\n<!-- rules:end -->"


def commands(group: click.Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and every group with its words."""
    yield words, group
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from commands(command, (*words, name))


HELPS = dict(commands(jinguo, ()))
COMMANDS = {words: command for words, command in HELPS.items() if not isinstance(command, click.Group)}


def parse(words: list[str]) -> None:
    """Take a command line apart as the program does, without running it or looking for its files.

    Raises:
        click.UsageError: there is no such command or option, or one argument too many.
    """
    command: click.Command = jinguo
    context = click.Context(command, info_name="jinguo")
    while isinstance(command, click.Group):
        _, rest, _ = command.make_parser(context).parse_args(words)
        if not rest:
            raise click.UsageError("no command")
        _, found, words = command.resolve_command(context, rest)
        assert found is not None
        command, context = found, click.Context(found, parent=context, info_name=found.name)
    values, rest, _ = command.make_parser(context).parse_args(words)
    if rest:
        raise click.UsageError(f"too much: {rest}")
    for parameter in command.params:
        value = values.get(parameter.name or "")
        if isinstance(parameter.type, click.Choice) and value is not None:
            parameter.type_cast_value(context, value)


@pytest.mark.parametrize("words", HELPS, ids=lambda words: " ".join(words) or "jinguo")
def test_every_command_shows_an_example(words: tuple[str, ...]) -> None:
    """``--help`` ends with one that can be typed as it stands."""
    shown = CliRunner().invoke(jinguo, [*words, "--help"], terminal_width=200).output
    example = re.search(r"例子：\s*jinguo ([^\n]*)", shown)
    assert example is not None
    assert example[1].split()[: len(words)] == list(words)
    parse(shlex.split(example[1]))


FENCE = re.compile(r"^(~~~|```)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
IN_A_LINE = re.compile(r"`(jinguo|make) ([^`\n]+)`")
IN_A_FENCE = re.compile(r"^(?:\S*[\\/])?(jinguo|make) (.+)$", re.MULTILINE)


def typed() -> Iterator[tuple[str, str, str]]:
    """Every command line of ours that the README and the handbook print: file, program, the rest of the line."""
    for path in (ROOT / "README.md", *sorted(GUIDE.glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            for line in IN_A_FENCE.finditer(fence[2]):
                yield path.name, line[1], line[2]
        for line in IN_A_LINE.finditer(FENCE.sub("", text)):
            yield path.name, line[1], line[2]


TYPED = sorted(set(typed()))


@pytest.mark.parametrize(("page", "program", "line"), TYPED, ids=lambda part: part.replace(" ", "_"))
def test_every_printed_command_can_be_typed(page: str, program: str, line: str) -> None:
    """Commands and options exist; targets and variables of ``make`` stand in the Makefile."""
    words = shlex.split(line, comments=True)
    if program == "jinguo":
        parse(words)
        return
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for word in words:
        name, given, _ = word.partition("=")
        pattern = rf"^{re.escape(name)} \?=" if given else rf"^{re.escape(name)}:"
        assert re.search(pattern, makefile, re.MULTILINE), f"{page}: make {line}"


def test_printed_commands_are_found() -> None:
    """The expressions above see all kinds of line: with a folder before it, in a fence, in a sentence."""
    lines = {(page, f"{program} {line}") for page, program, line in TYPED}
    assert {("setup.md", "make site"), ("setup.md", "jinguo build"), ("publish.md", "jinguo leaks")} <= lines
    assert ("setup.md", "make site PYTHON=python3.12") in lines
    with pytest.raises(click.UsageError):
        parse(["roster", "import"])
    with pytest.raises(click.UsageError):
        parse(["build", "--fast"])
    with pytest.raises(click.UsageError):
        parse(["leaks", "site"])


def test_the_printed_report_is_what_the_program_prints(tmp_path: Path) -> None:
    """The example of ``check.md``, and the sentence of ``publish.md`` about a check without a key."""
    shutil.copytree(ROOT / "teams", tmp_path / "teams")
    team = tmp_path / "teams" / "xinhua" / "guangminglu-aixin" / "team.yml"
    text, changed = re.subn(r"(?m)^size: .*$", "size: 3", team.read_text(encoding="utf-8"))
    assert changed == 1
    team.write_text(text, encoding="utf-8")
    shown = CliRunner().invoke(jinguo, ["check", "--root", str(tmp_path), str(team.parent)]).output
    assert f"~~~text\n{shown}~~~" in (GUIDE / "check.md").read_text(encoding="utf-8")
    (tmp_path / "site").mkdir()
    shown = CliRunner().invoke(jinguo, ["leaks", "--root", str(tmp_path)]).output
    assert f"~~~text\n{shown}~~~" in (GUIDE / "publish.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_in_the_handbook(words: tuple[str, ...]) -> None:
    """With its options, each with a name that the handbook uses somewhere."""
    guide = "".join(path.read_text(encoding="utf-8") for path in sorted(GUIDE.glob("*.md")))
    listed = (GUIDE / "commands.md").read_text(encoding="utf-8")
    assert f"jinguo {' '.join(words)}" in listed
    for option in COMMANDS[words].params:
        if isinstance(option, click.Option) and not option.hidden:
            assert option.help, option.name
            if option.name not in {"help", "root"}:
                assert any(name in guide for name in option.opts), option.name


def section(anchor: str) -> str:
    """The part of the handbook about one kind of record."""
    text = (GUIDE / "records.md").read_text(encoding="utf-8")
    return text.partition(f"{{ #{anchor} }}")[2].partition("\n## ")[0]


def models(kind: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A kind and every kind inside it; photographs have a section of their own."""
    yield kind
    yield from TARGETS.values() if kind is Publishing else ()
    for inner in _inner_models(kind).values():
        if inner is not None and inner is not kinds.Photo:
            yield from models(inner)


SECTIONS: dict[str, type[BaseModel]] = {
    "team": kinds.Team, "activity": kinds.Activity, "photo": kinds.Photo, "brand": kinds.Brand,
    "project": kinds.Project, "volunteer": kinds.Volunteer, "community": kinds.Community, "honours": Honours,
    "consents": kinds.Consent, "retired": kinds.Retired, "page": kinds.Page, "federation": Federation,
    "publish": Publishing,
}  # fmt: skip


@pytest.mark.parametrize("anchor", SECTIONS)
def test_every_key_is_in_the_handbook(anchor: str) -> None:
    """In the section of its record, set as code; and the schema can say in Chinese what it is for."""
    text = section(anchor)
    for model in models(SECTIONS[anchor]):
        for key in _inner_models(model):
            assert re.search(rf"`(?:[^`\n]*\W)?{key}(?:\W[^`\n]*)?`", text), f"{model.__name__}.{key}"
        for name, info in model.model_fields.items():
            assert info.description, f"{model.__name__}.{name}"


def test_the_sections_are_all_kinds_of_record() -> None:
    """No kind of record has a schema without a section."""
    photo = {"photo"}
    assert {name.removesuffix(".json") for name in schemas()} == set(SECTIONS) - photo


def test_the_rules_are_in_the_handbook() -> None:
    """The table is the one that ``jinguo rules`` prints; ``JINGUO_RENEW=1`` writes it."""
    path = GUIDE / "check.md"
    before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    listed, end, after = rest.partition(END)
    assert begin
    assert end
    if os.environ.get("JINGUO_RENEW"):
        path.write_text(f"{before}{BEGIN}{table()}{END}{after}", encoding="utf-8", newline="\n")
        listed = table()
    assert listed == table()


def test_schemas_are_up_to_date() -> None:
    """``jinguo schema`` would change nothing."""
    if os.environ.get("JINGUO_RENEW"):
        CliRunner().invoke(jinguo, ["schema"])
    assert {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")} == schemas()


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: numbers, truth values and null, but no days and no ``on`` or ``yes``."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)


def as_editors_read(path: Path) -> Any:
    """The values of a record or of its front matter."""
    text = path.read_text(encoding="utf-8")
    front = text.removeprefix("---\n").partition("\n---\n")[0] if path.suffix == ".md" else text
    return yaml.load(front, Loader=Core)  # noqa: S506 - it knows plain values only


FOLDERS = {"teams": "team", "activities": "activity", "brands": "brand", "projects": "project",
           "volunteers": "volunteer", "communities": "community", "honours": "honours"}  # fmt: skip


@pytest.mark.parametrize("root", [ROOT, SITES / "whole"], ids=["sample", "whole"])
def test_schemas_accept_what_the_check_accepts(root: Path) -> None:
    """An editor marks nothing in any record of the sample and of the whole register."""
    library, problems = load(root)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    paths = [
        ("federation", "teams/federation.yml"),
        ("consents", "teams/consents.yml"),
        ("retired", "teams/retired.yml"),
    ]
    for folder, name in FOLDERS.items():
        paths += [(name, entry.path) for entry in getattr(library, folder).values()]
    for name, path in paths:
        values = as_editors_read(root / path)
        faults = [
            fault.message for fault in Draft202012Validator(json.loads(schemas()[f"{name}.json"])).iter_errors(values)
        ]
        assert faults == [], path


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schemas_refuse_unknown_keys(name: str) -> None:
    """Each schema is itself valid, and an editor marks a key that no record has."""
    schema = json.loads(schemas()[name])
    Draft202012Validator.check_schema(schema)
    stray: Any = [{"no such key": 1}] if schema["type"] == "array" else {"no such key": 1}
    assert any("no such key" in fault.message for fault in Draft202012Validator(schema).iter_errors(stray))


def test_editors_are_pointed_to_the_schemas() -> None:
    """The first line of each team of the sample names its schema by a path that leads there."""
    for path in (ROOT / "teams").rglob("team.yml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        target = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / target).resolve() == (SCHEMAS / "team.json").resolve(), path
