"""Rule P7: nobody is named in a text without a consent; one reading serves all rules about persons in texts."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import dwellings
from generator.checks.children import hardship, minors
from generator.checks.exemplary import deceased, remembered
from generator.checks.naming import Name
from generator.checks.officials import officials
from generator.checks.passages import Passage, Story, stories
from generator.checks.receivers import receivers
from generator.checks.registry import Facts, Rule, rule
from generator.checks.renown import looked_up_to
from generator.checks.roles import PROFESSIONS
from generator.checks.vulnerable import protected
from generator.problems import Problem
from generator.records.kinds import Consent

_HAS_NAMED = ("activities/", "content/projects/", "content/communities/")


@rule(
    "P7",
    "标题、摘要、正文、图说写到真名的人，都有有效的同意书（named）",
    "error",
    "个人信息保护法第二十五条；妇女权益保障法第二十八条；民法典第九百九十九条",
)
def everyone_named_has_agreed(_this: Rule, facts: Facts) -> Iterator[Problem]:
    """P6, P7, P9 to P12, P14 and A14; the graver rule speaks first, and of one name only one rule."""
    for story in stories(facts):
        yield from dwellings(story)
        yield from hardship(story)
        yield from protected(story)
        yield from minors(story, facts)
        yield from receivers(story, facts)
        yield from deceased(story)
        yield from officials(story, facts)
        yield from _unknown(story)
    yield from remembered(facts)


def _unknown(story: Story) -> Iterator[Problem]:
    """Everybody left over, unless there are as many consents as names."""
    first: dict[str, tuple[Passage, Name]] = {}
    for passage in story.passages:
        for name in passage.names:
            if name.text not in story.told:
                first.setdefault(name.text, (passage, name))
    found = [(passage, name) for passage in story.passages for name in passage.names if name.text in first]
    lacking = story.uncovered(found, _by_herself)
    adults = sum(map(_by_herself, story.consents))
    short = f"（这篇写到 {len(first)} 个人，named 里的同意书只有 {adults} 份）" if adults else ""
    for passage, name in first.values():
        if name.text in lacking and looked_up_to(passage.text, name):
            message = f"这里像是写了一位大家学习的人物（{name.veiled}），程序不认得"
            hint = "历史人物、公众人物请写进 teams/federation.yml 的 public_names；身边的人请征得本人同意"
            yield passage.problem("P7", name.start, message, hint, "warning")
        elif name.text in lacking:
            message = f"这里像是写了一位群众的姓名（{name.veiled}），没有同意书{short}"
            yield passage.problem("P7", name.start, message, _hint(story, name))


def _by_herself(consent: Consent) -> bool:
    return not consent.guardian and not consent.kin


def _a_certain(role: str) -> str:
    """What to call her instead: by her own role, where that is what she does."""
    return f"一位{role}" if role in PROFESSIONS else "一位居民"


def _hint(story: Story, name: Name) -> str:
    masked = f"请写成 “{name.surname}某” 或 “{_a_certain(name.role)}”"
    if story.entry.path.startswith(_HAS_NAMED):
        return f"{masked}；要写真名的，请征得本人同意，把同意书编号写进 named"
    return f"{masked}；这类页面不写别人的真名"
