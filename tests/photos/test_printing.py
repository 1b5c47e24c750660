"""A photograph for paper keeps every pixel of its master, and is proven to hold nothing else."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from generator.photos.metadata import findings
from generator.photos.printing import Plain, plain
from tests.tiny import clean, revealing


def test_a_clean_master_is_printed_byte_for_byte(tmp_path: Path) -> None:
    """No second loss of quality."""
    path = tmp_path / "01.jpg"
    path.write_bytes(clean((10, 20, 30)))
    assert plain(path) == Plain(clean((10, 20, 30)), 640, 400)


def test_what_reveals_something_is_made_anew(tmp_path: Path) -> None:
    """Nothing of camera, place or comment goes into a PDF; a turned picture stands upright."""
    path = tmp_path / "01.jpg"
    path.write_bytes(revealing((10, 20, 30)))
    found = plain(path)
    assert isinstance(found, Plain)
    assert findings(found.data) == []
    assert b"SECRET" not in found.data
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (640, 400), (10, 20, 30)).save(out, "JPEG", exif=exif.tobytes())
    path.write_bytes(out.getvalue())
    turned = plain(path)
    assert isinstance(turned, Plain)
    assert (turned.width, turned.height) == (400, 640)
    assert Image.open(io.BytesIO(turned.data)).size == (400, 640)


def test_every_kind_becomes_a_jpeg_of_a_masters_size(tmp_path: Path) -> None:
    """As ``jinguo photos add`` would have made it."""
    path = tmp_path / "01.png"
    Image.new("RGBA", (3000, 1500), (10, 20, 30, 128)).save(path)
    found = plain(path)
    assert isinstance(found, Plain)
    assert (found.width, found.height) == (2560, 1280)
    assert found.data.startswith(b"\xff\xd8\xff")


def test_what_is_no_photograph_is_told(tmp_path: Path) -> None:
    """In Chinese; it is left out."""
    path = tmp_path / "01.jpg"
    assert "找不到" in str(plain(path))
    path.write_bytes(b"%PDF-1.7")
    assert "PDF" in str(plain(path))
