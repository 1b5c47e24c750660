"""Pictures of a story → clean masters of the report in reading order; what is refused is kept, with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.console import Console
from generator.intake.body_captions import Caption, picture_order
from generator.intake.delivered import Kept, Piece
from generator.photos.batch import Given, shown
from generator.photos.intake import Sorted, compared, take
from generator.records.stubs import ALT_STUB


@dataclass(frozen=True, slots=True)
class Sent(Given):
    """A picture whose bytes are at hand and on no disk."""

    data: bytes = field(default=b"", repr=False)

    def read(self) -> bytes:
        """Its bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class Photos:
    """What became of the pictures of one story."""

    files: dict[str, bytes]
    """File name → master."""
    entries: tuple[dict[str, object], ...]
    """What ``photos`` says of each."""
    kept: tuple[Kept, ...]
    told: tuple[str, ...]
    """Chinese, a line for each that is odd."""


def photos_of(piece: Piece, said: dict[int, Caption], folder: Path, console: Console) -> Photos:
    """Take in the pictures of a piece; ``folder`` is for unfinished work, and only clean masters are written there."""
    order = picture_order(piece)
    names = {f"{place:04}": number for place, number in enumerate(order)}
    given = [Sent(Path(), name, None, piece.pictures[number].data) for name, number in names.items()]
    taken, refused = take(given, folder, console)
    kept = [
        Kept(f"{piece.name} › {shown(piece.pictures[names[each.name]].name)}", piece.pictures[names[each.name]].data,
             f"这张图片放不进来：{each.reason}")
        for each in refused
    ]  # fmt: skip
    listed = compared(sorted(taken, key=lambda each: each.name), [])
    files: dict[str, bytes] = {}
    entries: list[dict[str, object]] = []
    told: list[str] = []
    for each in listed:
        number = names[each.taken.name]
        title = shown(piece.pictures[number].name)
        if each.same is not None:
            told.append(f"图片 {title} 和前面一张是同一张，没有再放")
            continue
        name = f"{len(files) + 1:02}.jpg"
        files[name] = each.taken.path.read_bytes()
        entries.append(_entry(name, each, said.get(number)))
        told += _odd(name, title, each)
    return Photos(files, tuple(entries), tuple(kept), tuple(told))


def _entry(name: str, each: Sorted, caption: Caption | None) -> dict[str, object]:
    entry: dict[str, object] = {"file": name, "alt": ALT_STUB}
    if caption is not None:
        entry["caption"] = caption.text
        if caption.credit:
            entry["credit"] = caption.credit
    if each.taken.claims.ai:
        entry["ai"] = True
    return entry


def _odd(name: str, title: str, each: Sorted) -> Sequence[str]:
    taken = each.taken
    faults = [word for word, odd in (("有点糊", taken.blurred), ("偏暗", taken.dark),
                                     (f"偏小（{taken.width}×{taken.height}）", taken.small)) if odd]  # fmt: skip
    faults += ["和前面一张很像"] if each.near is not None else []
    return [f"{name} ← {title}：{'，'.join(faults)}"] if faults else []
