"""A key or a password goes only where a reviewed ``publish.yml`` says, whatever the one that lies here says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.mirrors.admission.rules import before_connecting
from generator.records.publishing import load_publishing
from tests.mirrors.publisher import PUBLISH, Publisher, publisher

FTP = "targets:\n  net: {kind: ftp, host: h.example, user: w, folder: /w%s}\n"
SSH = "targets:\n  net: {kind: ssh, host: h.example, folder: /srv/w, trial: true}\n"
MERGE = "请把 publish.yml 提交、审核、合并，再运行 git fetch；本机的登记册旧了，请运行 git pull"
OTHER = f"目标 net 和审过的 publish.yml 里写的不一样，没有连接：口令和钥匙只交给审过的地方 —— {MERGE}"
HOW = f"怎样算审过（branch、review、deletions）和审过的 publish.yml 里写的不一样 —— {MERGE}"


@pytest.fixture
def place(tmp_path: Path) -> Publisher:
    """A register that publishes to a folder."""
    return publisher(tmp_path / "r")


def told(place: Publisher, *, unencrypted: bool = False) -> list[str]:
    """Why nobody may connect."""
    publishing, problems = load_publishing(place.root)
    assert publishing is not None, problems
    return [str(each) for each in before_connecting(place.root, "net", publishing, unencrypted=unencrypted)]


def lies(place: Publisher, text: str) -> list[str]:
    """Why nobody may connect with this file in the working tree."""
    (place.root / "publish.yml").write_text(text, encoding="utf-8")
    return told(place)


def settled(place: Publisher, text: str) -> list[str]:
    """Why nobody may connect with this file on the reviewed branch."""
    place.commit("publish.yml", text)
    place.reviewed()
    return told(place)


@pytest.mark.parametrize(
    "more", ["", ", trial: true", ", password_env: JINGUO_OTHER_PASSWORD", ", port: 2121, trial: true"]
)
def test_a_password_goes_nowhere_unreviewed(more: str, place: Publisher) -> None:
    """Not on trial either, not with another variable; not committed, and committed on a branch of one's own."""
    assert lies(place, FTP % more) == [OTHER]
    place.commit("publish.yml", FTP % more)
    assert told(place) == [OTHER]
    place.reviewed()
    assert told(place) == []


def test_keys_are_no_better(place: Publisher) -> None:
    """A server with ssh is handed a proof of a key, and files."""
    assert lies(place, SSH) == [OTHER]
    assert settled(place, SSH) == []
    assert lies(place, SSH.replace("h.example", "other.example")) == [OTHER]


def test_a_folder_for_trial_is_free(place: Publisher) -> None:
    """Nothing secret goes there; a folder that is no trial is somebody's site."""
    trial = "targets:\n  net: {kind: folder, folder: dist/x, trial: true}\n"
    firm = f"目标 net 在审过的 publish.yml 里不是试用的，没有连接 —— {MERGE}"
    assert lies(place, trial) == [firm]
    place.commit("publish.yml", PUBLISH.replace("net:", "real:"))
    place.reviewed()
    assert lies(place, trial) == []
    assert lies(place, trial.replace("dist/x", "dist/net")) == [firm]
    assert lies(place, trial.replace(", trial: true", "")) == [OTHER]


def test_a_key_for_signing_is_a_key(place: Publisher) -> None:
    """A parcel without a signature may be tried."""
    place.commit("publish.yml", "targets:\n  other: {kind: folder, folder: dist/x}\n")
    place.reviewed()
    assert lies(place, "targets:\n  net: {kind: bundle, trial: true}\n") == []
    assert lies(place, "targets:\n  net: {kind: bundle, trial: true, sign_key: k}\n") == [OTHER]


@pytest.mark.parametrize("more", ["review: off\n", "branch: HEAD\n", "branch: origin/draft\n", "deletions: 100\n"])
def test_nobody_switches_the_review_off_alone(more: str, place: Publisher) -> None:
    """Whoever writes the file does not say which branch is the reviewed one, committed or not."""
    assert lies(place, PUBLISH + more) == [HOW]
    place.commit("publish.yml", PUBLISH + more)
    place.repo.git("update-ref", "refs/remotes/origin/draft", "HEAD")
    assert told(place) == [HOW]


def test_a_reviewed_file_may_name_another_branch(place: Publisher) -> None:
    """Then the file at its tip counts."""
    place.commit("publish.yml", f"{PUBLISH}branch: origin/release\n")
    place.reviewed()
    assert told(place) == ["没有找到审过的分支 origin/release —— 请运行 git fetch，或者改正 publish.yml 里的 branch"]
    place.repo.git("update-ref", "refs/remotes/origin/release", "HEAD")
    assert told(place) == []
    place.commit("publish.yml", f"{FTP % ''}branch: origin/release\n")
    place.reviewed()
    assert told(place) == [OTHER]


def test_what_only_bears_the_name_is_no_branch(place: Publisher) -> None:
    """A tag, a branch of one's own, a commit that git was told to take for another."""
    old = place.head()
    new = place.commit("publish.yml", FTP % "")
    for kind in ("heads", "tags"):
        place.repo.git("update-ref", f"refs/{kind}/origin/main", "HEAD")
    assert told(place) == [OTHER]
    place.repo.git("replace", old, new)
    assert told(place) == [OTHER]
    place.repo.git("replace", "-d", old)
    place.repo.git("update-ref", "-d", "refs/remotes/origin/main")
    place.repo.git("update-ref", "refs/remotes/origin/other", "HEAD")
    head = "看不出哪一个是审过的分支：这里没有 origin/HEAD、origin/main、origin/master"
    assert told(place) == [f"{head} —— 请运行 git remote set-head origin --auto，自动流程里把 --auto 换成主分支的名称"]
    place.repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/other")
    assert told(place) == ["没有找到审过的分支 origin/main —— 请运行 git fetch，或者改正 publish.yml 里的 branch"]


def test_where_nothing_was_fetched_the_own_branch_counts(place: Publisher) -> None:
    """A register that somebody keeps alone; without any branch, what is committed, if nothing is reviewed there."""
    place.repo.git("update-ref", "-d", "refs/remotes/origin/main")
    assert len(told(place)) == 1
    place.commit("publish.yml", f"{FTP % ''}branch: main\n")
    assert told(place) == []
    assert lies(place, f"{FTP % ', port: 2121'}branch: main\n") == [OTHER]
    place.commit("publish.yml", f"{FTP % ''}review: off\n")
    assert told(place) == []
    assert lies(place, f"{FTP % ', port: 2121'}review: off\n") == [OTHER]


def test_a_reviewed_file_must_be_there_and_right(place: Publisher) -> None:
    """What cannot be read says nothing."""
    for text in ("targets: [", ""):
        place.commit("publish.yml", text)
        place.reviewed()
        assert lies(place, FTP % "") == [f"审过的分支里没有写好的 publish.yml —— {MERGE}"]


@pytest.mark.parametrize("host", ["h.example", "10.0.0.1", "127.0.0.1.example"])
def test_no_password_in_clear_without_a_word(host: str, place: Publisher) -> None:
    """Said in the command itself, for this one run; on trial too."""
    text = (FTP % ", tls: false, trial: true").replace("h.example", host)
    message = "tls: false：口令和网页不加密，路上谁都看得到"
    hint = "请改用 FTPS 或 SFTP；确实没有别的办法，这一次加 --unencrypted"
    assert settled(place, text) == [f"{message} —— {hint}"]
    assert told(place, unencrypted=True) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "'::1'", "'[::1]'"])
def test_nobody_listens_on_this_machine(host: str, place: Publisher) -> None:
    """What does not leave it needs no cipher."""
    assert settled(place, (FTP % ", tls: false").replace("h.example", host)) == []
