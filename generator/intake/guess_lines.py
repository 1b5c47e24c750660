"""Which lines of a text are no story: its title, the day and byline under it, the editors' names at its end."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from generator.intake.delivered import Block, Piece
from generator.intake.guess import Story
from generator.intake.guess_frame import frame_of
from generator.intake.guess_titles import title_of

_LONGEST_LINE = 60
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
_DOES = r"(?:\s*(?P<does>文/图|图/文|文图|图文|文并图|摄影报道|摄影|供图|摄|撰稿|供稿|报道|文))?"
_SIGNED = rf"[（(]\s*(?P<unit>{_UNIT})(?:[\s　、，:：]+(?P<who>[\u4e00-\u9fff·、\s　]{{2,16}}?))?{_DOES}\s*[）)]"
_BYLINE = re.compile(rf"^{_SIGNED}$")
_TAIL = re.compile(rf"(?P<all>{_SIGNED})\s*$")
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
    frame = frame_of(piece.blocks)
    title, sure, used = title_of(piece, piece.blocks, frame.drop)
    rest = [block for number, block in enumerate(piece.blocks) if number not in used | frame.drop]
    sorting = _Sorting()
    last = len([each for each in rest if each.text.strip()])
    seen = 0
    for block in rest:
        seen += bool(block.text.strip())
        if block.kind in {"picture", "table"} or not _furniture(block, sorting, edge=seen <= 3 or seen > last - 6):  # noqa: PLR2004
            sorting.kept.append(block)
    _byline_at_the_end(sorting)
    if frame.unit:
        sorting.credits.setdefault("source", frame.unit)
    return Story(
        piece, title, sure and not frame.official, tuple(sorting.kept), sorting.credits,
        sorting.signed or frame.signed, sorting.dated, sorting.greeting, frame.official, frame.year,
    )  # fmt: skip


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
        _signed_by(byline, sorting)
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
            _signed_by(match, sorting)
            sorting.kept[number] = Block(block.kind, before, block.picture)


def _signed_by(match: re.Match[str], sorting: _Sorting) -> None:
    """Unit first, then who wrote it; 文/图 says who took the pictures too."""
    names = (re.sub(r"^(?:通讯员|供稿|记者|文/图)", "", each) for each in re.split(r"[\s　、]+", match["who"] or ""))
    who = "、".join(each for each in names if each)
    sorting.credits["source"] = f"{match['unit']} {who}".strip()
    if who and re.search("图|摄", match["does"] or ""):
        sorting.credits.setdefault("photo", who)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
