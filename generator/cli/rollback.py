"""``jinguo rollback``: readers see an earlier release again, in one step."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.cli.publish_told import telling_of_silence
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.targets import described, named_target, open_mirror, publishing_of, sized, unencrypted_option
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.mirrors.admission import rules
from generator.mirrors.admission.dead import Judged, judge
from generator.mirrors.parts import Kept, Mirror, MirrorError
from generator.publish import source
from generator.records.library import Library, load

_DEEPER = "这里没有它的提交，看不出同意是不是还有效（git fetch --unshallow 取全历史）"


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What a target keeps, weighed."""

    kept: Sequence[Kept]
    judged: Judged
    free: bool
    """Whether a release may be returned to although nobody knows whom it shows: all people in it are invented."""

    @property
    def live(self) -> Kept | None:
        return next((each for each in self.kept if each.live), None)

    def barred(self, release: Kept) -> str:
        """Why nobody may return to a release; empty where one may."""
        gone = self.judged.lost.get(release.id)
        if gone:
            return f"里面有 {len(gone)} 份同意书已经失效"
        return _DEEPER if release.id in self.judged.unknown and not self.free else ""


def _prefix(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"[0-9a-f]{4,64}", value):
        raise click.BadParameter("写版本编号的前 4 位以上（--list 列出编号）", context, parameter)
    return value


@click.command("rollback", cls=Command, options_metavar="[选项]", short_help="退回一个旧版本。")
@click.argument("name", metavar="目标")
@click.option("--to", metavar="编号", default="", callback=_prefix, help="退回到哪一版（编号的前几位）；不写就退一步。")
@click.option("--list", "listing", is_flag=True, help="只列出服务器上留着的版本。")
@click.option("--dry-run", is_flag=True, help="只说会退回到哪一版，什么也不做。")
@unencrypted_option
@quiet_option
@root_option
def rollback(
    name: str, root: Path | None, *, to: str, listing: bool, dry_run: bool, unencrypted: bool, quiet: bool
) -> None:
    """一步退回服务器上留着的旧版本，不用重新生成。有人的同意已经失效的版本不能退回。

    登记册不会跟着退回：下一次发布又会把新的内容带上去，所以还要在登记册里撤销那次改动。

    例子：jinguo rollback trial --list
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    publishing = publishing_of(found_root)
    target = named_target(publishing, name)
    console.say(f"目标 {name}：{described(target)}")
    barred = list(rules.before_connecting(found_root, name, publishing, unencrypted=unencrypted))
    if barred:
        raise click.ClickException("\n".join(["没有连接，什么也没有做：", *(f"- {each}" for each in barred)]))
    mirror = open_mirror(found_root, name, target, console)
    try:
        library, _ = load(found_root)
        with telling_of_silence(console):
            kept = mirror.kept()
        shelf = _Shelf(kept, judge(found_root, kept, library, today()), target.trial and _invented(library))
        if listing:
            _list(shelf, console)
        else:
            _go(found_root, mirror, shelf, _chosen(found_root, shelf, to), console, dry_run=dry_run)
            if target.url and not dry_run:
                console.say(f"下一步：jinguo verify {name} --live")
    except MirrorError as error:
        raise click.ClickException(str(error)) from None
    finally:
        with contextlib.suppress(MirrorError, OSError):
            mirror.close()


def _invented(library: Library) -> bool:
    return library.federation is not None and library.federation.fields.sample


def _told(release: Kept) -> str:
    return f"{release.id[:12]}（{f'提交 {release.commit[:10]}' if release.commit else '没有提交编号'}）"


def _list(shelf: _Shelf, console: Console) -> None:
    if not shelf.kept:
        console.say("服务器上还没有版本")
    for each in shelf.kept:
        barred = "" if each.live else shelf.barred(each)
        mark = "  线上" if each.live else f"  不能退回：{barred}" if barred else ""
        console.say(f"{_told(each)}{mark}")


def _chosen(root: Path, shelf: _Shelf, to: str) -> Kept:
    """The release to return to.

    Raises:
        click.ClickException: there is none, or nobody may return to it.
    """
    others = [each for each in shelf.kept if not each.live]
    if to:
        return _asked(shelf, to)
    fit = [each for each in _earlier(root, shelf.live, others) if not shelf.barred(each)]
    if fit:
        return fit[0]
    reasons = [f"{_told(each)}：{shelf.barred(each) or '不比线上的旧，要退到它请用 --to'}" for each in others]
    message = "没有可以退回的旧版本" if others else "服务器上没有留着旧版本，不能退回"
    raise click.ClickException("\n".join([message, *reasons, "请改好登记册，重新生成、发布"]))


def _asked(shelf: _Shelf, to: str) -> Kept:
    found = [each for each in shelf.kept if each.id.startswith(to)]
    if len(found) != 1:
        many = "不止一个版本的编号这样开头，请多写几位" if found else "服务器上没有留着这个版本"
        raise click.ClickException(f"{to}：{many}（--list 列出编号）")
    if found[0].live:
        raise click.ClickException(f"{_told(found[0])} 就是线上的版本")
    barred = shelf.barred(found[0])
    if barred:
        raise click.ClickException(f"不能退回 {_told(found[0])}：{barred}")
    return found[0]


def _earlier(root: Path, live: Kept | None, others: Sequence[Kept]) -> list[Kept]:
    """Those that came before the live one: after one step back the newest is a later one, and no step back.

    Where commits cannot tell, the order in which the target lists them does.
    """
    if live is None or not source.known(root, live.commit):
        return list(others)
    before = [each for each in others if each.commit != live.commit and source.within(root, each.commit, live.commit)]
    alike = [each for each in others if each.commit == live.commit]
    unknown = [each for each in others if not source.known(root, each.commit)]
    return before or alike or unknown


def _go(root: Path, mirror: Mirror, shelf: _Shelf, release: Kept, console: Console, *, dry_run: bool) -> None:
    live = shelf.live
    now = _told(live) if live else "不完整的版本"
    if dry_run:
        console.say(f"会从 {now} 退回到 {_told(release)}。这次只是看看，什么也没有做")
        return
    console.say(f"正在从 {now} 退回到 {_told(release)}……")
    done = mirror.rollback(release.id, shelf.judged.removed - {release.id})
    console.say(f"已退回 {done.id[:12]}：换了 {done.sent} 个文件（{sized(done.bytes)}），删去 {done.deleted} 个")
    console.warn("登记册里还是新的内容，下一次发布会把它带回来：请在登记册里撤销那次改动（git revert），审核以后再发布")
    head = source.resolved(root, "HEAD")
    if release.commit and head and release.commit != head:
        console.warn(f"退回的是提交 {release.commit[:10]}；看改了什么：git log {release.commit[:10]}..HEAD")
