"""Links between texts: from files of the register to pages of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.pages.sources import PageSource
from generator.records.links import DEFINITION, INLINE, leaves_the_register, meant_file, without_code


def resolved(pages: Iterable[PageSource]) -> list[PageSource]:
    """The same pages, with every link to a file of the register pointing to that file's page.

    A link to something that is not shown, such as a draft or a person who withdrew her consent, becomes plain
    text: taking down a page must never wait for somebody to edit another one.
    """
    listed = list(pages)
    first: dict[str, PageSource] = {}
    for page in listed:
        if page.body or page.origin not in first:
            first.setdefault(page.origin, page)
    return [replace(page, body=_rewritten(page, first)) if page.body else page for page in listed]


def _rewritten(page: PageSource, targets: Mapping[str, PageSource]) -> str:
    if "](" not in page.body and "]:" not in page.body:
        return page.body
    searched = without_code(page.body)
    changes: list[tuple[int, int, str]] = []
    for pattern in (INLINE, DEFINITION):
        for match in pattern.finditer(searched):
            target = match["target"]
            if match.groupdict().get("image") == "!" or leaves_the_register(target):
                continue
            address = _address(page, target, targets)
            text = page.body[slice(*match.span("text"))] if "text" in pattern.groupindex else ""  # code in it too
            changes.append((match.start(), match.end(), _replacement(match, text, address)))
    body = page.body
    for start, end, text in sorted(changes, reverse=True):
        body = body[:start] + text + body[end:]
    return body


def _address(page: PageSource, target: str, targets: Mapping[str, PageSource]) -> str | None:
    file, anchor = meant_file(page.origin, target)
    meant = targets.get(file)
    if meant is None:
        return None
    return posixpath.relpath(meant.markdown_address, posixpath.dirname(page.markdown_address) or ".") + anchor


def _replacement(match: re.Match[str], text: str, address: str | None) -> str:
    if "before" in match.re.groupindex:
        return f"{match['before']}{address or '#'}"
    if address is None:
        return text
    return f"[{text}]({address}{match['title'] or ''})"
