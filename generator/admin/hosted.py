"""``/admin/`` as plain files for a web server of its own: the same forms, for people who sign in at a platform."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from generator.admin.config import Host, settings
from generator.admin.shell import own_files, policy, settings_file, styles, with_policy
from generator.records.files import FOLDERS
from generator.records.library import Library


class OccupiedError(Exception):
    """The folder holds something that is not ours, in Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


_SETTINGS = "config.js"
_MARK = b"// jinguo admin --build\n"
"""First line of the settings that we write: no other program's file of that name begins so."""
_OF_REGISTER = ("site", "private", ".git", ".cache", "theme", *FOLDERS)


def write(library: Library, host: Host, decap: Path, target: Path, today: dt.date | None = None) -> int:
    """Write the form; the number of files. A folder that holds another thing is left alone.

    Args:
        library: gives forms and choices.
        host: where the register lies.
        decap: Decap's browser files.
        target: an own folder; never one of the register or of its site, which is published as it is.
        today: leaves out consents that have run out.

    Raises:
        OccupiedError: the folder is not ours.
    """
    root, place = library.root.resolve(), target.resolve()
    if place == root or root.is_relative_to(place) or any(place.is_relative_to(root / each) for each in _OF_REGISTER):
        raise OccupiedError(f"{target} 是登记册或公开网站的文件夹，表单不能写在那里。请写一个别处的新文件夹")
    if target.exists() and not _is_ours(target):
        raise OccupiedError(f"{target} 里有别的东西，没有覆盖。请写一个新的文件夹")
    files = own_files() | {_SETTINGS: _MARK + settings_file(settings(library, host, today=today))}
    files["index.html"] = with_policy(files["index.html"], policy(host))
    files |= {f"theme/{name}": data for name, data in styles(library.root / "theme").items()}
    for name, data in files.items():
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (target / "decap").mkdir(exist_ok=True)
    parts = [path for path in sorted(decap.iterdir()) if path.suffix in {".js", ".wasm", ".txt"}]
    for path in parts:
        shutil.copyfile(path, target / "decap" / path.name)
    return len(files) + len(parts)


def _is_ours(target: Path) -> bool:
    """Whether a folder is empty, or holds what we wrote earlier."""
    if not target.is_dir() or target.is_symlink():
        return False
    settings_there = target / _SETTINGS
    written = settings_there.is_file() and settings_there.read_bytes().startswith(_MARK)
    return written or not any(target.iterdir())
