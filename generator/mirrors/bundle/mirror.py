"""A release as one signed archive for delivery by hand: the site, its list, and a page that says what to do with it.

Everything but the signature can be checked with what any machine has: ``sha256sum -c SHA256SUMS``.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import shutil
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Collection, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from generator import programs
from generator.console import Console, Recorded
from generator.faults import words_of
from generator.locks import alive
from generator.mirrors.bundle.page import page
from generator.mirrors.bundle.reading import INDEX, SITE, SUMS, listed_in
from generator.mirrors.bundle.signature import SUFFIX, named_in, sign, there
from generator.mirrors.parts import Kept, MirrorError, Plan, Published, Release
from generator.publish.manifest import NAME, Manifest, changes
from generator.records.targets import BundleTarget

_SHORT = 12
_PACKED = frozenset({".jpg", ".jpeg", ".png", ".webp", ".avif"})
_LEVEL = 6
_EPOCH = 315532800
"""1980-01-01, before which a zip knows no day."""
_SPREAD = 1 << 28
_STAGE = ".jinguo-bundle-"
_OLD = 3600.0
_MODE = 0o100644


class BundleMirror:
    """Archives of one target in one folder; a ``Mirror``. What somebody has carried away is out of its reach."""

    def __init__(self, root: Path, name: str, target: BundleTarget, console: Console | None = None) -> None:
        """``root`` is the register, ``name`` the target's name in ``publish.yml``; ``console`` hears of long work."""
        self._console: Console = Recorded() if console is None else console
        self._root, self._name, self._target = root, name, target
        self._folder = root / Path(target.folder).expanduser()
        self._ending = "zip" if target.form == "zip" else "tar.gz"

    def place(self, release_id: str) -> Path:
        """Where the archive of a release lies, or would."""
        return self._folder / f"jinguo-{self._name}-{release_id[:_SHORT]}.{self._ending}"

    def archives(self) -> list[Path]:
        """Those of this target, the newest first."""
        found = [*self._folder.glob(f"jinguo-{self._name}-{'[0-9a-f]' * _SHORT}.{self._ending}")]
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)

    def kept(self) -> list[Kept]:
        """The newest archive counts as live: nobody tells what a server elsewhere shows."""
        known = [manifest for path in self.archives() if (manifest := _listed(path)) is not None]
        return [Kept(each.id, each.commit, number == 0) for number, each in enumerate(known)]

    def plan(self, release: Release) -> Plan:
        """Against the newest archive; the whole site is packed each time."""
        self._ready()
        before = next((found for path in self.archives() if (found := _listed(path)) is not None), None)
        old = before.everything() if before else ()
        added, changed, deleted = changes(old, release.manifest.everything())
        send = release.manifest.size if not self.place(release.manifest.id).is_file() else 0
        return Plan(before.id if before else "", tuple(added), tuple(changed), tuple(deleted), len(old), send)

    def publish(self, release: Release, dead: Collection[str] = ()) -> Published:
        """Pack, sign, then put both in their place; archives of dead releases and too old ones are removed."""
        self._ready()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            with tempfile.TemporaryDirectory(prefix=f"{_STAGE}{os.getpid()}-", dir=self._folder) as stage:
                self._pack(release, Path(stage))
            gone = self._tidy(release.manifest.id, dead)
        except OSError as error:
            raise MirrorError(f"压缩包没有做成：{words_of(error)}。原来的没有动") from None
        return Published(release.manifest.id, len(release.manifest.everything()), release.manifest.size, gone)

    def rollback(self, release_id: str, dead: Collection[str] = ()) -> Published:
        """What was carried away can only be carried away again."""
        if release_id in dead:
            raise MirrorError("这一版里有同意已经失效的人，不能再用")
        found = [path for path in self.archives() if (each := _listed(path)) is not None and each.id == release_id]
        where = f"请把 {found[0]} 再交一次" if found else "这一版的压缩包不在了，请切换到那个提交重新生成"
        raise MirrorError(f"压缩包是人手交出去的，这里退不回去：{where}")

    def close(self) -> None:
        """Nothing is open."""

    def _counted(self, members: Iterator[Member], total: int) -> Iterator[Member]:
        for done, each in enumerate(members, 1):
            yield each
            self._console.progress("打包", done, total)

    def _ready(self) -> None:
        if self._target.sign_key is not None:
            there(self._key())
        elif not self._target.trial:
            hint = "请在 publish.yml 里写 sign_key（签名用的私钥文件）；只有试用的目标（trial: true）可以不签名"
            raise MirrorError(f"没有签名的压缩包不能交出去：{hint}")

    def _key(self) -> Path:
        return self._root / Path(str(self._target.sign_key)).expanduser()

    def _signer(self) -> str:
        """Under which name the target's list of signers has our key."""
        listed, signs = self._target.signers, self._target.sign_key is not None
        return named_in(self._root / Path(listed).expanduser(), self._key()) if listed and signs else ""

    def _pack(self, release: Release, stage: Path) -> None:
        target = self.place(release.manifest.id)
        archive = stage / target.name
        moment = _moment(self._root, release.manifest)
        signed = self._target.sign_key is not None
        start = page(release, target.name, self._root, signed=signed, signer=self._signer())
        with archive.open("wb") as file:
            members = _members(release, start.encode())
            _WRITERS[self._ending](file, self._counted(members, len(release.manifest.files) + 3), moment)
        beside = target.with_name(f"{target.name}{SUFFIX}")
        if self._target.sign_key is not None:
            made = sign(archive, self._key())
            made.replace(beside)  # before the archive: one that lies there is never without its signature
        else:
            beside.unlink(missing_ok=True)
        archive.replace(target)

    def _tidy(self, now: str, dead: Collection[str]) -> int:
        """How many archives were removed."""
        others = [(path, _listed(path)) for path in self.archives() if path != self.place(now)]
        gone = [path for path, each in others if each is not None and each.id in dead]
        left = [path for path, _ in others if path not in gone]
        gone += left[self._target.keep :]
        for path in gone:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}{SUFFIX}").unlink(missing_ok=True)
        return len(gone)

    def _sweep(self) -> None:
        """What a killed run has left; one that may still be at work is left alone."""
        for left in self._folder.glob(f"{_STAGE}*"):
            maker = left.name.removeprefix(_STAGE).partition("-")[0]
            if (maker.isdecimal() and not alive(int(maker))) or time.time() - left.stat().st_mtime > _OLD:
                shutil.rmtree(left, ignore_errors=True)


def _listed(archive: Path) -> Manifest | None:
    """The list in an archive; None where it is not whole."""
    with contextlib.suppress(MirrorError):
        return listed_in(archive)
    return None


Member = tuple[str, bytes]


def _members(release: Release, start: bytes) -> Iterator[Member]:
    """Everything that goes into an archive, one file at a time, each checked against the list on its way.

    Args:
        release: what is packed.
        start: the first page.
    """
    manifest = release.manifest
    sums = [(INDEX, hashlib.sha256(start).hexdigest())]
    sums += [(f"{SITE}/{each.path}", each.sha256) for each in manifest.everything()]
    yield INDEX, start
    yield SUMS, "".join(f"{digest}  {path}\n" for path, digest in sums).encode()
    # The list comes first: whoever asks which release this is need not unpack the rest.
    for each in sorted(manifest.everything(), key=lambda each: each.path != NAME):
        data = manifest.text.encode() if each.path == NAME else (release.folder / each.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != each.sha256:
            raise MirrorError(f"{each.path} 在打包的时候变了：请重新运行 jinguo build 再发布")
        yield f"{SITE}/{each.path}", data


def _moment(root: Path, manifest: Manifest) -> int:
    """The day that all files bear: the commit's, so that servers that compare days see each release as newer.

    Were it always the same, a changed file of the same length would look unchanged to many a web server.
    """
    told = programs.git(root, "show", "-s", "--format=%ct", manifest.commit) if manifest.commit else None
    if told is not None and told.status == 0 and told.output.strip().isdecimal():
        return max(int(told.output.strip()), _EPOCH)
    return _EPOCH + int(manifest.id[:8], 16) % _SPREAD // 2 * 2


def _zip(file: BytesIO, members: Iterator[Member], moment: int) -> None:
    year, month, day, hour, minute, second, *_ = time.gmtime(moment)
    with zipfile.ZipFile(file, "w", compresslevel=_LEVEL) as archive:
        for path, data in members:
            info = zipfile.ZipInfo(path, (year, month, day, hour, minute, second // 2 * 2))
            info.create_system, info.external_attr = 3, _MODE << 16
            packed = PurePosixPath(path).suffix.lower() in _PACKED
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def _tar(file: BytesIO, members: Iterator[Member], moment: int) -> None:
    with (
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for path, data in members:
            info = tarfile.TarInfo(path)
            info.size, info.mtime, info.mode = len(data), moment, _MODE & 0o777
            archive.addfile(info, BytesIO(data))


_WRITERS: dict[str, Callable[..., None]] = {"zip": _zip, "tar.gz": _tar}
