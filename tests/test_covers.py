"""Photographs of a built site: files that are there, crops where they are shown, and a label on what nobody took."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests import tiny
from tests.built import BUILD, run, sample_site

_SOURCE = re.compile(r'<source type="image/(\w+)"(?: media="([^"]*)")? srcset="([^"]*)"')
_LABEL = '<span class="ai">AI 生成</span>'


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny register, in which one photograph was made by a program and has its focus at the right."""
    root = tiny.with_theme(tiny.write(tmp_path_factory.mktemp("covers")))
    report = root / tiny.STORY / "report.md"
    text = report.read_text(encoding="utf-8")
    told = text.replace("people: none", "people: none, ai: true, focus: [0.9, 0.25]", 1)
    assert told != text
    report.write_text(told, encoding="utf-8")
    Image.linear_gradient("L").resize((900, 500)).convert("RGB").save(root / tiny.STORY / "01.jpg")
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.mark.parametrize("page", ["index.html", "activities/index.html", "gallery/index.html"])
def test_every_file_of_a_picture_is_there(page: str) -> None:
    """Its name says how wide it is, and so does the page; AVIF is offered to those who know it only."""
    site = sample_site()
    found = _SOURCE.findall((site / page).read_text(encoding="utf-8"))
    assert found
    for kind, _, files in found:
        for file in files.split(", "):
            address, width = file.split(" ")
            path = (site / page).parent / address
            assert path.name.rpartition("-")[2].partition(".")[0] == width.removesuffix("w")
            assert path.is_file()
            assert path.suffix == ".webp" or (path.suffix, kind) == (".avif", "avif")


def test_pictures_beside_headlines_are_square(labelled: Path) -> None:
    """On phones; the first of a list is a card there as well."""
    sources = _SOURCE.findall((labelled / "activities/index.html").read_text(encoding="utf-8"))
    squares = [files for _, media, files in sources if media == "(max-width: 39.99em)"]
    assert squares
    for files in squares:
        with Image.open(labelled / "activities" / files.split(" ")[0]) as image:
            assert image.width == image.height


def test_what_a_program_made_is_labelled(labelled: Path) -> None:
    """On its story, on the wall and on cards, whether or not there is a caption; nothing else is."""
    story = tiny.STORY.removeprefix("activities/")
    for page in (f"activities/{story}.html", "gallery/index.html", "activities/index.html"):
        text = (labelled / page).read_text(encoding="utf-8")
        assert text.count(_LABEL) == 1
        assert "object-position:90% 25%" in text
    assert _LABEL not in (labelled / "volunteers/index.html").read_text(encoding="utf-8")
