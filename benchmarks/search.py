"""Search at 5,000 stories and on the sample: recall, bytes of a first query, seconds and size of the index.

Run: ``.venv/bin/python -m benchmarks.search [STORIES [SUBSTRINGS]]``. Needs Chromium. Bytes are those that the server
stores, but for scripts, which every server sends compressed: they count as gzip level 6.
"""

from __future__ import annotations

import datetime as dt
import gzip
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.big_register import ROOT, write_register
from generator.pages.cards import Cards
from generator.pages.pictures import Album
from generator.pages.published import published
from generator.pairs import plain
from generator.records.library import load
from generator.search.index import search_files
from generator.search.records import Findable, findables
from tests.browsing import chromium, serving, visit

TODAY = dt.date(2026, 11, 21)
QUERIES = 40
LENGTHS = (2, 3, 4)
_BATCH = 50
_NAMES = ("地点", "队伍", "领队", "项目")
ASK = "(queries) => Promise.all(queries.map((query) => document.querySelector('form.finder').find(query)))"


def records(root: Path) -> list[Findable]:
    """What can be found of a register, without its photographs."""
    library, _ = load(root)
    return findables(Cards(published(library, TODAY), Album({})))


def names(found: Findable) -> list[str]:
    """The texts of a record of which every part must find it."""
    return [found.title, found.place, *(value for label, value in found.facts if label in _NAMES)]


def parts(found: Sequence[Findable]) -> list[str]:
    """Every part of two to four characters of every name."""
    texts = {plain(each) for record in found for each in names(record)}
    return sorted({text[at : at + n] for text in texts for n in LENGTHS for at in range(len(text) - n + 1)})


def expected(found: Sequence[Findable], queries: Sequence[str]) -> Iterator[set[int]]:
    """The records that must be found for each query: those that hold it in a name."""
    held = ["\n".join(plain(each) for each in names(record)) for record in found]
    for query in queries:
        yield {number for number, text in enumerate(held) if query in text}


def recall(site: Path, found: Sequence[Findable], queries: Sequence[str]) -> tuple[int, int]:
    """How many of the records that must be found were found, in a browser."""
    got, wanted = 0, 0
    with serving(site) as origin, chromium() as browser:
        page = visit(browser, origin).page
        page.goto(f"{origin}search.html")
        for at in range(0, len(queries), _BATCH):
            batch = queries[at : at + _BATCH]
            for answer, must in zip(page.evaluate(ASK, batch), expected(found, batch), strict=True):
                got += len(must & set(answer))
                wanted += len(must)
    return got, wanted


def first_query(site: Path, queries: Sequence[str]) -> list[tuple[int, str]]:
    """Bytes that the search moves for each query in a fresh window, until its first results stand there."""
    moved = []
    scripts = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in (site / "search").glob("*.js")}
    with serving(site) as origin, chromium() as browser:
        for query in queries:
            seen = visit(browser, origin)
            seen.page.goto(f"{origin}search.html?q={query}")
            seen.page.locator("#found > li").first.wait_for()
            files = {name: size for name, size in seen.bodies.items() if "/search/" in name}
            moved.append((sum(scripts.get(name.rpartition("/")[2], size) for name, size in files.items()), query))
            seen.page.context.close()
    return sorted(moved)


def measure(label: str, root: Path, substrings: int) -> None:
    """Print every figure of one register."""
    found = records(root)
    start = time.perf_counter()
    files = search_files(found)
    seconds = time.perf_counter() - start
    size = sum(map(len, files.values())) / 1e6
    print(f"{label}: {len(found)} records, index {seconds:.1f} s, {len(files)} files, {size:.1f} MB")
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(root)], check=True, stdout=subprocess.DEVNULL
    )
    everything, chance = parts(found), random.Random(len(found))
    queries = everything if len(everything) <= substrings else chance.sample(everything, substrings)
    got, wanted = recall(root / "site", found, queries)
    asked = f"{len(queries)} of {len(everything)} substrings"
    print(f"{label}: recall {got / wanted:.4f} ({got} of {wanted} hits, {asked})")
    moved = first_query(root / "site", chance.sample(queries, QUERIES))
    middle = statistics.median(size for size, _ in moved)
    worst, query = moved[-1]
    print(f"{label}: first query moves {middle / 1024:.0f} KB (median), {worst / 1024:.0f} KB at worst ({query})")


def main() -> None:
    """Measure the sample and a big register."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    substrings = int(sys.argv[2]) if len(sys.argv) > 2 else 4_000  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as folder:
        sample, big = Path(folder) / "sample", Path(folder) / "big"
        for name in ("content", "teams", "activities", "theme"):
            shutil.copytree(ROOT / name, sample / name)
        shutil.copy(ROOT / "mkdocs.yml", sample)
        if (ROOT / ".cache").is_dir():
            shutil.copytree(ROOT / ".cache", sample / ".cache")
        measure("sample", sample, substrings)
        write_register(big, stories)
        measure(f"{stories} stories", big, substrings)


if __name__ == "__main__":
    main()
