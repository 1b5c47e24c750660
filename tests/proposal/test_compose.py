"""What a summary tells of each kind of change, and that it tells nothing of what is sealed or hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.proposal.compose import Asking
from tests import tiny
from tests.proposal.desk import folders, lines, told

REPORT = f"{tiny.STORY}/report.md"
NEW = "activities/2024/0701-xinhua-liangshuang/report.md"
TEXTS = "改动的文字和事实"
SEALED = "teams/xinhua/roster.sealed"


def report(**keys: str) -> str:
    """The tiny register's first story with other values."""
    text = tiny.FILES[REPORT]
    for old, new in keys.items():
        text = text.replace({"title": "看望独居老人", "hours": "hours: 8", "body": "打扫院子"}[old], new)
    return text


def test_nothing_changes(tmp_path: Path) -> None:
    """Two equal registers: one line says so, and nobody has to sign."""
    summary, comment, _ = told(folders(tmp_path, {}))
    assert "网站的内容不会变。" in summary.lead
    assert summary.sections == ()
    assert not summary.wrong
    assert comment.count("\n") < 8


def test_a_new_story(tmp_path: Path) -> None:
    """Its page by address and title, its figures, and who must sign; lists that follow are only counted."""
    pair = folders(tmp_path, {NEW: tiny.report("夏夜送清凉", "2024-07-01", hours="12")})
    summary, _, _ = told(pair)
    assert lines(summary, "网页")[0] == "新增 《夏夜送清凉》 activities/2024/0701-xinhua-liangshuang.html"
    assert "已刊登的活动（场）：3 → 4" in lines(summary, "数据变化")
    assert "服务时长（小时）：19.5 → 31.5" in lines(summary, "数据变化")
    assert lines(summary, "还要谁签")[0].endswith("：还缺 编辑、审核、签发")


def test_a_story_goes(tmp_path: Path) -> None:
    """Its page is named, and its photographs."""
    files = {REPORT: "", f"{tiny.STORY}/01.jpg": "", f"{tiny.STORY}/02.jpg": ""}
    summary, _, _ = told(folders(tmp_path, files))
    assert any(line.startswith("不再有 《看望独居老人》") for line in lines(summary, "网页"))
    assert f"撤下 {tiny.STORY}/01.jpg" in lines(summary, "照片")


def test_changed_words_and_facts(tmp_path: Path) -> None:
    """Only what differs, in a few words, under the name that the handbook gives the key."""
    pair = folders(tmp_path, {REPORT: report(title="看望独居老人和孩子", hours="hours: 9.5", body="打扫屋子")})
    found = lines(told(pair)[0], "改动的文字和事实")
    assert found[0] == "活动 《看望独居老人和孩子》 2024/0305-leifeng"
    assert {"标题：看望独居老人和孩子", "服务总时长：8 → 9.5", "正文：…陪老人说话，打扫院屋子。"} == set(found[1:])


def test_a_rewritten_text_is_not_repeated(tmp_path: Path) -> None:
    """Some places, then a word that there are more: the preview shows the rest."""
    body = "".join(f"第{number}句话说一件事。另外一句。" for number in range(100))
    first = {REPORT: report(body=body)}
    found = lines(told(folders(tmp_path, {REPORT: report(body=body.replace("一件事", "两件事"))}, first))[0], TEXTS)
    assert len(found) == 32
    assert found[-1] == "正文：还有别的改动，请看预览"


def test_photographs(tmp_path: Path) -> None:
    """New, replaced, described anew; one that reveals where it was taken is never shown small."""
    text = (
        report()
        .replace("alt: 院子里的老人", "alt: 院子里的花")
        .replace("photos: [", f"photos: [{tiny.photo('03.jpg')}, ")
    )
    files: dict[str, str | bytes] = {
        REPORT: text, f"{tiny.STORY}/03.jpg": tiny.revealing((1, 2, 3)), f"{tiny.STORY}/02.jpg": tiny.clean((9, 9, 9))
    }  # fmt: skip
    summary, _, _ = told(folders(tmp_path, files))
    found = lines(summary, "照片")
    assert f"换了 {tiny.STORY}/02.jpg" in found
    assert f"改了说明 {tiny.STORY}/01.jpg" in found
    assert f"新增 {tiny.STORY}/03.jpg（还没有洗净，或者打不开，读者看不到它）" in found
    photos = [line.photo for section in summary.sections for line in section.lines if line.photo]
    assert photos == [f"{tiny.STORY}/02.jpg"]
    assert summary.wrong


def test_people_by_their_consents(tmp_path: Path) -> None:
    """Ids, scope and state; a name stands nowhere that its consent does not carry."""
    gone = tiny.CONSENTS.replace("c-2024-0001: {", "c-2024-0001: {withdrawn: 2025-06-01, ")
    summary, comment, _ = told(folders(tmp_path, {REPORT: report(hours="hours: 9"), "teams/consents.yml": gone}))
    found = lines(summary, "写到和拍到的人")
    assert "c-2024-0001：姓名、肖像、事迹，已经撤回" in found
    assert "同意书 c-2024-0001：改为 姓名、肖像、事迹，已经撤回" in found
    assert "王样荷" not in comment
    assert any("不再有 " in line and "volunteers/wang-he.html" in line for line in lines(summary, "网页"))


def test_an_unknown_consent(tmp_path: Path) -> None:
    """Told as one that nobody has registered."""
    text = report().replace("[c-2024-0001]", "[c-2024-0001, c-2029-0009]")
    found = lines(told(folders(tmp_path, {REPORT: text}))[0], "写到和拍到的人")
    assert "c-2029-0009：没有登记这份同意书（新写到）" in found


def test_sealed_rows_are_counted_only(tmp_path: Path) -> None:
    """Neither row ids nor ciphertext stand in a summary."""
    before = {SEALED: "A1 sealed:v1:QUJD\nA2 sealed:v1:QUJE\n"}
    pair = folders(tmp_path, {SEALED: "A1 sealed:v1:QUJD\nA3 sealed:v1:QUJF\nA4 sealed:v1:QUJG\n"}, before)
    summary, comment, _ = told(pair)
    assert lines(summary, "密封资料") == [f"{SEALED}：增加 2 行，减少 1 行"]
    assert "QUJ" not in comment


def test_new_problems_before_old_ones_of_touched_files(tmp_path: Path) -> None:
    """A mistake made here stands apart from one that was there; those of other files are only counted."""
    old = {REPORT: report().replace("[爱心帮扶]", "[没有这类]")}
    pair = folders(tmp_path, {REPORT: old[REPORT].replace("brand: 助困关爱", "brand: 没有")}, old)
    summary, _, problems = told(pair)
    fresh, before = lines(summary, "新出现的问题"), lines(summary, "这些文件里原有的问题")
    assert any("没有" in line and "品牌" in line for line in fresh)
    assert any("没有这类" in line for line in before)
    assert not any("teams/" in line for line in [*fresh, *before])
    assert problems[0].severity == "error"


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n", "没有信息块", "---\ntitle: !!python/name:os.system\n---\n"])
def test_a_broken_record_hides_nothing_else(tmp_path: Path, text: str) -> None:
    """Of a register with errors everything else is still told."""
    files = {NEW: text, REPORT: report(title="看望邻居")}
    summary, _, _ = told(folders(tmp_path, files))
    assert summary.wrong
    assert any("看望邻居" in line for line in lines(summary, "改动的文字和事实"))
    assert any(NEW in line for line in lines(summary, "新出现的问题"))


def test_a_broken_federation(tmp_path: Path) -> None:
    """Nothing can be said of readers; the problems are."""
    summary, _, _ = told(folders(tmp_path, {"teams/federation.yml": "name: [\n"}))
    assert summary.wrong
    assert not lines(summary, "网页")
    assert lines(summary, "新出现的问题")


def test_waivers_are_told_with_reason_and_name(tmp_path: Path) -> None:
    """A reviewer's exception is for everybody to see."""
    text = tiny.FILES["teams/team.yml"].replace("updated: 2025-06-30", "updated: 2023-06-30")
    files = {"teams/team.yml": f"{text}waive: {{T17: 正在重新登记, by: 乙审核}}\n"}
    found = lines(told(folders(tmp_path, files))[0], "审核同意放行的")
    assert len(found) == 1
    assert found[0].endswith("；理由：正在重新登记；同意的人：乙审核")


def test_programs_are_for_a_maintainer(tmp_path: Path) -> None:
    """Files outside the register are named first, with a warning that they were not used."""
    summary, comment, _ = told(folders(tmp_path, {}), Asking(other=["generator/plugin.py"]))
    assert summary.sections[0].title == "登记册以外的文件"
    assert "请管程序的人逐个看过再合并" in comment


PHONE = "138" + "0013" + "8000"


def test_personal_data_is_not_repeated(tmp_path: Path) -> None:
    """Neither whole nor in the pieces of a comparison."""
    first = {REPORT: report(body=f"打扫院子，电话{PHONE}")}
    pair = folders(tmp_path, {REPORT: report(body=f"打扫院子，电话{PHONE[:-1]}1")}, first)
    _, comment, _ = told(pair)
    assert PHONE[3:9] not in comment
