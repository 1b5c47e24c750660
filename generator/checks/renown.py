"""People after whom all the country learns, as far as the words beside their names tell."""

from __future__ import annotations

import re

from generator.checks import surnames
from generator.checks.naming import Name

_ROLE_MODELS = surnames.words("""
    勋章 先烈 英烈 革命烈士 时代楷模 道德模范 优秀共产党员 感动中国 诺贝尔 南丁格尔 科学家 院士 航天员 宇航员 诗人 作家
    名家 艺术家 英雄 榜样 学习 志愿军 老红军 开国 运动员 奥运 敦煌 教练 楷模
""")
_LEARNED_FROM = re.compile(
    r"(?:同志|烈士|院士|老师|校长|医生)?(?:[、和与]__{1,3}|等[\u4e00-\u9fff]{0,4})*(?:的)?"
    r"(?:先进|英雄|感人|英勇|光荣|动人)*(?:事迹|故事|精神|家书|画像|塑像|雕像|报告会|纪念馆|故居)"
    r"|(?:同志)?学习".replace("__", "[\u4e00-\u9fff]")
)


def looked_up_to(text: str, name: Name) -> bool:
    """Whether all the country learns from her, as far as the words beside her name tell: no neighbour then."""
    left, right = text[max(0, name.start - 16) : name.start], text[name.end : name.end + 16]
    here = re.split(r"[。！？；\n]", left)[-1]
    if any(word in here for word in _ROLE_MODELS):
        return True
    near = name.role in {"", "战士", "同志", "模范", "烈士", "女儿", "代表", "获得者", "好人"}
    return near and name.age is None and _LEARNED_FROM.match(re.split(r"[。！？\n]", right)[0]) is not None
