"""What lies in a folder of a bucket, asked for by a process of its own.

OpenDAL waits for each page of a list with the interpreter's lock in its hand: nothing else would run meanwhile, and
Ctrl-C would not be heard. An answer that it cannot bear (a panic) does no harm to anybody else there, either.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from typing import Any

from generator.mirrors.objects import lister
from generator.mirrors.objects.operators import Patience
from generator.mirrors.objects.services import Service
from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.store import Seen
from generator.programs import converse

_MOST_OBJECTS, _MOST_STRANGE = 500_000, 100_000
"""Names, and those among them that tell of no new file, after which it is none either."""
_MD5 = re.compile(r"[0-9a-f]{32}")


def listed(service: Service, folder: str, patience: Patience) -> dict[str, Seen]:
    """Every object below a folder of the bucket, by its path there; names that are no plain paths are left out.

    Raises:
        MirrorError: the bucket gives no list, or one without an end.
    """
    question = {
        "service": {**asdict(service), "settings": dict(service.settings)},
        "folder": folder, "patience": asdict(patience), "objects": _MOST_OBJECTS, "strange": _MOST_STRANGE,
    }  # fmt: skip
    program = [sys.executable, "-P", "-m", lister.__name__]
    try:
        answer = converse(program, f"{json.dumps(question)}\n".encode(), 1, end=lister.END, timeout=lister.LONGEST)
    except TimeoutError:
        raise MirrorError(lister.endless(service)) from None
    except EOFError as fault:
        raise MirrorError("列出存储桶的程序没有做完就停了，请再发布一次") from fault
    heard: dict[str, Any] = json.loads(answer.rstrip(lister.END))
    if "refused" in heard:
        raise MirrorError(heard["refused"])
    return {path: seen(size, tag, changed) for path, (size, tag, changed) in heard["files"].items()}


def seen(size: int, tag: str | None, changed: str) -> Seen:
    """What a server says of an object; its tag is a digest of the bytes unless it looks otherwise."""
    tag = (tag or "").strip('"').lower()
    return Seen(size, tag or changed, tag if _MD5.fullmatch(tag) else "")
