"""A tiny register with keys and a roster, for the commands that seal who served and those that export it."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from generator.records.sheets import parse_sheet
from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.numbers import new_number
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import OpenedRow, open_sheet, seal_row
from tests import tiny
from tests.lines import add_lines

STORY = "activities/2024/0305-leifeng"
SHEET = f"{STORY}/service.sealed"
TEAM = "teams/xinhua/aixin"
CHANCE = random.Random(5)  # noqa: S311 -- repeatable
NUMBERS = [new_number("410402", set(), CHANCE.choice) for _ in range(6)]
PEOPLE = dict(zip(NUMBERS, ["王样荷", "李样梅", "张样兰", "赵样菊", "钱样桃", "钱样桃"], strict=True))
HEAD = "证号,姓名,服务时长,服务内容\n"


class Keyed:
    """A tiny register with keys and a roster."""

    def __init__(self, folder: Path) -> None:
        self.root = tiny.write(folder / "登记 册", photos=False)
        self.files = folder
        texts = [new_identity("t") for _ in range(3)]
        self.owner, self.backup, self.district = (parse_identities(text) for text in texts)
        for name, text in zip(("owner", "backup", "district"), texts, strict=True):
            (folder / name).write_text(text, encoding="utf-8")
            (folder / name).chmod(0o600)
        self.recipients("teams", self.owner, self.backup)
        self.recipients("teams/xinhua", self.district)
        sheet = f"{TEAM}/roster.sealed"
        now = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
        keys = recipient_keys(self.root, sheet)
        add_lines(self.root / sheet, [seal_row(sheet, n, {"name": name}, keys, now) for n, name in PEOPLE.items()])

    def recipients(self, folder: str, *keys: Identities) -> None:
        """Who may read below a folder."""
        lines = "".join(f"{each.public[0]}\n" for each in keys)
        (self.root / folder / "recipients.txt").write_text(lines, encoding="utf-8")

    def table(self, text: str, name: str = "签到.csv") -> Path:
        """A file that somebody hands in."""
        path = self.files / name
        path.write_text(text, encoding="utf-8")
        return path

    def add(self, text: str, *more: str, story: str = STORY, given: str | None = None) -> Result:
        """``jinguo service add``."""
        words = ["service", "add", str(self.root / story), str(self.table(text)), "--root", str(self.root), *more]
        return CliRunner().invoke(jinguo, words, input=given)

    def run(self, *words: str, given: str | None = None) -> Result:
        """Any command on this register."""
        return CliRunner().invoke(jinguo, [*words, "--root", str(self.root)], input=given)

    def rows(self, key: Identities | None = None, at: str = SHEET) -> list[OpenedRow]:
        """What lies in a sheet."""
        path = self.root / at
        sheet = parse_sheet(at, path.read_text(encoding="ascii") if path.exists() else "")
        opened = open_sheet(sheet, key or self.owner)
        assert opened.problems == ()
        return list(opened.rows)


def line(number: int, hours: str, name: str = "", task: str = "") -> str:
    """One row of a file."""
    return f"{NUMBERS[number]},{name},{hours},{task}\n"
