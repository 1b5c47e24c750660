"""What ``jinguo publish`` tells of a target: what would change for readers, and what becomes of older releases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from generator.cli.targets import sized
from generator.console import Console
from generator.mirrors.admission import allowed
from generator.mirrors.admission.dead import Judged, short
from generator.mirrors.parts import Plan
from generator.problems import visible
from generator.publish.manifest import Manifest
from generator.records.targets import AnyTarget, FolderTarget, HostingTarget, ObjectTarget

_SILENCE = 10.0
"""Seconds."""


@contextmanager
def telling_of_silence(console: Console) -> Iterator[None]:
    """Whoever waits for a server that does not answer is told so after a while."""
    told = "服务器还没有回答，再等一会儿……不想等就按 Ctrl+C，读者看到的不变"
    timer = Timer(_SILENCE, console.say, (told,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def tell_dead(judged: Judged, new: str, console: Console) -> None:
    """What becomes of releases that were kept when ``new`` takes the live one's place; nothing is done in silence."""
    if judged.dead:
        console.warn(
            f"服务器上有 {len(judged.dead)} 个版本里的同意已经失效，发布时一起删掉：{short(sorted(judged.dead))}"
        )
    unknown = judged.unknown - {judged.live}  # the live one is replaced, nobody returns to it
    if judged.live != new and judged.live in judged.unknown & judged.removed:
        why = "查不到它是哪次提交生成的，又有人的同意失效了，看不出里面有没有她"
        console.warn(f"线上的 {judged.live[:12]} 换下来以后不留，退不回去：{why}")
    away, left = unknown & judged.removed, unknown - judged.removed
    hint = "请取全历史（git fetch --unshallow；自动流程里写 fetch-depth: 0）"
    if away:
        message = "个旧版本的提交这里没有，又有人的同意失效了，看不出里面有没有她，发布时一起删掉"
        console.warn(f"有 {len(away)} {message}：{short(sorted(away))}。{hint}，就能只删该删的")
    if left:
        console.warn(f"有 {len(left)} 个旧版本的提交这里没有，退回不到：{short(sorted(left))}。{hint}")


def tell_plan(plan: Plan, manifest: Manifest, console: Console, *, every: bool) -> None:
    """What would change for readers."""
    live = f"线上现在是 {plan.before[:12]}" if plan.before else "线上还没有完整的版本"
    console.say(f"{live}，读者看得到 {plan.there} 个文件")
    if same_already(plan, manifest):
        console.say("线上就是这一版，没有要改的")
    parts = (
        ("增加", [file.path for file in plan.added]),
        ("改变", [file.path for file in plan.changed]),
        ("删去", list(plan.deleted)),
    )
    for what, paths in parts:
        shown = sorted(paths, key=_pages_first)
        told = "".join(f"\n  {visible(path)}" for path in shown) if every else allowed.listed(shown)
        console.say(f"{what} {len(paths)} 个文件{f'：{told}' if paths else ''}")
    more = "" if every or max(len(paths) for _, paths in parts) <= allowed.SHOWN else "；加 --all 列出每个文件"
    console.say(f"要发送 {sized(plan.send)}{more}。这次只是看看，什么也没有发")


def _pages_first(path: str) -> tuple[bool, str]:
    """What people know comes before what only programs read."""
    return not path.endswith(".html"), path


def same_already(plan: Plan, manifest: Manifest) -> bool:
    """Whether readers see this very release already."""
    return plan.before == manifest.id and not (plan.added or plan.changed or plan.deleted)


def tell_left(left: int, target: AnyTarget, console: Console) -> None:
    """Where files lie beside one another, what an older page still loads stays for one release more."""
    flat = isinstance(target, HostingTarget | ObjectTarget) or (isinstance(target, FolderTarget) and not target.links)
    if flat and left > 0:
        console.say(f"还有 {left} 个旧文件（旧网页用的图片、样式、检索）留到下一次发布再删，正开着旧网页的人还要用")
