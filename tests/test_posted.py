"""What ``comment.yml`` posts as the platform's own account: our lines, of our workflow, and nothing of a stranger's."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.proposal.compose import Asking, composed
from generator.proposal.markdown import as_markdown
from tests import tiny
from tests.proposal.desk import folders
from tests.proposal.test_markdown import HOSTILE, summary
from tests.test_workflows import steps

STAGE = """
const [file, script] = [process.argv[2], require("fs").readFileSync(process.argv[3], "utf8")]
const told = JSON.parse(process.argv[4])
process.env.PLACE = file
const run = {id: 1, head_sha: "abc", head_branch: "b", head_repository: {owner: {login: "o"}},
  path: told.path || ".github/workflows/check.yml"}
const said = [], asked = []
const listed = told.again ? [{id: 7, user: {type: "Bot", login: "github-actions[bot]"},
  body: "<!-- jinguo summary -->"}, {id: 8, user: {type: "User", login: "x"}, body: "<!-- jinguo summary -->"}] : []
const pulls = [{number: 4, head: {sha: "older"}}, {number: 5, head: {sha: "abc", repo: {full_name: "o/r"}},
  base: {sha: "tip"}}]
const blobs = {abc: "same", tip: "same", fork: "old", ...told.blobs}
const getContent = async ({path, ref}) => {
  if (path !== ".github/workflows/check.yml" || !blobs[ref]) throw new Error("404")
  return {data: {type: "file", sha: blobs[ref]}}
}
const compareCommitsWithBasehead = async ({basehead}) => {
  if (basehead !== "tip...abc") throw new Error("404")
  return {data: {merge_base_commit: {sha: "fork"}}}
}
const github = {paginate: async () => listed, rest: {repos: {getContent, compareCommitsWithBasehead},
  pulls: {list: async each => { asked.push(each); return {data: pulls} }}, issues: {
  listComments: {}, updateComment: async each => said.push(each), createComment: async each => said.push(each)}}}
const context = {repo: {owner: "a", repo: "b"}, serverUrl: "https://forge.invalid",
  payload: {workflow_run: run, repository: {default_branch: "main"}}}
const core = {info: () => {}}
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor
new AsyncFunction("github", "context", "core", "require", script)(github, context, core, require)
  .then(() => {
    if (!asked.every(each => each.base === "main" && each.head === "o:b")) throw new Error("asked too widely")
    console.log(JSON.stringify(said))
  })
"""


def posted(tmp_path: Path, text: str | bytes | None, **told: object) -> list[dict[str, Any]]:
    """What the last step of ``comment.yml`` says to a platform that is not there."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    for name, content in (
        ("stage.js", STAGE),
        ("step.js", steps("comment")[-1]["with"]["script"]),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    if text is not None:
        (tmp_path / "summary.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    words = ["node", *(str(tmp_path / name) for name in ("stage.js", "summary.md", "step.js")), json.dumps(told)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


def test_our_summary_is_posted_once(tmp_path: Path) -> None:
    """Whatever strangers' words are in it; to whom the platform names, and the next time in the place of the first."""
    for number, hostile in enumerate([*HOSTILE, "、".join(HOSTILE), "", "a" * 30_000]):
        text = as_markdown(summary(hostile, "a/01.jpg"), pictures_at="https://forge.invalid/o/r/raw/abc/")
        (first,) = posted(tmp_path, text, again=number == 0)
        assert first["body"] == f"<!-- jinguo summary -->\n{text}"
        assert first.get("comment_id") == (7 if number == 0 else None)
        assert first.get("issue_number") == (None if number == 0 else 5)


EVERY_KIND = r"""## 合并请求摘要

⚠️ 提醒。
jinguo fix 可以自动改 3 处。补丁在附件 a.patch 里，在这份投稿的分支上用 git apply a.patch 就改好。
3 个：“好”
《章程》

### 新出现的问题

- ❌ G2 `a/b.md:3`：还没有签（要 3 个人）；50%
  - 怎么改：&#96;x&#96; → &#60;b&#62; &#42;&#95;&#92;&#124;
- <del>旧</del><ins>新 &#60;</ins>
- <del></del> → <ins></ins>
- `https://x.invalid @all <b> &#64; \`
"""


def test_every_kind_of_line_is_posted(tmp_path: Path) -> None:
    """Sentences may begin with a name or a number; points have inner points, codes, changes and entities."""
    text = EVERY_KIND
    assert [each["body"] for each in posted(tmp_path, text)] == [f"<!-- jinguo summary -->\n{text}"]


def test_the_summary_of_a_real_change_is_posted(tmp_path: Path) -> None:
    """Every kind of section, with problems and without."""
    story = tiny.report("送清凉", "2024-07-01", f"summary: 走访 12 户\nphotos: [{tiny.photo()}]\n", "送去绿豆汤。\n")
    changes: list[dict[str, str | bytes]] = [
        {f"{tiny.STORY}x/report.md": story, f"{tiny.STORY}x/01.jpg": tiny.clean((7, 7, 7))},
        {"content/privacy.md": "---\ntitle: [\n---\n"},
        {"teams/consents.yml": ""},
        {"content/privacy.md": "# 隐私\n\n新的。\n", "teams/xinhua/aixin/team.yml": ""},
    ]  # fmt: skip
    for number, files in enumerate(changes):
        told, _ = composed(folders(tmp_path / str(number), files), Asking("x", [], ["Makefile", "a`b|c"]))
        text = as_markdown(told, pictures_at="https://forge.invalid/o/r/raw/abc/")
        assert [each["body"] for each in posted(tmp_path, text)] == [f"<!-- jinguo summary -->\n{text}"]


RAW = "https://forge.invalid/o/r/raw/abc/"
FORGERIES = [
    "@everyone", "fixes #1", "[x](y)", "https://example.invalid", "<script>", "<!-- x -->", "\\`@all\\`", "```@all`",
    "a ` b\n` @all `", "www.example.invalid", "GH-1", "x" * 65_000, "- WWW.a",
    '- x<br><img src="https://evil.invalid/x" width="240" alt="">', f'<br><img src="{RAW}x" width="240" alt="">',
    f'- x<br><img src="{RAW}../../x" width="240" alt="">', f'- x<br><img src="{RAW}x?y" width="240" alt="">',
    f'- x<br><img src="{RAW}x" width="240" alt=""> @all', f'- x<br><img src="{RAW}%2e%2e/@all" width="240" alt="">',
    '`\r\r<a href="https://evil.invalid">登录</a> @victim ![x](https://evil.invalid/p.png)\r\r`',
    '- `\r\r<a href="https://evil.invalid">登录</a>\r\r`', "- `a\x0bb`", "- `a\x85b`", "- `a\u2028b`", "- a\tb",
    "- \u202eb",
    '<ins>\n`<a href="https://evil.invalid">登录</a> <img src="x"> @org/team #1`\n</ins>', "<ins>", "- <ins>",
    "- <ins>\n  - `<img src=x>`\n- </ins>", "- <ins>`<img src=x>`</ins>", "- <ins><del>x</del></ins>", "- <INS>x</INS>",
    "- <ins >x</ins>", "- 请 &#64;org/team 看 https&#58;//evil.invalid &#35;12", "- &commat;org", "- &#x40;org",
    "- &#064;o",
    "- &amp;lt;b", "- &", "- a &lt;b&gt;", "- http&colon;//evil.invalid", "登记册 | 表\n--- | ---", "---", "===",
    "    code",
    "-     code", "> x", "~~~", "- $x$", "- **x**", "- _x_", "- a\n\n  @all", "#### 标题",
    "- `a``b`",
    " - x", "   - x", "-x", "## @all", "### <b>",
]  # fmt: skip


def test_a_forged_summary_is_not_posted(tmp_path: Path) -> None:
    """Nothing but the lines that our program writes: no sign of Markdown, HTML or a platform comes through."""
    for text in FORGERIES:
        (said,) = posted(tmp_path, f"## 合并请求摘要\n\n{text}\n")
        assert "不是本站的程序写的" in said["body"], text
        assert text not in said["body"]
    for start in ("", "\ufeff", "\n", "# 合并请求摘要\n", "## 别的\n"):
        assert "不是本站的程序写的" in posted(tmp_path, f"{start}\n✅ 检查通过：没有发现问题。\n")[0]["body"]


FINE = "## 合并请求摘要\n\n✅ 检查通过：没有发现问题。\n"


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        ({}, True),
        ({"blobs": {"abc": "evil"}}, False),
        ({"blobs": {"abc": None}}, False),
        ({"blobs": {"abc": None, "tip": None, "fork": None}}, False),
        ({"blobs": {"abc": "old"}}, True),  # the target has moved on since
        ({"path": ".github/workflows/evil.yml"}, False),
        ({"path": ".github/workflows/check.yml@evil.yml"}, False),
    ],
)
def test_a_changed_workflow_has_no_summary(tmp_path: Path, told: dict[str, Any], *, believed: bool) -> None:
    """What passes for ours in every letter may still not be true: then one sentence of ours, and nothing of theirs."""
    (said,) = posted(tmp_path, FINE, **told)
    assert ("检查通过" in said["body"]) is believed
    assert ("这次提交改了流程，没有摘要，请管理员看过再合并" in said["body"]) is not believed
    assert len(posted(tmp_path, FINE, again=True, **told)) == 1


def test_a_summary_that_is_too_large_or_no_file(tmp_path: Path) -> None:
    """Nothing of it is posted; where there is none, nothing at all."""
    assert posted(tmp_path, None) == []
    (said,) = posted(tmp_path, "字" * 100_000)
    assert "字字" not in said["body"]
    (tmp_path / "summary.md").unlink()
    (tmp_path / "secret").write_text(FINE)
    (tmp_path / "summary.md").symlink_to(tmp_path / "secret")
    assert "检查通过" not in posted(tmp_path, None)[0]["body"]
