"""Rules W4, W5 and W11: words that hurt people, words that boast, and words that belittle women.

Each looks at its neighbours, because the same words stand in proverbs, in titles, in lessons that warn of them and in
what ordinary people say of themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.checks.passages import Passage, unnamed, written
from generator.checks.quotations import is_mentioned, quoted, titled, untouchable
from generator.checks.registry import Facts, Rule, rule
from generator.checks.roles import OFFICES
from generator.problems import Problem

_HURTING = (
    "残废",
    "独眼龙",
    "瞎子",
    "聋子",
    "傻子",
    "呆子",
    "弱智",
    "瘸子",
    "哑巴",
    "白痴",
    "智障",
    "瘫子",
    "疯子",
    "呆傻",
)
"""Xinhua's list of words for people with disabilities, and their nearest kin."""
_DOUBTFUL = frozenset({"瘸子", "哑巴", "白痴", "智障", "疯子", "呆傻"})
"""Not of that list itself, and figures of speech: 电话成了哑巴."""
_SAYINGS = re.compile(
    r"瞎子(?:摸象|点灯|阿炳)|聋子的耳朵|哑巴(?:吃黄连|亏|英语)|书呆子|傻子(?:瓜子|才)|(?:革命|伤|一等|二等)残废军人"
    r"|(?:把|拿|将)[^，。；！？]{0,8}当(?:成|作|做)?(?:傻子|瞎子|聋子)|装(?:聋子|哑巴|傻子|瞎子)|变哑巴"
    r"|智障(?:人士|人员|者|儿童|青年|青少年|学生|群体|康复|机构|学校|学员|妇女)"
    r"|(?:像|跟|似|如|当成?|成了?|骂)[^，。；！？\n]{0,4}疯子|疯子(?:一样|似的)"
)
_APART = re.compile(
    r"正常人(?=[和与跟同][^，。；！？\n]{0,4}残疾人)|(?<=残疾人[和与跟同])正常人"
    r"|(?<=综合征的)傻孩子|(?<=智力残疾的)傻孩子|(?<=智力低下的)傻孩子"
)
"""Whoever is not disabled is no normal person: of two words, only together they hurt."""
_LESSON = re.compile(
    r"不(?:叫|喊|说|再|能|要|要再|该|应|准|许|得|可|用|使用|称|是)|别(?:叫|喊|说|再)|莫|没有人|谁也没|拒绝|反对|杜绝|纠正|改口|改掉"
    r"|歧视|偏见|刻板|标签|外号|绰号|嘲笑|取笑|侮辱|蔑称|旧称|称呼|打破|撕掉|陋习|旧观念|尊重|平等|说法|字眼|而是|误区"
)
_LEADERS = "|".join(sorted({*OFFICES, "领导"}, key=len, reverse=True))
_DONE_BY_LEADERS = re.compile(
    rf"(?:{_LEADERS})[^。！？；，、\n]{{0,10}}?(?<![母父双])亲自(?![己学家称由身强来])"
    rf"|(?:{_LEADERS})[^。！？；\n]{{0,14}}?亲自(?=部署|指挥|过问|谋划|推动|督办)"
)
_CAME_IN_PERSON = re.compile(rf"(?:{_LEADERS})[^。！？；，、\n]{{0,6}}?亲临")
_BOASTS = re.compile(
    r"隆重(?=举行|召开|开幕|举办|启动|推出|登场|揭牌|表彰|上线|上市|面世|集会|庆祝|纪念)|疗效最[好佳]|最佳疗效"
    r"|(?:全国|全省|全市|全县|全区|全世界|世界|国内|业内|行业内?|同行业)最(?:好|佳|强|优秀|优|著名|先进|一流)(?!的年华|的时候)"
    r"|(?<=堪称)(?:国内|全国|全省|世界)第一|(?<=打造)(?:国内|全国|全省|世界)第一"
    r"|(?:史无前例|空前绝后)(?!的[^，。；！？\n]{0,4}[雨洪水旱灾疫雪难])"
)
_CURES = re.compile(r"根治(?![术性])|药到病除|包治百病|百分之百治愈")
_ILL = re.compile(
    r"疾病|患者|病人|疗程|偏方|针灸|手术|血压|血糖|糖尿病|风湿|癌|炎|[腰腿关节颈头胃]痛|失眠|颈椎|慢性病|老寒腿"
    r"|[吃服几副贴味]药|膏药"
)
_WARNS = re.compile(
    r"不(?:能|可|搞|要|得|许|会|是|必|再)|无法|没有|难以|号称|谎称|声称|宣称|吹嘘|骗|虚假|夸大|警惕|当心|谨防|忽悠|切勿|勿|莫"
)
_BELITTLING = (
    "女汉子", "剩女", "长舌妇", "泼妇", "黄脸婆", "妇道人家", "女流之辈", "弱女子", "母老虎", "狐狸精", "红颜祸水",
    "头发长见识短", "男人婆", "拜金女", "绿茶婊", "小鲜肉", "女屌丝",
)  # fmt: skip
_LOOKS = re.compile(
    r"(?:美女|靓女|辣妈|萌妹|美少妇)(?=志愿者|队员|队长|律师|医生|护士|干部|书记|主席|主任|村官|民警|主播|教师|老师|主持)"
)
_DUTIES = re.compile(
    r"(?<![\u4e00-\u9fff])女人嘛|把(?:男人|丈夫|老公)[伺侍]候好|(?:才是|才算)(?:个)?好(?:媳妇|女人)|女人就(?:该|应该|得)(?:在家|伺候|听)"
)
"""What women are said to owe to men."""
_SENSATIONAL = re.compile(
    r"血淋淋(?!的(?:教训|事实|现实|案例|例子|代价|事例))|血肉模糊|惨不忍睹|脑浆|衣不蔽体|赤身裸体|香艳|扒光|不堪入目的(?:画面|照片|细节)"
    r"|血流[一满]地|血流成河|肠子都?[露流]了?|砍了(?:十几|几十|数十|\d+)刀"
)
_ENDS = re.compile(r"[。！？；!?\n]+")
_FAR = 200
"""Characters of a sentence that count on each side."""


def _sentence(text: str, start: int, stop: int, before: int = 0) -> str:
    """The sentence in which something stands, with as many ``before`` it."""
    left, right = text[max(0, start - _FAR) : start], text[stop : stop + _FAR]
    parts = _ENDS.split(left)
    return "。".join(parts[-1 - before :]) + text[start:stop] + _ENDS.split(right)[0]


def _around(text: str, start: int, stop: int) -> str:
    """The sentence in which something stands, and the one before it: a lesson often takes two."""
    return _sentence(text, start, stop, before=1)


@lru_cache(maxsize=64)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")


def _hits(passage: Passage, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Where a text uses one of the words, outside titles, addresses and code."""
    text = passage.text
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not titled(text).touch(match.start()) and not untouchable(text).touch(match.start()):
                yield match


def _passages(facts: Facts) -> Iterator[Passage]:
    for entry in written(facts):
        yield from unnamed(entry)


@rule(
    "W4", "不用歧视残疾人的词（残废、瞎子、聋子、傻子、弱智等）", "error", "残疾人保障法 第三条；新华社新闻报道禁用词"
)
def no_word_hurts(this: Rule, facts: Facts) -> Iterator[Problem]:
    words = facts.words(this.id, _HURTING)
    allowed = facts.allowed(this.id)
    for passage in _passages(facts):
        for match in _hits(passage, [_any(words), _APART]):
            text, start, stop = passage.text, *match.span()
            said = [
                each
                for each in _SAYINGS.finditer(text, max(0, start - _FAR), stop + _FAR)
                if each.start() <= start < each.end()
            ]
            lesson = _LESSON.search(_around(text, start, stop))
            if said or (lesson and (is_mentioned(text, start, stop) or quoted(text).touch(start))):
                continue
            if lesson and re.search(
                r"(?:不(?:是|叫|喊|再叫|能叫|要叫)|别叫)[^，。]{0,6}\Z", text[max(0, start - _FAR) : start]
            ):
                continue
            spoken = quoted(text).touch(start) and not is_mentioned(text, start, stop)
            hint = _INSTEAD.get(match[0], "请换成不伤人的说法；家乡的老话、艺名可以在 federation.yml 的 rules 里放行")
            if match[0] not in allowed:
                level = "warning" if spoken or match[0] in _DOUBTFUL else this.severity
                yield passage.problem(this.id, start, f"“{match[0]}” 是对残疾人不尊重的说法", hint, level)


_INSTEAD = {
    "残废": "请写“残疾”“残疾人”", "瞎子": "请写“盲人”“视力残疾人”", "聋子": "请写“聋人”“听力残疾人”",
    "哑巴": "请写“言语残疾人”", "瘸子": "请写“肢体残疾人”", "弱智": "请写“智力残疾人”“心智障碍者”",
    "傻子": "请写“智力残疾人”，或者删掉", "白痴": "请删掉", "呆子": "请删掉", "独眼龙": "请写“视力残疾人”，或者删掉",
    "智障": "请写“智力残疾”“心智障碍”",
    "瘫子": "请写“肢体残疾人”，或者写清是怎样的残疾", "疯子": "请写“精神障碍患者”，或者删掉",
    "呆傻": "请写“智力残疾”", "傻孩子": "请写“智力残疾儿童”", "正常人": "请写“健全人”",
}  # fmt: skip


@rule("W5", "不写“（领导）亲自”“隆重”，不夸“最好”“最佳”，不写“根治”", "warning", "新华社新闻报道禁用词；广告法 第九条")
def nothing_boasts(this: Rule, facts: Facts) -> Iterator[Problem]:
    more = facts.words(this.id, ())
    allowed = facts.allowed(this.id)
    for passage in _passages(facts):
        text = passage.text
        for match in _hits(passage, [_DONE_BY_LEADERS, _CAME_IN_PERSON, _BOASTS, _CURES, _any(more)]):
            start, stop = match.span()
            word = {_DONE_BY_LEADERS: "亲自", _CAME_IN_PERSON: "亲临"}.get(match.re, match[0])
            start = stop - len(word)
            around = _around(text, start, stop)
            if any(each in word for each in allowed) or quoted(text).touch(start) or _WARNS.search(around):
                continue
            if match.re is _CURES and not _ILL.search(_sentence(text, start, stop)):
                continue
            message, hint = _BOASTED.get(word, (f"“{word}” 是夸张的说法", "请写事实和数字"))
            yield passage.problem(this.id, start, message, hint)


_BOASTED = {
    "亲临": ("写领导不用“亲临”", "请写“到”“来到”"),
    "亲自": ("写领导不用“亲自”", "请删掉“亲自”"),
    "隆重": ("不用“隆重”", "请删掉“隆重”，写清规模和人数"),
    "根治": ("“根治” 是对疗效的夸大", "请写医生的原话，或者写“缓解”“控制”"),
}


@rule("W11", "不贬低、不渲染女性形象，不写刺激的细节（要人看）", "warning", "妇女权益保障法 第二十八条")
def women_are_respected(this: Rule, facts: Facts) -> Iterator[Problem]:
    words = facts.words(this.id, _BELITTLING)
    allowed = facts.allowed(this.id)
    for passage in _passages(facts):
        text = passage.text
        once: set[re.Pattern[str]] = set()
        for match in _hits(passage, [_any(words), _LOOKS, _DUTIES, _SENSATIONAL]):
            start, stop = match.span()
            if match[0] in allowed or quoted(text).touch(start) or _LESSON.search(_around(text, start, stop)):
                continue
            if match.re in once:
                continue
            once |= {match.re} & {_DUTIES}  # whoever goes there sees the others
            if match.re is _SENSATIONAL:
                message, hint = f"“{match[0]}” 是刺激的细节", "请删掉细节，只写事实"
            elif match.re is _LOOKS:
                message, hint = f"“{match[0]}” 是拿相貌说人", "请写她的身份和做的事"
            else:
                message, hint = f"“{match[0]}” 有贬低女性的意思", "请换一种说法，写她做的事"
            yield passage.problem(this.id, start, message, hint)
