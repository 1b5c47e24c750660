"""A register of any size, made from the sample: the same teams, many stories with as many different words as real ones.

Eight sentences again and again would have next to no pairs of neighbouring characters, and a search index of them
would be small and fast as no real one is. So titles and texts are drawn from a vocabulary in which, as in any
language, few words are frequent and very many are rare (Zipf's law).
"""

from __future__ import annotations

import base64
import datetime as dt
import random
import shutil
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from pathlib import Path

from generator.records.recipients import FILE_NAME, parse_recipients
from generator.records.sheets import SERVICE_SHEET, row_line

ROOT = Path(__file__).resolve().parent.parent
_CHARACTERS = 3_000
_WORDS = 24_000
_NUMBERS = frozenset("零一二三四五六七八九十百千万亿两几半第")
"""In no word: rules of the register read numbers, and a chance phone number would be an error."""
_FLAT = 12
"""How much less steep than 1/rank the frequencies of characters and words are at their top."""
_PARAGRAPHS = 4
_SENTENCES = (7, 8)
_CLAUSES = (2, 3)
_CLAUSE = (3, 5)
"""Words of a clause; with the rest of these a text has 600 to 900 characters."""
_TITLE = (2, 3)


_RULES = "rules:\n  - {id: A22, level: off, reason: 测速用的文章比一般的长}\n"


def write_register(folder: Path, stories: int, *, photos: int = 0, sealed: int = 0) -> None:
    """Write a whole register with ``stories`` selected reports.

    The first ``photos`` have a photograph, the last ``sealed`` a service record that looks sealed to those who have
    no key.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "activities").mkdir(parents=True)
    for name in ("teams", "content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    with (folder / "teams" / "federation.yml").open("a", encoding="utf-8", newline="\n") as federation:
        federation.write(_RULES)
    squads = sorted(path.parent for path in (folder / "teams").glob("*/*/team.yml"))
    masters = sorted((ROOT / "activities").glob("*/*/*.jpg"))
    chance = random.Random(stories)
    for number in range(stories):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=number * 3900 // max(stories, 1))
        report = folder / "activities" / f"{day:%Y}" / f"{day:%m%d}-story-{number}" / "report.md"
        report.parent.mkdir(parents=True)
        picture = number < photos and bool(masters)
        if picture:
            shutil.copy(masters[number % len(masters)], report.parent / "01.jpg")
        report.write_text(_report(chance, number, day, squads[number % len(squads)], picture=picture), encoding="utf-8")
        if number >= stories - sealed:
            (report.parent / SERVICE_SHEET).write_text(_service(folder, _people(number)), encoding="ascii")


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Words of two to four characters, the frequent ones first, and their frequencies added up."""
    chance = random.Random(_WORDS)
    # The first level of GB 2312 is the characters in daily use, sorted by sound.
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    known = [row.decode("gb2312", "ignore") for row in rows]
    common = chance.sample([each for each in known if each and each not in _NUMBERS], _CHARACTERS)
    weights = _zipf(_CHARACTERS)
    words: dict[str, None] = {}
    while len(words) < _WORDS:
        length = chance.choices((2, 3, 4), (6, 1, 1))[0]
        words["".join(chance.choices(common, cum_weights=weights, k=length))] = None
    return list(words), _zipf(_WORDS)


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + _FLAT) for rank in range(count)))


def _words(chance: random.Random, least: int, most: int) -> str:
    words, weights = _vocabulary()
    return "".join(chance.choices(words, cum_weights=weights, k=chance.randint(least, most)))


def _joined(chance: random.Random, size: tuple[int, int], mark: str, part: Callable[[], str]) -> str:
    return mark.join(part() for _ in range(chance.randint(*size)))


def _sentence(chance: random.Random) -> str:
    return _joined(chance, _CLAUSES, "，", lambda: _words(chance, *_CLAUSE)) + "。"


def _text(chance: random.Random) -> str:
    paragraphs = (_joined(chance, _SENTENCES, "", lambda: _sentence(chance)) for _ in range(_PARAGRAPHS))
    return "\n\n".join(paragraphs)


def _people(number: int) -> int:
    """Volunteers of a story."""
    return number % 8 + 5


def _service(folder: Path, rows: int) -> str:
    """A row a volunteer, sealed to as many keys as the top team has; nobody can open it, for nothing is in it."""
    listed = folder / "teams" / FILE_NAME
    keys = parse_recipients(listed.name, listed.read_text(encoding="utf-8")).keys
    stanzas = f"-> X25519 {'A' * 43}\n{'B' * 43}\n" * len(keys)
    token = base64.b64encode(f"age-encryption.org/v1\n{stanzas}--- {'C' * 43}\n{'D' * 400}".encode()).decode()
    return "".join(f"{row_line(f's-{number:04}', token)}\n" for number in range(rows))


def _report(chance: random.Random, number: int, day: dt.date, squad: Path, *, picture: bool) -> str:
    division = (squad / "team.yml").read_text(encoding="utf-8")
    township = next(line.partition(": ")[2] for line in division.splitlines() if line.startswith("township:"))
    brand = ("助困关爱", "维权维稳", "文明和谐", "家庭教育", "创业就业")[number % 5]
    shown = "alt: 志愿者在街边的长桌前, caption: 活动现场, credit: 示意插画"
    photo = f"photos:\n  - {{file: 01.jpg, {shown}, people: none, checked: true}}\n"
    return (
        f"---\ntitle: 第{number}场：{township}的{_words(chance, *_TITLE)}\ndate: {day}\n"
        f"place: {{township: {township}, spot: 妇女之家}}\nteams: [{squad.parent.name}/{squad.name}]\nbrand: {brand}\n"
        f"categories: [爱心帮扶]\nserved: {{people: {number % 90 + 5}, group: 群众}}\nvolunteers: {_people(number)}\n"
        f"hours: {number % 8 * 3 + 15}\nsummary: 队员们在{township}摆开长桌，{_words(chance, *_CLAUSE)}。\n"
        f"{photo if picture else ''}"
        "channels: [web, wechat]\nkind: report\ncredits: {source: 示例妇联, edit: 示例编辑甲, proof: 示例校对甲, "
        f"review: 示例审核甲, issue: 示例签发甲}}\nstatus: selected\n---\n{_text(chance)}\n"
    )
