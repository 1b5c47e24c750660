"""``/admin/`` as plain files for a web server of its own: the same forms, for people who sign in at a platform."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.admin.config import Host, settings
from generator.admin.shell import own_files, settings_file, styles
from generator.records.library import Library


class OccupiedError(Exception):
    """The folder holds something that is not ours, in Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


_MARK = "config.js"


def write(library: Library, host: Host, decap: Path, target: Path) -> int:
    """Write the form; the number of files. A folder that holds another thing is left alone.

    Raises:
        OccupiedError: it is one.
    """
    if target.exists() and any(target.iterdir()) and not (target / _MARK).is_file():
        raise OccupiedError(f"{target} 里有别的东西，没有覆盖。请写一个新的文件夹")
    files = own_files() | {_MARK: settings_file(settings(library, host))}
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
