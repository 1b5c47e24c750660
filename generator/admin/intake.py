"""Photographs that the form hands over: clean masters, before anything of them can enter git."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.photos.batch import Given, shown
from generator.photos.decode import decode
from generator.photos.formats import DAMAGED, Unreadable, recognise
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
    made: set[str] = field(default_factory=set)
    """Digests of what has been through here already: the page sends it again with every save."""

    def master(self, name: str, data: bytes) -> tuple[bytes, list[str]]:
        """The clean JPEG of a photograph, and what is odd about it.

        Raises:
            PhotoRefusedError: it cannot be read, or not be proven clean.
        """
        if len(data) > HEAVIEST:
            raise PhotoRefusedError(f"{shown(name)}：照片超过 {HEAVIEST // 1024 // 1024} MB，请先缩小再放入")
        if digest(data) in self.made:
            return data, []
        with tempfile.TemporaryDirectory(prefix="jinguo-") as folder:
            place = Path(folder) / "in"
            place.write_bytes(data)
            taken, refused = take([Given(place, shown(name))], Path(folder))
            if refused or not taken:
                reason = refused[0].reason if refused else "读不出来"
                raise PhotoRefusedError(f"{shown(name)}：{reason}")
            made = taken[0].path.read_bytes()
        if not is_whole(data):
            raise PhotoRefusedError(f"{shown(name)}：{DAMAGED}")
        if is_master(data, taken[0]):
            made = data  # once more through the encoder would only cost sharpness
        if findings(made):
            raise PhotoRefusedError(f"{shown(name)}：处理后仍有拍摄信息，没有采用")
        self.made.add(digest(made))
        if taken[0].claims.ai:
            self.generated.add(digest(made))
        return made, list(_odd(taken[0]))

    def is_generated(self, data: bytes) -> bool:
        """Whether the file that became this master said that a machine had made it."""
        return digest(data) in self.generated


def is_master(data: bytes, taken: Taken) -> bool:
    """Whether a photograph that could be decoded whole is a master already: pixels only, small and light enough."""
    if recognise(data) != "JPEG" or len(data) > MASTER.heaviest or findings(data):
        return False
    seen = decode(data, MASTER.longest)  # ``take`` has done so in a process of its own: it does no harm
    return (seen.width, seen.height) == (taken.width, taken.height)


_FILLING = b"\x55" * 4096


def is_whole(data: bytes) -> bool:
    """Whether all rows of a JPEG are there: decoders paint grey what somebody has cut off before an end mark.

    More bytes before the mark change nothing where all is there, and are painted where something lacks. What comes
    in several passes cannot be told so; it is coarser at worst, and the person sees it.
    """
    end = data.rfind(b"\xff\xd9")
    if recognise(data) != "JPEG" or end != len(data) - 2 or b"\xff\xc2" in data:
        return True
    try:
        more = decode(data[:end] + _FILLING + data[end:], MASTER.longest)
    except Unreadable:
        return False
    return decode(data, MASTER.longest).image.tobytes() == more.image.tobytes()


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
