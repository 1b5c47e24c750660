"""Export of 100,000 sealed volunteers in 5,000 sheets, and adding 50 more, against the same tables with no sealing.

Run: ``.venv/bin/python -m benchmarks.sealed [PEOPLE SHEETS]`` on Linux. The register is made anew, the command line
runs as a user runs it, and the memory is that of all its processes together, shared pages counted once. "No sealing"
is a program that reads the same register and the same rows from plain JSON lines and writes the same files.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from benchmarks.big_roster import write_roster
from benchmarks.photos import measured
from generator.cli.facts import team_facts
from generator.records.library import load
from generator.sealed.as_csv import as_csv
from generator.sealed.as_xlsx import as_xlsx
from generator.sealed.gather import Shown, TeamRows
from generator.sealed.masking import masked
from generator.sealed.rosters import ROSTER, cells
from generator.sealed.sheets import OpenedRow
from generator.sealed.tables import book

ROUNDS = 2
ADDED = 50


def plain(root: Path, out: Path) -> None:
    """The same command with no sealing at all: the rows of each team are read from plain JSON lines."""
    facts = team_facts(load(root, sealed=False)[0])
    sheets = [TeamRows(team, _shown(root.parent / "plain" / team.folder / "roster.json"), Shown("")) for team in facts]
    made = book(sheets, facts, full=False, sample=True)
    del sheets
    for name, data in (("名册.xlsx", as_xlsx(made)), ("名册.csv", as_csv(made))):
        (out / name).write_bytes(data)


def _shown(path: Path) -> Shown:
    rows, once, now = [], dict[str, str](), datetime.now(UTC)
    for line in path.read_text(encoding="utf-8").splitlines():
        number, values = json.loads(line)
        shown = masked(cells(OpenedRow(number, 1, now, values), ROSTER), ROSTER)
        rows.append(tuple(once.setdefault(cell, cell) for cell in shown))
    return Shown("", tuple(rows), len(rows))


def added(root: Path, folder: Path) -> float | None:
    """Seconds to add 50 people to one team with ``jinguo roster add``; None where it does not run."""
    titles = ["姓名", "性别", "出生日期", "身份证件号码", "居住区域", "联系方式(手机)", "专业技能", "服务类别", "来源"]
    path = folder / "新队员.xlsx"
    workbook = xlsxwriter.Workbook(path, {"in_memory": True})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, titles)
    for number in range(ADDED):
        sheet.write_row(number + 1, 0, _typed(number))
    workbook.close()
    team = next(each.parent for each in sorted((root / "teams").glob("*/s*/team.yml")))
    address = team.relative_to(root / "teams").as_posix()
    command = ["roster", "add", str(path), "--team", address, "--root", str(root), "--yes"]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        print(f"roster add: {done.stderr.strip()[:300]}")
        return None
    return time.perf_counter() - start


def _typed(number: int) -> list[str]:
    """A row as somebody types it; region 000000 gives nobody an id number, and 130 0000 … nobody a phone."""
    stem = f"00000019860312{number + 100:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True))
    surname, given = "王李张刘陈杨赵黄周吴"[number % 10], "荷梅兰菊桃"[number // 10]
    person = [f"{surname}样{given}", "女", "1986-03-12", stem + "10X98765432"[total % 11], "光明路街道样例小区1号楼"]
    return [*person, f"1300000{number:04}", "理发", "爱心帮扶", "社区居民"]


def main() -> None:
    """Make the register, run everything, print the figures."""
    people, sheets = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (100_000, 5_000)  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = folder / "register"
        start = time.perf_counter()
        identity = write_roster(root, people, sheets)
        print(f"{people} volunteers in {sheets} sheets: sealed in {time.perf_counter() - start:.0f} s")
        command = ["roster", "export", "--root", str(root), "--identity", str(identity), "--out", str(folder / "out")]
        runs = []
        for _ in range(ROUNDS):
            shutil.rmtree(folder / "out", ignore_errors=True)
            runs.append(measured([sys.executable, "-m", "generator", *command]))
        seconds, most = min(each.seconds for each in runs), max(each.megabytes for each in runs)
        print(f"export, whole command, xlsx and csv: {seconds:.1f} s, {most:.0f} MB in all processes together")
        script = (
            f"from pathlib import Path; from benchmarks.sealed import plain; plain(*map(Path, {[str(root), name]}))"
        )
        bare = [measured([sys.executable, "-c", script]) for _ in range(ROUNDS)]
        floor = min(each.seconds for each in bare)
        print(f"the same files from plain JSON lines, with no sealing: {floor:.1f} s; ratio {seconds / floor:.2f}")
        spent, less = (min(each.cpu for each in listed) for listed in (runs, bare))
        print(f"work of all processes, which a busy machine changes little: {spent:.1f} s and {less:.1f} s")
        again = [took for took in (added(root, folder) for _ in range(ROUNDS)) if took is not None]
        print(f"add {ADDED} rows: {min(again):.2f} s" if again else f"add {ADDED} rows: not measured")


if __name__ == "__main__":
    main()
