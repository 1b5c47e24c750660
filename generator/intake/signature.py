"""The lines under a text that say who sent it and how to reach her: name, unit, 手机, 电话, QQ, 邮箱."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.intake.delivered import Block

_LABEL = (
    r"(?:联\s*系\s*人|手\s*机|电\s*话|座\s*机|传\s*真|邮\s*箱|邮\s*编|微\s*信|(?:联系|办公|移动|手机|办公室|固定)(?:电话|方式|号码|手机)"
    r"|电子邮[箱件]|邮政编码|(?:单位|办公|联系|通讯|通信)?地\s*址|QQ|网\s*址|Tel|Mobile|Mob|Fax|Phone|E-?mail|WeChat)"
)
_CONTACT = re.compile(
    rf"[（(]?(?:[\u4e00-\u9fff]{{2,12}}[\s　，,]+)?{_LABEL}(?:号码?|及电话|/微信|（微信同号）)?\s*[:：]\s*\S.{{0,80}}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:[\u4e00-\u9fff]{2,6}\s*)?[+(（]?\d[\d\s()（）—-]{5,18}\d")
_MAIL = re.compile(r"\S+@\S+\.\S+")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff](?:[\s　]+[\u4e00-\u9fff])")
_UNIT = re.compile(
    r"[\u4e00-\u9fff（）()、\s　]{2,24}"
    r"(?:妇联|妇女联合会|妇委会|妇工委|科室?|[宣联]\S{0,6}部|办公室|办事?处?|街道|镇|乡|局|委|中心|社区|小队|分队|总队|协会)"
    r"(?:[\s　]+[\u4e00-\u9fff]{2,4})?"
)
_WANTED = re.compile(r"报名|招募|征集|预告|咨询")
"""Of a notice the people who want to come need the number."""
_MOST_ABOVE = 3


def signature_at(blocks: Sequence[Block]) -> int:
    """Where the signature begins; the number of blocks if there is none."""
    whole = len(blocks)
    at = whole
    while at and blocks[at - 1].kind != "picture" and _reaches(blocks[at - 1].text):
        at -= 1
    if at == whole or _WANTED.search("".join(each.text for each in blocks)):
        return whole
    for _ in range(_MOST_ABOVE):
        above = blocks[at - 1] if at else None
        if above is None or above.kind == "picture" or not _who(above.text):
            break
        at -= 1
    return at if any(_tells(each) for each in blocks[:at]) else whole


def _reaches(text: str) -> bool:
    """Whether a line only says how somebody is reached."""
    plain = text.strip()
    return bool(_CONTACT.fullmatch(plain) or _NUMBER.fullmatch(plain) or _MAIL.fullmatch(plain)) and "。" not in plain


def _who(text: str) -> bool:
    plain = text.strip()
    return bool(_PERSON.fullmatch(plain) or _UNIT.fullmatch(plain))


def _tells(block: Block) -> bool:
    return block.kind in {"paragraph", "item"} and block.text.rstrip("”）)")[-1:] in set("。！？…")
