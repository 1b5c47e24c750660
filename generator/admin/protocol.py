"""Decap's requests to a local backend, one function each, answered from git.

The shapes are those of Decap's own local server, whose checks of parameters are the specification; what would write
anywhere but to a branch of the form is refused with a sentence for the person at the form.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.admin import drafts
from generator.admin.collections import COLLECTIONS
from generator.admin.handing import move
from generator.admin.saving import Desk, RefusedError, Sent, save
from generator.admin.windows import digest
from generator.drafts.branches import BranchError, read_at
from generator.records.files import FOLDERS, PHOTO_SUFFIXES

Params = Mapping[str, Any]

_BY_PULL_REQUEST = "这里不直接发布。请把状态改成“审核中”，审核的同志看过以后合并，网站才会更新"
_BY_HAND = "这里不能删除已有的内容，请找管理员"
_IN_STORY = "照片请在报道里选，不单独上传"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to Decap."""

    status: int
    body: Any


def answer(desk: Desk, today: dt.date, request: object, window: str = "") -> Reply:
    """One request; whatever is wrong with it is said in Chinese under ``error``, which Decap shows.

    Args:
        desk: the register.
        today: the day.
        request: what came as JSON.
        window: which open page asks; see ``windows``.
    """
    action = request.get("action") if isinstance(request, dict) else None
    params = request.get("params") or {} if isinstance(request, dict) else {}
    known = _ACTIONS.get(str(action))
    if known is None or not isinstance(params, dict):
        return Reply(422, {"error": "表单送来的请求不认识，请刷新页面"})
    function, wanted = known
    if any(not isinstance(params.get(key), kind) for key, kind in wanted.items()):
        return Reply(422, {"error": "表单送来的请求不完整，请刷新页面"})
    try:
        return Reply(200, function(desk, today, {**params, "window": window}))
    except RefusedError as refused:
        return Reply(refused.status, {"error": refused.message})
    except BranchError as refused:
        return Reply(422, {"error": refused.message})


def _info(desk: Desk, _today: dt.date, _params: Params) -> Any:
    return {"repo": desk.root.name, "publish_modes": ["editorial_workflow"], "type": "jinguo_git"}


def _entry(path: str, text: str | None, label: str | None = None) -> dict[str, Any]:
    number = digest(text) if text is not None else None
    return {"data": text, "file": {"path": path, "label": label, "id": number}}


def _by_folder(desk: Desk, _today: dt.date, params: Params) -> Any:
    found = next((each for each in COLLECTIONS.values() if each.folder == params["folder"].strip("/")), None)
    if found is None:
        raise RefusedError("没有这类内容")
    listed = drafts.records(desk.root, found)
    for path, text in listed.items():
        desk.windows.give(params["window"], path, digest(text))
    return [_entry(path, text) for path, text in listed.items()]


def _by_files(desk: Desk, _today: dt.date, params: Params) -> Any:
    listed = [each for each in params["files"] if isinstance(each, dict) and _is_record(str(each.get("path")))]
    found = drafts.texts(desk.root, drafts.MAIN, [each["path"] for each in listed])
    return [_entry(each["path"], found.get(each["path"]), each.get("label")) for each in listed]


def _get(desk: Desk, _today: dt.date, params: Params) -> Any:
    path = params["path"].strip("/")
    found = drafts.texts(desk.root, drafts.MAIN, [path]) if _is_record(path) else {}
    if path in found:
        desk.windows.give(params["window"], path, digest(found[path]))
    return _entry(path, found.get(path))


def _is_record(path: str) -> bool:
    return any(each.pattern.fullmatch(path) for each in COLLECTIONS.values())


def _unpublished(desk: Desk, _today: dt.date, _params: Params) -> Any:
    return drafts.keys(desk.root)


def _known(desk: Desk, params: Params) -> drafts.Draft:
    collection, slug = params.get("collection"), params.get("slug")
    if params.get("id") and not (collection and slug):
        collection, _, slug = str(params["id"]).partition("/")
    found = drafts.draft(desk.root, str(collection or ""), str(slug or ""))
    if found is None:
        raise RefusedError("没有找到这份草稿", 404)
    return found


def _one(desk: Desk, _today: dt.date, params: Params) -> Any:
    found = _known(desk, params)
    diffs = [
        {
            "id": each.path, "path": each.path, "oldPath": "" if each.kind == "added" else each.path,
            "newPath": each.path, "status": each.kind, "newFile": each.kind == "added",
            "binary": not each.path.endswith(".md"),
        }
        for each in found.changes
        if each.kind != "deleted"
    ]  # fmt: skip
    return {
        "collection": found.collection.name, "slug": found.slug, "status": found.status, "diffs": diffs,
        "updatedAt": found.updated,
    }  # fmt: skip


def _data_file(desk: Desk, _today: dt.date, params: Params) -> Any:
    found = _known(desk, params)
    # The page may still know the address that Decap gave before the first save.
    path = params["path"] if any(each.path == params["path"] for each in found.changes) else found.path
    tip = drafts.tip(desk.root, found.branch)
    text = drafts.texts(desk.root, tip, [path]).get(path)
    desk.windows.give(params["window"], found.branch, tip)
    return {"data": text}


def _media_of_draft(desk: Desk, _today: dt.date, params: Params) -> Any:
    found = _known(desk, params)
    name = PurePosixPath(params["path"]).name
    name = desk.names.get((found.branch, name), name)
    path = f"{found.collection.photo_folder(found.path)}/{name}"
    return _media(path, read_at(desk.root, f"refs/heads/{found.branch}", path))


def _media_file(desk: Desk, _today: dt.date, params: Params) -> Any:
    path = params["path"].strip("/")
    data = read_at(desk.root, drafts.MAIN, path)
    if data is None:
        parts = PurePosixPath(path)
        for key in drafts.keys(desk.root):
            collection, _, slug = key.partition("/")
            branch = drafts.branch_of(collection, slug)
            name = desk.names.get((branch, parts.name), parts.name)
            data = data or read_at(desk.root, f"refs/heads/{branch}", str(parts.with_name(name)))
    return _media(path, data)


def _media(path: str, data: bytes | None) -> Any:
    if (
        data is None
        or path.split("/", maxsplit=1)[0] not in FOLDERS
        or not path.lower().endswith(tuple(PHOTO_SUFFIXES))
    ):
        raise RefusedError("没有找到这张照片", 404)
    content = base64.b64encode(data).decode("ascii")
    number = hashlib.sha256(data).hexdigest()
    return {"id": number, "content": content, "encoding": "base64", "path": path, "name": PurePosixPath(path).name}


def _no_media(_desk: Desk, _today: dt.date, _params: Params) -> Any:
    return []


def _persist(desk: Desk, _today: dt.date, params: Params) -> Any:
    files = params.get("dataFiles") or [params.get("entry")]
    options = params["options"]
    collection = COLLECTIONS.get(str(options.get("collectionName")))
    if collection is None or len(files) != 1 or not isinstance(files[0], dict):
        raise RefusedError("表单送来的请求不完整，请刷新页面")
    slug, path, raw = (files[0].get(key) for key in ("slug", "path", "raw"))
    if not isinstance(slug, str) or not isinstance(path, str) or not isinstance(raw, str):
        raise RefusedError("表单送来的请求不完整，请刷新页面")
    if not collection.pattern.fullmatch(path):
        raise RefusedError("只能保存活动、项目、阵地和志愿者，别的文件不能改")
    if options.get("useWorkflow") is not True:
        raise RefusedError(_BY_PULL_REQUEST)
    save(desk, Sent(collection, slug, path, raw, _assets(params["assets"]), params["window"]))
    return {"message": "entry persisted"}


def _assets(listed: list[Any]) -> dict[str, bytes]:
    found = {}
    for each in listed:
        try:
            found[PurePosixPath(each["path"]).name] = base64.b64decode(each["content"], validate=True)
        except (TypeError, KeyError, ValueError, binascii.Error):
            raise RefusedError("照片没有传完整，请重新选一次") from None
    return found


def _delete_draft(desk: Desk, _today: dt.date, params: Params) -> Any:
    found = _known(desk, params)
    with desk.lock:
        if not drafts.remove(desk.root, found.branch):
            raise RefusedError("这份草稿的分支正在使用，没有删除")
    return {"message": f"deleted branch: {found.branch}"}


def _status(desk: Desk, today: dt.date, params: Params) -> Any:
    move(desk, (params["collection"], params["slug"]), params["newStatus"], today, params["window"])
    return {"message": "status updated"}


def _refuse(message: str) -> Callable[[Desk, dt.date, Params], Any]:
    def refuse(_desk: Desk, _today: dt.date, _params: Params) -> Any:
        raise RefusedError(message)

    return refuse


def _nothing(body: Any) -> Callable[[Desk, dt.date, Params], Any]:
    return lambda _desk, _today, _params: body


_OF_DRAFT: dict[str, type] = {"collection": str, "slug": str}
_ACTIONS: dict[str, tuple[Callable[[Desk, dt.date, Params], Any], Mapping[str, type]]] = {
    "info": (_info, {}),
    "entriesByFolder": (_by_folder, {"folder": str, "extension": str, "depth": int}),
    "entriesByFiles": (_by_files, {"files": list}),
    "getEntry": (_get, {"path": str}),
    "unpublishedEntries": (_unpublished, {}),
    "unpublishedEntry": (_one, {}),
    "unpublishedEntryDataFile": (_data_file, {**_OF_DRAFT, "path": str}),
    "unpublishedEntryMediaFile": (_media_of_draft, {**_OF_DRAFT, "path": str}),
    "deleteUnpublishedEntry": (_delete_draft, _OF_DRAFT),
    "persistEntry": (_persist, {"assets": list, "options": dict}),
    "updateUnpublishedEntryStatus": (_status, {**_OF_DRAFT, "newStatus": str}),
    "publishUnpublishedEntry": (_refuse(_BY_PULL_REQUEST), _OF_DRAFT),
    "getMedia": (_no_media, {}),
    "getMediaFile": (_media_file, {"path": str}),
    "persistMedia": (_refuse(_IN_STORY), {}),
    "deleteFile": (_refuse(_BY_HAND), {}),
    "deleteFiles": (_refuse(_BY_HAND), {}),
    "getDeployPreview": (_nothing(None), {}),
    "getNotes": (_nothing({"notes": []}), {}),
    "getPRMetadata": (_nothing({"metadata": None}), {}),
}
"""Every action that Decap 3 knows: its function, and the parameters it must bring."""
