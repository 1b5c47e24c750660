"""Whose a row is: proven by all that was ever sealed of it, never by what its newest line claims.

Anybody can seal a line, and so can anybody seal one that names another team. A rotation that believed it would hand
the whole row, names and all, to that team. So a service record stays with the team that every line of it names, as far
as the marks of its lines allow; where they disagree it gets no reader whom the top team does not have anyway. The
organiser of a report is in an open file that anybody can change, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.problems import ContentError
from generator.records.reader_marks import reader_mark
from generator.sealed.readers import Readers
from generator.sealed.sheets import Version

TOP = "teams"
"""Folder whose readers may read everything: nobody learns anything when a row is sealed to them alone."""
_TWO = "先后写了不同的队伍"
_NONE = "写的队伍登记册里没有"
_OTHER = "写的队伍和原来的收件人对不上"


@dataclass(frozen=True, slots=True)
class Placed:
    """To whose readers a row is to be sealed."""

    folder: str
    before: str = ""
    """A folder that is neither this one nor above it, whose readers may read the row until now."""
    doubt: str = ""
    """Why it goes to the top team alone; empty where its place is proven."""


@dataclass
class Placing:
    """Places of rows; the lists of recipients are read once."""

    readers: Readers
    _marks: dict[str, set[str]] = field(default_factory=dict)
    """Mark → folders with just these readers."""

    def __post_init__(self) -> None:
        """Folders without a list of their own have the readers of one above them, and bear its mark."""
        root = self.readers.root
        folders = {TOP, *(team.folder for team in self.readers.teams)}
        for folder in sorted(each for each in folders if (root / each / "recipients.txt").is_file()):
            try:
                self._marks.setdefault(reader_mark(self.readers.keys(folder)), set()).add(folder)
            except (ContentError, ValueError):
                continue  # told where something is to be sealed to it

    def of(self, sheet: str, versions: Sequence[Version], *, moved: bool = False) -> Placed:
        """The place of one row, by all its lines that opened.

        Args:
            sheet: its path.
            versions: the lines.
            moved: it follows a folder of which somebody with a key says that it was renamed.
        """
        if not sheet.startswith("activities/"):
            folder = sheet.rpartition("/")[0]
            return Placed(folder, self._elsewhere(versions, folder))
        named = {self._folder_and_name(version) for version in versions if not version.part or "team" in version.values}
        if len(named) != 1:
            return Placed(TOP, doubt=_TWO if named else _NONE)
        [(folder, _)] = named
        if not folder:
            return Placed(TOP, doubt=_NONE)
        before = self._elsewhere(versions, folder)
        return Placed(TOP, before, _OTHER) if before and not moved else Placed(folder, before)

    def known(self, versions: Sequence[Version]) -> bool:
        """Whether all lines are sealed to readers of some team of now: then the row can stay as it is."""
        return all(version.readers in self._marks for version in versions)

    def _folder_and_name(self, version: Version) -> tuple[str, str]:
        """The team that a line names: its folder, or what it says where there is none."""
        name = version.values.get("team", "")
        text = name.strip() if isinstance(name, str) else ""
        folder = self.readers.folder(text)
        return folder, "" if folder else text

    def _elsewhere(self, versions: Sequence[Version], folder: str) -> str:
        """Another team's folder, when the whole lines are sealed to its readers and to nobody's above ``folder``."""
        whole = [version for version in versions if not version.part] or versions
        strange = ""
        for version in whole:
            found = self._marks.get(version.readers, set())
            if not found or any(f"{folder}/".startswith(f"{each}/") for each in found):
                return ""
            strange = min(found)
        return strange
