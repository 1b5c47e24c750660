"""Where Decap CMS comes from: its npm package, fetched once by npm itself and kept in the register's cache.

``npm pack`` and not ``npm install``: the package's own file holds everything that a browser needs, while an install
brings 280 MB of parts from which it was made. npm checks the file against the registry's digest, no script of it runs,
and nothing but browser files is unpacked.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from generator.console import Console
from generator.locks import alone
from generator.programs import stream

MAIN = "decap-cms.js"
_PACKAGE = "decap-cms"
_LISTED = Path(__file__).with_name("package.json")
_SUFFIXES = (".js", ".wasm", ".txt")
_LARGEST = 40_000_000
"""Bytes of one unpacked file; the main one has 5 million."""
_MOST = 2_000
_NO_NPM = (
    "网页表单要用 Decap CMS，它由 npm 安装，这台电脑上没有 npm。请先安装 Node.js（自带 npm；Debian、Ubuntu："
    "sudo apt install nodejs npm），再运行一次；或者在别的电脑上装好，用 --decap 指明 decap-cms 的文件夹。"
)


class DecapMissingError(Exception):
    """Why there is no Decap, in Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def wanted() -> str:
    """The version that package.json names: one, because what it brings may write branches in the user's name."""
    return str(json.loads(_LISTED.read_text(encoding="utf-8"))["dependencies"][_PACKAGE])


def given(folder: Path) -> Path:
    """The browser files in a folder that somebody names: of the package, or of an install."""
    for place in (folder, folder / "dist", folder / "node_modules" / _PACKAGE / "dist"):
        if (place / MAIN).is_file():
            return place
    raise DecapMissingError(f"{folder} 里没有 {MAIN}：--decap 应当指明 decap-cms 这个软件包的文件夹")


def installed(cache: Path, console: Console) -> Path:
    """The browser files in the cache; the first time npm fetches them.

    Raises:
        DecapMissingError: there is no npm, or it did not succeed.
    """
    key = hashlib.sha256(wanted().encode()).hexdigest()[:12]
    home = cache / "admin" / f"decap-{key}"
    if (home / MAIN).is_file():
        return home
    npm = shutil.which("npm")
    if npm is None:
        raise DecapMissingError(_NO_NPM)
    with alone(cache / "admin"):
        if not (home / MAIN).is_file():
            console.say(f"第一次使用，正在用 npm 取 {_PACKAGE} {wanted()}（约 16 MB，只取一次）……")
            _fetch(npm, home)
    return home


def _fetch(npm: str, home: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".decap-", dir=home.parent) as name:
        work = Path(name)
        words = [npm, "pack", f"{_PACKAGE}@{wanted()}", "--ignore-scripts", "--loglevel=error"]
        status = stream([*words, "--pack-destination", name], cwd=work, extra={"npm_config_update_notifier": "false"})
        packed = sorted(work.glob("*.tgz"))
        if status != 0 or not packed:
            raise DecapMissingError(f"npm 没有取到 {_PACKAGE}（见上面 npm 的说明）。请检查网络后再运行一次")
        fresh = work / "unpacked"
        fresh.mkdir()
        _unpack(packed[-1], fresh)
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(home)
        fresh.rename(home)


def _unpack(packed: Path, target: Path) -> None:
    """The browser files of ``dist/``, flat; whatever else the file holds is not looked at."""
    with tarfile.open(packed, "r:gz") as archive:
        for number, member in enumerate(archive):
            path = PurePosixPath(member.name)
            wanted_file = member.isfile() and path.parent.as_posix() == "package/dist" and path.suffix in _SUFFIXES
            if number > _MOST or member.size > _LARGEST:
                raise DecapMissingError("取到的软件包不对（太大），没有采用")
            if wanted_file and (content := archive.extractfile(member)) is not None:
                (target / path.name).write_bytes(content.read())
    if not (target / MAIN).is_file():
        raise DecapMissingError(f"取到的软件包里没有 {MAIN}，没有采用")
