"""Safe corrections of what a proposal brings: counted for its summary, and as one patch that ``git apply`` takes."""

from __future__ import annotations

import dataclasses

from generator.drafts.fixes import Fix, fixes
from generator.drafts.patches import diff, patch
from generator.proposal.findings import Fixable
from generator.proposal.pair import Pair

_HEADER = 3
"""Lines of a diff that name its file."""


def corrections(pair: Pair, place: str = "") -> tuple[list[Fixable], str]:
    """Of the files that the proposal touches; the patch leaves out what must not be repeated.

    Args:
        pair: of registers.
        place: folder of the register in its repository, from whose top ``git apply`` counts: empty, or ``folder/``.
    """
    library = pair.head.library
    texts = {path: text for path, text in library.texts.items() if path in pair.texts}
    made = fixes(dataclasses.replace(library, texts=texts))
    found = [Fixable(each.path, _places(each), each.what, _is_fit(pair, each)) for each in made]
    return found, patch(
        dataclasses.replace(each, path=f"{place}{each.path}")
        for each, told in zip(made, found, strict=True)
        if told.ready
    )


def _places(made: Fix) -> int:
    signs = [line[:1] for line in diff(made)][_HEADER:]
    return max(signs.count("-"), signs.count("+"))


def _is_fit(pair: Pair, made: Fix) -> bool:
    """Masked lines would fit nowhere, so a file is in the patch as it is or not at all."""
    return not pair.is_withheld(made.path) and all(pair.veil(line) == line for line in diff(made))
