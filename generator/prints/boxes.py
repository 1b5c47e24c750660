"""The boxes of a page for the print shop: Typst tells the one to cut at, not the one up to which colour runs."""

from __future__ import annotations

import re

BLEED = 3 / 25.4 * 72
"""Points beyond the cut, as the frame of the templates has them."""
_TRIM = re.compile(rb"/TrimBox\[([-\d. ]+)\]")
_OBJECT = re.compile(rb"(\d+) 0 obj\b")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)


def with_bleed_boxes(pdf: bytes) -> bytes:
    """A PDF whose pages tell their bleed as well: three millimetres around what is left after the cut.

    The pages are written once more at the end, as the format has it for changes: everything else stays to the byte.
    """
    trailer = _TRAILER.search(pdf)
    if trailer is None:
        return pdf
    out, places = bytearray(pdf), dict[int, int]()
    for found in _TRIM.finditer(pdf):
        *_, start = _OBJECT.finditer(pdf, max(0, found.start() - 4096), found.start())
        end = pdf.index(b"endobj", found.end()) + len(b"endobj")
        places[int(start[1])] = len(out)
        out += pdf[start.start() : found.end()] + _box(found[1]) + pdf[found.end() : end] + b"\n"
    at = len(out)
    out += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % each for each in sorted(places.items()))
    out += b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], trailer[2], at)
    return bytes(out)


def _box(trim: bytes) -> bytes:
    left, low, right, high = (float(each) for each in trim.split())
    box = left - BLEED, low - BLEED, right + BLEED, high + BLEED
    return b"/BleedBox[%s]" % b" ".join(b"%.4f" % each for each in box)
