"""What the YAML parser complains about, said to the writer: in Chinese, and on the line that must be changed."""

from __future__ import annotations

import re

import yaml

from generator.problems import Problem

_FULL_WIDTH = re.compile(r"\s*(?:- )?[^\s:：#\"'“\[{]{1,20}(?P<here>：)(?!.*: )")
_NO_SPACE = re.compile(r"\s*(?:- )?[A-Za-z_]+(?P<here>:)(?!//)\S(?!.*: )")
_SIGNS = (
    (_FULL_WIDTH, "用了全角冒号 “：”", "键后面要用半角冒号加一个空格，例如 “title: 标题”"),
    (_NO_SPACE, "冒号后面没有空格", "请写成 “键: 值”，半角冒号后面空一格"),
)
"""Slips that YAML takes for text and complains about only on a later line."""

_EXPLANATIONS = (
    (
        "mapping values are not allowed",
        "冒号的位置不对",
        "值里面有冒号就给整个值加上引号；如果是新的键，请和上一个键左边对齐",
    ),
    ("did not find expected key", "这一行的缩进或引号不对", "同一层的键要左边对齐；引号要成对"),
    ("did not find expected '-' indicator", "列表的缩进不对", "每一项都以 “- ” 开头，并且左边对齐"),
    ("could not find expected ':'", "这一行缺少冒号", "请写成 “键: 值”，冒号用半角，后面空一格"),
    ("did not find expected ',' or ']'", "方括号没有写完", "列表写成 [甲, 乙]，逗号和括号用半角"),
    ("did not find expected ',' or '}'", "花括号没有写完", "写成 {键: 值, 键: 值}，逗号和括号用半角"),
    ("did not find expected node content", "括号里没有写完", "列表写成 [甲, 乙]，或者 {键: 值}，逗号和括号用半角"),
    ("unexpected end of stream", "引号没有写完", "请补上后一个引号"),
    ("unexpected document indicator", "引号没有写完", "请补上后一个引号"),
    ("unknown escape character", "双引号里的反斜杠 \\ 写法不对", "请去掉反斜杠，或者改用单引号"),
    ("Unicode character escape", "双引号里的反斜杠 \\ 写法不对", "请去掉反斜杠，或者改用单引号"),
    ("found character that cannot start any token", "值不能以 @、`、% 开头", "请给整个值加上引号"),
    ("expected alphabetic or numeric character", "值不能以 & 或 * 开头", "请给整个值加上引号"),
    ("block sequence entries are not allowed", "列表的写法不对", "每一项另起一行，以 “- ” 开头；或者写成 [甲, 乙]"),
    ("did not find expected <document start>", "这一行的缩进或括号不对", "最外层的键要顶格写，前面不留空格"),
    ("while scanning a tag", "值不能以感叹号开头", "请给整个值加上引号"),
    ("while parsing a node", "值不能以感叹号开头", "请给整个值加上引号"),
    ("another document", "文件里有不止一份 YAML", "请删掉多余的 “---” 或 “...”"),
    ("directive", "行首不能是 %", "请删掉这一行，或者给值加上引号"),
    ("control characters are not allowed", "有看不见的控制字符", "请删掉这一行重新输入"),
)
_OPENED = ("quoted scalar", "simple key", "flow ")
"""Complaints about something that was opened on an earlier line: that line is the one to change."""


def syntax_problem(path: str, text: str, error: yaml.YAMLError, first_line: int) -> Problem:
    """The parser's English complaint as a Problem.

    Args:
        path: for the problem.
        text: what was parsed.
        error: the complaint.
        first_line: 1-based line of the file on which ``text`` begins.
    """
    complaint = f"{getattr(error, 'problem', None) or error} ({getattr(error, 'context', None)})"
    lines = text.split("\n")
    line, column = _place(error, len(lines))
    if "\t" in lines[line][: column + 1]:
        message, hint = "这一行用了制表符（Tab）", "请改成空格，每层两个"
        return Problem(path, line + first_line, lines[line].index("\t") + 1, "F2", "error", message, hint)
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    for number in (line, above):
        for pattern, message, hint in _SIGNS:
            slip = pattern.match(lines[number])
            if slip:
                place = (number + first_line, slip.start("here") + 1)
                return Problem(path, *place, "F2", "error", message, hint)
    return Problem(path, line + first_line, column + 1, "F2", "error", *explain(complaint))


def _place(error: yaml.YAMLError, lines: int) -> tuple[int, int]:
    """0-based line and column of what must be changed."""
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    context = str(getattr(error, "context", None) or "")
    if opened and (mark is None or (opened.line < mark.line and any(sign in context for sign in _OPENED))):
        mark = opened
    if mark is None or mark.line >= lines:
        return max(lines - 1, 0) if mark else 0, 0
    return mark.line, mark.column


def explain(complaint: str) -> tuple[str, str]:
    """Chinese message and hint for a complaint."""
    for sign, message, hint in _EXPLANATIONS:
        if sign in complaint:
            return message, hint
    return "YAML 格式不对", "请对照手册检查缩进、冒号和引号"
