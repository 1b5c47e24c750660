"""Rule G1: three people have read a published text, and their names stand below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from generator.checks.registry import Facts, Rule, rule
from generator.problems import Problem
from generator.records.kinds import Activity, Credits
from generator.records.library import Entry

_SIGNED = {"edit": "编辑", "review": "审核", "issue": "签发"}
_PROOF = "校对"
_NAME = re.compile(r"[\w·.（）()]{1,24}")
_BLANK = re.compile(r"\s+")
_SEVERAL = re.compile(r"[、，,;；/／&]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")


@rule("G1", "刊登的稿件写明来源、编辑、校对、审核、签发；编辑、审核、签发是三个人", "error", "三审三校")
def three_have_read_it(this: Rule, facts: Facts) -> Iterator[Problem]:
    """What waits for its reviewers says nothing yet: they sign as they read."""
    for entry in facts.library.activities.values():
        if entry.fields.status == "selected":
            yield from _unsigned(this, entry)


def _unsigned(this: Rule, entry: Entry[Activity]) -> Iterator[Problem]:
    credits_ = entry.fields.credits
    lacking = [name for key, name in _SIGNED.items() if not _people(credits_, key)]
    if lacking:
        message = f"要刊登的稿件没有写{'、'.join(lacking)}"
        yield this.at(entry, message, "请审稿的人在 credits 里写上：edit 编辑，review 审核，issue 签发", "credits")
    if not lacking and not _people(credits_, "proof"):
        message = f"没有写{_PROOF}"
        yield this.at(entry, message, "请在 credits 里加上 proof", "credits", severity="warning")
    for first, second in combinations(_SIGNED, 2):
        if _people(credits_, first) & _people(credits_, second):
            message = f"{_SIGNED[first]}和{_SIGNED[second]}是同一个人"
            yield this.at(entry, message, "三审要由三个人来做，请换一个人审", "credits", second)
            break


def _people(credits_: Credits, key: str) -> frozenset[str]:
    """Who signs in a role; 王 芳 and 王芳 are one person, and 王芳、李敏 are two."""
    written = _BLANK.sub("", getattr(credits_, key) or "")
    parts = [part for part in _SEVERAL.split(written) if part]
    return frozenset(parts if all(_NAME.fullmatch(part) for part in parts) else [written])
