"""The one story that goes out: reviewed, signed, meant for the channel, and without whoever did not agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.articles.parts import ArticleError
from generator.checks.photos import called, is_plain_name, photo_path
from generator.pages.cards import Cards
from generator.pages.forms import StoryCard
from generator.pages.pictures import Album
from generator.pages.published import Published, Story, published
from generator.photos.formats import Unreadable
from generator.photos.handout import handout
from generator.photos.masters import read
from generator.photos.sizes import DEFAULT_FOCUS, SHAPES
from generator.problems import did_you_mean
from generator.records.consent import at_home, may_show, recognised
from generator.records.fields import Channel
from generator.records.kinds import Photo
from generator.records.library import Library

CALLED: dict[Channel, str] = {"web": "网站", "wechat": "微信公众号"}
WIDTH = 1080
"""Pixels across: a phone's whole width; WeChat makes wider ones smaller."""
HEAVIEST = 1_000_000
"""Bytes of a picture, below a megabyte however it is counted."""
_BANNER, _SQUARE = SHAPES["banner"][0], 500
_STATUS = {"draft": "还是草稿（status: draft）", "submitted": "还在审（status: submitted）"}
_SIGNED = (("edit", "编辑"), ("review", "审核"), ("issue", "签发"))


@dataclass(frozen=True, slots=True)
class Hung:
    """A photograph that goes with the story."""

    photo: Photo
    data: bytes
    """JPEG."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A story with all that its channel may show of it."""

    shown: Published
    story: Story
    card: StoryCard
    photos: tuple[Hung, ...]
    banner: bytes
    square: bytes
    notes: tuple[str, ...]
    """What the editor must know, in Chinese."""


def outgoing(library: Library, address: str, channel: Channel, today: dt.date) -> Outgoing:
    """What of a story may go out over a channel on a day.

    Raises:
        ArticleError: nothing may; the message says why and what to do.
    """
    written = library.activities.get(address)
    if written is None:
        hint = did_you_mean(address, library.activities) or "请写活动的文件夹，例如 activities/2026/0305-xinhua-leifeng"
        raise ArticleError(f"没有活动 “{address[:100]}”。{hint}")
    _may_go(library, written, channel, today)
    shown = published(library, today, channel)
    story = next((each for each in shown.stories if each.address == address), None)
    if story is None:
        raise ArticleError(f"{written.path} 现在不能在{CALLED[channel]}刊登，请运行 jinguo check {written.path}")
    photos, notes = _photos(shown, story)
    banner, square = _covers(shown, story, photos)
    notes = [*_told_of_names(written, story), *_left_out(library, written, shown.photos(story), channel, today), *notes]
    card = Cards(shown, Album({})).story(story)
    return Outgoing(shown, story, card, tuple(photos), banner, square, tuple(notes))


def _may_go(library: Library, story: Story, channel: Channel, today: dt.date) -> None:
    fields, path = story.fields, story.path
    if fields.status != "selected":
        raise ArticleError(f"{path} {_STATUS[fields.status]}，审过、选用（status: selected）以后才能做成文章")
    if channel not in fields.channels:
        hint = f"要发的话，请审稿的人在 channels 里加上 {channel}"
        raise ArticleError(f"{path} 不发{CALLED[channel]}（channels 里没有 {channel}）。{hint}")
    lacking = [name for key, name in _SIGNED if not (getattr(fields.credits, key) or "").strip()]
    if lacking:
        raise ArticleError(f"{path} 没有写{'、'.join(lacking)}，三审三校没有做完，不能发出去。请在 credits 里补上")
    if fields.date.first > today:
        raise ArticleError(f"{path} 的活动日期 {fields.date.first} 还没有到")
    refused = [each for each in fields.named if not may_show(library, each, "name", today, channel)]
    if refused:
        message = f"正文写着真名，同意书 {'、'.join(refused)} 却不包含（或不再包含）在{CALLED[channel]}公开姓名"
        raise ArticleError(f"{path} {message}。请把姓名改成 “一位志愿者” 这样的写法，再从 named 里删掉编号")


def _photos(shown: Published, story: Story) -> tuple[list[Hung], list[str]]:
    hung, notes = [], []
    for number, photo in enumerate(shown.photos(story)):
        what = _of_the_register(photo, number)
        if not is_plain_name(photo.file):
            notes.append(f"{what}没有放进去：文件名不对")
            continue
        try:
            hung.append(Hung(photo, handout(read(shown.root / photo_path(story, photo)), WIDTH, HEAVIEST)))
        except Unreadable as fault:
            notes.append(f"{what}没有放进去：{fault.message}")
    return hung, notes


def _of_the_register(photo: Photo, number: int) -> str:
    """Photographs of an article bear numbers of its own: its ``01.jpg`` may be another than the register's."""
    return f"登记册里的{called(photo, ('photos', number))}"


def _covers(shown: Published, story: Story, photos: list[Hung]) -> tuple[bytes, bytes]:
    """Of the first photograph, as on the site."""
    if not photos:
        return b"", b""
    photo = photos[0].photo
    master, focus = read(shown.root / photo_path(story, photo)), photo.focus or DEFAULT_FOCUS
    return handout(master, _BANNER, HEAVIEST, "banner", focus), handout(master, _SQUARE, HEAVIEST, "square", focus)


def _told_of_names(written: Story, story: Story) -> list[str]:
    if story is written:
        return []
    return ["稿子里有人的姓名不能在这里公开，已经换成“某某”；请通读一遍，最好在登记册里改写"]


def _left_out(library: Library, written: Story, kept: list[Photo], channel: Channel, today: dt.date) -> list[str]:
    names = {photo.file for photo in kept}
    return [
        f"{_of_the_register(photo, number)}没有放进去：{_why(library, written, photo, channel, today)}"
        for number, photo in enumerate(written.fields.photos)
        if photo.file not in names
    ]


def _why(library: Library, story: Story, photo: Photo, channel: Channel, today: dt.date) -> str:
    if not photo.people:
        return "没有写照片里有谁（people）"
    people = [each for each in recognised(story, photo) if not may_show(library, each, "portrait", today, channel)]
    if people:
        return f"同意书 {'、'.join(people)} 不包含（或不再包含）在{CALLED[channel]}公开肖像"
    if at_home(photo) and not may_show(library, photo.householder, "home", today, channel):
        return f"在别人家里拍的，没有住户在{CALLED[channel]}公开的同意"
    return "照片里的未成年人没有监护人的同意，或者别的记录里同一张照片不能公开"
