"""Rule W6: an official's name with one character wrong; whoever is not of the table at all is rule P12's."""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks.registry import declare

declare(
    "W6",
    "领导姓名一字不错：职务对得上、姓名只差一个字的，是写错了",
    "error",
    "政府网站检查指标（领导姓名、职务写错是单项否决）",
)
_WHOLE = 3
"""Characters; of two characters, one is too many for a slip."""


def meant(written: str, names: Iterable[str]) -> str:
    """The one name of the table for which another one may be a slip, or nothing.

    One character is another one, is missing, is doubled, or two have changed places.
    """
    near = {each for each in names if each != written and _is_slip(written, each)}
    return near.pop() if len(near) == 1 else ""


def slip_at(text: str, start: int, names: Iterable[str]) -> tuple[int, str]:
    """How many characters at a place are a slip for one of the names, of the same family, and which; 0 for none."""
    own = [each for each in names if each[:1] == text[start : start + 1]]
    if not own or any(text.startswith(each, start) for each in own):
        return 0, ""
    for more in (0, 1, -1):
        for name in own:
            written = text[start : start + len(name) + more]
            if len(written) == len(name) + more and written.isalpha() and (not more or written[-1] == name[-1]):
                found = meant(written, own)
                if found == name:
                    return len(written), name
    return 0, ""


def _is_slip(written: str, name: str) -> bool:
    if min(len(written), len(name)) < _WHOLE - 1 or len(name) < _WHOLE:
        return False
    if len(written) == len(name):
        differing = [place for place, char in enumerate(name) if written[place] != char]
        return len(differing) == 1 or (
            len(differing) == len("甲乙") and sorted(written) == sorted(name) and differing[1] - differing[0] == 1
        )
    longer, shorter = sorted((written, name), key=len, reverse=True)
    if len(longer) - len(shorter) != 1 or len(shorter) < _WHOLE:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
