"""One template and one view become a PDF or a PNG: text is data, and Typst sees one folder with nothing else in it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import typst

from generator.prints.boxes import with_bleed_boxes
from generator.prints.faults import PrintError
from generator.prints.fonts import Typefaces

TEMPLATES = "theme/print"
"""Of a register, beside the templates of its pages."""
PLUM = "#A3195B"
"""Of whatever has no brand line, or of one without a colour."""
PIXELS = 144
"""An inch: a point is two pixels."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_IN_PIECES = frozenset({"runs", "phrases", "motto"})
"""Keys of views whose values are parts of one text."""
_FIGURES = "0123456789〔〕（）《》“”‘’、，。：；！？—…·％%/.-+@ABCXYZabcxyz"


@dataclass(frozen=True, slots=True)
class Look:
    """What every printed thing is told beside its own view."""

    sans: tuple[str, ...]
    serif: tuple[str, ...]
    colour: str = PLUM
    sample: bool = False
    bleed: bool = False
    title: str = ""
    author: str = ""


@dataclass(frozen=True)
class Sheet:
    """One thing to be typeset."""

    template: str
    """Name of a file in ``theme/print``, without its ending."""
    view: Any
    """A frozen view: what the template sees, and nothing else."""
    title: str
    author: str
    colour: str = PLUM
    sample: bool = False
    bleed: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """File name as the view has it → bytes."""


def typeset(root: Path, sheet: Sheet, faces: Typefaces, *, png: bool = False) -> bytes:
    """The PDF, or the picture of its only page; the same input gives the same bytes.

    Raises:
        PrintError: a character has no glyph, or the template cannot be set.
    """
    view = _harmless(asdict(sheet.view))
    faces.demand((*_texts(view), sheet.title, sheet.author, _FIGURES))
    look = Look(faces.sans, faces.serif, sheet.colour, sheet.sample, sheet.bleed, sheet.title, sheet.author)
    inputs = {"view": _json(view), "look": _json(_harmless(asdict(look)))}
    with tempfile.TemporaryDirectory(prefix="jinguo-print-") as name:
        folder = Path(name).resolve()
        main = _laid_out(root, folder / "sheet", sheet)
        try:
            compiler = typst.Compiler(
                root=folder / "sheet", font_paths=faces.found, sys_inputs=inputs,
                package_path=folder / "packages", package_cache_path=folder / "packages",
            )  # fmt: skip
            made = compiler.compile(main, format="png", ppi=PIXELS) if png else _accessible(compiler, main)
        except typst.TypstError as fault:
            raise PrintError(f"模板 {TEMPLATES}/{sheet.template}.typ 排不出来：{fault.message}") from None
    if not isinstance(made, bytes):
        raise PrintError(f"模板 {TEMPLATES}/{sheet.template}.typ 排出了几页，图片只能有一页")
    return with_bleed_boxes(made) if sheet.bleed and not png else made


def _accessible(compiler: typst.Compiler, main: Path) -> bytes | list[bytes] | None:
    """A PDF that programs can read aloud (PDF/UA-1); where a text does not allow that, a tagged one all the same."""
    try:
        return compiler.compile(main, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return compiler.compile(main, format="pdf")


def _laid_out(root: Path, folder: Path, sheet: Sheet) -> Path:
    """Templates and pictures in a folder of their own, beyond which Typst cannot read."""
    folder.mkdir()
    templates = sorted((root / TEMPLATES).glob("*.typ"))
    if f"{sheet.template}.typ" not in {each.name for each in templates}:
        raise PrintError(f"没有模板 {TEMPLATES}/{sheet.template}.typ —— 请从程序的仓库里取来整个 theme 文件夹")
    for template in templates:
        (folder / template.name).write_bytes(template.read_bytes())
    for name, data in sheet.pictures.items():
        (folder / name).write_bytes(data)
    return folder / f"{sheet.template}.typ"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _harmless(value: Any) -> Any:
    """Without control characters, which no font has and PDF readers stumble over."""
    if isinstance(value, str):
        return _UNSEEN.sub("", value)
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, list | tuple) else value


def words_of(sheet: Sheet) -> list[str]:
    """Every text of a sheet as people read it: what is set in pieces stands there in one piece as well."""
    return list(_texts(_harmless({"view": asdict(sheet.view), "title": sheet.title, "author": sheet.author})))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each)
            if key in _IN_PIECES:
                yield "".join(piece if isinstance(piece, str) else piece["text"] for piece in each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
