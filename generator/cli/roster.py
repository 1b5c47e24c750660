"""``jinguo roster export``: the private roster for those who hold a key."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.leaks import identity_option, warn_some
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Group
from generator.console import Terminal
from generator.problems import errors
from generator.records.federation import Federation
from generator.records.library import TOP, Library, load
from generator.sealed.age import IdentityError, load_identities
from generator.sealed.export import ExportRequest, ExportResult, export_rosters
from generator.sealed.teams import ExportRefused, TeamFacts


@click.group(
    "roster",
    cls=Group,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="名册（密封资料，要有钥匙）。",
)
def roster() -> None:
    """名册：登记在密封表里的志愿者和领队联系方式。

    例子：jinguo roster export --identity ~/钥匙/总队.identity
    """


@roster.command("export", options_metavar="[选项]", short_help="导出名册到 private/。")
@identity_option
@click.option(
    "--team", "teams", metavar="编号", multiple=True, help="只导出这支队伍和它的下级，如 xinhua；可以写几次。"
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="放到哪个文件夹（默认登记册旁的 private）。",
)
@click.option("--full", is_flag=True, help="显示完整的手机号和身份证号（要写理由）。")
@click.option("--reason", metavar="文字", default="", help="为什么要完整的号码，会记入导出记录。")
@quiet_option
@root_option
def export(
    identities: tuple[Path, ...],
    teams: tuple[str, ...],
    out: Path | None,
    reason: str,
    root: Path | None,
    *,
    full: bool,
    quiet: bool,
) -> None:
    """导出名册：一个 Excel 文件（汇总、每支二级队伍一张表、领队联系方式）和一个 CSV 文件。

    手机号和身份证号默认打码。文件夹只有本人能进，每次导出都有记录。

    例子：jinguo roster export --identity ~/钥匙/总队.identity --team xinhua --out private/
    """
    if not identities:
        raise click.UsageError("请用 --identity 指明钥匙文件")
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    library, problems = load(found_root)
    if library.federation is None:
        for problem in errors(problems):
            console.warn(str(problem))
        raise click.ClickException("teams/federation.yml 读不出来，先运行 jinguo check")
    request = ExportRequest(only=teams, full=full, reason=reason, sample=library.facts.sample)
    target = Path.cwd() / out if out else found_root / "private"
    try:
        result = export_rosters(
            found_root, team_facts(library), load_identities(identities), target, request, console=console
        )
    except (IdentityError, ExportRefused) as error:
        raise click.ClickException(str(error)) from None
    _report(result, console)


def team_facts(library: Library) -> list[TeamFacts]:
    """The public facts of all teams that the private side needs, districts in the federation's own order."""
    federation: Federation = library.facts
    place = {division.code: index for index, division in enumerate(federation.divisions)}

    def rank(address: str) -> tuple[bool, int, str]:
        head = library.teams.get(address.partition("/")[0])
        return address != TOP, place.get(head.fields.division, len(place)) if head else len(place), address

    endings = {level.name: level.name_includes or "" for level in federation.levels}
    facts = []
    for address in sorted(library.teams, key=rank):
        team = library.teams[address]
        division = federation.division(team.fields.division)
        facts.append(
            TeamFacts(
                address=federation.levels[0].name if address == TOP else address,
                name=team.fields.name,
                level=team.fields.level,
                parent=_parent(address, federation),
                unit=team.fields.unit,
                division_name=division.label if division else federation.place,
                declared_size=team.fields.size,
                ending=endings.get(team.fields.level, ""),
            )
        )
    return facts


def _parent(address: str, federation: Federation) -> str | None:
    if address == TOP:
        return None
    return address.rpartition("/")[0] or federation.levels[0].name


def _report(result: ExportResult, console: Terminal) -> None:
    warn_some(result.problems, console)
    if not result.files:
        raise click.ClickException("一行也打不开：这把钥匙不在收件公钥里，或者密封表已损坏")
    for path in result.files:
        console.say(f"已写入 {path}")
    console.say(f"共 {result.rows} 名志愿者、{result.contacts} 支队伍的联系方式")
    if result.unreadable:
        console.warn(f"注意：有 {result.unreadable} 行打不开，不在导出里")
        sys.exit(1)
