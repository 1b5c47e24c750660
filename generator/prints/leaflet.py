"""A brand line as a leaflet of three panels: what it does, what it comes to, how to join."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.cards import Cards, worked
from generator.pages.days import spoken
from generator.pages.pictures import Album
from generator.pages.published import Published
from generator.pages.tallies import tally
from generator.prints.blocks import Block, blocks
from generator.prints.codes import FILE, code, page_url
from generator.prints.phrases import phrases
from generator.prints.plates import Plate, Plates
from generator.prints.typeset import PLUM, Sheet
from generator.records.federation import BrandLine

TEMPLATE = "leaflet"
WIDTH, HEIGHT = 103.0, 109.0
"""Millimetres of the cover's photograph with its bleed."""
_JOIN = "about/join"
"""The page that tells how to join; its first numbered list is printed."""
_PROJECTS, _STORIES, _PICTURES, _SLOGANS, _STEPS, _CONTACTS = 5, 4, 4, 3, 5, 4
_FULL = 4
"""With so many projects there is no room for stories below them."""
_STEP = 58


@dataclass(frozen=True, slots=True)
class LeafletView:
    """What the template sees."""

    name: str
    motto: tuple[str, ...]
    summary: str
    serves: tuple[str, ...]
    contents: tuple[str, ...]
    numbers: tuple[tuple[str, str, str], ...]
    """Value, unit, label: as on the site."""
    until: str
    projects: tuple[tuple[str, str], ...]
    stories: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    """Head and words of each step to take."""
    slogans: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]
    photos: tuple[Plate, ...]
    """The first on the cover, the others inside."""
    site: str
    federation: str
    office: str
    address: str


def leaflet(shown: Published, line: BrandLine, site: str, plates: Plates, *, bleed: bool = False) -> Sheet:
    """The leaflet of a brand line, made from what may be printed."""
    facts, stories = shown.federation, shown.by_brand.get(line.name, [])
    cards = Cards(shown, Album({}))
    address = page_url(site, f"brands/{line.id}.html") if site else ""
    entry = shown.brand_pages.get(line.id)
    projects = shown.brand_projects.get(line.name, [])[:_PROJECTS]
    photos = tuple(_pictures(shown, line, plates))
    told = [cards.story(story) for story in stories[: _STORIES if len(projects) < _FULL else 2]]
    view = LeafletView(
        name=line.name,
        motto=phrases(line.motto),
        summary=entry.fields.summary if entry else line.motto,
        serves=line.serves,
        contents=line.contents,
        numbers=worked(tally(stories)),
        until=spoken(stories[0].fields.date.first) if stories else "",
        projects=tuple((each.fields.title, each.fields.summary) for each in projects),
        stories=tuple((card.title, f"{card.days}　{card.place}") for card in told),
        categories=tuple(each for each in facts.categories if each != facts.other_category),
        steps=tuple(_steps(shown)),
        slogans=tuple(each.text for each in facts.slogans[:_SLOGANS]),
        contacts=tuple((each.label, each.value) for each in facts.contacts[:_CONTACTS]),
        photos=photos,
        site=facts.site.title,
        federation=facts.name,
        office=facts.footer.address or "",
        address=address,
    )
    pictures = plates.pictures | ({FILE: code(address)} if address else {})
    colour = line.colour or PLUM
    return Sheet(TEMPLATE, view, f"{line.name}宣传折页", facts.name, colour, facts.sample, bleed, pictures)


def _pictures(shown: Published, line: BrandLine, plates: Plates) -> Iterator[Plate]:
    """One of each of the newest stories that have any."""
    found = 0
    for story in shown.by_brand.get(line.name, []):
        for photo in shown.photos(story)[:1]:
            if found < _PICTURES and (plate := plates.plate(story, photo)):
                found += 1
                yield plate


def _steps(shown: Published) -> Iterator[tuple[str, str]]:
    """The first numbered list of the page that tells how to join, else what that page says in a sentence."""
    page = shown.written_pages.get(_JOIN)
    listed = [block for block in blocks(page.document.body) if block.mark[:1].isdigit()] if page else []
    for number, block in enumerate(listed[:_STEPS]):
        if number and block.mark == "1.":
            return  # another list
        yield _step(block)
    if not listed:
        yield "到所在地妇联登记", (page.fields.summary if page else "") or "住在哪里，就到哪里的妇联登记。"


def _step(block: Block) -> tuple[str, str]:
    head = "".join(run.text for run in block.runs if run.strong).strip().rstrip("。：")
    rest = "".join(run.text for run in block.runs if not run.strong).strip() if head else block.text
    if len(rest) > _STEP:
        end = max(rest.rfind(sign, 0, _STEP) for sign in "。！？；")
        rest = rest[: end + 1] if end > 0 else rest[: _STEP - 1] + "…"
        rest = f"{rest[:-1]}。" if rest.endswith("；") else rest
    return head, rest
