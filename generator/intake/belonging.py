"""Which pictures belong to which story: what lies together belongs together; nothing is guessed beyond names."""

from __future__ import annotations

import re
import unicodedata

from generator.checks.privacy import masked
from generator.intake.delivered import Block
from generator.intake.gathered import Gathered, Loose, Story

_ALIKE = 2
"""Han characters in a row that a picture's name must share with a story's."""
_EVERYWHERE = re.compile(
    r"活动|照片|图片|简报|信息|报道|志愿|服务|巾帼|妇联|报送|宣传|材料|新闻|稿件|微信|相片|队伍|登记|副本|新建|文档|文件"
    r"|\d+|[a-z]+"
)
"""Words that stand in any name, and tell nothing."""


def settle(found: Gathered) -> None:
    """Give loose pictures to the stories beside them, where it is clear which; the others stay loose."""
    stories = [each for each in found.stories if each.tells] or found.stories
    if not stories or not found.loose:
        return
    left = []
    for loose in found.loose:
        owner = stories[0] if len(stories) == 1 else _named(loose, stories)
        if owner is None:
            left.append(loose)
        else:
            owner.hold(loose.picture)
    found.loose = left


def _named(loose: Loose, stories: list[Story]) -> Story | None:
    """The one story whose name a picture, or its folder, shares most with; None where two are as near."""
    here = _words(loose.name)
    shared = (_shared(here, _words(f"{each.name} {each.subject}")) for each in stories)
    scores = sorted(((length, place) for place, length in enumerate(shared)), reverse=True)
    (best, place), (second, _) = scores[0], scores[1]
    return stories[place] if best >= _ALIKE and best > second else None


def _words(name: str) -> str:
    own = " ".join(name.split(" › ")[-2:])
    return _EVERYWHERE.sub(" ", unicodedata.normalize("NFKC", own).lower())


def _shared(one: str, other: str) -> int:
    """Length of the longest run of letters in both."""
    best = 0
    for start in range(len(one)):
        while (
            start + best < len(one)
            and " " not in one[start : start + best + 1]
            and one[start : start + best + 1] in other
        ):
            best += 1
    return best


def part(found: Gathered) -> None:
    """What is still loose at the end: kept, and asked about."""
    if not found.loose:
        return
    if found.stories:
        reason = "交来的有几篇稿子，看不出这张照片是哪一篇的，请看过以后放进那场活动"
        names = "、".join(masked(each.name.rpartition(" › ")[2]) for each in found.loose[:5])
        more = f"等 {len(found.loose)} 张" if len(found.loose) > 1 else ""
        found.notes.append(f"照片 {names}{more}是哪一篇的？看不出来，没有放进草稿")
    else:
        reason = "只有照片，没有文字，不知道是哪场活动的，请补上活动的文字再交"
        found.notes.append(f"有 {len(found.loose)} 张照片没有跟着文字，没有放进草稿")
    for each in found.loose:
        found.keep(each.name, each.picture.data, reason)
    found.loose = []


def drop_picture(story: Story, place: int) -> None:
    """Take a picture out of a story, and out of its text."""
    del story.pictures[place]
    story.blocks = [
        Block(
            each.kind,
            each.text,
            each.picture - 1 if each.picture is not None and each.picture > place else each.picture,
        )
        for each in story.blocks
        if each.picture != place
    ]
