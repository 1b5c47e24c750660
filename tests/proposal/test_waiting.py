"""What a summary tells of records that readers will not see yet, and of errors that were there before."""

from __future__ import annotations

from pathlib import Path

from generator.checks.registry import Facts
from generator.drafts.missing import missing
from tests import tiny
from tests.proposal.desk import folders, lines, told

REPORT = f"{tiny.STORY}/report.md"
NEW = "activities/2024/0701-xinhua-liangshuang/report.md"
WAITING = "读者还看不到的"
OLD = "原来就有的错误（不是这次改的）"
STORY = tiny.FILES[REPORT].replace("hours: 8", "hours: 9")


def test_what_waits(tmp_path: Path) -> None:
    """A submitted story changes no page and needs no signature yet; how it begins is told, and what it lacks."""
    pair = folders(tmp_path, {NEW: tiny.report("等候选用", "2024-07-01", status="submitted")})
    summary, _, _ = told(pair)
    found = lines(summary, WAITING)
    assert found[:2] == [f"活动 《等候选用》 {NEW}：已投稿，等候选用", "姐妹们陪老人说话，打扫院子。"]
    assert all(each.startswith("选用以前：") for each in found[2:])
    assert not lines(summary, "网页")
    assert not lines(summary, "还要谁签")


def test_a_waiting_story_is_corrected(tmp_path: Path) -> None:
    """Its words and facts are compared like those of one that readers see; a draft's are its author's."""
    for number, status in enumerate(("submitted", "draft")):
        base = {NEW: tiny.report("等候选用", "2024-07-01", status=status, hours="12")}
        text = base[NEW].replace("hours: 12", "hours: 14").replace("打扫院子", "打扫屋子")
        found = lines(told(folders(tmp_path / str(number), {NEW: text}, base))[0], WAITING)
        changes = {"服务总时长：12 → 14", "正文：…陪老人说话，打扫院屋子。"}
        assert changes & set(found) == (changes if status == "submitted" else set())


def test_what_editors_need_of_a_waiting_story(tmp_path: Path) -> None:
    """Whatever the rules would say if it were chosen, at its place."""
    text = tiny.report("等候选用", "2024-07-01", f"photos: [{tiny.photo()}]\n", status="submitted")
    pair = folders(tmp_path, {NEW: text, f"{NEW.rpartition('/')[0]}/01.jpg": tiny.clean((7, 7, 7))})
    wanted = missing(Facts(pair.head.library, pair.today, pair.head.seen), NEW[11:-10], "selected")
    found = [each for each in lines(told(pair)[0], WAITING) if each.startswith("选用以前：")]
    assert len(found) == len(wanted) > 0
    assert all(problem.message in line for problem, line in zip(wanted, found, strict=True))


def test_names_in_waiting_stories_are_hidden(tmp_path: Path) -> None:
    """A story that nobody sees yet shows reviewers no name without consent either."""
    gone = tiny.CONSENTS.replace("c-2024-0001: {", "c-2024-0001: {withdrawn: 2025-06-01, ")
    text = tiny.report("等候选用", "2024-07-01", status="submitted").replace("打扫院子", "王样荷打扫院子")
    _, comment, _ = told(folders(tmp_path, {NEW: text, "teams/consents.yml": gone}))
    assert "等候选用" in comment
    assert "王样荷" not in comment


def test_old_errors_elsewhere_stop_nobody(tmp_path: Path) -> None:
    """They are told with their places; whoever touches such a file puts it right, and a new one always counts."""
    wrong = {NEW: tiny.report("夏夜送清凉", "2024-07-01").replace("[爱心帮扶]", "[没有这类]")}
    summary, comment, problems = told(folders(tmp_path / "1", {REPORT: STORY}, wrong))
    assert not summary.wrong
    assert any(NEW in line and "没有这类" in line for line in lines(summary, OLD))
    assert "✅ 检查通过" in comment
    assert "不影响合并" in comment
    assert any(each.path == NEW for each in problems)
    summary, _, _ = told(folders(tmp_path / "2", {NEW: wrong[NEW].replace("夏夜", "夏天")}, wrong))
    assert (summary.wrong, lines(summary, OLD)) == (True, [])
    again = {REPORT: STORY.replace("[爱心帮扶]", "[不对]")}
    summary, comment, _ = told(folders(tmp_path / "3", again, wrong))
    assert (summary.wrong, len([each for each in lines(summary, OLD) if each.startswith("❌")])) == (True, 1)
    assert "❌ 还不能合并" in comment


def test_an_old_error_that_hides_the_rest(tmp_path: Path) -> None:
    """Where nobody can tell what readers would see, nothing is called good."""
    summary, _, _ = told(folders(tmp_path, {REPORT: STORY}, {"teams/federation.yml": "name: [\n"}))
    assert summary.wrong
    assert any("teams/federation.yml" in line for line in lines(summary, OLD))
