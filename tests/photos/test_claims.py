"""What a file says of itself is understood before it is thrown away."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.photos.claims import Claims, read_claims
from tests.photos.conftest import Studio, chunk

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
XMP = '<x:xmpmeta><rdf:Description Iptc4xmpExt:DigitalSourceType="%s"/></x:xmpmeta>'
LABEL = '{"AIGC":{"Label":"1","ContentProducer":"x","ProduceID":"y"}}'
SETTINGS = "a garden\nNegative prompt: fog\nSteps: 20, Seed: 1, Sampler: Euler a, CFG scale: 7"


def png_with(studio: Studio, name: bytes, content: bytes) -> bytes:
    """A PNG with one more chunk before its pixels."""
    data = studio.file("PNG")
    at = data.index(b"IDAT") - 4
    return data[:at] + chunk(name, content) + data[at:]


def user_comment(text: bytes) -> bytes:
    """EXIF with a comment of the user's."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = text
    return exif.tobytes()


def machine_made(studio: Studio) -> dict[str, bytes]:
    """A file for every way of saying that a machine made it."""
    xmp = {name: (XMP % f"{IPTC}{name}").encode() for name in
           ("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia")}  # fmt: skip
    tc260 = f"<rdf:Description xmlns:TC260='x' TC260:AIGC='{LABEL.replace(chr(34), '&quot;')}'/>".encode()
    jumbf = b"\xff\xeb" + (600).to_bytes(2, "big") + b"JP\0\1jumbc2pa" + IPTC.encode() + b"trainedAlgorithmicMedia"
    jpeg = studio.file("JPEG")
    return {
        **{name: studio.file("JPEG", xmp=text) for name, text in xmp.items()},
        "webp": studio.file("WEBP", xmp=xmp["trainedAlgorithmicMedia"]),
        "heic": studio.heic(xmp=xmp["trainedAlgorithmicMedia"]),
        "wide": studio.file("JPEG", xmp=xmp["trainedAlgorithmicMedia"].decode().encode("utf-16-le")),
        "label in xmp": studio.file("JPEG", xmp=tc260),
        "label in exif": studio.file("JPEG", exif=user_comment(b"ASCII\0\0\0" + LABEL.encode())),
        "label in png": png_with(studio, b"tEXt", b"AIGC\0" + LABEL.encode()),
        "c2pa": jpeg[:2] + jumbf.ljust(602, b"\0") + jpeg[2:],
        "parameters": png_with(studio, b"tEXt", b"parameters\0" + SETTINGS.encode()),
        "prompt": png_with(studio, b"iTXt", b"prompt\0\0\0\0\0{}"),
        "packed": png_with(studio, b"zTXt", b"Comment\0\0" + zlib.compress(SETTINGS.encode())),
        "packed xmp": png_with(studio, b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0"
                               + zlib.compress(xmp["trainedAlgorithmicMedia"])),
        "settings": studio.file("JPEG", exif=user_comment(b"UNICODE\0" + SETTINGS.encode("utf-16-be"))),
    }  # fmt: skip


def test_every_mark_of_a_machine_is_seen(studio: Studio) -> None:
    """In XMP, EXIF, C2PA and PNG texts; in any format; packed or in two bytes a character."""
    missed = [name for name, data in machine_made(studio).items() if not read_claims(data).ai]
    assert missed == []


def test_a_camera_is_no_such_machine(studio: Studio) -> None:
    """What phones, editors and scanners write is no mark."""
    captured = (XMP % f"{IPTC}digitalCapture").encode()
    for data in (
        *(studio.revealing(kind) for kind in ("JPEG", "PNG", "WEBP")),
        studio.file("JPEG", xmp=captured),
        png_with(studio, b"tEXt", b"Software\0Editor"),
        png_with(studio, b"zTXt", b"Comment\0\0broken"),
    ):
        assert not read_claims(data).ai


def test_the_time_is_read_for_sorting(studio: Studio) -> None:
    """From JPEG and HEIC; a camera without a clock says nothing."""
    assert read_claims(studio.file("JPEG", exif=studio.exif())).taken.startswith("2026:03:05 09:30:00")
    assert read_claims(studio.heic(exif=studio.exif())).taken.startswith("2026:03:05 09:30:00")
    assert read_claims(studio.file("JPEG")).taken == ""


@pytest.mark.parametrize("time", ["0000:00:00 00:00:00", "    :  :     :  :  ", "gestern", ""])
def test_a_time_that_is_none(time: str, studio: Studio) -> None:
    """Is left out."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = time
    assert read_claims(studio.file("JPEG", exif=exif.tobytes())) == Claims()


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"]))
def test_no_bytes_are_too_odd(data: bytes, start: bytes) -> None:
    """Whatever comes, the answer is an answer."""
    assert isinstance(read_claims(start + data), Claims)
