"""What has been made of which photo: named by content, written beside and renamed, believed only if intact.

Layout under the root, safe to delete and safe to restore elsewhere::

    entries/<key>.json    one master under one set of options: its size, hint and outputs, or why it was refused;
                          ``<recipe>.<digest of the master>``, of crops with their focus behind it
    files/<sha256>.webp   outputs, named by their own bytes
    generations/<n>.json  the keys that one of the last builds needed, see ``generations``
    unfinished/           files being written; a killed build leaves some here, where nobody reads them
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.photos import colour
from generator.photos.placeholder import LONGEST, SHAPE

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.photos.render import Rendered
    from generator.photos.sizes import Focus, Kind, Options, Shape

IN_REGISTER = Path(".cache/photos")
"""Where a register keeps its cache, relative to its root; safe to delete, safe to restore on another machine."""
_KINDS: dict[str, Kind] = {"webp": "webp", "avif": "avif", "jpeg": "jpeg"}
_ENDINGS: dict[Kind, str] = {"webp": "webp", "avif": "avif", "jpeg": "jpg"}
_SHAPES: dict[str, Shape] = {"whole": "whole", "card": "card", "square": "square", "banner": "banner"}
_OUTPUT_NAME = re.compile(r"[0-9a-f]{64}\.(webp|avif|jpg)")
_RECIPE = 16
"""Letters at the front of a key that say by which options and programs it was made."""
_KEY = re.compile(r"[0-9a-f]{16}\.([0-9a-f]{64})(?:-|$)")
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Output:
    """One web file in the cache."""

    kind: Kind
    width: int
    height: int
    name: str
    """SHA-256 of the bytes, and an ending."""
    size: int
    """Bytes."""
    shape: Shape = "whole"


@dataclass(frozen=True, slots=True)
class Kept:
    """A photo that can be decoded; without outputs as long as it was only looked at."""

    width: int
    height: int
    outputs: tuple[Output, ...] = ()
    placeholder: str = ""
    """Data address of a blurred hint."""
    reveals: tuple[str, ...] = ()
    """What the master itself holds beyond pixels, in Chinese; empty where it is clean."""
    colour: str = ""
    """The mean of all pixels."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A photo that cannot be used, and the Chinese sentence that says why."""

    reason: str


Entry = Kept | Refused


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder, usually ``.cache/photos`` in the register."""

    root: Path

    def path(self, output: Output) -> Path:
        """Where the bytes of an output lie."""
        return self.root / "files" / output.name

    def recall(self, key: str) -> Entry | None:
        """What was noted under a key, outputs unchecked; a note that cannot be read is as good as none."""
        try:
            return _entry(json.loads(self._note(key).read_bytes()))
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def find(self, key: str) -> Entry | None:
        """Like ``recall``, but only with all outputs present and byte for byte what was written."""
        entry = self.recall(key)
        if isinstance(entry, Kept) and not (entry.outputs and all(map(self._intact, entry.outputs))):
            return None
        return entry

    def keep(self, key: str, rendered: Rendered) -> Kept:
        """Store all outputs of a photo, then, when they are in place, the note that vouches for them."""
        outputs = []
        for file in rendered.files:
            name = f"{hashlib.sha256(file.data).hexdigest()}.{_ENDINGS[file.kind]}"
            output = Output(file.kind, file.width, file.height, name, len(file.data), file.shape)
            if not self._intact(output):
                self.place(self.path(output), file.data)
            outputs.append(output)
        hints = (rendered.placeholder, rendered.reveals, rendered.colour)
        entry = Kept(rendered.width, rendered.height, tuple(outputs), *hints)
        self.note(key, entry)
        return entry

    def note(self, key: str, entry: Entry) -> None:
        """Remember an entry whose outputs, if any, are in place."""
        text = json.dumps(asdict(entry), ensure_ascii=False, indent=1, sort_keys=True)
        self.place(self._note(key), text.encode())

    def prune(self, keep: Collection[str]) -> int:
        """Remove what builds with these keys do not need; says how many notes and files went.

        A note without outputs, of a check, is small and stays as long as its options are in use. While a key has no
        outputs, a build is at work on them, so no file is removed.
        """
        removed = 0
        wanted: set[str] = set()
        missing = set(keep)
        recipes = {key[:_RECIPE] for key in keep}
        for note in self._listed("entries"):
            entry = self.recall(note.stem)
            outputs = entry.outputs if isinstance(entry, Kept) else ()
            if entry is not None and (note.stem in keep or (not outputs and note.stem[:_RECIPE] in recipes)):
                wanted.update(output.name for output in outputs)
                if isinstance(entry, Refused):  # nor will there ever be crops
                    missing = {key for key in missing if not key.startswith(note.stem)}
                elif outputs:
                    missing.discard(note.stem)
            else:
                note.unlink(missing_ok=True)
                removed += 1
        unnamed = [] if missing else [path for path in self._listed("files") if path.name not in wanted]
        for path in unnamed + ([] if missing else self._listed("unfinished")):
            path.unlink(missing_ok=True)
            removed += 1
        return removed

    def forget(self, masters: Collection[str]) -> None:
        """Remove all notes of these masters and the files that they alone name: pictures never to be served again.

        By whatever options, programs and focus they were made, also those of builds long ago. Whatever else lies
        there may belong to a build at work.
        """
        gone: set[str] = set()
        for note in self._listed("entries"):
            if (master := _master(note.stem)) in masters or not master:
                gone |= self._outputs(note)
                note.unlink(missing_ok=True)
        for note in self._listed("entries") if gone else ():
            gone -= self._outputs(note)
        for name in gone:
            (self.root / "files" / name).unlink(missing_ok=True)

    def _outputs(self, note: Path) -> set[str]:
        """Names of the files that a note vouches for."""
        entry = self.recall(note.stem)
        return {output.name for output in entry.outputs} if isinstance(entry, Kept) else set()

    def _note(self, key: str) -> Path:
        return self.root / "entries" / f"{key}.json"

    def _listed(self, folder: str) -> list[Path]:
        return sorted((self.root / folder).glob("*"))

    def _intact(self, output: Output) -> bool:
        try:
            data = self.path(output).read_bytes()
        except OSError:
            return False
        return len(data) == output.size and hashlib.sha256(data).hexdigest() == output.name[:64]

    def place(self, target: Path, data: bytes) -> None:
        """Write under a name of its own, then rename, so that the target is always whole or absent."""
        unfinished = self.root / "unfinished"
        for attempt in range(_ATTEMPTS):
            unfinished.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=unfinished)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            try:
                Path(name).replace(target)
            except FileNotFoundError:  # another build pruned it away under our hands
                if attempt == _ATTEMPTS - 1:
                    raise
            else:
                return


def key(master: str, options: Options, focus: Focus | None = None) -> str:
    """Where the fate of one master under one set of options is noted; with a focus, that of its crops."""
    made = options.digest()
    place = f"{made[:_RECIPE]}.{master}"
    return place if focus is None else f"{place}-{focus[0]:.4f}-{focus[1]:.4f}"


def _master(key: str) -> str:
    """The master that a key speaks of; empty where an older program wrote it, which nobody reads any more."""
    found = _KEY.match(key)
    return found[1] if found else ""


def _entry(noted: dict[str, Any]) -> Entry:
    """Read a note strictly: anything unexpected raises, and the photo is made again."""
    if "reason" in noted:
        return Refused(_text(noted["reason"]))
    outputs = tuple(_output(output) for output in noted["outputs"])
    reveals = tuple(_text(each) for each in noted["reveals"])
    hints = (_hint(noted["placeholder"]), reveals, _colour(noted["colour"]))
    return Kept(_count(noted["width"]), _count(noted["height"]), outputs, *hints)


def _output(noted: dict[str, Any]) -> Output:
    kind, shape = _KINDS[noted["kind"]], _SHAPES[noted["shape"]]
    name = _text(noted["name"])
    if not _OUTPUT_NAME.fullmatch(name) or not name.endswith(f".{_ENDINGS[kind]}"):
        raise ValueError(name)
    return Output(kind, _count(noted["width"]), _count(noted["height"]), name, _count(noted["size"]), shape)


def _hint(value: object) -> str:
    """It goes into pages as it is, so nothing else may stand in its place."""
    if not isinstance(value, str) or (value and not (SHAPE.fullmatch(value) and len(value) <= LONGEST)):
        raise ValueError(value)
    return value


def _colour(value: object) -> str:
    """The same holds for a colour."""
    if not isinstance(value, str) or (value and not colour.SHAPE.fullmatch(value)):
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(value)
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise TypeError(value)
    return value
