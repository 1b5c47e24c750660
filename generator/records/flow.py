"""Values within braces that a half-width comma has cut: ``{alt: 老师在讲, 大家在听, caption: …}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.records.marks import KeyPath, unpack
from generator.records.source import Document


def cut_off(document: Document, at: KeyPath) -> bool:
    """Whether a key is the rest of the value before it: it has no value, and stands on the line of a key with text."""
    holder: Any = document.values
    try:
        for key in at[:-1]:
            holder = holder[key]
    except (KeyError, IndexError, TypeError):
        return False
    if not isinstance(holder, Mapping) or at[-1] not in holder or holder[at[-1]] is not None:
        return False
    keys = list(holder)
    number = keys.index(at[-1])
    if number == 0 or (*at[:-1], keys[number - 1]) not in document.marks or at not in document.marks:
        return False
    before = (*at[:-1], keys[number - 1])
    on_one_line = unpack(document.marks[before])[0] == unpack(document.marks[at])[0]
    return on_one_line and (isinstance(holder[keys[number - 1]], str) or cut_off(document, before))
