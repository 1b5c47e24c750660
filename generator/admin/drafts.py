"""What lies on the branches of the form, and what the register holds: read by git, no file is checked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.admin.collections import COLLECTIONS, PREFIX, Collection
from generator.drafts.branches import BranchError, commit_on_branch, files_at
from generator.programs import git, git_bytes

MAIN = "HEAD"
"""Where drafts begin: what is checked out here, as it was last committed."""
STATUSES = ("draft", "pending_review", "pending_publish")
"""Of Decap's workflow."""
TRAILER = "Jinguo-Status"
"""Key of the line in a commit's message that tells the state of the work.

The state travels with the branch (a clone has it too) and survives commits that people add by hand, unlike a note in
the settings of one repository, which is where Decap's own server keeps it.
"""
_MOST_LISTED = 500
"""Records of a collection that are listed, newest first; a browser should not be handed a register of ten years."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file that a branch changes."""

    path: str
    kind: str
    """``added``, ``modified`` or ``deleted``."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A branch of the form."""

    collection: Collection
    slug: str
    status: str
    changes: tuple[Change, ...]
    updated: str

    @property
    def branch(self) -> str:
        """Its name in git."""
        return branch_of(self.collection.name, self.slug)

    @property
    def path(self) -> str:
        """Of its record; empty where the branch changes none."""
        found = [each.path for each in self.changes if each.kind != "deleted"]
        return next((path for path in found if self.collection.pattern.fullmatch(path)), "")

    @property
    def is_new(self) -> bool:
        """Whether the register does not have the record yet."""
        return any(each.path == self.path and each.kind == "added" for each in self.changes)


def branch_of(collection: str, slug: str) -> str:
    """``cms/story/2026/0305-…/report``, as Decap names branches on every platform."""
    return f"{PREFIX}{collection}/{slug}"


def keys(root: Path) -> list[str]:
    """``collection/slug`` of every branch of the form that has something to show."""
    found = git(root, "for-each-ref", "--format=%(refname:lstrip=2)", f"refs/heads/{PREFIX}")
    names = [line.removeprefix(PREFIX) for line in found.output.splitlines()] if found and found.status == 0 else []
    return [name for name in names if draft(root, *_parted(name)) is not None]


def _parted(key: str) -> tuple[str, str]:
    collection, _, slug = key.partition("/")
    return collection, slug


def draft(root: Path, collection: str, slug: str) -> Draft | None:
    """One branch; None where there is none, or what it changes has come into the register meanwhile."""
    kind = COLLECTIONS.get(collection)
    branch = f"refs/heads/{branch_of(collection, slug)}"
    if kind is None or not slug or _line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", branch) == "":
        return None
    base = _line(root, "merge-base", MAIN, branch)
    changes = tuple(_changes(root, base, branch)) if base else ()
    if not changes or not _differs(root, branch, [each.path for each in changes]):
        return None
    span = f"{base}..{branch}"
    said = git(root, "log", "--no-show-signature", f"--format=%(trailers:key={TRAILER},valueonly)", span)
    told = [line.strip() for line in said.output.splitlines()] if said else []
    status = next((line for line in told if line in STATUSES), STATUSES[0])
    return Draft(kind, slug, status, changes, _line(root, "log", "-1", "--no-show-signature", "--format=%cI", branch))


def _line(root: Path, *words: str) -> str:
    found = git(root, *words)
    return found.output.strip() if found and found.status == 0 else ""


def _changes(root: Path, base: str, branch: str) -> Iterable[Change]:
    words = ["diff", "--name-status", "--no-renames", "--relative", "-z", base, branch, "--"]
    status, out = git_bytes(root, *words)
    parts = out.decode("utf-8", "replace").split("\0") if status == 0 else []
    said = {"A": "added", "D": "deleted"}
    for sign, path in zip(parts[::2], parts[1::2], strict=False):
        yield Change(path, said.get(sign, "modified"))


def _differs(root: Path, branch: str, paths: list[str]) -> bool:
    status, _ = git_bytes(root, "--literal-pathspecs", "diff", "--quiet", MAIN, branch, "--", *paths)
    return status != 0


def texts(root: Path, revision: str, paths: Iterable[str]) -> dict[str, str]:
    """Many text files of a revision at once; what is not there, or no UTF-8, is left out."""
    listed = [path for path in paths if "\n" not in path]
    told = "".join(f"{revision}:./{path}\n" for path in listed).encode()
    status, out = git_bytes(root, "cat-file", "--batch", told=told) if listed else (1, b"")
    found: dict[str, str] = {}
    at = 0
    for path in listed if status == 0 else ():
        end = out.index(b"\n", at)
        head = out[at:end].split()
        if len(head) != 3 or head[1] != b"blob":  # noqa: PLR2004 - id, kind and length
            at = end + 1
            continue
        length = int(head[2])
        data = out[end + 1 : end + 1 + length]
        at = end + 2 + length
        try:
            found[path] = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
    return found


def records(root: Path, collection: Collection) -> dict[str, str]:
    """The newest records of a collection as committed: path → text."""
    paths = [path for path in files_at(root, MAIN, collection.folder) if collection.pattern.fullmatch(path)]
    return texts(root, MAIN, sorted(paths, reverse=True)[:_MOST_LISTED])


def addresses(root: Path) -> set[str]:
    """Folders of stories that other branches of the form or the last commit have taken, ``2026/0305-…``."""
    taken = {"/".join(path.split("/")[1:3]) for path in files_at(root, MAIN, "activities")}
    for key in keys(root):
        found = draft(root, *_parted(key))
        if found and found.path.startswith("activities/"):
            taken.add("/".join(found.path.split("/")[1:3]))
    return taken


def tip(root: Path, branch: str) -> str:
    """The commit at which a branch of the form stands; empty where there is none."""
    return _line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/heads/{branch}")


def is_severed(root: Path, branch: str) -> bool:
    """Whether a branch has nothing in common with the register any more: its history was written anew.

    Its work is nowhere else then, so nobody may take the branch for one that is done with.
    """
    return bool(tip(root, branch)) and not _line(root, "merge-base", MAIN, f"refs/heads/{branch}")


def remove(root: Path, branch: str) -> bool:
    """Delete a branch of the form; never one that is checked out somewhere. Whether it is gone."""
    if not branch.startswith(PREFIX):
        return False
    known = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"refs/heads/{branch}")
    if known is None or known.status != 0:
        return True
    gone = git(root, "branch", "--quiet", "-D", "--", branch)
    return gone is not None and gone.status == 0


def note(root: Path, draft: Draft, text: bytes, message: str) -> None:
    """Commit the record of a draft; where it is the same, a commit that only tells the new state.

    Raises:
        BranchError: git cannot do it.
    """
    reference = f"refs/heads/{draft.branch}"
    tip = _line(root, "rev-parse", "--verify", reference)
    if commit_on_branch(root, draft.branch, {draft.path: text}, message) != tip:
        return
    name, address = _line(root, "log", "-1", "--no-show-signature", "--format=%cn%n%ce", tip).split("\n")
    extra = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}
    extra |= {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address}
    words = ["commit-tree", f"{tip}^{{tree}}", "-p", tip, "-F", "-"]
    status, made = git_bytes(root, *words, told=message.encode(), extra=extra)
    if status != 0 or git_bytes(root, "update-ref", reference, made.decode().strip(), tip)[0] != 0:
        raise BranchError("git 没有成功，状态没有改")
