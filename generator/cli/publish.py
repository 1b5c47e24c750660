"""``jinguo publish``: the built site goes to a target, through every gate."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from generator.checks.run import check
from generator.cli.keyring import identity_option
from generator.cli.leaks import Sealed, forbidden_words, report
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.targets import described, named_target, open_mirror, prepare, publishing_of, sized
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.mirrors.admission import allowed, gates
from generator.mirrors.admission.dead import Judged, judge, short
from generator.mirrors.admission.refusal import Refusal
from generator.mirrors.parts import Mirror, MirrorError, Plan, Release
from generator.problems import count, errors
from generator.publish import receipts
from generator.publish.manifest import Manifest
from generator.records.library import load

_MOST = 100


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody asked for on the command line."""

    name: str
    dry_run: bool
    most: int | None
    over: str


def _share(context: click.Context, parameter: click.Parameter, value: str | None) -> int | None:
    """A percentage, with its sign or without."""
    match = re.fullmatch(r"([0-9]{1,3})\s*[%％]?", value or "")
    if value is None:
        return None
    if match is None or int(match[1]) > _MOST:
        raise click.BadParameter("写 0 到 100 的百分数，例如 30%", context, parameter)
    return int(match[1])


def _id(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not re.fullmatch(r"[0-9a-f]{8,64}", value):
        raise click.BadParameter("写线上版本编号的前 8 位以上", context, parameter)
    return value


@click.command("publish", cls=Command, options_metavar="[选项]", short_help="把 site/ 发布到 publish.yml 里的目标。")
@click.argument("name", metavar="目标")
@click.option("--dry-run", is_flag=True, help="只看要增加、改变、删去什么，会不会被拒绝；什么也不发。")
@click.option(
    "--delete-up-to", "most", metavar="百分数", callback=_share, help="这一次最多删去线上的百分之几，代替 deletions。"
)
@click.option(
    "--over", metavar="编号", default="", callback=_id, help="确实要换掉这个线上版本，虽然它不在这一版的历史里。"
)
@identity_option
@quiet_option
@root_option
def publish(
    name: str,
    identities: tuple[Path, ...],
    root: Path | None,
    *,
    dry_run: bool,
    most: int | None,
    over: str,
    quiet: bool,
) -> None:
    """把生成好的 site/ 发布到 publish.yml 里的一个目标。

    发布以前逐项核对：网站是刚生成、没有改动过的，泄漏检查今天通过，登记册没有错误，内容已经提交、审过，
    删得不太多，也不比线上旧。有一项不对就不发，一次说完。中断了再运行一次就接着发。

    例子：jinguo publish trial --dry-run
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    wish = _Wish(name, dry_run, most, over)
    try:
        refused = _publish(found_root, wish, identities, console)
    except MirrorError as error:
        raise click.ClickException(str(error)) from None
    if refused:
        console.warn(f"{'现在发布会被拒绝' if dry_run else '没有发布'}，原因有 {len(refused)} 个：")
        for each in refused:
            console.warn(f"- {each}")
        sys.exit(1)


def _publish(root: Path, wish: _Wish, identities: Sequence[Path], console: Console) -> list[Refusal]:
    """Why it was not published, or would not be; nothing where it was, or would be."""
    target = named_target(publishing_of(root), wish.name)
    sealed = forbidden_words(root, identities, console)
    console.say(f"目标 {wish.name}：{described(target)}")
    manifest, refused = gates.examined(root / "site")
    if manifest is None:
        return refused
    console.say(f"版本 {_version(manifest)}，{len(manifest.files)} 个文件，{sized(manifest.size)}")
    leaking, built = _leaks(root, manifest, sealed, console)
    it = _candidate(root, wish, manifest, built, console)
    refused = list(_without_permitted([*leaking, *gates.local(it)], it, console))
    if refused and not wish.dry_run:
        return refused
    with _opened(root, wish, it, console) as mirror:
        release = Release(it.site, manifest)
        kept = mirror.kept()
        judged = judge(root, kept, it.library, it.today)
        plan = mirror.plan(release)
        refused += _without_permitted(gates.remote(it, kept, plan, wish.most, wish.over), it, console)
        _tell_dead(judged, console)
        if wish.dry_run:
            _tell(plan, manifest, console)
        elif not refused:
            prepare(root, it.target)
            _send(mirror, release, plan, judged, wish.name, console)
    return refused


@contextlib.contextmanager
def _opened(root: Path, wish: _Wish, it: gates.Candidate, console: Console) -> Iterator[Mirror]:
    mirror = open_mirror(root, wish.name, it.target, console)
    try:
        yield mirror
    finally:
        with contextlib.suppress(MirrorError, OSError):
            mirror.close()


def _version(manifest: Manifest) -> str:
    return f"{manifest.id[:12]}（{f'提交 {manifest.commit[:10]}' if manifest.commit else '含尚未提交的改动'}）"


def _leaks(root: Path, manifest: Manifest, sealed: Sealed, console: Console) -> tuple[list[Refusal], dt.date | None]:
    """The leak check of this very build, done today and by the register as it is; and the day of the build."""
    library, _ = load(root)
    day, digest = today().isoformat(), receipts.digest_of(library.texts)
    receipt = receipts.find(root, manifest.id)
    fits = receipt is not None and (receipt.day, receipt.register) == (day, digest)
    if receipt is None or not fits or sealed.given:
        console.say("这一版今天还没有查过，现在做泄漏检查……" if not fits else "带着钥匙再做一次泄漏检查……")
        if not report(root, root / "site", sealed, console):
            return [Refusal("这一版没有通过泄漏检查", "请照上面列出的改登记册，再运行 jinguo build")], None
        return [], today() if receipt is not None and fits and receipt.built else None
    compared = (
        f"核对了 {receipt.sealed} 条密封资料"
        if receipt.sealed
        else "没有核对密封资料（加 --identity 钥匙文件 可以核对）"
    )
    unread = f"，有 {receipt.unreadable} 行打不开" if receipt.unreadable else ""
    console.say(f"泄漏检查今天已经通过，{compared}{unread}")
    return [], today() if receipt.built else None


def _candidate(root: Path, wish: _Wish, manifest: Manifest, built: dt.date | None, console: Console) -> gates.Candidate:
    publishing = publishing_of(root)
    target = publishing.targets[wish.name]
    library, problems = check(root, today(), console=console, release=not target.trial)
    if errors(problems):
        console.warn(f"登记册：{count(problems)}")
    return gates.Candidate(root, root / "site", manifest, library, problems, publishing, target, today(), built)


def _without_permitted(
    refused: Sequence[Refusal] | Iterator[Refusal], it: gates.Candidate, console: Console
) -> Iterator[Refusal]:
    """A trial target lets some of it pass, and says so."""
    for each in refused:
        if each.trial and it.target.trial:
            console.warn(f"试用的目标，不拦：{each.message}")
        else:
            yield each


def _tell_dead(judged: Judged, console: Console) -> None:
    """What becomes of releases that were kept; nothing of it is done in silence."""
    if judged.dead:
        console.warn(
            f"服务器上有 {len(judged.dead)} 个版本里的同意已经失效，发布时一起删掉：{short(sorted(judged.dead))}"
        )
    away, left = judged.unknown & judged.removed, judged.unknown - judged.removed
    hint = "请取全历史（git fetch --unshallow；自动流程里写 fetch-depth: 0）"
    if away:
        message = "个旧版本的提交这里没有，又有人的同意失效了，看不出里面有没有她，发布时一起删掉"
        console.warn(f"有 {len(away)} {message}：{short(sorted(away))}。{hint}，就能只删该删的")
    if left:
        console.warn(f"有 {len(left)} 个旧版本的提交这里没有，退回不到：{short(sorted(left))}。{hint}")


def _tell(plan: Plan, manifest: Manifest, console: Console) -> None:
    """What would change for readers."""
    live = f"线上现在是 {plan.before[:12]}" if plan.before else "线上还没有完整的版本"
    console.say(f"{live}，读者看得到 {plan.there} 个文件")
    if plan.before == manifest.id and not (plan.added or plan.changed or plan.deleted):
        console.say("线上就是这一版，没有要改的")
    parts = (
        ("增加", [file.path for file in plan.added]),
        ("改变", [file.path for file in plan.changed]),
        ("删去", list(plan.deleted)),
    )
    for what, paths in parts:
        console.say(f"{what} {len(paths)} 个文件{f'：{allowed.listed(paths)}' if paths else ''}")
    console.say(f"要发送 {sized(plan.send)}。这次只是看看，什么也没有发")


def _send(mirror: Mirror, release: Release, plan: Plan, judged: Judged, name: str, console: Console) -> None:
    files = len(plan.added) + len(plan.changed)
    console.say(f"正在发送：{files} 个文件有变化，约 {sized(plan.send)}；中断了再运行一次就接着发……")
    done = mirror.publish(release, judged.removed - {release.manifest.id})
    console.say(f"已发布 {done.id[:12]}：发送 {done.sent} 个文件（{sized(done.bytes)}），删去 {done.deleted} 个")
    console.say(f"下一步：jinguo verify {name}")
