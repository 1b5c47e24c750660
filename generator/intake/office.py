"""Old office files and drawings through LibreOffice, where it is installed: alone, no macros, no network."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from generator import programs
from generator.intake.desk import Desk

_PATIENCE = 90
"""Seconds for one run; the first one of a new profile takes some ten."""
_PER_FILE = 5
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_INTERNET = "/org.openoffice.Inet/Settings"
_CAREFUL = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),  # the highest: only macros of trusted places, and there are none
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),  # linked pictures
    (_SCRIPTING, "DisableOLEAutomation", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    (_INTERNET, "ooInetProxyType", "2"),  # whatever is fetched nevertheless goes to a port where nobody listens
    (_INTERNET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPProxyPort", "9"),
    (_INTERNET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INTERNET, "ooInetHTTPSProxyPort", "9"),
    (_INTERNET, "ooInetNoProxy", ""),
)
_READERS = (
    (bytes.fromhex("d0cf11e0a1b11ae1"), "doc", "MS Word 97"),
    (b"{\\rtf", "rtf", "Rich Text Format"),
    (b"PK", "odt", "writer8"),
    (b"<?xml", "fodt", "OpenDocument Text Flat XML"),
)
_WANTED = {"docx": "docx:MS Word 2007 XML", "png": "png"}


def installed() -> str:
    """The program, if there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def as_word(data: bytes, desk: Desk) -> bytes | None:
    """An old document as .docx; what it is, its first bytes decide: LibreOffice takes anything for text."""
    for start, kind, reader in _READERS:
        if data.startswith(start):
            return converted([(kind, data)], "docx", desk, reader)[0]
    return None


def converted(files: Sequence[tuple[str, bytes]], wanted: str, desk: Desk, reader: str = "") -> list[bytes | None]:
    """Files in another format; None for those that the program could not read, or had no time for.

    Args:
        files: suffix and bytes.
        wanted: ``docx`` or ``png``.
        desk: has the temporary folder.
        reader: the only filter that may read them.
    """
    program = installed()
    if not program or not files:
        return [None] * len(files)
    folder = desk.folder()
    inside, out = folder / "in", folder / "out"
    for each in (inside, out):
        each.mkdir(mode=0o700)
    given = []
    for number, (name, data) in enumerate(files):
        path = inside / f"{number}.{name}"
        path.write_bytes(data)
        given.append(str(path))
    seconds = _PATIENCE + _PER_FILE * len(files)
    words = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard",
             f"-env:UserInstallation={_profile(desk).as_uri()}", *([f"--infilter={reader}"] if reader else ()),
             "--convert-to", _WANTED[wanted], "--outdir", str(out), *given]  # fmt: skip
    if waiter := shutil.which("timeout"):  # ends its children too, which a start script would leave running
        words = [waiter, "--kill-after=5", str(seconds), *words]
    with contextlib.suppress(OSError, programs.Late):  # late, or not to be started: nothing was made
        programs.run(words, cwd=folder, timeout=seconds + 15, environment=_environment(folder))
    made = [out / f"{number}.{wanted}" for number in range(len(files))]
    return [path.read_bytes() if path.is_file() and path.stat().st_size else None for path in made]


def _profile(desk: Desk) -> Path:
    """A profile of its own: the user's may allow macros, and may be in use."""
    if desk.profile is None:
        desk.profile = desk.folder()
        user = desk.profile / "user"
        user.mkdir(mode=0o700)
        items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _CAREFUL)
        (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")
    return desk.profile


def _environment(folder: Path) -> dict[str, str]:
    """Only what the program needs to run; nothing of ours, and no way out."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    return {**kept, **nowhere, "HOME": str(folder), "TMPDIR": str(folder), "TEMP": str(folder), "TMP": str(folder)}
