"""One run that makes a release the one that readers see, file by file on a server that has nothing but files."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from pathlib import PurePosixPath

from generator.mirrors.parts import MirrorError, Published
from generator.mirrors.plain.archive import Left
from generator.mirrors.plain.hands import side_by_side
from generator.mirrors.plain.lease import Claim
from generator.mirrors.plain.order import farewell, is_asset, stages
from generator.mirrors.plain.packing import Packing
from generator.mirrors.plain.record import Entry
from generator.mirrors.plain.remote import Fetch, There
from generator.mirrors.plain.retention import Saving
from generator.mirrors.plain.store import Seen
from generator.mirrors.served import served
from generator.publish.manifest import NAME, File, Manifest

_NOTES = 100
"""Files after which what has been sent is written down."""
_PAUSE = 10.0
"""Seconds after which it is written down in any case."""
_SAMPLE = 6
"""Files of each group that are read back, however many it has."""
_ALL_AGAIN = 40
"""Sent files from which on the server is asked once more for everything that lies there."""
_NAMES = 5


class Bringing:
    """The steps of publishing and of going back, which are the same but for where the bytes come from.

    Args:
        there: the server.
        claim: of this run.
        manifest: what readers shall see.
        fetch: the bytes of its files.
        at_hand: whether ``fetch`` can tell the bytes of all of them, not only of those that have to be sent.
        keep: how many earlier releases are kept.
        dead: ids of releases to which nobody may return.
    """

    def __init__(
        self,
        there: There,
        claim: Claim,
        manifest: Manifest,
        fetch: Fetch,
        *,
        at_hand: bool = True,
        keep: int,
        dead: Collection[str],
    ) -> None:
        self._judge = fetch if at_hand else None
        self._there, self._claim, self._manifest, self._fetch = there, claim, manifest, fetch
        self._saving = Saving(there, Packing(there, claim.hold), manifest, keep=keep, dead=dead)
        self._dead = frozenset(dead)
        self._sent = self._bytes = self._gone = 0
        self._noted = time.monotonic()

    def run(self) -> Published:
        """All steps; each one may be the last of an interrupted run, and the next run goes on from there."""
        there = self._there
        for store, path in there.leftovers:
            store.delete(path)
        try:
            there.prove(self._manifest.everything(), self._judge, self._note)
            self._saving.save_what_goes()
            self._claim.look()
            self._announce()
            for group in stages(self._missing(), there.listing):
                if group[0].path != NAME:
                    self._claim.look()  # two machines may have seen no claim at the same moment
                    self._make_room(group)
                    self._send(group)
            self._look_again()
            there.record.flush()
            spared = self._spared()
            self._enter(spared)
            if last := [file for file in self._missing() if file.path == NAME]:
                self._claim.look()
                self._send(last)
            self._remove(set(spared))
        except KeyboardInterrupt:
            raise  # a server that may be silent is asked nothing more; the next run reads back what this one has sent
        except BaseException:
            self._write_down()
            raise
        self._write_down()
        self._saving.tidy()
        return Published(self._manifest.id, self._sent, self._bytes, self._gone)

    def _write_down(self) -> None:
        with suppress(MirrorError):  # what went wrong before is what the user has to know
            self._there.record.flush()

    def _announce(self) -> None:
        """Write down what will change before it does: of a run that is killed, nothing may stay as if foreign.

        Nor may what it has replaced be believed by what was known before: servers that tell times by the minute show
        no difference between the old bytes, the new ones, and the old ones again.
        """
        for file in self._missing():
            self._there.record.note(file.path, Entry(file.sha256, file.size, ""))
        self._there.record.flush()

    def _missing(self) -> list[File]:
        known, listing = self._there.known, self._there.listing
        return [
            file
            for file in self._manifest.everything()
            if file.path not in listing or known.get(file.path) != file.sha256
        ]

    def _make_room(self, group: list[File]) -> None:
        """A name that was a folder and shall be a file, or the other way: what was there goes first."""
        there = self._there
        wanted = {file.path for file in group}
        folders = {str(parent) for path in wanted for parent in PurePosixPath(path).parents}
        for path in sorted(there.ours):
            if path in folders or any(str(parent) in wanted for parent in PurePosixPath(path).parents):
                there.site.delete(path)
                there.record.note(path, None)
                there.listing.pop(path, None)
                self._gone += 1

    def _send(self, group: list[File]) -> None:
        """Send a group and read some of it back; if one of those is wrong, all are read and sent again once."""
        self._upload(group)
        step = max(1, len(group) // _SAMPLE)
        if not self._wrong(group[::step]):
            return
        wrong = self._wrong(group)
        self._upload(wrong)
        if still := self._wrong(wrong):
            for file in still:
                self._there.record.note(file.path, None)
            raise MirrorError(
                f"服务器收下了文件，读回来却不一样：{_list(still)}。可能是空间满了，或者主机会改动文件"
                "（自动压缩、插入代码、FTP 的文本方式），请找主机商关掉，再发布一次"
            )

    def _upload(self, files: list[File]) -> None:
        there = self._there

        def put(file: File) -> Seen:
            data = self._fetch(file)
            if hashlib.sha256(data).hexdigest() != file.sha256:
                raise MirrorError(f"要发布的文件和清单不一样：{file.path}。网站在发布时被改动了，请重新生成，再发布")
            seen = there.site.write(file.path, data, served(file.path))
            if seen.size != file.size:
                raise MirrorError(
                    f"{file.path} 有 {file.size} 字节，服务器上只有 {seen.size}：可能空间满了，腾出空间再发布一次"
                )
            return seen

        with closing(side_by_side(there.site, put, files)) as sent:
            for done, (file, seen) in enumerate(sent, 1):
                there.listing[file.path], there.known[file.path] = seen, file.sha256
                there.record.note(file.path, Entry(file.sha256, seen.size, seen.tag))
                self._sent, self._bytes = self._sent + 1, self._bytes + file.size
                there.console.progress("上传", done, len(files))
                self._note()

    def _note(self) -> None:
        """From time to time: we are alive, and this is how far we are."""
        self._claim.hold()
        if self._there.record.waiting >= _NOTES or time.monotonic() - self._noted >= _PAUSE:
            self._there.record.flush()
            self._noted = time.monotonic()

    def _wrong(self, files: Iterable[File]) -> list[File]:
        def read(file: File) -> bool:
            return hashlib.sha256(self._there.site.read(file.path, file.size) or b"").hexdigest() == file.sha256

        return [file for file, right in side_by_side(self._there.site, read, list(files)) if not right]

    def _look_again(self) -> None:
        """After many files: does the server still have them all? What it lost is sent once more."""
        if self._sent < _ALL_AGAIN:
            return
        there = self._there
        there.listing = {path: seen for path, seen in there.site.listing().items() if path in there.listing}
        there.known = there.record.known(there.listing)
        there.prove(self._manifest.files, self._judge, self._note)
        for group in stages([file for file in self._missing() if file.path != NAME], there.listing):
            self._send(group)

    def _spared(self) -> list[str]:
        """What pages load that somebody may have open: files of the release before, for as long as this one is seen."""
        there, story = self._there, self._there.undo.story
        before = there.live
        if before and before.id == self._manifest.id:
            again = bool(story.releases) and story.releases[0].id == before.id
            return story.spared if again and story.spared_of not in self._dead else []
        if before is None or before.id in self._dead:
            return []
        return [
            file.path
            for file in before.files
            if is_asset(file.path) and self._manifest.find(file.path) is None and file.path in there.listing
        ]

    def _enter(self, spared: list[str]) -> None:
        """Write into the story what readers will see in a moment."""
        story, own = self._there.undo.story, self._manifest.id
        before = self._there.live
        releases = [Left(own, self._manifest.commit), *self._saving.earlier]
        of = before.id if before and before.id != own else story.spared_of
        told = (releases, self._manifest.url, spared, of)
        if told == (story.releases, story.url, story.spared, story.spared_of):
            return
        story.releases, story.url, story.spared, story.spared_of = told
        self._there.undo.save()

    def _remove(self, spared: set[str]) -> None:
        """Remove what is ours and in no release that is seen; foreign files stay, and are named."""
        there = self._there
        wanted = {file.path for file in self._manifest.everything()}
        failed: list[tuple[str, MirrorError]] = []
        doomed = farewell(there.ours - wanted - spared)
        for done, path in enumerate(doomed, 1):
            self._claim.hold()
            if failed and is_asset(path):
                break  # pages that stay need what they load
            try:
                there.site.delete(path)
            except MirrorError as fault:
                failed.append((path, fault))
                continue
            there.record.note(path, None)
            there.listing.pop(path, None)
            self._gone += 1
            there.console.progress("删除旧文件", done, len(doomed))
        for path in there.record.paths - wanted - spared - set(there.listing):
            there.record.note(path, None)  # announced by a run that never came so far
        if failed:
            names = "、".join(path for path, _ in failed[:_NAMES])
            raise MirrorError(
                f"新版本已经发布，但有 {len(failed)} 个旧文件删不掉，读者凭旧网址还打得开：{names}（{failed[0][1]}）。"
                "请在主机的文件管理里删除，或者改好权限，再发布一次"
            )
        if others := sorted(path for path in there.listing if path not in wanted and path not in spared):
            there.console.say(
                f"服务器上另有 {len(others)} 个不是 jinguo 发布的文件，没有动：{'、'.join(others[:_NAMES])}"
            )
        if spared:
            there.console.say(
                f"上一版的 {len(spared)} 个图片、样式之类多留一版：读者可能还开着用到它们的网页，下一次发布再删"
            )


def _list(files: list[File]) -> str:
    names = "、".join(file.path for file in files[:_NAMES])
    return names if len(files) <= _NAMES else f"{names} 等 {len(files)} 个"
