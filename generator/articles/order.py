"""Where photographs stand in an article: the first leads, the others follow the text evenly, in the record's order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from generator.articles.tree import Element

Photo = TypeVar("Photo")


def placed(blocks: Sequence[Element], photos: Sequence[Photo]) -> tuple[list[Element | Photo], list[Photo]]:
    """Blocks with photographs between them, and the photographs that found no place there and come after the text.

    At most one stands in a gap, none between a heading, or words that end in a colon, and what these announce.
    """
    if not photos:
        return list(blocks), []
    gaps = [number for number in range(1, len(blocks)) if _may_part(blocks[number - 1], blocks[number])]
    between = photos[1 : 1 + len(gaps)]
    chosen = [gaps[(2 * each + 1) * len(gaps) // (2 * len(between))] for each in range(len(between))]
    following = dict(zip(chosen, between, strict=True))
    run: list[Element | Photo] = [photos[0]]
    for number, block in enumerate(blocks):
        if number in following:
            run.append(following[number])
        run.append(block)
    return run, list(photos[1 + len(between) :])


def _may_part(before: Element, after: Element) -> bool:
    announces = before.tag in {"h2", "h3"} or before.text.rstrip().endswith(("：", ":"))
    return not announces and "hr" not in {before.tag, after.tag}
