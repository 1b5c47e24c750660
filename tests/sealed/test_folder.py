"""Where clear text may lie."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from generator.sealed.folder import PUBLIC, private_folder, write_all
from generator.sealed.refused import Refused

NAMES = ("名册.xlsx", "exports.log")


def mode(path: Path) -> int:
    """Permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register that has all its folders."""
    made = tmp_path / "登记册"
    for name in PUBLIC:
        (made / name).mkdir(parents=True)
    return made


@pytest.fixture
def repository(root: Path) -> Path:
    """The same under git."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    shutil.rmtree(root / ".git")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    (root / ".gitignore").write_text("/private/\n/half/*\n!/half/名册.xlsx\n", encoding="utf-8")
    return root


def test_private_from_the_first_moment(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is 0700 and files are 0600 however generous the umask is, when made and not only after."""
    monkeypatch.setattr(os, "fchmod", lambda *_: None)
    before = os.umask(0)
    try:
        folder = private_folder(root, tmp_path / "x" / "private", NAMES)
        write_all(folder, {"名册.xlsx": b"1"}, "exports.log", "{}")
    finally:
        os.umask(before)
    assert mode(folder) == 0o700
    assert {each.name: mode(each) for each in folder.iterdir()} == {"名册.xlsx": 0o600, "exports.log": 0o600}


@pytest.mark.parametrize("name", [*PUBLIC, "site/deep/er", "content/../teams", "SITE", "Site/x", ".site-1/x", "."])
def test_public_places_are_refused(root: Path, name: str) -> None:
    """Nothing private is written where pages, records or code lie, nor is a folder made there."""
    before = sorted(root.rglob("*"))
    with pytest.raises(Refused, match="--out private/"):
        private_folder(root, root / name, NAMES)
    assert sorted(root.rglob("*")) == before


def test_links_to_public_places_are_refused(root: Path, tmp_path: Path) -> None:
    """Whether the target, a folder above it or the public folder itself is a link."""
    (tmp_path / "link").symlink_to(root / "site")
    (tmp_path / "up").symlink_to(root)
    shutil.rmtree(root / "theme")
    (root / "theme").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    for path in ("link", "link/x", "up/content/x", "up/site", "elsewhere/x"):
        with pytest.raises(Refused):
            private_folder(root, tmp_path / path, NAMES)


def test_what_git_would_pick_up_is_refused(repository: Path) -> None:
    """Ignored folders pass; folders that a commit would take do not, nor a single file taken out of the ignore."""
    assert private_folder(repository, repository / "private", NAMES).is_dir()
    for name in ("exports", "half", ".git/x"):
        with pytest.raises(Refused, match="git"):
            private_folder(repository, repository / name, NAMES)
        assert not (repository / name).exists()


def test_git_is_asked_of_the_right_repository(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook or a shell that names another repository in its environment does not answer for this one."""
    other = tmp_path / "other"
    other.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=other, check=True)
    (other / ".git/info/exclude").write_text("*\n", encoding="utf-8")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository))
    with pytest.raises(Refused, match="会进入 git"):
        private_folder(repository, repository / "reports", NAMES)
    assert private_folder(repository, repository / "private", NAMES).is_dir()


def test_who_wrote_private_is_told_to_ignore_it(repository: Path) -> None:
    """The place was right, and the way out is a line in ``.gitignore``."""
    (repository / ".gitignore").write_text("", encoding="utf-8")
    with pytest.raises(Refused, match=r"\.gitignore 里加一行 private/") as told:
        private_folder(repository, repository / "private", NAMES)
    assert "--out" not in str(told.value)


def test_faults_of_the_disk_are_chinese(root: Path, tmp_path: Path) -> None:
    """A file where a folder should be on the way."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Refused, match="已经有同名的文件"):
        private_folder(root, tmp_path / "file" / "private", NAMES)


def test_a_silent_git_is_no_permission(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git does not answer, a folder inside a repository is refused and one outside is not."""
    monkeypatch.setattr("generator.sealed.folder.tracked_by_git", lambda *_: None)
    with pytest.raises(Refused, match="问不到 git"):
        private_folder(repository, repository / "private", NAMES)
    assert private_folder(repository, tmp_path / "outside", NAMES).is_dir()


def test_another_repository_is_asked_too(repository: Path, tmp_path: Path) -> None:
    """The target may lie in a repository that is not the register's."""
    other = tmp_path / "other"
    other.mkdir()
    subprocess.run(["git", "init", "-q"], cwd=other, check=True)
    with pytest.raises(Refused, match="会进入 git"):
        private_folder(repository, other / "private", NAMES)


def test_a_folder_that_others_can_read_is_refused(root: Path, tmp_path: Path) -> None:
    """It is not tightened silently: it may be a shared folder or somebody's desktop."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    with pytest.raises(Refused, match="请换一个还不存在的文件夹"):
        private_folder(root, shared, NAMES)
    assert mode(shared) == 0o755
    shared.chmod(0o700)
    assert private_folder(root, shared, NAMES) == shared.resolve()


def test_a_file_in_the_way_is_refused(root: Path, tmp_path: Path) -> None:
    """In Chinese, without a traceback."""
    (tmp_path / "file").write_text("x", encoding="ascii")
    for path in ("file", "file/x"):
        with pytest.raises(Refused):
            private_folder(root, tmp_path / path, NAMES)


def test_a_log_that_others_could_read_is_tightened(root: Path, tmp_path: Path) -> None:
    """It names the people who export and why."""
    folder = private_folder(root, tmp_path / "private", NAMES)
    (folder / "exports.log").touch(mode=0o666)
    write_all(folder, {}, "exports.log", "{}")
    assert mode(folder / "exports.log") == 0o600


def test_a_log_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    """Then nothing appears at all: an export that cannot be noted does not happen."""
    folder = private_folder(root, tmp_path / "private", NAMES)
    (folder / "exports.log").symlink_to(root / "site" / "log")
    with pytest.raises(OSError, match=r"exports\.log"):
        write_all(folder, {"名册.xlsx": b"1"}, "exports.log", "{}")
    assert [each.name for each in folder.iterdir()] == ["exports.log"]
    assert not (root / "site" / "log").exists()


def test_a_crash_leaves_the_last_good_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what it left beside it is swept away by the next export."""
    folder = private_folder(root, tmp_path / "private", NAMES)
    write_all(folder, {"名册.xlsx": b"good"}, "exports.log", "1")

    def crash(handle: int) -> None:
        raise KeyboardInterrupt(str(handle))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", crash)
        patch.setattr(Path, "unlink", lambda *_, **__: None)  # as if the machine had lost power
        with pytest.raises(KeyboardInterrupt):
            write_all(folder, {"名册.xlsx": b"half"}, "exports.log", "2")
    assert (folder / "名册.xlsx").read_bytes() == b"good"
    assert len(list(folder.iterdir())) == 3
    assert all(mode(each) == 0o600 for each in folder.iterdir())
    write_all(folder, {"名册.xlsx": b"new"}, "exports.log", "3")
    assert sorted(each.name for each in folder.iterdir()) == ["exports.log", "名册.xlsx"]
    assert (folder / "exports.log").read_text(encoding="ascii") == "1\n3\n"


def test_files_may_lie_one_folder_deeper(root: Path, tmp_path: Path) -> None:
    """The inner folder is as private as the outer, and what a crash left in it goes with the next export."""
    name = "登记表/甲[1]队.docx"
    folder = private_folder(root, tmp_path / "private", (name, "exports.log"))
    assert mode(folder / "登记表") == 0o700
    (folder / "登记表" / ".甲[1]队.docx.0a1b2c3d.part").touch()
    (folder / "登记表" / ".乙队.docx.0a1b2c3d.part").touch()  # of somebody else's export
    write_all(folder, {name: b"1"}, "exports.log", "{}")
    assert sorted(each.name for each in (folder / "登记表").iterdir()) == [".乙队.docx.0a1b2c3d.part", "甲[1]队.docx"]
    assert mode(folder / name) == 0o600


@pytest.mark.parametrize("name", ["../x", "a/b/c", "/x", "a/", "./x", "a/../b", ".x", "a/.x", "a\\b", ""])
def test_names_never_lead_elsewhere(root: Path, tmp_path: Path, name: str) -> None:
    """Whoever makes names out of names of teams is held to it before a folder is made."""
    with pytest.raises(ValueError, match="leads"):
        private_folder(root, tmp_path / "private", ("名册.xlsx", name))
    assert not (tmp_path / "private").exists()


def test_an_inner_folder_that_is_a_link_or_open_is_refused(root: Path, tmp_path: Path) -> None:
    """Clear text does not follow a link out of the private folder."""
    folder = private_folder(root, tmp_path / "private", NAMES)
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (folder / "登记表").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="不是文件夹"):
        private_folder(root, folder, ("登记表/甲队.docx",))
    (folder / "登记表").unlink()
    (folder / "登记表").mkdir()
    (folder / "登记表").chmod(0o755)
    with pytest.raises(Refused, match="别人也能读"):
        private_folder(root, folder, ("登记表/甲队.docx",))


def test_git_is_asked_about_inner_folders(repository: Path) -> None:
    """Also where a single file in one is taken out of the ignore."""
    (repository / ".gitignore").write_text("/private/*\n!/private/登记表\n", encoding="utf-8")
    with pytest.raises(Refused, match="会进入 git"):
        private_folder(repository, repository / "private", ("登记表/甲队.docx",))
    (repository / ".gitignore").write_text("/private/*\n", encoding="utf-8")
    assert private_folder(repository, repository / "private", ("登记表/甲队.docx",)).is_dir()
