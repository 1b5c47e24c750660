"""Where outputs for others may lie: below ``dist/``, which git leaves alone, or outside of every register."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click
import pytest

from generator.cli.outside import public_folder, public_place
from generator.cli.targets import prepare
from generator.records.targets import BundleTarget, FolderTarget
from tests import tiny


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A register whose ``.gitignore`` says nothing, as a second federation may have it."""
    made = tiny.write(tmp_path / "登记 册")
    subprocess.run(["git", "init", "-q", str(made)], check=True)
    return made


def untracked(root: Path) -> str:
    """What git would take with the next ``git add``."""
    told = subprocess.run(
        ["git", "-c", "core.quotePath=false", "status", "--porcelain", "-uall"],
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return told.stdout


TAKEN = (
    ".", "teams", "content/a", "site", ".ci", ".github/x", "private", "new", "dist2/a", "publish.yml/a", "generator",
    ".cache/a", "Teams/a", "DIST/a", "dist/../a", "dist/../teams/../dist/../x",
)  # fmt: skip


@pytest.mark.parametrize("place", TAKEN)
def test_the_register_holds_nothing_that_is_made_of_it(root: Path, place: str) -> None:
    """Whatever folder it is, also one that nobody has thought of; nothing is made."""
    with pytest.raises(click.ClickException, match="请换一个文件夹"):
        public_folder(root, root / place, "print")
    assert not (root / "dist").exists()


@pytest.mark.parametrize("asked", [None, "dist", "dist/给小李", "dist/a/../b"])
def test_its_own_place_never_enters_git(root: Path, asked: str | None) -> None:
    """Whether the register has a ``.gitignore`` or not."""
    before = untracked(root)
    folder = public_folder(root, root / asked if asked else None, "print")
    assert folder.is_relative_to(root / "dist")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.pdf").write_bytes(b"pdf")
    assert untracked(root) == before


def test_what_somebody_wrote_there_stays(root: Path) -> None:
    """A ``.gitignore`` of one's own is not touched."""
    (root / "dist").mkdir()
    (root / "dist/.gitignore").write_text("a\n", encoding="utf-8")
    public_folder(root, None, "print")
    assert (root / "dist/.gitignore").read_text(encoding="utf-8") == "a\n"


@pytest.mark.parametrize("target", [BundleTarget(kind="bundle"), FolderTarget(kind="folder", folder="dist/a/b")])
def test_what_is_published_there_does_not_either(root: Path, target: BundleTarget | FolderTarget) -> None:
    """Archives and trial folders lie in the same place."""
    before = untracked(root)
    prepare(root, target)
    (root / "dist/a.zip").write_bytes(b"zip")
    assert untracked(root) == before


def test_looking_makes_nothing(root: Path) -> None:
    """So that a story that may not go out leaves no trace."""
    assert public_place(root, None, "print") == root / "dist/print"
    assert not (root / "dist").exists()


def test_outside_is_anybody_s_own(root: Path, tmp_path: Path) -> None:
    """Also beside the register, with a name that begins like its own."""
    for name in ("给小李", "登记 册 2"):
        assert public_folder(root, tmp_path / name, "print") == tmp_path / name
    assert not (root / "dist").exists()


def test_links_lead_where_they_lead(root: Path, tmp_path: Path) -> None:
    """In and out: what counts is the folder that would hold the files."""
    (root / "dist").mkdir()
    (root / "dist/in").symlink_to(root / "teams")
    (tmp_path / "door").symlink_to(root)
    (root / "out").symlink_to(tmp_path)
    for place in (root / "dist/in/a", tmp_path / "door/content", root / "out/登记 册/teams"):
        with pytest.raises(click.ClickException, match="请换一个文件夹"):
            public_folder(root, place, "print")
    assert public_folder(tmp_path / "door", tmp_path / "door/dist/a", "print") == root / "dist/a"
    assert public_folder(root, root / "out/别处", "print") == tmp_path / "别处"


def test_links_in_a_ring(root: Path, tmp_path: Path) -> None:
    """Said in words."""
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(click.ClickException):
        public_folder(root, tmp_path / "a/x", "print")


@pytest.mark.parametrize("place", [".git", ".git/hooks", ".GIT/x"])
def test_git_s_own_folder(root: Path, tmp_path: Path, place: str) -> None:
    """Of any repository."""
    for start in (root, root / "dist", tmp_path / "other"):
        with pytest.raises(click.ClickException, match=r"\.git|登记册"):
            public_folder(root, start / place, "print")


@pytest.mark.parametrize("place", ["", "teams", "dist/a", "new/folder"])
def test_other_registers_are_left_alone(root: Path, tmp_path: Path, place: str) -> None:
    """One beside this one, or a copy within its outputs."""
    for other in (tmp_path / "县里", root / "dist/copy"):
        tiny.write(other)
        with pytest.raises(click.ClickException, match="另一个登记册"):
            public_folder(root, other / place, "print")


def test_a_disk_on_which_case_does_not_count(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There ``DIST`` is ``dist``, and another spelling of the register is the register."""
    (root / "dist").mkdir()
    same = Path.samefile
    monkeypatch.setattr(Path, "samefile", lambda one, other: same(Path(_low(one)), Path(_low(other))))
    monkeypatch.setattr(Path, "resolve", lambda path: path)
    assert public_place(root, root / "DIST/a", "print") == root / "DIST/a"
    with pytest.raises(click.ClickException, match="在登记册里"):
        public_place(root, root.with_name(root.name) / "TEAMS/a", "print")


def _low(path: object) -> str:
    """As such a disk reads a name."""
    head, mark, tail = str(path).partition("登记 册")
    return head + mark + tail.lower()
