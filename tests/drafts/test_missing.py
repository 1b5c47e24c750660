"""What a draft lacks is what the rules would say of it, no more and no less."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from generator.checks.privacy import masked
from generator.checks.registry import Facts
from generator.checks.run import judged, look
from generator.drafts.missing import missing, missing_of
from generator.records.library import load
from tests import tiny
from tests.conftest import SITES, Register
from tests.test_sites import CASES, differing

TODAY = dt.date(2024, 12, 31)
DRAFT = "2024/0601-caogao"
OTHER = "2024/0602-tougao"


def facts(tmp_path: Path, text: str) -> Facts:
    """The tiny register with this draft."""
    root = tiny.write(tmp_path, {f"activities/{DRAFT}/report.md": text}, photos=False)
    return Facts(load(root)[0], TODAY)


def test_only_of_this_story_and_only_what_is_new(tmp_path: Path) -> None:
    """A fault of another story, or one that the check tells anyway, is no part of it."""
    bare = tiny.report("还是草稿", "2024-06-01", status="draft", body="", brand="没有这个品牌")
    here = facts(tmp_path, bare)
    said = judged(here).problems
    lacking = missing(here, DRAFT, "submitted")
    assert lacking
    assert {each.path for each in lacking} == {f"activities/{DRAFT}/report.md"}
    assert not set(lacking) & set(said)
    assert any(each.rule == "R1" for each in said if each.path == lacking[0].path)
    assert all(each.rule != "R1" for each in lacking)


def test_it_is_what_a_check_says_once_the_status_is_changed(tmp_path: Path) -> None:
    """Written into the file, the status brings exactly these problems."""
    text = tiny.report("还是草稿", "2024-06-01", status="draft", body="")
    here = facts(tmp_path, text)
    path = f"activities/{DRAFT}/report.md"
    for status in ("submitted", "selected"):
        lacking = missing(here, DRAFT, status)
        known = {each for each in judged(here).problems if each.path == path}
        changed = facts(tmp_path, text.replace("status: draft", f"status: {status}"))
        assert known | set(lacking) == {each for each in judged(changed).problems if each.path == path}


def test_the_register_itself_is_not_changed(tmp_path: Path) -> None:
    """The next rule still sees a draft."""
    here = facts(tmp_path, tiny.report("还是草稿", "2024-06-01", status="draft"))
    missing(here, DRAFT, "selected")
    assert here.library.activities[DRAFT].fields.status == "draft"


SOME = [each for each in CASES if not each.endswith("-is-fine")]


@pytest.mark.parametrize("name", sorted({*SOME[::9], *(each for each in SOME if each.startswith(("a20-", "i15-")))}))
def test_looking_at_a_few_stories_is_enough(name: str, register: Register) -> None:
    """Only rules that compare stories need the others: the whole register gives the same list, whatever is wrong."""
    library = load(register(differing(SITES / "wrong" / name)))[0]
    here = Facts(library, dt.date(2026, 11, 22), look(library, processes=1))
    said = judged(here).problems
    for address, entry in [*library.activities.items()][:3]:
        changed = dataclasses.replace(entry, fields=entry.fields.model_copy(update={"status": "selected"}))
        whole = dataclasses.replace(library, activities={**library.activities, address: changed})
        told = set(judged(dataclasses.replace(here, library=whole)).problems) - set(said)
        mine = {each for each in told if f"{each.path}/".startswith((f"{entry.path}/", f"{masked(entry.folder)}/"))}
        assert set(missing_of(here, [address], "selected", said)[address]) == mine


def test_several_for_the_price_of_one(tmp_path: Path) -> None:
    """Each has its own list, the same as alone."""
    here = facts(tmp_path, tiny.report("还是草稿", "2024-06-01", status="draft", body=""))
    said = judged(here).problems
    both = missing_of(here, [DRAFT, OTHER], "selected", said)
    assert both == {each: missing(here, each, "selected") for each in (DRAFT, OTHER)}


def test_an_unknown_address_is_a_mistake_of_ours(tmp_path: Path) -> None:
    """Callers know which stories there are."""
    with pytest.raises(KeyError):
        missing(facts(tmp_path, tiny.report("草稿", "2024-06-01", status="draft")), "2024/nothing", "submitted")
