"""Pages of honours: all years, and each year on its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.cards import Cards
from generator.pages.forms import Award, Link
from generator.pages.sources import PageSource
from generator.pages.views import HonoursListView, HonoursView
from generator.records.honours import Honours, Recipient


def pages(cards: Cards) -> Iterator[PageSource]:
    """All years on one page, and each year on its own."""
    views = []
    for entry in cards.shown.honours:
        view = _view(cards, entry.fields)
        views.append(view)
        title = f"{view.year} 年度表彰"
        yield PageSource(view.address, "honours-year.html", title, view, "", view.document, entry.path)
    description = "、".join(cards.shown.federation.honours) or "历年表彰"
    everything = HonoursListView(tuple(views))
    yield PageSource("honours/index.html", "honours.html", "表彰", everything, description=description)


def _view(cards: Cards, fields: Honours) -> HonoursView:
    document = fields.document
    return HonoursView(
        year=fields.year,
        address=f"honours/{fields.year}.html",
        document=f"{document.title}（{document.number}）",
        on=f"{document.on}",
        issuer=document.issuer,
        awards=tuple(
            Award(award.honour, tuple(link for each in award.recipients if (link := _recipient(cards, each))))
            for award in fields.awards
        ),
    )


def _recipient(cards: Cards, recipient: Recipient) -> Link | None:
    """A link to the honoured, or her name under consent, or nothing."""
    shown = cards.shown
    if recipient.volunteer:
        person = shown.volunteers.get(recipient.volunteer)
        if person is None:
            return None
        card = cards.person(person)
        return Link(card.name, card.address, card.team)
    if recipient.project:
        return cards.project_link(recipient.project)
    if recipient.community:
        community = shown.communities.get(recipient.community)
        return Link(community.fields.name, f"communities/{community.address}.html") if community else None
    if recipient.team:
        return cards.team_link(recipient.team)
    return Link(recipient.name or "", "", recipient.unit or "") if shown.named(recipient.consent) else None
