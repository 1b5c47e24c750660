"""Pictures as pages see them, and the walls that they hang on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.checks.photos import photo_path
from generator.pages.forms import Sheet
from generator.pages.pictures import Album, Picture, covers, wanted
from generator.photos.develop import Photo, Source
from generator.photos.sizes import DEFAULT_FOCUS, Kind, Shape
from generator.records.kinds import Photo as Record
from generator.records.library import Entry
from tests.pages.conftest import walk

if TYPE_CHECKING:
    from tests.pages.conftest import Site

STORY = "activities/2024/0305-leifeng.html"


def keys(site: Site, address: str) -> list[str]:
    """The names of the photographs of one page."""
    return [each.key for each in walk(site.view(address)) if isinstance(each, Picture)]


def test_a_key_is_letters_and_belongs_to_one_photograph(whole: Site) -> None:
    """It goes into addresses that people send: no digits, no two alike on a page, and a story's are those of a wall."""
    on_wall = keys(whole, "gallery/index.html")
    assert all(re.fullmatch("[a-p]{8}", key) for key in on_wall)
    assert len(set(on_wall)) == len(on_wall)
    assert set(keys(whole, STORY)) & set(on_wall)


def test_a_key_outlives_new_sizes(whole: Site) -> None:
    """Sent addresses still lead there when all files are made anew; another master is another photograph."""
    story = next(each for each in whole.shown.stories if whole.shown.photos(each))
    photo = whole.shown.photos(story)[0]

    def key(digest: str, width: int) -> str:
        source = Source("jpeg", width, 400, f"photos/{'k' * 16}-{width}.jpg", Path("x"), 1)
        album = Album({photo_path(story, photo): Photo(digest, 640, 400, (source,))})
        picture = album.picture(story, photo)
        assert picture
        return picture.key

    assert key("a" * 64, 640) == key("a" * 64, 320) != key("b" * 64, 640)


def test_a_wall_says_the_name_of_a_story_once(whole: Site) -> None:
    """The photographs of a story hang together under its name and day."""
    sheets: tuple[Sheet, ...] = whole.view("gallery/index.html").sheets
    names = [sheet.story.address for sheet in sheets]
    assert len(set(names)) == len(names)
    assert sum(len(sheet.pictures) for sheet in sheets) == whole.view("gallery/index.html").total
    assert all(picture.slots and picture.sizes for sheet in sheets for picture in sheet.pictures)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", sheet.story.note) for sheet in sheets)


def source(kind: Kind, width: int, shape: Shape = "whole") -> Source:
    """A file of a photo."""
    return Source(kind, width, width // 2, f"photos/{'k' * 16}-{width}.{kind}", Path("x"), 1, shape)


def pictured(whole: Site, *crops: Source, width: int = 1600, **told: object) -> Picture:
    """The picture of the first photograph of a story, with something changed in its record."""
    story = next(each for each in whole.shown.stories if whole.shown.photos(each))
    photo = whole.shown.photos(story)[0].model_copy(update=told)
    sources = (source("webp", 480), source("avif", 1600), source("jpeg", 1200))
    made = Photo("a" * 64, width, 1200, sources, colour="#abcdef", crops=crops)
    picture = Album({photo_path(story, photo): made}).picture(story, photo)
    assert picture
    return picture


def test_a_picture_knows_its_crops(whole: Site) -> None:
    """Cards and headlines get what was cut for them; a cover that has the shape of a card stands there itself."""
    cut = pictured(whole, source("webp", 240, "square"), source("webp", 480, "card"), source("jpeg", 500, "square"))
    assert [each.width for each in cut.square] == [240]
    assert [each.width for each in cut.card] == [480]
    assert pictured(whole, source("webp", 240, "square")).card == cut.webp
    assert pictured(whole, source("webp", 240, "square"), width=700).card == ()
    assert pictured(whole).card == pictured(whole).square == ()


def test_a_picture_says_what_the_record_says(whole: Site) -> None:
    """Where to look, and that nobody took it."""
    picture = pictured(whole, focus=(0.25, 0.333), ai=True)
    assert (picture.position, picture.ai, picture.colour) == ("25% 33.3%", True, "#abcdef")
    assert (pictured(whole).position, pictured(whole).ai) == ("", False)


def test_the_first_photograph_that_may_be_shown_is_the_cover(whole: Site) -> None:
    """Of every story, project and community, and no others; portraits are not cut."""
    found, shown = covers(whole.shown), whole.shown
    hung: list[tuple[Entry[Any], list[Record]]] = [(each, shown.photos(each)) for each in shown.stories]
    hung += [(each, shown.photos(each)) for each in shown.projects.values()]
    hung += [(each, shown.photos(each)) for each in shown.communities.values()]
    assert set(found) == {photo_path(entry, photos[0]) for entry, photos in hung if photos}
    assert set(found) <= set(wanted(shown))
    assert set(found.values()) == {DEFAULT_FOCUS}
