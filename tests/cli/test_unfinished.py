"""``jinguo check`` on a draft: what it still lacks, for people and for programs, without failing because of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import check as command
from generator.cli.main import jinguo
from tests import tiny

DRAFT = "activities/2024/0601-caogao"
WAITS = "activities/2024/0602-tougao"


@pytest.fixture(autouse=True)
def the_day_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules about age compare with a day that does not move."""
    monkeypatch.setattr(command, "today", lambda: dt.date(2024, 6, 3))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny register with a draft that has no text yet."""
    draft = tiny.report("还是草稿", "2024-06-01", status="draft", body="").replace("review: 乙审核", "proof: 丙")
    return tiny.write(tmp_path / "登记 册", {f"{DRAFT}/report.md": draft})


def run(root: Path, *words: str) -> Result:
    """Check a register."""
    return CliRunner().invoke(jinguo, ["check", "--root", str(root), *words])


def test_both_lists_with_places_and_hints(root: Path) -> None:
    """Behind the problems; the second list does not repeat the first; the exit status is that of the problems."""
    done = run(root, DRAFT)
    lines = done.stdout.splitlines()
    begin = lines.index(f"草稿 {DRAFT}/report.md")
    first, second = lines.index("要投稿（submitted）还缺："), lines.index("要刊登（selected）还缺：")
    assert begin < first < second
    submitted, selected = lines[first + 1 : second], lines[second + 1 :]
    assert any("正文是空的" in line and "——" in line for line in submitted)
    assert any("审核" in line for line in selected)
    assert not set(submitted) & set(selected)
    assert all(line.startswith(f"  {DRAFT}/report.md:") for line in [*submitted, *selected])
    assert done.exit_code == int(" error " in "".join(lines[:begin]))


def test_one_that_waits_lacks_only_what_the_reviewer_wants(root: Path) -> None:
    """There is no way back to being handed in."""
    output = run(root, WAITS).stdout
    assert f"投稿 {WAITS}/report.md" in output
    assert "要投稿" not in output
    assert "要刊登（selected）" in output


FORM = """# 还要填：served: {people: 服务了多少人, group: 服务对象}
# 还要填：volunteers: 参加的志愿者人数
"""


def test_what_the_form_has_left_open(root: Path) -> None:
    """A line for each key that a report should have, and for each remark, where it stands; a story may do without."""
    file = root / DRAFT / "report.md"
    keys = ("served:", "volunteers:", "hours:", "summary:")
    rows = [line for line in file.read_text(encoding="utf-8").split("\n") if not line.startswith(keys)]
    text = "\n".join(rows).replace("status: draft", f"{FORM}status: draft # 请核对（可能）")
    file.write_text(text, encoding="utf-8")
    lines = run(root, DRAFT).stdout.splitlines()
    row = text.split("\n").index("# 还要填：volunteers: 参加的志愿者人数") + 1
    told = [line for line in lines if " F4: " in line]
    assert f"  {DRAFT}/report.md:{row}:1: warning F4: 还没有写 volunteers：参加的志愿者人数" in "\n".join(told)
    assert f"  {DRAFT}/report.md:{row + 1}:1: warning F4: 这里还写着“请核对”" in "\n".join(told)
    for key in ("served", "volunteers", "hours", "summary", "photos"):
        assert sum(f"还没有写 {key}：" in line for line in told) == 1
    assert lines.index(told[0]) > lines.index("要投稿（submitted）还缺：")
    assert lines.index(told[-1]) < lines.index("要刊登（selected）还缺：")


def test_a_filled_form_is_not_asked_about(root: Path) -> None:
    """Nor a notice, which announces what nobody has counted yet; a remark that stayed behind is."""
    file = root / DRAFT / "report.md"
    filled = "summary: 摘要\nserved: {people: 3, group: 群众}\nvolunteers: 3\n# 还要填：hours: 时长\nhours: 2\n"
    text = file.read_text(encoding="utf-8")
    bare = "\n".join(line for line in text.split("\n") if not line.startswith(("summary", "served", "volunt", "hours")))
    file.write_text(bare.replace("status: draft", f"{filled}status: draft"), encoding="utf-8")
    told = [line for line in run(root, DRAFT).stdout.splitlines() if " F4: " in line and "photos" not in line]
    assert [line.partition("F4: ")[2] for line in told] == ["这里还写着“还要填” —— 填好了，请删掉这一句说明"]
    file.write_text(bare.replace("status: draft", "kind: notice\nstatus: draft"), encoding="utf-8")
    assert " F4: " not in run(root, DRAFT).stdout


def test_nothing_is_said_twice(root: Path) -> None:
    """What is an error of a status ahead is no reminder above; many photographs that lack the same take one line."""
    photos = "".join(f"  - {{file: {number:02}.jpg, alt: 待填写：照片里看得到什么}}\n" for number in range(1, 13))
    file = root / DRAFT / "report.md"
    text = file.read_text(encoding="utf-8").replace("status: draft", f"photos:\n{photos}status: draft")
    file.write_text(text, encoding="utf-8")
    lines = run(root, DRAFT).stdout.splitlines()
    assert sum(" I4: " in line for line in lines) == 1
    assert any(" error I4: 12 张照片（第 " in line and "没有写 people" in line for line in lines)
    assert sum("alt 还没有填写" in line for line in lines) == 1
    assert "还没写好就先把 status" not in "\n".join(lines)
    assert sum(each["rule"] == "I4" for each in json.loads(run(root, "--format", "json", DRAFT).stdout)) >= 12


@pytest.mark.parametrize("broken", ["name: [", "levels: 没有\n"])
def test_without_the_federation_nothing_is_called_right(root: Path, broken: str) -> None:
    """Most rules rest on its facts, so a story alone is not judged fine while they cannot be read."""
    file = root / "teams/federation.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("levels:", "levels_:", 1) if "levels" in broken else broken, encoding="utf-8")
    done = run(root, WAITS)
    assert done.exit_code == 1
    assert "没有发现问题" not in done.stdout
    assert "很多规则没有查" in done.stderr


def test_a_folder_of_many(root: Path) -> None:
    """All of them, published ones not; more than ten are only counted."""
    output = run(root, "activities").stdout
    assert output.index(f"草稿 {DRAFT}") < output.index(f"投稿 {WAITS}")
    assert "0305-leifeng/report.md\n" not in output
    for number in range(12):
        tiny.write(root, {f"{DRAFT}-{number}/report.md": tiny.report(f"草稿{number}", "2024-06-01", status="draft")})
    output = run(root, "activities").stdout
    assert output.count("\n草稿 ") + output.count("\n投稿 ") == 10
    assert output.rstrip().endswith("还有 4 篇没有列出，请写到某一篇的文件夹。")


def test_without_a_path_one_line_says_where_to_look(root: Path) -> None:
    """Beside the report, not in it; nothing where nothing waits."""
    done = run(root)
    assert done.stderr == f"另有 1 篇草稿、1 篇投稿，看还缺什么：jinguo check {DRAFT}\n"
    assert "还缺：" not in done.stdout
    for path in (DRAFT, WAITS):
        file = root / path / "report.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("draft", "selected").replace("submitted", "selected"), encoding="utf-8")
    assert run(root).stderr == ""


def test_for_machines(root: Path) -> None:
    """JSON: the same list with notices; GitHub: notices on the line; without a path neither has any."""
    listed = json.loads(run(root, "--format", "json", DRAFT).stdout)
    notices = [each for each in listed if each["severity"] == "notice"]
    assert {each["until"] for each in notices} == {"submitted", "selected"}
    assert {"path", "line", "column", "rule", "message", "hint", "severity", "until"} == set(notices[0])
    lines = run(root, "--format", "github", DRAFT).stdout.splitlines()
    assert sum(line.startswith(f"::notice file={DRAFT}/report.md,line=") for line in lines) == len(notices)
    assert all(each["severity"] != "notice" for each in json.loads(run(root, "--format", "json").stdout))
    assert "::notice" not in run(root, "--format", "github").stdout
    assert "要投稿（submitted）还缺：\n- activities" in run(root, "--format", "markdown", DRAFT).stdout


def test_a_status_that_cannot_be_read_is_no_draft(root: Path) -> None:
    """The slip is told; what it might lack is not guessed."""
    file = root / DRAFT / "report.md"
    file.write_text(file.read_text(encoding="utf-8").replace("status: draft", "status: drafft"), encoding="utf-8")
    output = run(root, DRAFT).stdout
    assert "drafft" in output
    assert "还缺" not in output


def test_no_number_in_the_name_of_a_folder_is_printed(root: Path) -> None:
    """Here as little as in the problems."""
    (root / DRAFT).rename(root / "activities/2024/0601-13000000000")
    output = run(root, "activities/2024/0601-13000000000").output
    assert "草稿 activities/2024/0601-130***" in output
    assert "13000000000" not in output


def test_many_remarks_take_one_line(root: Path) -> None:
    """A letter leaves a dozen of them; where each stands is said all the same."""
    file = root / DRAFT / "report.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("status: draft", "# 请核对 1：甲\n# 请核对 2：乙\n# 请核对（可能）\nstatus: draft"), "utf-8"
    )
    row = text.split("\n").index("status: draft") + 1
    told = [line for line in run(root, DRAFT).stdout.splitlines() if "请核对" in line]
    (line,) = told
    place = f"  {DRAFT}/report.md:{row}:1: warning F4: "
    assert line.startswith(f"{place}有 3 处还写着“请核对”（第 {row}、{row + 1}、{row + 2} 行）")
