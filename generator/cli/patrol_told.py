"""What a patrol has found, for people, for a workflow's log, and for a summary in an issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from generator.cli.register import as_github
from generator.mirrors.inspection.fault import Fault, errors
from generator.problems import Problem, visible
from generator.publish.manifest import Manifest

_MOST = 40
_LONGEST = 300
_TITLE = "## 夜间巡查"
_MARKS = str.maketrans("`<>@#[]|*_\\!~&$^", "'＜＞＠＃［］｜＊＿＼！～＆＄＾")
"""Signs that mean something in Markdown → the same ones in Chinese width, which mean nothing."""
_ADDRESS = re.compile(r"[A-Za-z0-9][\w.%:/?=+,;'()&~-]*[./_-][\w.%:/?=+,;'()&~/-]*", re.ASCII)
Shape = Callable[[str, Manifest | None, Sequence[Fault]], str]


def _count(found: Sequence[Fault]) -> str:
    wrong = len(errors(list(found)))
    return f"共 {wrong} 个错误，{len(found) - wrong} 个提醒" if found else "没有发现问题"


def _whose(release: Manifest | None) -> str:
    return f"线上版本 {release.id[:12]}，{len(release.everything())} 个文件" if release else "线上版本不知道"


def as_text(target: str, release: Manifest | None, found: Sequence[Fault]) -> str:
    """A line each, then the count."""
    lines = [f"{'错误' if each.severity == 'error' else '提醒'} {each}" for each in found]
    return "\n".join([f"{target}：{_whose(release)}", *lines, _count(found)])


def as_workflow(target: str, release: Manifest | None, found: Sequence[Fault]) -> str:
    """Workflow commands; the file that they hang on is the one that names the target."""
    problems = [
        Problem("publish.yml", 1, 1, target, each.severity, f"{each.where}：{each.message}", each.hint)
        for each in found
    ]  # fmt: skip
    return "\n".join(filter(None, [as_github(problems), f"{target}：{_whose(release)}", _count(found)]))


def as_markdown(target: str, release: Manifest | None, found: Sequence[Fault]) -> str:
    """Only lines that whoever posts it can tell from a stranger's: a title, sentences, points, code between backticks.

    What comes from a server or a page, such as an address, stands between backticks or has lost its signs.
    """
    lines = [_TITLE, "", f"目标 `{target}`，{_whose(release)}。{_count(found)}。"]
    for severity, mark in (("error", "❌"), ("warning", "⚠️")):
        some = [each for each in found if each.severity == severity]
        if some:
            lines += ["", f"### {'错误' if severity == 'error' else '提醒'}", ""]
        lines += [f"- {mark} {_code(each.where)}：{_words(each)}" for each in some[:_MOST]]
        if len(some) > _MOST:
            lines.append(f"- {mark} 还有 {len(some) - _MOST} 处，见运行记录")
    return "\n".join(lines)


def _code(text: str) -> str:
    return f"`{visible(text)[:_LONGEST].replace('`', chr(39)) or '？'}`"


def _words(fault: Fault) -> str:
    """Sentences of ours; addresses in them become code, so that nothing of them is a link."""
    text = visible(fault.message + (f" —— {fault.hint}" if fault.hint else ""))[:_LONGEST]
    parts, last = [], 0
    for match in _ADDRESS.finditer(text):
        parts += [text[last : match.start()].translate(_MARKS), _code(match[0])]
        last = match.end()
    return "".join([*parts, text[last:].translate(_MARKS)])


SHAPES: dict[str, Shape] = {"text": as_text, "github": as_workflow, "markdown": as_markdown}
