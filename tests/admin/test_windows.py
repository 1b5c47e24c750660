"""Nobody writes over what another window, another person or an older history holds."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from generator.admin.handing import mend
from generator.admin.saving import Desk
from generator.admin.windows import Windows
from generator.drafts.branches import files_at, read_at
from tests.admin.desk import BRANCH, SLUG, STORY, asked, git, persist, register, with_git, written

pytestmark = with_git
OLD = "activities/2024/0305-leifeng/report.md"
OLD_SLUG = "2024/0305-leifeng/report"
WORK = {"collection": "story", "slug": SLUG}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The form on a register in git."""
    return Desk(register(tmp_path))


def opened(desk: Desk, window: str) -> None:
    """A window reads the draft as an editor does."""
    assert asked(desk, "unpublishedEntryDataFile", window, path="x", **WORK).status == 200


def record(desk: Desk, branch: str = BRANCH) -> str:
    """The story on a branch."""
    found = [path for path in files_at(desk.root, branch, "activities") if path.endswith("report.md")]
    (path,) = set(found) - set(files_at(desk.root, "main", "activities")) or {OLD}
    return (read_at(desk.root, branch, path) or b"").decode()


def test_a_window_that_has_not_seen_the_last_save_is_refused(desk: Desk) -> None:
    """Its words are not saved over those of the other; after reading anew it may."""
    assert persist(desk, written(STORY), window="甲").status == 200
    opened(desk, "乙")
    assert persist(desk, written({**STORY, "title": "乙改的"}), window="乙").status == 200
    refused = persist(desk, written({**STORY, "title": "甲改的"}), window="甲")
    assert refused.status == 409
    assert "请先复制" in refused.body["error"]
    assert "title: 乙改的" in record(desk)
    assert asked(desk, "updateUnpublishedEntryStatus", "甲", newStatus="pending_review", **WORK).status == 409
    opened(desk, "甲")
    assert persist(desk, written({**STORY, "title": "甲改的"}), window="甲").status == 200


def test_who_opened_the_published_story_does_not_overwrite_a_draft_of_it(desk: Desk) -> None:
    """Neither a draft that somebody has begun, nor what the register has learnt meanwhile."""
    old = asked(desk, "getEntry", "甲", path=OLD).body["data"]
    asked(desk, "getEntry", "乙", path=OLD)
    assert persist(desk, old.replace("看望", "探望"), path=OLD, slug=OLD_SLUG, window="乙").status == 200
    assert persist(desk, old.replace("看望", "走访"), path=OLD, slug=OLD_SLUG, window="甲").status == 409
    asked(desk, "deleteUnpublishedEntry", "乙", collection="story", slug=OLD_SLUG)
    (desk.root / OLD).write_text(old.replace("老人", "老年人"), encoding="utf-8")
    git(desk.root, "commit", "-q", "-a", "-m", "更正")
    assert persist(desk, old.replace("看望", "走访"), path=OLD, slug=OLD_SLUG, window="甲").status == 409


def test_a_page_that_was_open_before_the_server_goes_on() -> None:
    """As long as nobody has touched the draft in this run."""
    windows = Windows()
    assert not windows.is_stale("旧", "cms/story/a", "1")
    windows.give("新", "cms/story/a", "2")
    assert windows.is_stale("旧", "cms/story/a", "2")
    assert not windows.is_stale("", "cms/story/a", "3")


def test_a_draft_is_never_deleted_because_history_was_written_anew(desk: Desk) -> None:
    """Its work is nowhere else; the save is refused and says where the draft lies."""
    persist(desk, written(STORY))
    tip = git(desk.root, "rev-parse", BRANCH)
    made = git(desk.root, "commit-tree", "HEAD^{tree}", "-m", "重写").strip()
    git(desk.root, "update-ref", "refs/heads/main", made)
    refused = persist(desk, written({**STORY, "title": "另一篇"}))
    assert refused.status == 422
    assert BRANCH in refused.body["error"]
    assert git(desk.root, "rev-parse", BRANCH) == tip


@pytest.mark.parametrize("status", ["pending_review", "pending_publish", "published"])
def test_the_first_save_is_a_draft(desk: Desk, status: str) -> None:
    """Whatever the page says: only the change of state asks the rules."""
    assert persist(desk, written({**STORY, "status": "submitted"}), status=status).status == 200
    assert "status: draft" in record(desk)
    assert "Jinguo-Status: draft" in git(desk.root, "log", "-1", "--format=%B", BRANCH)


def test_nobody_waives_a_rule_in_the_form(desk: Desk) -> None:
    """Exceptions are the reviewers': a new one is dropped, one in the register stays; nothing is printed."""
    waived = {"A14": "表彰会议确有必要这样写", "by": "审核人"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert persist(desk, written({**STORY, "waive": waived})).status == 200
        assert "waive" not in record(desk)
        text = (desk.root / OLD).read_text(encoding="utf-8")
        with_one = text.replace("\nstatus:", "\nwaive: {A14: 表彰会议确有必要这样写, by: 审核人}\nstatus:")
        (desk.root / OLD).write_text(with_one, encoding="utf-8")
        git(desk.root, "commit", "-q", "-a", "-m", "放行")
        assert persist(desk, text.replace("看望", "探望"), path=OLD, slug=OLD_SLUG).status == 200
    assert "waive: {A14: 表彰会议确有必要这样写, by: 审核人}" in record(desk, f"cms/story/{OLD_SLUG}")


@pytest.mark.parametrize(
    "slug",
    ["wang@example.org/report", "2025/0601-TOUGAO-1/report", "-x", "a b", "x\\y", "c:x", "x.lock", "a\nb"],
)
def test_a_branch_has_a_plain_name(desk: Desk, slug: str) -> None:
    """No address of mail, no twin in capitals, nothing that another system could not hold."""
    assert persist(desk, written(STORY), slug=slug).status == 422
    assert git(desk.root, "for-each-ref", "refs/heads/cms") == ""


@pytest.mark.parametrize("name", ["a\\b", "c:d", "a\nb", "a|b"])
def test_a_record_has_a_plain_path(desk: Desk, name: str) -> None:
    """Every system can check it out."""
    assert persist(desk, written(STORY), path=f"activities/2026/{name}/report.md").status == 422


def test_several_days_are_saved(desk: Desk) -> None:
    """The first of them gives the address."""
    assert persist(desk, written({**STORY, "date": {"from": "2026-03-05", "to": "2026-03-07"}})).status == 200
    assert "date: {from: 2026-03-05, to: 2026-03-07}" in record(desk)


def test_a_source_that_nobody_wrote_is_the_unit_of_the_team(desk: Desk) -> None:
    """A draft needs no more than what makes it findable."""
    kept = ("title", "date", "place", "teams", "brand", "status")
    assert persist(desk, written({key: STORY[key] for key in kept}, "")).status == 200
    assert "credits: {source: " in record(desk)


def test_what_a_machine_can_mend_is_mended_on_the_branch(desk: Desk) -> None:
    """Punctuation of the copy; the state of the work stays; another window is not written over."""
    persist(desk, written({**STORY, "summary": "爱心小队在社区广场磨刀,来了52位居民。"}), window="甲")
    assert mend(desk, ("story", SLUG), "甲") == ["标点和空格"]
    assert "summary: 爱心小队在社区广场磨刀，来了52位居民。" in record(desk)
    assert mend(desk, ("story", SLUG), "甲") == []
