"""Rule A14: nobody is named together with the help that she received, an illness, a disability, want, a broken home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.checks import surnames
from generator.checks.naming import Name, named_at
from generator.checks.passages import Passage, Story
from generator.checks.registry import Facts, declare
from generator.checks.renown import looked_up_to
from generator.checks.roles import OFFICES, PROFESSIONS
from generator.problems import Problem

declare(
    "A14",
    "受助人的姓名不与所得的钱物、病情、残疾、贫困、家庭变故写在一起（有本人同意书又经审核的才放行）",
    "error",
    "个人信息保护法第二十八条、第二十九条；志愿服务条例第二十一条；慈善法第六十三条",
)

_GOODS = (
    "慰问金", "慰问品", "救助金", "救助款", "补助", "助学金", "资助金", "善款", "捐款", "爱心款", "低保金", "生活费",
    "医药费", "手术费", "学费",
    "物资", "大米", "面粉", "食用油", "米面", "米、面", "棉被", "棉衣", "被褥", "轮椅", "助听器", "拐杖", "缝纫机",
    "奶粉", "爱心包", "大礼包", "红包",
    "牛奶", "衣物", "羽绒服", "护理床", "电热毯", "取暖",
)  # fmt: skip
_SUM = r"[\d０-９一二三四五六七八九十百千万,.，]{1,9}(?:余|多)?万?元"
_ILL = (
    r"(?:[\u4e00-\u9fff]{0,4}(?:癌|肿瘤|白血病|尿毒症|脑梗|脑瘫|脑出血|心脏病|糖尿病|肾衰|肝硬化|红斑狼疮|帕金森"
    r"|阿尔茨海默|重病|大病|绝症|骨折|精神病))"
)
_SICK = (
    rf"(?:患有?|患上|身患|罹患|得了|得过|查出|检查出|确诊|诊断为|染上)[^，。；\n]{{0,8}}?{_ILL}|患病(?!的)|病倒|卧病在床|瘫痪"
    rf"|常年卧床|长期卧床|卧床不起|偏瘫|中风|突发{_ILL}|住进(?:重症|ICU)|做(?:了)?(?:透析|化疗)|靠透析|因病(?:致贫|返贫|丧失)|重病缠身|体弱多病|植物人"
)
_DISABLED = (
    r"[一二三四]级残疾|(?:肢体|视力|听力|智力|重度|下肢|身有|左腿|右腿|双腿)残疾|双目失明|失明|截肢|聋哑|高位截瘫"
    r"|残疾证|坐在轮椅上(?!的)|坐轮椅(?!的)|腿[^，。；]{0,6}截|患小儿麻痹"
)
_POOR = (
    r"(?:家庭|生活|家境|家里|家中|经济)(?:十分|非常|特别|比较|条件|很)?(?:困难|贫困|贫寒|拮据|穷)|贫困户|低保户"
    r"|特困户|五保户|特困供养|吃低保"
    r"|享受低保|建档立卡|因病致贫|负债累累|欠下|欠债|没有(?:任何)?(?:收入|经济来源|生活来源)|无(?:收入|经济来源"
    r"|生活来源)|靠低保"
)
_BROKEN = (
    r"离异|离了婚|丧偶|守寡|失独|单亲|(?:丈夫|妻子|爱人|老伴|儿子|女儿|父亲|母亲|父母)(?:前年|去年|早年|多年前|几年前"
    r"|先后|刚|也|因[^，。；]{1,4})?(?:[出遭]了?车祸(?:走了|没了|去世|离世)|早逝|去世|病逝|离世|亡故"
    r"|车祸|出走|入狱|走得早|意外身亡|早早?去世|相继(?:去世|离世))"
    r"|被(?:丈夫|婆家)?(?:抛弃|遗弃)|父母双亡"
)
_KINDS = (("病情", _SICK), ("残疾", _DISABLED), ("家境困难", _POOR), ("家庭变故", _BROKEN))
_KIN = (
    r"(?:的)?(?:她|他)?的?(?:丈夫|妻子|爱人|老伴|婆婆|公公|儿子|女儿|母亲|父亲|妈妈|爸爸|孩子|孙子|孙女|小儿子|大儿子"
    r"|一家"
    r"|家里|家)"
)
_HELPS = (
    r"[给帮替教讲陪护]|照顾|照料|看望|慰问|走访|资助|宣传|介绍|服务|结对|了解|得知|听说|听|发现|关心|面对|牵挂|接待"
    r"|义务"
    r"|带领|带着|组织|告诉|说|问|遇到|捐(?!助)"
)
_BEHIND = re.compile(
    rf"(?P<gap>[^。；！？\n]{{0,26}}?)(?:{'|'.join(f'(?P<k{at}>{found})' for at, (_, found) in enumerate(_KINDS))})"
)
_BEFORE = re.compile(
    rf"(?:{'|'.join(f'(?P<k{at}>{found})' for at, (_, found) in enumerate(_KINDS))}|(?P<disabled>残疾人)"
    rf"|(?P<poor>(?:特困|困难|贫困)(?:家庭|妇女|母亲|户|职工|群众|老人|学生|女工|老?党员|居民|村民)))"
    r"(?P<gap>[^，。；！？、\n]{0,8})$"
)
_CARERS = re.compile(
    r"(?:关爱|关心|关注|帮扶|帮助|照顾|照料|服务|资助|看望|慰问|走访|牵挂|面对|针对|为|给|联系|负责"
    r"|陪伴)[^，。；\n]{0,4}$"
)
_AT_WORK = re.compile(r"工作|联合会|残联|协会|专委|专干|干部|志愿|服务|就业|运动员|基金|事业|康复|教育|项目")
_SOMEBODY = frozenset(
    surnames.words("""
    老人 妇女 女子 居民 村民 母亲 妈妈 大姐 阿姨 大娘 姐妹 女儿 儿媳 学员 姑娘 女工 群众 邻居 老党员 退休教师 她 女孩
""")
)
"""Whom an attribute describes; 困难妇女的贴心人 is somebody else."""
_GROUP = re.compile(r"(?:户|人|家庭|妇女|母亲|单亲|失独|职工|群众|学生|女工)\Z")
_GETS = re.compile(
    r"(?:[^。；！？\n]{0,12}?)(?:领到|收到|接过|拿到|获得|得到|领取|受赠|获赠|申请到|领了"
    r"|收下)(?:了)?[^。；！？\n]{0,16}?(?P<what>WHAT)"
)
_GIVEN_TO = re.compile(
    r"(?:来到|走进|给|为|向|送到|送给|交到|交给|发给|慰问|看望|走访|资助|帮扶|救助|捐助|捐给|帮助|塞给|递给"
    r"|救济)了?[^。；！？\n]{0,14}$"
)
_BRINGS = re.compile(
    r"[^。；！？\n]{0,8}?(?:送去|送上|送来|送了|发放|捐助|捐赠|捐款|捐了|带去|带来|递上|垫付|凑了|凑齐|缴|交了|家送"
    r"|手中|手里|的手|买了|筹|争取|申请|解决)[^。；！？\n]{0,20}?(?P<what>WHAT)"
    r"|了?(?:现金|人民币)?(?P<straight>SUM)"
)
_WHAT_BEFORE = re.compile(r"(?:把|将|带着|拿着|拎着)[^。；！？\n]{0,16}?(?:WHAT)[^。；！？\n]{0,6}$")
_AID = re.compile(
    r"慰问|救助|补助|资助|帮扶|捐|善款|助学|低保|困难|贫困|爱心|救济|补贴|看望|走访|受助|受益|互助|救急|献爱心|送温暖"
)
_ALONE = re.compile(
    r"(?:独居|空巢|孤寡|孤老|失能|困难|贫困|特困)(?:的)?(?:老人|老党员|老奶奶|老大娘|妇女|母亲|群众|职工)$"
)
"""Whoever is called so and gets goods gets them as help."""
_LISTED = re.compile(r"(?:资助|救助|慰问|受助|补助|帮扶)(?:的有|的是|名单|对象|人员)[：:][^。]{0,60}$")
_EARNED = re.compile(
    r"工资|货款|奖金|一等奖|二等奖|三等奖|奖品|积分|兑换|抽奖|比赛|稿费|收入|订单|销售|卖|贷款|营业额|分红|租金|月薪"
    r"|报酬|返还|退回|挽回|要回|讨回|追回|赔偿|抚养费"
)
_RECEIVERS = frozenset(
    surnames.words("""
    贫困户 困难户 低保户 监测户 脱贫户 帮扶对象 受助人 受益人 患者 病人 残疾人
""")
)
_ROLE_SAYS = {
    "患者": "病情",
    "病人": "病情",
    "残疾人": "残疾",
    "受助人": "所得的帮助",
    "受益人": "所得的帮助",
    "帮扶对象": "所得的帮助",
}
_GIVERS = frozenset(
    surnames.words("""
    老板 店主 企业家 女企业家 经理 总经理 董事长 会长 理事长 院长 校长 园长 站长 所长 委员 代表 支书 执委 理事 创始人
    红旗手 带头人 党员 大学生 战士 护士长 月嫂 厨师 邻居 街坊 法定代表人 队友 战友 获得者 得主
""")
)
_PITIED = ("困难", "困难老", "特困", "贫困", "患病", "残疾", "受助")
_FORMS = frozenset({"老师", "医生", "律师"})
_SIGNS = re.compile(
    "患|病|癌|瘫|残|贫|困难|低保|特困|五保|穷|负债|欠|收入|来源|离异|离了婚|丧偶|守寡|失独|单亲|去世|病逝"
    "|早逝|离世|受助|受益|帮扶对象|监测户|脱贫户|失明|聋|截肢|卧床|元|慰问|救助|补助|中风|出走|入狱|车祸|抛弃|遗弃|身亡|走得早|亡"
)
_NEXT = 14
_AROUND = 80
"""Characters on each side of a name that are read; what stands farther off says nothing of her."""
_SHE = ("她", "他")
_AT_HER = re.compile(
    r"(?:来到|走进|看望|慰问|走访|资助|救助|帮扶|捐给|送到|交到|递给|给|为)了?"
    rf"(?P<name>[{''.join(sorted(surnames.SURNAMES))}][{''.join(sorted(surnames.GIVEN))}]"
    rf"(?:[{''.join(sorted(surnames.CERTAIN))}]|[{''.join(sorted(surnames.GIVEN))}](?=家[，。里中])))"
    r"(?=一?家[，。里中的]|的?家[里中]|手[中里上]|的手|[，、]|送|捐)"
)


def receivers(story: Story, facts: Facts) -> Iterator[Problem]:
    """One problem for each person of each story; who helps, holds an office or gives is no receiver."""
    what, signs = _patterns(facts.words("A14", _GOODS))
    done: set[str] = set()
    for passage in story.passages:
        if not signs.search(passage.text):
            continue
        sentences = [*passage.sentences()]
        for number, (begin, sentence) in enumerate(sentences):
            behind = sentences[number + 1][1] if number + 1 < len(sentences) else ""
            behind = behind if behind.startswith(_SHE) else ""
            if signs.search(sentence) or signs.search(behind):
                for name, said in _in(passage, begin, sentence, behind, what):
                    if name.text in story.told or name.text in done:
                        continue
                    done.add(name.text)
                    yield _problem(passage, name, said)
    if not _may_be_waived(story, facts):
        story.told.update(done)  # one fault, one line; P7 still counts whom a reviewer lets pass


@lru_cache(maxsize=8)
def _patterns(words: tuple[str, ...]) -> tuple[str, re.Pattern[str]]:
    """What is given, and what a text has that needs the slow search."""
    goods = [*map(re.escape, words)]
    return "|".join([*goods, _SUM]), re.compile("|".join([_SIGNS.pattern, *goods]))


def _problem(passage: Passage, name: Name, said: str) -> Problem:
    message = f"这里像是写了受助人的姓名（{name.veiled}），还写了{said}"
    hint = f"请写成 “{name.surname}某”；一定要写真名的，先取得本人同意（named），再由审核的人写 waive"
    return passage.problem("A14", name.start, message, hint)


def _in(passage: Passage, begin: int, sentence: str, behind: str, what: str) -> Iterator[tuple[Name, str]]:
    """Whom a sentence names together with what it says of her, or what the next one says of “her”."""
    end = begin + len(sentence)
    sure = passage.named_between(begin, end)
    named = [*sure, *passage.alone_between(begin, end), *_visited(passage, begin, sentence)]
    for name in named:
        if (_helps(name) and not _is_pitied(name, sentence[: name.start - begin])) or looked_up_to(passage.text, name):
            continue
        start, stop = name.start - begin, name.end - begin
        said = _said_of(name, sentence[max(0, start - _AROUND) : start], sentence[stop : stop + _AROUND], what)
        said = said or (_state("", behind[1:]) if behind and sure == [name] else "")
        if said:
            yield name, said


def _visited(passage: Passage, begin: int, sentence: str) -> Iterator[Name]:
    """Names of full shape behind a verb of visiting or giving, which is no frame that is sure elsewhere."""
    for match in _AT_HER.finditer(sentence):
        whole = match["name"]
        if not (whole.startswith(surnames.WORDS) or whole in passage.known or whole[0] in surnames.DOUBTFUL):
            start = begin + match.start("name")
            if not passage.named_between(start, start + 1):
                yield named_at(passage.text, start, start + len(whole))


def _may_be_waived(story: Story, facts: Facts) -> bool:
    federation = facts.library.federation
    waive = getattr(story.entry.fields, "waive", None)
    settled = federation is not None and any(
        each.id == "A14" and each.level is not None for each in federation.fields.rules
    )
    return settled or (waive is not None and "A14" in waive.reasons and bool(getattr(story.entry.fields, "named", ())))


def _helps(name: Name) -> bool:
    if name.role in _RECEIVERS:
        return False
    return (
        name.role in PROFESSIONS
        or name.role in OFFICES
        or name.role in _GIVERS
        or name.after in OFFICES
        or name.after in _FORMS
    )


def _is_pitied(name: Name, before: str) -> bool:
    """困难党员, 患病战士: who usually gives receives here."""
    return name.role in {"党员", "战士", "代表"} and before.removesuffix(name.role).endswith(_PITIED)


def _said_of(name: Name, before: str, after: str, what: str) -> str:
    """What a sentence says of somebody that must not stand beside her name; empty where nothing is said."""
    if name.role in _RECEIVERS and not before.removesuffix(name.role).endswith(("关爱", "帮扶", "服务", "走访")):
        return _ROLE_SAYS.get(name.role, "家境困难")
    return _state(before, after) or _help(before, after, what)


def _state(before: str, after: str) -> str:
    left = _BEFORE.search(before)
    if left and _describes(before, left):
        return "残疾" if left["disabled"] else "家境困难" if left["poor"] else _kind(left)
    right = _BEHIND.match(after)
    if right is None:
        return ""
    gap = right["gap"]
    kin = re.search(_KIN + "[^，。；]{0,8}$", gap)
    direct = gap if kin is None else gap[: kin.start()]
    if re.search(_HELPS, direct) or "“" in gap or (kin is None and len(gap) > _NEXT and "，" not in gap):
        return ""
    return _kind(right)


def _describes(before: str, left: re.Match[str]) -> bool:
    """Whether words before a name say of herself what they say, and not of those whom she helps."""
    gap = left["gap"]
    of, _, noun = gap.rpartition("的")
    if _AT_WORK.search(gap) or ("的" in gap and _CARERS.search(before[: left.start()])):
        return False
    if "的" in gap and not of and _GROUP.search(before[: left.start("gap")]):
        return False
    return "的" not in gap or noun == "" or noun in _SOMEBODY


def _kind(match: re.Match[str]) -> str:
    return next(label for at, (label, _) in enumerate(_KINDS) if match[f"k{at}"])


def _help(before: str, after: str, what: str) -> str:
    whole = before + after
    if _EARNED.search(whole) or not (_AID.search(whole) or _ALONE.search(before)):
        return ""
    if _LISTED.search(before):
        return "所得的钱物"
    gets = _with(_GETS, what).match(after)
    given = _GIVEN_TO.search(before)
    brings = given and _with(_BRINGS, what).match(after)
    carried = (
        _with(_WHAT_BEFORE, what).search(
            re.sub(r"(?:送到|交到|送给|交给|递给|塞给|发给)了?[^。；！？\n]{0,8}$", "", before)
        )
        if given
        else None
    )
    if (
        (gets and not re.search(_HELPS, re.split("收到|领", after[: gets.start("what")], maxsplit=1)[0]))
        or brings
        or carried
    ):
        return "所得的钱物"
    return ""


@lru_cache(maxsize=64)
def _with(pattern: re.Pattern[str], what: str) -> re.Pattern[str]:
    """A pattern with this federation's words for goods in it."""
    return re.compile(pattern.pattern.replace("WHAT", what).replace("SUM", _SUM))
