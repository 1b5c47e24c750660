"""What the renderer of today adds to a plan: reminders, strictness, addresses, and where the result lies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.publish.stage import STRICT
from tests import tiny
from tests.built import BUILD, MKDOCS, change, copied, digests, left, run

ADDRESS = "https://example.org/jg/"
OLD = re.sub(r"(?m)^updated: .*$", "updated: 2020-01-02", tiny.FILES["teams/team.yml"])
"""A team that nobody has looked at for years: a reminder, no error."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built register of one's own."""
    return copied(tmp_path / "r")


def test_reminders_are_counted_and_a_strict_build_stops(root: Path) -> None:
    """A usual build says how many there are; a strict one names them and leaves the last site."""
    change(root, {"teams/team.yml": OLD})
    done = run(root, *BUILD)
    assert done.returncode == 0
    assert re.search(r"登记册有 \d+ 个提醒（jinguo check 查看）", done.stderr)
    before = digests(root / "site")
    for done in (run(root, *BUILD, "--strict"), run(root, *MKDOCS, **{STRICT: "1"})):
        assert done.returncode == 1
        assert "teams/team.yml:" in done.stderr
        assert "网站没有更新" in done.stderr
        assert digests(root / "site") == before
        assert left(root) == []


def test_after_a_build_mkdocs_knows_where_the_site_lies(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``mkdocs gh-deploy`` publishes the site's folder, not the stage that is gone."""
    monkeypatch.chdir(root)
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    build(config)
    assert Path(config.site_dir) == root / "site"
    assert left(root) == []


def test_full_addresses_only_where_the_address_is_known(root: Path) -> None:
    """The sitemap needs the site's address; a picture for other sites is named relative to its page without one."""
    story = root / "site" / "activities" / "2024" / "0305-leifeng.html"
    assert 'og:image" content="../../photos/' in story.read_text(encoding="utf-8")
    assert not (root / "site" / "sitemap.xml").exists()
    facts = tiny.FEDERATION.replace("site: {", f"site: {{url: '{ADDRESS}', ").replace(
        "footer: {", "footer: {icp: 示例ICP备00000000号, "
    )
    assert ADDRESS in facts
    change(root, {"teams/federation.yml": facts})
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    text = story.read_text(encoding="utf-8")
    image = re.search(rf'og:image" content="{ADDRESS}(photos/[^"]+)"', text)
    assert image is not None
    assert (root / "site" / image[1]).is_file()
    assert '<a href="https://beian.miit.gov.cn/" rel="noopener">示例ICP备00000000号</a>' in text
    listed = re.findall(rf"<loc>{ADDRESS}(.*)</loc>", (root / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    assert "" in listed
    assert all((root / "site" / (address or "index.html")).is_file() for address in listed)


def test_the_tree_of_teams_stands_open(root: Path) -> None:
    """Without a script, and on paper, every squad can be read."""
    text = (root / "site" / "teams" / "index.html").read_text(encoding="utf-8")
    tree = text[text.index('<div class="tree">') :]
    assert "<details open>" in tree
    assert "<details>" not in tree
