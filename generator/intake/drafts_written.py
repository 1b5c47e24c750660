"""Drafts go onto a branch that nobody has checked out, or into the working folder."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from generator.checks.privacy import masked
from generator.drafts.branches import commit_on_branch, files_at, read_at
from generator.faults import words_of
from generator.problems import visible
from generator.programs import git
from generator.records.changes import UnchangedError, writing
from generator.sealed.history import refuse_slow_clock
from generator.sealed.list_marks import first_marks
from generator.sealed.refused import Refused
from generator.sealed.writing import append
from generator.swap import swap

Lines = Mapping[str, Sequence[str]]
"""Sheet → sealed lines for its end."""


def free_branch(root: Path, wanted: str) -> str:
    """``wanted``, or with the first of ``-2``, ``-3`` … that is no branch yet."""
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(each for each in names if not has_branch(root, each))


def has_branch(root: Path, branch: str) -> bool:
    """Whether there is such a branch here."""
    said = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/heads/{branch}")
    return said is not None and said.status == 0


def refuse_branch(root: Path, branch: str) -> None:
    """Say at once that a name is no branch's, before anything is read or copied.

    Raises:
        Refused: it is none, or that branch is checked out, or the repository cannot be written.
    """
    good = git(root, "check-ref-format", "--branch", branch)
    revision = branch.startswith(("-", "refs/")) or branch in {"HEAD", "@", "FETCH_HEAD", "ORIG_HEAD"}
    if revision or good is None or good.status != 0 or good.output.strip() != branch:
        raise Refused(
            f"分支名 “{visible(masked(branch))[:60]}” 不能用：只写名称，如 intake/2026-11-22，"
            "不带 refs/、~、^、.. 和空格，也不能是 HEAD"
        )
    here = git(root, "symbolic-ref", "-q", "HEAD")
    if here is not None and here.output.strip() == f"refs/heads/{branch}":
        raise Refused(f"分支 {masked(branch)} 正在使用：请换一个名称，或者写 --here")


def refuse_closed(root: Path) -> None:
    """Say at once that no branch can be written.

    Raises:
        Refused: there is no repository, or nobody here may write into it.
    """
    said = git(root, "rev-parse", "--git-common-dir")
    if said is None or said.status != 0:
        raise Refused("登记册不在 git 仓库里，写不了分支：请先 git init，或者写 --here 直接放进工作文件夹")
    folder = (root / said.output.strip()).resolve()
    if not all(os.access(each, os.W_OK) for each in (folder, folder / "objects", folder / "refs")):
        raise Refused("仓库的 .git 文件夹写不进去（没有权限，或者盘是只读的），什么也没有写")


def waiting(root: Path) -> set[str]:
    """Addresses of activities and teams on branches of earlier deliveries, so that two drafts never get one."""
    said = git(root, "for-each-ref", "--format=%(refname)", "refs/heads/intake")
    found: set[str] = set()
    for branch in said.output.split() if said and said.status == 0 else ():
        for path in files_at(root, branch, "activities"):
            found.add(path.removeprefix("activities/").rpartition("/")[0])
        for path in files_at(root, branch, "teams"):
            found.add(path.removeprefix("teams/").rpartition("/")[0])
    return found


def on_branch(root: Path, branch: str, files: Mapping[str, bytes], lines: Lines, message: str) -> str:
    """A commit with the drafts; sheets get their new lines behind those that the branch has.

    Raises:
        BranchError: git cannot do it.
        Refused: this computer's clock is behind.
    """
    revision = f"refs/heads/{branch}" if has_branch(root, branch) else "HEAD"
    whole = dict(files)
    if lines:
        refuse_slow_clock(root, datetime.now(UTC))
        for path, (old, new) in first_marks(root, lines).items():
            if read_at(root, revision, path) == old:
                whole[path] = new
        whole |= {path: _longer(read_at(root, revision, path) or b"", added) for path, added in lines.items()}
    return commit_on_branch(root, branch, whole, message)


def _longer(before: bytes, added: Sequence[str]) -> bytes:
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + gap + "".join(f"{line}\n" for line in added).encode("ascii")


def in_folder(root: Path, files: Mapping[str, bytes], lines: Lines, before: Mapping[str, str]) -> None:
    """Write into the working folder; nothing that lies there is replaced but what the drafts were made from.

    Args:
        root: of the register.
        files: path → content.
        lines: sealed ones, which go through the same door as those of every command.
        before: path → text of records that the drafts change.

    Raises:
        Refused: something is in the way, or cannot be written.
    """
    try:
        with writing(root):
            for path in files:
                full = root / path
                if full.exists() and path not in before:
                    raise Refused(f"{path} 刚刚有人写了，没有覆盖 —— 请再运行一次")
            for path, data in files.items():
                old = before.get(path)
                expected = (root / path).read_bytes() if old is not None else None
                swap(root / path, data, expected=expected)
    except UnchangedError as error:
        raise Refused(error.reason) from None
    except OSError as error:
        raise Refused(f"写不进去：{words_of(error, '写入失败')}") from None
    if lines:
        append(root, lines)
