"""Mutated files: whatever becomes of the bytes, the answer is a clean master or a sentence."""

from __future__ import annotations

import contextlib
import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.photos.batch import Given, Refusal, expand
from generator.photos.formats import Unreadable
from generator.photos.intake import Job, _do
from generator.photos.masters import HEAVIEST
from generator.photos.metadata import findings
from tests.photos.conftest import Studio

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


@cache
def original(kind: str) -> bytes:
    """A file that tells everything its format can tell."""
    studio = Studio()
    scene = studio.scene(96, 72)
    return studio.heic(scene, exif=studio.exif()) if kind == "HEIF" else studio.revealing(kind, scene)


changes = st.lists(
    st.tuples(
        st.sampled_from(("set", "cut", "insert", "repeat", "drop")),
        st.floats(0, 1, exclude_max=True),
        st.binary(min_size=1, max_size=12),
    ),
    min_size=1,
    max_size=4,
)


def mutated(data: bytes, wanted: list[tuple[str, float, bytes]]) -> bytes:
    """The bytes after the changes."""
    for what, where, more in wanted:
        at = int(where * len(data))
        data = {
            "set": data[:at] + more + data[at + len(more) :],
            "cut": data[: at + 1],
            "insert": data[:at] + more + data[at:],
            "repeat": data[:at] + data[max(0, at - 40) : at] + data[at:],
            "drop": data[:at] + data[at + len(more) :],
        }[what]
    return data


@cache
def album() -> bytes:
    """A zip with photos, packed and not."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("照片/1.jpg", original("JPEG"))
        made.writestr("../2.png", original("PNG"), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@given(changes)
def test_mutated_zips_are_opened_or_refused(wanted: list[tuple[str, float, bytes]]) -> None:
    """No exception but the one that speaks to the clerk; no member is larger than a photo may be."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a.zip")
        path.write_bytes(mutated(album(), wanted))
        found, refused = expand([path])
        assert found or refused
        for each in found:
            with contextlib.suppress(Unreadable):
                assert len(each.read()) <= HEAVIEST


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), changes)
def test_mutated_files_are_taken_clean_or_refused(kind: str, wanted: list[tuple[str, float, bytes]]) -> None:
    """No exception, no byte of a note in what is written, and nothing is written when it is refused."""
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name, "in"), Path(name, "out.jpg")
        source.write_bytes(mutated(original(kind), wanted))
        answer = _do(Job(Given(source, "in"), out))
        if isinstance(answer, Refusal):
            assert answer.reason
            assert not out.exists()
        else:
            assert findings(out.read_bytes()) == []
            assert b"SECRET" not in out.read_bytes()
