"""Whether a team of a form is one that the register has under another name: told to a person, never decided here."""

from __future__ import annotations

from generator.intake.delivered import Block, Piece
from generator.intake.guess import Guess, Known, Story, Understood
from generator.intake.guess_teams import guess_teams
from generator.intake.team_form import TeamForm
from generator.records.kinds import Team
from generator.records.library import Entry


def known_as(form: TeamForm, known: Known) -> Entry[Team] | None:
    """The team of the same place whose name the form writes shorter or otherwise; by the same eyes as stories."""
    texts = (form.name, form.unit)
    piece = Piece(form.origin, tuple(Block("paragraph", text) for text in texts))
    understood = Understood(Story(piece, title=form.name, blocks=piece.blocks))
    guess_teams(Known(known.library, known.today), understood)
    guess = understood.guesses.get("teams")
    if guess is None or not isinstance(guess.value, tuple):
        return None
    for address in guess.value:
        entry = known.library.teams.get(address)
        if entry is not None and "/" in address and _by_name(guess, form) and _same_place(entry.fields, form, known):
            return entry
    return None


def _by_name(guess: Guess, form: TeamForm) -> bool:
    """Not only by its unit, which may well have a second team."""
    return bool(guess.words) and any(word in form.name for word in guess.words.split("、"))


def _same_place(team: Team, form: TeamForm, known: Known) -> bool:
    if form.unit and form.unit == team.unit:
        return True
    said = f"{form.unit} {form.name}"
    division = known.federation.division(team.division)
    elsewhere = [
        each
        for each in known.federation.divisions
        if each.code != team.division and (each.name in said or each.label in said)
    ]
    if elsewhere and not (division and division.name in said):
        return False
    return bool(team.township and (team.township in said or team.township.removesuffix("街道") in said))
