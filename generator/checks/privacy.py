"""Rules P1, P2, P3, P5 and T14 over text: personal data in clear is an error wherever it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from generator import personal
from generator.checks.registry import RULES, Facts, Rule, declare, rule
from generator.problems import Problem, Severity

_SEALED = "请删掉；需要保存的话登记到密封表（见手册“内部资料”一节）"
_SAID: dict[personal.Kind, tuple[str, str, str]] = {
    "id": ("P1", "这里有明文身份证号", _SEALED),
    "id-like": ("P2", "这里像是身份证号（校验位不对）", "如果是身份证号请删掉；如果不是，请换一种写法"),
    "mobile": ("P3", "这里有明文手机号码", _SEALED),
    "wechat": ("P5", "这里有明文微信号", _SEALED),
    "key": ("T14", "这里有私钥", "请马上删掉并停用这把钥匙；钥匙文件只放在自己电脑上，不进登记册"),
}
_PIPL = "个人信息保护法第二十五条"

declare("P2", "像身份证号但校验位不对的数字要确认", "warning", _PIPL)
declare("P3", "没有明文手机号码（空格、横线、全角都算）", "error", _PIPL)
declare("P5", "没有明文微信号", "error", _PIPL)


@rule("P4", "没有未列为公开的电子邮箱", "error", _PIPL)
def no_private_addresses(this: Rule, facts: Facts) -> Iterator[Problem]:
    """The leak check would stop the build later, without a line to look at."""
    if facts.library.federation is None:
        return  # which addresses are public stands there
    contacts = facts.library.federation.fields.contacts
    public = {address for contact in contacts for address in personal.emails(contact.value)}
    for path, text in facts.library.texts.items():
        if "@" not in text and "＠" not in text:
            continue
        for number, line in enumerate(text.split("\n"), start=1):
            if set(personal.emails(line)) - public:
                hint = "请删掉；办公邮箱可以公开的，写进 teams/federation.yml 的 contacts"
                yield Problem(path, number, 1, this.id, this.severity, "这里有电子邮箱", hint)


@rule(
    "P1",
    "没有明文身份证号（正文、图说、文件名都算）",
    "error",
    f"{_PIPL}；志愿服务记录与证明出具办法第十六条",
)
def nothing_personal_in_clear(_this: Rule, facts: Facts) -> Iterator[Problem]:
    """P1, P2, P3, P5 and keys in one reading of every text and every file name."""
    library = facts.library
    for path, text in library.texts.items():
        if not path.endswith(".sealed"):
            yield from in_text(path, text)
    for path in [*library.texts, *library.media]:
        yield from in_name(path)
    for path, sheet in library.sheets.items():
        for row in sheet.rows:
            if personal.find(row.row_id):
                hint = "请换一个编号，例如 r-0001，再密封一次"
                yield Problem(path, row.line, 1, "P3", _severity("P3"), "行号里有手机号码或身份证号", hint)


def in_text(path: str, text: str) -> Iterator[Problem]:
    """Problems of one text; the value itself is never repeated."""
    for finding in personal.find(text):
        rule_id, message, hint = _SAID[finding.kind]
        line = text.count("\n", 0, finding.start) + 1
        column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
        yield Problem(path, line, column, rule_id, _severity(rule_id), message, hint)


def in_name(path: str) -> Iterator[Problem]:
    """Problems of one path."""
    for finding in personal.find(_parts_apart(path)):
        rule_id, message, _ = _SAID[finding.kind]
        what = "文件名" if finding.start > path.rfind("/") else "文件夹名"
        hint = f"请给{what[:-1]}换个名字" + ("，例如 01.jpg" if what == "文件名" else "")
        yield Problem(path, 1, 1, rule_id, _severity(rule_id), f"{what}：{message}", hint)


def _parts_apart(path: str) -> str:
    """The same path, character for character, but no number spans two folders and no name ends in a domain."""
    stem, dot, suffix = path.rpartition(".")
    apart = f"{stem}|{suffix}" if dot and suffix.isalnum() and suffix.isascii() else path
    return apart.replace("/", "|")


def masked(text: str) -> str:
    """A text in which everything personal but its first characters is replaced by stars."""
    shown = list(text)
    for finding in personal.find(_parts_apart(text)):
        shown[finding.start + 3 : finding.end] = "*" * (finding.end - finding.start - 3)
    return "".join(shown)


def discreet(problem: Problem) -> Problem:
    """The same problem for a report that may be sent around: whatever it quotes of the register is masked."""
    path, message, hint = (masked(text) for text in (problem.path, problem.message, problem.hint))
    if (path, message, hint) == (problem.path, problem.message, problem.hint):
        return problem
    return dataclasses.replace(problem, path=path, message=message, hint=hint)


def _severity(rule_id: str) -> Severity:
    return RULES[rule_id].severity
