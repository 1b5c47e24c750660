"""A tiny register with keys of its own, made anew for each test."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.sealed.age import Identities, new_identity, parse_identities
from generator.sealed.identities import NewKey, make_key
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, seal_row
from generator.sealed.teams import TeamFacts
from tests.lines import add_lines
from tests.sealed.locked import WORDS

START = datetime(2026, 6, 30, tzinfo=UTC)


def key() -> Identities:
    """A fresh pair of keys."""
    return parse_identities(new_identity("test"))


@dataclass
class Register:
    """Folders, keys and the facts of the teams."""

    root: Path
    owner: Identities = field(default_factory=key)
    backup: Identities = field(default_factory=key)
    xinhua: Identities = field(default_factory=key)
    facts: tuple[TeamFacts, ...] = (
        TeamFacts("总队", "示例市巾帼志愿服务总队", "总队", None, "示例市妇联", "示例市", 0),
        TeamFacts("xinhua", "新华区巾帼志愿服务分队", "分队", "总队", "新华区妇联", "新华区", 1),
        TeamFacts("xinhua/a", "新华区甲街道巾帼志愿服务小队", "小队", "xinhua", "甲街道妇联", "新华区", 2),
        TeamFacts("xinhua/b", "新华区乙街道巾帼志愿服务小队", "小队", "xinhua", "乙街道妇联", "新华区", 3),
        TeamFacts("yexian", "叶县巾帼志愿服务分队", "分队", "总队", "叶县妇联", "叶县", 0),
        TeamFacts("yexian/c", "叶县丙镇巾帼志愿服务小队", "小队", "yexian", "丙镇妇联", "叶县", 2),
    )

    def recipients(self, path: str, *keys: Identities) -> None:
        """Write one ``recipients.txt``."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text("".join(f"{each.public[0]}\n" for each in keys), encoding="utf-8")

    def seal(self, sheet: str, rows: Mapping[str, Mapping[str, Value]], later: int = 0) -> list[str]:
        """Seal rows into a sheet, ``later`` seconds after the others."""
        keys = recipient_keys(self.root, sheet)
        stamp = START + timedelta(seconds=later)
        lines = [seal_row(sheet, row_id, values, keys, stamp) for row_id, values in rows.items()]
        add_lines(self.root / sheet, lines)
        return lines


def person(name: str, number: int = 1) -> dict[str, Value]:
    """Somebody who cannot exist."""
    return {
        "number": f"YL-{number:04}", "name": name, "sex": "女", "born": "2001-03-12",
        "id_number": f"00000020010312{number:04}", "area": f"甲街道样例小区{number}号楼",
        "mobile": f"120{number:08}", "skills": ["理发", "急救"], "categories": ["爱心帮扶"],
        "intentions": ["爱心帮扶"], "source": "女干部", "joined": "2018-03", "note": "",
    }  # fmt: skip


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """Two 分队, three squads, five volunteers, three contacts."""
    made = Register(tmp_path / "登记册")
    made.recipients("teams/recipients.txt", made.owner, made.backup)
    made.recipients("teams/xinhua/recipients.txt", made.xinhua)
    made.seal("teams/xinhua/roster.sealed", {"r-1": person("王样荷", 1)})
    made.seal("teams/xinhua/a/roster.sealed", {"r-1": person("李样梅", 2), "r-2": person("张样兰", 3)})
    made.seal("teams/yexian/c/roster.sealed", {"r-1": person("刘样菊", 4), "r-2": person("陈样杏", 5)})
    for number, sheet in enumerate(("xinhua", "xinhua/a", "yexian"), start=1):
        values: dict[str, Value] = {
            "leader": "赵样桂", "post": "领队", "phone": f"1200001{number:04}", "wechat": f"yangli_{number}",
            "responsible": "孙样责", "responsible_phone": f"1200002{number:04}",
        }  # fmt: skip
        made.seal(f"teams/{sheet}/contact.sealed", {"contact": values})
    return made


@pytest.fixture
def fresh_key() -> Callable[[], Identities]:
    """Keys that nothing is sealed to."""
    return key


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> NewKey:
    """One key for all tests: a passphrase takes its time on purpose."""
    before = os.umask(0)
    try:
        return make_key(tmp_path_factory.mktemp("钥匙") / "里面" / "甲.identity", WORDS, "新华区妇联\n（样例）")
    finally:
        os.umask(before)
