"""What the rules say of a draft on its branch, as if the branch were checked out: in a folder of its own."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path

from generator.admin import drafts
from generator.checks.registry import Facts
from generator.checks.run import judged
from generator.drafts.branches import files_at, read_at
from generator.photos.cache import Cache
from generator.photos.develop import probe
from generator.problems import Problem
from generator.records.files import FOLDERS, PHOTO_SUFFIXES
from generator.records.library import load

_TEXTS = (".md", ".yml", ".txt")
_UNFINISHED = re.compile(r"^status: draft$", re.MULTILINE)


def lacking(root: Path, draft: drafts.Draft, today: dt.date) -> list[Problem]:
    """What is wrong with a record, a story as if it were handed in; what concerns other records is left out.

    Sealed sheets and the photographs of other records are not laid out: no rule about this record reads them.
    """
    revision = f"refs/heads/{draft.branch}"
    folder = draft.collection.photo_folder(draft.path)
    with tempfile.TemporaryDirectory(prefix="jinguo-") as name:
        laid = Path(name)
        paths = [path for each in FOLDERS for path in files_at(root, revision, each)]
        texts = drafts.texts(root, revision, (each for each in paths if each.endswith(_TEXTS)))
        texts[draft.path] = _UNFINISHED.sub("status: submitted", texts.get(draft.path, ""), count=1)
        for path, text in texts.items():
            _lay(laid / path, text.encode("utf-8"))
        own = [path for path in paths if path.startswith(f"{folder}/") and not path.endswith(_TEXTS)]
        for path in own:
            _lay(laid / path, read_at(root, revision, path) or b"")
        library, read = load(laid)
        photos = {path: laid / path for path in own if path.lower().endswith(tuple(PHOTO_SUFFIXES))}
        facts = Facts(library, today, probe(photos, Cache(laid / ".cache"), processes=1))
        said = judged(facts, read).problems
    return [each for each in said if each.path == draft.path or each.path.startswith(f"{folder}/")]


def _lay(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
