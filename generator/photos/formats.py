"""Which files are accepted as photos: judged by their first bytes, because an extension proves nothing."""

from __future__ import annotations

from typing import Literal

Format = Literal["JPEG", "PNG", "WEBP", "HEIF"]
"""Names as Pillow knows them."""

WANTED = "请换成 JPEG、PNG、WebP 或 HEIC 格式的照片"
DAMAGED = "照片打不开：文件不完整或已损坏，请从手机或相机重新导出"

_STILL_HEIF = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_MOVING_HEIF = frozenset({b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})
_AVIF = frozenset({b"avif", b"avis"})
_HEADER = 1024
_OTHERS = (
    (b"GIF87a", " GIF 图"),
    (b"GIF89a", " GIF 图"),
    (b"%PDF", " PDF 文件"),
    (b"BM", " BMP 图"),
    (b"II*\0", " TIFF 或相机 RAW 文件"),
    (b"MM\0*", " TIFF 或相机 RAW 文件"),
    (b"PK\x03\x04", "压缩包或 Office 文档"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),
)


class Unreadable(Exception):  # noqa: N818 - says what the photo is
    """A photo that is not published; the text is Chinese and meant for the person who sent it."""

    def __init__(self, message: str, *, lasting: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.lasting = lasting
        """False where the same bytes may be read next time, so that the refusal must not be remembered."""


def recognise(data: bytes) -> Format:
    """The format of a photo, whatever its name says; anything else is refused in a sentence that names it."""
    if not data:
        raise Unreadable("文件是空的（0 字节），请重新上传")
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _heif(data)
    raise Unreadable(_refusal(data))


def _heif(data: bytes) -> Format:
    """Tell HEIC stills from the films, bursts and AVIF pictures that share their container."""
    length = min(int.from_bytes(data[:4], "big"), _HEADER)
    brand = data[8:12]
    brands = {brand} | {data[at : at + 4] for at in range(16, length, 4)}
    if brand in _AVIF or (brands & _AVIF and not brands & (_STILL_HEIF - {b"mif1"})):
        raise Unreadable(f"这是 AVIF 图，{WANTED}")
    if brand in _STILL_HEIF:
        return "HEIF"
    if brand in _MOVING_HEIF:
        raise Unreadable(f"这是 HEIC 连拍或动图，{WANTED}")
    raise Unreadable(f"这是视频，不是照片，{WANTED}")


def _refusal(data: bytes) -> str:
    """Say what the file is, where that helps to find the right one."""
    if data.startswith(b"version https://git-lfs"):
        return "这里只有 Git LFS 的占位文本，照片本身还没有下载：请先运行 git lfs pull"
    for start, name in _OTHERS:
        if data.startswith(start):
            return f"这是{name}，{WANTED}"
    head = data[:_HEADER].lower()
    if b"<svg" in head:
        return f"这是 SVG 图，{WANTED}"
    if b"<html" in head or b"<!doctype" in head:
        return f"这是网页，不是照片，{WANTED}"
    return f"认不出这是什么图片，{WANTED}"
