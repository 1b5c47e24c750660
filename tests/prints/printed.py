"""What tests of printing share: a small register with the real templates, the command line, and eyes for PDFs."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from generator.cli.main import jinguo
from generator.prints.faults import PrintError
from generator.prints.fonts import Typefaces, typefaces
from generator.prints.permission import OnPaper, on_paper
from generator.prints.plates import Plates
from generator.prints.typeset import Sheet, typeset
from generator.records.federation import Printing
from generator.records.library import load
from tests import tiny

TODAY = dt.date(2026, 11, 22)
URL = "https://www.example.org/jinguo/"


@lru_cache
def faces() -> Typefaces | None:
    """The fonts of this machine."""
    try:
        return typefaces(Printing(), tiny.ROOT)
    except PrintError:
        return None


with_font = pytest.mark.skipif(faces() is None, reason="no Chinese font is installed")
with_eyes = pytest.mark.skipif(
    not shutil.which("pdftotext") or not shutil.which("pdfinfo"), reason="pdftotext and pdfinfo are not installed"
)


def register(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """The tiny register with the templates of this repository."""
    return tiny.with_theme(tiny.write(root / "登记册", files))


def paper(root: Path) -> OnPaper:
    """What of a register may be printed."""
    return on_paper(load(root)[0], TODAY)


def plates(root: Path) -> Plates:
    """For the photographs of a sheet."""
    return Plates(paper(root).shown)


def made(root: Path, sheet: Sheet, *, png: bool = False) -> bytes:
    """Set in this machine's fonts."""
    found = faces()
    assert found is not None
    return typeset(root, sheet, found, png=png)


def run(root: Path, *words: str) -> Result:
    """Run ``jinguo print`` on a register."""
    return CliRunner().invoke(jinguo, ["print", *words, "--root", str(root)])


def words(pdf: bytes) -> str:
    """All text of a PDF without blanks and line ends."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s", "", done.stdout.decode())


def info(pdf: bytes, *options: str) -> dict[str, str]:
    """What ``pdfinfo`` says of a PDF."""
    done = subprocess.run(["pdfinfo", *options, "-"], input=pdf, capture_output=True, check=True)
    lines = (line.partition(":") for line in done.stdout.decode().splitlines())
    return {key.strip(): value.strip() for key, _, value in lines}


def boxes(pdf: bytes, page: int = 1) -> list[tuple[float, float, float, str]]:
    """Left, top and right edge of every word of a page, in points."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"], input=pdf, capture_output=True, check=True
    )
    found = re.finditer(
        r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="[-\d.]+">([^<]*)<', done.stdout.decode()
    )
    return [(float(each[1]), float(each[2]), float(each[3]), each[4]) for each in found]


def reach(pdf: bytes) -> tuple[float, float]:
    """How far to the left and to the right anything is written on the first page."""
    found = boxes(pdf)
    return min(each[0] for each in found), max(each[2] for each in found)


def picture(png: bytes) -> Image.Image:
    """A PNG, opened."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def read_code(png: bytes) -> str:
    """What a telephone reads in a picture."""
    cv2 = pytest.importorskip("cv2", reason="the extra faces is not installed")
    numpy = pytest.importorskip("numpy")
    return str(cv2.QRCodeDetector().detectAndDecode(numpy.array(picture(png)))[0])
