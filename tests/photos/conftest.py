"""Photos made on the spot: every test says which camera, which trap."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING, Any

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from generator.photos.cache import Cache

if TYPE_CHECKING:
    from pathlib import Path

CORNERS = {"red": (220, 30, 30), "green": (30, 200, 30), "blue": (30, 30, 220), "yellow": (220, 220, 30)}
"""Of a scene: upper left, upper right, lower left, lower right."""
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="%d"/></x:xmpmeta>'


class Studio:
    """Makes scenes, and files as cameras, phones and office programs write them."""

    def scene(self, width: int = 120, height: int = 80) -> Image.Image:
        """Four coloured quarters, so that every way of turning shows."""
        red, green, blue, yellow = CORNERS.values()
        image = Image.new("RGB", (width, height), red)
        image.paste(green, (width // 2, 0, width, height))
        image.paste(blue, (0, height // 2, width // 2, height))
        image.paste(yellow, (width // 2, height // 2, width, height))
        return image

    def file(self, kind: str, image: Image.Image | None = None, **save: Any) -> bytes:
        """An encoded picture; ``kind`` as Pillow names it."""
        buffer = io.BytesIO()
        (image or self.scene()).save(buffer, kind, **save)
        return buffer.getvalue()

    def exif(self, orientation: int = 1) -> bytes:
        """Camera, time, maker note, thumbnail-sized blob and GPS position, as a phone writes them."""
        exif = Image.Exif()
        exif[0x0110] = "SECRET-CAMERA"
        exif[0x0112] = orientation
        exif.get_ifd(0x8769).update({0x9003: "2026:03:05 09:30:00", 0x927C: b"SECRET-MAKER" * 20})
        exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 44.0, 12.5), 3: "E", 4: (113.0, 18.0, 1.25)})
        return exif.tobytes()

    def revealing(self, kind: str, image: Image.Image | None = None, **save: Any) -> bytes:
        """A picture that tells everything its format can tell."""
        traces: dict[str, Any] = {"exif": self.exif(), "icc_profile": linear_profile(), **save}
        if kind == "PNG":
            text = PngImagePlugin.PngInfo()
            text.add_text("Author", "SECRET-NAME")
            text.add_itxt("XML:com.adobe.xmp", (XMP % 1).decode())
            traces["pnginfo"] = text
        else:
            traces["xmp"] = XMP % 1
        if kind == "JPEG":
            traces["comment"] = b"SECRET-COMMENT"
        return self.file(kind, image, **traces)

    def heic(self, image: Image.Image | None = None, **save: Any) -> bytes:
        """A still as an iPhone writes it."""
        buffer = io.BytesIO()
        pillow_heif.from_pillow(image or self.scene()).save(buffer, quality=90, **save)
        return buffer.getvalue()

    def bomb(self, width: int = 60_000, height: int = 60_000) -> bytes:
        """A PNG of a hundred bytes that promises billions of pixels."""
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        signature = b"\x89PNG\r\n\x1a\n"
        return signature + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND")

    def chunk(self, name: bytes, content: bytes = b"") -> bytes:
        """One PNG chunk with its checksum."""
        return chunk(name, content)

    def profile(self) -> bytes:
        """An ICC profile that is not sRGB."""
        return linear_profile()

    def corners(self, image: Image.Image) -> list[str]:
        """The names of the colours at upper left, upper right, lower left and lower right."""
        right, bottom = image.width - 3, image.height - 3
        found = []
        for place in ((2, 2), (right, 2), (2, bottom), (right, bottom)):
            pixel = self.pixel(image, place)
            near = {name: self.apart(colour, pixel) for name, colour in CORNERS.items()}
            found.append(min(near, key=near.__getitem__))
        return found

    def pixel(self, image: Image.Image, place: tuple[int, int] = (0, 0)) -> tuple[int, ...]:
        """One colour."""
        found = image.convert("RGB").getpixel(place)
        assert isinstance(found, tuple)
        return found

    def apart(self, one: tuple[int, ...], other: tuple[int, ...]) -> int:
        """How far two colours are apart."""
        return sum(abs(left - right) for left, right in zip(one, other, strict=True))


def chunk(name: bytes, content: bytes = b"") -> bytes:
    """One PNG chunk."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def linear_profile() -> bytes:
    """A valid ICC profile with sRGB's primaries but linear light, so that using it makes a difference."""
    curve = b"curv" + struct.pack(">IIHH", 0, 1, 0x0100, 0)
    primaries = {
        b"rXYZ": (0.43607, 0.22249, 0.01392),
        b"gXYZ": (0.38515, 0.71687, 0.09708),
        b"bXYZ": (0.14307, 0.06061, 0.71410),
        b"wtpt": (0.96420, 1.0, 0.82491),
    }
    tags = {
        name: b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))
        for name, values in primaries.items()
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    tags[b"desc"] = b"desc\0\0\0\0" + struct.pack(">I", 7) + b"linear\0" + bytes(78 + 1)
    tags[b"cprt"] = b"text\0\0\0\0none\0\0\0\0"
    at, table, content = 128 + 4 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += name + struct.pack(">II", at + len(content), len(value))
        content += value + bytes(-len(value) % 4)
    size = at + len(content)
    header = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    header = header.ljust(36, b"\0") + b"acsp"
    header = header.ljust(68, b"\0") + struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + content


@pytest.fixture(scope="session")
def studio() -> Studio:
    """Where the photos of a test are taken."""
    return Studio()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """A cache of its own for each test."""
    return Cache(tmp_path / ".cache" / "photos")
