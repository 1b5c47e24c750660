"""Saving: photographs made clean, the record made even, both committed to a branch of their own.

Decap's own local server is not used, because it checks branches out in the user's folder while she may have files
open there, commits photographs as the camera made them (their place of taking would stay in history for good), knows
nothing of the register's rules, and has to be kept running with Node.
"""

from __future__ import annotations

import datetime as dt
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from generator.admin import drafts, normal
from generator.admin.collections import Collection
from generator.admin.intake import Darkroom, PhotoRefusedError, numbered
from generator.admin.windows import STALE, Windows, digest
from generator.drafts.addresses import activity_address
from generator.drafts.branches import BranchError, commit_on_branch, files_at, read_at
from generator.records.files import PHOTO_SUFFIXES
from generator.records.library import Library, load

MOST_PHOTOS = 60


class RefusedError(Exception):
    """Why nothing was saved, in Chinese, for the person at the form."""

    def __init__(self, message: str, status: int = 422) -> None:
        self.message = message
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Sent:
    """One save as Decap sends it."""

    collection: Collection
    slug: str
    path: str
    raw: str
    assets: Mapping[str, bytes]
    """File name → bytes of what was chosen since the page was opened."""
    window: str = ""
    """Which open page it is; nothing is known of one without a name."""


@dataclass(slots=True)
class Desk:
    """The register that the form works on, and what has to be remembered between two saves."""

    root: Path
    darkroom: Darkroom = field(default_factory=Darkroom)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """Branch and name in the open page → name on the branch: the page goes on using its own."""
    windows: Windows = field(default_factory=Windows)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def library(self) -> Library:
        """The register as it lies in the folder now, without its sealed sheets."""
        return load(self.root, sealed=False)[0]


def save(desk: Desk, sent: Sent) -> str:
    """Commit one record with its photographs; the path on the branch.

    Raises:
        RefusedError: nothing was written.
    """
    with desk.lock:
        try:
            return _save(desk, sent)
        except (BranchError, PhotoRefusedError, normal.NotARecordError) as error:
            raise RefusedError(error.message) from None


def _save(desk: Desk, sent: Sent) -> str:
    known = drafts.draft(desk.root, sent.collection.name, sent.slug)
    branch = drafts.branch_of(sent.collection.name, sent.slug)
    revision = f"refs/heads/{branch}" if known else drafts.MAIN
    before = _before(desk.root, known, sent)
    _refuse_slug(sent, before)
    _refuse_stale(desk, sent, known, before)
    library = desk.library()
    record = normal.typed(sent.collection, before or sent.path, sent.raw, library)
    found = normal.personal_in(record, library)
    if found:
        raise RefusedError("没有保存。" + "；".join(found))
    old = (read_at(desk.root, revision, before) or b"").decode("utf-8") if before else ""
    status = known.status if known else drafts.STATUSES[0]  # whatever the page says: handing in is another request
    keep(record, old, status)
    is_new = not before or (known is not None and known.is_new)
    target = _address(desk.root, library, record, before) if is_new and sent.collection.create else before
    if not target:
        raise RefusedError("这里只能改已有的记录；新建请找管理员")
    files = _photos(desk, sent, record, (branch, revision), (before, target))
    files[target] = record.text(old).encode("utf-8")
    if before and before != target:
        files[before] = None
    base = _base(desk.root, branch, known)
    made = commit_on_branch(desk.root, branch, files, message_of(target, status), base=base)
    desk.windows.give(sent.window, branch, made)
    return target


def _base(root: Path, branch: str, known: drafts.Draft | None) -> str:
    """Where a branch begins. One whose work has come into the register is set aside, so that it begins anew.

    Raises:
        RefusedError: the work of the branch is nowhere but there.
    """
    if known is None and drafts.is_severed(root, branch):
        raise RefusedError(
            f"登记册的历史改写过，接不上原来的草稿，没有保存。原来的还在分支 {branch} 上；请先复制您写的字，再找管理员"
        )
    if known is None:
        drafts.remove(root, branch)
    return drafts.MAIN


_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*){0,3}")


def _refuse_slug(sent: Sent, before: str) -> None:
    """A branch is named by what the form makes, or by the address of a record: no mail address, no twin in capitals."""
    own = before.removeprefix(f"{sent.collection.folder}/").removesuffix(".md")
    if sent.slug != own and not _SLUG.fullmatch(sent.slug):
        raise RefusedError("这份草稿的名称不对，请回到列表，再新建一次")


def _refuse_stale(desk: Desk, sent: Sent, known: drafts.Draft | None, before: str) -> None:
    """Nobody writes over what was saved since this window read it, by another window or by hand."""
    branch = drafts.branch_of(sent.collection.name, sent.slug)
    stale = desk.windows.is_stale(sent.window, branch, drafts.tip(desk.root, branch) if known else "")
    if known is None:
        stale = False
        if before and desk.windows.has_read(sent.window, before):
            text = (read_at(desk.root, drafts.MAIN, before) or b"").decode("utf-8", "replace")
            stale = desk.windows.is_stale(sent.window, before, digest(text))
    if stale:
        raise RefusedError(STALE, 409)


def message_of(path: str, status: str) -> str:
    """Of a commit on a branch of the form."""
    return (
        f"网页投稿：{path.rpartition('/')[0] if path.endswith('/report.md') else path}\n\n{drafts.TRAILER}: {status}\n"
    )


def _before(root: Path, known: drafts.Draft | None, sent: Sent) -> str:
    """Where the record lies now: on its branch, else in the register; empty for a new one.

    What the page believes does not count: the first save has given a better address than Decap could.
    """
    if known is not None and known.path:
        return known.path
    return sent.path if read_at(root, drafts.MAIN, sent.path) is not None else ""


def keep(record: normal.Typed, old: str, workflow: str) -> None:
    """What the form cannot change: exceptions are the reviewers', and the state of the work decides of the status.

    It can neither select a story nor take a selected one down.
    """
    was = normal.typed(record.collection, record.path, old).values if old else {}
    record.values.pop("waive", None)
    if "waive" in was:
        record.values["waive"] = was["waive"]
    if record.collection.name == "story":
        record.values["status"] = "selected" if was.get("status") == "selected" else status_for(workflow)


def status_for(workflow: str) -> str:
    """What a story says of itself at a state of the work."""
    return "draft" if workflow == "draft" else "submitted"


def _address(root: Path, library: Library, record: normal.Typed, before: str) -> str:
    """Where a new story belongs; it moves when its day is corrected before it is in the register."""
    first = record.values["date"]
    day: dt.date = first["from"] if isinstance(first, Mapping) else first
    parts = before.split("/")
    if before and parts[1] == f"{day:%Y}" and parts[2].startswith(f"{day:%m%d}-"):
        return before
    taken = drafts.addresses(root) - {"/".join(parts[1:3])}
    library.broken |= {("activities", address) for address in taken}
    brand = next((each.id for each in library.facts.brands if each.name == record.values["brand"]), "")
    word = record.values.get("campaign") or record.values.get("project") or brand
    return f"activities/{activity_address(library, day, team=record.values['teams'][0], word=word)}/report.md"


def _photos(
    desk: Desk, sent: Sent, record: normal.Typed, where: tuple[str, str], paths: tuple[str, str]
) -> dict[str, bytes | None]:
    """Files of the photographs that a record names, under their own names; those that it names no more go.

    Args:
        desk: remembers names.
        sent: brings new photographs.
        record: its photographs get the names of the files.
        where: branch, and the revision that holds what is there.
        paths: of the record as it was and as it will be.
    """
    branch, revision = where
    old, new = (sent.collection.photo_folder(path) if path else "" for path in paths)
    there = _there(desk.root, revision, old)
    entries = record.photos()
    fresh = _fresh(desk, sent, entries, branch, there)
    same = {data: name for name, data in there.items()}
    known = {name: same[data] for name, data in fresh.items() if data in same}
    names = known | numbered([name for name in fresh if name not in known], there)
    files: dict[str, bytes | None] = {}
    for entry in entries:
        name = entry["file"]
        entry["file"] = names.get(name, name)
        data = there.get(entry["file"], fresh.get(name, b""))
        if desk.darkroom.is_generated(data):
            entry["ai"] = True
        if entry["file"] not in there or old != new:
            files[f"{new}/{entry['file']}"] = data
    kept = {entry["file"] for entry in entries}
    desk.names.update({(branch, name): final for name, final in names.items()})
    for key in [each for each, final in desk.names.items() if each[0] == branch and final not in kept]:
        del desk.names[key]  # its number may go to another photograph
    return files | _gone(there, (old, new), kept)


def _fresh(
    desk: Desk, sent: Sent, entries: list[dict[str, Any]], branch: str, there: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Clean masters of the photographs that are not there yet, by their names in the page."""
    if len(entries) > MOST_PHOTOS:
        raise RefusedError(f"一篇最多放 {MOST_PHOTOS} 张照片")
    fresh: dict[str, bytes] = {}
    for entry in entries:
        name = PurePosixPath(str(entry["file"])).name
        renamed = desk.names.get((branch, name), name)
        name = entry["file"] = renamed if renamed in there else name
        data = sent.assets.get(name)
        if name in there and data not in (None, there[name]):
            raise RefusedError(f"已经有一张照片叫 {name[:60]}，请给新照片换个文件名再选")
        if name in there or name in fresh:
            continue
        if data is None:
            raise RefusedError(f"照片 {name[:60]} 没有传上来，请重新选一次")
        fresh[name], _ = desk.darkroom.master(name, data)
    return fresh


def _gone(there: Mapping[str, bytes], folders: tuple[str, str], kept: set[str]) -> dict[str, bytes | None]:
    old, new = folders
    return {f"{old}/{name}": None for name in there if name not in kept or old != new}


def _there(root: Path, revision: str, folder: str) -> dict[str, bytes]:
    """Photographs beside a record at a revision."""
    if not folder:
        return {}
    paths = [path for path in files_at(root, revision, folder) if path.rpartition("/")[0] == folder]
    found = {path.rpartition("/")[2]: read_at(root, revision, path) for path in paths}
    return {
        name: data for name, data in found.items() if data is not None and name.lower().endswith(tuple(PHOTO_SUFFIXES))
    }
