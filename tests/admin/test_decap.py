"""Decap's package: fetched once by npm, only what a browser needs, or said in Chinese what is missing."""

from __future__ import annotations

import io
import json
import re
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.admin import decap
from generator.console import Recorded

GOOD = {"package/dist/decap-cms.js": b"// main", "package/dist/1.decap-cms.js": b"// part"}


def packed(place: Path, files: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> Path:
    """A package as npm hands it out."""
    with tarfile.open(place, "w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        for name, target in (links or {}).items():
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
    return place


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pretended npm that counts its calls; whoever wants it to succeed puts ``package.tgz`` beside it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "npm"
    program.write_text(
        '#!/bin/sh\necho "$*" >> "$(dirname "$0")/calls"\nwhile [ $# -gt 1 ]; do shift; done\n'
        'cp "$(dirname "$0")/package.tgz" "$1/decap-cms.tgz"\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return folder


def test_it_is_fetched_once_without_its_scripts(npm: Path, tmp_path: Path) -> None:
    """The second run asks nobody; what is said is Chinese."""
    packed(npm / "package.tgz", GOOD)
    console = Recorded()
    for _ in range(2):
        home = decap.installed(tmp_path / "缓 存", console)
    assert sorted(path.name for path in home.iterdir()) == ["1.decap-cms.js", "decap-cms.js"]
    (call,) = (npm / "calls").read_text(encoding="utf-8").splitlines()
    assert call.startswith(f"pack decap-cms@{decap.wanted()} --ignore-scripts ")
    assert "只取一次" in console.lines[0]
    assert [path.name for path in home.parent.iterdir() if path.name.startswith(".decap-")] == []


def test_only_files_of_the_browser_are_unpacked(npm: Path, tmp_path: Path) -> None:
    """No path out of the folder, no link, no map, nothing beside ``dist``."""
    hostile = {
        "package/dist/../../../../out.js": b"x", "package/dist/sub/in.js": b"x", "package/package.json": b"{}",
        "package/dist/decap-cms.js.map": b"x", "/package/dist/abs.js": b"x", "other/dist/other.js": b"x",
    }  # fmt: skip
    packed(npm / "package.tgz", {**GOOD, **hostile}, {"package/dist/link.js": "/etc/passwd"})
    home = decap.installed(tmp_path / "cache", Recorded())
    assert sorted(path.name for path in home.iterdir()) == ["1.decap-cms.js", "decap-cms.js"]
    assert not (tmp_path / "out.js").exists()


def test_a_failed_fetch_leaves_nothing(npm: Path, tmp_path: Path) -> None:
    """No file, or a file without the main one: both are told, and the next run tries again."""
    with pytest.raises(decap.DecapMissingError, match="请检查网络"):
        decap.installed(tmp_path / "cache", Recorded())
    packed(npm / "package.tgz", {"package/dist/other.js": b"x"})
    with pytest.raises(decap.DecapMissingError, match="没有采用"):
        decap.installed(tmp_path / "cache", Recorded())
    packed(npm / "package.tgz", GOOD)
    assert decap.installed(tmp_path / "cache", Recorded()).is_dir()


def test_without_npm_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And how to do without."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(decap.DecapMissingError) as refused:
        decap.installed(tmp_path / "cache", Recorded())
    assert "apt install nodejs npm" in refused.value.message
    assert "--decap" in refused.value.message


def test_a_folder_can_be_named(tmp_path: Path) -> None:
    """The package itself, its ``dist``, or where npm has installed it; another folder is refused."""
    dist = tmp_path / "node_modules/decap-cms/dist"
    dist.mkdir(parents=True)
    (dist / decap.MAIN).write_text("//", encoding="utf-8")
    for folder in (tmp_path, dist, dist.parent):
        assert decap.given(folder) == dist
    with pytest.raises(decap.DecapMissingError, match="decap-cms"):
        decap.given(tmp_path / "node_modules")


def test_the_list_names_one_version_and_nothing_more() -> None:
    """No address, no lock file, no scripts: npm finds the package where the machine is told to look."""
    listed = json.loads(Path(decap.__file__).with_name("package.json").read_text(encoding="utf-8"))
    assert listed["dependencies"] == {"decap-cms": decap.wanted()}
    assert re.fullmatch(r"3\.\d+\.\d+", decap.wanted())
    assert set(listed) == {"private", "description", "dependencies"}
    assert not list(Path(decap.__file__).parent.glob("package-lock*"))
