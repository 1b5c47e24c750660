"""Publishing to plain hosting: a server that offers files and nothing else, no links, no programs of its own.

There is no moment at which a whole release can take the place of another, but each file can. Files go in an order in
which every page that a reader opens is old or new, whole, and everything that it loads and links to is there
(``order``). What lies on the server is told by the server (``there``, ``record``), earlier releases are kept beside the
site on the server itself (``saving``, ``undo``), so that any machine can publish and go back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

from generator.console import Console, Recorded
from generator.faults import words_of
from generator.mirrors.parts import Kept, MirrorError, Plan, Published, Release
from generator.mirrors.plain.lease import PATIENCE, Claim, claimed
from generator.mirrors.plain.notes import SIGN, SIGN_BYTES
from generator.mirrors.plain.packing import Packing
from generator.mirrors.plain.remote import Fetch, There
from generator.mirrors.plain.store import Store
from generator.mirrors.plain.upload import Bringing
from generator.publish.manifest import NAME, File, Manifest

_SHORT = 12
Exposed = Callable[[str, bytes], bool]


class PlainMirror:
    """One target of plain files.

    Args:
        site: the folder that readers see.
        state: the folder for our own notes.
        keep: how many earlier releases are kept.
        console: where long work reports to.
        patience: seconds without a sign of life after which another machine's run counts as dead.
        exposed: whether everybody can read a file of our notes, told by its path and its bytes.
    """

    def __init__(
        self,
        site: Store,
        state: Store,
        keep: int,
        console: Console | None = None,
        patience: float = PATIENCE,
        exposed: Exposed = lambda _path, _data: False,
    ) -> None:
        self._site, self._state, self._keep, self._exposed = site, state, keep, exposed
        self._console: Console = Recorded() if console is None else console
        self._patience = patience

    def kept(self) -> list[Kept]:
        """The live release first, then the others, the newest first."""
        there = self._look()
        live = [Kept(there.live.id, there.live.commit, live=True)] if there.live else []
        ids = {each.id for each in live}
        others = [each for each in there.undo.story.releases if each.id not in ids and there.undo.complete(each.id)]
        proven = [there.undo.manifest(each.id) for each in others[: self._keep]]  # ids prove commits, our notes do not
        return live + [Kept(each.id, each.commit, live=False) for each in proven if each]

    def plan(self, release: Release) -> Plan:
        """Look only; files that nobody knows are read back."""
        there = self._look()
        wanted = release.manifest.everything()
        there.prove(wanted, _fetch(release.folder, release.manifest))
        changed = [file for file in wanted if file.path in there.listing and there.known.get(file.path) != file.sha256]
        added = [file for file in wanted if file.path not in there.listing]
        paths = {file.path for file in wanted}
        spared = set(there.undo.story.spared)  # these were told of when they were spared
        return Plan(
            there.live.id if there.live and there.whole else "",
            tuple(added),
            tuple(changed),
            tuple(sorted(there.ours - paths - spared)),
            len(there.ours),
            sum(file.size for file in (*added, *changed)),
        )

    def publish(self, release: Release, dead: Collection[str] = ()) -> Published:
        """Replace file by file; an interrupted run is taken up where it stopped, by whomever."""
        with claimed(self._state, self._console, self._patience) as claim:
            there = self._look()
            there.admit()
            fetch = _fetch(release.folder, release.manifest)
            run = Bringing(there, claim, release.manifest, fetch, keep=self._keep_here(there), dead=dead)
            return run.run()

    def rollback(self, release_id: str, dead: Collection[str] = ()) -> Published:
        """Bring back an earlier release from what the server itself holds."""
        if release_id in dead:
            raise MirrorError(
                f"版本 {release_id[:_SHORT]} 不能退回：里面有人的同意已经撤回或到期，或者查不到它是哪次提交生成的"
            )
        with claimed(self._state, self._console, self._patience) as claim, tempfile.TemporaryDirectory() as folder:
            there = self._look()
            live = there.live if there.live and there.live.id == release_id else None
            manifest = live or there.undo.manifest(release_id)
            if manifest is None:
                raise MirrorError(f"服务器上没有留着版本 {release_id[:_SHORT]}，退不回去；先看看留着哪些版本")
            there.prove(manifest.everything())
            keep = self._keep_here(there)
            self._gather(there, claim, manifest, Path(folder))
            fetch = _fetch(Path(folder), manifest, by_digest=True)
            run = Bringing(there, claim, manifest, fetch, at_hand=False, keep=keep, dead=dead)
            return run.run()

    def close(self) -> None:
        """Let go of both connections."""
        self._site.close()
        self._state.close()

    def _look(self) -> There:
        there = There(self._site, self._state, self._console)
        for store in (self._site, self._state):
            while store.notes:
                self._console.warn(store.notes.pop(0))
        return there

    def _keep_here(self, there: There) -> int:
        """How many earlier releases may be kept: none where readers could fetch from them what has been taken away."""
        there.notes.shut()
        if self._keep and self._exposed(SIGN, SIGN_BYTES):
            self._console.warn(
                "放发布记录的文件夹，外人在网上打得开：里面不留旧版本，以前留的这次删掉，以后退不回去。"
                "请在 publish.yml 里写 state，换到网站空间以外，或者让主机商禁止访问那个文件夹，再发布一次"
            )
            return 0
        return self._keep

    def _gather(self, there: There, claim: Claim, manifest: Manifest, folder: Path) -> None:
        """Bring here what has to be sent; what lies only on the site, under another path, is packed before it goes."""
        undo = there.undo
        missing = {file.sha256: file for file in manifest.files if there.known.get(file.path) != file.sha256}
        owners = sorted(undo.owners())
        held = undo.held(owners)
        only = [file for digest, file in missing.items() if digest not in held]
        Packing(there, claim.hold).pack(manifest.id, only)
        for digest, data in undo.fetch(missing, [*owners, manifest.id]):
            try:
                (folder / digest).write_bytes(data)
            except OSError as fault:
                raise MirrorError(f"旧版本在本机放不下：{words_of(fault)}。网站没有动；改好以后再退一次") from None
            missing.pop(digest)
        if missing:
            names = "、".join(sorted(file.path for file in missing.values())[:5])
            raise MirrorError(
                f"退不回版本 {manifest.id[:_SHORT]}：服务器上缺它的 {len(missing)} 个文件（{names}）。"
                "网站没有动；请换一个版本，或者用 git 回到那次提交，重新生成、发布"
            )


def _fetch(folder: Path, manifest: Manifest, *, by_digest: bool = False) -> Fetch:
    def fetch(file: File) -> bytes:
        if file.path == NAME:
            return manifest.text.encode()
        try:
            return (folder / (file.sha256 if by_digest else file.path)).read_bytes()
        except OSError as fault:
            raise MirrorError(f"要发布的文件读不出来：{file.path}（{words_of(fault)}）。请重新生成，再发布") from None

    return fetch
