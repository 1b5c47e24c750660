"""What is saved in the form becomes a commit on a branch of its own: even, clean, and nowhere else."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.admin.saving import Desk
from generator.checks.run import check
from generator.drafts.branches import files_at, read_at
from generator.photos.metadata import findings
from tests.admin.desk import (
    BODY,
    BRANCH,
    PATH,
    SLUG,
    STORY,
    TODAY,
    asked,
    camera,
    git,
    persist,
    register,
    with_git,
    written,
)

pytestmark = with_git
FOLDER = "activities/2026/0305-xinhua-xueleifeng"
PHOTO = {"alt": "志愿者在广场上磨刀", "people": "none"}
REPORT = """\
---
title: 社区广场磨刀记
date: 2026-03-05
place: {township: 建设路街道, spot: 社区广场}
teams: [xinhua/aixin]
brand: 助困关爱
campaign: xueleifeng
categories: [爱心帮扶]
served: {people: 52, group: 老人}
volunteers: 17
hours: 51
summary: 爱心小队在社区广场为街坊磨刀、配钥匙，一上午来了52位居民。
photos:
  - {file: 01.jpg, alt: 志愿者在广场上磨刀, people: none}
  - {file: 02.jpg, alt: 志愿者在广场上磨刀, people: none}
credits: {source: 新华区妇联}
status: draft
---
爱心小队17名队员在社区广场摆开三张桌子，给街坊磨菜刀、配钥匙。

一上午来了52位居民，队员磨了36把菜刀。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The form on a register in git."""
    return Desk(register(tmp_path))


def story(*names: str, **keys: Any) -> str:
    """The story with photographs of these names."""
    return written({**STORY, "photos": [{**PHOTO, "file": name} for name in names], **keys})


def on(desk: Desk, path: str, branch: str = BRANCH) -> bytes:
    """A file on a branch."""
    data = read_at(desk.root, branch, path)
    assert data is not None
    return data


def checked_out(desk: Desk, target: Path) -> list[str]:
    """The errors that ``jinguo check`` finds on the branch in another folder."""
    subprocess.run(["git", "clone", "-q", "-b", BRANCH, str(desk.root), str(target)], check=True)
    said = check(target, TODAY, processes=1)[1]
    return [str(each) for each in said if each.severity == "error"]


def test_a_story_with_two_photos_is_a_whole_record_on_a_branch(desk: Desk, tmp_path: Path) -> None:
    """Even text, numbered photographs that reveal nothing, no error; the user's folder, index and branch stay."""
    state = git(desk.root, "status", "--porcelain"), git(desk.root, "rev-parse", "HEAD")
    photos = {"p-1.jpg": camera(1), "p-2.heic": camera(2, "HEIF")}
    assert persist(desk, story("p-1.jpg", "p-2.heic"), photos).status == 200
    assert files_at(desk.root, BRANCH, FOLDER) == [f"{FOLDER}/{name}" for name in ("01.jpg", "02.jpg", "report.md")]
    assert on(desk, f"{FOLDER}/report.md").decode() == REPORT
    assert findings(on(desk, f"{FOLDER}/01.jpg")) == findings(on(desk, f"{FOLDER}/02.jpg")) == []
    assert (git(desk.root, "status", "--porcelain"), git(desk.root, "rev-parse", "HEAD")) == state
    assert git(desk.root, "branch", "--show-current") == "main\n"
    assert checked_out(desk, tmp_path / "别处") == []


def test_the_camera_file_is_nowhere_in_git(desk: Desk) -> None:
    """Not even as an object that no branch reaches: what came in is made clean before git hears of it."""
    persist(desk, story("p-1.jpg"), {"p-1.jpg": camera(1)})
    listed = git(desk.root, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)").splitlines()
    for name in (line.split()[0] for line in listed if line.endswith("blob")):
        data = subprocess.run(["git", "cat-file", "blob", name], cwd=desk.root, capture_output=True, check=True).stdout
        assert b"Exif\0" not in data


def test_a_page_that_stays_open_goes_on_with_its_own_names(desk: Desk) -> None:
    """The second save knows the photographs by the names of the page, adds one and drops one."""
    persist(desk, story("p-1.jpg", "p-2.jpg"), {"p-1.jpg": camera(1), "p-2.jpg": camera(2)})
    first = on(desk, f"{FOLDER}/02.jpg")
    again = {"p-1.jpg": camera(1), "p-2.jpg": camera(2), "p-3.jpg": camera(3)}
    assert persist(desk, story("p-2.jpg", "p-3.jpg", title="换了题目"), again).status == 200
    assert on(desk, f"{FOLDER}/02.jpg") == first
    assert files_at(desk.root, BRANCH, FOLDER) == [f"{FOLDER}/{name}" for name in ("02.jpg", "03.jpg", "report.md")]
    assert "title: 换了题目" in on(desk, f"{FOLDER}/report.md").decode()
    assert git(desk.root, "rev-list", "--count", f"main..{BRANCH}") == "2\n"


def test_a_number_that_went_to_another_photo_is_not_mixed_up(desk: Desk) -> None:
    """Taken out, another put in, the first put in again: each name of the page means its own picture."""
    one, two = {"p-1.jpg": camera(1)}, {"p-2.jpg": camera(2)}
    persist(desk, story("p-1.jpg"), one)
    first = on(desk, f"{FOLDER}/01.jpg")
    assert persist(desk, story("p-2.jpg"), {**one, **two}).status == 200
    assert persist(desk, story("p-2.jpg", "p-1.jpg"), {**one, **two}).status == 200
    assert first in [on(desk, path) for path in files_at(desk.root, BRANCH, FOLDER) if path.endswith(".jpg")]
    assert on(desk, f"{FOLDER}/report.md").decode().count("file:") == 2
    asked(desk, "deleteUnpublishedEntry", collection="story", slug=SLUG)
    assert persist(desk, story("p-2.jpg"), two).status == 200  # the page was still open


def test_a_new_story_moves_with_its_day(desk: Desk) -> None:
    """Folder and day agree as long as the register does not have the story; photographs come along."""
    persist(desk, story("p-1.jpg"), {"p-1.jpg": camera(1)})
    assert persist(desk, story("p-1.jpg", date="2026-03-07")).status == 200
    assert files_at(desk.root, BRANCH, "activities/2026") == [
        "activities/2026/0307-xinhua-xueleifeng/01.jpg", "activities/2026/0307-xinhua-xueleifeng/report.md",
    ]  # fmt: skip


def test_two_people_writing_of_one_day_do_not_meet(desk: Desk) -> None:
    """The second gets the next free address, although the first is on a branch only."""
    persist(desk, story())
    other = "2026/0305-tougao-111111/report"
    assert persist(desk, story(), path=f"activities/{other}.md", slug=other).status == 200
    assert files_at(desk.root, f"cms/story/{other}", "activities/2026") == [f"{FOLDER}-2/report.md"]


def test_an_old_story_keeps_its_place_and_its_status(desk: Desk) -> None:
    """A selected story stays selected, at its address, with its photographs."""
    path = "activities/2024/0305-leifeng/report.md"
    raw = asked(desk, "getEntry", path=path).body["data"].replace("看望独居老人", "看望老人")
    slug = "2024/0305-leifeng/report"
    assert persist(desk, raw, path=path, slug=slug).status == 200
    changed = git(desk.root, "diff", "--name-only", "main", f"cms/story/{slug}")
    assert changed == f"{path}\n"
    text = on(desk, path, f"cms/story/{slug}").decode()
    assert "status: selected" in text
    assert "title: 看望老人" in text


def test_the_form_cannot_select(desk: Desk) -> None:
    """Whatever it sends, a new story is a draft."""
    assert persist(desk, story(status="selected")).status == 200
    assert "status: draft" in on(desk, f"{FOLDER}/report.md").decode()


def test_review_is_a_commit_that_says_so(desk: Desk) -> None:
    """The state is in the commit and in the story; back again too; nothing is published from here."""
    persist(desk, story())
    of = {"collection": "story", "slug": SLUG}
    for state, said in (("pending_review", "submitted"), ("pending_publish", "submitted"), ("draft", "draft")):
        assert asked(desk, "updateUnpublishedEntryStatus", newStatus=state, **of).status == 200
        assert asked(desk, "unpublishedEntry", **of).body["status"] == state
        assert f"status: {said}" in on(desk, f"{FOLDER}/report.md").decode()
        assert f"Jinguo-Status: {state}" in git(desk.root, "log", "-1", "--format=%B", BRANCH)
    refused = asked(desk, "publishUnpublishedEntry", **of)
    assert refused.status == 422
    assert "审核" in refused.body["error"]


def test_what_the_rules_forbid_does_not_go_to_the_reviewers(desk: Desk) -> None:
    """The draft may lie there; the errors are named when it is handed in."""
    persist(desk, story(categories=["没有的类别"], teams=["xinhua/meiyou"]))
    refused = asked(desk, "updateUnpublishedEntryStatus", collection="story", slug=SLUG, newStatus="pending_review")
    assert refused.status == 422
    assert "还不能送审" in refused.body["error"]
    assert "xinhua/meiyou" in refused.body["error"]


PHONE = "138" + "0013" + "8000"


@pytest.mark.parametrize(
    ("keys", "body", "place", "rule"),
    [
        ({}, f"第一段。\n\n请打{PHONE}报名。", "正文第 2 段", "P3"),
        ({"summary": f"报名电话{PHONE}"}, BODY, "摘要", "P3"),
        ({"place": {"township": "建设路街道", "spot": PHONE}}, BODY, "地点 · 公共场所名称", "P3"),
        ({}, "加微信号 wxid_hello99 报名。", "正文第 1 段", "P5"),
        ({}, "写信到 someone@example.org 报名。", "正文第 1 段", "P4"),
    ],
)  # fmt: skip
def test_personal_data_is_refused_with_its_place(
    desk: Desk, keys: dict[str, Any], body: str, place: str, rule: str
) -> None:
    """Nothing is committed, and the answer does not repeat it."""
    refused = persist(desk, written({**STORY, **keys}, body))
    assert refused.status == 422
    assert place in refused.body["error"]
    assert rule in refused.body["error"]
    assert PHONE not in refused.body["error"]
    assert git(desk.root, "for-each-ref", "refs/heads/cms") == ""


@pytest.mark.parametrize(
    ("photos", "said"),
    [({}, "没有传上来"), ({"p-1.jpg": b"GIF89a..."}, "GIF"), ({"p-1.jpg": b"\xff\xd8\xff\xe0"}, "打不开")],
)
def test_a_photo_that_cannot_be_clean_is_refused(desk: Desk, photos: dict[str, bytes], said: str) -> None:
    """With the reason; the story is not saved without it."""
    refused = persist(desk, story("p-1.jpg"), photos)
    assert refused.status == 422
    assert said in refused.body["error"]
    assert git(desk.root, "for-each-ref", "refs/heads/cms") == ""


@pytest.mark.parametrize(
    "path",
    ["teams/federation.yml", "activities/../mkdocs.yml", "activities/2026/x/../../../.github/a.md", "mkdocs.yml",
     "activities/2026/0305-x/evil.md", ".git/config", "content/index.md"],
)  # fmt: skip
def test_nothing_else_can_be_written(desk: Desk, path: str) -> None:
    """Only the records of the form."""
    assert persist(desk, story(), path=path, slug="x/y").status == 422
    assert git(desk.root, "for-each-ref", "refs/heads/cms") == ""


def test_without_workflow_nothing_is_written(desk: Desk) -> None:
    """A page that was tampered with cannot commit to the branch of the register."""
    assert persist(desk, story(), useWorkflow=False).status == 422


def test_what_came_into_the_register_is_no_draft_any_more(desk: Desk) -> None:
    """After the merge the list of drafts is empty, and the story can be edited anew."""
    persist(desk, story())
    git(desk.root, "merge", "-q", "--squash", BRANCH)
    git(desk.root, "commit", "-q", "-m", "并入")
    assert asked(desk, "unpublishedEntries").body == []
    assert asked(desk, "unpublishedEntry", collection="story", slug=SLUG).status == 404
    assert persist(desk, story(title="后来改的"), path=f"{FOLDER}/report.md").status == 200
    assert "后来改的" in on(desk, f"{FOLDER}/report.md").decode()


def test_comments_of_a_record_stay(desk: Desk) -> None:
    """What somebody noted above a key stays above it."""
    path = "activities/2024/0305-leifeng/report.md"
    text = (desk.root / path).read_text(encoding="utf-8").replace("brand:", "# 品牌已核对\nbrand:")
    (desk.root / path).write_text(text, encoding="utf-8")
    git(desk.root, "commit", "-q", "-a", "-m", "注")
    slug = "2024/0305-leifeng/report"
    assert persist(desk, text.replace("# 品牌已核对\n", ""), path=path, slug=slug).status == 200
    assert "# 品牌已核对\nbrand:" in on(desk, path, f"cms/story/{slug}").decode()


def test_media_of_a_draft_come_back(desk: Desk) -> None:
    """By the name of the page and by the name on the branch."""
    persist(desk, story("p-1.jpg"), {"p-1.jpg": camera(1)})
    for name in ("p-1.jpg", "01.jpg"):
        path = f"{PATH.rpartition('/')[0]}/{name}"
        found = asked(desk, "unpublishedEntryMediaFile", collection="story", slug=SLUG, path=path, id="x")
        assert base64.b64decode(found.body["content"]) == on(desk, f"{FOLDER}/01.jpg")
