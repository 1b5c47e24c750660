"""One photo → its web files, each proven to reveal nothing but pixels; pure, bytes in and bytes out."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from generator.photos.placeholder import placeholder
from generator.photos.sizes import STANDARD, Kind, Options, Size, plan


@dataclass(frozen=True, slots=True)
class Encoded:
    """One web file."""

    kind: Kind
    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """All web files of one photo."""

    width: int
    """Of the master, upright."""
    height: int
    files: tuple[Encoded, ...]
    placeholder: str = ""
    """Data address of a blurred hint; empty where none is small enough."""
    reveals: tuple[str, ...] = ()
    """What the master itself holds beyond pixels."""


def render(data: bytes, options: Options = STANDARD) -> Rendered:
    """Make every size of a photo, or raise ``Unreadable`` and make none."""
    photo = decode(data, options.widest)
    files = tuple(_encode(photo.image, size, options) for size in plan(photo.width, photo.height, options))
    return Rendered(photo.width, photo.height, files, placeholder(photo.image), tuple(findings(data)))


def _encode(image: Image.Image, size: Size, options: Options) -> Encoded:
    if image.size != (size.width, size.height):
        image = image.resize((size.width, size.height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    # Empty values are written out: without them some encoders look for a comment or profile in the image.
    bare = {"exif": b"", "xmp": b"", "icc_profile": b"", "comment": b""}
    if size.kind == "webp":
        image.save(buffer, "WEBP", quality=options.webp_quality, method=options.webp_method, **bare)
    else:
        image.save(buffer, "JPEG", quality=options.jpeg_quality, optimize=True, progressive=True, **bare)
    encoded = Encoded(size.kind, size.width, size.height, buffer.getvalue())
    _prove(encoded)
    return encoded


def _prove(encoded: Encoded) -> None:
    """Read the output as a stranger would; a promise of the encoder is not a proof."""
    found = findings(encoded.data)
    if found:
        raise Unreadable(f"处理后的照片里仍有 {'、'.join(found)}，没有采用")
    with Image.open(io.BytesIO(encoded.data), formats=[encoded.kind.upper()]) as again:
        if again.size != (encoded.width, encoded.height):
            raise Unreadable("处理后的照片尺寸不对，没有采用")
