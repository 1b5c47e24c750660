"""Photographs of 12 megapixels into the sizes of the site: jinguo, Hugo, eleventy-img, and libvips as the floor.

Run: ``.venv/bin/python -m benchmarks.photos FOLDER [PHOTOS ROUNDS]`` with npm and ``pip install -e .[bench]``; FOLDER
keeps the photographs and the other programs between runs. The same list of files from all, at the same qualities and
efforts, caches empty; programs take turns, the best round counts. Two lists: WebP and JPEG, and with the widest as AVIF
where a program can. jinguo also proves every file clean, and makes the hint and the colour.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks import peers
from benchmarks.snapshots import snapshots
from generator.photos.sizes import STANDARD, Options, plan

PHOTOS, ROUNDS = 48, 3
_HERE = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
"""Scripts beside the photographs import from here."""
LISTS: dict[str, Options] = {
    "WebP + JPEG": replace(STANDARD, widths=(*STANDARD.widths, STANDARD.largest)),
    "with AVIF": STANDARD,
}
_OURS = """
import sys
from pathlib import Path
from generator.photos.cache import Cache
from generator.photos.develop import develop
from benchmarks.photos import LISTS
if __name__ == "__main__":
    photos, cache, name = sys.argv[1:]
    paths = {path.name: path for path in sorted(Path(photos).glob("*.jpg"))}
    print(develop(paths, Cache(Path(cache)), options=LISTS[name]).encoded)
"""


@dataclass(frozen=True)
class Run:
    """What one run cost."""

    seconds: float
    megabytes: float
    """The most that all its processes held at once, shared pages counted once."""
    cpu: float
    """Seconds of all its processes: what a busy machine does not change much."""
    said: str = ""


def measured(command: list[str]) -> Run:
    """Run a program to its end and watch its whole family."""
    start, before = time.perf_counter(), _spent()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_HERE)
    most = [0.0]

    def watch() -> None:
        while process.poll() is None:
            most[0] = max(most[0], sum(map(_held, _family(process.pid))))
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    said = process.communicate()[0]
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, most[0] / 1024, _spent() - before, said.strip())


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _held(pid: int) -> float:
    """Kilobytes, shared pages by share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))


def weight(folder: Path) -> tuple[int, float]:
    """Number and megabytes of the files made."""
    files = [each for each in folder.rglob("*") if each.suffix in {".webp", ".avif", ".jpg", ".jpeg"}]
    return len(files), sum(each.stat().st_size for each in files) / 1e6


def commands(tools: Path, work: Path, photos: list[Path], name: str) -> dict[str, tuple[Callable[[], list[str]], Path]]:
    """By program: how to prepare a run, and where its files will lie."""
    options = LISTS[name]
    files: peers.Files = [(size.kind, size.width) for size in plan(4000, 3000, options)]
    out = {each: work / each for each in ("jinguo", "floor", "eleventy-img", "Hugo")}
    told = asdict(options)

    def ours() -> list[str]:
        script = work / "ours.py"
        script.write_text(_OURS, encoding="utf-8")
        return [sys.executable, str(script), str(photos[0].parent), str(out["jinguo"]), name]

    def floor() -> list[str]:
        given = peers.plan_file(work / "floor.json", photos, files, told, out["floor"])
        return [sys.executable, "-m", "benchmarks.floor", str(given)]

    def eleventy() -> list[str]:
        given = peers.plan_file(work / "eleventy.json", photos, files, told, out["eleventy-img"])
        return peers.eleventy_command(tools, given)

    def hugo() -> list[str]:
        shutil.rmtree(work / "hugo-site", ignore_errors=True)
        site = peers.hugo_site(work / "hugo-site", photos, files, told)
        return peers.hugo_command(tools, site, out["Hugo"])

    made = {"jinguo": ours, "floor": floor, "eleventy-img": eleventy, "Hugo": hugo}
    return {each: (prepare, out[each]) for each, prepare in made.items()}


def compare(tools: Path, work: Path, photos: list[Path], name: str, rounds: int) -> None:
    """One list of files, all programs, in turns; then ours again with its cache moved elsewhere."""
    best: dict[str, Run] = {}
    made: dict[str, tuple[int, float]] = {}
    ready = commands(tools, work, photos, name)
    for _ in range(rounds):
        for program, (prepare, out) in list(ready.items()):
            shutil.rmtree(out, ignore_errors=True)
            command = prepare()
            try:
                run = measured(command)
            except subprocess.CalledProcessError:
                print(f"{program} cannot make “{name}”")
                del ready[program]
                continue
            best[program] = min(best.get(program, run), run, key=lambda each: each.seconds)
            made[program] = weight(out)
    print(f"\n{name}, {len(photos)} photographs, {os.cpu_count()} processors, best of {rounds}")
    print("| program      | seconds | against jinguo | CPU seconds | peak MB | files | MB made |")
    print("|---|---|---|---|---|---|---|")
    for program, run in best.items():
        ratio, (count, size) = run.seconds / best["jinguo"].seconds, made[program]
        figures = f"{run.seconds:7.1f} | {ratio:14.2f} | {run.cpu:11.1f} | {run.megabytes:7.0f} | {count:5}"
        print(f"| {program:<12} | {figures} | {size:7.1f} |")
    moved = work / "restored"
    shutil.rmtree(moved, ignore_errors=True)
    (work / "jinguo").rename(moved)
    again = measured([sys.executable, str(work / "ours.py"), str(photos[0].parent), str(moved), name])
    print(f"restored cache: {again.said} encoded, {again.seconds:.1f} s", flush=True)


def main() -> None:
    """Make the photographs, then both tables."""
    tools = Path(sys.argv[1]).resolve()
    count, rounds = (int(each) for each in sys.argv[2:4]) if len(sys.argv) > 3 else (PHOTOS, ROUNDS)  # noqa: PLR2004
    tools.mkdir(parents=True, exist_ok=True)
    peers.install(tools)
    photos = snapshots(tools / f"photos-{count}", count)
    for name in LISTS:
        # Beside the photographs, so that Hugo's pages can link to them instead of copying.
        with tempfile.TemporaryDirectory(dir=tools) as work:
            compare(tools, Path(work), photos, name, rounds)


if __name__ == "__main__":
    main()
