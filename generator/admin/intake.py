"""Photographs that the form hands over: clean masters, before anything of them can enter git."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.photos.batch import Given, shown
from generator.photos.formats import Unreadable, recognise
from generator.photos.intake import Taken, take
from generator.photos.master import MASTER
from generator.photos.masters import HEAVIEST, digest
from generator.photos.metadata import findings


class PhotoRefusedError(Exception):
    """Why a photograph is not taken, in Chinese."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(slots=True)
class Darkroom:
    """Makes masters, and remembers what their files said before that was gone."""

    generated: set[str] = field(default_factory=set)
    """Digests of masters whose files said that a machine had made them."""

    def master(self, name: str, data: bytes) -> tuple[bytes, list[str]]:
        """The clean JPEG of a photograph, and what is odd about it.

        Raises:
            PhotoRefusedError: it cannot be read, or not be proven clean.
        """
        if len(data) > HEAVIEST:
            raise PhotoRefusedError(f"{shown(name)}：照片超过 {HEAVIEST // 1024 // 1024} MB，请先缩小再放入")
        if is_clean(data):
            return data, []
        with tempfile.TemporaryDirectory(prefix="jinguo-") as folder:
            place = Path(folder) / "in"
            place.write_bytes(data)
            taken, refused = take([Given(place, shown(name))], Path(folder))
            if refused or not taken:
                reason = refused[0].reason if refused else "读不出来"
                raise PhotoRefusedError(f"{shown(name)}：{reason}")
            made = taken[0].path.read_bytes()
        if findings(made):
            raise PhotoRefusedError(f"{shown(name)}：处理后仍有拍摄信息，没有采用")
        if taken[0].claims.ai:
            self.generated.add(digest(made))
        return made, list(_odd(taken[0]))

    def is_generated(self, data: bytes) -> bool:
        """Whether the file that became this master said that a machine had made it."""
        return digest(data) in self.generated


def is_clean(data: bytes) -> bool:
    """Whether these are the bytes of a master already: a JPEG of pixels only, light enough."""
    try:
        kind = recognise(data)
    except Unreadable:
        return False
    return kind == "JPEG" and len(data) <= MASTER.heaviest and not findings(data)


def _odd(taken: Taken) -> Iterable[str]:
    if taken.blurred:
        yield "有点糊"
    if taken.dark:
        yield "偏暗"
    if taken.small:
        yield f"偏小（{taken.width}×{taken.height}）"
    if taken.claims.ai:
        yield "自带人工智能生成的标识"


def numbered(wanted: Iterable[str], there: Mapping[str, bytes]) -> dict[str, str]:
    """Names as the form has them → ``01.jpg``, ``02.jpg`` …; what lies there keeps its name."""
    names: dict[str, str] = {}
    taken = {PurePosixPath(name).stem for name in there}
    number = 0
    for each in wanted:
        if each in there or each in names:
            continue
        while f"{(number := number + 1):02}" in taken:
            pass
        names[each] = f"{number:02}.jpg"
    return names
