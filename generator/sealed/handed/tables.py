"""A handed-in table understood: its heading is found, its columns have keys, its rows are plain values.

What ``read_table`` promises to its callers (rosters, sign-in sheets):

- it takes bytes and touches no disk; it raises for nothing that is in the file, but for a password
  (``PasswordNeededError``);
- every fault is one ``Problem``: path ``file`` or ``file:sheet``, line the row as Excel counts it, column likewise,
  and neither it nor any exception repeats what a cell holds (headings are repeated when they look like headings);
- ``in_words`` says a problem the way clerks read it: ``名册.xlsx:Sheet1 第5行 “手机”：…``;
- a row's ``cells`` hold a key for every column that was found, with ``""`` where the cell is empty. Values are
  ``Cell``: text (NFKC, no blanks around it, numbers as digits), ``date`` (or ``datetime``), ``time``, ``timedelta``.
  ``cells.read_day``, ``split_values``, ``phone_digits``, ``code_text``, ``one_line`` and ``as_text`` take them further;
- titles above the heading, blank rows and columns, repeated headings, totals (合计 …) and the lines for signatures
  are passed over;
- 无, /, — and the like are empty cells; 同上 is a mistake, because a row must stand for itself;
- ``written`` holds texts as they were written where that differs, for notes that nobody compares;
- ``unknown`` lists headings that no synonym knows and that have something below them: the caller decides whether that
  matters.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from generator.problems import Problem, visible
from generator.sealed.handed.archives import UnreadableError
from generator.sealed.handed.cells import Cell, LostDigitsError, as_text, plain, says_ditto, says_nothing, verbatim
from generator.sealed.handed.headings import COUNTERS, Heading, Unknown, find_heading, is_repeated
from generator.sealed.handed.opening import NO_WORKBOOK, Grid, Opened, PasswordNeededError, looks_like, open_grids

__all__ = ["HandedRow", "HandedTable", "PasswordNeededError", "Place", "Unknown", "in_words", "read_table"]

MAX_TEXT = 2_000
"""Characters of one cell."""
_TOTAL = re.compile(r"合计|总计|小计|共计|总人数|共[0-9]+[人名]")
_FOOT = re.compile(
    r"填表|制表|填报|审核|审批|负责人|领导签|经办|联系人|单位[(:盖]|[(]?盖章|签[字名]|日期[:]|说明[:]|注[:1-9]|备注[:]|填写说明"
)
_FEW_IN_FOOT = 4


@dataclass(frozen=True, slots=True)
class HandedRow:
    """One row with its place."""

    sheet: str
    """Empty where the file is the table."""
    line: int
    """As Excel counts; in a text file the line on which it begins, in Word the row of the table."""
    cells: Mapping[str, Cell] = field(repr=False)
    written: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Texts before full-width characters became plain ones, where there were any."""


@dataclass(frozen=True, slots=True)
class HandedTable:
    """What was read."""

    name: str
    """Of the file."""
    sheet: str = ""
    rows: tuple[HandedRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    """Key → its heading as the file has it."""
    places: Mapping[str, int] = field(default_factory=dict)
    """Key → 1-based column."""
    unknown: tuple[Unknown, ...] = ()

    def problem(self, row: HandedRow, key: str, message: str, hint: str = "", *, warning: bool = False) -> Problem:
        """A problem at one cell of it; ``key`` may be a column that the file lacks."""
        title = self.titles.get(key, "")
        said = f"“{title}”：{message}" if title else message
        place = Place(self.name, row.sheet, row.line, self.places.get(key, 1))
        return place.problem("H3", said, hint, warning=warning)


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in a handed-in file."""

    name: str
    sheet: str = ""
    line: int = 1
    column: int = 1

    def problem(self, rule: str, message: str, hint: str = "", *, warning: bool = False) -> Problem:
        """A problem there."""
        path = f"{self.name}:{self.sheet}" if self.sheet else self.name
        return Problem(path, self.line, self.column, rule, "warning" if warning else "error", message, hint)


def in_words(problem: Problem) -> str:
    """``名册.xlsx:Sheet1 第5行 “手机”：…怎么改``, the way clerks look for it."""
    mark = "提醒 " if problem.severity == "warning" else ""
    place = problem.path if problem.rule == "H1" else f"{problem.path} 第{problem.line}行"
    gap = " " if problem.message.startswith("“") else "："
    tail = f" —— {problem.hint}" if problem.hint else ""
    return visible(f"{mark}{place}{gap}{problem.message}{tail}")


def read_table(
    name: str,
    data: bytes,
    columns: Mapping[str, Sequence[str]],
    *,
    required: Collection[str] = (),
    password: str | None = None,
    sheet: str | None = None,
) -> HandedTable:
    """Read the one table of a file that has the wanted heading.

    Args:
        name: of the file, for messages; only its last part is shown.
        data: its bytes.
        columns: key → headings that mean it (compared without blanks, brackets, asterisks and widths); messages
            use the first.
        required: keys without which it is not the wanted table.
        password: opens a locked workbook.
        sheet: which sheet (or ``表格2`` in Word) when several have such a heading.

    Raises:
        PasswordNeededError: the file is locked and no or a wrong password is at hand.
    """
    name = visible(re.split(r"[\\/]", name)[-1])
    try:
        opened = open_grids(data, password, name)
    except UnreadableError as error:
        return HandedTable(name, problems=(Place(name).problem("H1", error.message, error.hint),))
    chosen = _choose(name, opened, columns, required, sheet)
    if isinstance(chosen, Problem):
        return HandedTable(name, problems=(chosen,))
    grid, heading = chosen
    return _read(name, grid, heading, columns, required)


def _choose(
    name: str,
    opened: Opened,
    columns: Mapping[str, Sequence[str]],
    required: Collection[str],
    sheet: str | None,
) -> tuple[Grid, Heading] | Problem:
    """The grid with the heading, or why there is not exactly one."""
    grids = [grid for grid in opened.grids if grid.name == sheet or (sheet is None and not grid.hidden)]
    if sheet is not None and not opened.guesses and not grids:
        listed = "、".join(grid.name for grid in opened.grids[:10])
        return Place(name).problem("H1", f"没有工作表 “{sheet[:30]}”", f"里面有：{listed}")
    if opened.guesses:
        grids = list(opened.grids)
    found = [(grid, heading) for grid in grids if (heading := find_heading(grid, columns, required))]
    whole = [each for each in found if all(key in each[1].keys for key in required)] or found
    if not whole:
        needed = "、".join(columns[key][0] for key in required)
        if not any(as_text(_soft(cell)) for grid in grids for _, row in grid.rows for cell in row):
            return Place(name).problem("H1", "表是空的", "请检查是不是交错了文件")
        if opened.guesses and looks_like(name):
            return Place(name).problem("H1", NO_WORKBOOK.message, NO_WORKBOOK.hint)
        return Place(name).problem("H1", "没有找到列名所在的那一行", f"列名要自己占一行，至少有：{needed}")
    if opened.guesses:
        return max(whole, key=lambda each: len(each[1].keys))
    if len(whole) > 1:
        names = "、".join(grid.name for grid, _ in whole[:10])
        return Place(name).problem("H1", f"有几张工作表都像要的表：{names}", "请用 --sheet 写明是哪一张，一次读一张")
    if whole[0][1].form:
        return Place(name).problem("H1", "这像是一人一张的登记表，不是名单", "请抄成一张表：第一行是列名，一人一行")
    return whole[0]


def _read(
    name: str,
    grid: Grid,
    heading: Heading,
    columns: Mapping[str, Sequence[str]],
    required: Collection[str],
) -> HandedTable:
    place = Place(name, grid.name, heading.line)
    problems = _doubled(place, heading, required)
    missing = [columns[key][0] for key in required if key not in heading.keys]
    problems += [place.problem("H2", f"没有 “{title}” 这一列", "请补上这一列") for title in missing]
    filled = _filled_down(grid, heading, required)
    rows = []
    below: dict[int, list[Cell]] = {each.column: [] for each in heading.unknown}
    for line, raw in grid.rows:
        if line <= heading.last or is_repeated(raw, heading) or _foot(raw, heading, required):
            continue
        row = _row(name, grid, heading, (line, filled.get(line, {}), raw), problems)
        if any(as_text(cell) for cell in row.cells.values()):
            rows.append(row)
            for column, cells in below.items():
                cells.append(_soft(raw[column - 1] if column <= len(raw) else ""))
    hidden = sorted({row.line for row in rows} & set(grid.hidden_lines))
    if hidden:
        listed = "、".join(str(line) for line in hidden[:10])
        message = f"有 {len(hidden)} 行是隐藏的（被筛选掉或者隐藏起来，如第 {listed} 行），也读了"
        at = Place(name, grid.name, hidden[0])
        problems.append(at.problem("H2", message, "不想要的，请删掉这些行再交", warning=True))
    titles = {key: heading.titles[key] for key in heading.keys}
    places = {key: index + 1 for key, index in heading.keys.items()}
    unknown = tuple(each for each in heading.unknown if not rows or _says_something(each, below[each.column]))
    return HandedTable(name, grid.name, tuple(rows), tuple(sorted(problems)), titles, places, unknown)


def _doubled(place: Place, heading: Heading, required: Collection[str]) -> list[Problem]:
    """Columns that say what another says already; of two lists side by side that is one mistake, not many."""
    if len(heading.doubled) > 1 and any(each.key in required for each in heading.doubled):
        first = heading.doubled[0].column
        hint = "请把右边那一栏剪下来，接到左边一栏的下面，一人一行"
        return [replace(place, column=first).problem("H2", f"这是两栏并排的表：从第 {first} 列起又是一份名单", hint)]
    return [
        replace(place, column=each.column).problem(
            "H2", f"第 {each.column} 列和前面一列是同一项", "请删掉一列，或者把两列并成一列"
        )
        for each in heading.doubled
    ]


def _says_something(column: Unknown, cells: Sequence[Cell]) -> bool:
    """Whether an unknown column holds more than blanks, and more than 1, 2, 3 where its heading may be a counter's."""
    filled = [as_text(cell) for cell in cells if not says_nothing(cell)]
    if column.word not in COUNTERS or not all(re.fullmatch(r"[0-9]{1,6}", each) for each in filled):
        return bool(filled)
    return any(int(later) != int(earlier) + 1 for earlier, later in pairwise(filled))


def _row(
    name: str,
    grid: Grid,
    heading: Heading,
    given: tuple[int, Mapping[int, object], list[object]],
    problems: list[Problem],
) -> HandedRow:
    line, filled, raw = given
    cells: dict[str, Cell] = {}
    written: dict[str, str] = {}
    for key, index in heading.keys.items():
        value = filled.get(index, raw[index] if index < len(raw) else "")
        fault: tuple[str, str] | None = None
        if isinstance(value, str) and len(value) > MAX_TEXT:
            cells[key] = ""
            fault = f"这一格有 {len(value)} 个字，太长", f"最多 {MAX_TEXT} 个字，请检查是不是贴错了"
        elif says_ditto(value):
            cells[key] = ""
            fault = "这里写的是“同上”", "请每一行都写全：一行是一个人，不看上一行"
        else:
            try:
                found = plain(value)
                cells[key] = "" if says_nothing(found) else found
                if isinstance(value, str) and cells[key] and cells[key] != value:
                    written[key] = verbatim(value)
            except LostDigitsError:
                cells[key] = ""
                fault = "Excel 把这个号码变成了数字，后几位已经丢了", "请把这一列设成“文本”格式，重新填"
        if fault:
            message = f"“{heading.titles[key]}”：{fault[0]}"
            problems.append(Place(name, grid.name, line, index + 1).problem("H3", message, fault[1]))
    return HandedRow(grid.name, line, cells, written)


def _foot(raw: list[object], heading: Heading, required: Collection[str]) -> bool:
    """A total, or the line for names and stamps below a table."""
    texts = [text for cell in raw if (text := _tight(cell))]
    if not texts or _TOTAL.match(texts[0]):
        return True
    if not _FOOT.match(texts[0]) or len(texts) > _FEW_IN_FOOT:
        return False
    own = [_tight(raw[index]) if index < len(raw) else "" for key, index in heading.keys.items() if key in required]
    return "" in own or texts[0] in own


def _filled_down(grid: Grid, heading: Heading, required: Collection[str]) -> dict[int, dict[int, object]]:
    """Line → column → value of cells merged downwards, but for the columns that make a row one of its own."""
    fill = {index for key, index in heading.keys.items() if key not in required}
    lines = dict(grid.rows) if grid.merged else {}
    found: dict[int, dict[int, object]] = {}
    for (top, left), (bottom, _) in grid.merged:
        source = lines.get(top + 1, [])
        if top + 1 > heading.last and left in fill and left < len(source):
            for row in range(top + 1, min(bottom, len(lines)) + 1):
                found.setdefault(row + 1, {})[left] = source[left]
    return found


def _tight(value: object) -> str:
    return re.sub(r"\s", "", as_text(_soft(value)))


def _soft(value: object) -> Cell:
    try:
        return plain(value)
    except LostDigitsError:
        return "1"
