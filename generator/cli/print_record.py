"""``jinguo print record``: the service record sheet of one volunteer, on paper."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.paper_job import Asked, begin, end
from generator.cli.print_job import told
from generator.cli.private import sheet_options
from generator.cli.register import root_option
from generator.cli.report_person import file_part, person_paper
from generator.cli.wording import Command
from generator.prints.faults import PrintError
from generator.prints.fonts import typefaces
from generator.prints.record import RecordPart
from generator.prints.record import record as sheet_of
from generator.prints.typeset import typeset
from generator.sealed.deliver import Contents, deliver, prepare
from generator.sealed.numbers import as_number
from generator.sealed.papers import Part
from generator.sealed.refused import Refused

NAME = "服务记录表"


@click.command("record", cls=Command, options_metavar="[选项]", short_help="一个人的服务记录表（PDF，要有钥匙）。")
@click.argument("number", metavar="证号")
@sheet_options
@root_option
@told
def record(
    number: str, identities: tuple[Path, ...], out: Path | None, reason: str, root: Path | None, *, full: bool
) -> None:
    """把一个人的服务记录排成 A4（PDF），给本人核对、存档。内容和 jinguo report person 相同。

    它由妇联内部登记，不是志愿服务记录证明，每一份都写明。放进 private/，记入导出记录。

    例子：jinguo print record 410402-2289-9603-0 --identity ~/钥匙/总队.identity
    """
    wanted = as_number(number) or number.strip()
    name = f"{NAME}-{file_part(wanted)}"
    job = begin(name, Asked(identities, out, reason, root, full=full), need_key=True)
    faces = typefaces(job.library.facts.printing, job.root)
    try:
        folder = prepare(job.root, job.order, (f"{name}.pdf",))
    except Refused as error:
        raise PrintError(str(error)) from None
    paper, hers = person_paper(job, wanted, full=full)
    sheet = sheet_of(job.library.facts, paper.title, [_part(each) for each in paper.parts], paper.note)
    headings = dict.fromkeys(column.title for part in paper.parts for column in part.table.columns)
    counts = {"rows": sum(len(part.table.rows) for part in paper.parts), "unreadable": hers.unreadable}
    contents = Contents(tuple(team.address for team in hers.teams), tuple(headings), counts)
    try:
        written = deliver(folder, {f"{name}.pdf": typeset(job.root, sheet, faces)}, job.order, contents)
    except Refused as error:
        raise PrintError(str(error)) from None
    for path in written:
        job.console.say(f"已写入 {path}")
    end(hers)


def _part(part: Part) -> RecordPart:
    """A table as plain texts; the line against misuse stands once above all of them."""
    columns = part.table.columns
    rows = tuple(tuple(str(cell) for cell in row) for row in part.table.rows)
    above = tuple(line for line in part.above if "不是志愿服务记录证明" not in line)
    notes = tuple(line for line in part.notes if "不是志愿服务记录证明" not in line)
    total = tuple(str(cell) for cell in part.total)
    return RecordPart(part.table.title, tuple(column.title for column in columns),
                      tuple(column.width for column in columns), rows, total, above, notes)  # fmt: skip
