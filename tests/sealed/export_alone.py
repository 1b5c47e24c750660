"""Run by a test in a process of its own: an export that lists every file it opened for writing."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

written: list[str] = []


def listen(event: str, details: tuple[object, ...]) -> None:
    """Every opening for writing, every temporary file: Python reports them before they happen."""
    if event == "open":
        path, _, flags = details
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and isinstance(path, str):
            written.append(path)
    elif event.startswith("tempfile."):
        written.append(f"{event} {details[0]}")


def main(root: Path, identity: Path, out: Path) -> None:
    """One full export of one team."""
    from generator.sealed.age import load_identities  # noqa: PLC0415 -- after the ear is in place
    from generator.sealed.export import ExportRequest, export_rosters  # noqa: PLC0415
    from generator.sealed.teams import TeamFacts  # noqa: PLC0415

    facts = [TeamFacts("xinhua/a", "甲", "小队", "xinhua", "", "", 2)]
    request = ExportRequest(full=True, reason="测试")
    result = export_rosters(root, facts, load_identities([identity]), out, request)
    if result.rows != 2:
        raise SystemExit(str(result))


if __name__ == "__main__":
    sys.addaudithook(listen)
    main(*(Path(each) for each in sys.argv[1:]))
    print(json.dumps([path for path in written if path != os.devnull]))  # noqa: T201 -- read by the test
