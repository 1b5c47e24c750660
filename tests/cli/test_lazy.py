"""A command starts with its own part of the program: nobody waits for the rest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.wording import LazyGroup

ROOT = Path(__file__).resolve().parents[2]
LOADED = """
import sys
sys.path.insert(0, sys.argv[1])
from generator.cli.main import jinguo
try:
    jinguo.main(args=sys.argv[2:], standalone_mode=False)
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("words", "others"),
    [
        (("--version",), {"pydantic", "yaml", "PIL", "pyrage"}),
        (("rules",), {"generator.sealed", "generator.pages", "generator.withdrawal", "pyrage", "docx"}),
        (
            ("roster", "add", "--help"),
            {"generator.pages", "generator.checks", "generator.photos", "docx", "xlsxwriter"},
        ),
        (("seal", "--help"), {"generator.pages", "generator.checks", "generator.photos", "docx", "xlsxwriter"}),
    ],
)
def test_a_command_loads_its_own_part_only(words: tuple[str, ...], others: set[str]) -> None:
    """Neither the pages, nor the photographs, nor the libraries of others."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(ROOT), *words], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert not others & set(done.stderr.split())


def test_an_unknown_command_is_answered_without_loading_any() -> None:
    """Names alone are enough for the nearest one."""
    group = LazyGroup("x", lazy={"remove": "no_such_module:remove"})
    assert "是不是 “remove”？" in CliRunner().invoke(group, ["remov"]).output
