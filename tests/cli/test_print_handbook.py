"""What the handbook and ``--help`` print about ``jinguo print`` works as it stands, in the sample register."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli.main import jinguo
from generator.cli.print_commands import printing
from generator.records.federation import Printing
from tests.guide.office import lines_of
from tests.prints.printed import with_font
from tests.tiny import ROOT

KEY = ROOT / "tests/sample/sample.identity"
GIVEN = {"我的钥匙.identity", "~/钥匙/总队.identity"}
"""Names of keys in the examples."""


def shown(name: str) -> str:
    """The example of one command's ``--help``."""
    text = CliRunner().invoke(jinguo, ["print", *([name] if name else []), "--help"], terminal_width=300).output
    found = re.search(r"例子：\s*jinguo ([^\n]*)", text)
    assert found is not None
    return found[1].strip()


def printed() -> list[str]:
    """Every line about printing, once."""
    guide = [line.removeprefix("jinguo ") for page in ("print.md", "commands.md") for line in lines_of(page)]
    examples = [shown(name) for name in ("", *printing.list_commands(printing.make_context("print", ["card"])))]
    return sorted({line for line in (*guide, *examples) if line.startswith("print ")})


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register with its key under the names of the examples."""
    root = tmp_path_factory.mktemp("示例")
    for name in ("content", "teams", "activities"):
        shutil.copytree(ROOT / name, root / name)
    (root / "theme").symlink_to(ROOT / "theme")
    (root / ".cache").mkdir()
    (root / "我的钥匙.identity").write_bytes(KEY.read_bytes())
    (root / "我的钥匙.identity").chmod(0o600)
    return root


def test_all_kinds_are_printed() -> None:
    """The expressions above find every command."""
    assert {line.split()[1] for line in printed()} == {"poster", "story", "leaflet", "certificate", "card", "record"}


@with_font
@pytest.mark.parametrize("line", printed())
def test_every_printed_line_works(sample: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Whoever copies one from the handbook gets a file."""
    monkeypatch.chdir(sample)
    words = [str(sample / "我的钥匙.identity") if word in GIVEN else word for word in shlex.split(line)]
    done = CliRunner().invoke(jinguo, words)
    assert done.exit_code == 0, done.output
    assert "已写入" in done.output


def test_the_settings_of_fonts_are_read() -> None:
    """As the page spells them."""
    text = (ROOT / "content/guide/print.md").read_text(encoding="utf-8")
    fences = re.findall(r"^~~~yaml\n(.*?)^~~~$", text, re.MULTILINE | re.DOTALL)
    settings = [Printing.model_validate(yaml.safe_load(fence)["printing"]) for fence in fences]
    assert [each.serif for each in settings] == ["Source Han Serif SC"]
