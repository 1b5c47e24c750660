"""What ``jinguo intake`` says of each story and form: what was understood, how surely, what is to be asked."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.privacy import masked
from generator.console import Console
from generator.intake.body_private import redacted
from generator.intake.drafts import Draft
from generator.intake.drafts_batch import Batch
from generator.intake.guess import Guess
from generator.intake.team_drafts import TeamDraft
from generator.records.kinds import Activity, Credits
from generator.records.library import TOP, Library

_LONGEST = 36
_IN_FULL = 10
"""Stories, and teams, of which everything is said; more than that nobody reads."""
_KINDS = {"notice": "预告", "practice": "经验做法", "report": "活动报道"}
_INSIDE = {"place.spot": "场所"}


def tell(batch: Batch, library: Library, console: Console) -> None:
    """Everything about a batch, story by story."""
    for number, draft in enumerate(batch.drafts, start=1):
        for line in _story(draft, library) if number <= _IN_FULL else _story_in_short(draft):
            console.say(line)
    for number, team in enumerate(batch.teams, start=1):
        for line in _team(team) if number <= _IN_FULL else _team_in_short(team):
            console.say(line)
    for name, where in batch.seen:
        console.say(f"{masked(name)}：以前交过了（{where}），没有再写一份")
    for note in batch.notes:
        console.say(f"说明：{masked(note)}")
    for kept in batch.kept:
        console.say(f"没有用上：{masked(kept.name)}：{kept.reason}")


def index(batch: Batch) -> list[str]:
    """The same in short, for the index of the private folder."""
    lines = [f"{each.piece.name} → activities/{each.address}" for each in batch.drafts]
    lines += [f"{each.form.origin} → {f'teams/{each.address}' if each.made else '没有写'}" for each in batch.teams]
    return [*lines, *(f"{name}：以前交过（{where}）" for name, where in batch.seen), *batch.notes]


def counted(batch: Batch) -> str:
    """How much there is of what."""
    new = sum(each.new for each in batch.teams if each.made)
    changed = sum(not each.new for each in batch.teams if each.made)
    photos = sum(each.photos for each in batch.drafts)
    parts = [f"{len(batch.drafts)} 篇稿子（{photos} 张照片）" if batch.drafts else ""]
    parts += [f"{new} 支新队伍" if new else "", f"{changed} 支队伍的改动" if changed else ""]
    return "、".join(each for each in parts if each)


def _story(draft: Draft, library: Library) -> Iterator[str]:
    yield f"{masked(draft.piece.name)} → activities/{draft.address}"
    for key, guess in draft.understood.guesses.items():
        words, _ = redacted(" ".join(guess.words.split()))
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"
        said, _ = redacted(_said(key, guess, library))
        source = f"，“{short}”" if short and short != said else ""
        yield f"  {_label(key)}：{said}（{guess.confidence}{source}）"
    if draft.photos:
        yield f"  照片：{draft.photos} 张"
    yield from (f"  {each}" for each in draft.told)
    yield from _asked(draft.asked)


def _story_in_short(draft: Draft) -> Iterator[str]:
    """One line: the questions stand at the top of the draft as well."""
    photos = f"，{draft.photos} 张照片" if draft.photos else ""
    asked = f"，{len(draft.asked)} 个问题写在稿子最上面" if draft.asked else ""
    yield f"{masked(draft.piece.name)} → activities/{draft.address}{photos}{asked}"


def _team_in_short(team: TeamDraft) -> Iterator[str]:
    """One line, but for what was not written: that is said nowhere else."""
    if team.made:
        yield f"{masked(team.form.origin)} → teams/{team.address}"
    yield from () if team.made else _team(team)


def _team(team: TeamDraft) -> Iterator[str]:
    yield f"{masked(team.form.origin)}：{redacted(team.form.name)[0] or '（没有队名）'}"
    yield from (f"  {each}" for each in team.told)
    yield from _asked(team.asked)


def _asked(asked: tuple[str, ...]) -> Iterator[str]:
    if asked:
        yield "  还要问清："
        yield from (f"    {number}. {masked(each)}" for number, each in enumerate(asked, start=1))


def _label(key: str) -> str:
    if key in _INSIDE:
        return _INSIDE[key]
    top, _, inner = key.partition(".")
    field = Credits.model_fields[inner] if inner else Activity.model_fields[top]
    return str(field.description).partition("：")[0].partition("（")[0].partition("，")[0]


def _said(key: str, guess: Guess, library: Library) -> str:
    """A value as people say it."""
    value = guess.value
    if key == "date" and isinstance(value, tuple):
        return f"{value[0]}" if value[0] == value[1] else f"{value[0]} 到 {value[1]}"
    if key == "teams" and isinstance(value, tuple):
        return "、".join(library.teams[each].fields.name if each in library.teams else each or TOP for each in value)
    if key == "place" and isinstance(value, tuple):
        division = library.facts.division(value[0])
        return f"{division.name if division else ''}{value[1]}"
    if key == "served" and isinstance(value, tuple):
        return f"{value[0]} 人，{value[1]}"
    if key == "campaign":
        return next((each.name for each in library.facts.campaigns if each.id == value), str(value))
    if key == "project":
        return library.projects[str(value)].fields.title
    if key == "kind":
        return _KINDS[str(value)]
    return (
        "、".join(map(str, value))
        if isinstance(value, tuple)
        else f"{value:g}"
        if isinstance(value, float)
        else f"{value}"
    )
