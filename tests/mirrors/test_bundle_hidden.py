"""What somebody hands over is read whole and once: nothing can hide in an archive, and none can stop who reads it."""

from __future__ import annotations

import contextlib
import gzip
import random
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from generator.mirrors.bundle import reading, signature
from generator.mirrors.bundle.reading import examined
from generator.mirrors.parts import MirrorError
from tests import tiny
from tests.mirrors.test_bundle import FORMS, key, mirror, one, signers, with_keygen


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register."""
    return tiny.write(tmp_path / "register", photos=False)


def hidden(archive: Path, where: str) -> None:
    """Put a tar, or a zip, of somebody else's where stock programs may find it and ours might not look."""
    data, more = archive.read_bytes(), BytesIO()
    if archive.name.endswith(".zip"):
        with zipfile.ZipFile(more, "w") as packed:
            packed.writestr("evil.php", "evil")
    else:
        with tarfile.open(fileobj=more, mode="w") as unpacked:
            unpacked.addfile(tarfile.TarInfo("evil.php"))
    if where == "before":
        archive.write_bytes(more.getvalue() + data)
    elif where == "behind":
        archive.write_bytes(
            data + (more.getvalue() if archive.name.endswith(".zip") else gzip.compress(more.getvalue()))
        )
    elif archive.name.endswith(".zip"):
        archive.write_bytes(data[:-2] + b"\5\0" + b"words")
    else:
        archive.write_bytes(gzip.compress(gzip.decompress(data) + more.getvalue()))


@FORMS
@pytest.mark.parametrize("where", ["before", "behind", "inside"])
def test_nothing_is_hidden_in_an_archive(root: Path, form: str, where: str) -> None:
    """Before it, behind its end, in a second part: somebody else's program might unpack that."""
    mirror(root, form, sign_key=None, trial="true").publish(one(root))
    (archive,) = mirror(root, form).archives()
    hidden(archive, where)
    try:
        found = examined(archive, None, unsigned=True)[2]
    except MirrorError:
        return
    assert [each for each in found if each.severity == "error"]


@FORMS
def test_a_broken_archive_is_said_and_is_no_accident(root: Path, form: str) -> None:
    """Any bytes of it may be other ones; a zip may be packed in a way that we do not."""
    mirror(root, form, sign_key=None, trial="true").publish(one(root))
    (archive,) = mirror(root, form).archives()
    good = archive.read_bytes()
    odd = archive.with_name(f"odd.{archive.name.partition('.')[2]}")
    lots = random.Random(7)  # noqa: S311 - the same each time
    for _ in range(300):
        data = bytearray(good)
        for _ in range(3):
            data[lots.randrange(len(data))] = lots.randrange(256)
        odd.write_bytes(data)
        with contextlib.suppress(MirrorError):
            examined(odd, None, unsigned=True)
    with zipfile.ZipFile(archive.with_name("lzma.zip"), "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("site/manifest.json", "x" * 1000)
    with pytest.raises(MirrorError, match="坏了"):
        examined(archive.with_name("lzma.zip"), None, unsigned=True)


@with_keygen
def test_what_was_signed_is_what_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where somebody lays another archive there between the two looks."""
    key(root.parent / "key")
    mirror(root).publish(one(root))
    (archive,) = mirror(root).archives()

    def swapped(file: Path, beside: Path, listed: Path) -> str:
        who = signature.signed_by(file, beside, listed)
        archive.write_bytes(b"something else")
        return who

    monkeypatch.setattr(reading, "signed_by", swapped)
    assert examined(archive, signers(root)) == (one(root).manifest, "cms", [])


@FORMS
def test_which_release_it_is_stands_at_the_beginning(root: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking at what there is costs no unpacking of whole sites."""
    mirror(root, form, sign_key=None, trial="true").publish(one(root))
    (archive,) = mirror(root, form).archives()
    paths = [path for path, _, _ in reading._members(archive)]
    assert paths[:3] == ["index.html", "SHA256SUMS", "site/manifest.json"]
    assert sorted(paths[3:]) == paths[3:]
    monkeypatch.setattr(reading, "_LIMITS", {"index.html": 10})
    assert [each for each in examined(archive, None, unsigned=True)[2] if each.severity == "error"]
