"""Check and load a register of 10,000 activities, a tenth of them with a service record: seconds and peak memory.

Run: ``.venv/bin/python -m benchmarks.load [STORIES]``
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.big_register import write_register

_JOB = """
import datetime, resource, sys, time
from pathlib import Path
from generator.checks.run import check
start = time.perf_counter()
library, problems = check(Path(sys.argv[1]), datetime.date(2026, 11, 21))
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 if sys.platform == "darwin" else 1024)
if sys.platform == "darwin":
    peak //= 1024 * 1024
errors = sum(problem.severity == "error" for problem in problems)
print(f"{len(library.activities):,} activities: {seconds:.2f} s, {peak} MB peak, {errors} errors")
"""


def main() -> None:
    """Write the register, check it three times in fresh processes, print each."""
    stories = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "register"
        write_register(root, stories, sealed=stories // 10)
        for _ in range(3):
            subprocess.run([sys.executable, "-c", _JOB, str(root)], check=True)


if __name__ == "__main__":
    main()
