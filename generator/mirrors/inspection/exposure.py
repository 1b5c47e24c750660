"""What a web server must not hand out: what lies beside a site, and what answers where nothing is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import Executor
from urllib.parse import quote, urljoin, urlsplit

from generator.mirrors.inspection.asking import SAFE, Answer, Asker, below
from generator.mirrors.inspection.fault import Fault
from generator.publish.manifest import NAME, Manifest

_PRIVATE = (
    ".git/HEAD", ".git/config", ".env", ".htpasswd", ".svn/entries", "private/", "private/exports.log",
    "teams/consents.yml", "teams/federation.yml", "teams/contact.sealed", "teams/roster.sealed",
    "teams/consents.sealed", "teams/recipients.txt", "publish.yml", "mkdocs.yml", "dist/", ".cache/",
)  # fmt: skip
_RECORDS = ("", "readme.txt", "record.z", "kept.json", "claim.json")
"""What plain targets keep of their own, in a folder beside the site or in ``_jinguo/`` of it."""
_OURS = (
    "releases/", "current/index.html", *(f"_jinguo/{name}" for name in _RECORDS),
    f"{NAME}~", f"{NAME}.part", f".{NAME}.part",
)  # fmt: skip
_LISTING = re.compile(rb"<title>\s*(?:Index of|Directory listing)|<h1>\s*Index of", re.IGNORECASE)
_ENOUGH = 4096
_GONE = frozenset({404, 410})
_OKAY = 200
_HANDED_OUT = frozenset({200, 203, 206})


def readable(url: str, path: str, patience: float = 10.0) -> bool | None:
    """Whether a stranger who knows its name can read a file near a site; None where nobody answers.

    Two questions, each with an end. Asked before earlier pages are put beside a site. A folder that another host name
    shows is not found so: False says that *this* address does not hand it out.

    Args:
        url: of the site, with ``/`` at its end.
        path: below it, such as ``_jinguo/kept.json``, or beside it, such as ``../jinguo-jinguo/kept.json``.
        patience: seconds for an answer.
    """
    try:
        address = urljoin(url, quote(path, safe=SAFE))
        other = urljoin(address, f"no-such-file-{hashlib.sha256(address.encode()).hexdigest()[:12]}")
    except ValueError:
        return None
    with Asker(1, tries=2, patience=patience) as asker:
        answer = asker.ask(address, limit=_ENOUGH)
        if answer.trouble:
            return None
        if answer.status not in _HANDED_OUT:
            return False
        nothing = asker.ask(other, limit=_ENOUGH)  # some servers say 200 to everything
    return nothing.trouble != "" or (nothing.status, nothing.sha256) != (answer.status, answer.sha256)


def nowhere(manifest: Manifest) -> str:
    """A path that no site has."""
    return f"no-such-page-{manifest.id[:12]}.html"


def faults_of_nothing(asker: Asker, url: str, manifest: Manifest) -> tuple[list[Fault], str]:
    """Whether a path that does not exist is answered so; with the digest of what came instead of a refusal."""
    answer = asker.ask(below(url, nowhere(manifest)), limit=1 << 20)
    if answer.trouble:
        return [Fault(nowhere(manifest), f"问一个不存在的网址：{answer.trouble}", about="server")], ""
    if answer.status not in _GONE:
        told = f"不存在的网址应当回答 404，这里回答 {answer.status}"
        hint = "请改服务器的设置（如 error_page 404 /404.html）；不然失效的网页在搜索引擎里一直留着"
        return [Fault(nowhere(manifest), told, hint, about="server")], answer.sha256 if answer.status == _OKAY else ""
    ours = manifest.find("404.html")
    if ours and answer.sha256 != ours.sha256:
        hint = "请把服务器的 404 页面设成网站里的 404.html，读者才找得到回来的路"
        return [Fault(nowhere(manifest), "不存在的网址没有显示本站的 404 页面", hint, "warning")], ""
    return [], ""


def faults_of_open_doors(
    asker: Asker, url: str, manifest: Manifest, workers: Executor, empty: str = ""
) -> Iterator[Fault]:
    """Everything that is found where nothing of a release is.

    Args:
        asker: asks.
        url: of the site.
        manifest: what may be found.
        workers: ask several at a time.
        empty: digest of what this server answers where nothing is.
    """
    paths = [path for path in (*_PRIVATE, *_OURS) if not _holds(manifest, path)]
    addresses = {path: below(url, path) for path in paths} | _beside(url)
    answers = workers.map(lambda each: asker.ask(each, limit=_ENOUGH, keep=True), addresses.values())
    for path, answer in zip(addresses, answers, strict=True):
        if answer.status == _OKAY and answer.sha256 != empty and not _is_home(answer, manifest):
            private = path in _PRIVATE
            told = "外人打得开，里面是内部的东西" if private else "外人打得开，这里应当什么也没有"
            hint = _RECORDS_HINT if "jinguo/" in path else _PRIVATE_HINT if private else _ROOT_HINT
            yield Fault(path, told, hint, about="server")
    yield from _listings(asker, url, manifest, workers, empty)


_PRIVATE_HINT = "请马上从网站的文件夹里移走，或者在服务器上禁止访问"
_ROOT_HINT = "请把网站的根目录指到 current（SSH 目标），删掉多余的文件"
_RECORDS_HINT = "发布记录里有以前的网页：请禁止访问这个文件夹，或者在 publish.yml 里用 state 换到读者打不开的地方"


def _beside(url: str) -> dict[str, str]:
    """Where plain targets keep their records unless told otherwise: a folder of the same name with ``-jinguo``."""
    if urlsplit(url).path in {"", "/"}:
        return {}
    other = f"{url.rstrip('/')}-jinguo/"
    return {f"../{other.rsplit('/', 2)[-2]}/{name}": other + name for name in _RECORDS}


def _listings(asker: Asker, url: str, manifest: Manifest, workers: Executor, empty: str) -> Iterator[Fault]:
    """A server that lists the files of a folder tells where to look; nothing secret is in ours, so it is a warning."""
    folders = sorted({each.path.partition("/")[0] + "/" for each in manifest.files if "/" in each.path})
    bare = [folder for folder in folders if manifest.find(f"{folder}index.html") is None][:3]
    for folder, answer in zip(bare, workers.map(lambda f: _look(asker, url, f), bare), strict=True):
        if answer.status == _OKAY and answer.sha256 != empty and _LISTING.search(answer.body):
            yield Fault(folder, "服务器列出文件夹里的文件", "请关掉目录列表（nginx：autoindex off）", "warning")


def _look(asker: Asker, url: str, folder: str) -> Answer:
    return asker.ask(below(url, folder), limit=_ENOUGH, keep=True)


def _holds(manifest: Manifest, path: str) -> bool:
    """Whether a release has something there itself, such as a section named like a folder of ours."""
    return manifest.find(path) is not None or (path.endswith("/") and manifest.find(f"{path}index.html") is not None)


def _is_home(answer: Answer, manifest: Manifest) -> bool:
    """A server that shows the home page for everything has been told of already."""
    home = manifest.find("index.html")
    return home is not None and answer.sha256 == home.sha256
