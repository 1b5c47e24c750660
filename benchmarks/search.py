"""Search at 5,000 stories and on the sample: the index, recall, and bytes of a first query.

Run: ``.venv/bin/python -m benchmarks.search [STORIES [SUBSTRINGS]]``. Needs Playwright and Chromium. Bytes are those
that a server sends that compresses text, as any host of a public site does.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.big_register import ROOT, write_register
from benchmarks.recall import ASK, expected, parts, records
from benchmarks.serving import serving
from generator.bigrams import bigrams
from generator.search.index import search_files
from generator.search.records import Findable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

QUERIES = 40
_BATCH = 50
_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024
"""What a megabyte of memory is in the system's own unit."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - registers are indexed without it

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def index(root: Path) -> str:
    """What the index of a register costs; asked in a process of its own, whose only child is Pagefind's program."""
    found = records(root)
    start = time.perf_counter()
    files = search_files(found)
    seconds = time.perf_counter() - start
    size = sum(map(len, files.values())) / 1e6
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / _UNIT
    different = len({each for record in found for each in bigrams(record.text)})
    length = statistics.median(len(bigrams(record.text)) for record in found)
    return (
        f"{len(found):,} records with {different:,} different bigrams in texts of {length:.0f} characters (median)\n"
        f"    index {seconds:.1f} s, {len(files):,} files, {size:.1f} MB, Pagefind's peak memory {peak:,.0f} MB"
    )


def recall(site: Path, found: Sequence[Findable], queries: Sequence[str]) -> tuple[int, int]:
    """How many of the records that must be found were found, in a browser."""
    got, wanted = 0, 0
    with serving(site) as origin, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{origin}search.html")
        for at in range(0, len(queries), _BATCH):
            batch = queries[at : at + _BATCH]
            for answer, must in zip(page.evaluate(ASK, batch), expected(found, batch), strict=True):
                got += len(must & set(answer))
                wanted += len(must)
    return got, wanted


def first_query(site: Path, queries: Sequence[str]) -> list[tuple[int, str]]:
    """Bytes that the search moves for each query in a fresh window, until its first results stand there."""
    with serving(site) as origin, chromium() as browser:
        return sorted((_moved(browser, origin, query), query) for query in queries)


def _moved(browser: Browser, origin: str, query: str) -> int:
    sizes: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        sizes[answer.url] = int(answer.headers.get("content-length", 0))

    window = browser.new_context(viewport={"width": 390, "height": 800})
    page = window.new_page()
    page.on("response", weigh)
    page.goto(f"{origin}search.html?q={query}")
    page.locator("#found > li").first.wait_for()
    page.wait_for_load_state("networkidle")
    window.close()
    return sum(size for address, size in sizes.items() if "/search/" in address)


def measure(label: str, root: Path, substrings: int) -> None:
    """Print every figure of one register."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(f"{label}: {pool.apply(index, (root,))}", flush=True)
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(root)], check=True, stdout=subprocess.DEVNULL
    )
    found = records(root)
    everything, chance = parts(found), random.Random(len(found))
    queries = everything if len(everything) <= substrings else chance.sample(everything, substrings)
    got, wanted = recall(root / "site", found, queries)
    print(f"    recall {got / wanted:.4f} ({got:,} of {wanted:,} hits, {len(queries):,} of {len(everything):,} parts)")
    moved = first_query(root / "site", chance.sample(queries, QUERIES))
    middle = statistics.median(size for size, _ in moved)
    worst, query = moved[-1]
    print(f"    first query {middle / 1024:.0f} KB (median), {worst / 1024:.0f} KB at worst ({query})", flush=True)


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
        measure(f"{stories:,} stories", big, substrings)


if __name__ == "__main__":
    main()
