"""A poster shows a story as it may be printed, whatever its title, and its code opens that story."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from generator.pages.published import Published
from generator.prints.codes import LONGEST, code, site_url, story_url
from generator.prints.faults import PrintError
from generator.prints.phrases import phrases
from generator.prints.plates import Plate, Plates
from generator.prints.poster import HEIGHT, LONGEST_SLOGAN, TALLEST, PosterView, poster
from generator.prints.typeset import Sheet
from generator.records.kinds import Photo
from generator.records.library import Entry, load
from tests import tiny
from tests.prints.printed import (
    URL,
    boxes,
    info,
    made,
    paper,
    picture,
    plates,
    reach,
    read_code,
    register,
    with_eyes,
    with_font,
    words,
)

ADDRESS = "2024/0305-leifeng"
HOSTILE = '#let x = 1; *粗* _斜_ @某 $a^2$ \\ <b> = 标题 // "#read("/etc/passwd")" #image("x.png") `码` [链](网)'
LONG = "新华区建设路街道联盟路社区巾帼志愿服务小队联合市妇幼保健院开展“关爱女性健康、共建和谐家庭”主题大型义诊宣传活动"
LATIN = "Wmabcdefghijklmnopqrstuvwxyzabcdefghijk"
EXPECTED = (
    "2024年3月5日", "新华区建设路街道", "新华区建设路爱心巾帼志愿服务小队", "助困关爱", "邻里守望",
    "示例市妇女联合会",
)  # fmt: skip


def sheet(root: Path, *, bleed: bool = False, title: str = "", slogan: str = "", address: str = ADDRESS) -> Sheet:
    """The poster of one story of a register, under another title if one is given."""
    shown = paper(root).shown
    story = next(each for each in shown.stories if each.address == address)
    if title:
        story = dataclasses.replace(story, fields=story.fields.model_copy(update={"title": title}))
    return poster(shown, story, URL, plates(root), slogan, bleed=bleed)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny register."""
    return register(tmp_path_factory.mktemp("poster"))


@with_font
@pytest.mark.parametrize("title", ["", LONG, HOSTILE], ids=["plain", "long", "hostile"])
def test_a_poster_has_its_size_and_its_code_opens_the_story(root: Path, title: str) -> None:
    """1080 × 1920 pixels; a telephone reads the story's address."""
    png = made(root, sheet(root, title=title), png=True)
    assert picture(png).size == (1080, 1920)
    assert read_code(png) == f"{URL}activities/{ADDRESS}.html"


@with_font
def test_a_story_without_a_photograph_gets_a_poster_of_type(root: Path) -> None:
    """In the colour of its brand, with a code as well."""
    made_of_type = sheet(root, address="2023/1023-chongyang")
    view: PosterView = made_of_type.view
    assert view.photo is None
    png = made(root, made_of_type, png=True)
    assert picture(png).getpixel((60, 700)) == (0xA3, 0x19, 0x5B)
    assert read_code(png) == f"{URL}activities/2023/1023-chongyang.html"


@with_eyes
@with_font
@pytest.mark.parametrize("title", [LONG, HOSTILE, LATIN], ids=["long", "hostile", "latin"])
def test_a_title_prints_as_it_was_typed(root: Path, title: str) -> None:
    """However long it is and whatever it would mean to Typst; the rest of the poster is there as well."""
    told = words(made(root, sheet(root, title=title)))
    assert "".join(title.split()) in told
    assert [each for each in EXPECTED if each not in told] == []
    assert "示例：人物、活动、数字均为虚构" in told


@with_eyes
@with_font
def test_bleed_is_marked_for_the_print_shop(root: Path) -> None:
    """The trim box has the poster's size; around it lie eight millimetres with the marks."""
    plain, bled = (info(made(root, sheet(root, bleed=each)), "-box") for each in (False, True))
    assert plain["Page size"].startswith("540 x 960 pts")
    assert plain["MediaBox"].split() == plain["TrimBox"].split()
    left, top, right, bottom = map(float, bled["TrimBox"].split())
    assert (round(right - left), round(bottom - top)) == (540, 960)
    assert left == pytest.approx(8 * 72 / 25.4, abs=0.1)
    trim, bleed = ([float(each) for each in bled[box].split()] for box in ("TrimBox", "BleedBox"))
    assert [round(abs(one - other) * 25.4 / 72, 2) for one, other in zip(trim, bleed, strict=True)] == [3, 3, 3, 3]


@with_eyes
@with_font
@pytest.mark.parametrize("address", [ADDRESS, "2023/1023-chongyang"], ids=["photo", "type"])
@pytest.mark.parametrize("title", [LATIN, "W" * 120, f"巾帼{'w' * 60}志愿"])
def test_a_title_without_a_break_stays_on_the_page(root: Path, title: str, address: str) -> None:
    """A word that is longer than the page gets smaller, and in the end is broken; nothing of it is lost."""
    left, right = reach(made(root, sheet(root, title=title, address=address)))
    assert left >= 39
    assert right <= 540 - 39


@with_eyes
@with_font
@pytest.mark.parametrize("slogan", ["邻" * LONGEST_SLOGAN, "W" * LONGEST_SLOGAN, "邻里守望，" * 8])
def test_the_longest_slogan_stays_beside_the_code(root: Path, slogan: str) -> None:
    """It never runs over the rule above nor off the page."""
    assert len(slogan) == LONGEST_SLOGAN
    pdf = made(root, sheet(root, slogan=slogan))
    assert reach(pdf)[1] <= 540 - 39
    assert min(top for _, top, _, word in boxes(pdf) if word[:1] == slogan[:1] and top > 700) >= 802


@with_font
def test_an_upright_photograph_gets_more_height(root: Path) -> None:
    """As much as leaves room for what is said; one taken across gets what it always had."""
    heights = {}
    for name, ratio in {"up": 9 / 16, "square": 1.0, "across": 16 / 9}.items():
        shown = paper(root).shown
        story = next(each for each in shown.stories if each.address == ADDRESS)
        heights[name] = poster(shown, story, URL, Shaped(shown, ratio)).view.height
    assert heights["across"] == HEIGHT < heights["square"] < heights["up"] == TALLEST


class Shaped(Plates):
    """Photographs of another shape."""

    def __init__(self, shown: Published, ratio: float) -> None:
        super().__init__(shown)
        self._ratio = ratio

    def plate(self, entry: Entry[Any], photo: Photo) -> Plate | None:
        """As it is, but for its shape."""
        found = super().plate(entry, photo)
        return dataclasses.replace(found, ratio=self._ratio) if found else None


@with_font
def test_the_same_register_gives_the_same_bytes(root: Path) -> None:
    """No time and no chance is in a file."""
    for png in (False, True):
        assert made(root, sheet(root), png=png) == made(root, sheet(root), png=png)
    assert b"CreationDate" not in made(root, sheet(root))


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("安良的陶杯，穿上小屯的布套", ("安良的陶杯，", "穿上小屯的布套")),
        ("一句话", ("一句话",)),
        ("“您好！”“您早！”", ("“您好！”", "“您早！”")),
        (LONG, (LONG,)),
    ],
)
def test_headlines_break_between_phrases(title: str, parts: tuple[str, ...]) -> None:
    """After a comma, never within a phrase; a title with a very long phrase is left to the typesetter."""
    assert phrases(title) == parts


def test_nothing_of_a_headline_is_lost() -> None:
    """Its phrases together are the headline."""
    for title in (HOSTILE, LONG, "", "，，", "甲 乙\n丙", "…"):
        assert "".join(phrases(title)) == title


def test_a_code_needs_an_address() -> None:
    """And says where to write it."""
    facts = load(tiny.ROOT)[0].facts
    with pytest.raises(PrintError, match=r"site 里写 url"):
        site_url(facts, "")
    assert site_url(facts, URL) == URL
    assert story_url(URL, "2026/0305-a b") == f"{URL}activities/2026/0305-a%20b.html"
    assert code(URL) == code(URL)
    assert code(URL.ljust(LONGEST, "x"))
    with pytest.raises(PrintError, match=r"网址有 3000 个字符.*最多 200 个"):
        code(URL.ljust(3000, "x"))
