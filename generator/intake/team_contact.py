"""The leader of a form → a sealed row of her contact: all of it hers, or nothing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from generator.intake.guess import Known
from generator.intake.team_form import TeamForm
from generator.problems import ContentError
from generator.sealed.handed.cells import says_nothing
from generator.sealed.handed.fields import Rules
from generator.sealed.handed.single import Field, field_meant, is_there, value_of
from generator.sealed.recipients import recipient_keys
from generator.sealed.refused import Refused
from generator.sealed.sheets import Value, seal_row

_CONTACT = ("leader", "post", "phone", "wechat")
"""Places of the form that are sealed."""
_AS_PHONE = re.compile(r"(?:微信)?(?:号?同(?:上|号|步|手机号?码?|电话号?码?|手机|联系电话)|(?:就是|即)?手机号|同)")
_CALLED = re.compile(r"^(?:微信号?|手机号?码?|电话)\s*[:：]\s*")


def sealed_contact(
    form: TeamForm, known: Known, folder: str, rules: Rules, now: dt.datetime, *, there: bool
) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Sheet → its line, by the same checks as ``jinguo seal``; what was sealed; and what was not, in Chinese.

    Args:
        form: filled in.
        known: the register.
        folder: of the team.
        rules: what values may be.
        now: when they are sealed.
        there: whether the team is in the register, and so may have such a row.
    """
    root: Path = known.library.root
    values, titles, refused = _values(form, folder, rules)
    if values is None or not values:
        return {}, [], refused
    place = field_meant(folder, "phone", "")
    try:
        part = there and is_there(root, place, clear=False)
        keys = recipient_keys(root, place.sheet)
    except (Refused, ContentError) as error:
        said = str(error) if isinstance(error, Refused) else "收件公钥有问题，请先运行 jinguo check"
        return {}, [], [*refused, f"联系方式没有密封：{said}"]
    if part and "leader" in values and (left := [each for each in _titles(folder) if each not in titles]):
        refused.append(f"原来密封的 {'、'.join(left)} 没有动：换了领队的，请用 jinguo seal 改成她本人的")
    line = seal_row(place.sheet, place.row_id, values_by_field(values, folder), keys, now, part=part)
    return {place.sheet: [line]}, [f"领队的{'、'.join(titles)}密封进 {place.sheet}，不公开"], refused


def values_by_field(values: dict[str, Value], folder: str) -> dict[str, Value]:
    """The same under the keys of the sheet."""
    return {_field(folder, key).key: value for key, value in values.items()}


def _values(form: TeamForm, folder: str, rules: Rules) -> tuple[dict[str, Value] | None, list[str], list[str]]:
    """What of her can be sealed; None where her name cannot, for a phone alone would stand beside somebody else's."""
    values: dict[str, Value] = {}
    titles: list[str] = []
    refused: list[str] = []
    for key in _CONTACT:
        text = _text(form, key)
        if not text:
            continue
        place = _field(folder, key)
        try:
            values[key], warning = value_of(place, text, rules)
        except Refused as error:
            refused.append(f"没有密封：{error}")
            if key == "leader":
                refused.append("领队的姓名没有密封，职务、电话、微信号也都没有密封，免得记到别人名下")
                return None, [], refused
            continue
        titles.append(_short(place))
        refused += [f"提醒 {warning}"] if warning else []
    return values, titles, refused


def _text(form: TeamForm, key: str) -> str:
    """As somebody wrote it, without what only says what it is; 无 says nothing."""
    text = re.sub(r"\s+", " ", form.values.get(key, "")).strip()
    if key in {"phone", "wechat"}:
        text = _CALLED.sub("", text)
    if key == "wechat" and _AS_PHONE.fullmatch(text):
        text = form.values.get("phone", "").strip()
    return "" if says_nothing(text) else text


def _field(folder: str, key: str) -> Field:
    return field_meant(folder, key, "")


def _titles(folder: str) -> list[str]:
    return [_short(_field(folder, key)) for key in _CONTACT]


def _short(place: Field) -> str:
    return place.title.removeprefix("领队")
