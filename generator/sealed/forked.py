"""Whether two people were registered under one number: nobody can tell which of them it belongs to."""

from __future__ import annotations

from generator.sealed.sheets import OpenedRow, Value

_NAME = "name"
_PROOFS = ("born", "id_number")


def forked(row: OpenedRow) -> tuple[str, ...]:
    """Keys on which two whole registrations under one number contradict each other; none where it is one person.

    Whoever corrects a misspelt name leaves birthday and id number alone, and whoever corrects those leaves the name:
    only where the name differs and one of the others too, it is somebody else.
    """
    whole = [version.values for version in row.versions if not version.part]
    differing = [key for key in (_NAME, *_PROOFS) if len({_sign(each.get(key, "")) for each in whole} - {""}) > 1]
    return tuple(differing) if _NAME in differing and len(differing) > 1 else ()


def _sign(value: Value) -> str:
    return "、".join(value) if isinstance(value, list) else str(value).strip()
