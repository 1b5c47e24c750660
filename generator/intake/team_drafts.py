"""A filled-in form → a new team record, or a change of the one that is there; its private values are sealed lines."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from generator.drafts.text import record_text
from generator.intake.body_private import redacted
from generator.intake.drafts_prints import print_of_bytes
from generator.intake.guess import Known
from generator.intake.team_contact import sealed_contact
from generator.intake.team_form import TeamForm
from generator.intake.team_home import Home, home_of
from generator.intake.team_known import known_as
from generator.intake.team_values import unread
from generator.records.edits import UneditableError, with_value
from generator.records.kinds import Team
from generator.records.library import TOP, Entry
from generator.sealed.handed.fields import Rules


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
    if entry is None and name and not wanted:
        entry = known_as(form, known)
        if entry is not None and entry.address != known.team:
            return TeamDraft(form, "", new=True, asked=(_is_it(entry),), print=form_print(form))
    if entry is None:
        return _new(form, known, rules, now, taken, wanted)
    return _changed(form, entry, known, rules, now)


def _is_it(entry: Entry[Team]) -> str:
    return (
        f"没有写：是不是已有的 {entry.address}（{entry.fields.name}）？是的，加 --team {entry.address} 再收一次；"
        "真是另一支新队伍，加 --address 写明新地址再收一次"
    )


def form_print(form: TeamForm) -> str:
    """The same for the same form."""
    said = [f"{key}={''.join(text.split())}" for key, text in sorted(form.values.items())]
    chosen = [*form.categories.chosen, "|", *form.service_times.chosen]
    return print_of_bytes([each.encode("utf-8", "replace") for each in [*said, *chosen]])


def _new(
    form: TeamForm, known: Known, rules: Rules, now: dt.datetime, taken: Collection[str], wanted: str
) -> TeamDraft:
    home = home_of(form, known)
    lacking = [said for key, said, there in _needed(form, home) if not there and not form.values.get(key, "").strip()]
    odd = [unread(key, form.values[key]) for key, _, there in _needed(form, home) if not there and form.values.get(key)]
    print_ = form_print(form)
    if lacking or odd:
        parts = [f"表上缺 {'、'.join(lacking)}"] if lacking else []
        parts += [f"不缺，只是读不懂：{'；'.join(odd)}"] if odd else []
        said = f"没有写成记录：{'；'.join(parts)}。请补上再交，或者用 jinguo new team 自己写"
        return TeamDraft(form, "", new=True, asked=(said, *home.asked), print=print_)
    address = wanted or _free(home.parent, known, taken)
    if fault := _unfit(address, home, known, taken):
        return TeamDraft(form, "", new=True, asked=(fault,), print=print_)
    numbered = (
        f"地址 {address} 是编的号。想用拼音，如 {home.example}："
        "删掉这次的草稿，加 --address 再收一次（密封的行不能搬家）"
    )
    asked = [*([] if wanted else [numbered]), *home.asked, *form.guessed, *_doubts(form, written=True)]
    public = {key: value for key, value in _public(form, home).items() if value}
    text = record_text(Team, public, remarks=_remarks(form, home))
    text, cleaned = redacted(text)
    if cleaned:
        asked.append("公开的几项里混有电话这类资料，已经删去，请核对")
    sealed, told_sealed, refused = sealed_contact(form, known, f"teams/{address}", rules, now, there=False)
    told = (f"新队伍：teams/{address}/team.yml", *told_sealed)
    return TeamDraft(
        form, address, new=True, files={f"teams/{address}/team.yml": text.encode()}, sealed=sealed, told=told,
        asked=(*asked, *refused), print=print_,
    )  # fmt: skip


def _needed(form: TeamForm, home: Home) -> list[tuple[str, str, bool]]:
    """Key of the form, what it is called, and whether it could be read."""
    return [
        ("name", "队伍名称", bool(form.name)), ("unit", "单位", bool(form.unit)),
        ("size", "人数", form.size is not None), ("founded", "组建时间（到月）", bool(form.founded)),
        ("categories", "志愿服务类别", bool(form.categories.chosen)),
        ("service_times", "志愿服务时间", bool(form.service_times.chosen)),
        ("", "属于哪个县（市、区）或单位", home.found),
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


def _doubts(form: TeamForm, *, written: bool) -> list[str]:
    said = []
    for ticked, what in ((form.categories, "志愿服务类别"), (form.service_times, "志愿服务时间")):
        how = f"写的是“{ticked.meant}”" if ticked.meant else "的勾看不清楚" if ticked.doubtful else ""
        chosen = "、".join(ticked.chosen)
        if how and written:
            said.append(f"{what}{how}，写成了 {chosen or '没有'}，对吗？")
        elif how:
            said.append(f"{what}{how}，没有改{f'：是不是 {chosen}？' if chosen else ''}")
    return said


def _wanted(form: TeamForm) -> dict[str, object]:
    """What the form says for sure of a team that is there."""
    sure, times = not form.categories.doubtful, form.service_times
    return {
        "founded": form.founded or None, "size": form.size,
        "categories": list(form.categories.chosen) if sure else None,
        "other_category": (form.categories.other or None) if sure else None,
        "service_times": list(times.chosen) if not (times.doubtful or times.meant) else None,
    }  # fmt: skip


def _unclear(form: TeamForm, fields: Team) -> list[str]:
    """What a form of a team that is there does not settle; nothing of it is written."""
    asked = (
        _doubts(form, written=False) if any(form.values.get(each) for each in ("categories", "service_times")) else []
    )
    if form.unit and form.unit != fields.unit and not form.guessed:
        asked.append(f"表上的单位和登记册里的（{fields.unit}）不一样，没有改：真改了的，请自己改 unit")
    for key, value in (("size", form.size), ("founded", form.founded)):
        if form.values.get(key, "").strip() and not value:
            asked.append(f"{unread(key, form.values[key])}。这一项没有改")
    return asked


def _changed(form: TeamForm, entry: Entry[Team], known: Known, rules: Rules, now: dt.datetime) -> TeamDraft:
    """Only what the form says otherwise; a place that it leaves empty changes nothing."""
    fields, there = entry.fields, entry.address
    changes = {key: value for key, value in _wanted(form).items() if value and not _same(value, getattr(fields, key))}
    if len(str(changes.get("founded", ""))) < len(fields.founded) and fields.founded.startswith(form.founded):
        changes.pop("founded", None)  # the record knows the day, the form only the month
    text = known.library.texts[entry.path]
    asked = _unclear(form, fields)
    for key, value in changes.items():
        try:
            text = with_value(text, (key,), value)
        except UneditableError:
            asked.append(f"{entry.path} 的 {key} 程序不敢改，请自己改成表上的内容")
    folder = "teams" if there == TOP else f"teams/{there}"
    if fields.leader and form.values.get("leader") and form.values["leader"].strip() != fields.leader.name:
        asked.append("领队和登记册里公开的不是同一个人：换了人的，请改 leader，并补新的同意书")
    sealed, told_sealed, refused = sealed_contact(form, known, folder, rules, now, there=True)
    files = {entry.path: text.encode()} if text != known.library.texts[entry.path] else {}
    said = "、".join(
        f"{_title(key)} {_written(getattr(fields, key))} → {_written(value)}" for key, value in changes.items()
    )
    told = [f"已有的队伍 {there or fields.level}：{said or '公开的几项没有变化'}", *told_sealed]
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
