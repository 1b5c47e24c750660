"""Seal the sample's fictional people: ``python tests/sample/seal_roster.py [REGISTER]``.

Everybody is invented and recognisably so: given names from one odd list, phone numbers that no network can
give out (they begin with 120), id numbers of region 000000 with a wrong check digit. The people are the same
in every run; rows that already say so are left byte for byte, so a second run changes nothing.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from generator.records.sheets import parse_sheet
from generator.sealed.age import Identities, load_identities
from generator.sealed.numbers import new_number
from generator.sealed.recipients import recipient_keys
from generator.sealed.sheets import Value, open_sheet, seal_row

HERE = Path(__file__).parent
SEALED = datetime(2026, 6, 30, 0, 0, tzinfo=UTC)
TOP = "总队"
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
FIRST = "样示"
SECOND = "荷梅兰菊桃杏桂莲榴棉葵薇芷菱"
SKILLS = ["理发", "普法宣讲", "量血压", "心理疏导", "剪纸", "缝纫", "电商直播", "烹饪", "摄影", "合唱",
          "急救", "果树修剪", "手工编织", "财务", "打字排版"]  # fmt: skip
POSTS = ["小学教师", "社区网格员", "卫生院护士", "供销社职员", "图书馆馆员", "机械厂会计", "合作社理事"]
NOTE = "样例：虚构人物"
CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True)
class Team:
    """What the rows of one team depend on."""

    address: str
    index: int
    fields: Mapping[str, Any]
    known: Mapping[str, str]
    """Names that the public side shows → their consents: the leader's, then those of exemplary volunteers."""
    sources: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where its sheets lie."""
        return "teams" if self.address == TOP else f"teams/{self.address}"


def main(root: Path) -> None:
    """Bring every sheet of the sample up to date."""
    identities = load_identities([HERE / "sample.identity"])
    teams = list(read_teams(root))
    for team in teams:
        update(root, f"{team.folder}/roster.sealed", roster(team), identities)
        update(root, f"{team.folder}/contact.sealed", contacts(team), identities)
    update(root, "teams/consents.sealed", holders(root, teams), identities)
    if (HERE / "seal_service.py").is_file():
        sys.path.insert(0, str(HERE))
        importlib.import_module("seal_service").main(root)


def read_teams(root: Path) -> Iterator[Team]:
    """All teams in the order of their addresses, the top team first."""
    exemplary = list(front_matters(root))
    sources = yaml.safe_load((root / "teams" / "federation.yml").read_text(encoding="utf-8"))["sources"]
    for index, path in enumerate(sorted((root / "teams").rglob("team.yml"))):
        fields = yaml.safe_load(path.read_text(encoding="utf-8"))
        address = path.parent.relative_to(root / "teams").as_posix()
        address = TOP if address == "." else address
        public = [fields["leader"]] if "leader" in fields else []
        public += [one for one in exemplary if one.get("team") == address]
        known = {one["name"]: one.get("consent", "") for one in reversed(public)}
        yield Team(address, index, fields, {one["name"]: known[one["name"]] for one in public}, tuple(sources))


def front_matters(root: Path) -> Iterator[dict[str, Any]]:
    """The exemplary volunteers' pages."""
    for path in sorted((root / "content" / "volunteers").glob("*.md")):
        _, fence, rest = path.read_text(encoding="utf-8").partition("---\n")
        fields = yaml.safe_load(rest.partition("\n---")[0]) if fence else None
        if isinstance(fields, dict) and fields.get("name"):
            yield fields


def roster(team: Team) -> dict[str, dict[str, Value]]:
    """As many volunteers as the team declares, by their numbers."""
    chance = random.Random(team.address)  # noqa: S311 -- repeatable, not secret
    names = [*team.known, *invented_names(team.index)]
    people: dict[str, dict[str, Value]] = {}
    for n, number in enumerate(numbers(team)):
        people[number] = volunteer(team, n, names[n], chance)
    return people


def numbers(team: Team) -> list[str]:
    """The numbers of a team's volunteers, the same in every run; the first ones belong to those publicly known."""
    chance = random.Random(team.address)  # noqa: S311 -- repeatable, not secret
    taken: dict[str, None] = {}
    for _ in range(int(team.fields["size"])):
        taken[new_number(str(team.fields["division"]), taken, chance.choice)] = None
    return list(taken)


def invented_names(index: int) -> Iterator[str]:
    """Names of one team; different from those of its neighbours and never a real woman's."""
    given = [first + second for second in SECOND for first in FIRST]
    for n in range(len(SURNAMES) * len(given)):
        place = index * 23 + n
        yield SURNAMES[place % len(SURNAMES)] + given[(place * 3 + place // len(SURNAMES)) % len(given)]


def volunteer(team: Team, n: int, name: str, chance: random.Random) -> dict[str, Value]:
    """One fictional person."""
    born = date(1958, 1, 1) + timedelta(days=chance.randrange(17_000))
    categories = [each for each in team.fields["categories"] if each != "其他"]
    founded = int(str(team.fields["founded"])[:4])
    place = team.fields.get("township") or "市区"
    values: dict[str, Value] = {
        "name": name,
        "sex": "男" if n and chance.random() < 0.06 else "女",  # a few helping men
        "born": born.isoformat(),
        "id_number": impossible_id(born, team.index, n),
        "area": f"{place}样例小区{chance.randrange(1, 30)}号楼",
        "mobile": impossible_phone(team.index, n),
        "skills": chance.sample(SKILLS, chance.randrange(1, 3)),
        "categories": categories,
        "intentions": [chance.choice(categories)],
        "source": chance.choice(team.sources),
        "joined": f"{chance.randrange(founded, 2027)}-{chance.randrange(1, 7):02}",
        "note": NOTE,
    }
    if chance.random() < 0.4:
        values["post"] = f"样例{chance.choice(POSTS)}"
    if n < len(team.known) and team.known[name]:
        values["consent"] = team.known[name]
    return values


def contacts(team: Team) -> dict[str, dict[str, Value]]:
    """How the team is reached; for a 分队 or the top team also who answers for it, as a row of its own."""
    chance = random.Random(f"contact {team.address}")  # noqa: S311 -- repeatable, not secret
    public = team.fields.get("leader")
    leader: dict[str, Value] = {
        "leader": public["name"] if public else next(invented_names(team.index)),
        "post": (public or {}).get("post", "领队"),
        "phone": impossible_phone(team.index, 0 if public else len(team.known)),
        "wechat": f"yangli_{team.address.split('/')[-1] if team.address != TOP else 'zongdui'}",
        "note": NOTE,
    }
    responsible: dict[str, Value] = {
        "responsible": chance.choice(SURNAMES) + "样责",
        "responsible_phone": impossible_phone(team.index, 9_999),
        "note": NOTE,
    }
    rows = {"leader": leader}
    return rows if team.fields["level"] == "小队" else {**rows, "responsible": responsible}


def impossible_phone(team: int, n: int) -> str:
    """Eleven digits that no network gives out."""
    return f"120{team:04}{n:04}"


def impossible_id(born: date, team: int, n: int) -> str:
    """An id number of no region, whose check digit is wrong."""
    stem = f"000000{born:%Y%m%d}{(team * 37 + n) % 1000:03}"
    total = sum(int(digit) * weight for digit, weight in zip(stem, CHECK_WEIGHTS, strict=True))
    right = "10X98765432"[total % 11]
    return stem + ("5" if right != "5" else "6")


def holders(root: Path, teams: Iterable[Team]) -> dict[str, dict[str, Value]]:
    """Who gave each consent: leaders, exemplary volunteers, and invented people for the others."""
    path = root / "teams" / "consents.yml"
    listed = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    named: dict[str, str] = {}
    for team in teams:
        leader = team.fields.get("leader") or {}
        named[leader.get("consent", "")] = leader.get("name", "")
    named |= {one["consent"]: one["name"] for one in front_matters(root) if one.get("consent")}
    named |= dict(honoured(root))
    others = (surname + "样" + second for second in "芝芹苓蓉" for surname in SURNAMES)
    return {str(key): {"name": named.get(key) or next(others)} for key in sorted(listed or {})}


def honoured(root: Path) -> Iterator[tuple[str, str]]:
    """People without a page who are named in the lists of honours."""
    for path in sorted((root / "content" / "honours").glob("*.yml")):
        for award in yaml.safe_load(path.read_text(encoding="utf-8")).get("awards", []):
            for one in award.get("recipients", []):
                if one.get("name") and one.get("consent"):
                    yield one["consent"], one["name"]


def update(root: Path, sheet: str, wanted: Mapping[str, Mapping[str, Value]], identities: Identities) -> None:
    """Leave rows that already say what is wanted, drop the others, seal what is missing."""
    path = root / sheet
    closed = parse_sheet(sheet, path.read_text(encoding="ascii") if path.exists() else "")
    opened = open_sheet(closed, identities)
    right = {row.line for row in opened.rows if wanted.get(row.row_id) == row.values}
    kept = [row for row in closed.rows if row.line in right]
    missing = wanted.keys() - {row.row_id for row in kept}
    if not missing and len(kept) == len(closed.rows) and not closed.problems:
        return
    keys = recipient_keys(root, sheet)
    lines = [f"{row.row_id} sealed:v1:{row.token}" for row in kept]
    lines += [seal_row(sheet, row_id, wanted[row_id], keys, SEALED) for row_id in sorted(missing)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("".join(f"{line}\n" for line in sorted(lines)).encode("ascii"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1])
