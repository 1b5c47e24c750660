"""Prove over HTTP that what readers get is the release: every byte, the home page, and nothing that is not ours.

Only the public address is used, as any reader would: no password, no way behind the server.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urlsplit

from generator.clock import today
from generator.console import Console
from generator.mirrors.inspection import exposure
from generator.mirrors.inspection.asking import Answer, Asker, below, same_site
from generator.mirrors.inspection.certificate import faults_of_certificate
from generator.mirrors.inspection.content_types import cache_before, faults_of_age, faults_of_type
from generator.mirrors.inspection.fault import Fault, errors
from generator.mirrors.inspection.pacing import few_ahead
from generator.mirrors.inspection.readers import faults_of_faces
from generator.mirrors.parts import MirrorError
from generator.publish.manifest import NAME, File, Manifest, ManifestError, read

CONNECTIONS = 6
_LARGEST_LIST = 64 << 20
_OKAY = 200
_GONE = frozenset({404, 410})
_ENOUGH = 200
"""Files with other bytes, or a tenth of that which do not come; the rest is not asked for any more."""
_HEAVY = 10
_SOME = 3
_HOME, _PAGES = "首页", "网页"
_ENTRIES = frozenset({"index.html", "404.html", "search.html", "feed.xml", "feed.json", "calendar.ics", "sitemap.xml"})
_NEWEST = 10
_AS_READERS = {"Accept-Encoding": "gzip"}
"""Packed, as every browser asks: the bytes that are compared are those that a reader unpacks."""
_FRESH = {"Cache-Control": "no-cache", "Pragma": "no-cache"}
"""Asks caches on the way to ask the server itself."""
_CACHED = "前面的缓存（CDN）还是旧的，服务器上已经对了"
_REFRESH = "请到 CDN 的控制台刷新这个网址，或者等它过期，再核对一次"
_TWO_FACES = "平常打开是别的内容，说明“不要缓存”以后才是对的，又看不出前面有缓存"
_WHO = "有 CDN 的请去刷新；没有 CDN，网站可能被人动过，请马上查"
_UNPACKED = "请删掉服务器上旧的 .gz 文件（gzip_static），或者关掉它；都没有，网站可能被人动过，请马上查"
_AGAIN = "请再发布一次；还不行，看服务器上是不是有人改过文件"
_ANOTHER = "刚退回过的，加 --live 核对线上的那一版，不要再发布；没有退回过，请再发布一次"
_WAY = "请检查网址、服务器和网络"


def verify(url: str, manifest: Manifest, console: Console, sample: int | None = None) -> list[Fault]:
    """What is wrong with what is served at ``url``; hints that stop nobody go to the console only.

    Args:
        url: of the site, with ``/`` at its end.
        manifest: the release that readers shall get.
        console: hears progress and hints.
        sample: so many files instead of all, besides those that every visit needs.
    """
    found = examine(url, manifest, console, sample)
    for fault in found:
        if fault.severity == "warning":
            console.warn(f"提醒：{fault}")
    return errors(found)


def examine(url: str, manifest: Manifest, console: Console, sample: int | None = None) -> list[Fault]:
    """Faults and hints, sorted; see ``verify``."""
    with Asker(CONNECTIONS) as asker, ThreadPoolExecutor(CONNECTIONS) as workers:
        visit = _Visit(url, manifest, asker)
        found = list(faults_of_certificate(url, today()))
        found += visit.home()
        if not visit.reached:
            return found
        found += visit.whose()
        if visit.bare or visit.another:
            return [each for each in found if each.about != "release" or each.where == NAME]
        files = chosen(manifest, sample)
        found = _altered_on_the_way(found + visit.files(files, workers, console), files)
        nothing, empty = exposure.faults_of_nothing(asker, url, manifest)
        found += nothing
        found += exposure.faults_of_open_doors(asker, url, manifest, workers, empty)
        wrong = {each.where for each in found if each.severity == "error"}
        if _PAGES not in wrong and not any(each.severity == "error" and each.about == "release" for each in found):
            found += faults_of_faces(asker, url, manifest, workers, wrong)
        found += visit.ways()
    return sorted(_once_a_kind(found), key=lambda each: (each.severity, each.where, each.message))


def live(url: str) -> Manifest:
    """The list that a server hands out, proven by its own id.

    Raises:
        MirrorError: there is none, or it has been changed.
    """
    with Asker() as asker:
        answer = asker.ask(below(url, NAME), limit=_LARGEST_LIST, keep=True)
    if answer.trouble:
        raise MirrorError(f"{url} 打不开：{answer.trouble}。{_WAY}")
    if answer.status != _OKAY:
        raise MirrorError(f"{url}{NAME} 没有（回答 {answer.status}）：还没有发布过，或者网址写错了")
    try:
        return read(answer.body)
    except ManifestError as error:
        raise MirrorError(f"{url} 上的{error}。请重新发布一次") from None


def chosen(manifest: Manifest, sample: int | None) -> list[File]:
    """The files to ask for: all, or entries, what each page loads, the newest stories, and ``sample`` others by lot.

    Others each time: nobody can know beforehand which files will be looked at.
    """
    if sample is None:
        return list(manifest.files)
    always = [each for each in manifest.files if each.path in _ENTRIES or _of_the_theme(each.path)]
    stories = [each for each in manifest.files if each.path.startswith("activities/") and each.path.endswith(".html")]
    always += sorted((each for each in stories if "index" not in each.path), reverse=True)[:_NEWEST]
    known = {each.path for each in always}
    others = [each for each in manifest.files if each.path not in known]
    return sorted({*always, *secrets.SystemRandom().sample(others, min(sample, len(others)))})


def _of_the_theme(path: str) -> bool:
    return path.startswith("assets/") and path.endswith((".css", ".js"))


@dataclass
class _Visit:
    """One look at one site."""

    url: str
    manifest: Manifest
    asker: Asker
    reached: bool = False
    bare: bool = False
    """Whether nothing of ours is there at all."""
    another: bool = False
    """Whether readers get another release, by its own list: its files are not told one by one."""
    _home: bool = False
    _troubles: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def home(self) -> list[Fault]:
        """What readers get who type the address."""
        ours = self.manifest.find("index.html")
        answer = self.asker.ask(self.url, limit=ours.size if ours else 1 << 20)
        if answer.trouble:
            return [Fault(self.url, f"打不开：{answer.trouble}", _WAY)]
        self.reached = True
        wrong = list(_led_away(self.url, self.url, answer))
        if wrong or ours is None:
            return wrong
        found = self._compared(ours, self.url, answer, _HOME) if answer.status == _OKAY else []
        self._home = answer.status == _OKAY and not any(each.about == "release" for each in found)
        if self._home:
            return found
        if self.asker.ask(below(self.url, ours.path), limit=ours.size).sha256 == ours.sha256:
            self._home = True
            told = f"打开网址出来的不是首页，回答 {answer.status}；{ours.path} 是对的"
            return [Fault(_HOME, told, f"请在服务器上把 {ours.path} 设成默认首页（默认文档）", about="server")]
        if answer.status != _OKAY:
            return [Fault(self.url, f"首页打不开：回答 {answer.status}", "请检查网址，或者再发布一次")]
        return found

    def whose(self) -> list[Fault]:
        """Whether the list of the release is the one that is served."""
        ours = self.manifest.listed()
        address = below(self.url, NAME)
        answer = self.asker.ask(address, limit=_LARGEST_LIST, keep=True)
        if answer.status in _GONE and not self._home:
            self.bare = True
            return [
                Fault(NAME, f"没有这个清单（回答 {answer.status}）：这里还没有发布过，或者网址写错了", "请核对 url")
            ]
        if not answer.trouble and answer.status == _OKAY and answer.sha256 != ours.sha256:
            wrong = self._compared(ours, address, answer, NAME)
            if wrong and wrong[0].about == "release":
                other = _other(answer)
                self.another = other is not None
                said = f" {other.id[:12]}" if other else "被改动过的"
                told = f"读者看到的不是 {self.manifest.id[:12]} 这一版，是{said}"
                return [Fault(NAME, told, _ANOTHER if other else _AGAIN)]
            return wrong
        return self._file(ours, answer)

    def files(self, files: list[File], workers: ThreadPoolExecutor, console: Console) -> list[Fault]:
        """Whether each has come as it is in the release."""
        found: list[Fault] = []
        for done, (_, faults) in enumerate(few_ahead(workers, self._asked, files, ahead=1000), 1):
            found += faults
            console.progress("核对文件", done, len(files))
        if self._troubles > _ENOUGH:
            found.append(Fault(self.url, "取不到的、不一样的文件太多，没有再查下去", _WAY))
        return found

    def ways(self) -> Iterator[Fault]:
        """Whether the way there is encrypted, and texts come packed."""
        packed = self.asker.ask(self.url, limit=1 << 20, headers=_AS_READERS)
        if packed.status == _OKAY and "content-encoding" not in packed.headers:
            yield Fault(self.url, "网页没有压缩就发出来，手机上慢", "请在服务器上打开 gzip", "warning")
        parts = urlsplit(self.url)
        if parts.scheme != "https":
            yield Fault(self.url, "网址不是 https，路上可能被人改", "请给网站装上证书，改用 https", "warning")
        elif parts.port in {None, 443}:
            yield from self._plain_way(f"http://{parts.hostname}{parts.path}")

    def _plain_way(self, address: str) -> Iterator[Fault]:
        """``http`` need not answer; where it does, it leads on."""
        with Asker(1, tries=1, patience=10) as asker:
            answer = asker.ask(address, limit=1024, follow=False)
        if answer.trouble or (answer.steps and answer.steps[0].startswith("https://")):
            return
        hint = "请在服务器上把 http 转到 https"
        yield Fault(address, f"http 网址没有转到 https，回答 {answer.status}", hint, "warning")

    def _asked(self, file: File) -> list[Fault]:
        if self._troubles > _ENOUGH:
            return []
        answer = self.asker.ask(below(self.url, file.path), limit=file.size, headers=_AS_READERS)
        faults = self._file(file, answer)
        with self._lock:
            self._troubles += _HEAVY if answer.trouble else any(each.severity == "error" for each in faults)
        return faults

    def _file(self, file: File, answer: Answer) -> list[Fault]:
        address = below(self.url, file.path)
        if answer.trouble:
            return [Fault(file.path, f"取不到：{answer.trouble}", _WAY)]
        wrong = list(_led_away(self.url, file.path, answer))
        if wrong:
            return wrong
        if answer.status != _OKAY:
            return [Fault(file.path, f"回答 {answer.status}，应当有这个文件", _AGAIN)]
        compared = self._compared(file, address, answer, file.path)
        return compared or [*faults_of_type(file.path, answer), *faults_of_age(file.path, answer)]

    def _compared(self, file: File, address: str, answer: Answer, where: str) -> list[Fault]:
        """Other bytes are a fault of the server, unless it hands out the right ones when caches are told to ask."""
        if answer.sha256 == file.sha256:
            return []
        ask = partial(self.asker.ask, limit=file.size)
        seen = cache_before(answer)
        if ask(address, headers=_AS_READERS | _FRESH).sha256 == file.sha256:
            if not seen:
                return [Fault(where, _TWO_FACES, _WHO, about="server", once=True)]
            if ask(address, headers=_AS_READERS).sha256 == file.sha256:
                told = "前面的缓存（CDN）刚才还是旧的，问过以后换成新的了"
                return [Fault(where, told, "", "warning", "cache", once=True)]
            return [Fault(where, _CACHED, _REFRESH, about="cache", once=True)]
        past = f"{address}?{self.manifest.id[:12]}"  # a cache that does not listen knows nothing of this address
        if seen and ask(past, headers=_AS_READERS | _FRESH).sha256 == file.sha256:
            return [Fault(where, f"{_CACHED}（{seen}）", _REFRESH, about="cache", once=True)]
        if ask(address).sha256 == file.sha256:
            return [Fault(where, "压缩着发的内容是另外的，不压缩的才对", _UNPACKED, about="server", once=True)]
        short = f"，只来了 {answer.size} 字节，应当是 {file.size}" if answer.size < file.size else ""
        return [Fault(where, f"内容和这一版不一样{short}", _AGAIN)]


def _led_away(url: str, where: str, answer: Answer) -> Iterator[Fault]:
    last = answer.steps[-1] if answer.steps else ""
    if last and not same_site(url, last):
        other = urlsplit(last).hostname or "别的网站"
        yield Fault(where, f"被转到了 {other[:80]}", "如果不是本单位设的，网站可能被人动过，请马上查", about="server")


def _other(answer: Answer) -> Manifest | None:
    try:
        return read(answer.body)
    except ManifestError:
        return None


def _altered_on_the_way(found: list[Fault], files: list[File]) -> list[Fault]:
    """Every page other than it was sent, and nothing else: that is no release, but somebody who writes into pages."""
    pages = {each.path for each in files if each.path.endswith(".html")}
    wrong = {each.where for each in found if each.severity == "error" and each.about == "release"}
    if wrong - {_HOME} != pages or len(pages) < _SOME or len(pages) == len(files):
        return found
    told = f"每个网页都和这一版不一样（{len(pages)} 个），别的文件都对：多半是路上有人往网页里加东西"
    hint = "请让服务器、CDN、空间商关掉加进网页的统计、广告、防护脚本和“压缩网页”；都没有，网站可能被人动过，请马上查"
    others = [each for each in found if each.where not in wrong or each.severity != "error"]
    return [Fault(_PAGES, told, hint, about="server"), *others]


def _once_a_kind(faults: list[Fault]) -> Iterator[Fault]:
    """What is said of an ending is said once, with how many files it is true of."""
    counted: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        counted.setdefault((fault.message, "" if fault.once else fault.where), []).append(fault)
    for first, *others in counted.values():
        more = f"（另有 {len(others)} 个也是）" if others else ""
        yield replace(first, message=f"{first.message}{more}")
