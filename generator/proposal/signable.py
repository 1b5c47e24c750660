"""What of a proposal must be signed, and whose it is: before the proposal, and after it.

A record is not whose it says in the proposal that it is: it stays with those to whom it belonged as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.proposal.pair import FEDERATION, Pair
from generator.records.library import TOP, Entry, Library

STORY = ("编辑", "审核", "签发")
TEAM = ("审核", "签发")
_ROLES = {"activities": STORY, "volunteers": STORY, "projects": STORY, "communities": STORY, "teams": TEAM,
          "honours": TEAM, "brands": TEAM, "pages": TEAM}  # fmt: skip
_KEPT = frozenset({FEDERATION, "teams/consents.yml", "teams/consents.sealed", "teams/retired.yml"})
_READERS = "recipients.txt"
"""Who may open sealed sheets."""


@dataclass(frozen=True, slots=True)
class Signable:
    """One record, or a file of the federation that is no record."""

    kind: str
    path: str
    entry: Entry[Any] | None
    """None for a file that is no record."""
    before: tuple[str, ...]
    """Codes of the divisions to which it belonged; empty where it is new."""
    after: tuple[str, ...]
    """The same as proposed; empty where it goes."""
    roles: tuple[str, ...]
    goes: bool = False
    """Whether readers saw it and will not any more."""

    @property
    def places(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(dict.fromkeys((*self.before, *self.after)))


def signable(pair: Pair, *, waiting: bool = False) -> list[Signable]:
    """Everything that must be signed, and with ``waiting`` also the records that readers will not see yet."""
    going = {(each.kind, each.path): each for each in _going(pair)}
    found = []
    for touched in pair.touched:
        unseen = getattr(touched.entry.fields, "status", "") in {"draft", "submitted"}
        if touched.kind in _ROLES and (touched.kind, touched.entry.path) not in going and (waiting or not unseen):
            found.append(_record(pair, touched.kind, touched.old, touched.entry))
    files = sorted(path for path in pair.texts if path in _KEPT or path.rpartition("/")[2] == _READERS)
    own = [Signable("", path, None, whole(pair), whole(pair), TEAM) for path in files]
    gone = _gone(pair) if waiting else ()
    return [*own, *found, *going.values(), *(each for each in gone if (each.kind, each.path) not in going)]


def whole(pair: Pair) -> tuple[str, ...]:
    """The federation itself, as a place; empty where nothing says which."""
    for library in (pair.ruling, pair.head.library):
        if library.federation is not None:
            return (library.federation.fields.code,)
    return ()


def _going(pair: Pair) -> Iterator[Signable]:
    """Records that readers saw and will not see any more: taken away, made drafts again, or without consent."""
    head = pair.head
    for kind, usual in _ROLES.items():
        after = getattr(head.library, kind)
        shown = after if head.shown is None else head.public(kind)
        for address, entry in pair.base.public(kind).items():
            written = after.get(address)
            back = head.shown is None and getattr(getattr(written, "fields", None), "status", "") in _UNSEEN
            if (address in shown and not back) or (kind, address) in head.library.broken:
                continue
            # Whatever else made it vanish is signed for as well, and withdrawals shall not wait for an editor.
            roles = usual if written is None or entry.path in pair.texts else TEAM
            yield replace(_record(pair, kind, entry, written, roles), goes=True)


_UNSEEN = frozenset({"draft", "submitted"})


def _gone(pair: Pair) -> Iterator[Signable]:
    """Records that nobody saw and that are there no more."""
    for kind in _ROLES:
        after = getattr(pair.head.library, kind)
        for address, entry in getattr(pair.base.library, kind).items():
            if address not in after and (kind, address) not in pair.head.library.broken:
                yield _record(pair, kind, entry, None)


def _record(
    pair: Pair, kind: str, old: Entry[Any] | None, now: Entry[Any] | None, roles: tuple[str, ...] = ()
) -> Signable:
    before = _places(pair, pair.base.library, kind, old) if old else ()
    after = _places(pair, pair.head.library, kind, now) if now else ()
    entry = now or old
    return Signable(kind, entry.path if entry else "", entry, before, after, roles or _ROLES[kind])


def _places(pair: Pair, library: Library, kind: str, entry: Entry[Any]) -> tuple[str, ...]:
    """Divisions of all teams of a record; the whole federation where it names none."""
    fields = entry.fields
    if kind == "teams":
        above = entry.address.rpartition("/")[0]
        found = [*_of_team(pair, entry), *(_of_named(pair, library, above) if above else ())]
        found += [fields.division] if entry.address != TOP else []
    else:
        written = getattr(fields, "teams", ()) or ((fields.team,) if kind == "volunteers" else ())
        found = [place for name in written for place in _of_named(pair, library, name)]
        found += [fields.division] if kind == "communities" else []
    return tuple(dict.fromkeys(found)) or whole(pair)


def _of_named(pair: Pair, library: Library, name: str) -> tuple[str, ...]:
    team = library.team(name)
    return _of_team(pair, team) if team else ()


def _of_team(pair: Pair, team: Entry[Any]) -> tuple[str, ...]:
    """As the team stands where the proposal wants to go, and before it; what is proposed counts for a new team only.

    The proposal's own change of a team's division is among the places of that team's record.
    """
    if team.address == TOP:
        return whole(pair)
    standing = [library.teams[team.address] for library in (pair.ruling, pair.base.library)
                if team.address in library.teams]  # fmt: skip
    return tuple(dict.fromkeys(each.fields.division for each in standing)) or (team.fields.division,)
