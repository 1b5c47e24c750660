"""Pictures between paragraphs: those of the handbook become figures, everything else stays out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from generator.pages.clean import clean
from generator.pages.illustrations import illustrated
from generator.pages.published import published
from generator.records.illustrations import illustration, illustrations
from generator.records.library import load
from tests import tiny
from tests.conftest import TODAY, found
from tests.pages.payloads import PAYLOADS, Oracle, renderer

SIZES = {"guide/pictures/form.webp": (780, 901)}
PAGE = "guide/contribute.html"
FIGURE = (
    '<figure class="drawn"><img src="pictures/form.webp" alt="网页表单" width="390" height="450" loading="lazy" '
    'decoding="async"><figcaption>填“标题”</figcaption></figure>'
)


def rendered(text: str) -> str:
    """What Markdown makes of a text, before anything is cleaned."""
    return str(renderer().reset().convert(text))


def test_a_picture_alone_in_its_paragraph_is_a_figure() -> None:
    """With its caption, its words and the room it takes; also in a list."""
    text = '![网页表单](pictures/form.webp "填“标题”")'
    assert illustrated(rendered(text), PAGE, SIZES) == FIGURE
    assert FIGURE in illustrated(rendered(f"1. 打开\n\n    {text}\n"), PAGE, SIZES)
    assert "<figcaption>" not in illustrated(rendered("![网页表单](pictures/form.webp)"), PAGE, SIZES)


@pytest.mark.parametrize(
    "text",
    [
        "![网](pictures/other.webp)", "![网](../guide/pictures/form.webp)", "前 ![网](pictures/form.webp) 后",
        "![网](https://example.invalid/guide/pictures/form.webp)", "![网](pictures/../pictures/form.webp)",
        "<img src=pictures/form.webp onerror=mark()> 后",
    ],
)  # fmt: skip
def test_no_other_image_stays(text: str) -> None:
    """Another file, another spelling, another site, between words."""
    assert "<img" not in illustrated(rendered(text), PAGE, SIZES)


def test_no_other_page_shows_the_pictures() -> None:
    """However a story spells the way there."""
    for target in ("pictures/form.webp", "../../../guide/pictures/form.webp", "../guide/pictures/form.webp"):
        assert "<img" not in illustrated(rendered(f"![网]({target})"), "activities/2026/a.html", SIZES)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_else_comes_in_with_them(payload: str) -> None:
    """What the cleaner would have left is left, and a picture beside it is only that picture."""
    html = rendered(f"![网页表单](pictures/form.webp)\n\n{payload}\n\n<i title='<img src=x onerror=mark()>'>后</i>")
    told = illustrated(html, PAGE, SIZES)
    assert Oracle(told.replace(FIGURE.partition("<figcaption>")[0], "")).faults == []
    assert clean(told).replace('<figure class="drawn">', "<figure>") == clean(told)


def test_the_words_cannot_leave_their_place() -> None:
    """Quotes and angles in alt text and caption stay words."""
    told = illustrated(rendered("![a\"><script>](pictures/form.webp 'b\"><script>mark()</script>')"), PAGE, SIZES)
    assert "<script" not in told


def test_which_files_they_are() -> None:
    """Pictures with plain names in one folder, seen from a page beside it."""
    page = "content/guide/contribute.md"
    assert illustration(page, "pictures/form-1.webp") == "content/guide/pictures/form-1.webp"
    for target in ("form.webp", "pictures/form.svg", "pictures/表单.webp", "pictures/a/b.webp", "pictures/a.webp#b"):
        assert illustration(page, target) == ""
    assert illustration("content/about/index.md", "../guide/pictures/form.webp") == ""


def register(root: Path, body: str) -> Path:
    """The tiny register with one page of the handbook and a picture."""
    tiny.write(root, {"content/guide/index.md": f"---\ntitle: 手册\nsummary: 手册\n---\n{body}"})
    (root / "content/guide/pictures").mkdir()
    Image.new("RGB", (40, 40), (9, 9, 9)).save(root / "content/guide/pictures/form.webp", lossless=True)
    return root


def test_the_check_knows_them(tmp_path: Path) -> None:
    """A picture that a page shows is neither forgotten nor out of place; one that it cannot show is told, with how."""
    told = {
        '开头。\n\n![表单](pictures/form.webp "图说")\n': [],
        "开头。\n": ["F10"],
        "![](pictures/form.webp)\n": ["F11 没有画面说明"],
        "看 ![表单](pictures/form.webp)\n": ["F11 夹在文字里"],
        "![表单](pictures/gone.webp)\n\n![表单](pictures/form.webp)\n": ["F11 没有找到"],
        "![表单](../other.webp)\n\n![表单](pictures/form.webp)\n": ["F11 不会出现在网站上"],
    }
    for number, (body, expected) in enumerate(told.items()):
        root = register(tmp_path / str(number), body)
        lines = [each for each in found(root) if "guide" in each.path]
        assert len(lines) == len(expected), [str(each) for each in lines]
        for line, wanted in zip(lines, expected, strict=True):
            rule, _, words = wanted.partition(" ")
            assert line.rule == rule
            assert words in line.message
    assert illustrations(load(tmp_path / "1")[0]) == {}


def test_the_copy_of_a_withheld_photograph_is_no_picture(tmp_path: Path) -> None:
    """Whatever it is called: what may hang nowhere does not hang in the handbook."""
    root = register(tmp_path, "![表单](pictures/form.webp)\n\n![表单](pictures/copy.webp)\n")
    folder = root / "activities/2026/0301-xinhua-kaobei"
    folder.mkdir(parents=True)
    photo = tiny.clean((1, 2, 3))
    (folder / "report.md").write_text(tiny.report("看望", "2026-03-01", "photos: [{file: 01.jpg, alt: 院子}]\n"))
    (folder / "01.jpg").write_bytes(photo)
    (root / "content/guide/pictures/copy.webp").write_bytes(photo)
    shown = published(load(root)[0], TODAY)
    assert shown.illustrations == {"content/guide/pictures/form.webp"}
