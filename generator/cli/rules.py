"""``jinguo rules`` and ``jinguo schema``: what is checked, and what editors know of the records."""

from __future__ import annotations

from pathlib import Path

import click

from generator.checks.adjustable import ALLOWING, LIMITS, WORDS
from generator.checks.registry import RULES, Rule
from generator.checks.run import MODULES
from generator.cli.register import FEDERATION, find_root, root_option
from generator.cli.wording import Command
from generator.records.federation import Federation
from generator.records.library import load_only
from generator.records.rule_settings import RuleSetting
from generator.records.schema import schemas

LEVELS = {"error": "错误", "warning": "提醒"}
SETTABLE = {"off": "不查", **LEVELS}
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


def adjustable() -> str:
    """Which rules have a number or a word list that ``federation.yml`` may change, and what the number usually is."""
    numbers = "、".join(f"{rule_id}（{usual}）" for rule_id, usual in LIMITS.items())
    more = sorted_rules()
    words = "、".join(each.id for each in more if each.id in WORDS)
    allowing = "、".join(each.id for each in more if each.id in ALLOWING - WORDS)
    rows = (
        ("limit 能换数的（括号里是不写时的数）", numbers),
        ("words、allow 能加减词的", words),
        ("只能写 allow 的", allowing),
    )
    return "\n".join(f"{what}：{which}" for what, which in rows)


def settings_table(federation: Federation) -> str:
    """What a federation has set otherwise, as a Markdown table; empty where nothing is."""
    rows = [f"| {each.id} | {_set(each)} | {each.reason} |" for each in federation.rules]
    return "\n".join(["| 编号 | 调整 | 理由 |", "| --- | --- | --- |", *rows]) if rows else ""


def _set(each: RuleSetting) -> str:
    parts = [
        SETTABLE[each.level] if each.level else "",
        f"数改为 {each.limit}" if each.limit is not None else "",
        f"再加：{'、'.join(each.words)}" if each.words else "",
        f"不查：{'、'.join(each.allow)}" if each.allow else "",
    ]
    return "；".join(part for part in parts if part)


@click.command("rules", cls=Command, options_metavar="[选项]", short_help="列出所有规则。")
@root_option
def rules(root: Path | None) -> None:
    """列出所有规则：编号、级别、要求和依据；在登记册里运行，再列出本会的调整。

    例子：jinguo rules
    """
    click.echo(table())
    click.echo(f"\n{adjustable()}")
    try:
        root = root or find_root(Path.cwd())
    except click.ClickException:
        return  # rules can be read anywhere
    library, _ = load_only(root, [FEDERATION.as_posix()])
    federation = library.federation
    adjusted = settings_table(federation.fields) if federation else ""
    if adjusted:
        click.echo(f"\n本会的调整（teams/federation.yml 的 rules）：\n\n{adjusted}")


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
