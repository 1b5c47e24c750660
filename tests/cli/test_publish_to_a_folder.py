"""From a built site to a folder that readers open, and back, by the commands alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.clock import today
from generator.publish.manifest import NAME, read
from tests import tiny
from tests.cli.outgoing import newer, presentable, publish, run
from tests.mirrors.publisher import PAGES, Publisher

TARGETS = {
    "links": ("targets:\n  net: {kind: folder, folder: dist/a/net}\n", "dist/a/net/current"),
    "files": ("targets:\n  net: {kind: folder, folder: dist/a/net, links: false}\n", "dist/a/net"),
}


@pytest.fixture(params=sorted(TARGETS))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Publisher:
    """A register that publishes to a folder, with links or without."""
    made = presentable(tmp_path / "r")
    made.commit("publish.yml", TARGETS[request.param][0])
    made.reviewed()
    made.build()
    return made


def seen(place: Publisher) -> dict[str, str]:
    """Every file that readers find, which must be those of its list."""
    for text, where in TARGETS.values():
        if text == (place.root / "publish.yml").read_text(encoding="utf-8"):
            folder = place.root / where
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    manifest = read(files.pop(NAME))
    assert {path: hashlib.sha256(data).hexdigest() for path, data in files.items()} == {
        file.path: file.sha256 for file in manifest.files
    }
    return {path: data.decode() for path, data in files.items()}


def test_there_and_back(place: Publisher) -> None:
    """Published, changed, published again, and taken back in one step."""
    assert publish(place).exit_code == 0
    assert seen(place) == PAGES
    changed = {**PAGES, "index.html": "<p>新的首页</p>", "c.html": "<p>丙</p>"}
    newer(place, changed)
    done = publish(place, "--dry-run")
    assert "增加 1 个文件：c.html" in done.stdout
    assert seen(place) == PAGES
    assert publish(place).exit_code == 0
    assert seen(place) == changed
    done = run(place, "rollback", "net")
    assert done.exit_code == 0, done.output
    assert seen(place) == PAGES
    assert publish(place).exit_code == 0
    assert seen(place) == changed


def test_what_is_refused_leaves_readers_alone(place: Publisher) -> None:
    """Until somebody says the word."""
    assert publish(place).exit_code == 0
    few = {"index.html": "<p>只剩首页</p>"}
    newer(place, few)
    done = publish(place)
    assert done.exit_code == 1
    assert "要删去线上 4 个文件里的 2 个（50%），超过 20%：a/b.html、feed.xml" in done.stderr
    assert seen(place) == PAGES
    assert publish(place, "--delete-up-to", "50%").exit_code == 0
    assert seen(place) == few


def test_a_withdrawal_reaches_the_server(place: Publisher) -> None:
    """Nothing that showed the person is left there, in no folder, and nobody can bring it back."""
    shown = {**PAGES, "index.html": "<p>她的照片</p>"}
    newer(place, shown)
    assert publish(place).exit_code == 0
    withdrawn = f"given: 2024-01-02, withdrawn: {today().isoformat()}}}"
    place.commit("teams/consents.yml", tiny.CONSENTS.replace("given: 2024-01-02}", withdrawn, 1))
    place.reviewed()
    assert publish(place).exit_code == 1
    place.build()
    done = publish(place)
    assert done.exit_code == 0, done.output
    assert "个版本里的同意已经失效，发布时一起删掉" in done.stderr
    assert seen(place) == PAGES
    kept = [path.read_bytes() for path in (place.root / "dist").rglob("*") if path.is_file()]
    assert all("她的照片".encode() not in data for data in kept)
    done = run(place, "rollback", "net")
    assert done.exit_code == 1
    assert "没有留着旧版本" in done.stderr
