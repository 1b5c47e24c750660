"""A register of as many sealed volunteers as wanted, on teams of twenty; everybody is invented."""

from __future__ import annotations

import json
import os
import random
import shutil
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from generator.sealed.age import new_identity, parse_identities
from generator.sealed.numbers import new_number
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, seal_row

ROOT = Path(__file__).resolve().parents[1]
SEALED = datetime(2026, 6, 30, tzinfo=UTC)
HEADS = {"xinhua": ("新华区", "410402", "光明路街道"), "weidong": ("卫东区", "410403", "东安路街道"),
         "shilong": ("石龙区", "410404", "高庄街道"), "zhanhe": ("湛河区", "410411", "马庄街道"),
         "baofeng": ("宝丰县", "410421", "城关镇"), "yexian": ("叶县", "410422", "昆阳街道"),
         "lushan": ("鲁山县", "410423", "露峰街道"), "jiaxian": ("郏县", "410425", "龙山街道"),
         "wugang": ("舞钢市", "410481", "垭口街道"), "ruzhou": ("汝州市", "410482", "煤山街道")}  # fmt: skip
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "样示荷梅兰菊桃杏桂莲榴棉葵薇芷菱"
_SKILLS = ("理发", "普法宣讲", "量血压", "心理疏导", "剪纸", "缝纫", "电商直播", "烹饪", "摄影", "合唱")


def write_roster(root: Path, people: int, sheets: int) -> Path:
    """Write a whole register with ``sheets`` rosters and seal ``people`` into them; returns the identity file.

    The same rows lie as plain JSON lines in ``plain`` beside the register, to measure against.
    """
    shutil.rmtree(root, ignore_errors=True)
    shutil.rmtree(root.parent / "plain", ignore_errors=True)
    (root / "teams").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("federation.yml", "team.yml"):
        shutil.copy(ROOT / "teams" / name, root / "teams")
    owner, backup = new_identity("总队"), new_identity("备份")
    identity = root.parent / "owner.identity"
    identity.write_text(owner, encoding="utf-8")
    identity.chmod(0o600)
    _readers(root / "teams", owner, backup)
    squads = [squad for number in range(sheets - len(HEADS) - 1) if (squad := _squad(root, number))]
    folders = ["teams", *(_head(root, name) for name in HEADS), *squads]
    shares = [people // sheets + (number < people % sheets) for number in range(sheets)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(partial(_seal, root), folders, shares, chunksize=50))
    return identity


def volunteer(chance: random.Random, joined: int = 2018) -> dict[str, Value]:
    """Somebody who cannot exist, with a row as long as real ones."""
    born = date(1958, 1, 1) + timedelta(days=chance.randrange(17_000))
    return {
        "name": chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, 2)),
        "sex": "女",
        "born": born.isoformat(),
        "id_number": f"000000{born:%Y%m%d}{chance.randrange(10_000):04}",
        "area": f"光明路街道样例小区{chance.randrange(1, 90)}号楼",
        "mobile": f"120{chance.randrange(10**8):08}",
        "skills": chance.sample(_SKILLS, 2),
        "categories": ["爱心帮扶", "家庭教育"],
        "intentions": ["爱心帮扶"],
        "source": "社区居民",
        "joined": f"{joined}-{chance.randrange(1, 13):02}",
        "note": "样例：虚构人物",
    }


def _readers(folder: Path, *identities: str) -> None:
    keys = [parse_identities(each).public[0] for each in identities]
    (folder / "recipients.txt").write_text("".join(f"{key}\n" for key in keys), encoding="utf-8")


def _head(root: Path, name: str) -> str:
    place, division, _ = HEADS[name]
    _team(root, f"teams/{name}", f"{place}巾帼志愿服务分队", "分队", f"{place}妇联", division)
    _readers(root / "teams" / name, new_identity(place))
    return f"teams/{name}"


def _squad(root: Path, number: int) -> str:
    name = list(HEADS)[number % len(HEADS)]
    place, division, township = HEADS[name]
    folder = f"teams/{name}/s{number:04}"
    unit = f"{place}{township}妇联"
    _team(root, folder, f"{place}{township}第{number}巾帼志愿服务小队", "小队", unit, division, township)
    return folder


def _team(root: Path, folder: str, name: str, level: str, unit: str, division: str, township: str = "") -> None:
    (root / folder).mkdir(parents=True, exist_ok=True)
    more = f"township: {township}\n" if township else ""
    text = (
        f'name: {name}\nlevel: {level}\nunit: {unit}\ndivision: "{division}"\n{more}founded: 2018-03\nsize: 20\n'
        "categories: [爱心帮扶, 家庭教育]\nservice_times: [双休日]\nupdated: 2026-10-12\nintro: 走访、陪伴、代办。\n"
    )
    (root / folder / "team.yml").write_text(text, encoding="utf-8")


def _seal(root: Path, folder: str, people: int) -> None:
    """One roster; drawn from its own folder's name, so that processes need not talk."""
    chance = random.Random(folder)
    sheet = f"{folder}/roster.sealed"
    keys = recipient_keys(root, sheet)
    lines: dict[str, str] = {}
    plain: dict[str, dict[str, Value]] = {}
    for _ in range(people):
        number = new_number("410402", lines, chance.choice)
        plain[number] = volunteer(chance)
        lines[number] = seal_row(sheet, number, plain[number], keys, SEALED)
    (root / sheet).write_text("".join(f"{line}\n" for line in lines.values()), encoding="ascii")
    beside = root.parent / "plain" / folder / "roster.json"
    beside.parent.mkdir(parents=True, exist_ok=True)
    rows = (json.dumps([number, values], ensure_ascii=False) for number, values in plain.items())
    beside.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
