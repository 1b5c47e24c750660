"""The title of a story: in the text, or in the subject of the letter; what only looks like one is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from generator.intake.delivered import Block, Piece

_LONGEST_TITLE = 45
_SENTENCE = 12
"""Characters of the shortest sentence that tells something: short stories have titles too."""
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
_STOPS = "。！？!?…”）)"
_ASIDE = re.compile(r"\s*[（(]\s*联系[^（()）]*[）)]\s*$")
_WITH_PICTURES = re.compile(r"的?(?:相关|现场)?(?:照片|图片|视频)$")
_NO_TITLE = re.compile(
    r"[（(【\[]?\s*(?:20\d\d\s*[年./-])?\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?(?:上午|下午|晚上?)?[）)】\]]?|[^，。]{0,4}(?:近日|日前|近期|今天|昨天|今日|昨日)(?:上午|下午|晚上?)?"
    r"|附[件图表]?\d{0,2}|[（(](?:草稿|初稿|定稿|终稿|修改稿|供稿)[）)]|[\u4e00-\u9fff]{2,24}(?:妇联|妇女联合会|办公室|委员会|街道办事处|人民政府|宣传部)|.{2,30}(?:联合会|妇联|委员会|办公室|政府)文件"
)
"""A day, 近日, a unit alone, the head of a paper."""
_ROLE = re.compile(
    r"^(?:来源|作者|文|图|摄影|供稿|编辑|责编|审核|校对|签发|通讯员|撰稿|记者|时间|日期|地点|发布时间|报送单位|供稿单位|联系人|电话|手机)\S{0,3}\s*[:：]"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十\d]+[、.．]")
_BRACKETED = re.compile(r"[（(].*[）)]")
_LEAD_TIME = re.compile(
    r"^(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:(?:至|到|—|-|～|、)(?:\d{1,2}月)?\d{1,2}日)?|近日|日前|近期|连日来|今天|昨天|今日|昨日|前天)"
    r"(?:清晨|早上|早晨|上午|中午|下午|傍晚|晚上?|当天|一早)?[，,]?\s*"
)
LONGEST = 32
"""Characters of a title, as rule A21 counts them."""


def subject_title(subject: str) -> str:
    """A title from the subject of a letter or the name of a file; empty where it only says that there is a text."""
    text = unicodedata.normalize("NFC", subject).strip()
    for _ in range(3):
        text = _SUBJECT.sub("", text).strip(" 　:：—-_")
    text = _SUFFIX.sub("", text).strip(" 　—-_")
    text = _WITH_PICTURES.sub("", _ASIDE.sub("", text))
    text = re.sub(r"\.(?:docx?|wps|pdf|txt|eml)$", "", text, flags=re.IGNORECASE)
    about = _ABOUT.fullmatch(text)
    text = (about["quoted"] or about["plain"]) if about else text
    long = 6
    return "" if _GENERIC.fullmatch(text) or len(text) < long else text


def title_of(piece: Piece, blocks: Sequence[Block], drop: Collection[int]) -> tuple[str, bool, set[int]]:
    """The title, whether the text itself says that it is one, and the blocks that it takes.

    Args:
        piece: has the subject.
        blocks: all of its text.
        drop: places of lines that are no story.
    """
    subject = subject_title(piece.subject)
    marked = [at for at, each in enumerate(blocks) if each.kind == "title" and each.text.strip() and at not in drop]
    named = [at for at in marked if may_be_title(blocks[at].text.strip(), marked=True)]
    if named:
        text, used = _with_second(blocks, named[0])
        idle = {at for at in marked if at < named[0]}
        return text, len(marked) == 1 or bool(subject and subject in text), used | idle
    texts = [at for at, each in enumerate(blocks[:20])
             if each.kind in {"heading", "paragraph", "title"} and each.text.strip() and at not in drop]  # fmt: skip
    for at in texts[:4]:
        text = blocks[at].text.strip()
        if may_be_title(text) and _followed_by_text(blocks, at):
            said, used = _with_second(blocks, at)
            return said, blocks[at].kind == "heading" or _same(text, subject), used
        if len(text) > _LONGEST_TITLE or text[-1] in "。！？；，":
            break
    return subject, False, set()


def may_be_title(text: str, *, marked: bool = False) -> bool:
    """Whether a line can be the title of a story; one that its document calls so needs less."""
    short, longest = (4, 60) if marked else (6, _LONGEST_TITLE)
    if not short <= len(text) <= longest or _NO_TITLE.fullmatch(text) or _GENERIC.fullmatch(text):
        return False
    if marked:
        return text[-1] not in "；，、：;,:"
    return (
        text[-1] not in "。；，、：…;,:"
        and not _ROLE.match(text)
        and not _BRACKETED.fullmatch(text)
        and not _NUMBERED.match(text)
        and not re.search(r"您好|你好|尊敬的|请(?:查收|审阅|审核|领导)|此致|敬礼", text)
    )


def first_sentence(text: str) -> str:
    """What a story without a title may be called: what was done, without the day on which it was."""
    sentence = re.split(r"[。！？!?；\n]", text.strip())[0]
    told = _LEAD_TIME.sub("", sentence).strip(" 　，,")
    if len(told) <= LONGEST:
        return told
    said = ""
    for clause in re.split(r"(?<=[，,])", told):
        if len(said + clause) > LONGEST + 1:
            break
        said += clause
    said = said.strip("，, ")
    short = 10
    return said if len(said) >= short else f"{told[: LONGEST - 2]}……"


def _followed_by_text(blocks: Sequence[Block], at: int) -> bool:
    """A sentence stands below."""
    return any(
        len(each.text) >= _SENTENCE and each.text.rstrip(" 　")[-1] in _STOPS
        for each in blocks[at + 1 :]
        if each.kind in {"paragraph", "item"} and each.text.strip()
    )


def _with_second(blocks: Sequence[Block], number: int) -> tuple[str, set[int]]:
    """A title goes on in a line that begins with a dash."""
    text, used = _ASIDE.sub("", " ".join(blocks[number].text.split())), {number}
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if following is not None and re.match(r"\s*(?:——|－－|--|—)", following.text):
        more = following.text.strip()
        if len(more) <= _LONGEST_TITLE and more[-1] not in "。；":
            return f"{text}{'——' + more.lstrip('—－- ')}", {number, number + 1}
    return text, used


def _same(text: str, subject: str) -> bool:
    plain, other = (re.sub(r"[\W_]", "", each) for each in (text, subject))
    return bool(other) and (plain == other or (len(other) > 8 and other in plain))  # noqa: PLR2004
