"""Look into an archive that somebody has handed over: signed by whom, and whether every byte is the release's."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import tarfile
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
ENDINGS = (".zip", ".tar.gz", ".tgz")
_LARGEST_LIST = 64 << 20
_LARGEST_SUMS = 64 << 20
_MOST = 1_000_000
_PART = 1 << 20
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
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
    found: list[Fault] = []
    who = ""
    if signers is not None and (beside.is_file() or not unsigned):
        who = signed_by(archive, beside, signers)
    else:
        found.append(Fault(archive.name, "没有核对签名，不能证明是谁做的", "", "warning" if unsigned else "error"))
    manifest = listed_in(archive)
    with _reading(archive):
        found += _faults(archive, manifest)
    return manifest, who, found


def _faults(archive: Path, manifest: Manifest) -> Iterator[Fault]:
    wanted = {f"{SITE}/{each.path}": (each.size, each.sha256) for each in manifest.everything()}
    seen: dict[str, str] = {}
    sums = b""
    for path, size, file in _members(archive):
        if path in seen or not plain(path) or len(seen) > _MOST:
            yield Fault(path, "压缩包里有重名的、指到外面的或者太多的文件", _NOT_USE)
            return
        if path in wanted and size != wanted[path][0]:
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
    """Path, size and bytes of everything in an archive; what is no plain file has a path that leads nowhere."""
    if archive.name.endswith(".zip"):
        with zipfile.ZipFile(archive) as packed:
            for info in packed.infolist():
                link = (info.external_attr >> 16) & 0o170000 not in {0, 0o100000}
                with packed.open(info) as file:
                    yield f"//{info.filename}" if link or info.is_dir() else info.filename, info.file_size, file
        return
    with gzip.open(archive) as stream, tarfile.open(fileobj=stream, mode="r|") as packed:
        for entry in packed:
            member = packed.extractfile(entry) if entry.isreg() else None
            if member is None:
                yield f"//{entry.name}", 0, BytesIO()
                continue
            with member:
                yield entry.name, entry.size, member


@contextlib.contextmanager
def _reading(archive: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MirrorError(f"{archive.name} 读不了：{words_of(error, '压缩包坏了')}") from None
    except _BROKEN:
        raise MirrorError(f"{archive.name} 坏了，解不开。{_NOT_USE}") from None
