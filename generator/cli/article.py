"""``jinguo article``: one published story for the WeChat account, or for the content system of another site."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from generator.articles.cms import cms_article
from generator.articles.cms_files import cms_files
from generator.articles.folder import deliver, is_article
from generator.articles.parts import Article, ArticleError
from generator.articles.wechat import wechat_article
from generator.articles.wechat_files import wechat_files
from generator.checks.run import check
from generator.cli.activities_meant import activity_meant
from generator.cli.compared import Compared, compared
from generator.cli.keyring import identity_option
from generator.cli.outside import public_folder, public_place
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.problems import errors
from generator.records.fields import ConsentChannel
from generator.records.library import Library
from generator.records.publishing import load_publishing

_MINUTE = "%Y-%m-%d %H:%M"
_CONSENT: dict[str, ConsentChannel] = {"wechat": "wechat", "cms": "web"}
"""Which consent an article needs: another site is the web."""
_SHOWN = 20


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
@identity_option
@click.option("--push", is_flag=True, help="wechat：再送进公众号的草稿箱（不会自动发表）。")
@click.option("--replace", is_flag=True, help="--push：草稿箱里的那一篇有人改过，也用登记册的盖过去。")
@quiet_option
@root_option
def article(  # noqa: PLR0913 - options of the command line
    activity: str,
    channel: str,
    out: Path | None,
    published: str,
    identities: tuple[Path, ...],
    root: Path | None,
    *,
    push: bool,
    replace: bool,
    quiet: bool,
) -> None:
    """把一篇已经选用的报道做成文章：正文、编了号的照片、封面，还有一张带复制按钮的预览页。

    只有审过、签发过、发布渠道里写着的报道才做得出来；没有在这个渠道公开的同意，姓名和照片都不会进去。
    登记册有错误就不做。给出钥匙文件时，还会逐字核对密封资料。

    例子：jinguo article 2026/0305-wuyilu-guanqian --for wechat
    """
    if published and channel != "cms":
        raise click.UsageError("--at 只用于 --for cms")
    if push and channel != "wechat":
        raise click.UsageError("--push 只用于 --for wechat")
    if replace and not push:
        raise click.UsageError("--replace 要和 --push 一起用")
    found_root, console = root or find_root(Path.cwd()), Terminal(quiet=quiet)
    asked = _Asked(found_root, activity_meant(found_root, activity), channel, out, published, identities)
    made, seen = _on_the_disk(asked, console)
    if push and made.article:
        _push(found_root, made.article, console, seen, replace=replace)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which article, and where it goes."""

    root: Path
    address: str
    channel: str
    out: Path | None
    published: str
    identities: tuple[Path, ...]

    @property
    def default(self) -> str:
        """Where it goes if nobody says."""
        return f"{self.channel}/{self.address}"


@dataclass(frozen=True, slots=True)
class _Made:
    """An article of either kind."""

    title: str
    notes: tuple[str, ...]
    files: Mapping[str, bytes]
    article: Article | None = None


def _on_the_disk(asked: _Asked, console: Console) -> tuple[_Made, Compared]:
    """Make an article and put it where it belongs.

    Raises:
        click.ClickException: it may not be made; what lies there of old is told.
    """
    place = public_place(asked.root, asked.out, asked.default)
    try:
        library = _checked(asked.root, console)
        seen = compared(asked.root, asked.identities, console, _CONSENT[asked.channel])
        made = _made(library, asked, seen)
        folder = public_folder(asked.root, asked.out, asked.default)
        deliver(folder, made.files)
    except ArticleError as fault:
        _tell_of_the_old(console, place)
        raise click.ClickException(str(fault)) from None
    except click.ClickException:
        _tell_of_the_old(console, place)
        raise
    _tell(console, folder, made, seen)
    return made, seen


def _made(library: Library, asked: _Asked, seen: Compared) -> _Made:
    if asked.channel == "cms":
        paper = cms_article(library, asked.address, today(), asked.published, seen)
        return _Made(paper.title, paper.notes, cms_files(paper))
    article = wechat_article(library, asked.address, today(), seen)
    return _Made(article.title, article.notes, wechat_files(article), article)


def _checked(root: Path, console: Console) -> Library:
    """The register, if nothing in it is wrong: whichever file cannot be read may be the one that tells a name."""
    library, problems = check(root, today(), console=console)
    stopping = sorted(errors(problems))
    for problem in stopping[:_SHOWN]:
        console.warn(str(problem))
    if stopping:
        raise click.ClickException(f"登记册有 {len(stopping)} 个错误，改好以后再做文章（jinguo check 列出全部）")
    return library


def _tell_of_the_old(console: Console, folder: Path) -> None:
    """Whoever looks into the folder afterwards must not take what lies there for what was refused just now."""
    if is_article(folder):
        console.warn(f"注意：{folder} 里还是以前做的那一份，没有更新；不要再用它，不要了就删掉")


def _tell(console: Console, folder: Path, made: _Made, seen: Compared) -> None:
    for note in made.notes:
        console.warn(f"提醒：{note}")
    console.say(f"《{made.title}》做好了：{folder}")
    console.say(seen.told)
    console.say(f"双击打开 {folder / 'preview.html'}，照着上面的按钮复制")


def _push(root: Path, made: Article, console: Console, seen: Compared, *, replace: bool) -> None:
    from generator.articles.official import push as push_draft  # noqa: PLC0415 - the network only when it is asked for
    from generator.articles.official_account import open_account  # noqa: PLC0415

    if not seen.sealed.given:
        console.warn(f"注意：{seen.told}，就送进草稿箱；发表以前请再核对一遍姓名")
    settings, problems = load_publishing(root)
    if errors(problems):
        raise click.ClickException("\n".join(map(str, errors(problems))))
    try:
        account = open_account(settings.wechat if settings else None, os.environ)
        push_draft(made, account, console, replace=replace)
    except ArticleError as fault:
        raise click.ClickException(str(fault)) from None
