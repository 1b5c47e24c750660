"""The theme says nothing twice and nothing in vain: every class is styled for something that a page really has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tiny import ROOT

THEME = ROOT / "theme"
SHEETS = sorted((THEME / "assets").glob("*.css"))
SCRIPTS = sorted((THEME / "assets").glob("*.js"))
TEMPLATES = sorted(THEME.rglob("*.html"))
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
VALUE = re.compile(r"\{[^{}]*\}")


def text(paths: list[Path]) -> str:
    """Several files as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def selectors(sheet: Path) -> str:
    """A stylesheet without comments and declarations."""
    css = COMMENT.sub("", sheet.read_text(encoding="utf-8"))
    return VALUE.sub(" ", css)


def words_of_markup() -> set[str]:
    """Every word that stands in a template, in a script, or in the Python that makes pages."""
    markup = text([*TEMPLATES, *SCRIPTS, *sorted((ROOT / "generator" / "pages").glob("*.py"))])
    return set(re.findall(r"[a-zA-Z][\w-]*", markup))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_class_is_styled_that_no_page_has(sheet: Path) -> None:
    """What a stylesheet names is in a template, in a script, or written by the program."""
    named = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors(sheet)))
    assert named
    assert named - words_of_markup() == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_is_used_and_every_used_one_is_there(sheet: Path) -> None:
    """Custom properties are set in the sheets or by a template, and read somewhere."""
    every = text([*SHEETS, *TEMPLATES, *SCRIPTS])
    css = sheet.read_text(encoding="utf-8")
    made = set(re.findall(r"(--[a-z][\w-]*)\s*:", css))
    read = set(re.findall(r"var\((--[a-z][\w-]*)", css))
    anywhere_read = set(re.findall(r"var\((--[a-z][\w-]*)", every))
    anywhere_made = set(re.findall(r"(--[a-z][\w-]*)\s*[:\"]", every)) | set(re.findall(r'"(--[a-z][\w-]*)"', every))
    assert made - anywhere_read == set()
    # A template may put a name together: --{{ ("s", "m", "l")[n] }}
    written = {f"--{name}" for name in re.findall(r'"([a-z]+)"', text(TEMPLATES))}
    assert read - anywhere_made - written == set()


def test_every_template_is_used() -> None:
    """A template is a page's, or another one takes something from it."""
    planned = text(sorted((ROOT / "generator").rglob("*.py"))) + text(TEMPLATES)
    left = [path.name for path in TEMPLATES if f'{path.name}"' not in planned and path.name != "404.html"]
    assert left == []


def test_every_macro_is_used() -> None:
    """Besides the place where it is made."""
    for path in TEMPLATES:
        for name in re.findall(r"\{%-? macro (\w+)\(", path.read_text(encoding="utf-8")):
            uses = len(re.findall(rf"\b{name}\(", text(TEMPLATES)))
            assert uses > 1, f"{path.name}: {name}"
