"""Rules S2, S9 and S11: who can read the sealed sheets, as far as can be seen without a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.hours import SERVICE_SHEET
from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.library import TOP
from generator.records.recipients import FEWEST, FILE_NAME, reader_count, sample_key_problems


@rule("S2", "收件公钥写法正确、每张密封表至少两把；正式登记册不用示例公钥", "error", "密封")
def sheets_have_readers(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    for path in library.sheets:
        fewest = min(len({key for listed in _above(place, facts) for key in listed}) for place in _read_as(path, facts))
        if fewest < FEWEST:
            message = f"只有 {fewest} 把公钥能打开这张密封表，至少要 {FEWEST} 把"
            hint = f"请在上级的 {FILE_NAME} 里写上本级妇联的公钥和一把离线备份的公钥，每行一把"
            yield Problem(path, 1, 1, this.id, this.severity, message, hint)
    if library.federation is not None and not library.federation.fields.sample:
        yield from sample_key_problems(each for listed in library.recipients.values() for each in listed.listed)


@rule("S9", "密封表是按现在的收件名单密封的", "warning", "密封")
def rows_follow_their_list(this: Rule, facts: Facts) -> Iterator[Problem]:
    """A row tells everybody to how many it is sealed, not to whom: a key put for another shows with a key only."""
    teams = [f"teams/{address}/{SERVICE_SHEET}".replace("//", "/") for address in facts.library.teams]
    for path, sheet in facts.library.sheets.items():
        # a service record is read by the readers of each person's team, and who is of which team is sealed
        places = teams if path.startswith("activities/") else [path]
        right = {len({key for listed in _above(place, facts) for key in listed}) for place in places}
        if not right or min(right) < FEWEST:
            continue  # told by S2
        wrong = [row.line for row in sheet.live if reader_count(row.token) not in right]
        if wrong:
            message = f"有 {len(wrong)} 行还是按旧的收件名单密封的：名单里新加的人打不开，已经去掉的人仍然打得开"
            hint = "请持钥匙的人运行 jinguo key rotate --identity 钥匙文件"
            yield Problem(path, wrong[0], 1, this.id, this.severity, message, hint)


@rule("S11", "已删除的人不留密文", "error", "个人信息保护法 第四十七条")
def deleted_rows_are_gone(this: Rule, facts: Facts) -> Iterator[Problem]:
    for path, sheet in facts.library.sheets.items():
        left = sheet.leftover
        if left:
            message = f"已删除的人还有 {len(left)} 行密文，多半是合并时带回来的"
            hint = "请持钥匙的人运行 jinguo key rotate --identity 钥匙文件，会去掉它们"
            yield Problem(path, left[0].line, 1, this.id, this.severity, message, hint)


def _read_as(sheet: str, facts: Facts) -> list[str]:
    """Where its readers are listed: a service record has those of the teams that took part."""
    if not sheet.startswith("activities/"):
        return [sheet]
    story = facts.library.activities.get(sheet.removeprefix("activities/").rpartition("/")[0])
    top = facts.library.federation.fields.levels[0].name if facts.library.federation else TOP
    teams = (story.fields.teams if story else ()) or (TOP,)
    return [f"{'teams' if address in {TOP, top} else f'teams/{address}'}/{SERVICE_SHEET}" for address in teams]


def _above(sheet: str, facts: Facts) -> Iterator[tuple[str, ...]]:
    for folder in PurePosixPath(sheet).parents:
        listed = facts.library.recipients.get((folder / FILE_NAME).as_posix())
        if listed is not None:
            yield listed.keys
