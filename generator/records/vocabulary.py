"""The federation's own words: each stands once, and what it says of itself exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.problems import Problem, did_you_mean
from generator.records.federation import Federation
from generator.records.library import Entry
from generator.records.marks import KeyPath

_UNIQUE = (
    ("brands", "id"),
    ("brands", "name"),
    ("campaigns", "id"),
    ("divisions", "code"),
    ("levels", "name"),
    ("unit_kinds", "name"),
)
_LISTS = ("categories", "service_times", "served_groups", "honours")


def check_vocabulary(federation: Entry[Federation]) -> Iterator[Problem]:
    """Words that stand twice in ``federation.yml``, and words that refer to none of its own."""
    yield from _twice(federation)
    facts = federation.fields
    for index, level in enumerate(facts.levels):
        kinds = {kind.name for kind in facts.unit_kinds}
        yield from _unknown(federation, "单位类型", level.unit_kinds, kinds, ("levels", index, "unit_kinds"))
    for index, campaign in enumerate(facts.campaigns):
        brands = {brand.name for brand in facts.brands}
        yield from _unknown(federation, "品牌", campaign.brands, brands, ("campaigns", index, "brands"))
    if facts.other_category is not None and facts.other_category not in facts.categories:
        hint = did_you_mean(facts.other_category, facts.categories) or "请先写进 categories"
        message = f"没有这个服务类别：“{facts.other_category[:40]}”"
        yield federation.document.problem("R1", message, hint, at=("other_category",))


def _twice(federation: Entry[Federation]) -> Iterator[Problem]:
    facts = federation.fields
    columns: list[tuple[Iterable[str], str, tuple[str, ...]]] = [
        ([getattr(each, key) for each in getattr(facts, column)], column, (key,)) for column, key in _UNIQUE
    ]
    columns += [(getattr(facts, column), column, ()) for column in _LISTS]
    for values, column, key in columns:
        taken: set[str] = set()
        for index, value in enumerate(values):
            if value in taken:
                message = f"{(*key, column)[0]} “{value[:40]}” 重复"
                yield federation.document.problem("R2", message, "请改其中一个", at=(column, index, *key))
            taken.add(value)


def _unknown(
    federation: Entry[Federation], label: str, names: Iterable[str], known: Iterable[str], at: KeyPath
) -> Iterator[Problem]:
    listed = sorted(known)
    for index, name in enumerate(names):
        if name not in listed:
            hint = did_you_mean(name, listed) or f"可以写：{'、'.join(listed)}"
            yield federation.document.problem("R1", f"没有这个{label}：“{name[:40]}”", hint, at=(*at, index))
