"""A register, a key, and a desk with the files that people hand in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from generator.records.sheets import parse_sheet
from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.sheets import OpenedSheet, open_sheet
from tests import tiny

SHEET = "teams/xinhua/aixin/roster.sealed"


@dataclass
class Place:
    """A register, a key and a desk with files on it."""

    root: Path
    desk: Path
    key: Path
    identities: Identities

    def file(self, data: bytes, name: str = "名单.xlsx") -> Path:
        """Put a file on the desk."""
        (self.desk / name).write_bytes(data)
        return self.desk / name

    def add(self, *arguments: str | Path, team: str = "xinhua/aixin", typed: str = "") -> Result:
        """Add people to a team."""
        words = ["roster", "add", *map(str, arguments), "--team", team, "--root", str(self.root)]
        return CliRunner().invoke(jinguo, words, input=typed)

    def opened(self, sheet: str = SHEET) -> OpenedSheet:
        """What a key holder sees."""
        return open_sheet(parse_sheet(sheet, (self.root / sheet).read_text(encoding="ascii")), self.identities)


def laid_out(tmp_path: Path) -> Place:
    """The tiny register, sealed to two fresh keys."""
    root = tiny.write(tmp_path / "登记 册", photos=False)
    owner, backup = new_identity("甲"), new_identity("乙")
    keys = [parse_identities(each).public[0] for each in (owner, backup)]
    text = f"# 示例市妇联\n{keys[0]}\n# 离线备份\n{keys[1]}\n"
    (root / "teams/recipients.txt").write_text(text, encoding="utf-8")
    desk = tmp_path / "桌面"
    desk.mkdir()
    (desk / "我的.identity").write_text(owner, encoding="utf-8")
    return Place(root, desk, desk / "我的.identity", parse_identities(owner))
