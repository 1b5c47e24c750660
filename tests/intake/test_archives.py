"""Archives: bombs stay packed, paths lead nowhere, names and locks of Chinese packers are understood."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from generator.intake import limits
from tests.intake.making import STORY, handed, packed, picture, reasons, renamed, told, word


def test_a_zip_bomb_stays_packed(tmp_path: Path) -> None:
    """Far more out than in."""
    bomb = packed({"0.txt": b"\0" * 50_000_000})
    found = handed(tmp_path, {"资料.zip": bomb})
    assert reasons(found) == ["资料.zip：压缩包解开以后太大，像是压缩炸弹，没有解开，请只压缩要交的文件"]
    assert found.kept[0].data == bomb


def test_a_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """The size in the directory is believed until the first byte beyond it."""
    data = packed({"0.txt": b"\0" * 50_000_000})
    size = struct.pack("<I", 50_000_000)
    found = handed(tmp_path, {"资料.zip": data.replace(size, struct.pack("<I", 1000))})
    assert len(found.kept) == 1
    assert found.kept[0].reason.startswith("压缩包")


def test_a_bomb_of_names(tmp_path: Path) -> None:
    """Too many entries are not even listed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"{number}", b"")
    found = handed(tmp_path, {"资料.zip": target.getvalue()})
    assert reasons(found) == ["资料.zip：压缩包里的文件太多（超过 5000 个），没有解开，请只压缩要交的文件"]


def test_nested_archives(tmp_path: Path) -> None:
    """Archives in archives are opened as deep as people pack them."""
    inner = packed({"活动/稿.docx": word(STORY), "活动/照片.png": picture(1)})
    found = handed(tmp_path, {"a.zip": packed({"b.zip": packed({"c.zip": inner})})})
    assert [piece.name for piece in found.pieces] == ["a.zip › b.zip › c.zip › 活动 › 稿.docx"]
    assert len(found.pieces[0].pictures) == 1


def test_archives_too_deep(tmp_path: Path) -> None:
    """Beyond that the rest is kept as it is."""
    data = packed({"稿.txt": STORY.encode()})
    for _ in range(limits.MAX_DEPTH):
        data = packed({"x.zip": data})
    found = handed(tmp_path, {"x.zip": data})
    assert [each.reason for each in found.kept] == ["压缩包套得太深（超过 6 层），没有解开，请解压后再交"]
    assert not found.pieces


@pytest.mark.parametrize(
    "name", ["../../../tmp/evil.txt", "/etc/evil.txt", "C:\\Windows\\evil.txt", "..\\..\\evil.txt", "D:/evil.txt"]
)
def test_paths_lead_nowhere(tmp_path: Path, name: str) -> None:
    """Names inside an archive are names and nothing else."""
    found = handed(tmp_path, {"a.zip": packed({name: STORY.encode()})})
    assert told(found.pieces[0]) == [STORY]
    assert ".." not in found.pieces[0].name
    assert ":" not in found.pieces[0].name
    assert found.notes == ("a.zip里有 1 个文件的路径不正常（想写到别处去），只按文件名收下，没有写到那里",)
    assert [each.name for each in tmp_path.rglob("*")] == ["a.zip"]


def test_device_names(tmp_path: Path) -> None:
    """A name that Windows would take for a device gets another."""
    assert handed(tmp_path, {"a.zip": packed({"CON.txt": STORY.encode()})}).pieces[0].name == "a.zip › _CON.txt"


def test_links_in_archives(tmp_path: Path) -> None:
    """A symbolic link is kept as the words that it is."""
    entry = zipfile.ZipInfo("稿.txt")
    entry.external_attr = 0o120777 << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    found = handed(tmp_path, {"a.zip": target.getvalue()})
    assert reasons(found) == ["a.zip › 稿.txt：压缩包里的链接，没有跟过去，请交文件本身"]
    assert found.kept[0].data == b"/etc/passwd"


def test_gbk_names_in_archives(tmp_path: Path) -> None:
    """Chinese Windows packs names in its own code, without saying so."""
    data = renamed(packed({"abcdefgh.txt": STORY.encode()}), "abcdefgh", "活动总结".encode("gbk"))
    assert handed(tmp_path, {"a.zip": data}).pieces[0].name == "a.zip › 活动总结.txt"


def test_locked_entries(tmp_path: Path) -> None:
    """What can be read is read; the whole is kept for the rest."""
    data = packed({"稿.txt": STORY.encode(), "锁.txt": b"locked"})
    at = data.rindex(b"PK\x01\x02")
    local = data.rindex(b"PK\x03\x04")
    flags = bytearray(data)
    flags[at + 8] |= 1
    flags[local + 6] |= 1
    found = handed(tmp_path, {"a.zip": bytes(flags)})
    assert told(found.pieces[0]) == [STORY]
    assert reasons(found) == ["a.zip：压缩包里有 1 个文件加了密码，取不出来，整个压缩包留着，请去掉密码或重新压缩再交"]
