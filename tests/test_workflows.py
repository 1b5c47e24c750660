"""Workflows hold to what keeps a stranger's pull request harmless, whoever edits them later."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.proposal.markdown import as_markdown
from tests.proposal.test_markdown import HOSTILE, summary
from tests.tiny import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
READ: dict[str, Any] = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in WORKFLOWS.items()}  # noqa: S506
GITLAB = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
STRANGERS = ("github.head_ref", "pull_request.title", "pull_request.body", "head.ref", "comment.body", "head_branch")


def steps(name: str) -> list[dict[str, Any]]:
    """Every step of a workflow."""
    return [step for job in READ[name]["jobs"].values() for step in job["steps"]]


def test_there_are_these() -> None:
    """A workflow that nobody has judged fails here."""
    assert set(WORKFLOWS) == {"check", "comment", "test"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_secret_and_no_dangerous_trigger(name: str) -> None:
    """No ``secrets``, no ``pull_request_target``, a time limit, and rights that are named."""
    text = WORKFLOWS[name]
    assert "secrets." not in text
    assert "secrets: inherit" not in text
    assert "pull_request_target" not in READ[name]["on"]
    assert "permissions" in READ[name]
    assert "write-all" not in text
    assert all("timeout-minutes" in job for job in READ[name]["jobs"].values())
    assert "self-hosted" not in text


@pytest.mark.parametrize("name", WORKFLOWS)
def test_only_official_actions(name: str) -> None:
    """By their major version, none of a third party."""
    used = [step["uses"] for step in steps(name) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", each) for each in used)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_strangers_words_are_never_part_of_a_script(name: str) -> None:
    """Expressions stand in ``env`` and ``with``, not in what a shell or JavaScript reads."""
    for step in steps(name):
        script = step.get("run", "") + step.get("with", {}).get("script", "")
        assert "${{" not in script
        assert not any(word in json.dumps(step) for word in STRANGERS if "script" not in step.get("with", {}))


def test_only_the_comment_may_write() -> None:
    """And it alone, one thing, in its job; it never takes code."""
    assert READ["check"]["permissions"] == READ["test"]["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for name in ("check", "test") for job in READ[name]["jobs"].values())
    assert READ["comment"]["permissions"] == {}
    (job,) = READ["comment"]["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert READ["comment"]["on"] == {"workflow_run": {"workflows": [READ["check"]["name"]], "types": ["completed"]}}
    assert "checkout" not in WORKFLOWS["comment"]
    assert all("run" not in step for step in steps("comment"))


def test_the_check_takes_the_program_of_the_base() -> None:
    """The pull request is fetched as data; no credentials stay on the disk."""
    first, fetched = steps("check")[:2]
    assert first["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert "refs/pull/$NUMBER/head:refs/proposal/head" in fetched["run"]
    assert "checkout" not in fetched["run"]
    for name in ("check", "test"):
        taken = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout")]
        assert [step["with"]["persist-credentials"] for step in taken] == ["false"]


def test_the_preview_is_never_published() -> None:
    """No pages, no deployment, no key."""
    for text in (*WORKFLOWS.values(), GITLAB):
        assert not re.search(
            r"deploy-pages|upload-pages|environment:|^pages:|identity|jinguo publish", text, re.MULTILINE
        )


def test_the_same_on_the_other_platform() -> None:
    """Merge requests are judged with the script of the target branch; the report and the preview are kept."""
    read = yaml.safe_load(GITLAB)
    job = read["检查投稿"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert "git show refs/proposal/base:.ci/pull-request" in job["script"][1]
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["reports"] == {"codequality": "dist/pull-request/codequality.json"}
    assert "include" not in read
    assert not re.search(r"TOKEN|SECRET|PASSWORD|://", GITLAB)


def test_no_host_is_named() -> None:
    """Platforms say where they are."""
    for text in WORKFLOWS.values():
        assert "://" not in text


STAGE = """
const [file, script] = [process.argv[2], require("fs").readFileSync(process.argv[3], "utf8")]
process.env.PLACE = file
const run = {id: 1, head_sha: "abc", head_branch: "b", head_repository: {owner: {login: "o"}}}
const said = []
const listed = process.argv[4] === "again" ? [{id: 7, user: {type: "Bot", login: "github-actions[bot]"},
  body: "<!-- jinguo summary -->"}, {id: 8, user: {type: "User", login: "x"}, body: "<!-- jinguo summary -->"}] : []
const pulls = [{number: 4, head: {sha: "older"}}, {number: 5, head: {sha: "abc", repo: {full_name: "o/r"}}}]
const github = {paginate: async () => listed, rest: {pulls: {list: async () => ({data: pulls})}, issues: {
  listComments: {}, updateComment: async each => said.push(each), createComment: async each => said.push(each)}}}
const context = {repo: {owner: "a", repo: "b"}, payload: {workflow_run: run}, serverUrl: "https://forge.invalid"}
const core = {info: () => {}}
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor
new AsyncFunction("github", "context", "core", "require", script)(github, context, core, require)
  .then(() => console.log(JSON.stringify(said)))
"""


def posted(tmp_path: Path, text: str, *more: str) -> list[dict[str, Any]]:
    """What the last step of ``comment.yml`` says to a platform that is not there."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    for name, content in (
        ("stage.js", STAGE),
        ("step.js", steps("comment")[-1]["with"]["script"]),
        ("summary.md", text),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    words = ["node", str(tmp_path / "stage.js"), str(tmp_path / "summary.md"), str(tmp_path / "step.js"), *more]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


def test_our_summary_is_posted_once(tmp_path: Path) -> None:
    """Whatever strangers' words are in it; to whom the platform names, and the next time in the place of the first."""
    text = as_markdown(summary("、".join(HOSTILE), "a/01.jpg"), pictures_at="https://forge.invalid/o/r/raw/abc/")
    (first,) = posted(tmp_path, text)
    assert first["issue_number"] == 5
    assert first["body"] == f"<!-- jinguo summary -->\n{text}"
    (second,) = posted(tmp_path, text, "again")
    assert second["comment_id"] == 7


@pytest.mark.parametrize(
    "text",
    ["@everyone", "fixes #1", "[x](y)", "https://example.invalid", "<script>", "<!-- x -->", "\\`@all\\`", "```@all`",
     "a ` b\n` @all `", "www.example.invalid", '<br><img src="https://evil.invalid/x" width="240" alt="">',
     '<br><img src="https://forge.invalid/o/r/raw/abc/../../x" width="240" alt="">', "GH-1", "x" * 65_000],
)  # fmt: skip
def test_a_forged_summary_is_not_posted(tmp_path: Path, text: str) -> None:
    """A pull request may have changed the workflow that wrote it."""
    (said,) = posted(tmp_path, f"## 合并请求摘要\n\n{text}\n")
    assert "不是本站的程序写的" in said["body"]
    assert text not in said["body"]


def test_a_summary_that_is_too_large_or_no_file(tmp_path: Path) -> None:
    """Nothing is posted."""
    assert posted(tmp_path, "字" * 100_000) == []
