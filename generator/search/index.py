"""The index that a visitor's browser reads: Pagefind's files, with records that are shown as they stand on the page.

Pagefind numbers and packs; what it is given is a row of bigrams (``generator/bigrams.py``), and what a browser gets for
a hit is a record in plain words, put in the place of that row under the same name. The name is a digest of both.
Only its program is used: its Python module waits a tenth of a second for each record.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pagefind_bin import get_executable

from generator.bigrams import EVERYWHERE, bigrams, plain
from generator.fingerprints import digest
from generator.pages.pictures import MADE
from generator.programs import converse
from generator.search.facets import facets
from generator.search.records import Findable

FOLDER = "search/"
SCRIPT = f"{FOLDER}pagefind.js"
"""How templates call the script that searches; where it lies, ``script_of`` tells."""
LANGUAGE = "zh"
TITLE = 64
"""Places kept for the title at the front of each record: a hit there counts more. ``search.js`` knows the number."""
_MARKER = b"pagefind_dcd"
"""What every packed file of Pagefind begins with."""
_NOTHING = "¦"
"""Takes a place in the row of tokens and is in no index, so that no hit reaches from one field into the next."""
_SCRIPT = "pagefind.js"
_PROGRAM = "wasm.unknown.pagefind"
"""Script, program and index understand each other only within one version of Pagefind. So the folder of all three is
named by the first two: a page that a visitor has open keeps searching while another version is being uploaded."""
_NEEDED = (_SCRIPT, "pagefind-entry.json", _PROGRAM)
_LONGEST = 40_000
"""Characters of a text that are searched and that a browser gets with a hit; the handbook's longest page has fewer."""
_BUDGET = 2_200_000
"""Characters of all records that are searched. Pagefind needs 700 to 800 bytes of memory for each, and what a first
query moves grows with them; so the texts of a very large register are searched from their beginning up to a length
that is the same for all. Titles, names and places are always searched whole."""
_LEAST = 100
"""Characters of a text that are searched in any case."""


MISSING = "没有找到 pagefind 程序，或者它不能运行，请重新安装（pip install -e .）"
STOPPED = "pagefind 程序中途停止了，可能是内存不够"
SLOW = "pagefind 程序太久没有做完，已经停止"
REFUSED = "pagefind 程序不接受要做索引的内容"


class SearchIndexError(RuntimeError):
    """No index could be made, for a reason that lies in this computer and not in the register."""

    def __init__(self, reason: str, detail: object) -> None:
        told = f"（{detail}）" if f"{detail}".strip() else ""
        super().__init__(f"搜索索引没有做成：{reason}{told}")


def search_files(found: Sequence[Findable]) -> dict[str, bytes]:
    """Every file of the search by its address on the site; the same records give the same bytes.

    Raises:
        SearchIndexError: Pagefind's program is not there, went away, or did not do what it was asked.
    """
    shown = [_shown(each) for each in found]
    digests = [hashlib.sha256(record).hexdigest() for record in shown]
    by_digest = dict(zip(digests, shown, strict=True))
    names = [_names(each) for each in found]
    spent = sum(len(row) - row.count(_NOTHING) for row in names)
    share = fair_share([len(plain(each.text)) for each in found], _BUDGET - spent)
    rows = ([*row, *bigrams(each.text[:_LONGEST])[:share]] for each, row in zip(found, names, strict=True))
    records = [_record(name, row) for name, row in zip(digests, rows, strict=True)]
    made = dict(_indexed(records))
    folder = f"{FOLDER}{digest(made[_SCRIPT], made[_PROGRAM])}/"
    files = {FOLDER + "facets.json": facets(found)}
    for path, content in made.items():
        if path.endswith(".pf_fragment"):
            files[folder + path] = _packed(by_digest[json.loads(_unpacked(content))["url"]])
        elif path in _NEEDED or path.endswith((".pf_index", ".pf_meta")):
            files[folder + path] = content
    return dict(sorted(files.items()))


def script_of(files: Iterable[str]) -> str:
    """The address of the script that searches, among those of all files of a site."""
    return next(each for each in files if each.startswith(FOLDER) and each.endswith(f"/{_SCRIPT}"))


def fair_share(lengths: Sequence[int], budget: int) -> int:
    """The length up to which all texts together keep to a budget; short ones leave more to the others."""
    left = budget
    for place, length in enumerate(sorted(lengths)):
        share = left // (len(lengths) - place)
        if length > share:
            return max(share, _LEAST)
        left -= length
    return _LONGEST


def _shown(found: Findable) -> bytes:
    """What a browser gets for a hit, in the form in which Pagefind's script expects it."""
    picture = found.picture
    smallest = (picture.webp or (picture.jpeg,))[0] if picture else None
    label = [MADE] if picture and picture.ai else []
    told = {
        "title": found.title,
        "type": found.type,
        "day": f"{found.day}" if found.day else "",
        "days": found.days,
        "place": found.place,
        "brand": found.brand,
        "facts": found.facts,
        "picture": [smallest.address, smallest.width, smallest.height, *label] if smallest else None,
    }
    record = {"url": found.address, "content": found.text[:_LONGEST], "meta": told, "anchors": []}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def _names(found: Findable) -> list[str]:
    """The row of tokens of what is always searched whole, with the title in its own places at the front."""
    title = bigrams(found.title)
    row = [*title, *[_NOTHING] * (TITLE - len(title)), EVERYWHERE]
    for value in found.searched:
        row += [*bigrams(value), _NOTHING]
    return row


def _record(name: str, row: list[str]) -> dict[str, Any]:
    return {"type": "AddRecord", "index_id": 0, "url": name, "content": " ".join(row), "language": LANGUAGE}


def _indexed(records: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file that Pagefind makes of the records, in their order."""
    new = {"type": "NewIndex", "config": {"force_language": LANGUAGE}}
    *_, last = _answers([new, *records, {"type": "GetFiles", "index_id": 0}])
    for file in last["files"]:
        yield file["path"].replace("\\", "/"), base64.b64decode(file["content"])


def _answers(requests: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Pagefind's program answers to each request."""
    spoken = b"".join(
        base64.b64encode(json.dumps({"message_id": number, "payload": request}).encode()) + b","
        for number, request in enumerate(requests, 1)
    )
    try:
        heard = converse([str(get_executable()), "--service"], spoken, len(requests), end=b",")
    except TimeoutError as error:
        raise SearchIndexError(SLOW, error) from None
    except EOFError as error:
        raise SearchIndexError(STOPPED, error) from None
    except OSError as error:
        raise SearchIndexError(MISSING, error) from None
    answers = [json.loads(base64.b64decode(each))["payload"] for each in heard.split(b",") if each]
    for answer in answers:
        if answer["type"] == "Error":
            raise SearchIndexError(REFUSED, answer.get("message", ""))
    return answers


def _packed(record: bytes) -> bytes:
    return gzip.compress(_MARKER + record, mtime=0)


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content).removeprefix(_MARKER)
