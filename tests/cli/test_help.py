"""The help of every command, read by people who read Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from generator.cli.main import jinguo

ENGLISH = ("Options:", "Usage:", "Commands:", "Show this message", "Arguments:", "[required]", "[default", "[x", "<=x")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command by the words that call it, groups too."""
    yield path
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", list(commands(jinguo)), ids=" ".join)
def test_no_help_has_english_headings(words: tuple[str, ...]) -> None:
    """Each command is made with the wording of its own."""
    done = CliRunner().invoke(jinguo, [*words, "--help"])
    assert done.exit_code == 0, done.output
    assert [each for each in ENGLISH if each in done.output] == []
    assert "用法" in done.output
    assert "选项" in done.output
