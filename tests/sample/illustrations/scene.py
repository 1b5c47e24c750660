"""A picture being composed: parts are painted in the order in which they are added."""

from __future__ import annotations

from dataclasses import dataclass, field

from .anatomy import Pose
from .figures import Person, figure
from .svg import Point, box, element, ellipse, fading, group


@dataclass(frozen=True)
class Spot:
    """Where something in figure units stands on the picture."""

    x: float
    y: float
    scale: float
    left: bool

    def at(self, point: Point) -> Point:
        """A point of the figure as a point of the picture."""
        return self.x + point[0] * self.scale * (-1 if self.left else 1), self.y + point[1] * self.scale


@dataclass
class Scene:
    """A canvas in pixels; size is the height of a standing adult on it."""

    width: float
    height: float
    size: float = 640
    shade: float = 1
    parts: list[str] = field(default_factory=list)

    def add(self, *parts: str) -> None:
        """Paint parts given in pixels."""
        self.parts.extend(parts)

    def put(
        self, part: str, x: float, y: float, *, scale: float = 1, left: bool = False, turn: float = 0, shadow: float = 0
    ) -> None:
        """Paint a part given in figure units with its foot at x, y; shadow is its width on the ground."""
        unit = self.size / 100 * scale
        if shadow:
            self.add(
                ellipse(
                    x + shadow * unit * 0.12, y, shadow * unit * 0.55, shadow * unit * 0.085, "#3A1530", opacity=0.15
                )
            )
        self.add(group(part, move=(x, y), scale=unit, flip=left, turn=turn))

    def person(
        self,
        who: Person,
        x: float,
        y: float,
        pose: Pose,
        *,
        left: bool = False,
        held: str = "",
        scale: float = 1,
        shadow: bool = True,
    ) -> Spot:
        """Paint a person standing at x, y, facing right unless left."""
        unit = self.size / 100 * who.height * scale
        if shadow:
            self.add(ellipse(x + 5 * unit, y, 19 * unit, 2.7 * unit, "#3A1530", opacity=0.17))
        shade = self.shade * (-1 if left else 1)
        self.add(group(figure(who, pose, shade, held), move=(x, y), scale=unit, flip=left))
        return Spot(x, y, unit, left)

    def wash(self, colour: str, strength: float, turn: float = 55, dark: str = "#3A1530") -> None:
        """Light falling across the whole picture from one side."""
        whole = box(0, 0, self.width, self.height)
        self.add(fading(whole, [(0, colour, strength), (0.55, colour, 0)], turn))
        self.add(fading(whole, [(0.55, dark, 0), (1, dark, strength * 0.32)], turn))

    def svg(self, trim: float = 0) -> str:
        """The finished picture, less a strip at the top."""
        view = f"0 {trim:g} {self.width:g} {self.height - trim:g}"
        return element(
            "svg",
            "".join(self.parts),
            xmlns="http://www.w3.org/2000/svg",
            width=self.width,
            height=self.height - trim,
            viewBox=view,
        )
