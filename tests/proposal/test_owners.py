"""CODEOWNERS says whom a platform asks, by district; the file of this repository is what the register makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import jinguo
from generator.proposal.owners import PLACES, NoOwners, owners
from generator.records.library import load
from tests import tiny
from tests.proposal.desk import git, repository
from tests.proposal.test_signing import BASE

FEDERATION = BASE["teams/federation.yml"] + "maintainers: [chengxu]\n"


def asked(text: str, path: str) -> list[str]:
    """Whom the last line that fits a path names, as platforms read it."""
    found: list[str] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        pattern, *accounts = line.split()
        inner = (
            re.escape(pattern.lstrip("/")).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
        )
        below = ".*" if pattern.endswith("/") or pattern == "*" else ""
        if re.fullmatch(inner + below, path):
            found = accounts
    return found


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("generator/plugin.py", ["@chengxu"]),
        (".github/workflows/check.yml", ["@chengxu"]),
        (".github/CODEOWNERS", ["@chengxu"]),
        ("anything", ["@chengxu"]),
        ("teams/xinhua/aixin/team.yml", ["@xinhua-bianji"]),
        ("teams/yexian/team.yml", ["@yexian-bianji"]),
        ("activities/2024/0305-xinhua-leifeng/report.md", ["@xinhua-bianji"]),
        ("activities/2024/0305-yexian-xinhua-x/report.md", ["@yexian-bianji"]),
        ("activities/2024/0305-leifeng/report.md", ["@shi-bianji", "@shi-shenhe", "@shi-qianfa"]),
        ("teams/team.yml", ["@shi-bianji", "@shi-shenhe", "@shi-qianfa"]),
        ("teams/federation.yml", ["@shi-bianji", "@shi-shenhe", "@shi-qianfa"]),
        ("teams/xinhua/recipients.txt", ["@shi-bianji", "@shi-shenhe", "@shi-qianfa", "@chengxu"]),
    ],
)
def test_whom_a_path_asks(tmp_path: Path, path: str, who: list[str]) -> None:
    """A district for its own, the federation for the rest, maintainers for programs; keys are everybody's above."""
    library, _ = load(tiny.write(tmp_path, {"teams/federation.yml": FEDERATION}, photos=False))
    assert asked(owners(library), path) == who


def test_nobody_is_known(tmp_path: Path) -> None:
    """Said, and no file is written."""
    tiny.write(tmp_path, photos=False)
    with pytest.raises(NoOwners):
        owners(load(tmp_path)[0])
    result = CliRunner().invoke(jinguo, ["codeowners", "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert not (tmp_path / ".github").exists()


def test_the_command_writes_and_checks(tmp_path: Path) -> None:
    """A changed list of signers is found."""
    tiny.write(tmp_path, {"teams/federation.yml": FEDERATION}, photos=False)
    run = CliRunner().invoke
    assert run(jinguo, ["codeowners", "--check", "--root", str(tmp_path)]).exit_code == 1
    assert (
        run(jinguo, ["codeowners", "--root", str(tmp_path)]).output
        == "写好了 .github/CODEOWNERS 和 .gitlab/CODEOWNERS\n"
    )
    assert run(jinguo, ["codeowners", "--check", "--root", str(tmp_path)]).exit_code == 0
    path = tmp_path / "teams/federation.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("xinhua-bianji", "xinhua-xin"), encoding="utf-8")
    result = run(jinguo, ["codeowners", "--check", "--root", str(tmp_path)])
    assert (result.exit_code, "请运行 jinguo codeowners" in result.output) == (1, True)


def test_one_of_the_two_is_behind(tmp_path: Path) -> None:
    """It is named, and alone written; a link in its place is replaced, not followed."""
    tiny.write(tmp_path, {"teams/federation.yml": FEDERATION}, photos=False)
    run = CliRunner().invoke
    run(jinguo, ["codeowners", "--root", str(tmp_path)])
    (tmp_path / ".gitlab/CODEOWNERS").unlink()
    (tmp_path / "kept").write_text("x")
    (tmp_path / ".gitlab/CODEOWNERS").symlink_to(tmp_path / "kept")
    assert "\n" not in run(jinguo, ["codeowners", "--check", "--root", str(tmp_path)]).output.strip()
    assert run(jinguo, ["codeowners", "--root", str(tmp_path)]).output == "写好了 .gitlab/CODEOWNERS\n"
    first, second = ((tmp_path / name).read_bytes() for name in PLACES)
    assert first == second
    assert (tmp_path / "kept").read_text() == "x"


def test_no_line_is_a_section(tmp_path: Path) -> None:
    """GitLab takes brackets for sections, and accounts in comments for owners."""
    text = owners(load(tiny.write(tmp_path, {"teams/federation.yml": FEDERATION}, photos=False))[0])
    assert not re.search(r"^\^?\[|^#.*@|^[^#].*\\", text, re.MULTILINE)


def test_the_file_of_this_repository() -> None:
    """It is what is generated, and says that its accounts are invented."""
    text, other = ((tiny.ROOT / name).read_text(encoding="utf-8") for name in PLACES)
    assert other == text
    assert text == owners(load(tiny.ROOT, sealed=False)[0])
    assert "示例登记册：这些账号是虚构的" in text
    assert all(each.startswith("@shili-") for each in re.findall(r"@\S+", text))


def test_a_register_in_a_sub_folder(tmp_path: Path) -> None:
    """The file lies at the top of the repository and names nobody for what lies beside the register."""
    root = repository(tmp_path / "repo", {"teams/federation.yml": FEDERATION})
    (root / "my reg").mkdir()
    for name in ("teams", "activities", "content"):
        git(root, "mv", name, f"my reg/{name}")
    run = CliRunner().invoke
    assert run(jinguo, ["codeowners", "--root", str(root / "my reg")]).exit_code == 0
    assert not (root / "my reg/.github").exists()
    text = (root / PLACES[0]).read_text(encoding="utf-8")
    assert "/my\\ reg/teams/xinhua/ @xinhua-bianji" in text.splitlines()
    assert "/my\\ reg/ @chengxu" in text.splitlines()
    assert "/.github/ @chengxu" in text.splitlines()
    assert not re.search(r"^(\*|/teams|/generator)", text, re.MULTILINE)
    assert run(jinguo, ["codeowners", "--check", "--root", str(root / "my reg")]).exit_code == 0
    (root / PLACES[0]).write_text("* @somebody\n", encoding="utf-8")
    result = run(jinguo, ["codeowners", "--root", str(root / "my reg")])
    assert (result.exit_code, "不是 jinguo 写的" in result.output) == (1, True)
    assert (root / PLACES[0]).read_text(encoding="utf-8") == "* @somebody\n"
