"""The team that somebody means, however it is written."""

from __future__ import annotations

import pytest

from generator.records.library import Library, load
from tests.conftest import Register

SQUAD = "donghe/liulin-aixin"


def whole(register: Register) -> Library:
    """The register as it is loaded."""
    return load(register({}))[0]


@pytest.mark.parametrize(
    "written",
    [SQUAD, f"teams/{SQUAD}", f"teams/{SQUAD}/", f"teams/{SQUAD}/team.yml", f" {SQUAD}/ ", f"teams\\{SQUAD}",
     "东河区柳林街道爱心陪伴巾帼志愿服务小队"],
)  # fmt: skip
def test_a_team_by_path_or_name(written: str, register: Register) -> None:
    """Its folder, the whole path to it, a path of Windows, and its full name."""
    found = whole(register).team(written)
    assert found is not None
    assert found.address == SQUAD


@pytest.mark.parametrize("written", ["", "teams", "teams/", "teams/team.yml", "总队"])
def test_the_team_at_the_top(written: str, register: Register) -> None:
    """It is called by its level, by the folder of all teams, and by its full name."""
    library = whole(register)
    top = library.team(written)
    assert top is not None
    assert top.address == ""
    assert library.team(top.fields.name) is top


@pytest.mark.parametrize("written", ["liulin-aixin", "donghe/liulin", "小队", "分队", "爱心陪伴", "team.yml/x", ".."])
def test_nobody_is_meant_by_a_part(written: str, register: Register) -> None:
    """Half an address, a lower level and half a name mean no team."""
    assert whole(register).team(written) is None


def test_a_name_of_two_teams_means_neither(register: Register) -> None:
    """Rather nothing than the wrong team."""
    root = register({})
    team = root / "teams" / SQUAD / "team.yml"
    copy = root / "teams/donghe/liulin-er/team.yml"
    copy.parent.mkdir()
    copy.write_bytes(team.read_bytes())
    library = load(root)[0]
    assert library.team("东河区柳林街道爱心陪伴巾帼志愿服务小队") is None
    assert library.team("donghe/liulin-er") is not None


def test_the_top_is_known_without_the_federation(register: Register) -> None:
    """Its own record tells its level where federation.yml cannot be read."""
    library = load(register({"teams/federation.yml": "name: [\n"}))[0]
    top = library.team("总队")
    assert top is not None
    assert top.address == ""
