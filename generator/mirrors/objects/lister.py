"""A program: it reads one question, a line of JSON, asks a bucket for its list, and writes one answer (``listing``)."""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

from generator.mirrors.objects.faults import FAULTS, told
from generator.mirrors.objects.operators import Patience, is_panic, operator
from generator.mirrors.objects.services import Service
from generator.publish.manifest import plain

END = b"\0"
"""After the answer; stands in no JSON."""
LONGEST = 600
"""Seconds after which a list is no list of a site."""


def endless(service: Service) -> str:
    """What is said of a list without an end."""
    return f"存储桶列出的东西没完没了，不像网站：请核对 bucket 和 endpoint（{service.endpoint}）"


def unreadable(service: Service) -> str:
    """What is said of an answer that OpenDAL cannot bear."""
    return f"存储桶的回答读不懂：请核对 endpoint（{service.endpoint}）是不是对象存储"


def main() -> None:
    """``files``: size, entity tag and time of the last change by path; or ``refused``: why there is no list."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Python would not hear it while OpenDAL waits
    if hasattr(signal, "alarm"):
        signal.alarm(LONGEST)  # whoever asked may have been killed
    asked = json.loads(sys.stdin.buffer.readline())
    service = Service(**asked["service"])
    try:
        answer = _files(service, asked)
    except FAULTS as fault:
        answer = {"refused": f"{told(fault, service, 'list')}"}
    except BaseException as fault:
        if not is_panic(fault):
            raise
        answer = {"refused": unreadable(service)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + END)
    sys.stdout.buffer.flush()


def _files(service: Service, asked: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, tuple[int, str | None, str]] = {}
    entries = operator(service, asked["folder"], Patience(**asked["patience"])).list("", recursive=True)
    for count, entry in enumerate(entries, start=1):
        if count > asked["objects"] or count - len(found) > asked["strange"]:
            return {"refused": endless(service)}
        if plain(entry.path):
            metadata = entry.metadata
            found[entry.path] = metadata.content_length, metadata.etag, f"{metadata.last_modified}"
    return {"files": found}


if __name__ == "__main__":
    main()
