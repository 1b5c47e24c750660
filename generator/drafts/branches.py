"""Commits on a branch that nobody has checked out: by git's own parts, so that files and index of the user stay."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator import personal
from generator.programs import git, git_bytes
from generator.records.files import FOLDERS

_PERSONAL = {"id": "身份证号", "id-like": "身份证号", "mobile": "手机号", "wechat": "微信号", "key": "钥匙"}
_NOBODY = ("jinguo", "jinguo@localhost")
"""Who commits where git has not been told a name."""
_PLAIN_MODES = frozenset({"040000", "100644", "100755"})
_NO_COMMIT = "0" * 40


class BranchError(Exception):
    """Why nothing was written, in Chinese; the repository is as it was."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def commit_on_branch(
    root: Path, branch: str, files: Mapping[str, bytes | None], message: str, *, base: str = "HEAD"
) -> str:
    """A new commit on a branch, which begins at ``base`` where it does not exist; its id.

    The working tree, the index and the branch that is checked out are not touched. Where nothing differs, there is
    no new commit.

    Args:
        root: of the register, which may be a folder of a larger repository.
        branch: short name, ``draft/0305-xinhua``.
        files: path in the register → its bytes, or None where it shall go.
        message: of the commit.
        base: any revision.

    Raises:
        BranchError: the request is refused, or git cannot do it.
    """
    refused = _refused(branch, files, message)
    if refused:
        raise BranchError(refused)
    prefix = _prefix(root)
    reference = _reference(root, branch)
    tip = _revision(root, reference)
    parent = tip or _revision(root, base)
    if parent is None and (base != "HEAD" or _revision(root, "HEAD")):
        raise BranchError(f"仓库里没有 “{base[:60]}” 这个版本")
    full = {f"{prefix}{path}": data for path, data in files.items()}
    _no_links(root, parent, full)
    tree = _tree(root, parent, full)
    if parent and tree == _said(root, "rev-parse", f"{parent}^{{tree}}"):
        commit = parent
    else:
        commit = _commit(root, tree, parent, message)
    if commit != tip:
        _said(root, "update-ref", "-m", "jinguo", reference, commit, tip or _NO_COMMIT)
    return commit


def read_at(root: Path, revision: str, path: str) -> bytes | None:
    """The bytes of a register's file at a revision; None where there is no such plain file."""
    listed = _listed(root, revision, [f"{_prefix(root)}{path}"])
    if not listed or listed[0][0] not in {"100644", "100755"}:
        return None
    status, data = git_bytes(root, "cat-file", "blob", listed[0][1])
    return data if status == 0 else None


def files_at(root: Path, revision: str, prefix: str) -> list[str]:
    """Plain files of the register at a revision whose paths begin with a folder, sorted; links are left out."""
    above = _prefix(root)
    listed = _listed(root, revision, [f"{above}{prefix.rstrip('/')}"] if prefix.strip("/") else [], deep=True)
    paths = (path for mode, _, path in listed if mode in {"100644", "100755"})
    return sorted(path.removeprefix(above) for path in paths if path.startswith(above))


def _refused(branch: str, files: Mapping[str, bytes | None], message: str) -> str:
    """Why a request is not even tried; nothing personal is repeated."""
    for what, text in (("提交说明", message), ("分支名", branch), *(("文件名", path) for path in files)):
        found = personal.find(text)
        if found:
            return f"{what}里有{_PERSONAL[found[0].kind]}，进了历史就删不掉：没有写入"
    if not files:
        return "没有要写入的文件"
    if not message.strip():
        return "没有写提交说明"
    return next((why for path in files if (why := _misplaced(path))), "")


def _misplaced(path: str) -> str:
    parts = path.split("/")
    odd = any(not part or part in {".", ".."} or part.startswith(".") for part in parts)
    if odd or "\\" in path or not path.isprintable() or len(parts) == 1 or parts[0] not in FOLDERS:
        return f"只能写入 {'、'.join(FOLDERS)} 里面的文件，不能写 “{path[:60] if path.isprintable() else '…'}”"
    return ""


def _prefix(root: Path) -> str:
    """Where the register lies in its repository: empty, or ``folder/``."""
    found = git(root, "rev-parse", "--show-prefix")
    if found is None:
        raise BranchError("没有找到 git，请先安装")
    if found.status != 0:
        raise BranchError("登记册不在 git 仓库里")
    return found.output.removesuffix("\n")


def _reference(root: Path, branch: str) -> str:
    good = git(root, "check-ref-format", "--branch", branch)
    if branch.startswith("-") or good is None or good.status != 0 or good.output.strip() != branch:
        raise BranchError(f"分支名 “{branch[:60]}” 的写法不对")
    reference = f"refs/heads/{branch}"
    worktrees = git(root, "worktree", "list", "--porcelain")
    here = git(root, "symbolic-ref", "-q", "HEAD")
    out = {here.output.strip()} if here else set()
    out |= {line.removeprefix("branch ") for line in (worktrees.output if worktrees else "").splitlines()}
    if reference in out:
        raise BranchError(f"分支 {branch} 正在使用，请换一个名称")
    return reference


def _revision(root: Path, name: str) -> str | None:
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.output.strip() if found and found.status == 0 else None


def _listed(root: Path, revision: str, paths: Iterable[str], *, deep: bool = False) -> list[tuple[str, str, str]]:
    """Mode, id and path of what stands in a tree."""
    commit = _revision(root, revision)
    if commit is None:
        return []
    words = ["ls-tree", "-z", "--full-tree", *(["-r"] if deep else []), commit, "--", *paths]
    status, out = git_bytes(root, "--literal-pathspecs", *words)
    lines = out.decode("utf-8", "replace").split("\0") if status == 0 else []
    heads = (line.partition("\t") for line in lines if line)
    return [(head.split()[0], head.split()[2], path) for head, _, path in heads]


def _no_links(root: Path, parent: str | None, paths: Iterable[str]) -> None:
    """Refuse to write through a link or into another repository, and to replace one."""
    if parent is None:
        return
    parts = {"/".join(path.split("/")[:number]) for path in paths for number in range(1, path.count("/") + 2)}
    for mode, _, path in _listed(root, parent, sorted(parts)):
        if mode not in _PLAIN_MODES:
            raise BranchError(f"{path} 在仓库里是链接，不是普通文件或文件夹：没有写入")


def _tree(root: Path, parent: str | None, files: Mapping[str, bytes | None]) -> str:
    """Id of the tree of ``parent`` with these files, made in an index of its own."""
    with tempfile.TemporaryDirectory(prefix="jinguo-") as folder:
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}  # noqa: PTH118 - an environment wants text
        if parent:
            _said(root, "read-tree", parent, extra=index)
        lines = []
        for path, data in files.items():
            if data is None:
                lines.append(f"0 {_NO_COMMIT}\t{path}")
            else:
                lines.append(f"100644 {_said(root, 'hash-object', '-w', '--stdin', told=data)}\t{path}")
        told = "".join(f"{line}\0" for line in lines).encode()
        _said(root, "update-index", "-z", "--index-info", told=told, extra=index)
        return _said(root, "write-tree", extra=index)


def _commit(root: Path, tree: str, parent: str | None, message: str) -> str:
    extra = {name: value for name, value in os.environ.items() if name.startswith(("GIT_AUTHOR_", "GIT_COMMITTER_"))}
    status, _ = git_bytes(root, "var", "GIT_COMMITTER_IDENT", extra=extra)
    known = git(root, "config", "user.name")
    if status != 0 or not (extra or (known and known.output.strip())):
        name, address = _NOBODY
        extra |= {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}
        extra |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address}
    words = ["commit-tree", tree, *(["-p", parent] if parent else []), "-F", "-"]
    return _said(root, *words, told=message.encode(), extra=extra)


def _said(root: Path, *words: str, told: bytes = b"", extra: Mapping[str, str] | None = None) -> str:
    status, out = git_bytes(root, *words, told=told, extra=extra)
    if status != 0:
        raise BranchError(f"git {words[0]} 没有成功，没有写入")
    return out.decode("utf-8", "replace").strip()
