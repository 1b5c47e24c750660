"""Rules S2, S9, S10, S11 and S13: what can be seen of the sealed sheets without a key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from generator.checks.reader_marks import lists_since_changed
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import TOP, Library
from generator.records.recipients import FEWEST, FILE_NAME, reader_count, sample_key_problems
from generator.records.sheets import ROSTER_SHEET

_ATTRIBUTES = ".gitattributes"
_UNION = "*.sealed text eol=lf merge=union -diff"


class _Lists:
    """How many keys may read the sheets of a folder: those of its own list and of the lists above, worked out once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._keys: dict[str, frozenset[str]] = {"": frozenset()}

    def count(self, folder: str) -> int:
        """How many different keys."""
        return len(self._of(folder))

    def _of(self, folder: str) -> frozenset[str]:
        if folder not in self._keys:
            listed = self._library.recipients.get(f"{folder}/{FILE_NAME}")
            above = self._of(folder.rpartition("/")[0])
            self._keys[folder] = above.union(listed.keys) if listed else above
        return self._keys[folder]


@rule("S2", "收件公钥写法正确、每张密封表至少两把；正式登记册不用示例公钥", "error", "密封")
def sheets_have_readers(this: Rule, facts: Facts) -> Iterator[Problem]:
    library, lists = facts.library, _Lists(facts.library)
    for path in library.sheets:
        fewest = min(lists.count(folder) for folder in _read_as(path, library))
        if fewest < FEWEST:
            message = f"只有 {fewest} 把公钥能打开这张密封表，至少要 {FEWEST} 把"
            hint = f"请在上级的 {FILE_NAME} 里写上本级妇联的公钥和一把离线备份的公钥，每行一把"
            yield Problem(path, 1, 1, this.id, this.severity, message, hint)
    if library.federation is not None and not library.federation.fields.sample:
        yield from sample_key_problems(each for listed in library.recipients.values() for each in listed.listed)


@rule("S9", "密封表是按现在的收件名单密封的", "warning", "密封")
def rows_follow_their_list(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A row tells everybody to how many it is sealed, not to whom: a key put for another shows in the list's mark."""
    yield from lists_since_changed(this, facts)
    library, lists = facts.library, _Lists(facts.library)
    # a service record is read by the readers of each person's team, and who is of which team is sealed
    teams = {lists.count(team.folder) for team in library.teams.values()}
    for path, sheet in library.sheets.items():
        right = teams if path.startswith("activities/") else {lists.count(path.rpartition("/")[0])}
        if not right or min(right) < FEWEST:
            continue  # told by S2
        wrong = [row.line for row in sheet.live if reader_count(row.token) not in right]
        if wrong:
            message = f"有 {len(wrong)} 行还是按旧的收件名单密封的：名单里新加的人打不开，已经去掉的人仍然打得开"
            hint = "请持钥匙的人运行 jinguo key rotate --identity 钥匙文件"
            yield Problem(path, wrong[0], 1, this.id, this.severity, message, hint)


@rule("S10", "密封表里有行：一行也没有的，多半是误删", "warning", "密封")
def sheets_are_not_emptied(this: Rule, facts: Facts) -> Iterator[Problem]:
    """The text is the sheet's own, because commands with a key say the same."""
    for sheet in facts.library.sheets.values():
        if sheet.emptied is not None:
            yield replace(sheet.emptied, rule=this.id, severity=this.severity)


@rule("S11", "已删除的人不留密文", "error", "个人信息保护法 第四十七条")
def deleted_rows_are_gone(this: Rule, facts: Facts) -> Iterator[Problem]:
    for path, sheet in facts.library.sheets.items():
        left = sheet.leftover
        if left:
            message = f"已删除的人还有 {len(left)} 行密文，多半是合并时带回来的"
            hint = "请持钥匙的人运行 jinguo key rotate --identity 钥匙文件 --drop-retired，会去掉它们"
            if path.endswith(f"/{ROSTER_SHEET}"):
                hint = f"请再运行一次 jinguo roster remove 证号 --team 队伍，会清掉，不用钥匙；也可以{hint}"
            # whoever can write a line can write this one: the sealed rows are all that is left of a person
            hint = f"如果不是你们删的：请从 git 历史恢复，删掉 retired 这一行。确实删过的：{hint}"
            yield Problem(path, left[0].line, 1, this.id, this.severity, message, hint)
        for row in sheet.retired:
            if row.on > facts.today:
                message = f"注销日期 {row.on} 在将来：多半不是程序写的"
                hint = "如果不是你们删的：请从 git 历史恢复，删掉 retired 这一行；确实删过的，请改成删的那天"
                yield Problem(path, row.line, 1, this.id, this.severity, message, hint)


@rule("S13", "两个人各自加了行，git 能把密封表合到一起（.gitattributes）", "warning", "密封")
def git_unites_sheets(this: Rule, facts: Facts) -> Iterator[Problem]:
    """Said once, and only of a register in a git working tree, or of one that git's attributes have come with."""
    library, root = facts.library, facts.library.root.resolve()
    top = next((each for each in (root, *root.parents) if (each / ".git").exists()), None)
    known = top is not None or (root / _ATTRIBUTES).is_file()
    if library.sheets and known and not _united(root, top or root):
        message = "没有写明密封表怎样合并：两个人同时加了人，git 会报冲突"
        hint = f"请在登记册最上层的 {_ATTRIBUTES} 里加一行：{_UNION}"
        yield Problem(_ATTRIBUTES, 1, 1, this.id, this.severity, message, hint)


def _united(root: Path, top: Path) -> bool:
    """Whether git merges a sheet line by line, as the last line that speaks of it says; folders are not looked at."""
    merged = ""
    for folder in reversed([each for each in (root, *root.parents) if each == top or top in each.parents]):
        for pattern, *attributes in filter(None, map(str.split, _lines(folder / _ATTRIBUTES))):
            if fnmatchcase(ROSTER_SHEET, pattern.rpartition("/")[2]):
                merged = next(
                    (each for each in reversed(attributes) if each.lstrip("-!").partition("=")[0] == "merge"), merged
                )
    return merged == "merge=union"


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def _read_as(sheet: str, library: Library) -> list[str]:
    """The folders where its readers are listed: a service record has those of the teams that took part."""
    folder = sheet.rpartition("/")[0]
    if not sheet.startswith("activities/"):
        return [folder]
    story = library.activities.get(folder.removeprefix("activities/"))
    written = (story.fields.teams if story else ()) or (TOP,)
    teams = [library.team(each) for each in written]
    return [team.folder if team else f"teams/{each}" for each, team in zip(written, teams, strict=True)]
