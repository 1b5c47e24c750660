"""The sheet as one HTML file: nothing in it asks for anything from anywhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.review.views import LABELS, MARKS, SheetView

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip


def html(view: SheetView) -> str:
    """The whole file."""
    return _TEMPLATES.get_template("sheet.html").render(sheet=view, labels=LABELS, marks=MARKS) + "\n"
