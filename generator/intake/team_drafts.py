"""A filled-in form → a new team record, or a change of the one that is there; its private values are sealed lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from generator.drafts.text import record_text
from generator.intake.body_private import redacted
from generator.intake.drafts_prints import print_of_bytes
from generator.intake.guess import Known
from generator.intake.team_form import TeamForm
from generator.intake.team_home import Home, home_of
from generator.problems import ContentError
from generator.records.edits import UneditableError, with_value
from generator.records.kinds import Team
from generator.records.library import TOP, Entry
from generator.sealed.handed.fields import Rules
from generator.sealed.handed.single import field_meant, is_there, value_of
from generator.sealed.recipients import recipient_keys
from generator.sealed.refused import Refused
from generator.sealed.sheets import Value, seal_row

_CONTACT = ("leader", "post", "phone", "wechat")
"""Places of the form that are sealed."""


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """One team of what was handed in."""

    form: TeamForm
    address: str
    new: bool
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The record; empty where nothing of it changes, or it cannot be written."""
    sealed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Sheet → lines for its end."""
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    print: str = ""

    @property
    def made(self) -> bool:
        """Whether anything is to be written."""
        return bool(self.files or self.sealed)


def team_draft(
    form: TeamForm, known: Known, rules: Rules, now: dt.datetime, taken: Collection[str], wanted: str = ""
) -> TeamDraft:
    """What becomes of one form.

    Args:
        form: filled in.
        known: the register and the day.
        rules: what private values may be.
        now: when they are sealed.
        taken: addresses that other forms of this delivery have got.
        wanted: address that somebody has chosen for a new team; a sealed row knows its place and cannot move later.
    """
    name = form.name
    entry = next((each for each in known.library.teams.values() if each.fields.name == name), None)
    if entry is None:
        return _new(form, known, rules, now, taken, wanted)
    return _changed(form, entry, known, rules, now)


def form_print(form: TeamForm) -> str:
    """The same for the same form."""
    said = [f"{key}={''.join(text.split())}" for key, text in sorted(form.values.items())]
    chosen = [*form.categories.chosen, "|", *form.service_times.chosen]
    return print_of_bytes([each.encode("utf-8", "replace") for each in [*said, *chosen]])


def _new(
    form: TeamForm, known: Known, rules: Rules, now: dt.datetime, taken: Collection[str], wanted: str
) -> TeamDraft:
    home = home_of(form, known)
    lacking = [said for said, there in _needed(form, home) if not there]
    print_ = form_print(form)
    if lacking:
        said = f"没有写成记录：表上缺 {'、'.join(lacking)}。请补上再交，或者用 jinguo new team 自己写"
        return TeamDraft(form, "", new=True, asked=(said, *home.asked), print=print_)
    address = wanted or _free(home.parent, known, taken)
    if fault := _unfit(address, home, known, taken):
        return TeamDraft(form, "", new=True, asked=(fault,), print=print_)
    numbered = (
        f"地址 {address} 是编的号。想用拼音，如 {home.example}："
        "删掉这次的草稿，加 --address 再收一次（密封的行不能搬家）"
    )
    asked = [*([] if wanted else [numbered]), *home.asked, *form.guessed, *_doubts(form)]
    public = {key: value for key, value in _public(form, home).items() if value}
    text = record_text(Team, public, remarks=_remarks(form, home))
    text, cleaned = redacted(text)
    if cleaned:
        asked.append("公开的几项里混有电话这类资料，已经删去，请核对")
    sealed, refused = _sealed(form, known, f"teams/{address}", rules, now, there=False)
    told = (f"新队伍：teams/{address}/team.yml", *_told_sealed(sealed))
    return TeamDraft(
        form, address, new=True, files={f"teams/{address}/team.yml": text.encode()}, sealed=sealed, told=told,
        asked=(*asked, *refused), print=print_,
    )  # fmt: skip


def _needed(form: TeamForm, home: Home) -> list[tuple[str, bool]]:
    return [
        ("队伍名称", bool(form.name)), ("单位", bool(form.unit)), ("人数", form.size is not None),
        ("组建时间（到月）", bool(form.founded)), ("志愿服务类别", bool(form.categories.chosen)),
        ("志愿服务时间", bool(form.service_times.chosen)), ("属于哪个县（市、区）或单位", home.found),
    ]  # fmt: skip


def _public(form: TeamForm, home: Home) -> dict[str, object]:
    return {
        "name": form.name, "level": home.level, "unit": form.unit, "division": home.division,
        "township": home.township, "founded": form.founded, "size": form.size,
        "categories": list(form.categories.chosen), "other_category": form.categories.other,
        "service_times": list(form.service_times.chosen),
    }  # fmt: skip


def _remarks(form: TeamForm, home: Home) -> dict[str, str]:
    remarks = {}
    if home.sure_of_township is False:
        remarks["township"] = "请核对（可能，从单位名称看出来的）"
    if form.categories.doubtful:
        remarks["categories"] = "请核对：表上的勾看不清楚"
    if form.service_times.doubtful:
        remarks["service_times"] = "请核对：表上的勾看不清楚"
    return remarks


def _doubts(form: TeamForm) -> list[str]:
    said = []
    for ticked, what in ((form.categories, "志愿服务类别"), (form.service_times, "志愿服务时间")):
        if ticked.doubtful:
            said.append(f"{what}的勾看不清楚，写成了 {'、'.join(ticked.chosen) or '没有'}，对吗？")
    return said


def _changed(form: TeamForm, entry: Entry[Team], known: Known, rules: Rules, now: dt.datetime) -> TeamDraft:
    """Only what the form says otherwise; a place that it leaves empty changes nothing."""
    fields = entry.fields
    wanted: dict[str, object] = {
        "unit": (form.unit or None) if not form.guessed else None, "founded": form.founded or None, "size": form.size,
        "categories": list(form.categories.chosen) if not form.categories.doubtful else None,
        "other_category": form.categories.other or None,
        "service_times": list(form.service_times.chosen) if not form.service_times.doubtful else None,
    }  # fmt: skip
    changes = {key: value for key, value in wanted.items() if value and not _same(value, getattr(fields, key))}
    if len(str(changes.get("founded", ""))) < len(fields.founded) and fields.founded.startswith(form.founded):
        changes.pop("founded", None)  # the record knows the day, the form only the month
    text = known.library.texts[entry.path]
    asked = _doubts(form)
    for key, value in changes.items():
        try:
            text = with_value(text, (key,), value)
        except UneditableError:
            asked.append(f"{entry.path} 的 {key} 程序不敢改，请自己改成表上的内容")
    there = entry.address
    folder = "teams" if there == TOP else f"teams/{there}"
    if fields.leader and form.values.get("leader") and form.values["leader"].strip() != fields.leader.name:
        asked.append("领队和登记册里公开的不是同一个人：换了人的，请改 leader，并补新的同意书")
    sealed, refused = _sealed(form, known, folder, rules, now, there=True)
    files = {entry.path: text.encode()} if text != known.library.texts[entry.path] else {}
    said = "、".join(
        f"{_title(key)} {_written(getattr(fields, key))} → {_written(value)}" for key, value in changes.items()
    )
    told = [f"已有的队伍 {there or fields.level}：{said or '公开的几项没有变化'}", *_told_sealed(sealed)]
    return TeamDraft(
        form, there, new=False, files=files, sealed=sealed, told=tuple(told), asked=(*asked, *refused),
        print=form_print(form),
    )  # fmt: skip


def _title(key: str) -> str:
    return str(Team.model_fields[key].description).partition("（")[0]


def _written(value: object) -> str:
    return (
        "、".join(map(str, value))
        if isinstance(value, (list, tuple))
        else str(value if value is not None else "（没有）")
    )


def _same(new: object, old: object) -> bool:
    return set(new) == set(old) if isinstance(new, list) and isinstance(old, tuple) else new == old


def _unfit(address: str, home: Home, known: Known, taken: Collection[str]) -> str:
    """Why an address cannot be a new team's, in Chinese."""
    parent, _, name = address.rpartition("/")
    if parent != home.parent or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        above = f"{home.parent}/" if home.parent else ""
        return f"地址 {address[:60]} 不合用，没有写：应当是 {above} 后面接小写字母、数字和横线，如 {home.example}"
    if address in {*known.library.teams, *taken} or (known.library.root / "teams" / address).exists():
        return f"地址 {address[:60]} 已经有了，没有写，请换一个"
    return ""


def _free(parent: str, known: Known, taken: Collection[str]) -> str:
    """A free address below the team above; Chinese has no letters that an address may hold."""
    head = f"{parent}/" if parent else ""
    used = {*known.library.teams, *taken, *(each.address for each in known.library.retired)}
    used |= {address for kind, address in known.library.broken if kind == "teams"}
    names = (f"{head}dui-{number:02}" for number in count(1))
    return next(each for each in names if each not in used and not (known.library.root / "teams" / each).exists())


def _sealed(
    form: TeamForm, known: Known, folder: str, rules: Rules, now: dt.datetime, *, there: bool
) -> tuple[dict[str, list[str]], list[str]]:
    """The leader's row of ``contact.sealed``, by the same checks as ``jinguo seal``; and what could not be sealed."""
    root: Path = known.library.root
    values: dict[str, Value] = {}
    refused = []
    place = None
    for key in _CONTACT:
        text = form.values.get(key, "").strip()
        if not text:
            continue
        place = field_meant(folder, key, "")
        try:
            values[key], warning = value_of(place, re.sub(r"\s+", " ", text), rules)
            refused += [f"提醒 {warning}"] if warning else []
        except Refused as error:
            refused.append(f"没有密封：{error}")
    if not values or place is None:
        return {}, refused
    try:
        part = there and is_there(root, place, clear=False)
        keys = recipient_keys(root, place.sheet)
    except (Refused, ContentError) as error:
        said = str(error) if isinstance(error, Refused) else "收件公钥有问题，请先运行 jinguo check"
        return {}, [*refused, f"联系方式没有密封：{said}"]
    return {place.sheet: [seal_row(place.sheet, place.row_id, values, keys, now, part=part)]}, refused


def _told_sealed(sealed: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"领队的姓名、职务、电话、微信号密封进 {sheet}，不公开" for sheet in sealed]
