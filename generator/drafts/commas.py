"""Half-width commas typed into a value within braces, where YAML takes what follows for another key."""

from __future__ import annotations

import re

from generator.records.flow import cut_off
from generator.records.source import Document

_BEFORE = re.compile(r"(?<=[\u3400-\u9fff”’）》])[ ]*,[ ]*\Z")
_HAN = re.compile("[\u3400-\u9fff“‘（《]")


def with_whole_values(text: str, document: Document) -> str:
    """The text with a full-width comma wherever one between two Chinese words has cut a value in two.

    Args:
        text: of a file.
        document: what was read from it.
    """
    lines = text.split("\n")
    places = [(document.place(*at), str(at[-1])) for at in document.marks if cut_off(document, at)]
    for (line, column), key in sorted(places, reverse=True):  # from the right, so that places stay
        row = lines[line - 1]
        comma = _BEFORE.search(row[: column - 1])
        if comma and _HAN.match(key) and row.startswith(key, column - 1):
            lines[line - 1] = f"{row[: comma.start()]}，{row[column - 1 :]}"
    return "\n".join(lines)
