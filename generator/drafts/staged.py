"""What is about to enter history: the staged contents, not what lies in the folder, read through git's own index."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.programs import git_bytes

LINK = "120000"
_FILES = frozenset({"100644", "100755", LINK})
_LARGE = 64 * 1024 * 1024
"""Bytes of one file; what is larger is told, not read."""


@dataclass(frozen=True, slots=True)
class Staged:
    """One file as the next commit will hold it."""

    path: str
    """Relative to the register's root; a file beside the register begins with ``../``."""
    data: bytes | None
    """None for what is too large to be read."""
    mode: str


class UnreadError(Exception):
    """Git could not tell what is staged."""


def staged(root: Path, *, everything: bool = False) -> list[Staged]:
    """Files that are new or changed in the index, sorted by path; those that go are nobody's concern.

    Args:
        root: of the register, which may be a folder of a larger repository.
        everything: all files of the index instead, as for a first look at an old repository.

    Raises:
        UnreadError: there is no git, no repository, or its index cannot be read.
    """
    prefix = _told(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
    listed = list(_indexed(root) if everything else _changed(root))
    listed = sorted(each for each in listed if each[0] in _FILES)
    found = zip(listed, _contents(root, [identity for _, identity, _ in listed]), strict=True)
    return sorted(
        (Staged(posixpath.relpath(path, prefix or "."), data, mode) for (mode, _, path), data in found),
        key=lambda each: each.path,
    )


def committed(root: Path, commits: Sequence[str]) -> list[Staged]:
    """Files that commits bring, each content once, sorted by path: what is about to leave for another repository.

    Raises:
        UnreadError: git does not know one of the commits.
    """
    prefix = _told(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
    words = ("diff-tree", "--stdin", "-r", "-m", "--root", "--no-renames", "--diff-filter=AMT", "-z", "--raw")
    out = _told(root, *words, "--no-commit-id", told="".join(f"{each}\n" for each in commits).encode())
    listed = sorted({each for each in _raw(out) if each[0] in _FILES})
    found = zip(listed, _contents(root, [identity for _, identity, _ in listed]), strict=True)
    return sorted(
        (Staged(posixpath.relpath(path, prefix or "."), data, mode) for (mode, _, path), data in found),
        key=lambda each: each.path,
    )


def leaving(root: Path, told: str) -> list[str]:
    """Commits that a push would give to a remote that has none of them; ``told`` is what git tells its hook."""
    heads = [words[1] for line in told.splitlines() if len(words := line.split()) == _PUSHED and set(words[1]) != {"0"}]
    if not heads:
        return []
    return _told(root, "rev-list", *heads, "--not", "--remotes").decode().split()


def messages(root: Path, commits: Sequence[str]) -> list[str]:
    """What was said at commits, in their order."""
    return [_told(root, "show", "-s", "--format=%B", each).decode("utf-8", "replace") for each in commits]


_PUSHED = 4
"""Words of a line that git tells its hook: local name, local commit, remote name, remote commit."""


def at_index(root: Path, path: str) -> bytes | None:
    """A register's file as the index holds it."""
    status, data = git_bytes(root, "cat-file", "blob", f":./{path}", extra=_index())
    return data if status == 0 else None


def _changed(root: Path) -> Iterator[tuple[str, str, str]]:
    """Mode, id and path of what differs from the last commit; a moved file counts as new."""
    out = _told(root, "diff-index", "--cached", "--no-renames", "--diff-filter=AMT", "-z", "--raw", _base(root), "--")
    yield from _raw(out)


def _raw(out: bytes) -> Iterator[tuple[str, str, str]]:
    parts = out.decode("utf-8", "surrogateescape").split("\0")
    for head, path in zip(parts[::2], parts[1::2], strict=False):
        words = head.removeprefix(":").split()
        yield words[1], words[3], path


def _indexed(root: Path) -> Iterator[tuple[str, str, str]]:
    out = _told(root, "ls-files", "--cached", "--full-name", "-s", "-z", "--", ":/")
    for line in out.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = line.partition("\t")
        if path:
            yield head.split()[0], head.split()[1], path


def _base(root: Path) -> str:
    """The last commit, or the empty tree before the first."""
    status, _ = git_bytes(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return "HEAD" if status == 0 else _told(root, "hash-object", "-t", "tree", "--stdin").decode().strip()


def _contents(root: Path, identities: list[str]) -> Iterator[bytes | None]:
    """One conversation for the sizes and one for the bytes, however many files there are."""
    asked = "".join(f"{each}\n" for each in identities).encode()
    heads = _told(root, "cat-file", "--batch-check", told=asked).decode().splitlines()
    sizes = [int(head.split()[2]) for head in heads]
    small = [each for each, size in zip(identities, sizes, strict=True) if size <= _LARGE]
    out = _told(root, "cat-file", "--batch", told="".join(f"{each}\n" for each in small).encode())
    place = 0
    for size in sizes:
        if size > _LARGE:
            yield None
            continue
        start = out.index(b"\n", place) + 1
        yield out[start : start + size]
        place = start + size + 1


def _index() -> dict[str, str]:
    """The index of the commit that is being made: ``git commit FILE`` has one of its own, whose name its hooks get."""
    named = os.environ.get("GIT_INDEX_FILE", "")
    return {"GIT_INDEX_FILE": os.path.abspath(named)} if named else {}  # noqa: PTH100 - an environment wants text


def _told(root: Path, *words: str, told: bytes = b"") -> bytes:
    status, out = git_bytes(root, *words, told=told, extra=_index())
    if status != 0:
        raise UnreadError(words[0])
    return out
