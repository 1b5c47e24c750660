"""Gates about history: what is published is committed, reviewed, and not older than what readers see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.mirrors.admission.refusal import Refusal
from generator.mirrors.parts import Kept
from generator.problems import visible
from generator.publish import source
from generator.records.targets import FILE, Publishing

_SHOWN = 5
_AGAIN = "请再运行一次；还是这样，请运行 git fsck 检查仓库"
_DEEPER = "请取全历史（git fetch --unshallow；自动流程里写 fetch-depth: 0）"


def committed(root: Path, commit: str, publishing: Publishing) -> Iterator[Refusal]:
    """Gates that need nothing but this repository."""
    if not commit:
        hint = "请提交、审核以后再运行 jinguo build；不在 git 仓库里的登记册不能发布到正式的目标"
        yield Refusal("网站里混有尚未提交的改动", hint, trial=True)
    if source.resolved(root, "HEAD") and source.uncommitted(root, [FILE]):
        yield Refusal(f"{FILE} 有尚未提交的改动：往哪里发、怎样算审过，也要审", f"请先提交 {FILE}", trial=True)
    if commit and publishing.review != "off" and source.known(root, commit):
        yield from _on_branch(root, commit, publishing.branch)


def _on_branch(root: Path, commit: str, branch: str) -> Iterator[Refusal]:
    tip = source.branch(root, branch)
    if not tip:
        hint = f"请运行 git fetch，或者改正 {FILE} 里的 branch"
        yield Refusal(f"没有找到审过的分支 {visible(branch)}", hint, trial=True)
    elif not source.within(root, commit, tip):
        hint = "请推送，审核、合并以后运行 git fetch，再生成、发布"
        yield Refusal(f"这一版（提交 {commit[:10]}）还没有进入审过的分支 {visible(branch)}", hint, trial=True)


def since(root: Path, commit: str, live: Kept | None, publishing: Publishing) -> Iterator[Refusal]:
    """How each step since the live release came about; the whole way where that release is not known here."""
    if not commit or publishing.review not in {"merged", "signed"}:
        return
    before = live.commit if live is not None and source.known(root, live.commit) else ""
    if publishing.review == "merged":
        yield from _merged(root, commit, before)
    else:
        yield from _signed(root, commit, before)


def _merged(root: Path, commit: str, before: str) -> Iterator[Refusal]:
    if not before and source.shallow(root):
        yield Refusal("历史不全，看不出每一步是不是审过以后合并的", _DEEPER, trial=True)
        return
    alone = source.straight(root, before, commit, unmerged=True)
    if alone is None:
        yield Refusal("git 没有答出每一步是不是合并进来的", _AGAIN, trial=True)
    elif alone:
        shown = "、".join(each[:10] for each in alone[:_SHOWN])
        message = f"有 {len(alone)} 个提交不是审过以后合并进来的：{shown}"
        yield Refusal(message, "请用合并请求（--no-ff）把改动合进分支，不要直接推送", trial=True)


def _signed(root: Path, commit: str, before: str) -> Iterator[Refusal]:
    """A signature covers the whole history below it: where nobody knows what is live, that of the newest suffices."""
    steps = source.straight(root, before, commit, unmerged=False) if before else []
    if steps is None:
        yield Refusal("git 没有答出线上那一版以后有哪些提交", _AGAIN, trial=True)
        return
    alone = sorted(each for each in {commit, *steps} if not source.signed(root, each))
    if alone:
        shown = "、".join(each[:10] for each in alone[:_SHOWN])
        hint = "请由有签名钥匙的人合并；本机要有他们的公钥（git verify-commit 能通过）"
        yield Refusal(f"有 {len(alone)} 个提交没有可信的签名：{shown}", hint, trial=True)


def newer(root: Path, commit: str, live: Kept, over: str) -> Iterator[Refusal]:
    """Nobody takes readers back, or past something that this repository does not know, without saying so."""
    if live.commit and live.commit != commit and source.within(root, commit, live.commit):
        message = f"线上的版本更新（提交 {live.commit[:10]}），这一版（提交 {commit[:10]}）比它旧"
        yield Refusal(message, "请更新登记册（git pull）再生成；要退回旧版本，用 jinguo rollback")
        return
    if not live.commit or live.commit == commit or source.within(root, live.commit, commit):
        return
    if over and live.id.startswith(over):
        return
    if source.shallow(root):
        message = f"历史不全，看不出线上的版本 {live.id[:12]}（提交 {live.commit[:10]}）是不是更新"
        yield Refusal(message, _DEEPER, trial=True)
        return
    message = f"线上的版本 {live.id[:12]}（提交 {live.commit[:10]}）不在这一版的历史里，直接换掉会丢掉它的改动"
    hint = f"请先 git pull；历史清理过、确实要换掉它，加 --over {live.id[:12]}"
    yield Refusal(message, hint, trial=True)
