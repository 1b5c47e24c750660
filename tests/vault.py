"""A tiny register with sealed sheets and keys of its own, worked on through the command line."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from generator.records.sheets import parse_sheet
from generator.sealed.age import Identities, load_identities, new_identity
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import OpenedSheet, Value, open_sheet, seal_row
from tests import tiny
from tests.lines import add_lines

WHEN = datetime(2026, 6, 30, tzinfo=UTC)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass
class Vault:
    """The register, and the key at hand."""

    root: Path
    identity: Path

    @property
    def keys(self) -> Identities:
        """Of the identity file."""
        return load_identities([self.identity])

    def seal(self, sheet: str, rows: Mapping[str, Mapping[str, Value]]) -> None:
        """Add rows."""
        readers = recipient_keys(self.root, sheet)
        add_lines(self.root / sheet, [seal_row(sheet, name, values, readers, WHEN) for name, values in rows.items()])

    def rows(self, sheet: str) -> OpenedSheet:
        """What a key holder sees."""
        return open_sheet(parse_sheet(sheet, (self.root / sheet).read_text(encoding="ascii")), self.keys)

    def ids(self, sheet: str) -> list[str]:
        """Rows that are left."""
        return [row.row_id for row in self.rows(sheet).rows]

    def run(self, *words: str, key: bool = True) -> Result:
        """Run a command on the register, with the key unless told otherwise."""
        more = ["--identity", str(self.identity)] if key else []
        return CliRunner().invoke(jinguo, [*words, "--root", str(self.root), *more])


def vault(folder: Path) -> Vault:
    """A register whose sheets are all its own: no row yet."""
    root = tiny.write(folder / "登记册")
    for sheet in root.rglob("*.sealed"):
        sheet.unlink()
    made = [folder / "总队.identity", folder / "备份.identity"]
    for path in made:
        path.write_text(new_identity("test"), encoding="utf-8")
        path.chmod(0o600)
    public = [key for path in made for key in load_identities([path]).public]
    for path in (root / "teams/recipients.txt", root / "activities/recipients.txt"):
        path.write_text("".join(f"{key}\n" for key in public), encoding="utf-8")
    return Vault(root, made[0])


def somebody() -> dict[str, Value]:
    """A volunteer made up on the spot, with numbers that pass every check: never in a file of the repository."""
    chance = random.SystemRandom()
    stem = f"000000{chance.randrange(1960, 2000)}0{chance.randrange(1, 10)}1{chance.randrange(10)}"
    stem += f"{chance.randrange(500) * 2:03}"
    total = sum(int(digit) * weight for digit, weight in zip(stem, _WEIGHTS, strict=True))
    return {
        "name": "王样" + "".join(chance.sample("荷梅兰菊桃杏桂莲榴棉葵薇芷菱", 2)),
        "sex": "女",
        "born": f"{stem[6:10]}-{stem[10:12]}-{stem[12:14]}",
        "id_number": stem + "10X98765432"[total % 11],
        "area": f"样例小区{chance.randrange(100, 999)}号楼{chance.randrange(100, 999)}室",
        "mobile": f"1{chance.randrange(3, 10)}{chance.randrange(10**9):09}",
    }
