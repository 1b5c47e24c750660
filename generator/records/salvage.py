"""A record with a bad field is still held against all rules: one slip must not hide the others of its file."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.records import kinds
from generator.records.federation import Federation
from generator.records.fields import Fields
from generator.records.source import Document
from generator.records.wording import without_empty

F = TypeVar("F", bound=Fields)

_NOTHING = "（读不出来）"
_STAND_INS: dict[str, Any] = {
    "title": _NOTHING, "name": _NOTHING, "headline": _NOTHING, "summary": _NOTHING, "unit": _NOTHING,
    "level": _NOTHING, "brand": _NOTHING, "team": _NOTHING, "consent": _NOTHING, "township": _NOTHING,
    "teams": [_NOTHING], "categories": [_NOTHING], "service_times": [_NOTHING], "date": "2000-01-01",
    "founded": "2000-01", "since": "2000-01", "size": "0", "division": "000000", "status": "draft",
    "kind": "妇女之家", "place": {"township": _NOTHING}, "credits": {"source": _NOTHING},
}  # fmt: skip
"""What takes the place of a required key that could not be read; no rule speaks of it."""
_HANGS_ON = {
    "teams": {"place"}, "unit": {"name"}, "level": {"name", "unit", "size", "township"}, "division": {"township"},
}  # fmt: skip
"""Keys that rules weigh against another key: without that one they cannot be weighed either."""
_KINDS = (Federation, kinds.Team, kinds.Activity, kinds.Project, kinds.Volunteer, kinds.Community)


def salvaged(document: Document, model: type[F]) -> tuple[F, Document] | None:
    """The fields of a record without those that could not be read, or None where too little is left.

    The document that comes with them keeps silent about the keys that hold stand-ins: what is wrong there has
    been said.
    """
    given = without_empty(document.values, model)
    if model not in _KINDS or not isinstance(given, dict):
        return None
    try:
        return model.model_validate(given), document
    except ValidationError as error:
        details = error.errors(include_url=False)
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    places = [detail["loc"] for detail in details if detail["type"] != "extra_forbidden"]
    if not all(places) or (places and model is Federation):
        return None  # without one of its lists, every word that stands there would seem unknown
    for place in unknown:
        _remove(given, place)
    bad = {str(place[0]) for place in places}
    kept = {key: value for key, value in given.items() if key not in bad}
    for name, info in model.model_fields.items():
        key = info.alias or name
        if info.is_required() and key not in kept:
            kept[key] = _STAND_INS.get(key)
    try:
        fields = model.model_validate(kept)
    except ValidationError:
        return None
    silent = bad.union(*(_HANGS_ON.get(key, set()) for key in bad))
    return fields, dataclasses.replace(document, silent=frozenset(silent))


def _remove(values: Any, place: tuple[str | int, ...]) -> None:
    """Take an unknown key out of nested values that are ours to change."""
    for part in place[:-1]:
        values = values[part]
    values.pop(place[-1], None)
