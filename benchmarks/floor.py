"""The least that the photographs of a site can cost: libvips decodes each once and encodes each size, nothing else.

Run by ``benchmarks.photos``: ``python -m benchmarks.floor PLAN``, with the plan as JSON.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

import pyvips

Task = tuple[str, str, list[tuple[str, int]], dict[str, Any]]


def encode(task: Task) -> None:
    """All files of one photograph, each size from the next larger one."""
    path, target, files, options = task
    image = pyvips.Image.thumbnail(path, max(wide for _, wide in files), size="down").copy_memory()
    for kind, wide in sorted(files, key=lambda file: -file[1]):
        if image.width != wide:
            image = image.resize(wide / image.width).copy_memory()
        out = f"{target}-{wide}.{kind}"
        if kind == "webp":
            image.webpsave(out, Q=options["webp_quality"], effort=options["webp_method"], strip=True)
        elif kind == "avif":
            speed = 9 - options["avif_speed"]
            image.heifsave(out, compression="av1", Q=options["avif_quality"], effort=speed, bitdepth=8, strip=True)
        else:
            image.jpegsave(out, Q=options["jpeg_quality"], optimize_coding=True, interlace=True, strip=True)


def main() -> None:
    """As many processes as processors, each with one thread."""
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    out = Path(told["out"])
    out.mkdir(parents=True)
    tasks: list[Task] = [
        (path, str(out / Path(path).stem), [(kind, wide) for kind, wide in told["files"]], told["options"])
        for path in told["photos"]
    ]
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        pool.map(encode, tasks, chunksize=1)


if __name__ == "__main__":
    main()
