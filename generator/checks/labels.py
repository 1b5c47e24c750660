"""Rule I11: what a machine has drawn says so where programs can read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.checks.photos import photographs
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem

_MACHINE = r"(?:人工智能|aigc|(?<![a-z])ai(?![a-z])|文生图|图生图|大模型)"
_MADE = r"(?:生成|绘制|绘图|绘画|作图|画图|作画|合成|制作|创作)"
_A_COURSE = "课|班|体验|比赛|大赛|讲座|工坊|工具|培训|技术|社团|活动|展"
"""Behind the words: something that people do together, no picture that a machine has made."""
_SAYS_SO = re.compile(
    rf"(?:{_MACHINE}|智能(?=生成的?(?:图|插|海报|画|配图)|作画))(?:技术|工具|软件|模型|程序)?(?:辅助|自动)?"
    rf"(?:{_MADE}(?!{_A_COURSE})|画(?:的|成)|(?:插图|插画|配图|图片|海报)(?!比赛|大赛))|aigc"
)
_TOOLS = re.compile(
    rf"{_MACHINE}|豆包|即梦|可灵|文心一格|通义万相|midjourney|stable ?diffusion|dall[·\- ]?e|chatgpt|firefly"
    r"|sora|kimi|deepseek|混元|元宝|智谱|清影|海螺ai|星流|美图设计室|智能生成|(?:程序|机器)生成"
)
"""In a credit the name of a program is enough: it stands where the photographer would."""
_A_LESSON = re.compile(r"讲|教|学|练|试|课|体验|演示|辨|识|防|骗|揭")
_BEFORE = 8
"""Characters before the words in which they are found to be what the people in the picture talk about."""


def says_generated(text: str) -> bool:
    """Whether an alternative text or caption says that the picture itself is made by a machine."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return any(
        not _A_LESSON.search(plain, max(0, each.start() - _BEFORE), each.start()) for each in _SAYS_SO.finditer(plain)
    )


def credits_a_machine(text: str) -> bool:
    """Whether a credit names a machine as the maker."""
    return _TOOLS.search(unicodedata.normalize("NFKC", text).lower()) is not None


@rule(
    "I11",
    "人工智能生成的图写明 ai: true，网站会标出“AI 生成”",
    "error",
    "人工智能生成合成内容标识办法（2025年9月1日起施行）",
)
def generated_pictures_say_so(this: Rule, facts: Facts) -> Iterator[Problem]:
    hint = "是人工智能生成的，请写 ai: true；不是，请改说明里的写法"
    for entry, photo, at in photographs(facts.library):
        if photo.ai:
            continue
        said = {
            "alt": says_generated(photo.alt),
            "caption": says_generated(photo.caption or ""),
            "credit": credits_a_machine(photo.credit or ""),
        }
        key = next((key for key, says in said.items() if says), None)
        if key:
            yield this.at(entry, f"{key} 说这张图是人工智能生成的，却没有写 ai: true", hint, *at, key)
