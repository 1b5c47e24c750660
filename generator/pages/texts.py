"""Pages that people wrote as plain Markdown: about, handbook, privacy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from generator.pages.forms import Link
from generator.pages.published import Published
from generator.pages.sources import PageSource
from generator.pages.views import GuideView
from generator.records.addresses import GENERATED

_GUIDE = "guide/"


def pages(shown: Published) -> Iterator[PageSource]:
    """Each text on its own page; one of the handbook beside the handbook's contents."""
    guide = GuideView(tuple(_contents(shown)))
    for address, entry in shown.written_pages.items():
        name = PurePosixPath(address).name
        if address == "index" or address.partition("/")[0] in GENERATED or name == "README":
            continue
        title = entry.fields.title or _heading(entry.document.body) or name
        template, view = ("guide.html", guide) if address.startswith(_GUIDE) else ("text.html", None)
        summary = entry.fields.summary or ""
        in_guide = address.startswith(_GUIDE) and address != f"{_GUIDE}index"
        trail = (
            (Link("使用手册", f"{_GUIDE}index.html"),) if in_guide and f"{_GUIDE}index" in shown.written_pages else ()
        )
        source = PageSource(f"{address}.html", template, title, view, entry.document.body, summary, entry.path)
        yield replace(source, trail=trail)


def _contents(shown: Published) -> list[Link]:
    """The handbook's pages, its index first."""
    found = [
        Link(entry.fields.title or address, f"{address}.html")
        for address, entry in shown.written_pages.items()
        if address.startswith(_GUIDE) and PurePosixPath(address).name != "README"
    ]
    return sorted(found, key=lambda link: (not link.address.endswith("/index.html"), link.address))


def _heading(body: str) -> str:
    first = next((line for line in body.splitlines() if line.startswith("# ")), "")
    return first.removeprefix("# ").strip()
