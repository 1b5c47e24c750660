"""Where a Chinese text names a person, as far as plain code can be sure: shape of the name and what stands beside it.

Chinese has no capitals, and most surnames are ordinary words. So a name counts only in a frame that hardly anything
else fits: after somebody's role, before an age, beside a verb of speech. What is doubtful is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.checks import surnames

OFFICES = tuple(
    f"{rank}{post}"
    for rank in ("", "副", "常务副")
    for post in surnames.words("书记 省长 市长 县长 区长 镇长 乡长 部长 局长 厅长 处长 科长 主席 主任 秘书长")
)
"""Offices whose holder may be named in that role (rule P12)."""
PROFESSIONS = surnames.words("""
    志愿者 队员 队长 组长 领队 律师 法官 检察官 民警 警官 医生 医师 护士 药师 咨询师 调解员 网格员 社工 讲师
    讲解员 宣讲员 技术员 农技员 辅导员 指导员 心理师 教师 老师 干事 专干 理发师 主持人 专家 教授 工作人员
    负责人 公证员 陪审员
""")
"""Roles of those who help or speak; a word about violence beside them says nothing about themselves."""
CHILDREN = surnames.words("""
    小朋友 小学生 年级学生 年级女生 年级男生 幼儿 萌娃 小女孩 小男孩 女童 男童 儿童 孩子 孤儿 年级的 ）班
""")
"""Roles of those who are under fourteen, or must be taken to be."""
_PEOPLE = surnames.words("""
    居民 村民 住户 业主 群众 市民 商户 店主 摊主 老板 农户 种植户 养殖户 贫困户 脱贫户 困难户 低保户 监测户 家长
    妈妈 母亲 父亲 爸爸 儿媳 媳妇 儿子 女儿 丈夫 妻子 老伴 婆婆 公公 奶奶 爷爷 姐妹 姑娘 老人 大娘 大妈 大姐
    阿姨 大爷 大叔 大嫂 婶子 学员 学生 同学 女工 工人 职工 员工 创始人 经理 院长 校长 园长 站长 所长 会长 委员
    代表 党员 户主 房东 邻居 街坊 患者 病人 妇女 女孩 男孩 男子 女子 女士 先生 青年 大学生 红旗手 获得者 获奖者
    得主 巧手
    绣娘 能手 骨干 带头人 传承人 战士 军属 军嫂 母女 孙子 孙女 当事人 受害人 受害者 受援人 被害人 申请人 原告
    被告 女职工 女企业家 退休教师 好人 模范 标兵 孕妇 产妇 感染者 人员 保洁员 保育员 护理员 护林员 理事长 总经理
    董事长
    医师 同志 师傅 邻居家 法定代表人 烈士 已故 残疾人 护士长 班长 支书 执委 大户 姐姐 妹妹 哥哥 弟弟 嫂子 姑姑
    店长 种粮大户 家属 企业家
""")
_BYLINES = ("记者", "通讯员", "编辑", "责编", "摄影", "供稿", "作者", "撰稿", "校对", "审核", "图", "文")
"""Who wrote or photographed puts her own name there."""
ROLES = (*CHILDREN, *PROFESSIONS, *_PEOPLE)
_ROLES = tuple(sorted({*ROLES, *OFFICES}, key=lambda each: (-len(each), each)))
_SAID_SO = ("名叫", "我叫", "她叫", "他叫", "名字叫", "姓名：", "姓名:", "原名", "真名")
_GLUE = tuple("在和给为请由是有的老了对跟与把被从让向找像同叫以及陪帮送扶等即而")
DOUBTFUL = frozenset("于任解关管尚方齐盛严安温项习卫辛高金康")
"""Surnames that are words of their own so often that a role before them is not enough."""
_MARKS = " *_“”\"‘’'"
_HAN = r"[\u4e00-\u9fff]"
_SPEAKS = surnames.words("""
    说 告诉 介绍 表示 坦言 感慨 回忆 讲述 讲起 笑道 补充 解释 回答 称赞 直言 感叹 激动 握着 拉着 竖起 连声 高兴
    开心 感激 哽咽 笑着 含泪 流着
""")
_SPEECH = re.compile(rf"(?:{_HAN}{{1,4}}地|{_HAN}{{1,3}}着)?(?:{'|'.join(_SPEAKS)})")
_AGE = re.compile(
    r"(?:[（(，,]\s*(?:[男女][，,、]\s*)?(?:今年|现年)?\s*|今年|现年|刚满)(\d{1,3})\s*(?:多|来)?(?:周?岁)"
    r"|[（(，,]\s*[男女]\s*[，,）)。、]"
)
_AGE_BEFORE = re.compile(r"(\d{1,3})\s*(?:周|多)?岁(?:高龄)?的$")
_IN_PICTURE = re.compile(r"[（(](?:前排|后排|图)?[左右中][一二三四五六七八侧起边]?(?:\d)?[）)]")
_PICTURED = re.compile(r"(?:[左右中][一二三四五六七八]?|图中?|前排|后排|照片中|画面中)(?:为|是|：)$")
_ENDS = re.compile(r"[，,。、：:；;（(）)！？!?”’\n|]|$")
_ENUMERATES = re.compile(r"等|[两二三四五六七八九十\d]+[人位名]|几[人位名]")
_IN_A_ROW = re.compile(r"[、，。；和等（]|$")
_ROW = re.compile(rf"[、和与](?P<surname>[{''.join(sorted(surnames.SURNAMES))}])(?P<given>{_HAN}{{2}})")
_TO_SOMEBODY = tuple("的和跟给请由向对与陪为")
_FORMS = surnames.words("""
    大姐 阿姨 奶奶 爷爷 大娘 大妈 大爷 大叔 老人 女士 先生 同志 老师 医生 律师 小朋友 同学 烈士 大嫂 生前
""")
_PSEUDONYM = re.compile(r"[（(]\s*(?:系)?(?:化名|均为化名|网名|艺名)")
_PSEUDONYMS = re.compile(rf"{_HAN}{{1,3}}(?=[（(]\s*(?:系|均为)?化名)")
_CLASS = "".join(sorted(surnames.GIVEN))
_START = re.compile(
    rf"(?:{'|'.join(surnames.COMPOUND)}|[{''.join(sorted(surnames.SURNAMES | surnames.AT_END))}])"
    rf"(?=[{_CLASS}]|[^\W{''.join(sorted(surnames.NEVER))}a-zA-Z0-9_][{_CLASS}])"
)
_WORDS: dict[str, tuple[str, ...]] = {}
for _word in surnames.WORDS:
    _WORDS[_word[0]] = (*_WORDS.get(_word[0], ()), _word)
_CALLED = tuple(surnames.CALLED)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in a text."""

    start: int
    end: int
    text: str
    role: str = ""
    """What she is called before her name: ``居民``, ``书记``; empty where nothing is said."""
    age: int | None = None
    after: str = ""
    """The title behind the name, as in ``王秀兰主任``."""

    @property
    def surname(self) -> str:
        """All of the name that a report may repeat."""
        return self.text[:2] if self.text.startswith(surnames.COMPOUND) else self.text[:1]

    @property
    def veiled(self) -> str:
        """What a report says of her."""
        return f"姓{self.surname}，共 {len(self.text)} 字"

    @property
    def office(self) -> str:
        """The public office in which she is named, if any."""
        return self.role if self.role in OFFICES else self.after if self.after in OFFICES else ""

    @property
    def child(self) -> bool:
        """Whether she is under fourteen, or must be taken to be."""
        grown = 14
        if self.age is not None:
            return self.age < grown
        return self.role in CHILDREN or self.after == "小朋友"


def names(text: str, known: Collection[str] = frozenset(), *, alone: bool = False) -> list[Name]:
    """Every name of which the code is sure, from the left; people in ``known`` and figures of history are none.

    Args:
        text: plain text or Markdown.
        known: people of whom nothing is to be said.
        alone: take a name of full shape at the beginning of a clause for one as well, whatever follows.
    """
    found: list[Name] = []
    for match in _START.finditer(text):
        start = match.start()
        if found and start < found[-1].end:
            continue
        after_surname = match.end()
        follows = bool(found) and text[found[-1].end : start] in {"、", "和", "与", "，"}
        name = _at(text, start, after_surname, follows=follows, alone=alone)
        if name is not None and not _is_public(text, name, known):
            found.append(replace(name, role=found[-1].role) if follows and not name.role else name)
    return found


def named_at(text: str, start: int, end: int) -> Name:
    """The person whose name is known to stand between two characters, with what she is called there."""
    left = text[max(0, start - 14) : start].rstrip(_MARKS)
    role = next(each for each in _ROLES if left.endswith(each)) if left.endswith(_ROLES) else ""
    return _named(text, start, end, role, left, text[end : end + 14].lstrip(_MARKS))


def pseudonyms(text: str) -> Iterator[tuple[int, int]]:
    """Names that the text itself calls 化名."""
    for match in _PSEUDONYMS.finditer(text):
        yield match.span()


def _is_public(text: str, name: Name, known: Collection[str]) -> bool:
    """Whether it is somebody known; 刘秀英 is no emperor."""
    for size in (2, 3, 4):
        begins = text[name.start : name.start + size]
        if begins in known:
            return True
        if begins in surnames.FIGURES and not (name.text[size:] and set(name.text[size:]) <= surnames.GIVEN):
            return True
    return False


def _at(text: str, start: int, given: int, *, follows: bool, alone: bool) -> Name | None:
    """The name that begins at ``start``, its given name at ``given``, if the frame is sure."""
    words = _WORDS.get(text[start], ())
    if text.startswith(words, start) or text.startswith(_CALLED, given):
        return None
    left = text[max(0, start - 14) : start].rstrip(_MARKS)
    role = next(each for each in _ROLES if left.endswith(each)) if left.endswith(_ROLES) else ""
    if left.endswith(_BYLINES) and not role:
        return None
    if role in {"老师", "老板"} and text[start] in "傅娘":
        return None
    for size in (2, 1):
        end = given + size
        letters = text[given:end]
        if len(letters) < size or any(letter in surnames.NEVER for letter in letters) or not letters.isalpha():
            continue
        if size > 1 and text.startswith(_WORDS.get(letters[-1], ()), end - 1):
            continue  # 欧阳红高兴地说
        if size == 1 and (letters in surnames.CALLED_SHORT or letters not in surnames.GIVEN):
            continue
        sure = all(letter in surnames.GIVEN for letter in letters)
        right = text[end : end + 14].lstrip(_MARKS)
        if _PSEUDONYM.match(right):
            return None
        whole = sure and len(letters) + given - start > 2  # noqa: PLR2004 - 王秀兰, 欧阳红; 王芳 is short
        shape = Shape(text[start], sure=sure, whole=whole, certain=letters[-1] in surnames.CERTAIN)
        opens = alone and shape.plain and (not left[-1:].isalpha() or left[-1] == "的")
        listed = follows and sure and (whole or bool(_IN_A_ROW.match(right)))
        if opens or listed or _fits(shape, left, role, right):
            return _named(text, start, end, role, left, right)
    return None


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


def _fits(shape: Shape, left: str, role: str, right: str) -> bool:
    """Whether what stands on both sides of a candidate leaves no doubt."""
    free = not left or not left[-1].isalpha() or bool(role) or left.endswith(_GLUE)
    speaks, ends = _SPEECH.match(right), _ENDS.match(right)
    if shape.surname in surnames.AT_END and not (shape.whole and shape.certain):
        return False
    if _IN_PICTURE.match(right) or _AGE.match(right):
        return shape.whole or free
    if role and (speaks or (shape.surname not in DOUBTFUL and shape.sure and ends)):
        return True
    if (_AGE_BEFORE.search(left) or left.endswith(_SAID_SO)) and (shape.whole or ends or speaks):
        return True
    if not shape.plain:
        return False
    if role or _PICTURED.search(left) or (free and right.startswith((*_FORMS, *OFFICES))):
        return True
    if speaks and (not left or left[-1] in "。！？；”\n"):
        return True
    return free and ((shape.certain and left.endswith(_TO_SOMEBODY)) or _begins_a_list(right, certain=shape.certain))


def _begins_a_list(right: str, *, certain: bool) -> bool:
    """``王桂芬、李秀兰等``: names of full shape in a row, either counted or surely women's."""
    match = _ROW.match(right)
    if not match or match["surname"] + match["given"] != right[1:4] or not set(match["given"]) <= surnames.GIVEN:
        return False
    if right[1:].startswith(_WORDS.get(match["surname"], ())):
        return False
    return certain or match["given"][-1] in surnames.CERTAIN or bool(_ENUMERATES.match(right[4:]))


def _named(text: str, start: int, end: int, role: str, left: str, right: str) -> Name:
    before, behind = _AGE_BEFORE.search(left), _AGE.match(right)
    years = before[1] if before else behind[1] if behind else None
    after = next((each for each in (*_FORMS, *OFFICES) if right.startswith(each)), "")
    return Name(start, end, text[start:end], role, int(years) if years else None, after)
