"""Which line belongs to which picture: 图为…, ▲…, 图1：…, a short line right below; and who took it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from generator.intake.delivered import Block, Piece
from generator.intake.guess import LIKELY, SURE, Confidence

_MARKED = re.compile(
    r"^\s*(?:[▲△▼↑⬆※]+\s*(?:图为|图片?(?:说明)?\s*[:：])?|图\s*为|图片?说明\s*[:：]?"
    r"|[（(]?(?P<where>[上下左右]图)\s*[）)]?\s*(?:[:：]|为)|[（(]?(?:图|照片|图片)\s*"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十])\s*[）)]?(?:\s*[:：、.．]|\s*为|\s+))\s*"
)
_TAKEN = re.compile(
    r"(?:[\s　]+|[\s　]*[（(【])\s*(?:摄影|拍摄|图片?|供图|照片)?\s*[:：/]?\s*(?P<who>[\u4e00-\u9fff·]{2,12})"
    r"\s*(?:摄影?|供图)\s*[）)】]?\s*[。]?\s*$"
)
_CREDIT = re.compile(
    r"[\s　]*[（(【]\s*(?:摄影|拍摄|供图|图片提供)\s*[:：/]?\s*(?P<who>[\u4e00-\u9fff·]{2,12})\s*[）)】]\s*[。]?\s*$"
)
_LONGEST, _SHORT = 60, 32
_NO_NAME = re.compile(
    r"(?:(?:活动|现场|活动现场|工作|志愿服务|志愿服务活动|相关)?(?:照片?|图片?|相片|配图|附图|插图)[一二三四五六七八九十]{0,3}|img|dsc|dscn|pic|image|photo|图片|微信图片|照片|mmexport|wx_camera|screenshot|截图|未命名|新建|scan|p|dji|qq图片)?"
    r"[\W_\d]*(?:副本|copy)?[\W_\d]*", re.IGNORECASE
)  # fmt: skip
_NUMBERED = re.compile(r"^(?:图片?|照片)?\s*[（(]?(?:\d{1,3}|[一二三四五六七八九十])[）)]?\s*[.．、:：_\-—\s]*")
_HAN = {each: number for number, each in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said under a picture."""

    text: str
    confidence: Confidence
    credit: str = ""


def captions(piece: Piece, blocks: Sequence[Block]) -> tuple[dict[int, Caption], list[Block]]:
    """Picture → caption, and the blocks without the lines that became captions."""
    found: dict[int, Caption] = {}
    used: set[int] = set()
    order = picture_order(piece)
    for at, block in enumerate(blocks):
        if block.picture is None or block.picture in found:
            continue
        places = [each for each in (_line_above(blocks, at), _line_below(blocks, at, used)) if each is not None]
        said = [(each, caption) for each in places if each not in used and (caption := _caption(blocks[each].text))]
        if said:
            found[block.picture] = _together([caption for _, caption in said])
            used |= {each for each, _ in said}
    _numbered(blocks, order, found, used)
    for number in order:
        if number not in found and (named := _from_name(piece.pictures[number].name)):
            found[number] = Caption(named, LIKELY)
    return found, [block for at, block in enumerate(blocks) if at not in used]


def _together(said: Sequence[Caption]) -> Caption:
    """下图：… above a picture and 上图：… below it speak of the same one."""
    if len(said) == 1:
        return said[0]
    return Caption(
        "，".join(each.text for each in said), LIKELY, next((each.credit for each in said if each.credit), "")
    )


def picture_order(piece: Piece) -> list[int]:
    """Pictures in reading order, those that only came along at the end."""
    placed = [each.picture for each in piece.blocks if each.picture is not None and each.picture < len(piece.pictures)]
    return list(dict.fromkeys([*placed, *range(len(piece.pictures))]))


def _line_above(blocks: Sequence[Block], at: int) -> int | None:
    """The line before, if it says that the picture stands below it."""
    if not at or blocks[at - 1].kind not in {"paragraph", "item"} or len(blocks[at - 1].text) > _LONGEST:
        return None
    marked = _MARKED.match(blocks[at - 1].text)
    return at - 1 if marked and marked["where"] == "下图" else None


def _line_below(blocks: Sequence[Block], at: int, used: Collection[int]) -> int | None:
    """The next line, if it is a caption by its mark or its length; between two pictures it is the upper one's."""
    below = at + 1
    if below >= len(blocks) or blocks[below].kind not in {"paragraph", "item"}:
        return None
    text = blocks[below].text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if marked := _MARKED.match(text):
        return below if marked["where"] != "下图" else None
    after = blocks[below + 1] if below + 1 < len(blocks) else None
    # a line of a row of pictures, each with its words
    alone = after is None or after.picture is not None or len(after.text) > _LONGEST or at - 1 in used
    sentence = text[-1] in "。！？；：，" or text.count("，") > 1
    return below if len(text) <= _SHORT and alone and not sentence else None


def _numbered(blocks: Sequence[Block], order: Sequence[int], found: dict[int, Caption], used: set[int]) -> None:
    """图1：… 图2：… in a row somewhere else, when their numbers are those of the pictures."""
    for at, block in enumerate(blocks):
        match = _MARKED.match(block.text) if at not in used and block.kind in {"paragraph", "item"} else None
        if not match or not match["number"] or len(block.text) > _LONGEST:
            continue
        number = _HAN[match["number"]] if match["number"] in _HAN else int(match["number"])
        if 1 <= number <= len(order) and order[number - 1] not in found:
            said = _caption(block.text)
            if said is not None and said.text:
                found[order[number - 1]] = said
                used.add(at)


def _caption(text: str) -> Caption | None:
    """The words under a picture without their mark, and who took it."""
    marked = _MARKED.match(text)
    said = text[marked.end() :] if marked else text
    taken = _CREDIT.search(said) or _TAKEN.search(said)
    credit = taken["who"] if taken else ""
    said = (said[: taken.start()] if taken else said).strip(" 　。")
    return Caption(said, SURE if marked else LIKELY, credit) if said else None


def _from_name(name: str) -> str:
    """What a file is called, where somebody has called it anything."""
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", name)
    if _NO_NAME.fullmatch(stem):
        return ""
    text = re.sub(r"[_\s]+", " ", _NUMBERED.sub("", stem)).strip(" -—（）()")
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    return text if han >= 5 and han * 2 > len(text) and len(text) <= _LONGEST else ""  # noqa: PLR2004
