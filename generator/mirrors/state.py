"""Where our notes lie beside a site of plain files, on every kind of target, and whether readers can open them."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable
from urllib.parse import quote, urljoin, urlsplit

from generator.mirrors.inspection.asking import Asker
from generator.mirrors.parts import MirrorError
from generator.records.targets import FolderTarget, HostingTarget, ObjectTarget

INSIDE = "_jinguo"
"""Our notes, where the site is the top of the account and nothing lies beside it."""
_OKAY = 200
_PATIENCE = 10.0
Place = HostingTarget | ObjectTarget | FolderTarget


def places(target: Place) -> tuple[str, str, str]:
    """The site, our notes, and where these lie inside the site, if they do.

    Raises:
        MirrorError: one of them would bury the other, or nobody has said where the notes may lie.
    """
    if isinstance(target, FolderTarget):
        return apart(target.folder, None)
    if isinstance(target, HostingTarget):
        return apart(target.folder, target.state)
    site, notes = _key(target.folder), target.state and (_key(target.state) or ".")
    if not site and not notes:
        raise MirrorError(
            "publish.yml 里这个目标没有写 folder，整个桶都给读者看，旧版本也会在里面。"
            "请写 folder（例如 site），只对它开放公共读；或者写 state（例如 jinguo-state），在桶的策略里不让外人读它"
        )
    return apart(site or ".", notes)


def apart(folder: str, state: str | None) -> tuple[str, str, str]:
    """The same of two folders as they are written.

    Raises:
        MirrorError: one of them would bury the other.
    """
    site = posixpath.normpath(folder)
    top = site in {".", "/", "//"}
    notes = posixpath.normpath(state or (posixpath.join(site, INSIDE) if top else f"{site}-jinguo"))
    prefix = "" if site == "." else f"{site.rstrip('/')}/"
    if notes == site or site.startswith(f"{notes.rstrip('/')}/") or notes in {".", "/"}:
        raise MirrorError("publish.yml 的 state 要和网站的文件夹分开，也不能把它包在里面；不写就行")
    inside = notes.startswith(prefix) and not (notes.startswith("..") or (prefix == "" and notes.startswith("/")))
    return site, notes, notes.removeprefix(prefix) if inside else ""


def exposed(target: Place) -> Callable[[str, bytes], bool]:
    """What tells of a note, by its path in the state folder and its bytes, whether it can be opened over the web.

    Where nobody knows the address of the site, and where it does not answer, nothing is found.
    """

    def asked(path: str, data: bytes) -> bool:
        digest = hashlib.sha256(data).hexdigest()
        with Asker(connections=1, tries=1, patience=_PATIENCE) as asker:
            answers = (asker.ask(address, limit=len(data)) for address in addresses(target, path))
            return any(answer.status == _OKAY and answer.sha256 == digest for answer in answers)

    return asked


def addresses(target: Place, path: str) -> list[str]:
    """Where a note would be found over the web: seen from the site, and from any folder above it being the top."""
    if not target.url:
        return []
    site, notes, _ = places(target)
    parts = [part for part in notes.split("/") if part not in {"", ".", "..", "~"}]
    found = ["/".join(["", *parts[start:]]) for start in reversed(range(len(parts)))]
    if site.startswith("/") == notes.startswith("/"):
        found.insert(0, posixpath.relpath(notes, site))
    start = urljoin(target.url, urlsplit(target.url).path or "/")
    return list(dict.fromkeys(urljoin(start, quote(f"{each}/{path}")) for each in found))


def variable(name: str, what: str) -> str:
    """The environment variable that holds a secret of a target, where ``publish.yml`` names no other."""
    return f"JINGUO_{name.upper().replace('-', '_')}_{what}"


def _key(folder: str) -> str:
    """A folder of a bucket: without slashes at its ends."""
    return "/".join(part for part in folder.split("/") if part not in {"", "."})
