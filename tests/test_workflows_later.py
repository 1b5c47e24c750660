"""After the merge: secrets meet one job alone, which no stranger starts; the nightly look writes one issue."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_workflows import GITLAB, READ, WORKFLOWS
from tests.tiny import ROOT

PUBLISH: dict[str, Any] = READ["publish"]
NIGHTLY: dict[str, Any] = READ["nightly"]
SECRETS = {"JINGUO_SSH_KEY", "JINGUO_SIGN_KEY", "JINGUO_FTP_PASSWORD", "JINGUO_OSS_ID", "JINGUO_OSS_SECRET"}


def test_only_one_step_meets_the_secrets() -> None:
    """Of one job, behind the environment that reviewers guard; installing the program comes before, without them."""
    job = PUBLISH["jobs"]["publish"]
    assert job["environment"] == "production"
    holders = [step for step in job["steps"] if "secrets." in str(step)]
    (holder,) = holders
    used = set(re.findall(r"secrets\.(\w+)", str(holder)))
    assert used == SECRETS
    assert holder["run"].rstrip().endswith('.ci/publish --send "$ID"')
    assert job["steps"][job["steps"].index(holder) + 1]["run"].startswith("rm -f ~/.ssh/jinguo")
    assert "secrets" not in str(PUBLISH["jobs"]["nothing"])
    assert "secrets" not in str({key: value for key, value in PUBLISH.items() if key != "jobs"})
    assert not any("secrets." in text for name, text in WORKFLOWS.items() if name != "publish")
    names = [step.get("name", "") for step in job["steps"]]
    assert names.index("装软件，这一步没有钥匙") < job["steps"].index(holder)


def test_what_builds_has_no_secret_and_what_has_them_builds_nothing() -> None:
    """The site comes from another machine, by its id; nothing but what fetches code, Python and the site runs there."""
    build, publish = PUBLISH["jobs"]["build"], PUBLISH["jobs"]["publish"]
    assert "environment" not in build
    assert "secrets." not in str(build)
    assert [step["run"].splitlines()[0] for step in build["steps"] if step.get("id") == "build"] == [
        ".ci/publish --build"
    ]
    assert publish["needs"] == "build"
    assert "needs.build.outputs.id" in publish["if"]
    used = {step["uses"].partition("@")[0] for step in publish["steps"] if "uses" in step}
    assert used == {"actions/checkout", "actions/setup-python", "actions/download-artifact"}
    ours = [step for step in publish["steps"] if "run" in step]
    assert not [step for step in ours if re.search(r"--build|generator build|jinguo build", step["run"])]
    assert "environment" not in PUBLISH["jobs"]["remember"]
    (installs,) = [step["run"] for step in ours if "pip" in step["run"]]
    assert "grep -xE" in installs
    assert '-c "$RUNNER_TEMP/versions"' in installs
    read = yaml.safe_load(GITLAB)
    assert "environment" not in read["生成网站"]
    assert read["生成网站"]["script"][0] == ".ci/publish --build"
    assert read["发布"]["needs"] == ["生成网站"]


def test_no_stranger_starts_it() -> None:
    """Only a push to the main branch, or somebody with rights, on the main branch."""
    assert set(PUBLISH["on"]) == {"push", "workflow_dispatch"}
    assert PUBLISH["on"]["push"]["branches"] == ["main"]
    assert "default_branch" in PUBLISH["jobs"]["build"]["if"]
    assert set(NIGHTLY["on"]) == {"schedule", "workflow_dispatch"}


def test_one_at_a_time_and_never_cut_off() -> None:
    """A run that is publishing is let finish; all of history is there, for consents of earlier releases."""
    assert PUBLISH["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}
    for read, job in ((PUBLISH, "build"), (PUBLISH, "publish"), (NIGHTLY, "patrol")):
        (taken,) = [step for step in read["jobs"][job]["steps"] if step.get("uses", "").startswith("actions/checkout")]
        assert taken["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_rights_are_the_least() -> None:
    """Publishing reads; of the nightly jobs one reads, one writes issues and takes no code, the others have nothing."""
    assert PUBLISH["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in PUBLISH["jobs"].values())
    assert NIGHTLY["permissions"] == {}
    given = {name: job.get("permissions", {}) for name, job in NIGHTLY["jobs"].items()}
    assert given == {
        "nothing": {}, "patrol": {"actions": "read", "contents": "read"}, "issue": {"issues": "write"}, "outcome": {},
    }  # fmt: skip
    assert all("run" not in step and "checkout" not in str(step) for step in NIGHTLY["jobs"]["issue"]["steps"])


def test_keys_are_for_one_reader_and_do_not_stay(tmp_path: Path) -> None:
    """The step, run with a pretended script: files of mode 600 while it runs, none when it has failed."""
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    (step,) = [step for step in PUBLISH["jobs"]["publish"]["steps"] if "secrets." in str(step)]
    script = tmp_path / ".ci" / "publish"
    script.parent.mkdir()
    script.write_text(
        "#!/bin/sh\nstat -c '%a %n' ~/.ssh/* | sed 's,/.*/,,' > seen\ncat ~/.ssh/jinguo > key\n"
        'echo "${SSH_KEY-none} ${SIGN_KEY-none}" >> seen\nexit 1\n'
    )
    script.chmod(0o755)
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "RUNNER_TEMP": str(tmp_path), "SSH_KEY": "a\nb",
                   "SIGN_KEY": "", "KNOWN_HOSTS": "h"}  # fmt: skip
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert (tmp_path / "seen").read_text().splitlines() == ["600 jinguo", "600 jinguo_known_hosts", "none none"]
    assert (tmp_path / "key").read_text() == "a\nb\n"
    assert [path.name for path in (tmp_path / ".ssh").iterdir()] == ["jinguo_known_hosts"]
    assert done.stdout == b""
    (last,) = [step for step in PUBLISH["jobs"]["publish"]["steps"] if step.get("name") == "钥匙不留下"]
    assert (last["if"], last["run"]) == ("always()", "rm -f ~/.ssh/jinguo ~/.ssh/jinguo-sign")


@pytest.mark.parametrize("read", [PUBLISH, NIGHTLY], ids=["publish", "nightly"])
def test_what_is_not_configured_is_said_and_green(read: dict[str, Any]) -> None:
    """A job that only tells runs then, and no other one."""
    assert read["jobs"]["nothing"]["if"] == "vars.JINGUO_TARGET == ''"
    (step,) = read["jobs"]["nothing"]["steps"]
    assert step["run"].startswith('echo "::notice::')
    others = [job for name, job in read["jobs"].items() if name != "nothing"]
    assert all("vars.JINGUO_TARGET != ''" in job.get("if", "") or "needs" in job for job in others)


LAST = """
const script = require("fs").readFileSync(process.argv[2], "utf8")
const run = (id, name, event, status = "completed") => ({id, event, status, head_repository: name && {full_name: name}})
const runs = [run(1, "stranger/r", "push"), run(2, "o/r", "pull_request"), run(3, "o/r", "push", "in_progress"),
  run(4, null, "push"), run(5, "o/r", "push"), run(6, "o/r", "workflow_dispatch"), run(7, "o/r", "push")]
const artifacts = {1: [64], 2: [64], 3: [64], 4: [64], 5: [], 6: [200], 7: [64]}
const actions = {listWorkflowRuns: async asked => (console.error(JSON.stringify(asked)), {data: {workflow_runs: runs}}),
  listWorkflowRunArtifacts: async asked =>
    ({data: {artifacts: artifacts[asked.run_id].map(size_in_bytes => ({size_in_bytes, expired: false}))}})}
const context = {repo: {owner: "o", repo: "r"}, payload: {repository: {default_branch: "main"}}}
const core = {setOutput: (name, value) => console.log(name, value)}
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor
new AsyncFunction("github", "context", "core", script)({rest: {actions}}, context, core)
"""


def test_what_was_published_last_is_believed_of_our_own_runs_alone(tmp_path: Path) -> None:
    """Of publish.yml, on this repository's main branch, started by a push or by hand: the newest that says an id."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    (step,) = [step for step in NIGHTLY["jobs"]["patrol"]["steps"] if step.get("id") == "last"]
    (tmp_path / "stage.js").write_text(LAST)
    (tmp_path / "step.js").write_text(step["with"]["script"])
    words = ["node", str(tmp_path / "stage.js"), str(tmp_path / "step.js")]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["run", "6"]
    assert '"workflow_id":"publish.yml","branch":"main"' in done.stderr


def test_the_same_on_the_other_platform() -> None:
    """Protected branch, one at a time, never stopped halfway; the nightly job runs by a schedule alone."""
    read = yaml.safe_load(GITLAB)
    job = read["发布"]
    assert (job["resource_group"], job["interruptible"], job["environment"]) == (
        "production",
        False,
        {"name": "production"},
    )
    assert job["rules"][0]["when"] == "never"
    assert "merge_request_event" in job["rules"][0]["if"]
    assert job["rules"][1]["if"].endswith('$CI_COMMIT_REF_PROTECTED == "true"')
    assert job["variables"]["GIT_DEPTH"] == read["夜间巡查"]["variables"]["GIT_DEPTH"] == "0"
    assert job["script"][-1] == '.ci/publish --send "$JINGUO_BUILT"'
    assert job["after_script"] == ["rm -f ~/.ssh/jinguo ~/.ssh/jinguo-sign"]
    assert [rule["if"].split(" && ")[0] for rule in read["夜间巡查"]["rules"]] == ['$CI_PIPELINE_SOURCE == "schedule"']
    assert read["测试程序"]["rules"][0] == {"if": '$CI_PIPELINE_SOURCE == "schedule"', "when": "never"}
    meets = [name for name, each in read.items() if isinstance(each, dict) and "SSH_KEY" in str(each)]
    assert meets == ["发布"]


def test_the_scripts_are_sound() -> None:
    """They parse, and publishing is the only one that names what publishes."""
    for name in ("publish", "pull-request"):
        assert subprocess.run(["bash", "-n", ROOT / ".ci" / name], check=False).returncode == 0
    assert not [name for name, text in WORKFLOWS.items() if ".ci/publish" in text and name != "publish"]
