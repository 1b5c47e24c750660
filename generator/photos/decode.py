"""Bytes of a camera → upright sRGB pixels with nothing attached; what goes wrong is a refusal in Chinese."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms

from generator.photos.formats import DAMAGED, Format, Unreadable, recognise
from generator.photos.sizes import scaled

MOST_PIXELS = 80_000_000
"""Above every phone and camera in use, below what would exhaust a small build machine."""
SLIMMEST = 100
"""A picture this many times longer than wide is a mistake or an attack."""

_TOO_MANY = f"照片超过 {MOST_PIXELS // 10_000} 万像素，请先缩小再放入"
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = 5
"""Orientations from here on exchange width and height."""
_ORIENTATION = 0x0112
_BROKEN_EXIF = (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error)
_COLOUR_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}

# Thumbnails and depth maps are never wanted; an edited photo may still carry that of the unedited one.
pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A photo ready for encoding."""

    width: int
    """Of the master, upright."""
    height: int
    image: Image.Image
    """RGB in sRGB, upright, no wider than was asked for."""


def decode(data: bytes, widest: int) -> Decoded:
    """Decode every bit of a photo, but keep no more than ``widest`` pixels across."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of odd metadata, none of which is kept
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(data, widest)
    except Unreadable:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Unreadable(_TOO_MANY) from None
    except MemoryError:
        raise Unreadable("内存不足，这张照片没有处理", lasting=False) from None
    except Exception as fault:  # on hostile bytes decoders raise nearly everything, and all means the same
        raise Unreadable(DAMAGED) from fault


def _decode(data: bytes, widest: int) -> Decoded:
    kind = recognise(data)
    with Image.open(io.BytesIO(data), formats=[kind]) as opened:
        _refuse_shape(opened, kind)
        # Decoders of HEIC have turned the picture already, whatever its EXIF still says.
        orientation = 1 if kind == "HEIF" else _orientation(opened)
        lying = orientation >= _LYING
        profile = opened.info.get("icc_profile")
        full = opened.size
        if kind == "JPEG":  # lets libjpeg skip detail nobody will see; for HEIC it would take the thumbnail
            opened.draft(None, _working_size(full, widest, lying=lying))
        opened.load()
        if kind == "HEIF":
            full = opened.size  # libheif may learn the true size only now
        pixels = _eight_bit(opened)
    size = _working_size(full, widest, lying=lying)
    if pixels.size != size:
        pixels = pixels.resize(size, Image.Resampling.LANCZOS)
    pixels = _srgb(_on_white(pixels), profile)
    if orientation in _UPRIGHT:
        pixels = pixels.transpose(_UPRIGHT[orientation])
    clean = Image.new("RGB", pixels.size)  # a new image has no info that an encoder could write out
    clean.paste(pixels)
    width, height = full[::-1] if lying else full
    return Decoded(width, height, clean)


def _refuse_shape(opened: Image.Image, kind: Format) -> None:
    """Judge the header, before a decoder spends memory on what it promises."""
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise Unreadable(_TOO_MANY)
    if max(width, height) > SLIMMEST * min(width, height):
        raise Unreadable("照片过于细长，不像照片，请检查是否选错了文件")
    # Several pictures in a JPEG (HDR gain map, depth) or a HEIC (burst, original) are not frames of a film.
    if kind in ("PNG", "WEBP") and getattr(opened, "n_frames", 1) > 1:
        raise Unreadable("这是动图，请换成一张静止的照片")


def _orientation(opened: Image.Image) -> int:
    """What EXIF or XMP says; a photo is not refused because this note is damaged."""
    try:
        value = opened.getexif().get(_ORIENTATION, 1)
    except _BROKEN_EXIF:
        return 1
    return value if isinstance(value, int) and value in _UPRIGHT else 1


def _working_size(full: tuple[int, int], widest: int, *, lying: bool) -> tuple[int, int]:
    """The size to work in, as the pixels lie in the file."""
    width, height = full[::-1] if lying else full
    wide = min(width, widest)
    high = scaled(width, height, wide)
    return (high, wide) if lying else (wide, high)


def _eight_bit(image: Image.Image) -> Image.Image:
    """Any mode as one of L, RGB, RGBA and CMYK, which can be resized without loss of meaning."""
    if image.mode.startswith("I"):  # 16-bit grey; a plain conversion would clip instead of scaling
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    """Transparent places show the paper, not whatever colour happens to be stored there."""
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _srgb(image: Image.Image, profile: object) -> Image.Image:
    """Colours as a browser takes them without a profile; a profile that makes no sense is passed over."""
    if isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = _COLOUR_SPACES[source.profile.xcolor_space.strip()]
            if (mode == "CMYK") == (image.mode == "CMYK"):
                target = ImageCms.createProfile("sRGB")
                turned = ImageCms.profileToProfile(image.convert(mode), source, target, outputMode="RGB")
                return turned or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError, LookupError, TypeError, ValueError):
            pass
    return image.convert("RGB")
