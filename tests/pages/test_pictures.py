"""Pictures as pages see them, and the walls that they hang on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from generator.checks.photos import photo_path
from generator.pages.forms import Sheet
from generator.pages.pictures import Album, Picture
from generator.photos.develop import Photo, Source
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
