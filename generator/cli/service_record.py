"""``jinguo service record``: training, awards and evaluations of a team's people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from generator.cli.handed_file import handed_in
from generator.cli.keyring import identity_option, keys_of
from generator.cli.one_team import one_team
from generator.cli.register import find_root, root_option
from generator.cli.service_add import stop
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Terminal
from generator.sealed.hours.adding import Record, fresh_id, keys_in, on_record, sealed_line
from generator.sealed.hours.records import COLUMNS, REQUIRED, Entry, entries, unlisted
from generator.sealed.hours.rosters import Rosters
from generator.sealed.material import RECORD
from generator.sealed.readers import Readers
from generator.sealed.refused import Refused
from generator.sealed.writing import append


@click.command("record", cls=Command, options_metavar="[选项]", short_help="登记培训、表彰和评价。")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--team", metavar="编号", required=True, help="这些人是哪支队伍的，如 xinhua/guangminglu-aixin。")
@click.option("--sheet", metavar="名称", help="读哪一张工作表（几张都像的时候）。")
@click.option("--dry-run", is_flag=True, help="只检查，不密封。")
@identity_option
@root_option
def record(
    file: Path,
    team: str,
    sheet: str | None,
    identities: tuple[Path, ...],
    root: Path | None,
    *,
    dry_run: bool,
) -> None:
    """把一支队伍的培训、表彰、评价（Excel、CSV 或 Word 的表格）密封到队伍的文件夹。

    列名：证号或姓名、种类（培训、表彰、评价）、日期、名称、主要内容、学习时长、举办/授予单位、备注。有一处错误就什么
    也不密封；不用钥匙，给出钥匙会跳过登记过的。

    例子：jinguo service record 培训.xlsx --team xinhua/guangminglu-aixin
    """
    console = Terminal()
    meant = one_team(root or find_root(Path.cwd()), team)
    found_root, address = meant.root, meant.address
    keys = keys_of(identities) if identities else None
    rosters = Rosters(found_root, meant.federation.levels[0].name, [address], keys)
    table = handed_in(file, REQUIRED, sheet, lambda read: read(COLUMNS))
    found, problems = entries(table, rosters, today())
    if not found and not problems:
        raise click.ClickException(f"{file.name} 里一行也没有")
    stop(problems, console)
    path = f"{meant.folder}/{RECORD}"
    before = on_record(found_root, path, keys)
    new = unlisted(found, before.opened.rows if before.opened else ())
    if before.opened is None and before.closed.row_count:
        console.warn(f"注意：这支队伍已经登记了 {before.closed.row_count} 行，没有钥匙，看不出有没有重复")
    try:
        lines = _sealed(path, new, before, keys_in(Readers(found_root), meant.folder))
        if not dry_run:
            append(found_root, {path: lines})
    except Refused as error:
        raise click.ClickException(str(error)) from None
    skipped = f"，跳过 {len(found) - len(new)} 行（已经登记过）" if len(found) > len(new) else ""
    console.say(f"{'只检查，没有写：可以密封' if dry_run else '已密封'} {len(new)} 行到 {path}{skipped}")


def _sealed(path: str, new: Sequence[Entry], before: Record, keys: Sequence[str]) -> list[str]:
    taken, lines = set(before.closed.taken), []
    for each in new:
        row_id = fresh_id("v", taken)
        taken.add(row_id)
        lines.append(sealed_line(path, row_id, each.values, keys, datetime.now(UTC)))
    return lines
