"""Rule P6: no address of a dwelling that is finer than the township."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import surnames
from generator.checks.passages import Passage, Story
from generator.checks.registry import declare
from generator.problems import Problem

declare(
    "P6",
    "住址只写到乡镇（街道）：没有楼号、单元、室、村民组；写到服务对象的家是错误",
    "error",
    "民法典第一千零三十二条、第一千零三十四条；个人信息保护法第六条",
)

_NUMBER = r"[0-9０-９一二三四五六七八九十百]{1,4}"
ADDRESS = re.compile(
    rf"{_NUMBER}\s*号\s*(?:楼|院)|[0-9０-９]{{1,3}}\s*(?:栋|幢)(?!楼|房|大|新|老|半|别墅)"
    rf"|(?<!第)(?<!第一)(?<!第二){_NUMBER}\s*单元(?!测|课|教)|[0-9０-９]{{3,4}}\s*室(?!友|外|内|温)"
    rf"|(?:第\s*)?{_NUMBER}\s*(?:村民小?组|居民小?组)|{_NUMBER}\s*弄\s*{_NUMBER}\s*号"
    rf"|(?<=村)第?{_NUMBER}\s*组(?!织|长|队|人|成)"
    r"|(?<=[村庄寨])\s*[0-9０-９]{1,4}\s*号(?!楼|院|线|公交|车|文|令|公告|门|台|井|桩|大棚|地|机|池|路|桥)"
    rf"|[一二三四五六七八九十0-9]{{1,2}}[楼层](?:[东西南北中左右]户|对门)"
    rf"|(?<=[区院苑园府城楼到住])\s*[0-9０-９]{{1,3}}[-—－–][0-9０-９]{{1,2}}[-—－–][0-9０-９]{{2,4}}(?![0-9０-９年月])"
    rf"|[0-9０-９]{{1,3}}\s*(?:栋|幢)\s*[0-9０-９]{{3,4}}(?![0-9０-９户人个])"
)
_SIGNS = ("号", "栋", "幢", "单元", "民组", "民小组", "弄", "对门", *(f"{side}户" for side in "东西南北中左右"))
_NUMBERED = re.compile(r"[0-9０-９一二三四五六七八九十百]\s*[室组—－–-]")
"""Without one of them no text needs the slow search."""
_STREET = re.compile(rf"(?:路|街|巷|胡同)\s*{_NUMBER}\s*号(?!线|公交|车)")
_LIVES = re.compile(
    r"家住|(?<!居)住在|(?<![大专作国行赢农店玩商厂独])家就?在|现住|租住|(?<!常)居住(?:在|于)|住址|门牌|家庭(?:地址|住址)|的家(?:[里中]|$)"
)
"""Said in the clause of an address; “上门” and “家里” elsewhere in a sentence say nothing of it."""
_AT_HOME = re.compile(
    r"(?:家住|(?<!居)住在|现住|租住在?|(?<!常)居住(?:在|于)|住址|家庭地址|(?<![之大专作国行赢农店玩商厂独])家就?在|敲开)(?!附近)[^，。；]{0,18}$"
)
"""Said of a dwelling right before its address: what stands farther off then makes it no public place."""
_CALLED = "奶奶|爷爷|大娘|大妈|大爷|大叔|大婶|大姐|阿姨|婆婆|老人|老太|老汉"
_SOMEBODY = rf"[{''.join(sorted(surnames.SURNAMES))}](?:[\u4e00-\u9fff]?(?:{_CALLED})|某|女士|先生)"
_DWELLER = re.compile(
    rf"[的，]?(?:[\u4e00-\u9fff]{{0,4}}(?:独居|空巢|孤寡|留守|困难|贫困|低保|残疾)[\u4e00-\u9fff]{{0,3}}"
    rf"|(?:居民|住户|户主|村民)?{_SOMEBODY}|老?[\u4e00-\u9fff]{{1,2}}(?<![大专作国人商回到各每全店厂独居在])家[，。、里中的])"
)
_RESIDENT = re.compile(r"的?(?:居民|住户|户主|村民)")
_NEIGHBOURS = re.compile(r"的?(?:居民|住户|街坊|邻居|老人|孩子|姐妹|群众|村民)(?:们|都|也都|纷纷|代表)")
_BARE = re.compile(rf"{_NUMBER}\s*(?:号\s*楼|号\s*院|栋|幢|单元)")
"""A building of many families: without a person it is no dwelling."""
_HOUSE = re.compile(
    rf"(?:学校|大学|学院|[小中]学|[宫馆局处站社]|文化大院|中心|医院|敬老院|养老院|酒店|公司|银行|宿舍|基地|校区|市场(?:[东西南北]区)?)"
    rf"(?:就?(?:设|搬|办|安排|开)?[在到了]|位于)?(?:{_NUMBER}\s*号楼)?(?:{_NUMBER}[楼层])?$"
)
"""Right before a number: no family's house."""
_PUBLIC = re.compile(
    r"会议|办公|活动(?:室|站|场)|服务(?:站|台|点|大厅)|中心|妇女之家|教室|图书|阅览|调解|工作室|值班|党群|学校|小学|中学|幼儿园|医院|公司|广场|楼[下前顶后]|院[内里门]|门[前口]"
    r"|门厅|架空层|前坪|单元门|之间|地点|托管班|张贴|通知|逐户逐|板凳|议事厅|代表|回收箱|展览|姐妹|拔河|健身器材"
    r"|前空地|空地|凉亭|花园|集合|课堂|大厅|礼堂|展厅|诊|号机|车间|车厢|宿舍楼下|法院|法庭|派出所|司法所|窗口|摊位|展位|病区|仓库|产业园|园区"
)
_NEAR = 12
_COMMAS = "，；,;：。"


def dwellings(story: Story) -> Iterator[Problem]:
    """One problem for each place of each text; where somebody is said to live there, an error."""
    for passage in story.passages:
        text = passage.text
        if (any(sign in text for sign in _SIGNS) or _NUMBERED.search(text)) and _is_near(text):
            yield from _in(passage)


def _is_near(text: str) -> bool:
    return bool(ADDRESS.search(text) or _STREET.search(text))


def _in(passage: Passage) -> Iterator[Problem]:
    for begin, sentence in passage.sentences():
        first = ADDRESS.search(sentence) or _STREET.search(sentence)
        if first is None:
            continue
        clause = _clause(sentence, first.start())
        lived_in = _LIVES.search(clause)
        found = [*ADDRESS.finditer(sentence)] or ([first] if lived_in else [])
        if not found:
            continue
        last = found[-1].end()
        dweller = _DWELLER.match(sentence, last) or passage.named_between(begin + last, begin + last + 4)
        bare = all(map(_BARE.fullmatch, (each[0] for each in found))) and len({each[0][-1] for each in found}) == 1
        somebody = bool(dweller) or (not bare and _RESIDENT.match(sentence, last) is not None)
        if _is_public(sentence, first.start(), last, somebodys=somebody or (lived_in is not None and not bare)):
            continue
        if (lived_in and not (bare and _NEIGHBOURS.match(sentence, last))) or somebody:
            message = "这里写到了住户的详细住址（楼号、单元、室、村民组、门牌）"
            hint = "请只写到乡镇（街道），例如 “光明路街道的一位老人”"
            yield passage.problem("P6", begin + first.start(), message, hint)
        elif not bare:
            message = "这里像是详细住址（楼号、单元、室、村民组）"
            hint = "公共场所请写出名称，例如 “社区活动室”；住户的地址只写到乡镇（街道）"
            yield passage.problem("P6", begin + first.start(), message, hint, "warning")


def _clause(sentence: str, at: int) -> str:
    """What stands between the commas around a character."""
    start = max(sentence.rfind(mark, 0, at) for mark in _COMMAS) + 1
    stops = [place for mark in _COMMAS if (place := sentence.find(mark, at)) >= 0]
    return sentence[start : min(stops, default=len(sentence))]


def _is_public(sentence: str, start: int, last: int, *, somebodys: bool) -> bool:
    """Whether an address is that of an office, a school or a yard where everybody meets."""
    if not somebodys and _HOUSE.search(sentence[:start]):
        return True
    if _AT_HOME.search(sentence[:start]):
        return _PUBLIC.match(sentence, last) is not None
    around = sentence[max(0, start - _NEAR) : last + _NEAR]
    return bool(_PUBLIC.search(sentence[last : last + _NEAR]) or (_PUBLIC.search(around) and not somebodys))
