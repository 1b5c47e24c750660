"""Zip files from phones and chats: what is in them, one member at a time, nothing ever unpacked to disk.

The name of a member is shown and never used: no path is made from it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.photos.formats import Unreadable
from generator.photos.masters import HEAVIEST

if TYPE_CHECKING:
    from pathlib import Path

MOST_MEMBERS = 2000
LARGEST = 6 * 1024**3
"""Bytes of all members together."""
MOST_PACKED = 100
"""Times; photos are packed already, so whatever shrinks like this is not one."""
ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz")

_LONGEST_LIST = 4 * 1024 * 1024
"""Bytes of the list of members, which is read whole."""
_END, _END_64, _END_LENGTH = b"PK\5\6", b"PK\6\7", 22
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_WHOLE_ZIP = "压缩包打不开：不完整或已损坏，请重新压缩一次"
_SPLIT = "压缩包太大或张数太多，请分成几个，或者先解压再放"


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a zip."""

    number: int
    """Its place in the list of members."""
    name: str
    """Only to be shown."""
    refused: str = ""
    """In Chinese why it is not even read; empty for what may be a photo."""


def members(path: Path) -> list[Member]:
    """What is in a zip, without folders; ``Unreadable`` where it should not be opened at all."""
    try:
        _judge_end(path)
        with zipfile.ZipFile(path) as opened:
            listed = opened.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as fault:
        raise Unreadable(_WHOLE_ZIP) from fault
    if len(listed) > MOST_MEMBERS or sum(each.file_size for each in listed) > LARGEST:
        raise Unreadable(_SPLIT)
    return [
        Member(number, name := _name(each), _refusal(each, name))
        for number, each in enumerate(listed)
        if not each.is_dir()
    ]


def read_member(path: Path, number: int) -> bytes:
    """The bytes of one member, unpacked in memory and no further than a photo may be large."""
    try:
        with zipfile.ZipFile(path) as opened, opened.open(opened.infolist()[number]) as member:
            data = member.read(HEAVIEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, struct.error) as fault:
        raise Unreadable("压缩包里的这个文件读不出来，请重新压缩一次") from fault
    except (NotImplementedError, RuntimeError) as fault:
        raise Unreadable("压缩的方式打不开，请用系统自带的“压缩为 zip”") from fault
    if len(data) > HEAVIEST:
        raise Unreadable(f"照片超过 {HEAVIEST // 1024 // 1024} MB，请先缩小再放入")
    return data


def _judge_end(path: Path) -> None:
    """Look at the record at the end before the list of members is read, which may be made to fill the memory."""
    with path.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _END_LENGTH - 20 - 0xFFFF))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_LENGTH:
        raise zipfile.BadZipFile
    length = struct.unpack("<I", tail[at + 12 : at + 16])[0]
    if length > _LONGEST_LIST or tail[at - 20 : at - 16] == _END_64:
        raise Unreadable(_SPLIT)


def _name(info: zipfile.ZipInfo) -> str:
    """Windows in Chinese writes GBK and does not say so."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _refusal(info: zipfile.ZipInfo, name: str) -> str:
    if name.lower().endswith(ARCHIVES):
        return "压缩包里还有压缩包，请先解开里面这个"
    if info.flag_bits & _ENCRYPTED:
        return "压缩包加了密码，请去掉密码再压缩"
    if info.file_size > HEAVIEST:
        return f"照片超过 {HEAVIEST // 1024 // 1024} MB，请先缩小再放入"
    if info.file_size > MOST_PACKED * max(1, info.compress_size) and info.file_size > 1024 * 1024:
        return "压缩得太厉害，不像照片，没有打开"
    return ""
