"""Zip files: read member by member, judged before they are opened, and no name in them is ever a path."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from generator.photos.archive import MOST_MEMBERS, members, read_member
from generator.photos.batch import expand
from generator.photos.formats import Unreadable


def packed(path: Path, files: dict[str, bytes], **how: int) -> Path:
    """A zip with these members."""
    with zipfile.ZipFile(path, "w", **how) as made:  # type: ignore[call-overload]
        for name, data in files.items():
            made.writestr(name, data)
    return path


def reasons(path: Path) -> list[str]:
    """Why what is in a zip is refused before it is read."""
    return [refusal.reason for refusal in expand([path])[1]]


def test_members_are_listed_and_read(tmp_path: Path) -> None:
    """Folders are left out; each member comes back as it went in."""
    path = packed(tmp_path / "a.zip", {"x/": b"", "x/1.jpg": b"one", "2.jpg": b"two"})
    listed = members(path)
    assert [each.name for each in listed] == ["x/1.jpg", "2.jpg"]
    assert [read_member(path, each.number) for each in listed] == [b"one", b"two"]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_chinese_names_of_old_programs_are_read(tmp_path: Path, encoding: str) -> None:
    """Names in GBK, or in UTF-8 that does not say so, are shown as they were meant."""
    raw = "照片一.jpg".encode(encoding)
    path = packed(tmp_path / "a.zip", {"x" * len(raw): b"one"})
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert [each.name for each in members(path)] == ["照片一.jpg"]


@pytest.mark.parametrize("name", ["../../evil.jpg", "/etc/evil.jpg", "C:\\evil.jpg", "a\nb.jpg", "🌸.jpg", "..\\e.jpg"])
def test_names_are_only_shown(tmp_path: Path, name: str) -> None:
    """Whatever a member is called, it is one more file to look at, on one line, and nothing is written."""
    path = packed(tmp_path / "a.zip", {name: b"one"})
    (given,), refused = expand([path])
    assert refused == []
    assert given.read() == b"one"
    assert given.name.isprintable()
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


def test_junk_of_phones_and_computers_is_passed_over(tmp_path: Path) -> None:
    """Not a word about what no person has put there."""
    junk = {"__MACOSX/._1.jpg": b"x", ".DS_Store": b"x", "Thumbs.db": b"x", "x/.hidden/1.jpg": b"x", "1.jpg": b"1"}
    given, refused = expand([packed(tmp_path / "a.zip", junk)])
    assert ([each.name for each in given], refused) == (["a.zip/1.jpg"], [])


def test_a_zip_in_a_zip_is_refused_by_name(tmp_path: Path) -> None:
    """The rest of the zip is taken."""
    path = packed(tmp_path / "a.zip", {"b.zip": b"PK", "c.RAR": b"R", "1.jpg": b"1"})
    given, refused = expand([path])
    assert [each.name for each in given] == ["a.zip/1.jpg"]
    assert [(each.name, "还有压缩包" in each.reason) for each in refused] == [
        ("a.zip/b.zip", True),
        ("a.zip/c.RAR", True),
    ]


def test_a_locked_zip_is_told(tmp_path: Path) -> None:
    """With what to do about it."""
    path = packed(tmp_path / "a.zip", {"1.jpg": b"1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(bytes(data))
    assert "密码" in reasons(path)[0]


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    """Neither what shrinks too well nor what is too large is unpacked."""
    path = packed(tmp_path / "a.zip", {"1.jpg": bytes(20_000_000)}, compression=zipfile.ZIP_DEFLATED)
    assert "压缩得太厉害" in reasons(path)[0]
    data = path.read_bytes()
    size = struct.pack("<I", 20_000_000)
    path.write_bytes(data.replace(size, struct.pack("<I", 1000)))  # a lie about the size
    assert reasons(path) == []
    with pytest.raises(Unreadable):
        read_member(path, 0)
    path.write_bytes(data.replace(size, struct.pack("<I", 50_000_000)))
    assert "超过 40 MB" in reasons(path)[0]


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    """By their number, and by the length of their list before it is read."""
    many = packed(tmp_path / "a.zip", {f"{number}.jpg": b"" for number in range(MOST_MEMBERS + 1)})
    assert "分成几个" in reasons(many)[0]
    data = bytearray(packed(tmp_path / "b.zip", {"1.jpg": b"1"}).read_bytes())
    at = data.rindex(b"PK\5\6")
    data[at + 12 : at + 16] = struct.pack("<I", 5_000_000)
    (tmp_path / "b.zip").write_bytes(bytes(data))
    assert "分成几个" in reasons(tmp_path / "b.zip")[0]


def test_a_broken_zip_is_told(tmp_path: Path) -> None:
    """Cut anywhere, or no zip at all: one sentence, no exception."""
    whole = packed(tmp_path / "a.zip", {"1.jpg": b"1" * 500, "2.jpg": b"2" * 500}).read_bytes()
    for length in range(0, len(whole), 37):
        (tmp_path / "b.zip").write_bytes(whole[:length])
        assert reasons(tmp_path / "b.zip")
    (tmp_path / "c.zip").write_text("hello")
    assert "打不开" in reasons(tmp_path / "c.zip")[0]


def test_a_damaged_member_harms_no_other(tmp_path: Path) -> None:
    """Its checksum tells, and the others can be read."""
    path = packed(tmp_path / "a.zip", {"1.jpg": b"1" * 500, "2.jpg": b"2" * 500})
    path.write_bytes(path.read_bytes().replace(b"1" * 500, b"1" * 499 + b"x"))
    with pytest.raises(Unreadable):
        read_member(path, 0)
    assert read_member(path, 1) == b"2" * 500


def test_an_unknown_way_of_packing_is_told(tmp_path: Path) -> None:
    """As programs with their own encryption write it."""
    path = packed(tmp_path / "a.zip", {"1.jpg": b"1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\3\4") + 8] = 99
    data[data.index(b"PK\1\2") + 10] = 99
    path.write_bytes(bytes(data))
    with pytest.raises(Unreadable, match="zip"):
        read_member(path, 0)


def test_a_zip_is_known_by_its_content(tmp_path: Path) -> None:
    """Under any name; but an office document is no album."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("1.jpg", b"1")
    for name in ("album", "album.docx"):
        (tmp_path / name).write_bytes(buffer.getvalue())
    assert [each.name for each in expand([tmp_path / "album"])[0]] == ["album/1.jpg"]
    assert [each.name for each in expand([tmp_path / "album.docx"])[0]] == ["album.docx"]
