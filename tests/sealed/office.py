"""LibreOffice as a second program: what it prints of our files, and whether a password opens them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
SYSTEM_PYTHON = Path("/usr/bin/python3")
"""The one that Debian's package of LibreOffice's own interface is for."""


def _has(module: str) -> bool:
    if not SYSTEM_PYTHON.exists():
        return False
    return subprocess.run([SYSTEM_PYTHON, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def _opens_word_files() -> bool:
    """The part for texts is a package of its own."""
    return SOFFICE is not None and any((Path(SOFFICE).resolve().parent).glob("libsw*lo.*"))


with_writer = pytest.mark.skipif(not _opens_word_files(), reason="LibreOffice Writer is not installed")
with_pdf_text = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
with_uno = pytest.mark.skipif(not (SOFFICE and _has("uno")), reason="LibreOffice or its interface is not installed")


def printed(folder: Path, name: str, data: bytes) -> list[str]:
    """The text of each page that LibreOffice prints of a file, blanks taken out."""
    (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / name]
    subprocess.run([str(each) for each in command], check=True, capture_output=True, timeout=180)
    pdf = (folder / name).with_suffix(".pdf")
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


_ASK = '''
import json, sys, time
import uno
from com.sun.star.beans import PropertyValue

pipe, order = sys.argv[1], json.loads(sys.stdin.read())
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(240):
    try:
        context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.25)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def opened(url, password):
    """The first words of a file, or nothing when it stays closed."""
    given = [PropertyValue("Hidden", 0, True, 0)]
    if password is not None:
        given.append(PropertyValue("Password", 0, password, 0))
    try:
        document = desktop.loadComponentFromURL(url, "_blank", 0, tuple(given))
    except Exception:
        return None
    if document is None:
        return None
    if hasattr(document, "Sheets"):
        text = document.Sheets.getByIndex(0).getCellByPosition(0, 0).String
    else:
        text = document.Text.String
    document.close(True)
    return text


print(json.dumps([opened(url, password) for url, password in order]))
desktop.terminate()
'''


def opened(folder: Path, files: list[tuple[Path, str | None]]) -> list[str | None]:
    """What LibreOffice reads of each file with a password or none; None where it refuses."""
    pipe = f"jinguo-{folder.name}"[:60]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    accept = f"--accept=pipe,name={pipe};urp;"
    command = ["soffice", profile, "--headless", "--invisible", "--norestore", accept]
    order = json.dumps([(path.as_uri(), password) for path, password in files])
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
        try:
            done = subprocess.run(
                [SYSTEM_PYTHON, "-c", _ASK, pipe], input=order, capture_output=True, text=True, check=True, timeout=180
            )
            office.wait(60)
        finally:
            office.kill()
    found: list[str | None] = json.loads(done.stdout)
    return found
