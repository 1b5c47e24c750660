"""Ask as readers and search engines do: a server that knows who checks may show them something else.

Who has broken into a site often shows other pages only to those who come from a search engine, or on a telephone, or to
the search engine itself. What is asked is chosen anew each time, so that no server can know it beforehand.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.mirrors.inspection.asking import Answer, Asker, below, same_site
from generator.mirrors.inspection.content_types import cache_before
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.inspection.pacing import few_ahead
from generator.publish.manifest import File, Manifest

_PAGES = 20
_OKAY = 200
_FRESH = {"Cache-Control": "no-cache", "Pragma": "no-cache"}
_HOME = "index.html"
_PACKED = "gzip, deflate"
_PHONE = (
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)
_HINT = "网站可能被人动过，请马上让管服务器的人查；服务器上有旧的 .gz 文件，也会这样"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who asks."""

    name: str
    """Chinese."""
    headers: Mapping[str, str]
    person: bool = True
    """Whether a refusal counts: servers often refuse machines that only say that they are a search engine's."""


READERS = (
    Reader(
        "电脑上的浏览器",
        {
            "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Accept-Encoding": _PACKED,
        },
    ),
    Reader("手机上的微信", {"User-Agent": f"{_PHONE} MicroMessenger/8.0.50 WeChat", "Accept-Encoding": _PACKED}),
    Reader(
        "从百度点进来的手机",
        {"User-Agent": _PHONE, "Accept-Encoding": _PACKED, "Referer": "https://www.baidu.com/s?wd=jinguo"},
    ),
    Reader(
        "百度的搜索程序",
        {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)", "Accept-Encoding": "gzip"},
        person=False,
    ),
    Reader("不收压缩的程序", {"User-Agent": "Mozilla/5.0", "Accept-Encoding": "identity"}),
)  # fmt: skip


def faults_of_faces(
    asker: Asker, url: str, manifest: Manifest, workers: Executor, told: Collection[str] = ()
) -> Iterator[Fault]:
    """Whether home page, entries and some pages, by lot, are the same for everybody.

    Args:
        asker: asks.
        url: of the site.
        manifest: what everybody shall get.
        workers: ask several at a time.
        told: where something is wrong already.
    """
    files = [each for each in _by_lot(manifest) if each.path not in told]
    home = None if "首页" in told else manifest.find(_HOME)
    places = [(each.path, below(url, each.path), each) for each in files] + ([("首页", url, home)] if home else [])
    visits = [(reader, where, address, file) for where, address, file in places for reader in READERS]

    def ask(visit: tuple[Reader, str, str, File]) -> tuple[Answer, bool]:
        reader, _, address, file = visit
        answer = asker.ask(address, limit=file.size, headers=reader.headers)
        if answer.status != _OKAY or answer.sha256 == file.sha256:
            return answer, False
        again = asker.ask(address, limit=file.size, headers={**reader.headers, **_FRESH})
        return answer, again.sha256 == file.sha256 and cache_before(answer) != ""

    for (reader, where, _, file), (answer, fresh) in few_ahead(workers, ask, visits):
        if fault := _wrong(url, reader, where, file, answer, fresh=fresh):
            yield fault


def _by_lot(manifest: Manifest) -> list[File]:
    """Pages at the top, and some others."""
    pages = [each for each in manifest.files if each.path.endswith(".html")]
    top = [each for each in pages if "/" not in each.path][:_PAGES]
    others = [each for each in manifest.files if each not in set(top)]
    return sorted([*top, *secrets.SystemRandom().sample(others, min(_PAGES, len(others)))])


def _wrong(url: str, reader: Reader, where: str, file: File, answer: Answer, *, fresh: bool) -> Fault | None:
    last = answer.steps[-1] if answer.steps else ""
    if last and not same_site(url, last):
        told = f"给“{reader.name}”看的和核对程序看到的不一样：转到了 {(urlsplit(last).hostname or '别的网站')[:80]}"
        return Fault(where, told, _HINT, about="server", once=True)
    if answer.trouble or answer.status != _OKAY:
        why = answer.trouble or f"回答 {answer.status}"
        told = f"“{reader.name}”打不开：{why}"
        hint = "请检查服务器和防火墙的设置：是不是拦了这样的访问"
        return Fault(where, told, hint, "error" if reader.person else "warning", "server", once=True)
    if answer.sha256 == file.sha256:
        return None
    if fresh:
        told = f"给“{reader.name}”看的是前面的缓存（CDN）里存的，还是旧的"
        return Fault(where, told, "请到 CDN 的控制台刷新，再核对一次", about="cache", once=True)
    return Fault(where, f"给“{reader.name}”看的和核对程序看到的不一样", _HINT, about="server", once=True)
