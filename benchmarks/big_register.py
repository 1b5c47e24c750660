"""A register of any size, made from the sample: the same teams and vocabulary, many stories."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SENTENCES = (
    "清早的集市上，队员们把长桌支在老槐树下，宣传册一摞一摞排好。",
    "来的人比预想的多，原定两个小时的活动延到了中午。",
    "王大姐说，听懂一句话，比领一袋东西管用。",
    "社区干部把大家提的问题记在本子上，一条一条念给律师听。",
    "孩子们围坐成一圈，轮流把故事接下去，谁也不肯先停。",
    "有位老人坐了一上午，只为问清一张单子怎么填。",
    "队员们算了算，这个月还差两户没有走到，约好周末再来。",
    "收摊时风大，几个年轻人留下来，把街角的落叶也扫了。",
)


def write_register(folder: Path, stories: int, *, photos: int = 0) -> None:
    """Write a whole register with ``stories`` selected reports, of which the first ``photos`` have a photograph."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "activities").mkdir(parents=True)
    for name in ("teams", "content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
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


def _report(chance: random.Random, number: int, day: dt.date, squad: Path, *, picture: bool) -> str:
    division = (squad / "team.yml").read_text(encoding="utf-8")
    township = next(line.partition(": ")[2] for line in division.splitlines() if line.startswith("township:"))
    brand = ("助困关爱", "维权维稳", "文明和谐", "家庭教育", "创业就业")[number % 5]
    text = "\n\n".join("".join(chance.sample(_SENTENCES, 5)) for _ in range(3))
    photo = (
        "photos:\n  - {file: 01.jpg, alt: 志愿者在街边的长桌前, caption: 活动现场, credit: 示意插画, people: none}\n"
    )
    return (
        f"---\ntitle: 第{number}场：{township}的一个上午\ndate: {day}\n"
        f"place: {{township: {township}, spot: 妇女之家}}\nteams: [{squad.parent.name}/{squad.name}]\nbrand: {brand}\n"
        f"categories: [爱心帮扶]\nserved: {{people: {number % 90 + 5}, group: 群众}}\nvolunteers: {number % 8 + 5}\n"
        f"hours: {number % 8 * 3 + 15}\nsummary: 队员们在{township}摆开长桌，回答大家关心的问题。\n"
        f"{photo if picture else ''}"
        "channels: [web, wechat]\nkind: report\ncredits: {source: 示例妇联, edit: 示例编辑甲, proof: 示例校对甲, "
        f"review: 示例审核甲, issue: 示例签发甲}}\nstatus: selected\n---\n{text}\n"
    )
