"""How pages look: photographs whole, signatures last, no page with next to nothing, colours of the brand."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from generator.prints.leaflet import leaflet
from generator.prints.story import story_sheet
from tests.prints.printed import URL, boxes, info, made, paper, plates, register, with_eyes, with_font, words
from tests.tiny import FEDERATION, ROOT, STORY, photo, report

pytestmark = [with_eyes, with_font]
ADDRESS = "2024/0305-leifeng"
CORNERS = ((255, 0, 0), (0, 200, 0), (0, 0, 255), (255, 200, 0))
SENTENCE = "姐妹们陪老人说话，打扫院子，把一冬的被子抱出来晒，临走又把水缸挑满，约好下个月再来。"
HUNAN = ROOT / "tests/sites/hunan"
GROUND = (0xFB, 0xF7, 0xF3)


def cornered(width: int, height: int) -> bytes:
    """A photograph with another colour in each corner."""
    image = Image.new("RGB", (width, height), "#888888")
    draw, at = ImageDraw.Draw(image), width // 8
    for number, colour in enumerate(CORNERS):
        x, y = number % 2 * (width - at), number // 2 * (height - at)
        draw.rectangle((x, y, x + at, y + at), fill=colour)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    return out.getvalue()


def pages(pdf: bytes) -> list[Image.Image]:
    """Every page as a picture, sixty pixels an inch."""
    found = []
    for page in range(1, int(info(pdf)["Pages"]) + 1):
        done = subprocess.run(["pdftoppm", "-r", "60", "-f", str(page), "-l", str(page), "-png", "-"], input=pdf,
                              capture_output=True, check=True)  # fmt: skip
        found.append(Image.open(io.BytesIO(done.stdout)).convert("RGB"))
    return found


def has(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    """Whether about this colour is in a picture."""
    pixels = image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata()
    return any(all(abs(one - other) < 40 for one, other in zip(each, colour, strict=True)) for each in set(pixels))


def told(root: Path, sizes: list[tuple[int, int]], paragraphs: int) -> bytes:
    """The sheet of a story with photographs of some sizes."""
    listed = ", ".join(photo(f"{number:02}.jpg") for number in range(1, len(sizes) + 1))
    body = "\n\n".join([SENTENCE * 3] * paragraphs)
    text = report("看望独居老人", "2024-03-05", f"photos: [{listed}]\n" if sizes else "", f"{body}\n")
    found = register(root, {f"{STORY}/report.md": text})
    for number, (width, height) in enumerate(sizes, 1):
        (found / STORY / f"{number:02}.jpg").write_bytes(cornered(width, height))
    shown = paper(found).shown
    story = next(each for each in shown.stories if each.address == ADDRESS)
    return made(found, story_sheet(shown, story, URL, plates(found)))


@pytest.mark.parametrize(("size", "others"), [((600, 900), 0), ((600, 900), 1), ((900, 600), 1), ((1600, 500), 0)])
def test_photographs_on_a_sheet_are_whole(tmp_path: Path, size: tuple[int, int], others: int) -> None:
    """All four corners are there, whether it stands above the text or below it."""
    pictures = pages(told(tmp_path, [(800, 800)] * others * 4 + [size], 2))
    last = pictures[-1]
    assert [colour for colour in CORNERS if not has(last, colour)] == []


@pytest.mark.parametrize(
    ("photos", "paragraphs"),
    [(0, 1), (0, 8), (0, 9), (1, 4), (1, 6), (1, 7), (2, 1), (2, 6), (2, 8), (5, 4), (9, 4), (9, 7)],
)
def test_signatures_end_a_sheet_and_no_page_is_nearly_empty(tmp_path: Path, photos: int, paragraphs: int) -> None:
    """Photographs get a little smaller where that saves a page."""
    pdf = told(tmp_path, [(900, 600), (600, 900), (900, 600)][:photos] + [(900, 600)] * max(0, photos - 3), paragraphs)
    count = int(info(pdf)["Pages"])
    listed = boxes(pdf, count)
    signed = next(top for _, top, _, word in listed if word.startswith("来源"))
    assert "签发：丁签发" in words(pdf)
    below = [word for _, top, _, word in listed if top > signed + 60]
    assert "".join(below).startswith("示例：人物、活动、数字均为虚构")
    assert count == 1 or signed > 842 * 0.25
    assert count <= 1 + (photos > 1 or paragraphs > 4) + (photos > 5)


def _beside(colour: object) -> zip[tuple[int, int]]:
    assert isinstance(colour, tuple)
    return zip(colour, GROUND, strict=True)


def emptiest(image: Image.Image) -> float:
    """Part of its height for which the emptiest panel holds nothing at all."""
    worst, width = 0.0, image.width // 3
    for panel in range(3):
        part = image.crop((panel * width + 14, 0, (panel + 1) * width - 14, image.height))
        run = longest = 0
        for y in range(part.height):
            colours = part.crop((0, y, part.width, y + 1)).getcolors(part.width) or []
            plain = all(abs(one - other) < 6 for _, colour in colours for one, other in _beside(colour))
            run = run + 1 if plain else 0
            longest = max(longest, run)
        worst = max(worst, longest / image.height)
    return worst


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("site", [URL, ""])
def test_a_sparse_leaflet_has_no_empty_half(tmp_path: Path, number: int, site: str) -> None:
    """One story, one photograph or none: the colour of the brand takes the room that is left."""
    (tmp_path / "theme").symlink_to(ROOT / "theme")
    shutil.copytree(HUNAN, tmp_path, dirs_exist_ok=True)
    line = paper(tmp_path).library.facts.brands[number]
    inside = pages(made(tmp_path, leaflet(paper(tmp_path).shown, line, site, plates(tmp_path))))[1]
    assert emptiest(inside) < 0.4


def test_a_line_without_any_story_has_a_leaflet(tmp_path: Path) -> None:
    """A new line with a motto alone: whom and what for where the numbers would stand, and where to find us."""
    line_of = "  - {id: xin, name: 新品牌, motto: 新的一句, serves: [老人], contents: [做饭]}\n"
    federation = FEDERATION.replace("  - {id: weiquan", f"{line_of}  - {{id: weiquan")
    root = register(tmp_path, {"teams/federation.yml": federation})
    line = next(each for each in paper(root).library.facts.brands if each.id == "xin")
    pdf = made(root, leaflet(paper(root).shown, line, "", plates(root)))
    said = words(pdf)
    for each in ("新品牌", "新的一句", "为谁服务", "老人", "服务内容", "做饭", "找到我们"):
        assert each in said, each
    assert "做了多少" not in said
    assert emptiest(pages(pdf)[1]) < 0.4


def test_the_back_of_a_leaflet_has_the_brands_colour(tmp_path: Path) -> None:
    """A tint of it, as the cover has it full."""
    backs = []
    for number, colour in enumerate(("#1F6F78", "#A3195B")):
        root = register(tmp_path / str(number), {"teams/federation.yml": FEDERATION.replace("#A3195B", colour)})
        found = paper(root)
        outside = pages(made(root, leaflet(found.shown, found.library.facts.brands[0], "", plates(root))))[0]
        backs.append(outside.getpixel((outside.width // 2, outside.height // 2)))
    (green, plum) = backs
    assert isinstance(green, tuple)
    assert isinstance(plum, tuple)
    assert green[0] < green[2]
    assert plum[1] < plum[0]
    assert min(*green, *plum) > 220
