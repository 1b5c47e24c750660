"""Rule S2: who can read the sealed sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.recipients import FEWEST, FILE_NAME, sample_key_problems


@rule("S2", "收件公钥写法正确、每张密封表至少两把；正式登记册不用示例公钥", "error", "密封")
def sheets_have_readers(this: Rule, facts: Facts) -> Iterator[Problem]:
    library = facts.library
    for path in library.sheets:
        keys = {key for listed in _above(path, facts) for key in listed}
        if len(keys) < FEWEST:
            message = f"只有 {len(keys)} 把公钥能打开这张密封表，至少要 {FEWEST} 把"
            hint = f"请在上级的 {FILE_NAME} 里写上本级妇联的公钥和一把离线备份的公钥，每行一把"
            yield Problem(path, 1, 1, this.id, this.severity, message, hint)
    if library.federation is not None and not library.federation.fields.sample:
        yield from sample_key_problems(each for listed in library.recipients.values() for each in listed.listed)


def _above(sheet: str, facts: Facts) -> Iterator[tuple[str, ...]]:
    for folder in PurePosixPath(sheet).parents:
        listed = facts.library.recipients.get((folder / FILE_NAME).as_posix())
        if listed is not None:
            yield listed.keys
