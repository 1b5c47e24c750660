"""Several stories in one text: each under its own heading, with a day and a team of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.intake.delivered import Block
from generator.intake.gathered import Gathered, Story

_NUMBER = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}\s*[、.．](?!\d)|[（(][一二三四五六七八九十\d]{1,2}[)）]|[【\[]|[●◆■★])\s*"
)
_DAY = re.compile(r"\s*(?:20\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\s*20\d\d[./-]\d{1,2}[./-]\d{1,2}")
_LOOSE_DAY = re.compile(rf"{_DAY.pattern}|\s*(?:近日|日前|今天|昨天|今日|昨日)")
_TEAM = re.compile(r"[\u4e00-\u9fff]{2,26}?(?:小队|分队|志愿服务队|志愿队|妇联|妇女联合会)")
_ACTS = re.compile(r"(?:[，,日号]|上午|下午|晚上?|当天|组织|联合|由)")
_LONGEST_HEADING, _SHORTEST_HEADING = 45, 6
_SHORTEST_TEXT = 20
_LONGEST_PREFACE = 40


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with the beginning of what stands under it."""

    at: int
    team: str
    dated: bool


def apart(found: Gathered) -> None:
    """Stories that stand in one text become so many; whoever hands them in is told."""
    stories = []
    for story in found.stories:
        first, several = parts(story)
        stories += several
        if len(several) > 1:
            found.note(story.name, f"里像是有 {len(several)} 篇稿子，已经分开，请核对")
            if above := "\n".join(each.text for each in story.blocks[:first] if each.text):
                found.keep(f"{story.name} › 篇首.txt", f"{above}\n".encode(), "几篇稿子前面的话，没有放进草稿")
    found.stories = stories


def parts(story: Story) -> tuple[int, list[Story]]:
    """Where the first story begins, and each with its pictures; the text itself where it is one."""
    found = [each for each in _sections(story.blocks) if each.dated and each.team]
    if len(found) < 2 or len({each.team for each in found}) < len(found):  # noqa: PLR2004
        return 0, [story]
    preface = [each for each in story.blocks[: found[0].at] if each.text or each.kind == "picture"]
    if any(
        each.kind in {"picture", "table"} or len(each.text) > _LONGEST_PREFACE or each.text[-1] in "。："
        for each in preface
    ):
        return 0, [story]
    ends = [*(each.at for each in found[1:]), len(story.blocks)]
    shown = {each.picture for each in story.blocks if each.picture is not None}
    if len(shown) < len(story.pictures):  # of one that stands nowhere nobody can say whose it is
        return 0, [story]
    spans = zip(found, ends, strict=True)
    return found[0].at, [_part(story, each.at, end, number) for number, (each, end) in enumerate(spans, 1)]


def look_like(blocks: Sequence[Block]) -> int:
    """How many stories a text may be: headings, each with a day of its own under it."""
    return max(1, len(_sections(blocks)))


def _part(story: Story, start: int, end: int, number: int) -> Story:
    made = Story(
        f"{story.name}（第 {number} 篇）", subject="", sender=story.sender, sent=story.sent, changed=story.changed
    )
    for block in story.blocks[start:end]:
        if block.picture is not None:
            made.show(story.pictures[block.picture])
        else:
            made.blocks.append(block)
    made.blocks[0] = Block("paragraph", _NUMBER.sub("", made.blocks[0].text, count=1).rstrip("】]"))
    return made


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    texts = [
        at for at, each in enumerate(blocks) if each.kind in {"title", "heading", "paragraph", "item"} and each.text
    ]
    found = []
    for at, following in pairwise(texts):
        text = blocks[following].text
        under_a_picture = at > 0 and blocks[at - 1].picture is not None and blocks[at].kind == "paragraph"
        if (
            _heads(blocks[at])
            and not under_a_picture
            and len(text) >= _SHORTEST_TEXT
            and (day := _LOOSE_DAY.match(text))
        ):
            sentence = re.split("[。！？]", text[day.end() :])[0]
            team = _TEAM.search(_ACTS.sub(" ", sentence))
            found.append(_Section(at, team[0] if team else "", _DAY.match(text) is not None))
    return found


def _heads(block: Block) -> bool:
    text = block.text.strip()
    return (
        _SHORTEST_HEADING <= len(text) <= _LONGEST_HEADING
        and text[-1] not in "。！？；，、：…!?;,:"
        and not _DAY.match(text)
    )
