"""One photo → its web files, each proven to reveal nothing but pixels; pure, bytes in and bytes out."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from generator.photos.colour import average
from generator.photos.crops import box
from generator.photos.decode import Decoded
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from generator.photos.placeholder import placeholder
from generator.photos.sizes import STANDARD, Focus, Kind, Options, Shape, Size, plan, plan_crops

# Empty values are written out: without them some encoders look for a comment or profile in the image.
_BARE = {"exif": b"", "xmp": b"", "icc_profile": b"", "comment": b""}


@dataclass(frozen=True, slots=True)
class Encoded:
    """One web file."""

    kind: Kind
    width: int
    height: int
    data: bytes
    shape: Shape = "whole"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Web files of one photo."""

    width: int
    """Of the master, upright."""
    height: int
    files: tuple[Encoded, ...]
    placeholder: str = ""
    """Data address of a blurred hint; empty where none is small enough."""
    reveals: tuple[str, ...] = ()
    """What the master itself holds beyond pixels."""
    colour: str = ""
    """The mean of all pixels, ``#rrggbb``."""


def sized(photo: Decoded, reveals: tuple[str, ...], options: Options = STANDARD) -> Rendered:
    """Every size of a decoded photo."""
    files = _encoded(photo.image, plan(photo.width, photo.height, options), options)
    image = photo.image
    return Rendered(photo.width, photo.height, files, placeholder(image), reveals, average(image))


def cropped(photo: Decoded, focus: Focus, options: Options = STANDARD) -> Rendered:
    """Every crop of a decoded photo around one point."""
    # What is kept while working may be smaller than the master, and no crop is larger than the pixels at hand.
    sizes = plan_crops(*photo.image.size, options)
    files: list[Encoded] = []
    for shape in dict.fromkeys(size.shape for size in sizes):
        part = photo.image.crop(box(*photo.image.size, shape, focus))
        files += _encoded(part, [size for size in sizes if size.shape == shape], options)
    order = {(size.kind, size.shape, size.width): at for at, size in enumerate(sizes)}
    files.sort(key=lambda file: order[file.kind, file.shape, file.width])
    return Rendered(photo.width, photo.height, tuple(files))


def _encoded(image: Image.Image, sizes: list[Size], options: Options) -> tuple[Encoded, ...]:
    """All sizes in the order asked, each made small from the next larger one, which is much less work."""
    done: dict[Size, Encoded] = {}
    for size in sorted(sizes, key=lambda size: size.width, reverse=True):
        if image.size != (size.width, size.height):
            image = image.resize((size.width, size.height), Image.Resampling.LANCZOS)
        done[size] = _encode(image, size, options)
    return tuple(done[size] for size in sizes)


def _encode(image: Image.Image, size: Size, options: Options) -> Encoded:
    buffer = io.BytesIO()
    if size.kind == "webp":
        image.save(buffer, "WEBP", quality=options.webp_quality, method=options.webp_method, **_BARE)
    elif size.kind == "avif":  # one thread: several give other bytes, and the other processors have photos of their own
        image.save(
            buffer, "AVIF", quality=options.avif_quality, speed=options.avif_speed, max_threads=1, **_BARE
        )  # fmt: skip
    else:
        image.save(buffer, "JPEG", quality=options.jpeg_quality, optimize=True, progressive=True, **_BARE)
    encoded = Encoded(size.kind, size.width, size.height, buffer.getvalue(), size.shape)
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
