"""Saving: photographs made clean, the record made even, both committed to a branch of their own.

Decap's own local server is not used, because it checks branches out in the user's folder while she may have files
open there, commits photographs as the camera made them (their place of taking would stay in history for good), knows
nothing of the register's rules, and has to be kept running with Node.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from generator.admin import drafts, normal
from generator.admin.collections import COLLECTIONS, Collection
from generator.admin.examine import lacking
from generator.admin.intake import Darkroom, PhotoRefusedError, numbered
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
    status: str


@dataclass(slots=True)
class Desk:
    """The register that the form works on, and what has to be remembered between two saves."""

    root: Path
    darkroom: Darkroom = field(default_factory=Darkroom)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """Branch and name in the open page → name on the branch: the page goes on using its own."""
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
    record = normal.typed(sent.collection, before or sent.path, sent.raw)
    library = desk.library()
    found = normal.personal_in(record, library)
    if found:
        raise RefusedError("没有保存。" + "；".join(found))
    old = (read_at(desk.root, revision, before) or b"").decode("utf-8") if before else ""
    _keep_status(record, old, known.status if known else sent.status)
    is_new = not before or (known is not None and known.is_new)
    target = _address(desk.root, library, record, before) if is_new and sent.collection.create else before
    if not target:
        raise RefusedError("这里只能改已有的记录；新建请找管理员")
    files = _photos(desk, sent, record, (branch, revision), (before, target))
    files[target] = record.text(old).encode("utf-8")
    if before and before != target:
        files[before] = None
    base = _base(desk.root, branch, known)
    status = known.status if known else (sent.status if sent.status in drafts.STATUSES else drafts.STATUSES[0])
    commit_on_branch(desk.root, branch, files, _message(target, status), base=base)
    return target


def _base(root: Path, branch: str, known: drafts.Draft | None) -> str:
    """Where a branch begins. One whose work has come into the register is set aside, so that it begins anew."""
    if known is None:
        drafts.remove(root, branch)
    return drafts.MAIN


def _message(path: str, status: str) -> str:
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


def _keep_status(record: normal.Typed, old: str, workflow: str) -> None:
    """The state of the work decides; the form can neither select a story nor take a selected one down."""
    if record.collection.name != "story":
        return
    was = normal.typed(record.collection, record.path, old).values.get("status") if old else ""
    record.values["status"] = "selected" if was == "selected" else status_for(workflow)


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


def move(desk: Desk, collection: str, slug: str, status: str, today: dt.date) -> None:
    """Change the state of the work; a story says the same of itself, and goes to the reviewers only if it may.

    Raises:
        RefusedError: there is no such draft, or the rules find errors in it.
    """
    if status not in drafts.STATUSES:
        raise RefusedError("没有这种状态")
    with desk.lock:
        known = drafts.draft(desk.root, collection, slug)
        if known is None:
            raise RefusedError("没有找到这份草稿，请刷新页面", 404)
        old = (read_at(desk.root, f"refs/heads/{known.branch}", known.path) or b"").decode("utf-8")
        if status != "draft":
            wrong = [each for each in lacking(desk.root, known, today) if each.severity == "error"]
            if wrong:
                said = "；".join(dict.fromkeys(f"{each.message}（{each.hint}）" for each in wrong[:5]))
                raise RefusedError(f"还不能送审，先改好这 {len(wrong)} 处：{said}")
        record = normal.typed(COLLECTIONS[collection], known.path, old)
        _keep_status(record, old, status)
        drafts.note(desk.root, known, record.text(old).encode("utf-8"), _message(known.path, status))
