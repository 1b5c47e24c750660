"""Which line belongs to which picture: 图为…, ▲…, 图1：…, a short line right below; and who took it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake.delivered import Block, Piece
from generator.intake.guess import LIKELY, SURE, Confidence

_MARKED = re.compile(
    r"^\s*(?:[▲△▼↑⬆※]+\s*(?:图为|图片?(?:说明)?\s*[:：])?|图\s*为|图片?说明\s*[:：]?|[（(]?(?:图|照片|图片)\s*"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十])\s*[）)]?(?:\s*[:：、.．]|\s*为|\s+))\s*"
)
_TAKEN = re.compile(
    r"[\s　]*[（(【]?\s*(?:摄影|拍摄|图片?|供图|照片)?\s*[:：/]?\s*(?P<who>[\u4e00-\u9fff·]{2,12})"
    r"\s*(?:摄影?|供图)\s*[）)】]?\s*[。]?\s*$"
)
_CREDIT = re.compile(
    r"[\s　]*[（(【]\s*(?:摄影|拍摄|供图|图片提供)\s*[:：/]?\s*(?P<who>[\u4e00-\u9fff·]{2,12})\s*[）)】]\s*[。]?\s*$"
)
_LONGEST, _SHORT = 60, 32
_NO_NAME = re.compile(
    r"(?:img|dsc|dscn|pic|image|photo|图片|微信图片|照片|mmexport|wx_camera|screenshot|截图|未命名|新建|scan|p|dji|qq图片)?"
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
        place = _line_below(blocks, at)
        if place is not None and place not in used:
            said = _caption(blocks[place].text)
            group = [block.picture]
            if said is not None and said.text:
                found |= dict.fromkeys(group, said)
                used.add(place)
    _numbered(blocks, order, found, used)
    for number in order:
        if number not in found and (named := _from_name(piece.pictures[number].name)):
            found[number] = Caption(named, LIKELY)
    return found, [block for at, block in enumerate(blocks) if at not in used]


def picture_order(piece: Piece) -> list[int]:
    """Pictures in reading order, those that only came along at the end."""
    placed = [each.picture for each in piece.blocks if each.picture is not None and each.picture < len(piece.pictures)]
    return list(dict.fromkeys([*placed, *range(len(piece.pictures))]))


def _line_below(blocks: Sequence[Block], at: int) -> int | None:
    """The next line, if it is a caption by its mark or its length; between two pictures it is the upper one's."""
    below = at + 1
    if below >= len(blocks) or blocks[below].kind not in {"paragraph", "item"}:
        return None
    text = blocks[below].text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if _MARKED.match(text):
        return below
    alone = below + 1 >= len(blocks) or blocks[below + 1].picture is not None or len(blocks[below + 1].text) > _LONGEST
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
