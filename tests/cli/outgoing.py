"""A register that may be published, and its two commands, for tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import publish as publishing
from generator.cli import rollback as rolling
from generator.cli.main import jinguo
from tests import tiny
from tests.mirrors.publisher import PAGES, Publisher, publisher
from tests.mirrors.shelf import Shelf

FOOTER = "footer: {host: 云溪市妇联, icp: 豫ICP备20264051号-1, police: 豫公网安备 41040202000173号}"
PRIVACY = "# 隐私\n\n## 找谁撤下 { #takedown }\n\n写信到 office@example.com。\n\n## 孩子 { #children }\n\n少写。\n"
OTHER = {**PAGES, "index.html": "<p>新的首页</p>", "c.html": "<p>丙</p>"}


def presentable(folder: Path) -> Publisher:
    """The tiny register under another name, complete enough for a release, with a site."""
    made = publisher(folder)
    federation = tiny.FEDERATION.replace("sample: true\n", "").replace("footer: {host: 示例市妇联}", FOOTER)
    made.repo.write("teams/federation.yml", federation.replace("示例", "云溪"))
    for path in made.root.glob("teams/**/team.yml"):
        made.repo.write(str(path.relative_to(made.root)), path.read_text(encoding="utf-8").replace("示例", "云溪"))
    made.commit("content/privacy.md", PRIVACY)
    made.reviewed()
    made.build()
    return made


def as_sample(place: Publisher) -> None:
    """Say again that all of it is invented."""
    path = place.root / "teams/federation.yml"
    place.repo.write("teams/federation.yml", f"sample: true\n{path.read_text(encoding='utf-8')}")


def shelved(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A target in memory in the place of every other."""
    made = Shelf()
    for module in (publishing, rolling):
        monkeypatch.setattr(module, "open_mirror", lambda *_, **__: made)
    return made


def run(place: Publisher, *words: str) -> Result:
    """Run a command; no mistake of ours comes out of it."""
    done = CliRunner().invoke(jinguo, [*words, "--root", str(place.root)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def publish(place: Publisher, *words: str) -> Result:
    """Publish to the one target."""
    return run(place, "publish", "net", *words)


def newer(place: Publisher, files: dict[str, str] | None = None) -> str:
    """Another reviewed commit and a site of it; the id of that build."""
    spelt = place.head().translate(str.maketrans("0123456789", "ghijklmnop"))  # ten digits may look like a telephone
    place.commit("content/index.md", f"{spelt}。\n")
    place.reviewed()
    return place.build(files).id
