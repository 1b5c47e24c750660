"""A county's own table of teams (S1-F14): columns by the many names that people give them, nothing guessed silently."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.intake.team_form import LABELS, TeamForm, labels_of
from generator.intake.team_ticks import TICKS, Ticked, ticked
from generator.problems import Problem, errors
from generator.records.federation import Federation
from generator.sealed.handed.cells import Cell, as_text, one_line, phone_digits, read_day, split_values
from generator.sealed.handed.tables import HandedRow, HandedTable, PasswordNeededError, in_words, read_table

_MORE: Mapping[str, tuple[str, ...]] = {
    "name": ("巾帼志愿服务队名称", "巾帼志愿队名称", "志愿服务队伍名称", "志愿者队伍名称", "服务队伍名称", "团队名称",
             "服务队", "志愿队"),
    "unit": ("单位全称", "依托单位", "组织单位", "妇联组织", "填报单位", "组建妇联"),
    "leader": ("联系人", "联系人姓名", "队伍负责人", "领队人", "责任人", "负责人(领队)"),
    "post": ("单位职务", "单位及职务", "现任职务"),
    "phone": ("联系号码", "手机号", "负责人电话", "领队联系电话", "联系人电话", "队长电话", "电话号码"),
    "size": ("志愿者数", "志愿者人数(人)", "队员数", "现有人数", "注册人数", "人员数量", "总人数", "人数(人)",
             "志愿者数量"),
    "founded": ("成立年月", "组建年月", "建队时间", "成立(组建)时间"),
    "categories": ("服务项目类别", "服务内容", "服务类型", "队伍类别", "服务领域", "类型"),
    "service_times": ("活动时间", "开展时间", "可服务时间"),
    "note": ("说明", "其他说明"),
}  # fmt: skip
_TOWNSHIP = ["乡镇（街道）", "乡镇街道", "乡（镇、街道）", "乡镇", "镇（街道）", "街道", "所在乡镇", "所属乡镇（街道）"]
_REQUIRED = ("name", "size")
"""A table of teams has both; one of people has no 人数."""


@dataclass(frozen=True, slots=True)
class County:
    """What a table of teams holds."""

    teams: tuple[TeamForm, ...] = ()
    told: tuple[str, ...] = ()
    """Chinese: which column was taken for what, which were not read."""
    faults: tuple[Problem, ...] = ()
    reason: str = ""
    """Why it is no table of teams, in Chinese; empty where it is one."""


def county_of(name: str, data: bytes, federation: Federation) -> County:
    """The teams of a spreadsheet, row by row."""
    columns = _columns(federation)
    try:
        table = read_table(name, data, columns, required=_REQUIRED)
    except PasswordNeededError:
        return County(reason="表格有打开口令，没有读：请去掉口令再交")
    if not set(_REQUIRED) <= set(table.places):
        told = next((each.message for each in errors(table.problems)), "不是队伍表")
        return County(reason=f"没有当作队伍表（{told}）：人员名单请用 jinguo roster add，签到表用 jinguo service add")
    rows = [_team(table, row, federation) for row in table.rows]
    return County(tuple(each for each in rows if each.name), tuple(_told(table)), table.problems)


def _columns(federation: Federation) -> dict[str, list[str]]:
    """Key → headings; every category and time of service may be a column with ticks of its own."""
    columns = {key: [*words, *_MORE.get(key, ())] for key, words in LABELS.items()} | {"township": _TOWNSHIP}
    for choice, words in labels_of(federation).items():
        columns[f"category:{choice}"] = [*words, f"{choice}类"]
    for each in federation.service_times:
        columns[f"time:{each}"] = [each]
    taken: set[str] = set()
    for listed in columns.values():  # one heading means one thing
        listed[:] = [word for word in listed if word not in taken]
        taken |= set(listed)
    return columns


def _told(table: HandedTable) -> list[str]:
    """Which column was understood as what."""
    place = f"{table.name}{f'（{table.sheet}）' if table.sheet else ''}"
    known = [
        f"{title}→{_called(key)}" for key, title in table.titles.items() if title not in LABELS.get(key, ("",))[:1]
    ]
    lines = [f"{place}：{len(table.rows)} 支队伍"]
    lines += [f"{place}：这些列按意思对上了：{'、'.join(known)}"] if known else []
    strange = [each.title for each in table.unknown]
    lines += [f"{place}：这些列不认识，没有用，原表留着：{'、'.join(strange)}"] if strange else []
    lines += [in_words(each) for each in table.problems]
    return lines


def _called(key: str) -> str:
    kind, _, choice = key.partition(":")
    return choice or ("乡镇（街道）" if kind == "township" else LABELS[kind][0])


def _team(table: HandedTable, row: HandedRow, federation: Federation) -> TeamForm:
    cells = row.cells
    values = {key: _value(key, cells.get(key, ""), row) for key in LABELS}
    categories = _chosen(
        cells, "category", labels_of(federation), federation.other_category or "", values["categories"]
    )
    times = _chosen(cells, "time", {each: (each,) for each in federation.service_times}, "", values["service_times"])
    origin = f"{table.name}{f':{row.sheet}' if row.sheet else ''} 第{row.line}行"
    township = one_line(cells.get("township", ""))
    guessed: tuple[str, ...] = ()
    if township and not values["unit"]:
        values["unit"] = township if township.endswith("妇联") else f"{township}妇联"
        guessed = (f"表里没有单位一列，单位先写了“{values['unit'][:30]}”，对吗？",)
    return TeamForm(origin, {key: text for key, text in values.items() if text}, categories, times, guessed)


def _value(key: str, cell: Cell, row: HandedRow) -> str:
    if key == "founded":
        return read_day(cell) or one_line(cell)
    if key == "phone":
        return phone_digits(cell) or one_line(cell)
    return one_line(row.written.get(key, "") or cell)


def _chosen(
    cells: Mapping[str, Cell], kind: str, labels: Mapping[str, tuple[str, ...]], other: str, said: str
) -> Ticked:
    """From columns with ticks, else from one cell that lists them."""
    columns = [key.partition(":")[2] for key in cells if key.startswith(f"{kind}:")]
    if columns:
        chosen = tuple(each for each in columns if _is_ticked(as_text(cells[f"{kind}:{each}"])))
        return Ticked(chosen, doubtful=not chosen)
    if kind == "time" and re.search(r"随时|全年|不限|均可|全部", said):
        return Ticked(tuple(labels))
    found = ticked(said, labels, other)
    listed = [word for word in split_values(said) if word]
    strange = [word for word in listed if not any(name in word for names in labels.values() for name in names)]
    return Ticked(found.chosen, found.other, found.doubtful or bool(strange) or (bool(said) and not found.chosen))


def _is_ticked(text: str) -> bool:
    return text.strip() in {*TICKS, "是", "有", "1", "v", "V", "Y", "y", "对"}
