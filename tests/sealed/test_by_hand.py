"""What the handbook says of opening a row without this program is true to the letter."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.records.sheets import parse_sheet
from generator.sealed.age import new_identity, parse_identities
from generator.sealed.sheets import Value, open_sheet, seal_row
from tests.lines import add_lines
from tests.sealed.conftest import START, person

GUIDE = Path(__file__).parents[2] / "content/guide/private.md"
SHEET = "teams/xinhua/guangminglu-aixin/roster.sealed"
NUMBER = "410402-0000-0000-0"


def fence() -> str:
    """The block of the handbook."""
    found: list[str] = re.findall(r"^~~~bash\n(.*?)^~~~$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    [block] = [each for each in found if "age -d" in each]
    return block


@pytest.mark.skipif(not shutil.which("age") or not shutil.which("bash"), reason="age or bash is not installed")
def test_the_handbooks_commands_show_a_row_as_it_is(tmp_path: Path) -> None:
    """All its lines in any order, whole ones and parts; laid over one another they say what this program says."""
    text = new_identity("样例")
    owner = parse_identities(text)
    keys = [*owner.public, *parse_identities(new_identity("备份")).public]
    (tmp_path / "我的钥匙.identity").write_text(text, encoding="utf-8")

    def line(seconds: int, values: dict[str, Value], *, part: bool) -> str:
        return seal_row(SHEET, NUMBER, values, keys, START.replace(second=seconds), part=part)

    lines = [
        line(9, {"mobile": "13000000000", "area": ""}, part=True),
        line(1, person("王样荷"), part=False),
        seal_row(SHEET, f"{NUMBER}9", person("李样梅"), keys, START),
    ]
    (tmp_path / SHEET).parent.mkdir(parents=True)
    add_lines(tmp_path / SHEET, lines)
    command = fence().replace("行号", NUMBER)
    shown = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    said = sorted((json.loads(each) for each in shown.splitlines()), key=lambda each: str(each["sealed"]))
    assert [each.get("part", False) for each in said] == [False, True]
    values: dict[str, Value] = {}
    for each in said:
        values = {**values, **each["values"]} if each.get("part") else each["values"]
    sheet = parse_sheet(SHEET, (tmp_path / SHEET).read_text(encoding="ascii"))
    [row] = [row for row in open_sheet(sheet, owner).rows if row.row_id == NUMBER]
    assert {key: value for key, value in values.items() if value} == {
        key: value for key, value in row.values.items() if value
    }
    assert row.values["mobile"] == "13000000000"
