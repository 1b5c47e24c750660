"""One piece of what was handed in → everything that can be guessed of it; later guesses lean on earlier ones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator import personal
from generator.checks.naming import names
from generator.intake.delivered import Piece
from generator.intake.guess import LIKELY, LOOSE, SURE, Guess, Known, Understood
from generator.intake.guess_credits import guess_credits, guess_kind
from generator.intake.guess_dates import guess_date
from generator.intake.guess_lines import story_of
from generator.intake.guess_numbers import guess_numbers
from generator.intake.guess_places import guess_place
from generator.intake.guess_teams import guess_teams
from generator.intake.guess_themes import guess_themes
from generator.intake.guess_titles import LONGEST, first_sentence
from generator.intake.several import look_like

_NAMES = 22
"""Weight of the question about names, by which it is found again when some of them have been veiled."""


def understand(piece: Piece, known: Known) -> Understood:
    """Everything that the program makes of a text; what it cannot tell is a question."""
    understood = Understood(story_of(piece))
    _title(understood)
    guess_kind(understood)
    guess_date(known, understood)
    guess_teams(known, understood)
    guess_place(known, understood)
    guess_themes(known, understood)
    guess_numbers(known, understood)
    guess_credits(known, understood)
    _people(known, understood)
    _whole(understood)
    return understood


def _title(understood: Understood) -> None:
    story = understood.story
    if story.title:
        understood.put("title", Guess(story.title, SURE if story.title_sure else LIKELY, story.title))
        if len(story.title) > LONGEST:
            understood.ask(58, f"标题有 {len(story.title)} 个字，要不要改短？（微信最多 {LONGEST} 个字）")
        return
    first = first_sentence(story.lead) or story.piece.subject[:LONGEST] or "（没有标题）"
    understood.put("title", Guess(first, LOOSE, first))
    understood.ask(4, "标题是什么？来稿没有标题，先写了正文的第一句")


def _whole(understood: Understood) -> None:
    """Whether it is one story, and a story at all; until somebody says so, nothing of it is certain."""
    story = understood.story
    several = look_like(story.blocks)
    if several > 1:
        understood.ask(0, f"像是 {several} 篇稿子写在一起：请分开，各写各的日期、队伍和照片")
    if story.official:
        understood.ask(0, "这像是一份公文（红头文件、简报或工作报告），是要登的活动报道吗？不是的话，请不要用这份草稿")
    if several > 1 or story.official:
        for key, guess in understood.guesses.items():
            if guess.confidence == SURE and guess.words != "--team":
                understood.guesses[key] = replace(guess, confidence=LIKELY)


def ask_about_names(known: Known, understood: Understood, veiled: Collection[str] = ()) -> None:
    """People who are named need a consent; who they are is not repeated, and who has been veiled is not asked about."""
    public = {each.name for each in known.federation.officials} | {each.name for each in known.federation.public_names}
    named = {each.text for each in names("\n".join(understood.story.paragraphs), public)} - set(veiled)
    understood.questions = [each for each in understood.questions if each.weight != _NAMES]
    if named:
        listed = f"{len(named)} 个人的名字"
        understood.ask(_NAMES, f"正文里像是有 {listed}：本人同意公开吗？没有同意书的，请改成“张某”这样的写法")


def _people(known: Known, understood: Understood) -> None:
    ask_about_names(known, understood)
    story = understood.story
    if any(each.kind in {"id", "mobile", "wechat"} for each in personal.find(story.text)):
        understood.ask(1, "来稿里有电话、身份证号或者微信号：已经从草稿里删去，请看看删得对不对")
    if story.greeting:
        understood.ask(56, "来稿里有写给编辑的话，还留在正文里，不要的请删掉")


__all__ = ["LIKELY", "LOOSE", "SURE", "ask_about_names", "understand"]
