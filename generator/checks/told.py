"""Rules A1 and A2: a report says what was done, where, and which unit tells it; the rest of both, reading enforces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import surnames
from generator.checks.passages import unnamed, written
from generator.checks.registry import Facts, Rule, declare, rule
from generator.problems import Problem
from generator.records.kinds import Activity
from generator.records.library import Entry

declare("A2", "一个活动写一个品牌，品牌在名录里（R1）", "error", "本级妇联文件（服务品牌）")

_NO_WORDS = re.compile(r"!?\[[^\]\n]{0,300}\]\([^)\n]{0,300}\)|^[ \t]*(?:#[^\n]*|[-*_=]{3,})$", re.MULTILINE)
_LETTER = re.compile(r"[^\W_]")
_STUB = re.compile(
    r"^[ \t>*（(【\[“\"]*(?:(?:正文|内容|经过)?待(?:填写|填|补充?|完善|续写|写|定)(?=[：:，。、）)】\]”…\s]|$)"
    r"|(?:请在)?此处(?:填写|写正文|输入)|TODO\b|TBD\b"
    r"|正文从这里开始|[Xx×]{3,}|(?:正文|内容)?(?:略|无|暂无|暂缺)[。）)】\s]*$)",
    re.MULTILINE,
)
_NOBODY = frozenset(
    surnames.words(
        "本人 自己 个人 网络 互联网 网上 朋友圈 微信群 微信 群里 原创 佚名 无 不详 未知 待定 待填写 转载 同上"
    )
)
_COARSE = re.compile(r"(?:[省市县]|自治州|地区)$")
_FINE = re.compile(r"(?:村|社区|小区|广场|公园|学校|小学|中学|家属院|居委会|妇女之家|号)$")
_NAME_LENGTHS = (2, 3)


@rule(
    "A1",
    "投稿的报道写清标题、日期、地点（到乡镇、街道）、队伍、服务内容和来源单位，正文不是空的",
    "error",
    "民政部令第67号 第七条；本级妇联文件（活动登记）",
)
def reports_tell_enough(this: Rule, facts: Facts) -> Iterator[Problem]:
    """What a key can hold and still tell nothing; a key that is missing is F4, one that is misspelt R1.

    What kind of service it was, the brand tells, which every story has.
    """
    for story in written(facts, ("activities",)):
        yield from _body(this, story)
        yield from _stubs(story)
        yield from _place(this, story, facts)
        yield from _source(this, story, facts)


def _body(this: Rule, story: Entry[Activity]) -> Iterator[Problem]:
    body = story.document.body
    first, *others = body.split("<!--")
    seen = "".join([first, *(each.partition("-->")[2] for each in others)])
    if _LETTER.search(_NO_WORDS.sub("", seen)):
        return
    what = "只有小标题或图片" if body.strip() else "是空的"
    hint = "请写明做了什么、为谁做、怎么做的；还没写好就先把 status 写成 draft"
    line = story.document.body_line
    yield Problem(story.path, line, 1, this.id, this.severity, f"正文{what}", hint)


def _stubs(story: Entry[Activity]) -> Iterator[Problem]:
    """Words that a form puts where the writer has to write; one line for each text."""
    for passage in unnamed(story):
        match = _STUB.search(passage.text)
        if match and passage.at[:1] != ("photos",):  # of those, rule I2 speaks
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield passage.problem("A1", start, "这里还没有写，只有占位的字", "请写好这一处，或者把它删掉")


def _place(this: Rule, story: Entry[Activity], facts: Facts) -> Iterator[Problem]:
    """Where R1 has no list to look into: no division is said, or its townships are not listed."""
    federation = facts.library.federation
    place, organiser = story.fields.place, facts.library.teams.get(story.fields.teams[0])
    code = place.division or (organiser.fields.division if organiser else None)
    if federation is None or code is None:
        return
    division = federation.fields.division(code)
    if division is not None and division.townships:
        return
    near = [each for each in federation.fields.divisions if place.township in each.townships]
    if division is None and len(near) == 1:
        return
    if division is None and near:
        names = "、".join(each.name for each in near)
        hint = f"请加上 division: 区划代码（{'、'.join(f'{each.code} {each.name}' for each in near)}）"
        yield this.at(
            story, f"“{place.township[:30]}” 不止一个：{names}都有", hint, "place", "township", severity="warning"
        )
    elif _COARSE.search(place.township) or _FINE.search(place.township):
        far = "粗" if _COARSE.search(place.township) else "细"
        message = f"地点要写到乡镇（街道），“{place.township[:30]}” 太{far}了"
        hint = "请在 township 写乡镇（街道），公共场所的名称写在 spot"
        yield this.at(story, message, hint, "place", "township")


def _source(this: Rule, story: Entry[Activity], facts: Facts) -> Iterator[Problem]:
    source = story.fields.credits.source
    federation = facts.library.federation
    like = f"，例如 “{federation.fields.short}”" if federation else ""
    hint = f"请写供稿的单位{like}；写稿的人不写在这里"
    if source in _NOBODY:
        yield this.at(story, f"来源要写单位，“{source}” 不是单位", hint, "credits", "source")
    elif _is_a_name(source) and not any(source in word for word in _places(facts)):
        yield this.at(story, "来源像是一个人的姓名，要写单位", hint, "credits", "source", severity="warning")


def _is_a_name(text: str) -> bool:
    return (
        len(text) in _NAME_LENGTHS
        and text[0] in surnames.SURNAMES
        and set(text[1:]) <= surnames.GIVEN - surnames.NEVER
        and not text.startswith(surnames.WORDS)
    )


def _places(facts: Facts) -> Iterator[str]:
    """Names in which a short name of a unit may stand: 舞钢, 石龙."""
    federation = facts.library.federation
    if federation is not None:
        yield from (federation.fields.place, *(each.name for each in federation.fields.divisions))
    for team in facts.library.teams.values():
        yield from (team.fields.name, team.fields.unit)
