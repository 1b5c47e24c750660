"""The index that a visitor's browser reads: Pagefind's files, with records that are shown as they stand on the page.

Pagefind numbers and packs; what it is given is a row of pairs (``generator/pairs.py``), and what a browser gets for
a hit is a record in plain words, put in the place of that row under the same name. The name is a digest of both.
Only its program is used: its Python module waits a tenth of a second for each record.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from pagefind_bin import get_executable

from generator.pairs import EVERYWHERE, pairs
from generator.programs import converse
from generator.search.facets import facets
from generator.search.records import Findable

FOLDER = "search/"
LANGUAGE = "zh"
TITLE = 64
"""Places kept for the title at the front of each record: a hit there counts more. ``search.js`` knows the number."""
_MARKER = b"pagefind_dcd"
"""What every packed file of Pagefind begins with."""
_NOTHING = "¦"
"""Takes a place in the row of tokens and is in no index, so that no hit reaches from one field into the next."""
_NEEDED = ("pagefind.js", "pagefind-entry.json", "wasm.unknown.pagefind")
_LONGEST = 20_000
"""Characters of a text that are searched; more is no story."""


def search_files(found: Sequence[Findable]) -> dict[str, bytes]:
    """Every file of the search by its address on the site; the same records give the same bytes.

    Raises:
        FileNotFoundError: this installation lacks the Pagefind program.
        EOFError: the program went away.
    """
    shown = [_shown(each) for each in found]
    names = {hashlib.sha256(record).hexdigest(): record for record in shown}
    records = [_record(each, name) for each, name in zip(found, map(_digest, shown), strict=True)]
    files = {FOLDER + "facets.json": facets(found)}
    for path, content in _indexed(records):
        if path.endswith(".pf_fragment"):
            files[FOLDER + path] = _packed(names[json.loads(_unpacked(content))["url"]])
        elif path in _NEEDED or path.endswith((".pf_index", ".pf_meta")):
            files[FOLDER + path] = content
    return dict(sorted(files.items()))


def _digest(record: bytes) -> str:
    return hashlib.sha256(record).hexdigest()


def _shown(found: Findable) -> bytes:
    """What a browser gets for a hit, in the form in which Pagefind's script expects it."""
    picture = found.picture
    smallest = (picture.webp or (picture.jpeg,))[0] if picture else None
    told = {
        "title": found.title,
        "kind": found.kind,
        "day": f"{found.day}" if found.day else "",
        "days": found.days,
        "place": found.place,
        "brand": found.brand,
        "facts": found.facts,
        "picture": [smallest.address, smallest.width, smallest.height] if smallest else None,
    }
    record = {"url": found.address, "content": found.text[:_LONGEST], "meta": told, "anchors": []}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _record(found: Findable, name: str) -> dict[str, Any]:
    title = pairs(found.title)
    row = [*title, *[_NOTHING] * (TITLE - len(title)), EVERYWHERE]
    for value in found.searched:
        row += [*pairs(value), _NOTHING]
    row += pairs(found.text[:_LONGEST])
    return {"type": "AddRecord", "index_id": 0, "url": name, "content": " ".join(row), "language": LANGUAGE}


def _indexed(records: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file that Pagefind makes of the records, in their order."""
    new = {"type": "NewIndex", "config": {"force_language": LANGUAGE}}
    requests = [new, *records, {"type": "GetFiles", "index_id": 0}]
    spoken = b"".join(
        base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","
        for number, request in enumerate(requests, 1)
    )
    heard = converse([str(get_executable()), "--service"], spoken, len(requests), end=b",")
    last = json.loads(base64.b64decode(heard.removesuffix(b",").rpartition(b",")[2]))
    for file in last["payload"]["files"]:
        path = PurePosixPath(file["path"])
        yield path.as_posix(), base64.b64decode(file["content"])


def _packed(record: bytes) -> bytes:
    return gzip.compress(_MARKER + record, mtime=0)


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(_MARKER)
