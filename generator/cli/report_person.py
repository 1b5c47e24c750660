"""``jinguo report person``: the service record of one volunteer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from generator.cli.facts import activity_facts, team_facts
from generator.cli.paper_job import Asked, Job, begin, end
from generator.cli.private import delivery_options
from generator.cli.register import root_option
from generator.cli.wording import Command
from generator.problems import Problem
from generator.sealed.hours.card import NAME, Sheet, person_card
from generator.sealed.hours.totals import PersonTotal, Totals, totals
from generator.sealed.material import RECORD, ROSTER, SERVICE, Material, read_material
from generator.sealed.numbers import as_number
from generator.sealed.papers import Paper
from generator.sealed.people import plain


@click.command("person", cls=Command, options_metavar="[选项]", short_help="一个人的服务记录，给本人核对。")
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
    wanted = as_number(number) or number.strip()
    asked = Asked(identities, out, reason, root, full=full, locked=locked)
    job = begin(f"{NAME}-{file_part(wanted)}", asked, need_key=True)
    card, hers = person_paper(job, wanted, full=full)
    job.hand_over(card, hers)
    end(hers)


def person_paper(job: Job, wanted: str, *, full: bool) -> tuple[Paper, Material]:
    """The record of one person, with what was opened for it; what is wrong with her own rows is said.

    Raises:
        click.ClickException: nobody has that number, or several have.
    """
    teams, activities = team_facts(job.library), activity_facts(job.library)
    material = read_material(job.root, teams, activities, job.keys, job.console, (ROSTER, SERVICE, RECORD))
    found = totals(material, job.library.facts.stars)
    one = _found(found, wanted)
    for problem in _hers(found, one):
        job.console.warn(str(problem))
    facts = job.library.facts
    names = {team.address: team.name for team in teams}
    card = person_card(one, Sheet(facts.name, names, full=full, sample=facts.sample))
    return card, _of_her_teams(material, one)


def _found(found: Totals, wanted: str) -> PersonTotal:
    """The person, with what she did in other teams as well where she stands in several rosters."""
    numbers = ((plain(one.person.number), plain(one.person.row.row_id), one) for one in found.people)
    people = [one for number, row_id, one in numbers if plain(wanted) in {number, row_id}]
    if len(people) > 1:
        raise click.ClickException(f"有 {len(people)} 个人用这个证号，请先查对名册（jinguo roster review）")
    if not people:
        raise click.ClickException("打开的名册里没有这个证号：请核对证号，或者换一把钥匙")
    return found.whole(people[0])


def _hers(found: Totals, one: PersonTotal) -> list[Problem]:
    """What is wrong with her own rows; those of others are none of her business."""
    lines = {(each.activity.sheet, each.row.line) for each in (*one.services, *one.aside)}
    lines |= {(f"{each.team.folder}/{RECORD}", each.row.line) for each in one.noted}
    return [problem for problem in found.problems if (problem.path, problem.line) in lines]


def _of_her_teams(material: Material, one: PersonTotal) -> Material:
    """What was opened for her, without the sheets of teams that have nothing to do with her."""
    rows = {each.team.address for each in (one.person, *one.also)}
    teams = tuple(team for team in material.teams if team.address in rows)
    folders = {team.folder for team in teams}
    sheets = {
        path: sheet for path, sheet in material.sheets.items()
        if path.startswith("activities/") or path.rpartition("/")[0] in folders
    }  # fmt: skip
    return replace(material, teams=teams, sheets=sheets)


def file_part(number: str) -> str:
    """A number that cannot lead elsewhere."""
    return "".join(char for char in number if char.isalnum() or char == "-")[:40] or "未知"
