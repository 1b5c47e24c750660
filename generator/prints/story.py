"""A story on A4: headline, photographs with captions, text, who stands behind it, page numbers."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.cards import Cards, amount
from generator.pages.pictures import Album
from generator.pages.published import Published, Story
from generator.pages.stories import CREDITS
from generator.prints.blocks import Block, blocks
from generator.prints.codes import FILE, code, story_url
from generator.prints.phrases import phrases
from generator.prints.plates import Plate, Plates
from generator.prints.typeset import PLUM, Sheet

TEMPLATE = "story"
WIDTH, HEIGHT = 162.0, 108.0
"""Millimetres of the first photograph at most; none is ever cut."""


@dataclass(frozen=True, slots=True)
class StorySheet:
    """What the template sees."""

    phrases: tuple[str, ...]
    brand: str
    federation: str
    facts: tuple[tuple[str, str], ...]
    photos: tuple[Plate, ...]
    blocks: tuple[Block, ...]
    credits: tuple[tuple[str, str], ...]
    address: str
    """Where it stands on the web; empty where the site has no address yet."""


def story_sheet(shown: Published, story: Story, site: str, plates: Plates) -> Sheet:
    """The story as it may be printed; without an address of the site it has no code."""
    facts, fields = shown.federation, story.fields
    line = facts.brand(fields.brand)
    address = story_url(site, story.address) if site else ""
    photos = plates.plates(story, shown.photos(story))
    written = ((label, getattr(fields.credits, key)) for key, label in CREDITS)
    view = StorySheet(
        phrases(fields.title), line.name if line else fields.brand, facts.name, _facts(shown, story), photos,
        blocks(story.document.body), tuple((label, name) for label, name in written if name), address,
    )  # fmt: skip
    pictures = plates.pictures | ({FILE: code(address)} if address else {})
    return Sheet(TEMPLATE, view, fields.title, facts.name, (line.colour if line else None) or PLUM,
                 facts.sample, pictures=pictures)  # fmt: skip


def _facts(shown: Published, story: Story) -> tuple[tuple[str, str], ...]:
    """As the story's page has them."""
    card, fields = Cards(shown, Album({})).story(story), story.fields
    spot = f"{card.place}{fields.place.spot or ''}"
    teams = [name for each in fields.teams if (name := shown.team_name(shown.team_key(each)))]
    told = [("时间", card.days), ("地点", spot), ("队伍", "、".join(teams))]
    if fields.served:
        told.append(("服务", f"{fields.served.group} {fields.served.people} 人"))
    if fields.volunteers is not None:
        told.append(("志愿者", f"{fields.volunteers} 人"))
    if fields.hours is not None:
        told.append(("服务时长", f"{amount(fields.hours)} 小时"))
    return tuple((label, value) for label, value in told if value)
