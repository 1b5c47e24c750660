"""``jinguo report person``: the service record of one volunteer."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.facts import activity_facts, team_facts
from generator.cli.paper_job import Asked, Job, begin
from generator.cli.private import delivery_options, keys_at_hand
from generator.cli.register import root_option
from generator.sealed.gather import ROSTER_SHEET
from generator.sealed.hours.card import NAME, Sheet, person_card
from generator.sealed.hours.totals import PersonTotal, totals
from generator.sealed.numbers import as_number
from generator.sealed.reports.material import RECORD, ROSTER, SERVICE, Material, read_material
from generator.sealed.reports.people import plain
from generator.sealed.teams import TeamFacts


@click.command("person", options_metavar="[选项]", short_help="一个人的服务记录，给本人核对。")
@click.argument("number", metavar="证号")
@delivery_options
@root_option
def person(
    number: str,
    identities: tuple[Path, ...],
    out: Path | None,
    reason: str,
    root: Path | None,
    *,
    full: bool,
    locked: bool,
) -> None:
    """做出一个人的服务记录（Excel 和 Word）：基本信息、服务情况、培训、表彰奖励、评价、合计和星级。

    用证号找人，不用姓名，这样命令记录里没有姓名。它由妇联内部登记，不是志愿服务记录证明。

    例子：jinguo report person 410402-2289-9603-0 --identity ~/钥匙/总队.identity
    """
    keys_at_hand(identities)
    wanted = as_number(number) or number.strip()
    job = begin(f"{NAME}-{_file_name(wanted)}", Asked(identities, out, reason, root, full=full, locked=locked))
    material, one = _found(job, wanted)
    names = {team.address: team.name for team in team_facts(job.library)}
    facts = job.library.facts
    job.hand_over(person_card(one, Sheet(facts.name, names, full=full, sample=facts.sample)), material)


def _found(job: Job, wanted: str) -> tuple[Material, PersonTotal]:
    """The person, and what was opened to find her: where her number is the id of a row, only that team's sheets."""
    teams = team_facts(job.library)
    holding = [team for team in teams if _holds(job.root, team, wanted)]
    for some in (holding, teams) if holding else (teams,):
        activities = activity_facts(job.library)
        material = read_material(job.root, some, activities, job.keys, job.console, (ROSTER, SERVICE, RECORD))
        found = totals(material, job.library.facts.stars, whole=some is teams)
        people = [one for one in found.people if plain(one.person.number) == plain(wanted)]
        if len(people) > 1:
            raise click.ClickException(f"有 {len(people)} 个人用这个证号，请先查对名册（jinguo roster review）")
        if people:
            # rows of others are none of her business
            ours = [problem for problem in found.problems if problem.rule == "A5"]
            for problem in ours[:10]:
                job.console.warn(str(problem))
            return material, people[0]
    raise click.ClickException("打开的名册里没有这个证号：请核对证号，或者换一把钥匙")


def _holds(root: Path, team: TeamFacts, number: str) -> bool:
    """Whether a roster has a row of this id; nothing is opened for that."""
    try:
        data = (root / team.folder / ROSTER_SHEET).read_bytes()
    except OSError:
        return False
    return any(line.startswith(f"{number} ".encode()) for line in data.split(b"\n"))


def _file_name(number: str) -> str:
    """A number that cannot lead elsewhere."""
    return "".join(char for char in number if char.isalnum() or char == "-")[:40] or "未知"
