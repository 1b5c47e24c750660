"""``jinguo key``: a key is made, those who hold one are listed, sheets follow a changed list."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.cli.facts import team_facts
from generator.cli.key_rotate import rotate
from generator.cli.keyring import at_terminal, given_passphrase, hidden, passphrase_file_option, secrets_are_seen
from generator.cli.private import readable
from generator.cli.register import find_root, root_option
from generator.cli.wording import Group
from generator.clock import today
from generator.console import Terminal
from generator.records.library import Library
from generator.records.recipients import FEWEST, FILE_NAME, SAMPLE_KEYS, Recipient, outdated_marks
from generator.sealed.identities import make_key, new_passphrase, passphrase_fault, place_for_key, plain_note
from generator.sealed.refused import Refused
from generator.sealed.teams import TeamFacts, chosen

_SHOWN = 8
"""Characters of a public key that tell it from the others."""
_NAME = "本机.identity"


@click.group(
    "key",
    cls=Group,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    short_help="钥匙：生成、查看、换锁。",
)
def key() -> None:
    """钥匙：谁能打开密封表。

    例子：jinguo key list
    """


key.add_command(rotate)


@key.command("new", options_metavar="[选项]", short_help="生成一把带口令的钥匙。")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件",
    help="钥匙文件放在哪里（默认放在本人的配置文件夹，不能在登记册或 git 仓库里）。",
)  # fmt: skip
@click.option("--note", metavar="说明", default="", help="这把钥匙是谁的，如 “新华区妇联”；会公开。")
@passphrase_file_option
def new(out: Path | None, note: str) -> None:
    """生成一把带口令的钥匙，显示要写进 recipients.txt 的公钥。

    口令问两遍，不显示；直接回车就由程序出一个。忘了口令，这把钥匙就没用了。

    例子：jinguo key new --out ~/钥匙/新华区.identity --note 新华区妇联
    """
    console = Terminal()
    try:
        target = place_for_key(Path.cwd() / out.expanduser() if out else _default())
        plain_note(note)  # before a passphrase is thought out
        said = given_passphrase()
        passphrase = said if said is not None else _chosen_passphrase(console)
        made = make_key(target, passphrase, note or f"请写明是哪个单位的钥匙（{today():%Y-%m-%d} 生成）")
    except Refused as error:
        raise click.ClickException(str(error)) from None
    console.say(f"钥匙在 {made.path}，只有本人能读，要口令才能用。")
    console.say("\n把下面两行（公钥，可以公开）加到登记册的 recipients.txt 末尾：\n")
    console.say(f"{made.listed}\n")
    console.say("  总队的钥匙　写进 teams/recipients.txt，能打开全部密封表")
    console.say("  分队的钥匙　写进 teams/分队的文件夹/recipients.txt，只能打开这支分队和下级的")
    console.say("\n名单里 “密封标记” 那一行不要动。改好以后请已经有钥匙的人运行 jinguo key rotate，原来的行才打得开。")
    console.say("另外再生成一把离线备用的：存进优盘，口令写在纸上分开封好，锁进保险柜。")


@key.command("list", options_metavar="[选项]", short_help="列出谁能打开哪一级的密封表。")
@click.option("--team", metavar="编号", default="", help="只看能打开这支队伍密封表的人，如 xinhua。")
@root_option
def list_(team: str, root: Path | None) -> None:
    """列出谁能打开哪一级的密封表；不用钥匙。

    例子：jinguo key list --team xinhua
    """
    console = Terminal()
    library = readable(root or find_root(Path.cwd()), console)
    facts = team_facts(library)
    try:
        asked = chosen(facts, [team])[0] if team else None
    except Refused as error:
        raise click.ClickException(str(error)) from None
    for line in _listing(library, facts, asked):
        console.say(line)


def _default() -> Path:
    """In the user's own folder of settings, the roaming one of Windows left out: it is copied about."""
    return Path(click.get_app_dir("jinguo", roaming=False)) / _NAME


def _chosen_passphrase(console: Terminal) -> str:
    """Asked for twice; an empty answer takes one from the program, which must then be copied."""
    if not at_terminal():
        raise click.ClickException("这里没有终端，没法问口令 —— 请在终端里运行，或者加 --passphrase-file 文件")
    said = hidden("给这把钥匙定一个口令，至少 10 个字符（直接回车，由程序出一个）")
    if not said:
        if not secrets_are_seen():
            hint = "请不要转到文件或别的程序，或者自己定一个口令"
            raise click.ClickException(f"屏幕上的字转到了别处，程序出的口令会留在那里，没有生成钥匙 —— {hint}")
        said = new_passphrase()
        console.warn(f"口令是：{said}\n只显示这一次，请抄在纸上收好，记牢以后清屏。")
    elif fault := passphrase_fault(said):
        raise click.ClickException(f"{fault}，没有生成钥匙")
    if hidden("请再输一遍") != said:
        raise click.ClickException("两遍不一样，没有生成钥匙，请重来")
    return said


def _listing(library: Library, facts: list[TeamFacts], asked: TeamFacts | None) -> list[str]:
    """What ``key list`` says: a list of recipients at a time, from the top down, then what is wrong."""
    by_folder = {team.folder: team for team in facts}
    lists = {path: listed.listed for path, listed in library.recipients.items()}
    if asked is not None:
        lists = {path: listed for path, listed in lists.items() if _covers(path, asked.folder)}
    changed = {path for path, _ in outdated_marks(library.recipients)}
    lines: list[str] = []
    for path in sorted(lists, key=lambda each: (each.count("/"), each)):
        lines.append(f"{_whose(path, by_folder)} —— {path}")
        lines += [f"    {_one(each, lists)}" for each in lists[path]] or ["    （一把也没有）"]
        if path in changed:
            lines.append("    注意：这份名单或上级的名单改过，还没有换钥匙 —— 请持钥匙的人运行 jinguo key rotate")
        broken = library.recipients[path].problems
        lines += [f"    注意：第 {each.line} 行{each.message}，用不上" for each in broken]
    few = [team for team in ([asked] if asked else facts) if len(_readers(library, team)) < FEWEST]
    lines += [f"注意：{team.name} 只有 {len(_readers(library, team))} 把公钥，至少要 {FEWEST} 把" for team in few[:10]]
    if len(few) > 10:  # noqa: PLR2004 -- as many as of any long list
        lines.append(f"……还有 {len(few) - 10} 支队伍也不够 {FEWEST} 把")
    if asked is not None:
        lines.append(f"共 {len(_readers(library, asked))} 把公钥能打开 {asked.name} 的密封表")
    return lines or ["还没有 recipients.txt：请先用 jinguo key new 生成钥匙"]


def _whose(path: str, by_folder: dict[str, TeamFacts]) -> str:
    folder = os.path.dirname(path)  # noqa: PTH120 -- of a POSIX path that is no file here
    team = by_folder.get(folder)
    if folder != "teams" and not folder.startswith("teams/"):
        return "（不起作用：服务记录按各人队伍的名单密封）"
    if team is None:
        return f"{folder} 和下级的全部密封表"
    return f"全部密封表（{team.name}）" if team.parent is None else f"{team.name}和它的下级（{team.level}）"


def _one(each: Recipient, lists: dict[str, tuple[Recipient, ...]]) -> str:
    places = [other for listed in lists.values() for other in listed if other.key == each.key]
    marks = ["样例公钥，谁都能打开"] if each.key in SAMPLE_KEYS else []
    if len(places) > 1:
        other = next(one for one in places if one != each)
        marks.append(f"写了 {len(places)} 次，另见 {other.path} 第 {other.line} 行")
    tail = f"　← {'；'.join(marks)}" if marks else ""
    return f"{each.key[:_SHOWN]}…　{each.note or '（上面一行没有写是谁的）'}{tail}"


def _readers(library: Library, team: TeamFacts) -> set[str]:
    return {
        each.key for path, listed in library.recipients.items() if _covers(path, team.folder) for each in listed.listed
    }


def _covers(path: str, folder: str) -> bool:
    """Whether a list is one of those that a folder's sheets are sealed to."""
    above = path.removesuffix(FILE_NAME).rstrip("/")
    return not above or folder == above or folder.startswith(f"{above}/")
