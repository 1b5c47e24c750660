"""Photographs of a built site: files that are there, crops where they are shown, and a label on what nobody took."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests import tiny
from tests.browsing import chromium, serving, visit
from tests.built import BUILD, run, sample_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_SOURCE = re.compile(r'<source type="image/(\w+)"(?: media="([^"]*)")? srcset="([^"]*)"')
_LABEL = '<span class="ai">AI 生成</span>'

_LABELS = """() => [...document.querySelectorAll("main .ai")].map((label) => {
  const box = (each) => each.getBoundingClientRect().toJSON();
  return [box(label), box(label.parentElement.querySelector("img")), parseFloat(getComputedStyle(label).fontSize)];
}).filter(([label]) => label.width)"""
_WIDTHS = """() => [...document.querySelectorAll("main picture img")].flatMap((image) => {
  const fits = (each) => !each.media || matchMedia(each.media).matches;
  const source = [...image.parentElement.querySelectorAll("source")].find(fits);
  const shown = image.getBoundingClientRect().width;
  if (!source || !shown) return [];
  const clauses = source.sizes.split(/,(?![^(]*\\))/).map((each) => each.trim().match(/^(?:(\\([^)]*\\)) )?(.*)$/));
  const [, , length] = clauses.find(([, media]) => !media || matchMedia(media).matches);
  const rule = document.body.appendChild(document.createElement("div"));
  rule.style.cssText = `position:absolute;width:${length.replace(/([\\d.]+)r?em/g, (_, each) => `${16 * each}px`)}`;
  const told = rule.getBoundingClientRect().width;
  rule.remove();
  return [[source.sizes, told, shown]];
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all pages."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny register, in which one photograph was made by a program and has its focus at the right."""
    root = tiny.with_theme(tiny.write(tmp_path_factory.mktemp("covers")))
    report = root / tiny.STORY / "report.md"
    text = report.read_text(encoding="utf-8")
    told = text.replace("people: none", "people: none, ai: true, focus: [0.9, 0.25]", 1)
    assert told != text
    report.write_text(told, encoding="utf-8")
    person = root / "content/volunteers/wang-he.md"
    text = person.read_text(encoding="utf-8")
    person.write_text(
        text.replace("people: [c-2024-0001]", "people: [c-2024-0001], ai: true, credit: 甲"), encoding="utf-8"
    )
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
    assert _LABEL not in (labelled / "communities/index.html").read_text(encoding="utf-8")


def test_a_label_is_never_hidden(labelled: Path) -> None:
    """On the home page a card and a brand line's band show it, and a reader's program hears it."""
    text = (labelled / "index.html").read_text(encoding="utf-8")
    assert text.count(_LABEL) >= 2
    assert not re.search(r'aria-hidden="true"[^>]*><picture>', text)


def test_where_a_picture_goes_alone_its_words_say_it(labelled: Path) -> None:
    """Feeds and previews: beside the picture, in its alternative text and in its credit."""
    items = json.loads((labelled / "feed.json").read_text(encoding="utf-8"))["items"]
    made = next(each for each in items if each["url"].endswith(f"{tiny.STORY.removeprefix('activities/')}.html"))
    assert made["attachments"][0]["title"].endswith("（AI 生成）")
    assert made["content_text"].endswith("（配图：AI 生成）")
    assert (labelled / "feed.xml").read_text(encoding="utf-8").count("AI 生成") == 2
    page = (labelled / f"{tiny.STORY}.html").read_text(encoding="utf-8")
    assert re.search(r'og:image:alt" content="[^"]*（AI 生成）"', page)
    assert re.search(r'"creditText":"[^"]*AI 生成"', page)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "page", ["volunteers/wang-he.html", f"{tiny.STORY}.html", "activities/index.html", "index.html"]
)
def test_the_label_lies_on_the_picture(browser: Browser, labelled: Path, page: str, width: int) -> None:
    """Wholly, and its letters are a twentieth of the picture's shorter side."""
    with serving(labelled) as origin:
        seen = visit(browser, origin, width).page
        seen.goto(origin + page)
        found = seen.evaluate(_LABELS)
        seen.context.close()
    assert found
    for label, picture, letters in found:
        assert picture["left"] <= label["left"] < label["right"] <= picture["right"]
        assert picture["top"] <= label["top"] < label["bottom"] <= picture["bottom"]
        assert letters >= 0.048 * min(picture["width"], picture["height"])


def test_a_hit_shows_the_label(browser: Browser, labelled: Path) -> None:
    """In the search a picture stands without its page."""
    with serving(labelled) as origin:
        seen = visit(browser, origin).page
        seen.goto(f"{origin}search.html?q=看望")
        seen.wait_for_selector(".hit-photo img")
        assert seen.locator(".hit-photo .ai").first.inner_text() == "AI 生成"
        seen.context.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize(
    "page",
    ["index.html", "activities/index.html", "volunteers/index.html", "brands/index.html", "communities/index.html"],
)
def test_pages_tell_how_wide_pictures_are(browser: Browser, page: str, width: int) -> None:
    """What ``sizes`` says is what the style sheet does, to a twelfth: else browsers fetch the wrong file."""
    with serving(sample_site()) as origin:
        seen = visit(browser, origin, width).page
        seen.goto(origin + page)
        found = seen.evaluate(_WIDTHS)
        seen.context.close()
    assert found
    assert [each for each in found if abs(each[1] / each[2] - 1) > 0.08] == []
