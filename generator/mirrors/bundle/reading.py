"""Look into an archive that somebody has handed over: signed by whom, and whether every byte is the release's."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import lzma
import shutil
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Generator, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO

from generator.faults import words_of
from generator.mirrors.bundle.signature import SUFFIX, signed_by
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.parts import MirrorError
from generator.publish.manifest import NAME, Manifest, ManifestError, plain, read

INDEX = "index.html"
SUMS = "SHA256SUMS"
SITE = "site"
_UNSIGNED = "没有核对签名，不能证明是谁做的"
ENDINGS = (".zip", ".tar.gz", ".tgz")
_LARGEST_LIST = 64 << 20
_LARGEST_SUMS = 64 << 20
_MOST = 1_000_000
_PART = 1 << 20
_LIMITS = {INDEX: 1 << 20, SUMS: _LARGEST_SUMS}
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
    ValueError, struct.error,
)  # fmt: skip
_BLOCK = 512
"""Bytes that a tar is made of: read so, nothing behind its end is swallowed."""
_KNOWN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LOCAL, _END = 30, 22
"""Bytes of what stands before a file in a zip, and behind all of them."""
_HIDDEN = "压缩包里夹着别的东西：在文件的前面、中间或者末尾"
_NOT_USE = "不要用这个压缩包，请向交给您的人再要一次"


def listed_in(archive: Path) -> Manifest:
    """The list of the release in an archive, proven by its own id.

    Raises:
        MirrorError: there is none, or it has been changed.
    """
    with _reading(archive), contextlib.closing(_members(archive)) as members:
        for path, size, file in members:
            if path == f"{SITE}/{NAME}" and size <= _LARGEST_LIST:
                try:
                    return read(file.read(_LARGEST_LIST))
                except ManifestError as error:
                    raise MirrorError(f"{archive.name} 里的{error}。{_NOT_USE}") from None
    raise MirrorError(f"{archive.name} 里没有 {SITE}/{NAME}，不是 jinguo 做的压缩包")


def examined(archive: Path, signers: Path | None, *, unsigned: bool = False) -> tuple[Manifest, str, list[Fault]]:
    """The release in an archive, who signed it, and everything that is wrong.

    Args:
        archive: zip or tar.gz, with its signature beside it.
        signers: whose signatures count; None where no signature is asked for.
        unsigned: whether an archive without a signature is only warned of.

    Raises:
        MirrorError: the signature is not right, or it is no archive of ours; nothing else of it is worth a look.
    """
    beside = archive.with_name(f"{archive.name}{SUFFIX}")
    if signers is None or (unsigned and not beside.is_file()):
        told = Fault(archive.name, _UNSIGNED, "", "warning" if unsigned else "error", "proof")
        return _looked_through(archive, "", [told])
    with _reading(archive), tempfile.TemporaryDirectory() as folder:
        # Of one's own: what lies on a share could be another file by the time that the signature has been found good.
        own = Path(folder) / archive.name
        shutil.copyfile(archive, own)
        if beside.is_file():
            shutil.copyfile(beside, own.with_name(beside.name))
        return _looked_through(own, signed_by(own, own.with_name(beside.name), signers), [])


def _looked_through(archive: Path, who: str, found: list[Fault]) -> tuple[Manifest, str, list[Fault]]:
    manifest = listed_in(archive)
    with _reading(archive):
        found += _faults(archive, manifest)
    return manifest, who, found


def _faults(archive: Path, manifest: Manifest) -> Iterator[Fault]:
    wanted = {f"{SITE}/{each.path}": (each.size, each.sha256) for each in manifest.everything()}
    seen: dict[str, str] = {}
    sums = b""
    for path, size, file in _members(archive):
        if path == "":
            yield Fault(archive.name, _HIDDEN, _NOT_USE)
            return
        if path in seen or not plain(path) or len(seen) > _MOST:
            yield Fault(path, "压缩包里有重名的、指到外面的或者太多的文件", _NOT_USE)
            return
        if size > _LIMITS.get(path, size) or (path in wanted and size != wanted[path][0]):
            seen[path] = ""
        elif path in wanted or path in {INDEX, SUMS}:
            data_digest, kept = _digest(file, keep=path == SUMS)
            seen[path], sums = data_digest, kept or sums
        else:
            seen[path] = ""
            yield Fault(path, "压缩包里多了这个文件", _NOT_USE)
    for path, (_, digest) in wanted.items():
        if path not in seen:
            yield Fault(path, "压缩包里少了这个文件", _NOT_USE)
        elif seen[path] != digest:
            yield Fault(path, "内容和清单不一样", _NOT_USE)
    listed = "".join(f"{digest}  {path}\n" for path, (_, digest) in wanted.items())
    if sums != f"{seen.get(INDEX, '')}  {INDEX}\n{listed}".encode():
        yield Fault(SUMS, "和压缩包里的文件对不上", _NOT_USE)


def _digest(file: IO[bytes], *, keep: bool) -> tuple[str, bytes]:
    digest, kept = hashlib.sha256(), bytearray()
    while part := file.read(_PART):
        digest.update(part)
        if keep and len(kept) <= _LARGEST_SUMS:
            kept += part
    return digest.hexdigest(), bytes(kept)


def _members(archive: Path) -> Generator[tuple[str, int, IO[bytes]]]:
    """Path, size and bytes of everything in an archive.

    What is no plain file has a path that leads nowhere; what belongs to no file has none at all.
    """
    if archive.name.endswith(".zip"):
        with archive.open("rb") as file, zipfile.ZipFile(file) as packed:
            for info in packed.infolist():
                link = (info.external_attr >> 16) & 0o170000 not in {0, 0o100000}
                if info.compress_type not in _KNOWN:
                    raise zipfile.BadZipFile
                with packed.open(info) as opened:
                    yield f"//{info.filename}" if link or info.is_dir() else info.filename, info.file_size, opened
            if not _nothing_else(file, packed):
                yield "", 0, BytesIO()
        return
    with gzip.open(archive) as stream:
        with tarfile.open(fileobj=stream, mode="r|", bufsize=_BLOCK) as packed:
            for entry in packed:
                member = packed.extractfile(entry) if entry.isreg() else None
                if member is None:
                    yield f"//{entry.name}", 0, BytesIO()
                    continue
                with member:
                    yield entry.name, entry.size, member
        while part := stream.read(_PART):
            if part.strip(b"\0"):
                yield "", 0, BytesIO()
                return


def _nothing_else(file: IO[bytes], packed: zipfile.ZipFile) -> bool:
    """Whether a zip is its files one after the other, then their list, then its end, and not a byte more."""
    place = 0
    for info in sorted(packed.infolist(), key=lambda each: each.header_offset):
        file.seek(info.header_offset)
        head = file.read(_LOCAL)
        if info.header_offset != place or not head.startswith(b"PK\3\4"):
            return False
        place += _LOCAL + sum(struct.unpack("<2H", head[-4:])) + info.compress_size
    size = file.seek(0, 2)
    file.seek(max(size - _END, 0))
    end = file.read(_END)
    return place == packed.start_dir and end.startswith(b"PK\5\6") and end.endswith(b"\0\0")


@contextlib.contextmanager
def _reading(archive: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MirrorError(f"{archive.name} 读不了：{words_of(error, '压缩包坏了')}") from None
    except _BROKEN:
        raise MirrorError(f"{archive.name} 坏了，解不开。{_NOT_USE}") from None
