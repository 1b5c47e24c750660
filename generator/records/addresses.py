"""Every address of the site stands once, and none is one that the site itself needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.problems import Problem
from generator.records.library import TOP, Entry, Library

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = re.compile(r"index|page-\d+")
"""Last parts of addresses that lists take for themselves: ``teams/xinhua/page-2.html``."""
GENERATED = frozenset(
    "brands projects activities volunteers teams places categories gallery campaigns communities honours stats".split()  # noqa: SIM905
)
"""Folders of the site whose pages are made from records."""
_OWN = frozenset({"404", "search", "sitemap"})


def check_addresses(library: Library) -> Iterator[Problem]:
    """Slugs are lower-case ASCII, not reserved, and no two differ only in what a file system may ignore."""
    for kind in ("activities", "projects", "volunteers", "communities", "brands"):
        entries: dict[str, Entry[Any]] = getattr(library, kind)
        taken: dict[str, str] = {}
        for address, entry in entries.items():
            if not all(SLUG.fullmatch(part) for part in address.split("/")):
                message = f"网址 “{address[:60]}” 的写法不对"
                yield entry.document.problem("R2", message, "文件夹和文件名只用小写字母、数字，用 - 连接")
            yield from _reserved(entry, address)
            other = taken.setdefault(address.lower(), entry.path)
            if other != entry.path:
                yield entry.document.problem("R2", f"网址与 {other} 重复", "请改其中一个的名称")
    for address, team in library.teams.items():
        if address != TOP:
            yield from _reserved(team, address)
    yield from _campaigns(library)
    yield from _written_pages(library)


def _reserved(entry: Entry[Any], address: str) -> Iterator[Problem]:
    last = address.rpartition("/")[2]
    if RESERVED.fullmatch(last):
        yield entry.document.problem("R2", f"“{last}” 是网站自己要用的网址", "请换一个名称")


def _campaigns(library: Library) -> Iterator[Problem]:
    if library.federation is None:
        return
    for index, campaign in enumerate(library.federation.fields.campaigns):
        if RESERVED.fullmatch(campaign.id):
            message = f"“{campaign.id}” 是网站自己要用的网址"
            yield library.federation.document.problem("R2", message, "请换一个名称", at=("campaigns", index, "id"))


def _written_pages(library: Library) -> Iterator[Problem]:
    for address, entry in library.pages.items():
        first, _, rest = address.partition("/")
        if first in GENERATED and rest != "index":
            message = f"content/{first}/ 下面的网址由登记册生成，不能放别的页面"
            yield entry.document.problem("R2", message, "请换一个文件夹")
        elif address in _OWN or address.startswith(("photos/", "assets/", "search/")):
            yield entry.document.problem("R2", f"“{address[:60]}” 是网站自己要用的网址", "请换一个名称")
