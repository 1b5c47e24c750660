"""``jinguo article``: one published story for the WeChat account, or for the content system of another site."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from generator.articles.cms import cms_article
from generator.articles.cms_files import cms_files
from generator.articles.folder import deliver
from generator.articles.parts import Article, ArticleError
from generator.articles.wechat import wechat_article
from generator.articles.wechat_files import wechat_files
from generator.checks.run import check
from generator.cli.records_meant import EXAMPLE, record_meant
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.problems import Problem, errors
from generator.records.library import Library
from generator.records.publishing import load_publishing

_STORY = re.compile(r"activities/(\d{4}/[^/]+)/report\.md")
_EVERYWHERE = ("teams/federation.yml", "teams/consents.yml")
"""A mistake in these may hide that somebody withdrew, or whose federation it is."""
_MINUTE = "%Y-%m-%d %H:%M"
_TAKEN = ("teams", "activities", "content", "theme", "generator", "tests", "site", ".git", ".cache")
"""Folders of the register that hold something else."""


def _minute(context: click.Context, parameter: click.Parameter, value: str) -> str:
    try:
        return datetime.strptime(value, _MINUTE).strftime(_MINUTE) if value else ""  # noqa: DTZ007 - as the page says it
    except ValueError:
        raise click.BadParameter("发布时间要写成 2026-03-06 09:30", context, parameter) from None


@click.command("article", cls=Command, options_metavar="[选项]", short_help="把一篇报道做成公众号或者别的网站的文章。")
@click.argument("activity", metavar="活动")
@click.option(
    "--for", "channel", type=click.Choice(["wechat", "cms"]), required=True, help="wechat 公众号，cms 别的网站的后台。"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="文件夹",
    help="放在哪里（默认 dist/wechat/活动 或 dist/cms/活动）。",
)
@click.option(
    "--at",
    "published",
    callback=_minute,
    default="",
    metavar="时间",
    help='cms：发布时间，如 "2026-03-06 09:30"（不写就留着发表时填）。',
)
@click.option("--push", is_flag=True, help="wechat：再送进公众号的草稿箱（不会自动发表）。")
@click.option("--replace", is_flag=True, help="--push：草稿箱里的那一篇有人改过，也用登记册的盖过去。")
@quiet_option
@root_option
def article(
    activity: str,
    channel: str,
    out: Path | None,
    published: str,
    root: Path | None,
    *,
    push: bool,
    replace: bool,
    quiet: bool,
) -> None:
    """把一篇已经选用的报道做成文章：正文、编了号的照片、封面，还有一张带复制按钮的预览页。

    只有审过、签发过、发布渠道里写着的报道才做得出来；没有在这个渠道公开的同意，姓名和照片都不会进去。

    例子：jinguo article 2026/0305-wuyilu-guanqian --for wechat
    """
    if published and channel != "cms":
        raise click.UsageError("--at 只用于 --for cms")
    if push and channel != "wechat":
        raise click.UsageError("--push 只用于 --for wechat")
    if replace and not push:
        raise click.UsageError("--replace 要和 --push 一起用")
    found_root, console = root or find_root(Path.cwd()), Terminal(quiet=quiet)
    address = _address(found_root, activity)
    folder = _folder(found_root, out or found_root / "dist" / channel / address)
    library = _checked(found_root, address, console)
    try:
        if channel == "cms":
            paper = cms_article(library, address, today(), published)
            deliver(folder, cms_files(paper))
            _tell(console, folder, paper.title, paper.notes)
            return
        made = wechat_article(library, address, today())
        deliver(folder, wechat_files(made))
        _tell(console, folder, made.title, made.notes)
        if push:
            _push(found_root, made, console, replace=replace)
    except ArticleError as fault:
        raise click.ClickException(str(fault)) from None


def _address(root: Path, typed: str) -> str:
    """The story that a path, an address or a part of one means."""
    try:
        found = _STORY.fullmatch(record_meant(root, typed))
    except click.ClickException as fault:
        part = typed.strip().strip("/")
        known = [
            path.parent.relative_to(root / "activities").as_posix() for path in root.glob("activities/*/*/report.md")
        ]
        holding = sorted(each for each in known if part and part in each)
        if len(holding) == 1:
            return holding[0]
        if holding:
            message = f"“{typed[:100]}” 有 {len(holding)} 场活动：{'、'.join(holding[:5])}。请写全"
            raise click.ClickException(message) from None
        raise fault from None
    if found is None:
        raise click.ClickException(f"{typed[:100]} 不是一场活动。{EXAMPLE}")
    return found[1]


def _folder(root: Path, out: Path) -> Path:
    full = out.resolve()
    inside = full.relative_to(root.resolve()).parts if full.is_relative_to(root.resolve()) else ("-",)
    if not inside or inside[0] in _TAKEN:
        raise click.ClickException(f"{out} 是登记册放别的东西的地方，请换一个文件夹，例如 dist 里")
    return full


def _checked(root: Path, address: str, console: Console) -> Library:
    """The register, if nothing is wrong with the story itself nor with who agreed to what."""
    library, problems = check(root, today(), console=console)
    stopping = errors(_about(problems, f"activities/{address}/"))
    for problem in stopping:
        console.warn(str(problem))
    if stopping:
        raise click.ClickException(f"有 {len(stopping)} 个错误，改好以后再做文章")
    return library


def _about(problems: Iterable[Problem], folder: str) -> list[Problem]:
    return [each for each in problems if each.path.startswith(folder) or each.path in _EVERYWHERE]


def _tell(console: Console, folder: Path, title: str, notes: Iterable[str]) -> None:
    for note in notes:
        console.warn(f"提醒：{note}")
    console.say(f"《{title}》做好了：{folder}")
    console.say(f"双击打开 {folder / 'preview.html'}，照着上面的按钮复制")


def _push(root: Path, made: Article, console: Console, *, replace: bool) -> None:
    from generator.articles.official import push as push_draft  # noqa: PLC0415 - the network only when it is asked for
    from generator.articles.official_account import open_account  # noqa: PLC0415

    settings, problems = load_publishing(root)
    if errors(problems):
        raise click.ClickException("\n".join(map(str, errors(problems))))
    account = open_account(settings.wechat if settings else None, os.environ)
    push_draft(made, account, console, replace=replace)
