"""A county's own table of teams (S1-F14): columns by the many names that people give them, nothing guessed silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.intake.team_form import LABELS, TeamForm, labels_of
from generator.intake.team_ticks import TICKS, Ticked, ticked
from generator.intake.team_values import times_of
from generator.problems import Problem, errors, visible
from generator.records.federation import Federation
from generator.sealed.handed.archives import UnreadableError
from generator.sealed.handed.cells import Cell, as_text, one_line, phone_digits, read_day, split_values
from generator.sealed.handed.headings import find_heading
from generator.sealed.handed.opening import Grid, open_grids
from generator.sealed.handed.tables import HandedRow, HandedTable, PasswordNeededError, in_words, read_table

_MORE: Mapping[str, tuple[str, ...]] = {
    "name": ("巾帼志愿服务队名称", "巾帼志愿队名称", "巾帼志愿服务小队名称", "志愿服务队伍名称", "志愿者队伍名称",
             "服务队伍名称", "志愿队名称", "志愿队伍名称", "志愿服务小队名称", "志愿者服务队名称", "志愿组织名称",
             "团队名称", "队伍全称", "服务队", "志愿队", "志愿服务队", "队伍", "名称"),
    "unit": ("单位全称", "依托单位", "组织单位", "妇联组织", "填报单位", "组建妇联"),
    "leader": ("联系人", "联系人姓名", "队伍负责人", "领队人", "责任人", "负责人(领队)", "带头人", "带头人姓名",
               "带队人", "牵头人", "召集人", "联络人", "领头雁"),
    "post": ("单位职务", "单位及职务", "现任职务"),
    "phone": ("联系号码", "手机号", "负责人电话", "领队联系电话", "联系人电话", "队长电话", "电话号码", "带头人电话",
              "联络电话", "联系手机"),
    "size": ("志愿者数", "志愿者人数(人)", "队员数", "现有人数", "注册人数", "人员数量", "总人数", "人数(人)",
             "志愿者数量", "成员数", "队员数量", "人员数", "在册人数", "规模", "队伍规模", "服务队人数"),
    "founded": ("成立年月", "组建年月", "建队时间", "建队年月", "成立(组建)时间", "组建(成立)时间", "成立年份"),
    "categories": ("服务项目类别", "服务内容", "服务类型", "队伍类别", "服务领域", "类型", "志愿类别", "志愿服务类型",
                   "志愿服务项目", "服务项目", "服务方向"),
    "service_times": ("活动时间", "开展时间", "可服务时间", "服务时段", "志愿时间", "活动时段"),
    "note": ("说明", "其他说明"),
}  # fmt: skip
_TOWNSHIP = [
    "乡镇（街道）", "乡镇街道", "乡（镇、街道）", "乡镇", "镇（街道）", "街道", "所在乡镇", "所属乡镇（街道）",
    "所属乡镇", "所属街道", "所在街道", "所属乡镇街道", "乡镇名称", "所在乡镇（街道）",
]  # fmt: skip
_ELSEWHERE = "人员名单请用 jinguo roster add，签到表用 jinguo service add"
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
    unread: tuple[str, ...] = ()
    """Chinese, one for each sheet that holds something and was not read."""


def county_of(name: str, data: bytes, federation: Federation) -> County:
    """The teams of a spreadsheet, sheet by sheet and row by row; each sheet that says anything is used or named."""
    try:
        opened = open_grids(data, None, name)
    except PasswordNeededError:
        return County(reason="表格有打开口令，没有读：请去掉口令再交")
    except UnreadableError as error:
        return County(reason=f"没有读（{error.message}）：{error.hint}")
    if opened.guesses or len(opened.grids) == 1:
        table = read_table(name, data, _columns(opened.grids, federation), required=_REQUIRED)
        if not set(_REQUIRED) <= set(table.places):
            told = next((each.message for each in errors(table.problems)), "不是队伍表")
            return County(reason=f"没有当作队伍表（{told}）：{_ELSEWHERE}")
        return _of([table], (), federation)
    used: list[HandedTable] = []
    unread: list[str] = []
    for grid in opened.grids:
        columns = _columns([grid], federation)
        if why := _unfit(grid, columns):
            unread += [f"工作表 “{visible(grid.name)[:30]}” 没有读：{why}"] if _says_something(grid) else []
            continue
        table = read_table(name, data, columns, required=_REQUIRED, sheet=grid.name)
        if set(_REQUIRED) <= set(table.places):
            used.append(table)
        else:
            told = next((each.message for each in errors(table.problems)), "不是队伍表")
            unread.append(f"工作表 “{visible(grid.name)[:30]}” 没有读：{told}")
    if not used:
        return County(reason=f"没有当作队伍表（{'；'.join(unread) or '表是空的'}）：{_ELSEWHERE}")
    return _of(used, tuple(unread), federation)


def _of(tables: Sequence[HandedTable], unread: tuple[str, ...], federation: Federation) -> County:
    teams: list[TeamForm] = []
    told: list[str] = []
    faults: list[Problem] = []
    for table in tables:
        rows = [(row, _team(table, row, federation)) for row in table.rows]
        nameless = [f"{row.line}" for row, each in rows if not each.name]
        teams += [each for _, each in rows if each.name]
        told += _told(table, len(rows) - len(nameless))
        place = f"{table.name}{f'（{table.sheet}）' if table.sheet else ''}"
        told += [f"{place}：第 {'、'.join(nameless[:20])} 行没有队名，没有读，请补上再交"] if nameless else []
        faults += table.problems
    return County(tuple(teams), tuple(told), tuple(faults), unread=unread)


def _unfit(grid: Grid, columns: Mapping[str, Sequence[str]]) -> str:
    """Why a sheet is no table of teams, in Chinese; empty where it is one."""
    if grid.hidden:
        return "它是隐藏的，要用的请取消隐藏再交"
    heading = find_heading(grid, columns, _REQUIRED)
    if heading is None or not set(heading.keys) & {"name", "size", "founded", "leader", "categories", "unit"}:
        return "不是队伍表"
    lacking = [columns[key][0] for key in _REQUIRED if key not in heading.keys]
    if lacking:
        return f"缺 {'、'.join(lacking)} 列"
    return "这像是一队一张的登记表，请用 Word 的登记表交，或者抄成一队一行" if heading.form else ""


def _says_something(grid: Grid) -> bool:
    return any(f"{cell}".strip() for _, row in grid.rows for cell in row if cell is not None)


def _columns(grids: Sequence[Grid], federation: Federation) -> dict[str, list[str]]:
    """Key → headings; where no column lists categories or times of service, each may be a column with ticks.

    Only there: a cell that says 爱心帮扶 would otherwise be a heading in the middle of a table.
    """
    plain = {key: [*words, *_MORE.get(key, ())] for key, words in LABELS.items()} | {"township": list(_TOWNSHIP)}
    found = [heading for grid in grids if (heading := find_heading(grid, _apart(plain), _REQUIRED))]
    keys = {key for heading in found for key in heading.keys}
    columns = dict(plain)
    if "categories" not in keys:
        for choice, words in labels_of(federation).items():
            columns[f"category:{choice}"] = [*words, f"{choice}类"]
    if "service_times" not in keys:
        columns |= {f"time:{each}": [each] for each in federation.service_times}
    return _apart(columns)


def _apart(columns: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """One heading means one thing: who comes first has it."""
    taken: set[str] = set()
    found: dict[str, list[str]] = {}
    for key, listed in columns.items():
        found[key] = [word for word in listed if word not in taken]
        taken |= set(listed)
    return found


def _told(table: HandedTable, teams: int) -> list[str]:
    """Which column was understood as what."""
    place = f"{table.name}{f'（{table.sheet}）' if table.sheet else ''}"
    known = [
        f"{title}→{_called(key)}" for key, title in table.titles.items() if title not in LABELS.get(key, ("",))[:1]
    ]
    lines = [f"{place}：{teams} 支队伍"]
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
    if kind == "time":
        return times_of(said, tuple(labels))
    found = ticked(said, labels, other)
    listed = [word for word in split_values(said) if word]
    strange = [word for word in listed if not any(name in word for names in labels.values() for name in names)]
    return Ticked(found.chosen, found.other, found.doubtful or bool(strange) or (bool(said) and not found.chosen))


def _is_ticked(text: str) -> bool:
    return text.strip() in {*TICKS, "是", "有", "1", "v", "V", "Y", "y", "对"}
