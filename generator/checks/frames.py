"""The frames in which what looks like a name is one: beside a role, an age, a verb of speech, in a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.checks import surnames
from generator.checks.roles import OFFICES
from generator.checks.surnames import DOUBTFUL

_SAID_SO = (
    "名叫", "我叫", "她叫", "他叫", "名字叫", "姓名：", "姓名:", "原名", "真名", "名单：", "得主：", "获奖者：",
    "受助人：",     "受益人：", "等奖：", "优秀奖：", "组织奖：",
)  # fmt: skip
_GLUE = tuple("在和给为请由是有的老了对跟与把被从让向找像同叫以及陪帮送扶等即而")
PLACES = "村庄镇乡寨岭沟家县区市路街"
_HAN = r"[\u4e00-\u9fff]"
_SPEAKS = surnames.words("""
    说 告诉 介绍 表示 坦言 感慨 回忆 讲述 讲起 笑道 补充 解释 回答 称赞 直言 感叹 激动 握着 拉着 竖起 连声 高兴
    开心 感激 哽咽 笑着 含泪 流着
""")
_SPEECH = re.compile(rf"(?:{_HAN}{{1,4}}地|{_HAN}{{1,3}}着)?(?:{'|'.join(_SPEAKS)})(?!法|不一)")
AGE = re.compile(
    r"(?:[（(，,]\s*(?:[男女][，,、]\s*)?(?:今年|现年)?\s*|今年|现年|刚满)(?:才|刚|刚满|已经|快)?\s*(\d{1,3})\s*(?:多|来)?(?:周?岁)"
    r"|[（(，,]\s*[男女]\s*[，,）)。、]|(?:今年|现年)[一二三四五六七八九十]{2,3}岁"
)
AGE_BEFORE = re.compile(
    r"(\d{1,3})\s*(?:周|多)?岁(?:高龄)?(?:的|的?(?:小?[男女]孩|[男女]童|[男女]生|孩子|小朋友|小姑娘|小学生|学生))$"
)
_IN_PICTURE = re.compile(r"[（(](?:前排|后排|图)?[左右中][一二三四五六七八侧起边]?(?:\d)?[）)]")
_PICTURED = re.compile(
    r"(?:(?:[左右中][一二三四五六七八]?|图中?|前排|后排|照片中|画面中)(?:为|是|：)"
    r"|(?:[左右]起|从[左右][至到往向][左右]|自[左右][至到往向][左右])(?:依次|分别)?(?:为|是|：|:|，)?)$"
)
_ENDS = re.compile(r"[，,。、：:；;（(）)！？!?”’\n|]|$")
_ENUMERATES = re.compile(r"等|[两二三四五六七八九十\d]+[人位名]|几[人位名]")
IN_A_ROW = re.compile(r"[、，。；和等（]|$")
_ROW = re.compile(rf"[、和与](?P<surname>[{''.join(sorted(surnames.SURNAMES))}])(?P<given>{_HAN}{{2}})")
_MEETS = surnames.words("说起 提起 谈起 讲起 多亏 感谢 见到 采访 喊她 叫她 牵着 拉着 握着 搀着 扶着")
_TO_SOMEBODY = tuple("的和跟给请由向对与陪为帮")
_KIN = frozenset(surnames.words("儿子 女儿 丈夫 妻子 老伴 儿媳 媳妇 孙子 孙女 婆婆 母亲 父亲"))
_FORMED = re.compile(r"(?:大姐|奶奶|爷爷|大娘|大妈|大爷|大叔|阿姨|老师|医生|女士|先生|老人)[（(]\Z")
_DOES = re.compile(r"[是在把从带给]|照顾|走了|去世|病逝|负责|住进|来到|连连|一边|一听|点点头|点头|摆摆手")
_LED = re.compile(r"的(?:带动|带领|影响|组织|倡议|鼓励|陪伴|指导|帮助|感召)下")
_IN_NEED = re.compile(
    r"(?:低保户|贫困户|困难户|特困户|五保户|监测户|脱贫户|帮扶对象|受助[人者]|受益人|患者|病人|残疾人|受[害援]人|受害者|被害人|当事人|求助[人者]|感染者|孤儿"
    r"|矫正对象|康复人员|(?:受助|受资助|困难|贫困|特困|留守|困境|单亲|失独|残疾|患病|独居|空巢|孤寡|低保|无人抚养|春蕾)[\u4e00-\u9fff]{0,3}"
    r"(?:妇女|母亲|妈妈|学生|儿童|女童|男童|老人|孩子|群众|职工|女工|党员|居民|村民))$"
)
"""Who is called so is to be protected: a shorter name, and one of doubtful end, counts as well."""
_GOES_ON = re.compile(
    r"[的家说在来是把也和与有住患]|领[到取了]|收到|接过|拿到|跟着|跟[\u4e00-\u9fff]|读|今年|上|写|画|参加|申请|现在"
)
_ACTS = re.compile(
    r"[是在把从给每都也正]|带[着领]|挨家|负责|利用|主动|坚持|端[着来]|拿[着来出]|抱[着来]|蹲|捐|送[来去给]|教|赶[来到]|来[到了]"
)
_OFFICIATES = re.compile(
    r"出席|讲话|参加|到场|到会|陪同|致[辞词]|主持|走到|走进|来到|带队|看望|慰问|调研|宣布|介绍|表示|强调|指出|要求|一行|等"
)
_INSIDE = re.compile(r"里(?!里)|(?:旁|边|下|中)(?:的|散步|拍)")
FORMS = surnames.words("""
    大姐 阿姨 奶奶 爷爷 大娘 大妈 大爷 大叔 老人 女士 先生 同志 老师 医生 律师 小朋友 同学 烈士 大嫂 生前
""")
BEGINS: dict[str, tuple[str, ...]] = {}
for _word in surnames.WORDS:
    BEGINS[_word[0]] = (*BEGINS.get(_word[0], ()), _word)


@dataclass(frozen=True, slots=True)
class Shape:
    """How much a candidate looks like a name by itself."""

    surname: str
    sure: bool
    """Each character of the given name is a usual one."""
    whole: bool
    """And it is of full length."""
    certain: bool
    """Its last character stands at the end of names only."""

    @property
    def plain(self) -> bool:
        """Whether a name of full shape is hardly another word."""
        return self.whole and (self.certain or self.surname not in DOUBTFUL | surnames.AT_END)


def fits(shape: Shape, left: str, role: str, right: str) -> bool:
    """Whether what stands on both sides of a candidate leaves no doubt."""
    free = not left or not left[-1].isalpha() or bool(role) or left.endswith(_GLUE)
    speaks, ends = _SPEECH.match(right), _ENDS.match(right)
    if shape.surname in surnames.AT_END and not (shape.whole and shape.certain):
        return False
    if _IN_PICTURE.match(right) or AGE.match(right):
        return shape.whole or free
    if role and (speaks or (shape.surname not in DOUBTFUL and shape.sure and ends)):
        return True
    if shape.surname not in DOUBTFUL and shape.sure and _says_so(left, role, right):
        return True
    if (AGE_BEFORE.search(left) or left.endswith(_SAID_SO)) and (shape.whole or ends or speaks):
        return True
    if _is_sure_beside(shape, left, role, right):
        return True
    if not shape.plain:
        return False
    return _plainly(left, role, right, certain=shape.certain, free=free)


def _plainly(left: str, role: str, right: str, *, certain: bool, free: bool) -> bool:
    """The same for a name of full shape that is hardly another word."""
    opens = not left or left[-1] in "。！？；”\n"
    speaks, ends = _SPEECH.match(right), _ENDS.match(right)
    if (
        (role and not _INSIDE.match(right))
        or _PICTURED.search(left)
        or _FORMED.search(left)
        or (free and right.startswith((*FORMS, *OFFICES)))
    ):
        return True
    if (left.endswith("叫") and right[:1] not in set(PLACES)) or (left.endswith("的是") and ends):
        return True
    if (opens and (speaks or (certain and _DOES.match(right)))) or _speaks_on(left, right, certain=certain):
        return True
    if certain and left.endswith(_MEETS):
        return True
    return free and ((certain and left.endswith(_TO_SOMEBODY)) or _begins_a_list(right, certain=certain))


def _is_sure_beside(shape: Shape, left: str, role: str, right: str) -> bool:
    """A name of two characters as well: behind an office at an official's work, and behind who is in need."""
    if not shape.sure:
        return False
    if role in OFFICES and _OFFICIATES.match(right):
        return True
    if shape.surname in DOUBTFUL:
        return False
    if role and shape.certain and _ACTS.match(right):
        return True
    return bool(_GOES_ON.match(right)) and _IN_NEED.search(left) is not None


def _speaks_on(left: str, right: str, *, certain: bool) -> bool:
    """``，”马秀莲说``, ``附近的孙丽华告诉``, ``在马秀莲的带动下``: frames for names of full shape."""
    if left.endswith(("，", "的")) and (_SPEECH.match(right) or right.startswith(("一听", "一边"))):
        return True
    return left.endswith("在") and certain and _LED.match(right) is not None


def _says_so(left: str, role: str, right: str) -> bool:
    """``王芳说：“``, ``儿子王军在外``: enough for a name of two characters as well."""
    opens = not left or left[-1] in "。！？；”\n"
    return (opens and right.startswith("说：“")) or (role in _KIN and right[:1] in {"在", "是"})


def _begins_a_list(right: str, *, certain: bool) -> bool:
    """``王桂芬、李秀兰等``: names of full shape in a row, either counted or surely women's."""
    match = _ROW.match(right)
    if not match or match["surname"] + match["given"] != right[1:4] or not set(match["given"]) <= surnames.GIVEN:
        return False
    if right[1:].startswith(BEGINS.get(match["surname"], ())):
        return False
    return certain or match["given"][-1] in surnames.CERTAIN or bool(_ENUMERATES.match(right[4:]))
