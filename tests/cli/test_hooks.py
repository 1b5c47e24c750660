"""Nothing personal enters history: real commits in real repositories, refused and then let through."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli.main import jinguo
from tests import tiny
from tests.drafts.repository import Repository, repository

ROOT = Path(__file__).resolve().parents[2]
REPORT = "activities/2024/0305-leifeng/report.md"
ID = "11010519491231002X"
"""The example of GB 11643; nobody's."""
MOBILE = "13000000000"
KEY = "AGE-SECRET-KEY-1" + "Q" * 58
BAD: dict[str, tuple[str, str | bytes, str, str]] = {
    "id": ("content/about/us.md", f"# 我们\n\n她的证件 {ID}\n", "P1", ID),
    "id-like": ("teams/xinhua/notes.md", f"身份证 {ID[:-1]}X\n", "P1", ID),
    "mobile": (REPORT, tiny.report("看望", "2024-03-05", body=f"联系 {MOBILE[:3]} 0000 0000\n"), "P3", "0000 0000"),
    "wechat": (REPORT, tiny.report("看望", "2024-03-05", body="加微信：sample_ayi_1\n"), "P5", "sample_ayi_1"),
    "e-mail": (REPORT, tiny.report("看望", "2024-03-05", body="写信给 someone@example.org\n"), "P4", "someone@"),
    "key": ("content/about/key.md", f"{KEY}\n", "T14", KEY),
    "private key": ("teams/xinhua/aixin/team.yml", tiny.team("队", "小队", "妇", more="电话: 见表\n"), "T14", "见表"),
    "place": ("activities/2024/0305-leifeng/03.jpg", tiny.revealing((1, 2, 3)), "I1", "SECRET"),
    "renamed picture": ("activities/2024/0305-leifeng/tu.dat", tiny.revealing((1, 2, 3)), "I1", "SECRET"),
    "roster": ("teams/xinhua/aixin/名册.xlsx", b"PK\x03\x04\x00", "P15", "PK"),
    "roster beside": ("桌面/登记表.docx", b"PK\x03\x04\x00", "P15", "PK"),
    "list": ("teams/xinhua/aixin/名单.csv", "姓名\n样桂\n", "P15", "样桂"),
    "name": (f"content/about/{MOBILE}.md", "# 我们\n", "P3", MOBILE),
    "GBK": ("content/about/gbk.md", f"# 我们的号码 {MOBILE}\n".encode("gb18030"), "P3", MOBILE),
}  # fmt: skip
"""Case → path, content, rule, and what may not be printed."""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts; there they run in git's own")


@pytest.fixture
def hooked(tmp_path: Path) -> Repository:
    """A repository in which the hooks are installed."""
    made = repository(tmp_path / "登记 册")
    assert install(made.root).exit_code == 0
    return made


def install(root: Path) -> Result:
    """Write the hooks."""
    return CliRunner().invoke(jinguo, ["hooks", "install", "--root", str(root)])


@pytest.mark.parametrize("case", BAD)
def test_a_commit_with_it_is_refused_and_nothing_is_printed(hooked: Repository, case: str) -> None:
    """Rule and place are told, the value is not; history stays as it was; without it the commit passes."""
    path, content, rule, value = BAD[case]
    before = hooked.git("rev-parse", "HEAD")
    old = (hooked.root / path).read_bytes() if (hooked.root / path).exists() else None
    file = hooked.write(path, content)
    done = hooked.commit()
    assert done.returncode != 0, done.stderr
    assert f" {rule}: " in done.stderr
    assert "没有提交" in done.stderr
    assert value not in done.stdout + done.stderr
    assert hooked.git("rev-parse", "HEAD") == before
    hooked.git("rm", "-q", "-f", "--cached", "--", str(file))
    file.unlink()
    if old is not None:
        hooked.write(path, old)
    hooked.write("content/about/index.md", "# 关于我们\n\n我们是巾帼志愿者。\n")
    assert hooked.commit().returncode == 0


@pytest.mark.parametrize("text", [f"登记 {ID}", f"新稿\n\n电话 {MOBILE}", f"#{MOBILE}", f"新稿\n\n{KEY}"])
def test_a_message_is_part_of_history(hooked: Repository, text: str) -> None:
    """It is refused like a file, and nothing of it is printed."""
    hooked.write("content/about/index.md", "# 关于我们\n\n我们是巾帼志愿者。\n")
    done = hooked.commit(text)
    assert done.returncode != 0
    assert "提交说明:" in done.stderr
    assert not any(value in done.stderr for value in (ID, MOBILE, KEY))
    assert hooked.commit("改了介绍，服务群众 1300 人次").returncode == 0


def test_what_is_staged_counts_not_what_lies_there(hooked: Repository) -> None:
    """A number taken out of the file, but not out of the index, is still found; the other way round it is not."""
    good, bad = "# 关于我们\n\n我们。\n", f"# 关于我们\n\n{MOBILE}\n"
    hooked.write("content/about/index.md", bad)
    hooked.write("content/about/index.md", good, stage=False)
    assert hooked.commit().returncode != 0
    hooked.git("add", "--all")
    hooked.write("content/privacy.md", "# 隐私与权利\n\n这里说明情况。\n")
    hooked.write("content/about/index.md", bad, stage=False)
    assert hooked.commit().returncode == 0
    assert hooked.commit("再提交", "--all").returncode != 0  # git makes an index of its own for this


def test_files_without_anything_personal_pass(hooked: Repository) -> None:
    """Clean photographs, public addresses, sealed sheets, deleted and moved files, links out of the way."""
    hooked.write("activities/2024/0305-leifeng/03.jpg", tiny.clean((9, 9, 9)))
    hooked.write("content/about/index.md", "# 关于我们\n\n来信：office@example.com\n")
    sheet = next((ROOT / "teams").glob("*/contact.sealed")).read_text(encoding="utf-8")
    hooked.write("teams/xinhua/aixin/contact.sealed", sheet)
    hooked.git("mv", "activities/2024/0601-caogao", "activities/2024/0601-gao")
    hooked.git("rm", "-q", "activities/2024/0603-weixin/report.md")
    done = hooked.commit()
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_a_suspicion_is_told_and_passes(hooked: Repository) -> None:
    """Rule P2 is a warning: the digits may be an invoice."""
    hooked.write("content/about/index.md", f"# 关于我们\n\n编号 {ID[:-1]}1\n")
    done = hooked.commit()
    assert (done.returncode, " warning P2: " in done.stderr) == (0, True)


def test_a_link_is_refused(hooked: Repository) -> None:
    """It may lead to a file outside."""
    (hooked.root / "content/about/x.md").symlink_to("/etc/hostname")
    hooked.git("add", "--all")
    assert " F1: " in hooked.commit().stderr


def test_the_first_commit_of_a_repository(tmp_path: Path) -> None:
    """Before there is any history, everything that is staged is new."""
    made = repository(tmp_path)
    made.git("update-ref", "-d", "HEAD")
    install(made.root)
    made.write("content/about/index.md", f"# 我们\n\n{MOBILE}\n")
    assert made.commit().returncode != 0
    made.write("content/about/index.md", "# 我们\n\n你好。\n")
    assert made.commit().returncode == 0


def test_a_register_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    """Paths are told from the register; what lies beside it is looked at too."""
    made = repository(tmp_path / "仓库", "资料/登记册")
    assert install(made.root).exit_code == 0
    made.write("content/about/index.md", f"# 我们\n\n{MOBILE}\n")
    done = made.commit()
    assert "\ncontent/about/index.md:3:1: error P3" in f"\n{done.stderr}"
    made.git("restore", "--staged", "--worktree", ".")
    made.write("../说明.txt", f"{MOBILE}\n")
    assert "../说明.txt:1:1: error P3" in made.commit().stderr


def test_all_that_is_there_already(tmp_path: Path) -> None:
    """``--all`` finds what somebody committed before the hooks came."""
    made = repository(tmp_path)
    made.write("content/about/index.md", f"# 我们\n\n{MOBILE}\n")
    assert made.commit().returncode == 0
    words = ["hooks", "staged", "--root", str(made.root)]
    assert CliRunner().invoke(jinguo, words).exit_code == 0
    done = CliRunner().invoke(jinguo, [*words, "--all"])
    assert (done.exit_code, "content/about/index.md:3:1: error P3" in done.stderr) == (1, True)


def test_it_is_fast(hooked: Repository) -> None:
    """Only what is staged is read: a small commit in a large register takes no longer."""
    for number in range(300):
        hooked.write(f"activities/2024/0305-{number}/report.md", tiny.report("看望", "2024-03-05"), stage=False)
    hooked.git("add", "--all")
    assert hooked.commit().returncode == 0
    hooked.write("content/about/index.md", "# 关于我们\n\n新的一行。\n")
    begun = time.monotonic()
    assert hooked.commit().returncode == 0
    assert time.monotonic() - begun < 15  # three interpreters on a busy machine; alone about two seconds


def test_installed_twice_is_installed_once(hooked: Repository) -> None:
    """The second time nothing changes, and an old script of ours is renewed."""
    hook = hooked.root / ".git/hooks/pre-commit"
    text = hook.read_bytes()
    assert install(hooked.root).output.count("已经是最新的") == 4
    hook.write_bytes(text.replace(b"exit 1", b"exit 0"))
    assert "换成了新的" in install(hooked.root).output
    assert hook.read_bytes() == text
    assert b"\r" not in text
    assert os.access(hook, os.X_OK)


def test_the_script_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its shell wants slashes and line feeds, and a folder's name may hold blanks and quotes."""
    made = repository(tmp_path)
    monkeypatch.setattr(sys, "executable", "C:\\Program Files\\it's\\python.exe")
    assert install(made.root).exit_code == 0
    text = (made.root / ".git/hooks/pre-commit").read_bytes().decode()
    assert """ 'C:/Program Files/it'"'"'s/python.exe' python3 """ in text
    assert "\r" not in text
    assert made.run(["sh", "-n", ".git/hooks/pre-commit"]).returncode == 0


def test_somebody_elses_hook_is_left_alone(tmp_path: Path) -> None:
    """What to add to it is told, the other one is still written."""
    made = repository(tmp_path)
    hook = made.root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 自己的\n", encoding="utf-8")
    done = install(made.root)
    assert (done.exit_code, hook.read_text(encoding="utf-8")) == (1, "#!/bin/sh\necho 自己的\n")
    assert "jinguo hooks staged || exit 1" in done.stderr
    assert (hook.parent / "commit-msg").exists()


def test_another_folder_of_hooks(tmp_path: Path) -> None:
    """``core.hooksPath`` inside the repository is used; one that other repositories share is not written to."""
    made = repository(tmp_path / "册")
    made.git("config", "core.hooksPath", ".钩子")
    assert install(made.root).exit_code == 0
    assert (made.root / ".钩子/commit-msg").exists()
    made.write("content/about/index.md", f"# 我们\n\n{MOBILE}\n")
    assert made.commit().returncode != 0
    made.git("config", "core.hooksPath", str(tmp_path / "shared"))
    done = install(made.root)
    assert done.exit_code == 1
    assert "别的仓库也在用" in done.output
    assert not (tmp_path / "shared").exists()


def test_outside_of_git(tmp_path: Path) -> None:
    """A register that git does not know has no hooks."""
    root = tiny.write(tmp_path)
    for words in (["install"], ["staged"]):
        done = CliRunner().invoke(jinguo, ["hooks", *words, "--root", str(root)])
        assert done.exit_code == 1
        assert "git" in done.output


def test_a_program_that_is_gone_lets_nothing_pass(hooked: Repository) -> None:
    """A hook that cannot check says so and stops the commit."""
    hook = hooked.root / ".git/hooks/pre-commit"
    text = hook.read_text(encoding="utf-8").replace(sys.executable, "/nowhere/python")
    hook.write_text(text.replace(" python3 python py", " no-such"), encoding="utf-8")
    hooked.write("content/about/index.md", "# 我们\n")
    done = hooked.commit()
    assert done.returncode != 0
    assert "没有检查" in done.stderr


CONFIG = ROOT / ".pre-commit-config.yaml"


def test_the_settings_of_pre_commit_fetch_nothing() -> None:
    """Only local hooks, and each is a command of ours that exists."""
    settings = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))
    assert [each["repo"] for each in settings["repos"]] == ["local"]
    entries = [each["entry"].split() for each in settings["repos"][0]["hooks"]]
    assert entries == [["jinguo", "hooks", "staged"], ["jinguo", "hooks", "message"]]


@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="the program pre-commit is not installed")
def test_the_program_pre_commit_runs_the_same(tmp_path: Path) -> None:
    """Installed by ``pre-commit install``, both hooks refuse and let pass, without a network."""
    made = repository(tmp_path)
    made.environment |= {"PRE_COMMIT_HOME": str(tmp_path / ".cache-pre-commit"), "PYTHONPATH": str(ROOT)}
    made.write(".pre-commit-config.yaml", CONFIG.read_text(encoding="utf-8"))
    done = made.run([sys.executable, "-m", "pre_commit", "install"])
    assert done.returncode == 0, done.stdout + done.stderr
    made.write("content/about/index.md", f"# 我们\n\n{MOBILE}\n")
    refused = made.commit()
    assert (refused.returncode, " error P3: " in refused.stdout + refused.stderr) == (1, True)
    made.write("content/about/index.md", "# 我们\n\n你好。\n")
    assert made.commit(f"给 {MOBILE}").returncode != 0
    passed = made.commit("新的介绍")
    assert passed.returncode == 0, passed.stdout + passed.stderr
