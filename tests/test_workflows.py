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

from tests.tiny import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
READ: dict[str, Any] = {name: yaml.load(text, Loader=yaml.BaseLoader) for name, text in WORKFLOWS.items()}  # noqa: S506
GITLAB = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
LATER = {"publish", "nightly"}
"""After the merge; judged in ``test_workflows_later.py``."""
STRANGERS = ("github.head_ref", "pull_request.title", "pull_request.body", "head.ref", "comment.body", "head_branch")


def steps(name: str) -> list[dict[str, Any]]:
    """Every step of a workflow."""
    return [step for job in READ[name]["jobs"].values() for step in job["steps"]]


def test_there_are_these() -> None:
    """A workflow that nobody has judged fails here."""
    assert set(WORKFLOWS) == {"check", "comment", "signed", "test", *LATER}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_no_secret_and_no_dangerous_trigger(name: str) -> None:
    """No ``secrets``, no ``pull_request_target``, a time limit, and rights that are named."""
    text = WORKFLOWS[name]
    assert "secrets." not in text or name == "publish"
    assert "secrets: inherit" not in text
    assert "pull_request_target" not in READ[name]["on"]
    assert "permissions" in READ[name]
    assert "write-all" not in text
    assert all("timeout-minutes" in job for job in READ[name]["jobs"].values())
    assert "self-hosted" not in text


@pytest.mark.parametrize("name", WORKFLOWS)
def test_only_official_actions(name: str) -> None:
    """By their major version or their commit, none of a third party."""
    used = [step["uses"] for step in steps(name) if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+(?:/restore|/save)?@(?:v\d+|[0-9a-f]{40})", each) for each in used)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_strangers_words_are_never_part_of_a_script(name: str) -> None:
    """Expressions stand in ``env`` and ``with``, not in what a shell or JavaScript reads."""
    for step in steps(name):
        script = step.get("run", "") + step.get("with", {}).get("script", "")
        assert "${{" not in script
        assert not any(word in json.dumps(step) for word in STRANGERS if "script" not in step.get("with", {}))


def test_only_the_comment_may_write() -> None:
    """And it alone, one thing, in its job; it never takes code."""
    assert READ["test"]["permissions"] == {"contents": "read"}
    assert READ["check"]["permissions"] == {"contents": "read", "actions": "read"}
    assert READ["signed"]["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert all("permissions" not in job for name in ("check", "signed", "test") for job in READ[name]["jobs"].values())
    assert READ["comment"]["permissions"] == {}
    (job,) = READ["comment"]["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert READ["comment"]["on"] == {"workflow_run": {"workflows": [READ["check"]["name"]], "types": ["completed"]}}
    assert "checkout" not in WORKFLOWS["comment"]
    assert all("run" not in step for step in steps("comment"))


def test_the_check_takes_the_program_of_the_base() -> None:
    """The pull request is fetched as data; no credentials stay on the disk."""
    for first, fetched in (steps("check")[:2], steps("signed")[1:3]):
        assert first["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
        assert "refs/pull/$NUMBER/head:refs/proposal/head" in fetched["run"]
        assert "checkout" not in fetched["run"]
    for name in ("check", "signed", "test"):
        taken = [step for step in steps(name) if step.get("uses", "").startswith("actions/checkout")]
        assert [step["with"]["persist-credentials"] for step in taken] == ["false"] * len(taken)


def test_only_the_main_branch_remembers() -> None:
    """What a pull request has stored, also an earlier version of it, is never taken for ours."""
    check, photos = (READ["check"]["jobs"][name] for name in ("check", "photos"))
    assert READ["check"]["on"]["pull_request"] == {"branches": ["main"]}
    assert READ["check"]["on"]["push"]["branches"] == ["main"]
    assert (check["if"], photos["if"]) == ("github.event_name == 'pull_request'", "github.event_name == 'push'")
    used = {name: [step.get("uses", "").partition("@")[0] for step in job["steps"]]
            for name, job in (("check", check), ("photos", photos))}  # fmt: skip
    assert "actions/cache" not in used["check"] + used["photos"]
    assert "actions/cache/save" not in used["check"]
    assert "actions/cache/save" in used["photos"]
    taken = check["steps"][used["check"].index("actions/cache/restore")]
    assert taken["if"] == "steps.stored.outputs.none == 'true'"
    assert not any("JINGUO_KEEP_PHOTOS" in step.get("env", {}) for step in check["steps"])


def test_the_preview_is_never_published() -> None:
    """No pages, no deployment, no key."""
    early = [text for name, text in WORKFLOWS.items() if name not in LATER]
    for text in (*early, GITLAB.partition("\n生成网站:")[0]):
        assert not re.search(
            r"deploy-pages|upload-pages|environment:|^pages:|identity|jinguo publish|\.ci/publish", text, re.MULTILINE
        )


def test_the_same_on_the_other_platform() -> None:
    """Merge requests are judged with the script of the target branch; the report and the preview are kept."""
    read = yaml.safe_load(GITLAB)
    job = read["检查投稿"]
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    script = "\n".join(job["script"])
    assert "git show refs/proposal/base:.ci/pull-request" in script
    assert job["script"][-1].startswith("bash ")
    assert "CI_MERGE_REQUEST_PROJECT_URL" in script
    assert "JINGUO_AUTHOR" not in job["variables"]  # the platform tells who started it, not who wrote it
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["reports"] == {"codequality": "dist/pull-request/codequality.json"}
    assert "include" not in read
    assert not re.search(r"\$\{?CI_JOB_TOKEN|SECRET|PASSWORD|://", GITLAB)


def test_no_host_is_named() -> None:
    """Platforms say where they are."""
    for text in WORKFLOWS.values():
        assert "://" not in text


REVIEWS = """
const script = require("fs").readFileSync(process.argv[2], "utf8")
const review = (login, state, commit_id) => ({user: login ? {login} : null, state, commit_id})
const reviews = [review("a", "APPROVED", "now"), review("b", "APPROVED", "now"),
  review("b", "CHANGES_REQUESTED", "now"), review("c", "APPROVED", "old"),
  review("d", "CHANGES_REQUESTED", "old"), review("d", "APPROVED", "now"),
  review("e", "DISMISSED", "now"), review(null, "APPROVED", "now"), review("a", "COMMENTED", "now")]
const github = {paginate: async () => reviews, rest: {pulls: {listReviews: {}}}}
const context = {repo: {}, payload: {pull_request: {number: 1, head: {sha: "now"}}}}
const core = {setOutput: (name, value) => console.log(value)}
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor
new AsyncFunction("github", "context", "core", script)(github, context, core)
"""


def test_who_has_signed_this_version(tmp_path: Path) -> None:
    """The last word of each, on the commit that would be merged; comments change nothing."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    (tmp_path / "stage.js").write_text(REVIEWS)
    (tmp_path / "step.js").write_text(steps("signed")[0]["with"]["script"])
    words = ["node", str(tmp_path / "stage.js"), str(tmp_path / "step.js")]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip() == "a,d"
