"""Before anything connects: a key or a password goes only where a reviewed ``publish.yml`` says, and never in clear.

The file that lies here says where to publish and how a review is proven. On a branch that nobody has reviewed both may
be somebody's invention, so that it is held against the file at the tip of the reviewed branch; which branch that is, is
not asked of the file that lies here either, where anything has been fetched from elsewhere.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from pathlib import Path

from generator.drafts.branches import read_at
from generator.mirrors.admission.refusal import Refusal
from generator.problems import Problem, visible
from generator.publish import source
from generator.records.files import decode
from generator.records.publishing import read_publishing
from generator.records.targets import FILE, AnyTarget, HostingTarget, Publishing, trusted

_USUAL = ("HEAD", "main", "master")
_MERGE = f"请把 {FILE} 提交、审核、合并，再运行 git fetch；本机的登记册旧了，请运行 git pull"


def before_connecting(root: Path, name: str, publishing: Publishing, *, unencrypted: bool) -> Iterator[Refusal]:
    """Why a target may not even be asked what lies there; nobody's trial lets any of it pass.

    Args:
        root: of the register.
        name: of the target.
        publishing: the file as it lies here.
        unencrypted: whether somebody has said for this run that a password may be sent in clear.
    """
    target = publishing.targets[name]
    if _in_clear(target) and not unencrypted:
        message = "tls: false：口令和网页不加密，路上谁都看得到"
        yield Refusal(message, "请改用 FTPS 或 SFTP；确实没有别的办法，这一次加 --unencrypted")
    if trusted(target) or not target.trial:
        yield from _reviewed(root, name, publishing)
    elif _no_trial(root, name, publishing):
        yield Refusal(f"目标 {name} 在审过的 {FILE} 里不是试用的，没有连接", _MERGE)


def _no_trial(root: Path, name: str, publishing: Publishing) -> bool:
    """Whether the reviewed file has somebody's real site where this one says that it is a trial."""
    found, place = reviewed_publishing(root, publishing), publishing.targets[name].folder
    if isinstance(found, Refusal):
        return False
    return any(not each.trial and (other == name or each.folder == place) for other, each in found.targets.items())


def reviewed_publishing(root: Path, publishing: Publishing) -> Publishing | Refusal:
    """The file as the reviewed branch has it, or why that is not known.

    Args:
        root: of the register.
        publishing: the file as it lies here; it is asked for the branch only where nothing was fetched from elsewhere.
    """
    fetched = source.remotes(root)
    if fetched:
        tip = _default(root, fetched)
        if not tip:
            hint = "请运行 git remote set-head origin --auto，自动流程里把 --auto 换成主分支的名称"
            return Refusal("看不出哪一个是审过的分支：这里没有 origin/HEAD、origin/main、origin/master", hint)
        found = _at(root, tip)
        if found is None:
            return Refusal(f"审过的分支里没有写好的 {FILE}", _MERGE)
        publishing = found
    tip = source.branch(root, publishing.branch)
    if not tip and not fetched and publishing.review == "off":
        tip = source.resolved(root, "HEAD")
    if not tip:
        hint = f"请运行 git fetch，或者改正 {FILE} 里的 branch"
        return Refusal(f"没有找到审过的分支 {visible(publishing.branch)}", hint)
    return _at(root, tip) or Refusal(f"审过的分支 {visible(publishing.branch)} 里没有写好的 {FILE}", _MERGE)


def _reviewed(root: Path, name: str, publishing: Publishing) -> Iterator[Refusal]:
    found = reviewed_publishing(root, publishing)
    if isinstance(found, Refusal):
        yield found
        return
    target = found.targets.get(name)
    if target is None or target.model_dump() != publishing.targets[name].model_dump():
        message = f"目标 {name} 和审过的 {FILE} 里写的不一样，没有连接：口令和钥匙只交给审过的地方"
        yield Refusal(message, _MERGE)
    if _how(found) != _how(publishing):
        yield Refusal(f"怎样算审过（branch、review、deletions）和审过的 {FILE} 里写的不一样", _MERGE)


def _how(publishing: Publishing) -> tuple[str, str, int]:
    return publishing.branch, publishing.review, publishing.deletions


def _default(root: Path, fetched: list[str]) -> str:
    """The tip of the branch that whoever keeps the repository calls the main one."""
    homes = {each.partition("/")[0] for each in fetched}
    home = "origin" if "origin" in homes or len(homes) > 1 else homes.pop()
    tips = (source.resolved(root, f"refs/remotes/{home}/{each}") for each in _USUAL)
    return next((tip for tip in tips if tip), "")


def _at(root: Path, commit: str) -> Publishing | None:
    """The file at a commit; None where it is not there, or has mistakes."""
    data, wrong = read_at(root, commit, FILE), list[Problem]()
    text = decode(FILE, data, wrong) if data is not None else None
    found, _ = read_publishing(root, text) if text is not None else (None, [])
    return None if wrong else found


def _in_clear(target: AnyTarget) -> bool:
    """Whether a password would be readable on its way."""
    if not isinstance(target, HostingTarget) or target.kind != "ftp" or target.tls:
        return False
    try:
        return not ipaddress.ip_address(target.host.strip("[]")).is_loopback
    except ValueError:
        return target.host.lower() != "localhost"
