"""``jinguo print card``: 巾帼志愿者证, from the sealed roster."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli.facts import team_facts
from generator.cli.leaks import warn_some
from generator.cli.paper_job import Asked, Job, begin, end
from generator.cli.print_job import told
from generator.cli.private import place_options
from generator.cli.register import quiet_option, root_option
from generator.cli.report_person import file_part
from generator.cli.wording import Command
from generator.prints.card import TITLE, Holder, cards
from generator.prints.faults import PrintError
from generator.prints.fonts import typefaces
from generator.prints.typeset import typeset
from generator.sealed.deliver import Contents, deliver, prepare
from generator.sealed.material import ROSTER, Material, read_material
from generator.sealed.numbers import as_number
from generator.sealed.people import Person, people, plain
from generator.sealed.refused import Refused
from generator.sealed.teams import TeamFacts, chosen

_KEPT = ("name", "number", "left")
"""Values of a row that a card needs; no others are kept in memory."""
_COLUMNS = ("姓名", "证号", "队伍")


@click.command("card", cls=Command, options_metavar="[选项]", short_help="巾帼志愿者证（PDF，要有钥匙）。")
@click.argument("number", metavar="[证号]", required=False, default="")
@click.option("--team", "teams", metavar="编号", multiple=True, help="这支队伍和它的下级，每人一张；可以写几次。")
@click.option("--single", is_flag=True, help="一张一页，给证卡打印机（默认 A4 一页十张，带裁切线）。")
@place_options
@quiet_option
@root_option
@told
def card(
    number: str,
    teams: tuple[str, ...],
    identities: tuple[Path, ...],
    out: Path | None,
    root: Path | None,
    *,
    single: bool,
    quiet: bool,
) -> None:
    """做巾帼志愿者证：85.6 × 54 毫米，正面是姓名、证号、队伍，反面是使用说明。放进 private/，记入导出记录。

    用证号找人，不用姓名，这样命令记录里没有姓名。双面打印选“沿长边翻转”。

    例子：jinguo print card --team xinhua --identity ~/钥匙/总队.identity
    """
    if bool(number) == bool(teams):
        raise click.UsageError("请写一个证号，或者用 --team 写队伍")
    wanted = as_number(number) or number.strip()
    name = f"{TITLE}-{file_part(wanted or '-'.join(teams))}"
    job = begin(name, Asked(identities, out, "", root, quiet=quiet), need_key=True)
    faces = typefaces(job.library.facts.printing, job.root)
    try:
        listed = chosen(team_facts(job.library), teams)
        folder = prepare(job.root, job.order, (f"{name}.pdf",))
    except Refused as error:
        raise PrintError(str(error)) from None
    material = read_material(job.root, listed, (), job.keys, job.console, (ROSTER,), keep=_KEPT)
    holders = _holders(material, listed, wanted)
    facts = [Holder(each.text("name"), each.number, each.team.name) for each in holders]
    data = typeset(job.root, cards(job.library.facts, facts, single=single), faces)
    _deliver(job, folder, {f"{name}.pdf": data}, material, holders)
    end(material)


def _holders(material: Material, teams: Sequence[TeamFacts], wanted: str) -> list[Person]:
    """Who gets a card: everybody in the teams who is still there, or the one with the number."""
    everyone = [each for each in people(material, teams) if each.text("name")]
    if wanted:
        everyone = [each for each in everyone if plain(wanted) in {plain(each.number), plain(each.row.row_id)}]
    here = [each for each in everyone if not each.left]
    if everyone and not here:
        raise PrintError("已经退出队伍，没有做")
    if not here:
        raise PrintError("打开的名册里没有这个证号：请核对证号，或者换一把钥匙" if wanted else
                         "这些队伍的名册里没有打得开的人：请检查名册，或者换一把钥匙")  # fmt: skip
    if wanted and len(here) > 1:
        raise PrintError(f"有 {len(here)} 个人用这个证号，请先查对名册（jinguo roster review）")
    return here


def _deliver(job: Job, folder: Path, files: dict[str, bytes], material: Material, holders: Sequence[Person]) -> None:
    """Through the one door that clear text has."""
    if len(holders) > 1:
        warn_some(sorted(material.problems), job.console)
    counts = {"rows": len(holders), "unreadable": material.unreadable}
    addresses = tuple(dict.fromkeys(each.team.address for each in holders))
    contents = Contents(addresses, _COLUMNS, counts)
    try:
        written = deliver(folder, files, job.order, contents)
    except Refused as error:
        raise PrintError(str(error)) from None
    for path in written:
        job.console.say(f"已写入 {path}")
    job.console.say(f"一共 {len(holders)} 张")
    if material.unreadable and len(holders) > 1:
        job.console.warn(f"注意：一共有 {material.unreadable} 行打不开，没有做")
