"""Walk through the live site at night: every page opens, says something, and leads somewhere; news on the home page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from generator.console import Console
from generator.mirrors.inspection.asking import Answer, Asker, below
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.inspection.pacing import few_ahead
from generator.mirrors.inspection.page_reading import PageRead, page_read
from generator.mirrors.inspection.verify import examine
from generator.publish.manifest import File, Manifest

_OKAY = 200
_CONNECTIONS = 4
_FEWEST = 10
"""Visible characters of a page that says something."""
_HOME = "index.html"
_AGAIN = "请再发布一次；还不行，看服务器上是不是有人改过文件"


def walk(url: str, manifest: Manifest, console: Console, sample: int) -> tuple[list[Fault], dict[str, PageRead]]:
    """What is wrong with the live site, and its pages as they were read.

    Every page is read whole and compared with the list; of the other files ``sample`` are, and the rest is asked
    for without being sent.
    """
    found = examine(url, manifest, console, sample)
    if any(each.where == url and each.severity == "error" for each in found):
        return found, {}
    pages = [each for each in manifest.files if each.path.endswith(".html")]
    others = [each for each in manifest.files if not each.path.endswith(".html")]
    read: dict[str, PageRead] = {}
    told = {each.where for each in found}
    with Asker(_CONNECTIONS) as asker, ThreadPoolExecutor(_CONNECTIONS) as workers:
        get = partial(_got, asker, url)
        for done, (file, answer) in enumerate(few_ahead(workers, get, pages), 1):
            console.progress("读网页", done, len(pages))
            if fault := _wrong(file, answer):
                found += [] if file.path in told else [fault]
            else:
                read[file.path] = page_read(file.path, answer.body)
        for file, answer in few_ahead(workers, partial(_head, asker, url), others):
            if answer.trouble or answer.status != _OKAY:
                found += [] if file.path in told else [_missing(file.path, answer)]
        found += _dead_ends(url, manifest, read, asker)
    found += _empty(read)
    return found, read


def _got(asker: Asker, url: str, file: File) -> Answer:
    return asker.ask(below(url, file.path), limit=file.size, keep=True)


def _head(asker: Asker, url: str, file: File) -> Answer:
    return asker.ask(below(url, file.path), method="HEAD")


def _wrong(file: File, answer: Answer) -> Fault | None:
    if answer.trouble or answer.status != _OKAY:
        return _missing(file.path, answer)
    if answer.sha256 != file.sha256:
        return Fault(file.path, "内容和发布的不一样", _AGAIN)
    return None


def _missing(path: str, answer: Answer) -> Fault:
    told = f"取不到：{answer.trouble}" if answer.trouble else f"回答 {answer.status}，应当有这个文件"
    return Fault(path, told, _AGAIN)


def _dead_ends(url: str, manifest: Manifest, read: dict[str, PageRead], asker: Asker) -> Iterator[Fault]:
    """Links to what is not in the release, and is not there beside it either."""
    asked: dict[str, str] = {}
    for path, page in sorted(read.items()):
        for target in sorted(page.inward):
            if manifest.find(target) is None and target != "manifest.json" and target not in asked:
                asked[target] = path
    for target, path in asked.items():
        answer = asker.ask(below(url, target), method="HEAD")
        if answer.trouble or answer.status != _OKAY:
            yield Fault(path, f"链接打不开：{target[:120]}", "请改这一页的记录，重新生成、发布")


def _empty(read: dict[str, PageRead]) -> Iterator[Fault]:
    for path, page in sorted(read.items()):
        if page.letters < _FEWEST and not page.pictures:
            yield Fault(path, "这一页是空的", "请补上内容，或者去掉这一页")


def faults_of_age(read: dict[str, PageRead], today: dt.date, limit: int) -> Iterator[Fault]:
    """G6 as readers see it: the newest story on the home page is not older than ``limit`` days."""
    home = read.get(_HOME)
    if home is None:
        return
    days = [day for day in home.days if day <= today]
    if not days:
        yield Fault(_HOME, "首页没有一条带日期的活动", "请刊登新的活动，重新发布", "warning")
    elif (age := (today - max(days)).days) > limit:
        told = f"首页最新的一条是 {max(days)}，已经 {age} 天没有新内容（G6）"
        yield Fault(_HOME, told, f"请刊登新的活动并发布，{limit} 天以内至少一条", "warning")


def outward(read: dict[str, PageRead]) -> dict[str, str]:
    """Addresses elsewhere that readers can click on → the first page that has each."""
    found: dict[str, str] = {}
    for path, page in sorted(read.items()):
        for address in sorted(page.outward):
            found.setdefault(address, path)
    return found
