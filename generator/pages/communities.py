"""Pages of communities: all by kind, and each on its own."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.cards import Cards
from generator.pages.rows import led
from generator.pages.sources import About, PageSource
from generator.pages.views import CommunitiesView, CommunityView
from generator.records.kinds import Community
from generator.records.library import Entry


def pages(cards: Cards) -> Iterator[PageSource]:
    """All communities by kind, and each on its own page."""
    by_kind: dict[str, list[CommunityView]] = {}
    for entry in cards.shown.communities.values():
        view = _view(cards, entry)
        by_kind.setdefault(view.kind, []).append(view)
        about = About(view.pictures[0] if view.pictures else None, keywords=(view.kind, view.place))
        body = entry.document.body
        yield PageSource(view.address, "community.html", view.name, view, body, view.summary, entry.path, about)
    everything = CommunitiesView(tuple((kind, tuple(views)) for kind, views in by_kind.items()))
    description = "、".join(by_kind) or "妇女群众身边的服务阵地"
    yield PageSource("communities/index.html", "communities.html", "服务阵地", everything, description=description)


def _view(cards: Cards, entry: Entry[Community]) -> CommunityView:
    fields, shown = entry.fields, cards.shown
    stories = shown.by_township.get((fields.division, fields.township), [])
    return CommunityView(
        name=fields.name,
        address=f"communities/{entry.address}.html",
        kind=fields.kind,
        place=f"{shown.division_name(fields.division)}{fields.township}",
        summary=fields.summary,
        open=fields.open or "",
        teams=cards.team_links(fields.teams),
        pictures=led(cards.album.pictures(entry, shown.photos(entry))),
        stories=cards.stories(stories[:6]),
    )
