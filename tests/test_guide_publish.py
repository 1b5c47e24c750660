"""The steps of ``publish.md``, each done as it prints them: the first practice, and a withdrawal that is published."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from benchmarks.sshd import make_key
from tests.admin.desk import with_git
from tests.guide.office import FENCE, Office, Said, office
from tests.tiny import ROOT

pytestmark = [with_git, pytest.mark.skipif(sys.platform == "win32", reason="links, and a terminal of Unix")]
PAGE = (ROOT / "content/guide/publish.md").read_text(encoding="utf-8")
TOLD = "activities/2026/0305-wuyilu-guanqian"
READ = Path("dist/trial/current/activities/2026/0305-wuyilu-guanqian.html")
OLD, NEW = "管钳借出137次，丢过一把", "管钳借出138次，一把也没丢"


def fences(anchor: str, end: str = "\n## ") -> list[list[str]]:
    """The commands of one section, fence by fence."""
    part = PAGE.partition(f"{{ #{anchor} }}")[2].partition(end)[0]
    return [fence[2].split("\n")[:-1] for fence in FENCE.finditer(part)]


def done(there: Office, lines: list[str]) -> list[Said]:
    """Type them; each must succeed."""
    said = [there.typed(line) for line in lines]
    for each in said:
        assert each.code == 0, f"{each.line}\n{each.text}"
    return said


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The sample on somebody's computer."""
    return office(tmp_path_factory.mktemp("publishing"))


def test_the_first_practice(there: Office) -> None:
    """Published, verified, changed, published again, taken back, tidied up: each line does what the page says."""
    first, look, changed, back, tidy = fences("trial")
    _, seen, sent = done(there, first)
    assert "什么也没有发" in seen.text
    assert "试用的目标，不拦" in sent.text
    assert "已发布" in sent.text
    assert OLD in (there.root / READ).read_text(encoding="utf-8")
    assert "核对通过" in done(there, look)[-1].text
    report = there.root / TOLD / "report.md"
    assert f"{TOLD}/report.md" in PAGE
    report.write_text(report.read_text(encoding="utf-8").replace(f"title: {OLD}", f"title: {NEW}"), encoding="utf-8")
    _, again = done(there, changed)
    assert (count := re.search(r"发送 (\d+) 个文件", again.text))
    assert int(count[1]) < 100
    assert NEW in (there.root / READ).read_text(encoding="utf-8")
    listed, taken = done(there, back)
    assert listed.text.count("线上") == 1
    assert "已退回" in taken.text
    assert OLD in (there.root / READ).read_text(encoding="utf-8")
    done(there, tidy)
    assert OLD in report.read_text(encoding="utf-8")
    assert NEW not in (there.root / READ).read_text(encoding="utf-8")
    shutil.rmtree(there.root / "dist/trial")


def test_a_withdrawal_is_published_as_it_is_written(there: Office) -> None:
    """In this order nothing is refused: what the command prints is what the page prints, and both are let out."""
    settings = there.root / "publish.yml"
    text = settings.read_text(encoding="utf-8")
    own = "targets:\n  server: {kind: folder, folder: dist/server, trial: true, url: https://www.example.org/}\n"
    settings.write_text(text.replace("targets:\n", own), encoding="utf-8")
    done(there, ["git commit -q -m 目标 publish.yml", "git push -q"])
    recorded, handed, public = fences("withdraw", "\n### 程序")
    said = done(there, recorded)[-1].text
    done(there, handed)
    done(
        there,
        [
            "git switch main",
            f"git merge -q --no-ff {handed[0].split()[-1]}",
            "git push -q",
            "git reset -q --hard HEAD^",
        ],
    )
    *before, built, sent, verified = public
    told = done(there, [*before, built, sent])[-1].text
    assert "提交" not in re.sub(r"（提交 \w+）", "", told)
    assert "审过" not in told
    assert "已发布" in told
    assert verified == "jinguo verify server"
    printed = [line.strip() for line in said.splitlines()]
    real = there.root / "teams/consents.yml"
    assert "withdrawn" in next(each for each in real.read_text(encoding="utf-8").splitlines() if "c-2026-0101" in each)
    assert set(handed) <= set(printed)
    assert set(before) <= set(printed)


def test_a_parcel_is_made_and_proven_as_it_is_written(there: Office) -> None:
    """With the target and the list of the page; the archive and its signature are what the page names."""
    folder = there.home / ".ssh"
    folder.mkdir(exist_ok=True)
    make_key(folder / "jinguo-sign")
    kind, key = (folder / "jinguo-sign.pub").read_text(encoding="ascii").split()[:2]
    assert f"\nfulian {kind} {key[:9]}……\n" in PAGE
    (there.root / "allowed_signers").write_text(f"fulian {kind} {key}\n", encoding="ascii")
    part = PAGE.partition("{ #bundle }")[2]
    own = part.partition("~~~yaml\ntargets:\n")[2].partition("~~~")[0]
    settings = there.root / "publish.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(
        before.replace("targets:\n", f"targets:\n{own.rstrip()}\n    trial: true\n", 1), encoding="utf-8"
    )
    done(
        there,
        [
            "git switch -q main",
            "git pull -q",
            "git add publish.yml allowed_signers",
            "git commit -q -m 压缩包",
            "git push -q",
        ],
    )
    made = fences("bundle")[0]
    assert "核对通过" in done(there, made)[-1].text
    (archive,) = (there.root / "dist").glob("jinguo-parcel-*.zip")
    assert archive.with_name(f"{archive.name}.sig").exists()
