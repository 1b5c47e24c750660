"""``jinguo rules`` and ``jinguo schema``: what is checked, and what editors know of the records."""

from __future__ import annotations

from pathlib import Path

import click

from generator.checks.registry import RULES, Rule
from generator.checks.run import MODULES
from generator.cli.wording import Command
from generator.records.schema import schemas

LEVELS = {"error": "错误", "warning": "提醒"}
SCHEMAS = Path(__file__).parent.parent / "schemas"


def table() -> str:
    """All rules as a Markdown table, for the terminal and for the handbook."""
    rows = [f"| {each.id} | {LEVELS[each.severity]} | {each.title} | {each.basis} |" for each in sorted_rules()]
    return "\n".join(["| 编号 | 级别 | 要求 | 依据 |", "| --- | --- | --- | --- |", *rows])


def sorted_rules() -> list[Rule]:
    """Rules by letter, then by number."""
    if not MODULES:  # importing them has registered the rules
        raise LookupError("no rules")
    return sorted(RULES.values(), key=lambda each: (each.id[0], int(each.id[1:])))


@click.command("rules", cls=Command, options_metavar="[选项]", short_help="列出所有规则。")
def rules() -> None:
    """列出所有规则：编号、级别、要求和依据。

    例子：jinguo rules
    """
    click.echo(table())


@click.command("schema", cls=Command, options_metavar="[选项]", short_help="生成编辑器用的 JSON Schema。")
@click.option(
    "--out",
    metavar="文件夹",
    type=click.Path(file_okay=False, path_type=Path),
    default=SCHEMAS,
    help="放到哪个文件夹。",
)
def schema(out: Path) -> None:
    """生成各种记录的 JSON Schema，编辑器用它提示键名、标出错误。

    例子：jinguo schema --out /tmp/schemas
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"已写入 {len(schemas())} 个文件：{out}")
