"""Which row of a grid names the columns: titles above it, two rows of it, merged and blank cells are common."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.personal import normalise
from generator.sealed.handed.opening import Grid

_LOOK_AT = 40
"""Rows from the top in which a heading is looked for."""
_LONGEST = 40
_SURE = 4
"""Columns that make a heading certain; of a lesser one no word is repeated, because it may be somebody's name."""
_ORDINALS = frozenset({"序号", "序", "行号", "顺序"})
"""Columns that only count the rows."""
COUNTERS = frozenset({"编号", "no", "号"})
"""Columns that may do nothing else either, as their cells tell."""
_REMARK = re.compile(
    r"|(?:请|须|需)?(?:必填|必须填写?|选填|可不填|可空|没有可不填|如有|务必.*|如实.*)|请.{0,16}|(?:例|如|格式|参考).{0,24}"
    r"|本人|自己|志愿者|队员|[0-9]{1,2}位(?:数字|号码|数)?|手机|手机号|手机号码|电话|座机|固话|固定电话"
    r"|年[/\-]?月(?:[/\-]?日)?|y{2,4}.{0,8}|全称|全名|中文|汉字|可多选|多选|单选|打[√勾].{0,6}|√|男[/或]?女|公历|阳历"
    r"|身份证|居住|常住|现住|现居住|详细|具体|小时|单位小时|h|学时|实际|(?:不含|不算|扣除)路?.{0,6}"
    r"|工作日.{0,10}|双休日.{0,10}|(?:爱心|科技|法律).{0,30}等?"
)
"""What brackets in a heading may hold without changing whom or what it is about."""
_OTHERS = (
    "监护人|紧急联系人|应急联系人|联系人|家属|家长|配偶|丈夫|爱人|父亲|母亲|父母|子女|孩子"
    "|推荐人|介绍人|领队|负责人|担保人"
)
_SOMEBODY_ELSE = re.compile(f"(?:{_OTHERS})(?:姓名|名字)?")
"""Whose phone stands beside this is hers or somebody else's: only who knows the people can say."""
_ABOUT_OTHERS = re.compile(f"{_OTHERS}|家庭|推荐|介绍|单位意见")
_ABOUT_HER = re.compile(
    r"(?:志愿者|队员|个人|本人|人员)?(?:基本|详细)?(?:情况|信息|资料|登记表?)?|联系.{0,4}|(?:证件|身份证?).{0,4}|服务.{0,6}|其[他它]"
)
"""Headings that embrace others below them."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A column that nobody asked for."""

    title: str
    """As the file has it, made short; ``第 7 列`` where it does not look like a heading."""
    line: int
    column: int
    """1-based."""
    word: str = field(default="", repr=False)
    """The whole of it, compact, to compare with; it may be no heading at all, so it is never shown."""
    key: str = ""
    """What it means, where it only says once more what an earlier column says, or could be about somebody else."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the columns are."""

    line: int
    last: int
    """The second line of a heading of two, otherwise the same."""
    keys: Mapping[str, int]
    """Key → 0-based column."""
    titles: Mapping[str, str]
    unknown: tuple[Unknown, ...] = ()
    doubled: tuple[Unknown, ...] = ()
    """Columns that mean the same as an earlier one."""
    form: bool = False
    """The rows below name more columns: a form about one person, not a table of many."""
    texts: tuple[str, ...] = field(default=(), repr=False)
    """The heading's row, compact; pages of a long print repeat it."""


def compact(title: object) -> str:
    """A heading without blanks, asterisks, colons and widths."""
    text = normalise(str(title or "")) if isinstance(title, str) else ""
    return re.sub(r"[\s*:：※★、.]", "", text).lower()


def spellings(title: str) -> tuple[str, ...]:
    """The ways to read one: as it is, with its brackets opened, without what stands in them, that alone."""
    opened = re.sub(r"[()\[\]{}【】〔〕<>《》“”\"']", "", title)
    without = re.sub(r"[(\[{【〔<].*?[)\]}】〕>]", "", title)
    return tuple(dict.fromkeys(each for each in (title, opened, without) if each))


def find_heading(grid: Grid, columns: Mapping[str, Sequence[str]], required: Collection[str]) -> Heading | None:
    """The first row that names the required columns, or else most columns; None where there is none."""
    known = {
        spelling: key for key, titles in columns.items() for each in titles for spelling in spellings(compact(each))
    }
    # what a heading of one column says with a bracket open must not beat another's full name
    known |= {compact(each): key for key, titles in columns.items() for each in titles}
    best: Heading | None = None
    best_score = (False, 0)
    top = grid.rows[:_LOOK_AT]
    for place, (line, row) in enumerate(top):
        below = top[place + 1] if place + 1 < len(top) else (line, [])
        heading = _read(line, row, below, known)
        score = all(key in heading.keys for key in required), len(heading.keys)
        if score > best_score and (score[1] > 1 or (score[0] and required)):
            best, best_score = heading, score
    return replace(best, form=_is_form(grid, best, known)) if best else None


def _is_form(grid: Grid, heading: Heading, known: Mapping[str, str]) -> bool:
    """Names and values take turns in the rows of a form."""
    rows = [row for line, row in grid.rows[: heading.last + _LOOK_AT] if line > heading.last]
    named = (len({key for index in range(len(row)) if (key := _key(_at(row, index), known))}) for row in rows[:10]
             if not is_repeated(row, heading))  # fmt: skip
    return any(number > min(1, len(heading.keys) - 1) for number in named)


def is_repeated(row: list[object], heading: Heading) -> bool:
    """Whether a row says the heading once more."""
    texts = tuple(compact(cell) for cell in row)
    return any(heading.texts) and texts[: len(heading.texts)] == heading.texts[: len(texts)] and any(texts)


def _read(line: int, row: list[object], below: tuple[int, list[object]], known: Mapping[str, str]) -> Heading:
    two = _names_more(row, below[1], known)
    lower = below[1] if two else []
    keys: dict[str, int] = {}
    titles: dict[str, str] = {}
    unknown, doubled = [], []
    for index in range(max(len(row), len(lower))):
        upper_text, lower_text = _at(row, index), _at(lower, index)
        text = upper_text if _only_remark(lower_text) else _joined(_embracing(row, lower, index), lower_text, known)
        key = _key(text, known)
        title = " ".join(normalise(text).split())
        whose = key if key == "mobile" and not title.startswith("本人") and _beside_another(row, lower, index) else ""
        key = None if whose else key
        if key is None and compact(title):
            said = title if len(title) <= _LONGEST and not re.search(r"\d{5}", title) else f"第 {index + 1} 列"
            if compact(title) not in _ORDINALS:
                unknown.append(Unknown(said, line, index + 1, compact(title), whose))
        elif key in keys:
            doubled.append(Unknown(title, line, index + 1, key=key))
        elif key is not None:
            keys[key], titles[key] = index, title
    if len(unknown) >= len(keys) and len(keys) < _SURE:
        unknown = [replace(each, title=f"第 {each.column} 列") for each in unknown]
    texts = tuple(compact(cell) for cell in row)
    return Heading(line, below[0] if two else line, keys, titles, tuple(unknown), tuple(doubled), texts=texts)


def _names_more(row: list[object], below: list[object], known: Mapping[str, str]) -> bool:
    """Whether the next row belongs to the heading: it names columns too, and holds nothing like data."""
    upper = [text for cell in row if isinstance(cell, str) and (text := compact(cell))]
    if not any(_key(text, known) for text in upper) or any(not isinstance(cell, str | None) for cell in below):
        return False
    lower = [cell for cell in below if isinstance(cell, str) and compact(cell)]
    if any(re.search(r"\d", text) for text in lower):
        return False
    named = len([text for text in lower if _key(text, known)])
    return named > 0 and not (len(upper) == 1 and named > 1)


def _only_remark(text: str) -> bool:
    """Nothing, or something in brackets, like （必填）."""
    return re.fullmatch(r"(?:[(\[【].*[)\]】])?", compact(text)) is not None


def _beside_another(row: list[object], lower: list[object], index: int) -> bool:
    """Whether the column to the left names somebody else, whose phone this may be."""
    left = (compact(_at(cells, index - 1)) for cells in (row, lower) if index)
    return any(_SOMEBODY_ELSE.fullmatch(each) for each in left)


def _embracing(row: list[object], lower: list[object], index: int) -> str:
    """The upper heading over a cell of the lower row: its own, or that of the merged cells to its left."""
    for at in range(index, -1, -1):
        if compact(said := _at(row, at)):
            return "" if _only_remark(_at(lower, at)) else said
    return ""


def _joined(upper: str, lower: str, known: Mapping[str, str]) -> str:
    """What a cell under an embracing one means: 监护人 and 电话 are 监护人电话, never her own 电话."""
    both = upper + lower
    if _key(both, known) is not None or not compact(upper):
        return both
    hers = _ABOUT_HER.fullmatch(compact(upper)) or _key(upper, known) is not None
    return lower if hers and not _ABOUT_OTHERS.search(compact(upper)) else both


def _key(text: str, known: Mapping[str, str]) -> str | None:
    """What a heading means; without its brackets only where they hold a remark, or say the same again."""
    word = compact(text)
    full, *rest = spellings(word) or ("",)
    found = next((known[each] for each in (full, *rest[:-1]) if each in known), None)
    if found is not None or not rest:
        return found
    found = known.get(rest[-1])
    inside = re.findall(r"[(\[{【〔<](.*?)[)\]}】〕>]", word)
    return found if all(_REMARK.fullmatch(each) or known.get(each) == found for each in inside) else None


def _at(row: list[object], index: int) -> str:
    cell = row[index] if index < len(row) else ""
    return cell if isinstance(cell, str) else ""
