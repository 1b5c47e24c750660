"""Build time per story at 1,000 and at 10,000 stories, and a second build with nothing changed.

Run: ``.venv/bin/python -m benchmarks.build [SMALL LARGE]``. Prints seconds and the ratio per story.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.big_register import write_register

PHOTOS = 200
_COUNT = """
import datetime, sys
from pathlib import Path
from generator.console import Recorded
from generator.site import plan_site
print(plan_site(Path(sys.argv[1]), datetime.date(2026, 11, 21), Recorded()).encoded)
"""


def seconds(root: Path) -> float:
    """Wall time of one ``jinguo build``."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--root", str(root)], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def main() -> None:
    """Build both registers cold and warm, alternating, and print the table."""
    small, large = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (1_000, 10_000)  # noqa: PLR2004
    with tempfile.TemporaryDirectory() as folder:
        roots = {count: Path(folder) / f"register-{count}" for count in (small, large)}
        for count, root in roots.items():
            write_register(root, count, photos=PHOTOS)
            print(f"{count:>6} stories, {PHOTOS} with a photograph: first build {seconds(root):.1f} s")
        per_story = {}
        for count, root in roots.items():
            again = min(seconds(root) for _ in range(2))
            per_story[count] = again / count
            print(f"{count:>6} stories, nothing changed: {again:.1f} s, {again / count * 1000:.2f} ms a story")
            encoded = subprocess.run(
                [sys.executable, "-c", _COUNT, str(root)], check=True, capture_output=True, text=True
            ).stdout.strip()
            print(f"{count:>6} stories: photographs encoded again: {encoded}")
        print(f"per story, {large} against {small}: {per_story[large] / per_story[small]:.2f}")


if __name__ == "__main__":
    main()
