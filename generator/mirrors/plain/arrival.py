"""What holds of every server to which files are sent under another name, and what is said where it fails."""

from __future__ import annotations

from generator.mirrors.parts import MirrorError
from generator.mirrors.plain.store import Seen

GAP = "这个服务器不让改名时换掉旧文件：换每个文件时，有极短的一瞬打不开它"
ENDLESS = "服务器列出的东西没完没了，不像网站的文件夹：请核对 host 和 folder"


def complete(path: str, seen: Seen, size: int) -> None:
    """What has been sent may take its place.

    Raises:
        MirrorError: the server has another number of bytes.
    """
    if seen.size != size:
        raise MirrorError(
            f"写 {path}：送了 {size} 字节，服务器只收下 {max(0, seen.size)}，旧文件没有动。"
            "可能空间满了，或者 FTP 用了文本方式；腾出空间再发布一次"
        )
