"""Letters, Word files and archives as people send them, made when a test runs: nothing of them lies in git."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import docx
from docx.document import Document
from PIL import Image

from generator.console import Recorded
from generator.intake.delivered import Delivery, Piece
from generator.intake.reading import read

STORY = "3月5日上午，新华区巾帼志愿者来到曙光社区，为二十户老人理发、量血压、打扫屋子，并听老人讲过去的故事。" * 2


def picture(shade: int = 10, kind: str = "PNG") -> bytes:
    """A small picture that no other shade equals."""
    target = io.BytesIO()
    Image.new("RGB", (8, 6), (shade % 256, shade // 256 % 256, 90)).save(target, kind)
    return target.getvalue()


def word(*paragraphs: str, pictures: Sequence[bytes] = ()) -> bytes:
    """A Word file with plain paragraphs, and pictures behind them."""
    document = docx.Document()
    for text in paragraphs or (STORY,):
        document.add_paragraph(text)
    for each in pictures:
        document.add_picture(io.BytesIO(each))
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def changed(
    data: bytes, parts: Mapping[str, bytes] = {}, *, body: str = "", swaps: Sequence[tuple[str, str]] = ()
) -> bytes:
    """A Word file with other parts in it, or with another body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    if body:
        xml = inside["word/document.xml"].decode()
        other = re.sub(r"<w:body>.*?(?=<w:sectPr)", lambda _: f"<w:body>{body}", xml, flags=re.DOTALL)
        inside["word/document.xml"] = other.encode()
    for old, new in swaps:
        inside["word/document.xml"] = inside["word/document.xml"].replace(old.encode(), new.encode())
    return packed(inside | dict(parts))


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def renamed(archive: bytes, old: str, new: bytes) -> bytes:
    """An archive in which a name is written in other bytes of the same length, as packers without UTF-8 do."""
    raw = old.encode()
    assert len(raw) == len(new)
    return archive.replace(raw, new)


def letter(body: bytes, *heads: str, charset: str = "utf-8", kind: str = "text/plain") -> bytes:
    """A letter of one part, byte for byte as given."""
    told = [
        "From: =?utf-8?B?5paw5Y2O5Yy65aaH6IGU?= <office@example.org>",
        "Date: Thu, 05 Mar 2026 23:30:00 +0000",
        *heads,
    ]
    told += ["MIME-Version: 1.0", f"Content-Type: {kind}; charset={charset}", "Content-Transfer-Encoding: 8bit"]
    return "\r\n".join(told).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def winmail(name: str, data: bytes) -> bytes:
    """A winmail.dat with one attachment whose long name stands in its properties."""

    def attribute(level: int, kind: int, content: bytes) -> bytes:
        total = sum(content) & 0xFFFF
        return struct.pack("<BII", level, kind, len(content)) + content + struct.pack("<H", total)

    raw = (name + "\0").encode("utf-16-le")
    long_name = struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(raw)) + raw + b"\0" * (-len(raw) % 4)
    parts = [attribute(2, 0x00069002, b"\0" * 14), attribute(2, 0x00018010, b"SHORT~1.DOC\0"),
             attribute(2, 0x0006800F, data), attribute(2, 0x00069005, long_name)]  # fmt: skip
    return b"\x78\x9f\x3e\x22\0\0" + b"".join(parts)


def handed(folder: Path, files: Mapping[str, bytes]) -> Delivery:
    """Files written and handed in, one by one."""
    paths = []
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return read(paths, Recorded())


def told(piece: Piece) -> list[str]:
    """The text of a piece, one line a block; where a picture stands, its name in brackets."""
    return [
        block.text if block.picture is None else f"[{piece.pictures[block.picture].name}]" for block in piece.blocks
    ]


def reasons(delivery: Delivery) -> list[str]:
    """What was kept, and why."""
    return [f"{each.name}：{each.reason}" for each in delivery.kept]
