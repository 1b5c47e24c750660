"""What the private side needs to know of the activities, as plain facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.records.kinds import took_place
from generator.records.sheets import SERVICE_SHEET


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """One report of the register, whatever its status."""

    address: str
    """Folder below ``activities/``, such as ``2026/0305-xinhua-leifeng``."""
    title: str
    first: date
    last: date
    """The same as ``first`` for an activity of one day."""
    place: str
    teams: tuple[str, ...]
    """Addresses as in ``TeamFacts``; the first one is the organiser."""
    brand: str
    categories: tuple[str, ...] = ()
    volunteers: int | None = None
    """As declared in the report."""
    hours: float | None = None
    """As declared in the report, of all volunteers together."""
    served: int | None = None
    status: str = "selected"
    kind: str = "report"
    """``report``, ``practice`` or ``notice``, as in the record."""
    uninsured: bool = False
    """People could come to harm, and nothing says that they were insured."""

    @property
    def counts(self) -> bool:
        """Whether it is an activity that took place: what tables, years and stars count."""
        return took_place(self.kind, self.status)

    @property
    def sheet(self) -> str:
        """POSIX path of its service sheet, relative to the register's root."""
        return f"activities/{self.address}/{SERVICE_SHEET}"

    @property
    def days(self) -> int:
        """Calendar days from the first to the last."""
        return (self.last - self.first).days + 1
