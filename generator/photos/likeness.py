"""Whether two photos show the same: a hash of what is lighter than what, and a few colours beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

_SIDE = 12
"""Fields across and down that are compared with their neighbours."""
_SAME_LIGHT = 3
"""Brightness of 0 to 255; smaller steps are noise, which in flat drawings would decide everything."""
_COLOURS = 4
"""Coarse fields across and down whose colours are compared."""
_MOST_STEPS = 0.3
"""Share of the steps that may differ. Of twelve photographs and 76 drawings, small copies from a chat differ in up to
0.05, the same moved by 2 % in up to 0.25, any two others in 0.5 and more."""
_FEW_STEPS = 4
_MOST_COLOUR = 20
"""Mean difference of 0 to 255; flat pictures have no steps, and brightening by a tenth makes up to 17."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is remembered of a picture for comparison."""

    steps: int
    """A bit for lighter and one for darker, of each field against its right and its lower neighbour."""
    colours: bytes

    def is_near(self, other: Likeness) -> bool:
        """Whether a person would call the two the same shot."""
        most = max(self.steps.bit_count(), other.steps.bit_count()) * _MOST_STEPS + _FEW_STEPS
        if (self.steps ^ other.steps).bit_count() > most:
            return False
        apart = sum(abs(one - two) for one, two in zip(self.colours, other.colours, strict=True))
        return apart <= _MOST_COLOUR * len(self.colours)


def likeness(image: Image.Image) -> Likeness:
    """Of a decoded, upright picture."""
    rows = image.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    steps = 0
    for place in range(_SIDE * _SIDE):
        row, column = divmod(place, _SIDE)
        for has, neighbour in ((column + 1 < _SIDE, place + 1), (row + 1 < _SIDE, place + _SIDE)):
            if has:
                step = rows[neighbour] - rows[place]
                steps = steps << 2 | (step > _SAME_LIGHT) << 1 | (step < -_SAME_LIGHT)
    return Likeness(steps, image.resize((_COLOURS, _COLOURS), Image.Resampling.BOX).convert("RGB").tobytes())
