"""Who stands behind a text: the unit that sends it, then the names under it; and what kind of text it is."""

from __future__ import annotations

import re

from generator.intake.guess import LIKELY, LOOSE, SURE, Guess, Known, Understood

_UNIT = re.compile(
    r"(?:妇联|妇女联合会|妇委会|妇工委|协会|商会|学会|街道|镇|乡|办事处|小队|分队|总队|社区|委员会|中心|公司|医院|学校|法院|司法局)$"
)
_NOTICE = re.compile(r"招募|报名|预告|征集|邀请函|倡议书|通知$|公告")
_COMING = re.compile(r"(?:定于|将于|将在|拟于).{0,30}(?:举办|举行|开展|组织)")
_PRACTICE = re.compile(r"(?:经验|做法|工作法|模式|探索与实践|经验材料|典型案例)")


def guess_kind(understood: Understood) -> None:
    """Put ``kind`` where a text is no report."""
    story = understood.story
    if _NOTICE.search(story.title) or (
        _COMING.search(story.lead) and not re.search(r"[日号](?:上午|下午)?，.{0,40}(?:开展了|举办了)", story.lead)
    ):
        understood.put(
            "kind", Guess("notice", LIKELY, (_NOTICE.search(story.title) or _COMING.search(story.lead) or [""])[0])
        )
        understood.ask(18, "这是预告（还没有办的活动），不是报道，对吗？")
    elif found := _PRACTICE.search(story.title):
        understood.put("kind", Guess("practice", LIKELY, found[0]))
        understood.ask(19, "这是好经验好做法（practice），不是一场活动的报道，对吗？")


def guess_credits(known: Known, understood: Understood) -> None:
    """Put ``credits.…``; the names of the sender's own editors are to be looked at."""
    said = understood.story.credits
    unit, writer = said.get("source", ""), said.get("writer", "")
    if writer and _UNIT.search(writer.split()[0]) and not unit:
        unit, writer = writer, ""
    if unit and _UNIT.search(unit.split()[0]):
        whole = f"{unit} {writer}" if writer and writer not in unit else unit
        understood.put("credits.source", Guess(whole, SURE, whole))
    else:
        _source_of_the_letter(known, understood, " ".join(each for each in (unit, writer) if each))
    for key in ("photo", "edit", "proof", "review", "issue"):
        if said.get(key):
            understood.put(f"credits.{key}", Guess(said[key], SURE if key == "photo" else LIKELY, said[key]))
    own = [key for key in ("edit", "proof", "review", "issue") if said.get(key)]
    if own:
        understood.ask(55, "来稿自带编辑、审核的名字，先照写了：如果是对方单位的人，请换成本会签审的人")


def _source_of_the_letter(known: Known, understood: Understood, names: str) -> None:
    """The sender where she writes for a unit, else the unit of the team."""
    sender = understood.story.piece.sender.strip()
    longest = 24
    if sender and _UNIT.search(sender) and len(sender) <= longest:
        unit, sure = sender, LIKELY
    else:
        teams = understood.value("teams")
        entry = known.library.teams.get(teams[0]) if isinstance(teams, tuple) and teams else None
        unit, sure = (entry.fields.unit if entry else known.federation.short), LOOSE
    understood.put("credits.source", Guess(f"{unit} {names}".strip(), sure, names or sender))
    if sure == LOOSE:
        understood.ask(28, f"来源（供稿单位）写“{unit}”对吗？来稿里没有写")
