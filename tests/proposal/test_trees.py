"""What lies in somebody's commit becomes plain files, or is refused and told: nothing is followed, nothing runs."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from generator.proposal import trees
from generator.proposal.trees import NoRevision, export, fork_of, other_files, revision
from tests import tiny
from tests.built import digests
from tests.proposal.desk import commit, crafted, git, repository

ODD: dict[str, tuple[str, str, bytes]] = {
    "a link to a file of the machine": ("content/pw.md", "120000", b"/etc/passwd"),
    "a link to a key": (f"{tiny.STORY}/01.jpg", "120000", b"../../../tests/sample/sample.identity"),
    "a folder that is a link": ("teams/yexian2", "120000", b"/etc"),
    "a name with a line end": ("content/a\n::set-output name=x::y.md", "100644", b"x"),
    "a name with colours": ("content/\x1b[31mred.md", "100644", b"x"),
    "a name that turns around": ("content/\u202egpj.md", "100644", b"x"),
    "a name longer than disks take": (f"content/{'长' * 90}.md", "100644", b"x"),
    "a path longer than systems take": (f"content/{'a/' * 900}b.md", "100644", b"x"),
    "a stream of Windows": ("content/a.md:evil", "100644", b"x"),
    "a path of Windows": ("content/..\\..\\evil.md", "100644", b"x"),
    "the same but for case": ("content/Privacy.md", "100644", b"x"),
    "the same but for case, in a folder": ("teams/TEAM.yml", "100644", b"x"),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_things_are_refused_and_told(tmp_path: Path, what: str) -> None:
    """One F1 that names the place on one line; nothing of it is written."""
    path, mode, data = ODD[what]
    root = repository(tmp_path / "repository")
    done = export(root, crafted(root, [(path, mode, data)]), tmp_path / "out")
    assert [problem.rule for problem in done.refused] == ["F1"]
    assert str(done.refused[0]).isprintable()
    written = digests(tmp_path / "out")
    assert set(done.ids) == set(written)
    assert len(written) in {len(tiny.FILES) + len(tiny.PHOTOS), len(tiny.FILES) + len(tiny.PHOTOS) - 1}
    assert not any(each.is_symlink() for each in (tmp_path / "out").rglob("*"))


def test_a_submodule_is_refused(tmp_path: Path) -> None:
    """Another repository is not fetched."""
    root = repository(tmp_path / "repository")
    head = crafted(root, [("activities/2024/sub", "160000", git(root, "rev-parse", "main").encode())])
    assert ["子模块" in problem.message for problem in export(root, head, tmp_path / "out").refused] == [True]


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its size alone; and what all of them may weigh is limited too."""
    monkeypatch.setattr(trees, "HEAVIEST", 10_000)
    root = repository(tmp_path / "repository")
    head = commit(root, {"content/big.md": b"x" * 10_001, "content/b.md": b"x" * 9000})
    refused = export(root, head, tmp_path / "out").refused
    assert [problem.path for problem in refused] == ["content/big.md"]
    monkeypatch.setattr(trees, "LARGEST", 8_000)
    refused = export(root, commit(root, {"content/b.md": b"x" * 9000}), tmp_path / "again").refused
    assert "content/b.md" in [problem.path for problem in refused]


def bomb(root: Path, deep: int, inside: str) -> str:
    """A commit of a few small trees, each ten times in the next, as one of the folders at the top."""
    leaf = "".join(f"100644 blob {git(root, 'hash-object', '-w', '--stdin', told=b'x')}\tf{n}.md\n" for n in range(10))
    tree = git(root, "mktree", told=(leaf if deep > 0 else "").encode())
    for _ in range(abs(deep)):
        tree = git(root, "mktree", told="".join(f"040000 tree {tree}\td{n}\n" for n in range(10)).encode())
    top = [line for line in git(root, "ls-tree", "main").splitlines() if not line.endswith(f"\t{inside}")]
    whole = git(root, "mktree", told="\n".join([*top, f"040000 tree {tree}\t{inside}", ""]).encode())
    return git(root, "commit-tree", whole, "-p", "main", "-m", "bomb")


@pytest.mark.parametrize("inside", ["activities", "elsewhere"])
@pytest.mark.parametrize("deep", [9, -9])
def test_a_tree_that_grows_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deep: int, inside: str) -> None:
    """Ten thousand million paths, or none in a thousand million folders: soon said, and little of it is held."""
    root = repository(tmp_path / "repository")
    head = bomb(root, deep, inside)
    monkeypatch.setattr(trees, "MOST", 2_000)
    monkeypatch.setattr(trees, "_PATIENCE", 2.0)
    tracemalloc.start()
    with pytest.raises(NoRevision, match=r"文件太多|git "):
        export(root, head, tmp_path / "out") if inside == "activities" else other_files(root, "main", head)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_attributes_filters_and_hooks_do_nothing(tmp_path: Path) -> None:
    """Neither those of the commit nor those set up in the repository; the bytes are those of the blob."""
    root = repository(tmp_path / "repository")
    canary = tmp_path / "canary"
    for name in ("smudge", "clean", "process"):
        git(root, "config", f"filter.evil.{name}", f"touch '{canary}'; cat")
    git(root, "config", "diff.evil.textconv", f"touch '{canary}'; cat")
    git(root, "config", "core.hooksPath", "hooks")
    hook = root / "hooks" / "post-checkout"
    hook.parent.mkdir()
    hook.write_text(f"#!/bin/sh\ntouch '{canary}'\n")
    hook.chmod(0o755)
    attributes = "* filter=evil diff=evil text eol=crlf ident export-ignore export-subst working-tree-encoding=UTF-16\n"
    head = commit(root, {".gitattributes": attributes, "content/.gitattributes": attributes, "content/n.md": "$Id$\n"})
    done = export(root, head, tmp_path / "out")
    other_files(root, revision(root, "main"), head)
    assert (tmp_path / "out/content/n.md").read_bytes() == b"$Id$\n"
    assert not done.refused
    assert not canary.exists()


def test_what_is_the_same_is_one_file(tmp_path: Path) -> None:
    """A register of thousands of photographs is written once; what differs is its own file."""
    root = repository(tmp_path / "repository")
    base = export(root, revision(root, "main"), tmp_path / "base")
    head = commit(root, {"content/privacy.md": "# 新\n"})
    export(root, head, tmp_path / "head", (tmp_path / "base", base.ids))
    assert (tmp_path / "base" / f"{tiny.STORY}/01.jpg").samefile(tmp_path / "head" / f"{tiny.STORY}/01.jpg")
    assert (tmp_path / "head/content/privacy.md").read_text() == "# 新\n"
    assert (tmp_path / "base/content/privacy.md").read_text() != "# 新\n"


def test_the_working_tree_is_left_alone(tmp_path: Path) -> None:
    """Nothing is checked out."""
    root = repository(tmp_path / "repository")
    before = digests(root / "content")
    export(root, commit(root, {"content/privacy.md": "# 新\n"}), tmp_path / "out")
    assert digests(root / "content") == before
    assert git(root, "status", "--porcelain") == ""


def test_files_outside_the_register(tmp_path: Path) -> None:
    """Programs, workflows and whatever else: named, never written."""
    root = repository(tmp_path / "repository")
    paths = [
        "generator/plugin.py",
        ".github/workflows/check.yml",
        "conftest.py",
        "mkdocs.yml",
        "teams.py",
        "content/new.md",
    ]
    head = commit(root, dict.fromkeys(paths, "x"))
    base = revision(root, "main")
    assert other_files(root, fork_of(root, base, head), head) == sorted(paths[:-1])
    written = export(root, head, tmp_path / "out").ids
    assert {path.partition("/")[0] for path in written} == {"teams", "activities", "content"}


@pytest.mark.parametrize("name", ["--upload-pack=touch x", "-x", "nothing", "main:content", "main\nx", ""])
def test_no_such_revision(tmp_path: Path, name: str) -> None:
    """A name that is an option, a path or nothing is refused."""
    root = repository(tmp_path / "repository")
    with pytest.raises(NoRevision):
        revision(root, name)


def test_replaced_objects_do_not_count(tmp_path: Path) -> None:
    """What ``refs/replace`` would put in the place of a commit is not seen."""
    root = repository(tmp_path / "repository")
    head = commit(root, {"content/privacy.md": "# 真的\n"})
    git(root, "replace", head, git(root, "rev-parse", "main"))
    export(root, head, tmp_path / "out")
    assert (tmp_path / "out/content/privacy.md").read_text() == "# 真的\n"
