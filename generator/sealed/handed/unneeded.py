"""Columns of ordinary lists that a roster has no place for: some say nothing, some nobody may ask for."""

from __future__ import annotations

import re

from generator.sealed.handed.headings import spellings

_SILENT = re.compile(r"(?:本人)?(?:签名|签字|签章)(?:确认)?|领取签[名字]|照片|相片|一寸照片?|二寸照片?")
"""For the paper that it was printed on."""
_HOURS = re.compile(
    r"(?:累计|总)?(?:志愿)?服务(?:总)?(?:时长|小时|时数|小时数|次数)|累计(?:时长|服务时间|时间)|工时|总时长"
)
_PRIVATE = re.compile(
    r"族别|政治身份|婚姻|学历|学位|文化程度|毕业.{0,6}|籍贯|出生地|户籍.{0,6}|户口.{0,6}|"
    r"血型|身高|体重|年龄|岁数|属相|星座|.{0,6}(?:尺码|尺寸|码数)|鞋码|衣服.{0,4}|"
    r"微信.{0,4}|(?:腾讯)?qq.{0,4}|.{0,4}邮箱.{0,4}|电子邮件|e-?mail|邮编|邮政编码|"
    r"银行.{0,8}|开户.{0,8}|.{0,4}银行卡.{0,4}|账号|卡号|收入.{0,4}|家庭成员.{0,6}|家庭情况|车牌.{0,4}|"
    r"(?:紧急|应急)联系.{0,8}|家属.{0,6}|"
    r"是否(?:已)?(?:在)?注册.{0,14}|.{0,6}(?:志愿河南|志愿汇|志愿中国|中国志愿|志愿服务网).{0,10}"
)
_DELICATE = re.compile(
    r"党员|入党|党派|党支部|党组织|党龄|党籍|是否.{0,4}党|团员|入团|"
    r"民族|政治面貌|健康|身体状况|疾病|病史|残疾|宗教|信仰|婚姻状况|婚否|已婚"
)
"""Wherever it stands in a heading; 党 alone is also a surname, and a heading may be a misread name."""


def says_nothing_here(word: str) -> bool:
    """A column for signatures and photographs: nobody misses it."""
    return any(_SILENT.fullmatch(each) for each in spellings(word))


def not_collected(word: str) -> str:
    """The heading where nobody needs the column to serve (个人信息保护法 第六条; 令67 第五条 lists what is); or empty.

    Args:
        word: the heading, compact. What comes back is a known one, so that it may be shown.
    """
    for each in reversed(spellings(word)):
        if _PRIVATE.fullmatch(each) or (_DELICATE.search(each) and len(each) <= len("是否中共党员或共青团员")):
            return each
    return ""


def hours_of(word: str) -> bool:
    """A column of hours served: they are told by each activity, not by the roster."""
    return any(_HOURS.fullmatch(each) for each in spellings(word))
