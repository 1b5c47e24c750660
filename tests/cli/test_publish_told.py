"""What ``jinguo publish`` tells: which files, what stays for a while, and what readers do not see yet."""

from __future__ import annotations

import time

import pytest

from generator.cli import publish_told
from generator.console import Recorded
from generator.mirrors.parts import Published
from tests.cli.outgoing import newer, publish
from tests.mirrors.publisher import PAGES, Publisher
from tests.mirrors.shelf import Shelf


def test_every_file_can_be_seen(place: Publisher, shelf: Shelf) -> None:
    """A few without asking, pages first; all of them with ``--all``."""
    place.build({**PAGES, **{f"a/{number}.json": "{}" for number in range(9)}})
    assert (
        "增加 13 个文件：a/b.html、index.html、a/0.json、a/1.json、a/2.json 等 13 个"
        in publish(place, "--dry-run").stdout
    )
    assert "加 --all 列出每个文件" in publish(place, "--dry-run").stdout
    done = publish(place, "--dry-run", "--all")
    assert all(f"\n  a/{number}.json\n" in done.stdout for number in range(9))
    assert shelf.releases == []


def test_what_stays_for_a_while_is_told(place: Publisher, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """On plain hosting the files of older pages go one release later; without an address nothing is promised."""
    place.commit("publish.yml", "deletions: 100\ntargets:\n  net: {kind: folder, folder: dist/n, links: false}\n")
    newer(place)
    assert "没有写 url，不能从网上核对：请打开看一看" in publish(place).stdout
    monkeypatch.setattr(shelf, "publish", lambda release, _dead: Published(release.manifest.id, 1, 9, 0))
    newer(place, {"index.html": "<p>新的首页</p>"})
    assert "还有 2 个旧文件（旧网页用的图片、样式、检索）留到下一次发布再删" in publish(place).stdout


def test_a_parcel_is_made_and_not_published(place: Publisher, shelf: Shelf) -> None:
    """Readers see nothing of it yet."""
    place.commit("publish.yml", "targets:\n  net: {kind: bundle, sign_key: k, url: 'https://example.org/'}\n")
    newer(place)
    done = publish(place)
    assert done.exit_code == 0, done.output
    assert "正在做压缩包：4 个文件" in done.stdout
    assert f"压缩包做好了：{shelf.releases[0].id[:12]}，在 dist 里；交出去、放上去以后读者才看得到" in done.stdout
    assert "已发布" not in done.stdout
    assert "下一步：jinguo verify net" in done.stdout


def test_a_server_that_does_not_answer_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while, once; and never where the answer came in time."""
    monkeypatch.setattr(publish_told, "_SILENCE", 0.05)
    console = Recorded()
    with publish_told.telling_of_silence(console):
        time.sleep(0.5)
    assert console.lines == ["服务器还没有回答，再等一会儿……不想等就按 Ctrl+C，读者看到的不变"]
    monkeypatch.setattr(publish_told, "_SILENCE", 30.0)
    with publish_told.telling_of_silence(console):
        pass
    assert len(console.lines) == 1
