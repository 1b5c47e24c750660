"""``jinguo publish``: the built site goes to a target, through every gate."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from generator.checks.run import check
from generator.cli.keyring import identity_option
from generator.cli.leaks import Sealed, forbidden_words, report
from generator.cli.publish_told import same_already, tell_dead, tell_left, tell_plan, telling_of_silence
from generator.cli.register import find_root, quiet_option, root_option
from generator.cli.targets import (
    described,
    named_target,
    open_mirror,
    prepare,
    publishing_of,
    sized,
    unencrypted_option,
)
from generator.cli.wording import Command
from generator.clock import today
from generator.console import Console, Terminal
from generator.mirrors.admission import gates, rules
from generator.mirrors.admission.dead import Judged, judge
from generator.mirrors.admission.refusal import Refusal
from generator.mirrors.parts import Mirror, MirrorError, Plan, ReadsAhead, Release
from generator.problems import count, errors
from generator.publish import receipts
from generator.publish.digests import Digests
from generator.publish.manifest import Manifest
from generator.records.library import load
from generator.records.targets import (
    AnyTarget,
    BundleTarget,
    Publishing,
    SshTarget,
)

_MOST = 100


@dataclass(frozen=True, slots=True)
class _Wish:
    """What somebody asked for on the command line."""

    name: str
    dry_run: bool
    every: bool
    most: int | None
    over: str
    unencrypted: bool
    thorough: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """Where it goes, and what may keep it here."""

    root: Path
    publishing: Publishing
    target: AnyTarget
    sealed: Sealed
    barred: Sequence[Refusal]
    """Why nobody may even connect to the target."""


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
@click.option("--all", "every", is_flag=True, help="和 --dry-run 一起：每个文件都列出来，不只列前几个。")
@click.option(
    "--delete-up-to", "most", metavar="百分数", callback=_share, help="这一次最多删去线上的百分之几，代替 deletions。"
)
@click.option(
    "--over", metavar="编号", default="", callback=_id, help="确实要换掉这个线上版本，虽然它不在这一版的历史里。"
)
@click.option("--thorough", is_flag=True, help="每个文件都从头读，不凭上次的记录；ssh 目标连服务器上的也读。")
@unencrypted_option
@identity_option
@quiet_option
@root_option
def publish(identities: tuple[Path, ...], root: Path | None, *, quiet: bool, **asked: Any) -> None:
    """把生成好的 site/ 发布到 publish.yml 里的一个目标。

    发布以前逐项核对：网站是刚生成、没有改动过的，泄漏检查今天通过，登记册没有错误，内容已经提交、审过，
    删得不太多，也不比线上旧。有一项不对就不发，一次说完。中断了再运行一次就接着发。

    例子：jinguo publish trial --dry-run
    """
    console = Terminal(quiet=quiet)
    found_root = root or find_root(Path.cwd())
    wish = _Wish(**asked)
    try:
        refused = _publish(found_root, wish, identities, console)
    except MirrorError as error:
        raise click.ClickException(str(error)) from None
    if refused:
        console.warn(f"{'现在发布会被拒绝' if wish.dry_run else '没有发布'}，原因有 {len(refused)} 个：")
        for each in refused:
            console.warn(f"- {each}")
        sys.exit(1)


def _publish(root: Path, wish: _Wish, identities: Sequence[Path], console: Console) -> list[Refusal]:
    """Why it was not published, or would not be; nothing where it was, or would be."""
    publishing = publishing_of(root)
    target = named_target(publishing, wish.name)
    sealed = forbidden_words(root, identities, console)
    console.say(f"目标 {wish.name}：{described(target)}")
    barred = list(rules.before_connecting(root, wish.name, publishing, unencrypted=wish.unencrypted))
    way = _Way(root, publishing, target, sealed, barred)
    with _reading_ahead(way, wish, console) as early:
        return _through(way, wish, console, early)


def _through(way: _Way, wish: _Wish, console: Console, early: Mirror | None) -> list[Refusal]:
    """Through every gate, and out."""
    manifest, refused = gates.examined(way.root / "site", Digests.of(way.root, anew=wish.thorough))
    if manifest is None:
        return [*refused, *way.barred]
    console.say(f"版本 {_version(manifest)}，{_weight(manifest)}")
    leaking, built = _leaks(way.root, manifest, way.sealed, console)
    it = _candidate(way, manifest, built, console)
    refused = [*_without_permitted([*leaking, *gates.local(it)], it, console), *way.barred]
    if way.barred or (refused and not wish.dry_run):
        return refused
    with contextlib.nullcontext(early) if early else _opened(way, wish, console) as mirror:
        release = Release(it.site, manifest)
        with telling_of_silence(console):
            kept, plan = mirror.kept(), mirror.plan(release)
        judged = judge(way.root, kept, it.library, it.today)
        refused += _without_permitted(gates.remote(it, kept, plan, wish.most, wish.over), it, console)
        tell_dead(judged, manifest.id, console)
        if wish.dry_run:
            tell_plan(plan, manifest, console, every=wish.every)
        elif not refused:
            prepare(way.root, it.target)
            _send(mirror, release, plan, judged, wish.name, it.target, console)
    return refused


@contextlib.contextmanager
def _reading_ahead(way: _Way, wish: _Wish, console: Console) -> Iterator[Mirror | None]:
    """A server that can tell what lies there while the gates are asked here; nothing there changes."""
    if way.barred or not isinstance(way.target, SshTarget):
        yield None
        return
    with _opened(way, wish, console) as mirror:
        if isinstance(mirror, ReadsAhead):
            mirror.ahead()
        yield mirror


@contextlib.contextmanager
def _opened(way: _Way, wish: _Wish, console: Console) -> Iterator[Mirror]:
    mirror = open_mirror(way.root, wish.name, way.target, console, thorough=wish.thorough)
    try:
        yield mirror
    finally:
        with contextlib.suppress(MirrorError, OSError):
            mirror.close()


def _weight(manifest: Manifest) -> str:
    """Of all that is sent, the list itself included: so everybody else counts, too."""
    files = manifest.everything()
    return f"{len(files)} 个文件，{sized(sum(each.size for each in files))}"


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
        if not report(root, root / "site", sealed, console, listed=manifest):
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


def _candidate(way: _Way, manifest: Manifest, built: dt.date | None, console: Console) -> gates.Candidate:
    root, target = way.root, way.target
    library, problems = check(root, today(), console=console, release=not target.trial)
    if errors(problems):
        console.warn(f"登记册：{count(problems)}")
    return gates.Candidate(root, root / "site", manifest, library, problems, way.publishing, target, today(), built)


def _without_permitted(
    refused: Sequence[Refusal] | Iterator[Refusal], it: gates.Candidate, console: Console
) -> Iterator[Refusal]:
    """A trial target lets some of it pass, and says so."""
    for each in refused:
        if each.trial and it.target.trial:
            console.warn(f"试用的目标，不拦：{each.message}")
        else:
            yield each


def _send(
    mirror: Mirror, release: Release, plan: Plan, judged: Judged, name: str, target: AnyTarget, console: Console
) -> None:
    files, packed = len(plan.added) + len(plan.changed), isinstance(target, BundleTarget)
    same = same_already(plan, release.manifest)
    if packed:
        console.say(f"正在做压缩包：{_weight(release.manifest)}……")
    elif not same:
        console.say(f"正在发送：{files} 个文件有变化，约 {sized(plan.send)}；中断了再运行一次就接着发……")
    done = mirror.publish(release, judged.removed - {release.manifest.id})
    if packed:
        console.say(f"压缩包做好了：{done.id[:12]}，在 {target.folder} 里；交出去、放上去以后读者才看得到")
    elif same and not (done.sent or done.deleted):
        console.say(f"线上已经是这一版（{done.id[:12]}），核对过了，没有要发的")
    else:
        console.say(f"已发布 {done.id[:12]}：发送 {done.sent} 个文件（{sized(done.bytes)}），删去 {done.deleted} 个")
        tell_left(len(plan.deleted) - done.deleted, target, console)
    console.say(f"下一步：jinguo verify {name}" if packed or target.url else "没有写 url，不能从网上核对：请打开看一看")
