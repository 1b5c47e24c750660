"""Where a Chinese text names a person, as far as plain code can be sure: shape of the name and what stands beside it.

Chinese has no capitals, and most surnames are ordinary words. So a name counts only in a frame that hardly anything
else fits: after somebody's role, before an age, beside a verb of speech. What is doubtful is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.checks import surnames
from generator.checks.listed import SPACED, in_a_table
from generator.checks.roles import BYLINES, CHILDREN, OFFICES, ROLES

_ROLES = tuple(sorted({*ROLES, *OFFICES}, key=lambda each: (-len(each), each)))
_SAID_SO = (
    "名叫", "我叫", "她叫", "他叫", "名字叫", "姓名：", "姓名:", "原名", "真名", "名单：", "得主：", "获奖者：",
    "受助人：",     "受益人：", "等奖：", "优秀奖：", "组织奖：",
)  # fmt: skip
_GLUE = tuple("在和给为请由是有的老了对跟与把被从让向找像同叫以及陪帮送扶等即而")
DOUBTFUL = frozenset("于任解关管尚方齐盛严安温项习卫辛高金康易")
"""Surnames that are words of their own so often that a role before them is not enough."""
_ACROSS = frozenset(surnames.words("儿童 孩童 女童 男童 学童 师傅 板娘"))
"""Words that begin before what looks like a surname: 留守儿童小强, 理发师傅."""
_HOW = re.compile(r"(.)\1地")
_PLACES = "村庄镇乡寨岭沟家县区市路街"
_MARKS = " *_“”\"‘’'"
_HAN = r"[\u4e00-\u9fff]"
_SPEAKS = surnames.words("""
    说 告诉 介绍 表示 坦言 感慨 回忆 讲述 讲起 笑道 补充 解释 回答 称赞 直言 感叹 激动 握着 拉着 竖起 连声 高兴
    开心 感激 哽咽 笑着 含泪 流着
""")
_SPEECH = re.compile(rf"(?:{_HAN}{{1,4}}地|{_HAN}{{1,3}}着)?(?:{'|'.join(_SPEAKS)})(?!法|不一)")
_AGE = re.compile(
    r"(?:[（(，,]\s*(?:[男女][，,、]\s*)?(?:今年|现年)?\s*|今年|现年|刚满)(?:才|刚|刚满|已经|快)?\s*(\d{1,3})\s*(?:多|来)?(?:周?岁)"
    r"|[（(，,]\s*[男女]\s*[，,）)。、]|(?:今年|现年)[一二三四五六七八九十]{2,3}岁"
)
_AGE_BEFORE = re.compile(r"(\d{1,3})\s*(?:周|多)?岁(?:高龄)?的$")
_IN_PICTURE = re.compile(r"[（(](?:前排|后排|图)?[左右中][一二三四五六七八侧起边]?(?:\d)?[）)]")
_PICTURED = re.compile(
    r"(?:(?:[左右中][一二三四五六七八]?|图中?|前排|后排|照片中|画面中)(?:为|是|：)"
    r"|(?:[左右]起|从[左右][至到往向][左右]|自[左右][至到往向][左右])(?:依次|分别)?(?:为|是|：|:|，)?)$"
)
_ENDS = re.compile(r"[，,。、：:；;（(）)！？!?”’\n|]|$")
_ENUMERATES = re.compile(r"等|[两二三四五六七八九十\d]+[人位名]|几[人位名]")
_IN_A_ROW = re.compile(r"[、，。；和等（]|$")
_ROW = re.compile(rf"[、和与](?P<surname>[{''.join(sorted(surnames.SURNAMES))}])(?P<given>{_HAN}{{2}})")
_TO_SOMEBODY = tuple("的和跟给请由向对与陪为")
_KIN = frozenset(surnames.words("儿子 女儿 丈夫 妻子 老伴 儿媳 媳妇 孙子 孙女 婆婆 母亲 父亲"))
_FORMED = re.compile(r"(?:大姐|奶奶|爷爷|大娘|大妈|大爷|大叔|阿姨|老师|医生|女士|先生|老人)[（(]\Z")
_DOES = re.compile(r"[是在把从带给]|照顾|走了|去世|病逝|负责|住进|来到")
_INSIDE = re.compile(r"里(?!里)|(?:旁|边|下|中)(?:的|散步|拍)")
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
_UNIT = re.compile(
    r"(?:名师|名校长|劳模|创新|技能|大师|家庭|教育|巾帼|调解|律师|法官|爱心|志愿|服务|生态|种植|养殖|专业|手工|刺绣|苗绣)*"
    r"(?:合作社|工作室|工作站|热线|班组|书屋|书院|调解室|驿站|服务队|小队|工坊|农场|基金|绣坊|基地|诊所|理发店|烧饼店|饭店|品牌)"
)
"""Behind a name: the unit is called so, and the name is no longer only hers."""


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
    if SPACED.search(text):
        return _unspaced(text, known, alone=alone)
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


def _unspaced(text: str, known: Collection[str], *, alone: bool) -> list[Name]:
    """The names of a text in which some are spaced out; places are those of the text as it was written."""
    dropped = {
        at for match in SPACED.finditer(text) for at in range(match.start(), match.end()) if text[at] in " \u3000"
    }
    places = [at for at in range(len(text)) if at not in dropped]
    closed = "".join(text[at] for at in places)
    found = names(closed, known, alone=alone)
    return [replace(each, start=places[each.start], end=places[each.end - 1] + 1) for each in found]


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
    if (left.endswith(BYLINES) and not role) or text[start - 1 : start + 1] in _ACROSS:
        return None
    for size in (2, 1):
        end = given + size
        letters = text[given:end]
        if len(letters) < size or any(letter in surnames.NEVER for letter in letters) or not letters.isalpha():
            continue
        if size > 1 and (text.startswith(_WORDS.get(letters[-1], ()), end - 1) or _HOW.match(text, given)):
            continue  # 欧阳红高兴地说, 石磊磊地堆着
        if size == 1 and (letters in surnames.CALLED_SHORT or letters not in surnames.GIVEN):
            continue
        sure = all(letter in surnames.GIVEN for letter in letters)
        right = text[end : end + 14].lstrip(_MARKS)
        if _PSEUDONYM.match(right) or (size + given - start > 2 and _UNIT.match(right)):  # noqa: PLR2004
            return None
        whole = sure and len(letters) + given - start > 2  # noqa: PLR2004 - 王秀兰, 欧阳红; 王芳 is short
        shape = Shape(text[start], sure=sure, whole=whole, certain=letters[-1] in surnames.CERTAIN)
        opens = alone and (shape.plain or _short(shape, right)) and (bool(role) or _is_free(left))
        opens = opens or (shape.plain and in_a_table(text, start, end))
        listed = follows and sure and (whole or bool(_IN_A_ROW.match(right)))
        if opens or listed or _fits(shape, left, role, right):
            return _named(text, start, end, role, left, right)
    return None


def _is_free(left: str) -> bool:
    """Whether a word may begin here."""
    return not left[-1:].isalpha() or left[-1] == "的"


def _short(shape: Shape, right: str) -> bool:
    """Whether a name of two characters may stand alone: no place, and no word of its own."""
    return shape.sure and shape.surname not in DOUBTFUL | surnames.AT_END and right[:1] not in set(_PLACES)


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
    if shape.surname not in DOUBTFUL and shape.sure and _says_so(left, role, right):
        return True
    if (_AGE_BEFORE.search(left) or left.endswith(_SAID_SO)) and (shape.whole or ends or speaks):
        return True
    if not shape.plain:
        return False
    opens = not left or left[-1] in "。！？；”\n"
    if (
        (role and not _INSIDE.match(right))
        or _PICTURED.search(left)
        or _FORMED.search(left)
        or (free and right.startswith((*_FORMS, *OFFICES)))
    ):
        return True
    if (left.endswith("叫") and right[:1] not in set(_PLACES)) or (left.endswith("的是") and ends):
        return True
    if opens and (speaks or (shape.certain and _DOES.match(right))):
        return True
    return free and ((shape.certain and left.endswith(_TO_SOMEBODY)) or _begins_a_list(right, certain=shape.certain))


def _says_so(left: str, role: str, right: str) -> bool:
    """``王芳说：“``, ``儿子王军在外``: enough for a name of two characters as well."""
    opens = not left or left[-1] in "。！？；”\n"
    return (opens and right.startswith("说：“")) or (role in _KIN and right[:1] in {"在", "是"})


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
