"""荣誉证书 of the federation's own honours: for those whose name is public, and for projects, teams, communities."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from generator.pages.published import Published
from generator.prints.faults import PrintError
from generator.prints.typeset import Sheet
from generator.problems import did_you_mean
from generator.records.honours import Honours, Recipient
from generator.records.library import Entry

TEMPLATE = "certificate"
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Certificate:
    """One page."""

    name: str
    before: str
    """The sentence up to the honour."""
    award: str


@dataclass(frozen=True, slots=True)
class CertificatesView:
    """What the template sees."""

    sheets: tuple[Certificate, ...]
    issuer: str
    day: str
    basis: str
    """The document that the honour rests on."""


@dataclass(frozen=True, slots=True)
class Made:
    """The certificates, and how many of whom there are none."""

    sheet: Sheet
    count: int
    withheld: int
    """People who did not or no longer agree to be named."""


def certificates(shown: Published, honours: Entry[Honours], award: str = "") -> Made:
    """All certificates of a year, or those of one honour.

    Raises:
        PrintError: somebody else granted them, no honour is called so, or nobody is left.
    """
    facts, fields = shown.federation, honours.fields
    if fields.document.issuer not in {facts.name, facts.short}:
        raise PrintError(
            f"{fields.year} 年的表彰是{fields.document.issuer}授予的，证书由授予单位发；"
            f"这里只做{facts.name}自己的荣誉证书"
        )
    names = [each.honour for each in fields.awards]
    if award and award not in names:
        hint = did_you_mean(award, names) or f"可以写：{'、'.join(names)}"
        raise PrintError(f"{fields.year} 年没有表彰 “{award}”。{hint}")
    chosen = [each for each in fields.awards if not award or each.honour == award]
    sheets: list[Certificate] = []
    withheld = 0
    for each in chosen:
        for recipient in each.recipients:
            name, what = _name(shown, recipient), _what(recipient)
            if name:
                sheets.append(Certificate(name, f"在 {fields.year} 年度巾帼志愿服务工作中{what}，被评为", each.honour))
            withheld += not name
    if not sheets:
        raise PrintError("没有可以做的证书：名单上的人没有同意公开姓名，或者页面已经不在")
    document = fields.document
    basis = f"依据：《{document.title}》（{document.number}）"
    view = CertificatesView(tuple(sheets), facts.name, in_han(document.on), basis)
    title = f"{fields.year}年荣誉证书"
    return Made(Sheet(TEMPLATE, view, title, facts.name, sample=facts.sample), len(sheets), withheld)


def _what(recipient: Recipient) -> str:
    return "成效显著" if recipient.project else "表现突出"


def _name(shown: Published, recipient: Recipient) -> str:
    """As the honours page has it; empty for who may not be named."""
    if recipient.volunteer:
        person = shown.volunteers.get(recipient.volunteer)
        return f"{person.fields.name} 同志" if person else ""
    if recipient.project:
        project = shown.projects.get(recipient.project)
        return project.fields.title if project else ""
    if recipient.community:
        community = shown.communities.get(recipient.community)
        return community.fields.name if community else ""
    if recipient.team:
        return shown.team_name(shown.team_key(recipient.team))
    return f"{recipient.name} 同志" if recipient.name and shown.named(recipient.consent) else ""


def in_han(day: dt.date) -> str:
    """2024-12-20 → 二〇二四年十二月二十日, as certificates write it."""
    return f"{''.join(_DIGITS[int(each)] for each in str(day.year))}年{_spelt(day.month)}月{_spelt(day.day)}日"


def _spelt(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
