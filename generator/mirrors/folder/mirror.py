"""A folder of this machine laid out as on a server with ssh: releases beside one another, ``current`` in one rename.

Unchanged files are hard links to those of the live release, so nothing here writes into a file that is there.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from generator.console import Console, Recorded
from generator.faults import words_of
from generator.locks import alone
from generator.mirrors.folder.files import found, link_all, open_to_readers, send_file, whole, without_empty
from generator.mirrors.parts import Kept, MirrorError, Plan, Published, Release
from generator.publish.manifest import NAME, Manifest, ManifestError, changes, read
from generator.records.targets import FolderTarget

_ID = re.compile(r"[0-9a-f]{64}(\.mended)?")
_MENDED = ".mended"
_OURS = {"releases", "current", ".jinguo", "lost+found"}
_WRITERS = 4
_OLD = "读者看到的还是原来的版本"
_WAITING = "另一次发布正在往这个文件夹里放网站，等它做完……"
_NO_LINKS = "请在 publish.yml 里给这个目标写 links: false"
_UNFINISHED = (".incoming-", ".making-", ".gone-", ".again-")
"""What we call folders that are on their way."""


class FolderMirror:
    """One folder."""

    def __init__(self, root: Path, target: FolderTarget, console: Console | None = None) -> None:
        self._console: Console = Recorded() if console is None else console
        self._folder = root / Path(target.folder).expanduser()
        self._releases, self._current = self._folder / "releases", self._folder / "current"
        self._keep = target.keep

    def kept(self) -> list[Kept]:
        """The live release first, then the others, the newest first."""
        with self._plain_words():
            live = self._live()
            names = [*([live.name] if live else []), *(each.name for each in self._others(live))]
            ids = dict.fromkeys(name.removesuffix(_MENDED) for name in names)
            found = [Kept(each, self._commit(each), live is not None and each == _id(live)) for each in ids]
            return [each for each in found if each.live or self._listed(each.id)]

    def plan(self, release: Release) -> Plan:
        """Look only; nothing in the folder changes."""
        with self._plain_words():
            live = self._live()
            there = found(live) if live else ()
            added, changed, gone = changes(there, release.manifest.everything())
            incoming = self._releases / f".incoming-{release.manifest.id}"
            send = [*added, *changed]
            if incoming.is_dir():
                more, other, _ = changes(found(incoming), release.manifest.everything())
                send = [*more, *other]
            size = sum(each.size for each in send)
            before = _id(live) if live and whole(live, there) else ""
            return Plan(before, tuple(added), tuple(changed), tuple(gone), len(there), size)

    def publish(self, release: Release, dead: Collection[str] = ()) -> Published:
        """Make a release the one that readers see; an interrupted run is taken up where it stopped."""
        with self._plain_words(), self._alone():
            live, new = self._live(), release.manifest.id
            files = release.manifest.everything()
            incoming = self._releases / f".incoming-{new}"
            self._sweep(incoming)
            for there in (self._releases / new, self._releases / (new + _MENDED)):
                if there.is_dir() and found(there) == files:
                    self._place(there, new)
                    self._clean(dead)
                    return Published(new, 0, 0, 0)
            if not incoming.is_dir():
                self._copy(live, incoming)
            added, changed, gone = changes(found(incoming), files)
            for path in gone:
                (incoming / path).unlink()
            without_empty(incoming)
            with ThreadPoolExecutor(_WRITERS) as writers:
                sent = writers.map(lambda file: send_file(release.folder, incoming, file), [*added, *changed])
                for done, _ in enumerate(sent, 1):
                    self._console.progress("发送", done, len(added) + len(changed))
            if found(incoming) != files:
                raise MirrorError(f"写到文件夹里的和本机的核对不上：请再发布一次；还是这样，请检查磁盘。{_OLD}")
            self._place(incoming, new)
            self._clean(dead)
            return Published(new, len(added) + len(changed), sum(each.size for each in (*added, *changed)), len(gone))

    def rollback(self, release_id: str, dead: Collection[str] = ()) -> Published:
        """Make an earlier release the one that readers see, once it has proven to be whole."""
        with self._plain_words(), self._alone():
            places = [self._releases / name for name in (release_id, release_id + _MENDED)]
            place = next((each for each in places if _ID.fullmatch(each.name) and each.is_dir()), None)
            if place is None:
                raise MirrorError(f"文件夹里没有这个版本，不能退回：请用 jinguo rollback 看有哪些版本。{_OLD}")
            if not whole(place, found(place)):
                raise MirrorError(f"这个版本被改动过，或者不全，和它自己的清单对不上，没有退回。{_OLD}")
            self._place(place, release_id)
            self._clean(dead)
            return Published(release_id, 0, 0, 0)

    def close(self) -> None:
        """Nothing is held."""

    @contextmanager
    def _plain_words(self) -> Iterator[None]:
        try:
            self._look()
            yield
        except OSError as error:
            hint = "请改好以后再发布一次，会接着做"
            if error.errno in {errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK}:
                hint = f"里面可能有受保护的文件，或者这里不能建立链接（{_NO_LINKS}）"
            raise MirrorError(f"{self._folder}：{words_of(error)}；{hint}。{_OLD}") from None
        except ManifestError as error:
            raise MirrorError(f"{self._folder}：{error}。{_OLD}") from None

    def _look(self) -> None:
        """Nothing that is not ours lies here, and the system knows how to do what we need."""
        if sys.platform == "win32":
            raise MirrorError(f"Windows 上的文件夹不能这样发布：{_NO_LINKS}，网站就直接放在那个文件夹里")
        if not self._folder.exists():
            return
        for each in sorted(self._folder.iterdir()):
            strange = each.name not in _OURS and not each.name.startswith(".")
            strange |= each == self._current and not each.is_symlink()
            strange |= each == self._releases and (each.is_symlink() or not each.is_dir())
            if strange:
                raise MirrorError(
                    f"文件夹 {self._folder} 里有不是发布用的东西：{each.name}。为了不弄坏它，没有发布；"
                    f"请换一个空的文件夹，或者先把它移走，再让网站服务器指向 {self._current}"
                )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(exist_ok=True)
        with alone(self._folder / ".jinguo", lambda: self._console.say(_WAITING)) as held:
            if not held:
                raise MirrorError(f"{self._folder} 所在的磁盘不能加锁，两次发布会撞在一起：{_NO_LINKS}。{_OLD}")
            self._releases.mkdir(exist_ok=True)
            yield

    def _live(self) -> Path | None:
        if not self._current.is_symlink():
            return None
        place = self._releases / self._current.readlink().name
        if not _ID.fullmatch(place.name):
            raise MirrorError(f"{self._current} 指向别处：请先把它移走。{_OLD}")
        return place if place.is_dir() else None

    def _others(self, live: Path | None) -> list[Path]:
        """Kept releases but the live one, the newest first."""
        if not self._releases.is_dir():
            return []
        others = [each for each in self._releases.iterdir() if _ID.fullmatch(each.name) and each != live]
        return sorted(others, key=lambda each: (each.stat().st_mtime_ns, each.name), reverse=True)

    def _commit(self, release_id: str) -> str:
        listed = self._listed(release_id)
        return listed.commit if listed else ""

    def _listed(self, release_id: str) -> Manifest | None:
        """The list of a release; None where it has been lost, and the release cannot come back."""
        for name in (release_id, release_id + _MENDED):
            with contextlib.suppress(OSError, ManifestError):
                found = read((self._releases / name / NAME).read_bytes())
                if found.id == release_id:
                    return found
        return None

    def _sweep(self, incoming: Path) -> None:
        """What killed runs of other releases have left."""
        for each in self._releases.glob(".*"):
            if each != incoming and each.name.startswith(_UNFINISHED):
                _remove(each)

    def _copy(self, live: Path | None, incoming: Path) -> None:
        making = self._releases / f".making-{secrets.token_hex(8)}"
        making.mkdir()
        if live:
            link_all(live, making)
        making.rename(incoming)

    def _place(self, proven: Path, new: str) -> None:
        """A proven folder becomes the live release under its own name."""
        open_to_readers(proven)
        place, live = self._releases / new, self._live()
        if proven == place:
            self._flip(place)
            return
        if live is None or _id(live) != new:
            if place.exists():
                place.rename(self._releases / f".gone-{new}")
            proven.rename(place)
            self._flip(place)
            return
        mended = self._releases / (new + _MENDED)  # two renames between folders that hold the same
        if proven != mended:
            proven.rename(mended)
        self._flip(mended)
        if place.exists():
            place.rename(self._releases / f".gone-{new}")
        again = self._releases / f".again-{new}"
        self._copy(mended, again)
        open_to_readers(again)
        again.rename(place)
        self._flip(place)
        shutil.rmtree(mended)

    def _flip(self, place: Path) -> None:
        if self._live() == place:
            return
        os.sync()
        os.utime(place)
        link = self._folder / ".jinguo" / "next"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / place.name)
        link.replace(self._current)

    def _clean(self, dead: Collection[str]) -> None:
        live = self._live()
        left = self._keep
        for each in self._others(live):
            if _id(each) not in dead and left and self._listed(_id(each)):
                left -= 1
            else:  # by another name first: a run that is killed here leaves nothing that looks like a release
                each.rename(self._releases / f".gone-{secrets.token_hex(4)}-{each.name}")
        for each in self._releases.glob(".gone-*"):
            _remove(each)


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def _id(place: Path) -> str:
    return place.name.removesuffix(_MENDED)
