"""The handbook's pictures: the script draws exactly those that pages show, each with words, small and clean."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from generator.photos.metadata import findings
from generator.records.illustrations import FOLDER
from tests.built import sample_site
from tests.tiny import ROOT

GUIDE = ROOT / "content/guide"
PICTURES = ROOT / FOLDER
CODE = re.compile(r"^~~~.*?^~~~$", re.MULTILINE | re.DOTALL)
IMAGE = re.compile(r'!\[([^\]]*)\]\(([^)\s]*)(?: "([^"]*)")?\)')
HEAVIEST = 120 * 1024
WIDEST = 1120
FIGURE = re.compile(r'<figure class="drawn"><img src="([^"]+)" alt="([^"]+)" width="(\d+)" height="(\d+)"')


def drawn() -> set[str]:
    """Names in the script's list."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    from tests.sample.guide_pictures import LIST  # noqa: PLC0415 - needs playwright

    return {f"{name}.webp" for name in LIST}


def shown() -> list[tuple[str, str, str]]:
    """Words, address and caption of every picture on a page."""
    pages = (CODE.sub("", path.read_text(encoding="utf-8")) for path in sorted(GUIDE.glob("*.md")))
    return [match.groups("") for text in pages for match in IMAGE.finditer(text)]  # type: ignore[misc]


def test_the_script_draws_what_the_pages_show() -> None:
    """Its list is what lies there, and everything there is on a page."""
    there = {path.name for path in PICTURES.iterdir()}
    assert there == drawn()
    assert {f"pictures/{name}" for name in there} == {address for _, address, _ in shown()}


def test_every_picture_has_words_and_a_caption() -> None:
    """Two different ones, neither of which only says that it is a picture."""
    for words, address, caption in shown():
        assert len(words) >= 10, address
        assert caption, address
        assert caption != words
        assert not re.match("截图|图片|照片", words), address


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*.webp")), ids=lambda path: path.name)
def test_a_picture_is_small_and_clean(path: Path) -> None:
    """Light, no wider than a telephone needs to read it, and nothing in it but pixels."""
    data = path.read_bytes()
    assert len(data) <= HEAVIEST
    assert findings(data) == []
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.width <= WIDEST


def test_the_built_pages_show_them() -> None:
    """As figures, from files that lie on the site, in their own size."""
    for name in ("contribute", "approve", "platform"):
        page = (sample_site() / f"guide/{name}.html").read_text(encoding="utf-8")
        count = len(IMAGE.findall((GUIDE / f"{name}.md").read_text(encoding="utf-8")))
        found = FIGURE.findall(page)
        assert len(found) == count, name
        for address, _, width, height in found:
            with Image.open(sample_site() / "guide" / address) as picture:
                assert (picture.width, picture.height) == pytest.approx((2 * int(width), 2 * int(height)), abs=1)
