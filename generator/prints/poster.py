"""A story as a poster: photograph, headline, team, day, place, slogan, and a code that opens the story."""

from __future__ import annotations

from dataclasses import dataclass

from generator.pages.cards import Cards
from generator.pages.pictures import Album
from generator.pages.published import Published, Story
from generator.prints.codes import FILE, code, story_url
from generator.prints.phrases import phrases
from generator.prints.plates import Plate, Plates
from generator.prints.typeset import PLUM, Sheet

TEMPLATE = "poster"
WIDTH, HEIGHT, TALLEST = 190.5, 165.8, 204.6
"""Millimetres of the photograph; one that was taken upright gets more height, so that less of it is cut."""
LONGEST_SLOGAN = 40
"""Characters that still stand beside the code in a size that is read from afar."""
_LEAD = 84
_ROOM_FOR_LEAD = 60
"""With more words in headline and facts there is no room for the first words of the story."""


@dataclass(frozen=True, slots=True)
class PosterView:
    """What the template sees."""

    phrases: tuple[str, ...]
    photo: Plate | None
    height: float
    """Millimetres of the photograph; nothing where there is none."""
    brand: str
    facts: tuple[tuple[str, str], ...]
    """Label and value: when, where, who."""
    lead: str
    slogan: str
    federation: str


def poster(
    shown: Published, story: Story, site: str, plates: Plates, slogan: str = "", *, bleed: bool = False
) -> Sheet:
    """The poster of a story that may be printed.

    Args:
        shown: what may be printed.
        story: one of its stories.
        site: address of the site, for the code.
        plates: takes the photograph, the first that may be shown.
        slogan: one of the federation's, or what the command says.
        bleed: with three millimetres for the print shop.
    """
    facts = shown.federation
    card = Cards(shown, Album({})).story(story)
    photo = next((plate for each in shown.photos(story) if (plate := plates.plate(story, each))), None)
    line = facts.brand(story.fields.brand)
    teams = [name for each in story.fields.teams if (name := shown.team_name(shown.team_key(each)))]
    told = [("时间", card.days), ("地点", card.place), ("队伍", teams[0] if teams else story.fields.credits.source)]
    if len(teams) > 1:
        told[-1] = ("队伍", f"{teams[0]}等 {len(teams)} 支")
    lead = story.fields.summary or card.summary
    long = len(story.fields.title) + len(told[-1][1]) > _ROOM_FOR_LEAD
    height = max(HEIGHT, min(TALLEST, WIDTH / photo.ratio)) if photo else 0
    view = PosterView(
        phrases(story.fields.title), photo, height, line.name if line else story.fields.brand, tuple(told),
        "" if long and photo else _short(lead), slogan or (line.motto if line else ""), facts.name,
    )  # fmt: skip
    colour = (line.colour if line else None) or PLUM
    pictures = {
        **({photo.file: plates.pictures[photo.file]} if photo else {}),
        FILE: code(story_url(site, story.address)),
    }
    return Sheet(TEMPLATE, view, story.fields.title, facts.name, colour, facts.sample, bleed, pictures)


def _short(text: str) -> str:
    """Whole sentences where some fit, else an end that says that more follows."""
    if len(text) <= _LEAD:
        return text
    end = max(text.rfind(sign, 0, _LEAD) for sign in "。！？")
    return text[: end + 1] if end > _LEAD // 3 else text[: _LEAD - 1].rstrip("，、；：") + "…"
