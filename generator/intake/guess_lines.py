"""Which lines of a text are no story: its title, the day and byline under it, the editors' names at its end."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.intake.delivered import Block, Piece
from generator.intake.guess import Story

_LONGEST_TITLE = 45
_LONGEST_LINE = 60
_SUBJECT = re.compile(
    r"^\s*(?:(?:fwd?|fw|re|转发|回复|答复)\s*[:：]\s*)+|^[【\[（(](?:投稿|信息|报送|简报|来稿|巾帼志愿)[^】\]）)]{0,8}[】\]）)]"
    r"|^(?:投稿|来稿|信息报送|报送信息|信息)\s*[:：—-]+", re.IGNORECASE
)  # fmt: skip
_SORTS = r"(?:信息|投稿|简报|报道|稿件|情况|简讯|材料)"
_ABOUT = re.compile(
    rf"^关于(?:报送|上报|投稿)?(?:[“《](?P<quoted>.{{6,60}}?)[”》](?:主题)?(?:志愿服务)?(?:活动)?|(?P<plain>.{{6,60}}?))的?{_SORTS}$"
)
_SUFFIX = re.compile(
    r"[\s_—-]*(?:[（(](?:定稿|终稿|修改稿?|最终版?|\d{1,2})[）)]|定稿|终稿|最终版|\d{8}|\d{1,2}[.．]\d{1,2})\s*$"
)
_GENERIC = re.compile(
    r"(?:.{0,12}(?:投稿|来稿|活动信息|信息报送|报送信息|活动简报|工作信息|巾帼志愿服务?活动?|志愿服务活动|信息|简报|材料|照片|图片|新闻稿|稿件"
    r"|通知|无主题|新建.*文档.*|文档\d*|document\d*|附件\d*))|[\W\d_a-zA-Z]*", re.IGNORECASE
)  # fmt: skip
_END = "。！？；，、：…!?;,:"
_DAY = re.compile(
    r"[（(【\[]?(?:(?:时间|日期|发布时间)\s*[:：]\s*)?(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?[）)】\]]?"
)
_ROLES = (
    ("source", "来源|供稿单位|报送单位|供稿|来稿单位|文章来源|稿件来源|信息来源|投稿单位"),
    ("writer", "撰稿人?|作者|文字?|通讯员|文/|撰文|供稿人|投稿人"),
    ("photo", "摄影|图片|照片|图/|图|供图|图片提供"),
    ("both", "文图|图文|文/图|图/文"),
    ("edit", "责任编辑|责编|编辑"),
    ("proof", "校对|初审|一审|一校"),
    ("review", "审核人?|复审|二审|审稿|审校"),
    ("issue", "签发人?|终审|三审"),
)
_ROLE = re.compile(
    r"(?<![\w])(?P<role>" + "|".join(f"(?:{words})" for _, words in _ROLES) + r")\s*[:：]\s*(?P<who>[^:：|｜]{1,30}?)"
    r"(?=\s*(?:[|｜；;，,、]?\s*(?:" + "|".join(words for _, words in _ROLES) + r")\s*[:：]|[|｜；;]|[）)】]?\s*$))"
)  # fmt: skip
_UNIT = (
    r"[\u4e00-\u9fff]{2,20}?"
    r"(?:妇联|妇女联合会|妇委会|妇工委|协会|商会|街道|街道办事处|办事处|总工会|居委会|村委会|小队|分队|总队)"
)
_BYLINE = re.compile(rf"^[（(]\s*(?P<unit>{_UNIT})(?:[\s　、，:：]+(?P<who>[\u4e00-\u9fff·、\s　]{{2,16}}))?\s*[）)]$")
_TAIL = re.compile(
    rf"(?P<all>[（(]\s*(?P<unit>{_UNIT})(?:[\s　、，:：]+(?P<who>[\u4e00-\u9fff·、\s　]{{2,16}}))?\s*[）)])\s*$"
)
_GREETING = re.compile(
    r"(?:您好|你好|各位领导|尊敬的|老师好|附件(?:是|为|中)|请(?:查收|审阅|审核|领导)|现将.{0,30}(?:报上|报送|发给|发上)|此致|敬礼"
    r"|.{2,16}(?:宣传部|编辑部|办公室)\s*[:：]$)"
)


@dataclass(slots=True)
class _Sorting:
    """Lines on their way."""

    kept: list[Block] = field(default_factory=list)
    credits: dict[str, str] = field(default_factory=dict)
    signed: dt.date | None = None
    dated: str = ""
    greeting: str = ""


def story_of(piece: Piece) -> Story:
    """The piece with its furniture told apart."""
    title, sure, used = _title(piece)
    rest = [block for number, block in enumerate(piece.blocks) if number not in used]
    sorting = _Sorting()
    last = len([each for each in rest if each.text.strip()])
    seen = 0
    for block in rest:
        seen += bool(block.text.strip())
        if block.kind in {"picture", "table"} or not _furniture(block, sorting, edge=seen <= 3 or seen > last - 6):  # noqa: PLR2004
            sorting.kept.append(block)
    _byline_at_the_end(sorting)
    return Story(
        piece, title, sure, tuple(sorting.kept), sorting.credits, sorting.signed, sorting.dated, sorting.greeting
    )


def subject_title(subject: str) -> str:
    """A title from the subject of a letter or the name of a file; empty where it only says that there is a text."""
    text = unicodedata.normalize("NFC", subject).strip()
    for _ in range(3):
        text = _SUBJECT.sub("", text).strip(" 　:：—-_")
    text = _SUFFIX.sub("", text).strip(" 　—-_")
    text = re.sub(r"\.(?:docx?|wps|pdf|txt|eml)$", "", text, flags=re.IGNORECASE)
    about = _ABOUT.fullmatch(text)
    text = (about["quoted"] or about["plain"]) if about else text
    long = 6
    return "" if _GENERIC.fullmatch(text) or len(text) < long else text


def _title(piece: Piece) -> tuple[str, bool, set[int]]:
    """The title, whether the text itself says that it is one, and the blocks that it takes."""
    subject = subject_title(piece.subject)
    titles = [number for number, each in enumerate(piece.blocks) if each.kind == "title" and each.text.strip()]
    if titles:
        text, used = _with_second(piece.blocks, titles[0])
        return text, len(titles) == 1 or bool(subject and subject in text), used
    texts = [number for number, each in enumerate(piece.blocks[:12]) if each.kind in {"heading", "paragraph"}
             and each.text.strip()]  # fmt: skip
    for number in texts[:4]:
        text = piece.blocks[number].text.strip()
        if _is_title(text) and _followed_by_text(piece.blocks, number):
            said, used = _with_second(piece.blocks, number)
            return said, piece.blocks[number].kind == "heading" or _same(text, subject), used
        if not (_GREETING.search(text) or _DAY.fullmatch(text)):
            break
    return subject, False, set()


def _is_title(text: str) -> bool:
    short = 6
    return (
        short <= len(text) <= _LONGEST_TITLE
        and text[-1] not in "。；，、：…;,:"
        and not _GREETING.search(text)
        and not _DAY.fullmatch(text)
        and not _ROLE.search(text)
        and not _BYLINE.match(text)
        and not re.match(r"[一二三四五六七八九十\d]+[、.．]", text)
    )


def _followed_by_text(blocks: Sequence[Block], number: int) -> bool:
    return any(
        len(each.text) > _LONGEST_TITLE and each.text.rstrip("”）)")[-1:] in _END for each in blocks[number + 1 :]
    )


def _with_second(blocks: Sequence[Block], number: int) -> tuple[str, set[int]]:
    """A title goes on in a line that begins with a dash."""
    text, used = " ".join(blocks[number].text.split()), {number}
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is not None and re.match(r"\s*(?:——|－－|--|—)", following.text):
        more = following.text.strip()
        if len(more) <= _LONGEST_TITLE and more[-1] not in "。；":
            return f"{text}{'——' + more.lstrip('—－- ')}", {number, number + 1}
    return text, used


def _same(text: str, subject: str) -> bool:
    plain, other = (re.sub(r"[\W_]", "", each) for each in (text, subject))
    return bool(other) and (plain == other or (len(other) > 8 and other in plain))  # noqa: PLR2004


def _furniture(block: Block, sorting: _Sorting, *, edge: bool) -> bool:
    """Whether a line only says when, by whom or for whom; what it says is kept."""
    text = block.text.strip()
    if not text or len(text) > _LONGEST_LINE or not edge:
        return False
    day = _DAY.fullmatch(text)
    if day and (found := _date(*(int(each) for each in day.groups()))) and sorting.signed is None:
        sorting.signed, sorting.dated = found, text
        return True
    byline = _BYLINE.match(text)
    if byline and "source" not in sorting.credits:
        sorting.credits["source"] = _signed_by(byline)
        return True
    if _GREETING.search(text) and not sorting.greeting:
        sorting.greeting = text
        return False
    return _roles(text, sorting)


def _roles(text: str, sorting: _Sorting) -> bool:
    """Whether a line holds nothing but who did what."""
    bare = text.strip("（）()【】 　")
    said = {_key(match["role"]): match["who"].strip(" 　）)】") for match in _ROLE.finditer(bare)}
    rest = re.sub(r"[\s　|｜；;，,、（）()【】]", "", _ROLE.sub("", bare))
    if (
        not said
        or rest
        or any(key in sorting.credits for key in said)
        or any(not _is_who(each) for each in said.values())
    ):
        return False
    if "both" in said:
        both = said.pop("both")
        said |= {key: both for key in ("writer", "photo") if key not in said}
    sorting.credits.update(said)
    return True


def _is_who(text: str) -> bool:
    """Names and units are short and hold no sentence."""
    longest = 24
    return 0 < len(text) <= longest and not re.search(r"[。！？!?\d@]", text)


def _key(role: str) -> str:
    return next(key for key, words in _ROLES if re.fullmatch(words, role))


def _byline_at_the_end(sorting: _Sorting) -> None:
    """（新华区妇联 张某） behind the last sentence."""
    texts = [number for number, each in enumerate(sorting.kept) if each.kind == "paragraph" and each.text.strip()]
    for number in texts[-3:]:
        block = sorting.kept[number]
        match = _TAIL.search(block.text)
        before = block.text[: match.start()].rstrip() if match else ""
        if match and before[-1:] in "。！？”…" and "source" not in sorting.credits:
            sorting.credits["source"] = _signed_by(match)
            sorting.kept[number] = Block(block.kind, before, block.picture)


def _signed_by(match: re.Match[str]) -> str:
    """Unit first, then who wrote it."""
    who = "、".join(
        re.sub(r"^(?:通讯员|供稿|记者)", "", each) for each in re.split(r"[\s　、]+", match["who"] or "") if each
    )
    return f"{match['unit']} {who}".strip()


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
