"""What ``jinguo withdraw`` says to type: in an order in which nothing is refused, for every target that readers see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.withdraw import withdraw
from tests import tiny
from tests.guide.office import FENCE

PAGE = tiny.ROOT / "content/guide/publish.md"
HER = "c-2024-0001"
SERVER = "server: {kind: ssh, host: www.example.org, folder: /srv/www/jinguo, url: https://www.example.org/}"
TRIAL = "trial: {kind: folder, folder: dist/trial, trial: true}"
SHELF = "shelf: {kind: folder, folder: dist/shelf}"
PARCEL = "parcel: {kind: bundle, folder: dist, sign_key: key, url: https://www.example.org/jinguo/}"


def lines(root: Path, *targets: str, more: str = "") -> list[str]:
    """The commands that are printed, in their order."""
    if targets or more:
        text = more + "targets:\n" + "".join(f"  {each}\n" for each in targets)
        (root / "publish.yml").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(withdraw, ["--root", str(root), HER, "--dry-run"])
    assert done.exit_code == 0, done.output
    part = done.output.partition("一、")[2].partition("二、")[0]
    return re.findall(r"^    ((?:git|jinguo) .*)$", part, re.MULTILINE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny register."""
    return tiny.write(tmp_path / "登记册")


def test_it_is_what_the_handbook_prints(root: Path) -> None:
    """Line for line, but for the id; a target for practice is none that readers see."""
    part = PAGE.read_text(encoding="utf-8").partition("{ #withdraw }")[2].partition("\n### 程序")[0]
    printed = [line for fence in FENCE.finditer(part) for line in fence[2].splitlines()][3:]
    assert lines(root, TRIAL, SERVER) == [line.replace("c-2026-0101", HER) for line in printed]


def test_each_target_gets_a_site_of_its_own_address(root: Path) -> None:
    """Parcels come last; nothing is verified where nobody can look."""
    rest = lines(root, PARCEL, SERVER, SHELF)[5:]
    assert rest == [
        "jinguo build", "jinguo publish shelf",
        "jinguo build --url https://www.example.org/", "jinguo publish server", "jinguo verify server",
        "jinguo build --url https://www.example.org/jinguo/", "jinguo publish parcel", "jinguo verify parcel",
    ]  # fmt: skip


def test_the_reviewed_branch_is_the_one_of_the_register(root: Path) -> None:
    """Another remote, another name."""
    told = lines(root, SERVER, more="branch: upstream/release\n")
    assert told[2:4] == [f"git push -u upstream chehui-{HER}", "git switch release"]


@pytest.mark.parametrize("targets", [(), (TRIAL,)], ids=["no file", "practice only"])
def test_without_a_target_the_site_is_replaced_by_hand(root: Path, targets: tuple[str, ...]) -> None:
    """Whole: what is only written over stays."""
    assert lines(root, *targets)[-1] == "jinguo build"
