"""Children whom nobody may recognise, whoever agreed: how texts speak of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.records.kinds import Photo
from generator.records.library import TOP, Entry, Library

_NEED = (
    "留守|困境|受助|受?资助|被资助|贫困|特困|困难|贫寒|家贫|低保|建档立卡|流浪|孤残|重残|残疾(?!人(?!家庭|的?(?:子女|孩子|儿女)))"
    "|残障|重病|大病|白血病|脑瘫|自闭症?|孤独症|唐氏|智障|智力障碍|听障|视障|聋哑|罕见病|服刑人员|戒毒人员|单亲|丧亲|失亲"
    "|失独|失学|辍学|失依|失管|福利院|救助站|父母双亡|(?:失去|没了|没有)(?:父母|双亲|父亲|母亲|爸爸|妈妈)"
    "|(?:父母|爸妈|爸爸|妈妈|双亲|家长)[^，。；：！？、,;:!?\n]{0,3}(?:在外|外出|离异|离婚|服刑|去世|离世|病故|重病)"
)
"""留守 are under sixteen (国发〔2016〕13号); 困境 by poverty, disability or want of care (国发〔2016〕36号)."""
_CHILD = (
    "儿童|未成年人|孩子|孩童|小朋友|小伙伴|幼儿(?!园|教)|婴儿|少年(?!宫)|少儿|少女|(?<!大)学生(?!家长|证|装|处|会|干部|志愿者)"
    "|学子|学童|(?:初中|高中|中职)生|女生|男生|女孩|男孩|小姑娘|女童|男童|子女|宝宝|宝贝|娃"
)
_BETWEEN = r"(?:(?:妇女|家庭|群众|流动|老人|[的和与及、]){0,3}?|[^，。；：！？、（）…,.;:!?()\n送请让]{0,6}?)"
"""Whose children, and of what place: 留守老人和儿童, 困难职工家庭孩子."""
CHILDREN_IN_NEED = re.compile(
    rf"(?:{_NEED}){_BETWEEN}(?:{_CHILD})"
    r"|(?:捐助|帮扶)(?:的|了|家庭|[0-9一二两三四五六七八九十百余]+[名个位]){0,2}(?:儿童|孩子|学生|学子|女童)"
    r"|(?:贫困|特困|困难|受助|资助)生(?![活产计存命态病])|孤儿(?!药)|事实无人抚养|[盲聋]童|盲校|(?:儿童|少年|未成年人)(?:福利|救助)[院所站中机]"
    r"|儿童村|春蕾(?:女童|学生|女生|女孩|姑娘|儿童|孩子|少女|宝贝|生)"
)
"""The one vocabulary for children in hardship; it has no groups, so that other patterns may hold it."""
_APART = re.compile(r"[\s“”\"'‘’]")
_SUBJECT = re.compile(
    rf"(?:{_CHILD}|姐弟|兄妹|兄弟俩|姐妹俩)(?!节|之家|乐园|读物|图书|画报|用品|服装|福利|家长|的(?:画|作品|书|家|房间|母亲|妈妈|父亲|爸爸))"
)
"""A child who is seen, not one whose drawing, clothes or mother are."""


def protected_children(text: str) -> str:
    """The words with which a text speaks of left-behind, needy or aided children; empty where it does not."""
    found = CHILDREN_IN_NEED.search(_plain(text))
    return found[0] if found else ""


def about_protected_children(library: Library, entry: Entry[Any], photo: Photo) -> str:
    """The words that make a photograph of minors one of protected children; empty where nothing says so.

    What stands nearest to the photograph is looked at first, so that a message can point to it.
    """
    return next(filter(None, map(protected_children, _said_about(library, entry, photo))), "")


def tells_of_children(photo: Photo) -> str:
    """The word by which the alternative text or the caption says that a child is seen; empty where neither does."""
    found = (_SUBJECT.search(_plain(text)) for text in (photo.alt, photo.caption or ""))
    words = (
        protected_children(photo.alt),
        protected_children(photo.caption or ""),
        *(each[0] for each in found if each),
    )
    return next(filter(None, words), "")


def _plain(text: str) -> str:
    return _APART.sub("", unicodedata.normalize("NFKC", text))


def _said_about(library: Library, entry: Entry[Any], photo: Photo) -> Iterator[str]:
    fields = entry.fields
    yield photo.alt
    yield photo.caption or ""
    for key in ("title", "name", "headline", "summary"):
        yield getattr(fields, key, None) or ""
    served = getattr(fields, "served", None)
    yield served.group if served else ""
    for address in (*getattr(fields, "teams", ()), getattr(fields, "team", None)):
        team = library.teams.get(address or TOP)
        yield team.fields.name if team else ""
    project = library.projects.get(getattr(fields, "project", None) or "")
    yield project.fields.title if project else ""
    yield entry.document.body
