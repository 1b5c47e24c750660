"""What is published is reviewed, not older than what readers see, and takes little away."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest

from generator.mirrors.admission.gates import remote
from generator.mirrors.parts import Release
from generator.programs import Outcome, git
from generator.publish import source
from generator.publish.manifest import File, Manifest
from tests.mirrors.publisher import PAGES, PUBLISH, Publisher, publisher
from tests.mirrors.shelf import Shelf

DIGEST = "0" * 64


@pytest.fixture
def place(tmp_path: Path) -> Publisher:
    """A site that may be published."""
    return publisher(tmp_path / "r")


def live(commit: str, paths: int = 3) -> Shelf:
    """A target where a release of a commit is seen."""
    return Shelf([Manifest(tuple(File(f"old/{number:03}.html", 1, DIGEST) for number in range(paths)), commit)])


def told(place: Publisher, shelf: Shelf, most: int | None = 100, over: str = "") -> list[str]:
    """What the gates say that look at the target."""
    it = place.candidate()
    plan = shelf.plan(Release(it.site, it.manifest))
    return [str(each) for each in remote(it, shelf.kept(), plan, most, over)]


def rules(place: Publisher, review: str, branch: str = "origin/main") -> None:
    """Say in ``publish.yml`` how things are reviewed."""
    place.commit("publish.yml", f"{PUBLISH}review: {review}\nbranch: {branch}\n")
    place.reviewed()
    place.build()


def test_what_is_not_on_the_branch_is_refused(place: Publisher) -> None:
    """A commit that nobody but its author has seen."""
    head = place.commit("content/index.md", "改了。\n")
    place.build()
    message = f"这一版（提交 {head[:10]}）还没有进入审过的分支 origin/main"
    assert place.told() == [f"{message} —— 请推送，审核、合并以后运行 git fetch，再生成、发布"]
    place.reviewed()
    assert place.told() == []


def test_an_earlier_commit_of_the_branch_is_reviewed(place: Publisher) -> None:
    """The branch may have gone on since the site was built."""
    place.commit("content/index.md", "改了。\n")
    place.reviewed()
    assert place.told() == []


def test_the_branch_must_be_there(place: Publisher) -> None:
    """Without it nothing is reviewed."""
    rules(place, "branch", "origin/trunk")
    told = "没有找到审过的分支 origin/trunk —— 请运行 git fetch，或者改正 publish.yml 里的 branch"
    assert place.told() == [told]


def test_no_option_of_git_hides_in_a_branch(place: Publisher) -> None:
    """A branch is a name."""
    rules(place, "branch", "--all")
    assert place.told()[0].startswith("没有找到审过的分支 --all")


def test_review_can_be_switched_off(place: Publisher) -> None:
    """By the file that has to be committed."""
    rules(place, "off")
    place.commit("content/index.md", "改了。\n")
    place.build()
    assert place.told() == []


def test_pushed_commits_are_refused_where_merges_are_asked_for(place: Publisher) -> None:
    """Each step since the live release must be a merge; what came before has been published already."""
    rules(place, "merged")
    before = place.head()
    place.repo.git("checkout", "-q", "-b", "draft")
    place.commit("content/index.md", "改了。\n")
    place.repo.git("checkout", "-q", "main")
    place.repo.git("merge", "-q", "--no-ff", "-m", "合并", "draft")
    place.reviewed()
    place.build()
    assert told(place, live(before)) == []
    head = place.commit("content/index.md", "直接推送。\n")
    place.reviewed()
    place.build()
    hint = "请用合并请求（--no-ff）把改动合进分支，不要直接推送"
    assert told(place, live(before)) == [f"有 1 个提交不是审过以后合并进来的：{head[:10]} —— {hint}"]


def test_the_whole_history_counts_where_nothing_is_live(place: Publisher) -> None:
    """But for the very first commit, which cannot be a merge."""
    rules(place, "merged")
    listed = place.repo.git("rev-list", "HEAD").split()[:-1]
    shown = "、".join(each[:10] for each in listed)
    hint = "请用合并请求（--no-ff）把改动合进分支，不要直接推送"
    assert told(place, Shelf()) == [f"有 2 个提交不是审过以后合并进来的：{shown} —— {hint}"]


def test_half_a_history_shows_no_merges(place: Publisher, tmp_path: Path) -> None:
    """In a shallow clone the cut looks like a beginning."""
    rules(place, "merged")
    clone = tmp_path / "clone"
    place.repo.git("clone", "-q", "--depth", "1", f"file://{place.root}", str(clone))
    place.repo.top = place.repo.root = clone
    place.build()
    hint = "请取全历史（git fetch --unshallow；自动流程里写 fetch-depth: 0）"
    assert told(place, Shelf()) == [f"历史不全，看不出每一步是不是审过以后合并的 —— {hint}"]


@pytest.mark.skipif(which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_signatures_are_verified(place: Publisher, tmp_path: Path) -> None:
    """Every step since the live release, by git and the keys that it knows."""
    rules(place, "signed")
    before = place.head()
    hint = "请由有签名钥匙的人合并；本机要有他们的公钥（git verify-commit 能通过）"
    place.commit("content/index.md", "没有签名。\n")
    unsigned = place.head()
    place.reviewed()
    place.build()
    assert told(place, live(before)) == [f"有 1 个提交没有可信的签名：{unsigned[:10]} —— {hint}"]
    key = tmp_path / "key"
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "x", "-f", str(key)]
    subprocess.run(words, check=True, stdin=subprocess.DEVNULL)
    (tmp_path / "allowed").write_text(f"nobody@localhost {key.with_suffix('.pub').read_text()}")
    settings = {
        "gpg.format": "ssh",
        "user.signingkey": str(key),
        "gpg.ssh.allowedSignersFile": str(tmp_path / "allowed"),
    }
    for name, value in settings.items():
        place.repo.git("config", name, value)
    place.repo.write("content/index.md", "签名。\n")
    place.repo.git("commit", "-q", "-S", "-m", "签名")
    place.reviewed()
    place.build()
    assert told(place, live(unsigned)) == []
    assert told(place, Shelf()) == []
    assert told(place, live(before)) == [f"有 1 个提交没有可信的签名：{unsigned[:10]} —— {hint}"]


def test_nothing_older_goes_over_something_newer(place: Publisher) -> None:
    """Going back is a command of its own."""
    old = place.head()
    new = place.commit("content/index.md", "改了。\n")
    place.reviewed()
    message = f"线上的版本更新（提交 {new[:10]}），这一版（提交 {old[:10]}）比它旧"
    hint = "请更新登记册（git pull）再生成；要退回旧版本，用 jinguo rollback"
    assert told(place, live(new)) == [f"{message} —— {hint}"]
    place.build()
    assert told(place, live(old)) == []
    assert told(place, live(new)) == []


def test_nothing_goes_over_what_nobody_here_knows(place: Publisher) -> None:
    """A colleague has published what this clone has not fetched; cleaned history is the one honest case."""
    shelf = live("0123456789abcdef0123456789abcdef01234567")
    name = shelf.releases[0].id[:12]
    message = f"线上的版本 {name}（提交 0123456789）不在这一版的历史里，直接换掉会丢掉它的改动"
    assert told(place, shelf) == [f"{message} —— 请先 git pull；历史清理过、确实要换掉它，加 --over {name}"]
    assert told(place, shelf, over=name[:8]) == []
    assert told(place, shelf, over="00000000") != []


def test_many_deletions_need_a_word(place: Publisher) -> None:
    """The share is of what readers find now; the limit itself is allowed."""
    assert told(place, live(place.head(), 2), most=None)
    shelf = live(place.head(), 9)
    message = "要删去线上 10 个文件里的 9 个（90%），超过 20%："
    some = "、".join(f"old/{number:03}.html" for number in range(5))
    hint = "请先看清楚是不是真要删（--dry-run）；确实要删，加 --delete-up-to 90%"
    assert told(place, shelf, most=None) == [f"{message}{some} 等 9 个 —— {hint}"]
    assert told(place, shelf, most=89) != []
    assert told(place, shelf, most=90) == []


def test_few_deletions_go_through(place: Publisher) -> None:
    """One page of a hundred, and none of an empty server."""
    kept = tuple(File(path, 1, DIGEST) for path in sorted(PAGES))
    gone = tuple(File(f"x/{number}.html", 1, DIGEST) for number in range(1))
    shelf = Shelf([Manifest(tuple(sorted((*kept, *gone))), place.head())])
    assert told(place, shelf, most=None) == []
    assert told(place, Shelf(), most=0) == []


def test_half_a_history_does_not_know_what_is_newer(place: Publisher, tmp_path: Path) -> None:
    """An automatic run that was started late, on a shallow clone, would take readers back."""
    newer = place.commit("content/index.md", "改了。\n")
    place.repo.git("checkout", "-q", "HEAD~1")
    place.repo.git("branch", "-q", "old")
    clone = tmp_path / "clone"
    place.repo.git("clone", "-q", "--depth", "1", "--branch", "old", f"file://{place.root}", str(clone))
    place.repo.top = place.repo.root = clone
    place.build()
    shelf = live(newer)
    name = shelf.releases[0].id[:12]
    hint = "请取全历史（git fetch --unshallow；自动流程里写 fetch-depth: 0）"
    assert told(place, shelf) == [f"历史不全，看不出线上的版本 {name}（提交 {newer[:10]}）是不是更新 —— {hint}"]
    assert told(place, shelf, over=name) == []


@pytest.mark.parametrize("review", ["merged", "signed"])
def test_what_git_does_not_answer_is_no_yes(review: str, place: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is too slow, a repository with a hole."""
    rules(place, review)
    before = place.head()
    place.commit("content/index.md", "改了。\n")
    place.reviewed()
    place.build()

    def deaf(root: Path, *words: str, timeout: float = 60) -> Outcome | None:
        return None if "rev-list" in words else git(root, *words, timeout=timeout)

    monkeypatch.setattr(source, "git", deaf)
    (said,) = told(place, live(before))
    assert said.startswith("git 没有答出")


@pytest.mark.parametrize(("trust", "good"), [("UNDEFINED", False), ("MARGINAL", False), ("FULLY", True)])
def test_a_key_on_the_ring_is_not_yet_trusted(trust: str, good: bool, place: Publisher, tmp_path: Path) -> None:  # noqa: FBT001
    """Anybody's key may get there by itself; somebody here must have called it good."""
    program, status, nobody = tmp_path / "gpg", "[GNUPG:]", "0" * 40
    valid = f"VALIDSIG {nobody} 2026-01-01 1 0 4 0 1 8 00 {nobody}"
    lines = [f"{status} {each}" for each in ("NEWSIG", "GOODSIG 0123456789ABCDEF x", valid, f"TRUST_{trust} 0 pgp")]
    made = "printf '%s\\n' '-----BEGIN PGP SIGNATURE-----' '' 'x' '-----END PGP SIGNATURE-----'"
    said = "\n".join(f"echo '{line}'" for line in lines)
    sign = f'case "$*" in *verify*) cat >/dev/null\n{said}\n;; *) cat >/dev/null\n{made}\n'
    program.write_text(f"#!/bin/sh\n{sign}echo '{status} SIG_CREATED x' >&2\n;; esac\n")
    program.chmod(0o755)
    place.repo.git("config", "gpg.program", str(program))
    place.repo.write("content/index.md", "签名。\n")
    place.repo.git("commit", "-q", "-S", "-m", "签名")
    assert source.signed(place.root, place.head()) == good
