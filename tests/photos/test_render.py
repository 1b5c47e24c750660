"""From one photo to its web files."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.photos import render as module
from generator.photos.decode import decode
from generator.photos.formats import Unreadable
from generator.photos.metadata import findings
from generator.photos.render import Rendered, cropped, sized
from generator.photos.sizes import DEFAULT_FOCUS, STANDARD, Options

if TYPE_CHECKING:
    from pathlib import Path

    from tests.photos.conftest import Studio

QUICK = replace(STANDARD, widths=(32, 64), largest=80, jpeg_width=48, webp_method=0, avif_speed=10)
"""Small sizes, for tests that render very often."""
HARMLESS_GROUPS = {"SourceFile", "ExifTool", "System", "File", "RIFF", "JFIF", "Composite"}
"""What exiftool says of a file that holds nothing but pixels: its name, dates on disk, and size."""
HARMLESS_TAGS = {
    f"QuickTime:{tag}"
    for tag in (
        "MajorBrand", "MinorVersion", "CompatibleBrands", "HandlerType", "ImageSpatialExtent", "ImagePixelDepth",
        "AV1ConfigurationVersion", "SeqProfile", "SeqTier0", "ChromaFormat", "ChromaSamplePosition",
        "InitialDelaySamples", "ColorProfiles", "ColorPrimaries", "TransferCharacteristics", "MatrixCoefficients",
        "QuickTime_ColorRep_0x000a", "MediaDataSize", "MediaDataOffset", "MediaData",
    )
} | {"Meta:PrimaryItemReference"}  # fmt: skip
"""What it says of how AVIF pixels are coded."""
HARMLESS_INFO = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
HARMLESS_INFO |= {"background", "loop", "timestamp", "duration"}
"""What Pillow says of it: how the pixels are coded."""


def render(data: bytes, options: Options = STANDARD) -> Rendered:
    """Every size of a photo, as the darkroom makes them."""
    return sized(decode(data, options.widest), tuple(findings(data)), options)


def masters(studio: Studio) -> dict[str, bytes]:
    """One revealing photo of each kind."""
    scene = studio.scene(700, 500)
    return {
        "jpeg": studio.revealing("JPEG", scene),
        "png": studio.revealing("PNG", scene),
        "webp": studio.revealing("WEBP", scene),
        "heic": studio.heic(scene, exif=studio.exif()),
        "cmyk": studio.revealing("JPEG", scene.convert("CMYK"), icc_profile=b""),
    }


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic", "cmyk"])
def test_outputs_reveal_nothing(studio: Studio, kind: str) -> None:
    """Whatever the master tells, no output tells it: proven on the output bytes."""
    data = masters(studio)[kind]
    assert kind == "cmyk" or b"SECRET" in data
    rendered = render(data)
    assert (rendered.width, rendered.height) == (700, 500)
    for file in rendered.files:
        assert findings(file.data) == []
        assert b"SECRET" not in file.data
        assert Image.open(io.BytesIO(file.data)).info.keys() <= HARMLESS_INFO
    hint = base64.b64decode(rendered.placeholder.partition(",")[2])
    assert findings(hint) == []
    assert Image.open(io.BytesIO(hint)).info.keys() <= HARMLESS_INFO


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_finds_nothing_either(studio: Studio, tmp_path: Path) -> None:
    """An independent reader agrees: it finds the secrets in the masters, and nothing in any derivative."""
    small = replace(STANDARD, widths=(200,), largest=400)
    for kind, data in masters(studio).items():
        (tmp_path / kind).write_bytes(data)
        assert told(tmp_path / kind)
        files = render(data, small).files + cropped(decode(data, 400), DEFAULT_FOCUS, small).files
        assert {file.kind for file in files} == {"webp", "avif", "jpeg"}
        for number, file in enumerate(files):
            output = tmp_path / f"{kind}-{number}"
            output.write_bytes(file.data)
            assert told(output) == set()


def told(path: Path) -> set[str]:
    """The tags that exiftool finds in a file beyond what every file has; it counts comments among those."""
    command = ["exiftool", "-j", "-G1", "-a", "-u", "-U", "-ee", str(path)]
    answer = subprocess.run(command, check=True, capture_output=True).stdout
    found: dict[str, object] = json.loads(answer)[0]
    foreign = {tag for tag in found if tag.split(":")[0] not in HARMLESS_GROUPS or tag.endswith("Comment")}
    return foreign - HARMLESS_TAGS


def test_sizes_are_what_they_say(studio: Studio) -> None:
    """Each file has the kind and size noted beside it, and none is wider than the master."""
    rendered = render(studio.file("JPEG", studio.scene(700, 350)))
    assert [(file.kind, file.width, file.height) for file in rendered.files] == [
        ("webp", 480, 240),
        ("webp", 700, 350),
        ("jpeg", 700, 350),
    ]
    for file in rendered.files:
        image = Image.open(io.BytesIO(file.data))
        assert (image.format, image.size) == (file.kind.upper(), (file.width, file.height))
        assert studio.corners(image) == ["red", "green", "blue", "yellow"]


def test_the_same_photo_gives_the_same_bytes(studio: Studio) -> None:
    """No clock and no chance has a part in it."""
    data = studio.revealing("JPEG", studio.scene(700, 500))
    assert render(data) == render(data)


def test_the_camera_leaves_no_mark_on_the_bytes(studio: Studio) -> None:
    """Two masters with the same pixels and different notes give the same files."""
    plain, revealing = studio.file("PNG"), studio.revealing("PNG", icc_profile=None)
    assert render(plain) == dataclasses.replace(render(revealing), reveals=())


def test_what_cannot_be_proven_is_not_made(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output with findings is thrown away, and says which."""
    monkeypatch.setattr(module, "findings", lambda _: ["JPEG 注释"])
    with pytest.raises(Unreadable, match="JPEG 注释"):
        render(studio.file("JPEG"))


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "heic"])
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damage_is_refused_or_harmless(studio: Studio, kind: str, data: st.DataObject) -> None:
    """Changed bytes raise nothing but ``Unreadable``, and whatever still comes out is clean."""
    scene = studio.scene(96, 64)
    master = bytearray(
        studio.heic(scene, exif=studio.exif(6)) if kind == "heic" else studio.revealing(kind.upper(), scene)
    )
    places = st.integers(0, len(master) - 1)
    for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=12)):
        master[at] = value
    length = data.draw(st.integers(len(master) // 2, len(master)) | st.just(len(master)))
    try:
        rendered = render(bytes(master[:length]), QUICK)
    except Unreadable:
        return
    assert rendered.files
    assert [findings(file.data) for file in rendered.files if findings(file.data)] == []
