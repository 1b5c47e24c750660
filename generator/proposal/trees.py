"""The register at a revision of git as plain files in a folder: nothing is checked out, no link is followed.

Blobs are read by their ids, so that neither hooks, filters, attributes nor settings of the revision take part. What is
not an ordinary file with an ordinary name is left out and told.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checks.privacy import masked
from generator.pipes import TooMuch
from generator.problems import Problem, visible
from generator.programs import git_bytes, git_entries
from generator.records.files import FOLDERS

HEAVIEST = 40 * 1024 * 1024
"""Bytes of one file: a photograph straight from a phone has 3 to 15 million."""
LARGEST = 1024 * 1024 * 1024
"""Bytes that one revision may add to what lies in the other."""
MOST = 200_000
"""Files of one revision, and what it may change outside the register: one with more is not read at all."""
_NO_GIT = 127
_PATIENCE = 60.0
"""Seconds for a list of them."""
_AT_ONCE = 32 * 1024 * 1024
"""Bytes asked of git in one go."""
_ALONE = {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
_FILES = frozenset({"100644", "100755", "100664"})
_ATTRIBUTES = ".gitattributes"
_LONGEST_ATTRIBUTES = 1_000_000
_LONGEST_NAME = 240
"""Bytes; disks take 255."""
_LONGEST_PATH = 1_000
_ODD = {
    "120000": ("这是一个符号链接，登记册里不允许用链接（它可能指向登记册以外的文件）", "请把文件本身放进来"),
    "160000": ("这是一个子模块（别的仓库），登记册里不允许用", "请把文件本身放进来"),
}


class NoRevision(Exception):  # noqa: N818 - told to a user in Chinese
    """There is no such revision, or no git; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One thing in a tree of git."""

    mode: str
    id: str
    size: int
    path: str


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what was left out."""

    ids: dict[str, str]
    """Path → id of the content of every file written."""
    refused: list[Problem]


def place_of(root: Path) -> str:
    """Where the register lies in its repository: empty, or ``folder/``.

    Raises:
        NoRevision: there is no git, or no repository.
    """
    status, said = git_bytes(root, "rev-parse", "--show-prefix")
    if status == _NO_GIT:
        raise NoRevision("没有找到 git，请先安装")
    if status != 0:
        message = "这里不是 git 仓库（或者 git 不许读它），不能和分支比"
        raise NoRevision(f"{message}：请到仓库里运行，或者写两个文件夹，例如 jinguo compare 原来的文件夹 新的文件夹")
    return said.decode("utf-8", "surrogateescape").removesuffix("\n")


def revision(root: Path, name: str) -> str:
    """The commit that a name means.

    Raises:
        NoRevision: there is none, or no repository.
    """
    place_of(root)
    if name.startswith("-") or not name.isprintable():
        raise NoRevision(f"“{visible(name)[:60]}” 不是版本的名称")
    status, said = git_bytes(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    found = said.decode("ascii", "replace").strip()
    if status != 0 or not found:
        raise NoRevision(f"没有找到版本 {visible(name)[:60]}：请写分支名或者提交编号，并且先取到本机（git fetch）")
    return found


def fork_of(root: Path, base: str, head: str) -> str:
    """The commit from which both went on; the base itself where they have nothing in common."""
    status, said = git_bytes(root, "merge-base", base, head)
    found = said.decode("ascii", "replace").strip()
    return found if status == 0 and found else base


def other_files(root: Path, base: str, head: str) -> list[str]:
    """Paths outside the register that differ between two commits: programs, templates, workflows, settings."""
    register = tuple(f"{place_of(root)}{folder}/" for folder in FOLDERS)
    outside = (path for path in _changed(root, base, head) if not path.startswith(register))
    return sorted(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for path in outside)


def standing(root: Path, base: str, head: str, refused: list[Problem]) -> list[Problem]:
    """Of what was refused in ``base``, what ``head`` leaves alone: a link that leads elsewhere now is a new one."""
    if not refused:
        return []
    place = place_of(root)
    changed = {_shown(path.removeprefix(place)) for path in _changed(root, base, head)}
    return [each for each in refused if each.path not in changed]


def attributes(root: Path, commit: str, target: Path) -> None:
    """Write what git is told of the register's files, from the top of the repository down, as one ``.gitattributes``.

    Nothing obeys it: rule S13 reads there how sealed sheets are merged.
    """
    parts = place_of(root).split("/")[:-1]
    names = ["/".join([*parts[:number], _ATTRIBUTES]) for number in range(len(parts) + 1)]
    words = ("ls-tree", "-z", "-l", "--full-tree", commit, "--", *names)
    found = [blob for blob in _blobs(root, *words) if blob.mode in _FILES and blob.size <= _LONGEST_ATTRIBUTES]
    found.sort(key=lambda each: each.path.count("/"))
    (target / _ATTRIBUTES).write_bytes(b"\n".join(_contents(root, [each.id for each in found])))


def export(root: Path, commit: str, target: Path, before: tuple[Path, dict[str, str]] | None = None) -> Exported:
    """Write ``teams/``, ``activities/`` and ``content/`` of a commit below ``target``.

    Args:
        root: the register's folder in the repository.
        commit: its id.
        target: an empty folder.
        before: folder and ids of another export; what is the same there is linked instead of written.
    """
    done = Exported({}, [])
    wanted = list(_accepted(_listed(root, commit), done.refused))
    same = before[1] if before else {}
    fresh = [each for each in wanted if same.get(each.path) != each.id]
    for blob in wanted:
        if before and same.get(blob.path) == blob.id:
            _place(target / blob.path, before[0] / blob.path, blob, done)
    for some in _portions(fresh, done.refused):
        for blob, data in zip(some, _contents(root, [each.id for each in some]), strict=True):
            _place(target / blob.path, data, blob, done)
    return done


def _entries(root: Path, *words: str, failed: str) -> list[bytes]:
    """What git lists; nested trees of a few kilobytes may stand for more paths than any machine can hold."""
    try:
        listed = git_entries(root, *words, most=MOST, extra=_ALONE, timeout=_PATIENCE)
    except TooMuch:
        raise NoRevision(f"文件太多：这个版本有（或者改了）{MOST} 个以上，没有读。请分几次提交") from None
    if listed is None:
        raise NoRevision(failed)
    return listed


def _changed(root: Path, base: str, head: str) -> list[str]:
    """Paths from the top of the repository."""
    words = ("diff-tree", "-r", "-z", "--no-renames", "--name-only", base, head)
    listed = _entries(root, *words, failed="git 不能比较这两个版本，请先取全历史（git fetch --unshallow）")
    return [each.decode("utf-8", "surrogateescape") for each in listed if each]


def _listed(root: Path, commit: str) -> list[Blob]:
    """What lies in the register, by paths in it."""
    place = place_of(root)
    words = ("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *(f"{place}{each}" for each in FOLDERS))
    return [replace(each, path=each.path.removeprefix(place)) for each in _blobs(root, *words)]


def _blobs(root: Path, *words: str) -> list[Blob]:
    blobs = []
    for line in _entries(root, *words, failed="git 读不出这个版本的文件"):
        head, tab, path = line.partition(b"\t")
        if tab:
            mode, _, blob, size = head.decode("ascii").split()
            blobs.append(Blob(mode, blob, int(size) if size.isdigit() else 0, path.decode("utf-8", "surrogateescape")))
    return blobs


def _accepted(blobs: Iterable[Blob], refused: list[Problem]) -> Iterator[Blob]:
    spelt: dict[str, str] = {}
    for blob in blobs:
        why = _objection(blob)
        plain = unicodedata.normalize("NFC", blob.path).casefold()
        if not why and spelt.setdefault(plain, blob.path) != blob.path:
            message = "这个文件名与另一个只差大小写，在有的电脑上会互相覆盖"
            why = (message, "请改名，只留一个")
        if why:
            refused.append(_refusal(blob.path, *why))
        else:
            yield blob


def _objection(blob: Blob) -> tuple[str, str] | None:
    if blob.mode not in _FILES:
        return _ODD.get(blob.mode, ("这不是普通文件", "请删掉它"))
    parts = blob.path.split("/")
    long = any(len(os.fsencode(part)) > _LONGEST_NAME for part in parts) or len(os.fsencode(blob.path)) > _LONGEST_PATH
    if long or any(part.lower() in {"", ".", "..", ".git"} for part in parts):
        return "文件夹或文件的名称不能用", "请改名，例如 01.jpg"
    if not blob.path.isprintable() or "\\" in blob.path or ":" in blob.path:
        return "文件名里有不能用的字符（换行、控制字符、反斜线、冒号等）", "请改名，例如 01.jpg"
    if blob.size > HEAVIEST:
        return (
            f"文件太大：超过 {HEAVIEST // 1024 // 1024} MB，没有读",
            "照片请用 jinguo photos add 放入；视频请放到视频平台",
        )
    return None


def _refusal(path: str, message: str, hint: str) -> Problem:
    return Problem(_shown(path), 1, 1, "F1", "error", message, hint)


def _shown(path: str) -> str:
    return masked(visible(path.encode("utf-8", "replace").decode("utf-8")))


def _portions(blobs: Iterable[Blob], refused: list[Problem]) -> Iterator[list[Blob]]:
    portion: list[Blob] = []
    weight = total = 0
    for blob in blobs:
        total += blob.size
        if total > LARGEST:
            refused.append(_refusal(blob.path, "这一次提交的文件加起来太大，这个文件没有读", "请分几次提交"))
            continue
        if portion and weight + blob.size > _AT_ONCE:
            yield portion
            portion, weight = [], 0
        portion.append(blob)
        weight += blob.size
    if portion:
        yield portion


def _contents(root: Path, ids: list[str]) -> Iterator[bytes]:
    told = "".join(f"{each}\n" for each in ids).encode()
    status, said = git_bytes(root, "cat-file", "--batch", told=told, extra=_ALONE)
    at = 0
    for each in ids:
        end = said.find(b"\n", at)
        words = said[at:end].split()
        if status != 0 or end < 0 or words[:2] != [each.encode(), b"blob"]:
            raise NoRevision("git 读不出这个版本的文件，请先取全历史")
        at = end + 1 + int(words[2])
        yield said[end + 1 : at]
        at += 1


def _place(target: Path, source: Path | bytes, blob: Blob, done: Exported) -> None:
    """Write beside nothing: a name that is taken, also as a folder, is refused."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (isinstance(source, Path) and _linked(source, target)):
            with target.open("xb") as stream:
                stream.write(source.read_bytes() if isinstance(source, Path) else source)
    except OSError as error:
        if not isinstance(error, FileExistsError | NotADirectoryError | IsADirectoryError):
            raise
        done.refused.append(_refusal(blob.path, "同一个位置有两个文件，没有读", "请只留一个"))
    else:
        done.ids[blob.path] = blob.id


def _linked(source: Path, target: Path) -> bool:
    """Whether one file serves both; not on two disks, nor where the system has no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (FileExistsError, NotADirectoryError):
        raise
    except (OSError, NotImplementedError):
        return False
    return True
