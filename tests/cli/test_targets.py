"""Targets are found by their names, and no folder of the register is ever opened as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest

from generator.cli.targets import described, one_target, open_mirror, prepare, sized
from generator.records.publishing import KINDS

MUST: dict[str, dict[str, Any]] = {
    "ssh": {"host": "example.org", "folder": "/srv/jinguo"},
    "sftp": {"host": "example.org", "user": "geheim", "folder": "/www"},
    "ftp": {"host": "example.org", "user": "geheim", "folder": "/www", "password_env": "JINGUO_PASSWORD"},
    "oss": {"bucket": "women", "folder": "jinguo"},
    "folder": {"folder": "dist/net"},
    "bundle": {},
}
SAID = {
    "ssh": "SSH example.org 的 /srv/jinguo",
    "sftp": "SFTP example.org 的 /www",
    "ftp": "FTP example.org 的 /www（试用）",
    "oss": "OSS 存储桶 women 的 jinguo",
    "folder": "文件夹 dist/net",
    "bundle": "压缩包，放在 dist",
}


def target(kind: str, **keys: Any) -> Any:
    """One target as the file would have it."""
    return KINDS[kind].model_validate({"kind": kind, **MUST[kind], **keys})


@pytest.mark.parametrize("kind", SAID)
def test_a_target_is_told_without_its_account(kind: str) -> None:
    """People know it again; nobody reads an account over their shoulder."""
    assert described(target(kind, **({"trial": "true"} if kind == "ftp" else {}))) == SAID[kind]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 字节"), (999, "999 字节"), (1_000, "1.0 KB"), (23_800_000, "23.8 MB"), (5 * 10**9, "5.0 GB")],
)
def test_bytes_are_told_as_people_read_them(count: int, said: str) -> None:
    """With one digit behind the point."""
    assert sized(count) == said


def test_all_names_are_told(tmp_path: Path) -> None:
    """Where none is near."""
    (tmp_path / "publish.yml").write_text("targets:\n  one: {kind: bundle}\n  other: {kind: folder, folder: dist/a}\n")
    assert one_target(tmp_path, "one").kind == "bundle"
    with pytest.raises(click.UsageError, match="没有 “zzzz” 这个目标。可以用：one、other"):
        one_target(tmp_path, "zzzz")


@pytest.mark.parametrize("folder", ["..", "../..", "dist", "dist/link", "dist/up", "{root}", "{root}/teams"])
@pytest.mark.parametrize("links", ["true", "false"])
def test_the_register_is_never_a_target(folder: str, links: str, tmp_path: Path) -> None:
    """Not by its full path, not through a link, not with everything around it."""
    root = tmp_path / "a" / "r"
    (root / "teams").mkdir(parents=True)
    (root / "dist").mkdir()
    (root / "dist/link").symlink_to(root / "teams")
    (root / "dist/up").symlink_to(tmp_path)
    with pytest.raises(click.ClickException, match="不能当作目标"):
        open_mirror(root, "net", target("folder", folder=folder.format(root=root), links=links))


@pytest.mark.parametrize("links", ["true", "false"])
def test_an_empty_folder_holds_nothing(links: str, tmp_path: Path) -> None:
    """And looking makes no folder."""
    mirror = open_mirror(tmp_path, "net", target("folder", links=links))
    assert mirror.kept() == []
    mirror.close()
    assert not (tmp_path / "dist").exists()


def test_only_our_own_folders_are_made(tmp_path: Path) -> None:
    """A disk that is not plugged in does not become a folder on another disk."""
    root = tmp_path / "r"
    root.mkdir()
    prepare(root, target("folder", folder="dist/a/b"))
    assert (root / "dist/a").is_dir()
    prepare(root, target("folder", folder=str(tmp_path / "disk/site")))
    assert not (tmp_path / "disk").exists()
