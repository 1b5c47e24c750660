"""Releases to which nobody may return, and what of the unknown may stay."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.cli.publish_told import tell_dead
from generator.console import Recorded
from generator.mirrors.admission.dead import Judged, judge, lost
from generator.mirrors.parts import Kept
from generator.records.library import load
from tests import tiny
from tests.drafts.repository import repository
from tests.mirrors.publisher import Publisher, publisher

WITHDRAWN = tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, withdrawn: 2026-11-22}", 1)
NOWHERE = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def place(tmp_path: Path) -> Publisher:
    """A register with people in it."""
    return publisher(tmp_path / "r")


def judged(place: Publisher, *commits: str, today: dt.date | None = None) -> Judged:
    """What becomes of releases of these commits, the first of them live; their ids are their places."""
    kept = [Kept(str(at), commit, live=at == 0) for at, commit in enumerate(commits)]
    return judge(place.root, kept, load(place.root)[0], today or place.today)


def test_a_release_stays_while_all_agree(place: Publisher) -> None:
    """Whatever else has changed."""
    before = place.head()
    now = place.commit("content/index.md", "改了。\n")
    assert judged(place, now, before) == Judged({}, frozenset(), frozenset(), "0")


def test_a_withdrawal_kills_what_came_before(place: Publisher) -> None:
    """And nothing that came after it."""
    before = place.head()
    now = place.commit("teams/consents.yml", WITHDRAWN)
    assert judged(place, now, before) == Judged({"1": frozenset({"c-2024-0001"})}, frozenset(), frozenset({"1"}), "0")


def test_a_removed_consent_kills_as_well(place: Publisher) -> None:
    """Somebody has tidied the file."""
    before = place.head()
    now = place.commit("teams/consents.yml", tiny.CONSENTS.partition("\n")[2])
    assert judged(place, now, before).dead == {"1"}


def test_an_expiry_kills_without_any_commit(place: Publisher) -> None:
    """The day alone does it, and not before."""
    words = tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, expires: 2099-12-31}", 1)
    now = place.commit("teams/consents.yml", words)
    assert judged(place, now, now, today=dt.date(2099, 12, 31)).dead == frozenset()
    assert judged(place, now, now, today=dt.date(2100, 1, 1)).dead == {"0", "1"}


def test_what_had_expired_by_then_was_not_shown(place: Publisher) -> None:
    """A consent that was over on the day of the commit kills nothing."""
    words = tiny.CONSENTS.replace("given: 2024-01-02}", "given: 2024-01-02, expires: 2024-02-01}", 1)
    now = place.commit("teams/consents.yml", words)
    assert judged(place, now, now).dead == frozenset()


def test_consents_for_other_channels_do_not_count(place: Publisher) -> None:
    """The web never showed her."""
    words = tiny.CONSENTS.replace("channels: [web, wechat]", "channels: [wechat]", 1)
    before = place.commit("teams/consents.yml", words)
    place.commit("teams/consents.yml", words.partition("\n")[2])
    assert judged(place, place.head(), before).dead == frozenset()


def test_a_file_that_cannot_be_read_any_more_kills(place: Publisher) -> None:
    """Nobody can say who is in it."""
    before = place.commit("teams/consents.yml", "c-2024-0001: {scope: [name], given: gestern}\n")
    now = place.commit("teams/consents.yml", tiny.CONSENTS)
    assert judged(place, now, before).dead == {"1"}


def test_a_register_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Consents are read where they lie."""
    place = Publisher(repository(tmp_path, "登记 册"))
    before = place.head()
    now = place.commit("teams/consents.yml", WITHDRAWN)
    assert judged(place, now, before).dead == {"1"}


def test_unknown_ones_stay_while_nothing_is_lost_since_the_live_one(place: Publisher) -> None:
    """Each run before has removed what was dead on its day; nobody may return to them all the same."""
    place.commit("teams/consents.yml", WITHDRAWN)
    assert judged(place, place.head(), NOWHERE, "") == Judged({}, frozenset({"1", "2"}), frozenset(), "0")


def test_unknown_ones_go_with_a_dead_live_one(place: Publisher) -> None:
    """They may show the same person."""
    before = place.head()
    place.commit("teams/consents.yml", WITHDRAWN)
    found = judged(place, before, NOWHERE)
    assert (sorted(found.dead), sorted(found.unknown), sorted(found.removed)) == (["0"], ["1"], ["0", "1"])


def test_an_unknown_live_one_takes_all_along_if_anybody_has_gone(place: Publisher) -> None:
    """Nobody knows when somebody last looked."""
    assert judged(place, NOWHERE, NOWHERE).removed == frozenset()
    place.commit("teams/consents.yml", WITHDRAWN)
    assert judged(place, NOWHERE, NOWHERE).removed == {"0", "1"}


def test_the_live_one_is_not_told_of_as_an_old_one(place: Publisher) -> None:
    """Whatever is known of it: it is what is going to be replaced."""
    place.commit("teams/consents.yml", WITHDRAWN)
    for others, wanted in (((), 0), ((NOWHERE,), 1)):
        console = Recorded()
        tell_dead(judged(place, "", *others), "0", console)
        assert len(console.warnings) == wanted
        assert all("有 1 个旧版本" in each and "：1。" in each for each in console.warnings)


def test_a_live_one_that_nobody_can_judge_is_told_to_go(place: Publisher) -> None:
    """Built from what was not committed: whoever wants to go back to it later should know before."""
    place.commit("teams/consents.yml", WITHDRAWN)
    console = Recorded()
    tell_dead(judged(place, ""), "1", console)
    assert console.warnings == [
        "线上的 0 换下来以后不留，退不回去：查不到它是哪次提交生成的，又有人的同意失效了，看不出里面有没有她"
    ]


def test_a_shallow_clone_knows_only_its_tip(place: Publisher, tmp_path: Path) -> None:
    """What lies behind the cut is unknown, not dead."""
    before = place.head()
    now = place.commit("content/index.md", "改了。\n")
    place.repo.git("clone", "-q", "--depth", "1", f"file://{place.root}", str(tmp_path / "clone"))
    place.repo.root = tmp_path / "clone"
    assert judged(place, now, before) == Judged({}, frozenset({"1"}), frozenset(), "0")


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    """A register in a plain folder."""
    root = tiny.write(tmp_path, photos=False)
    assert lost(root, NOWHERE, load(root)[0], dt.date(2026, 11, 22)) is None
