"""What is served is the release, to the byte, or it is said what is not; a bad server never stops who asks."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.mirrors.inspection import asking, verify
from generator.mirrors.inspection.asking import Asker
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.inspection.verify import chosen, examine, live
from generator.mirrors.parts import MirrorError, Release
from generator.publish.manifest import NAME
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.odd import Asked, Odd, Site, odd_server

_MORE = {
    "404.html": b"<html>nothing here</html>", "calendar.ics": b"BEGIN:VCALENDAR\r\n", "feed.json": b"{}",
    "assets/mark.svg": b"<svg/>", "photos/1.webp": b"RIFF", "photos/1.avif": b"ftypavif",
}  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Release:
    """A release of forty files."""
    return release(tmp_path / "made", story_site("one", ballast=200) | _MORE)


@pytest.fixture
def site(made: Release) -> Iterator[Site]:
    """It, served well."""
    with odd_server(made.folder) as server:
        yield server


def found(site: Site, made: Release, sample: int | None = None) -> list[Fault]:
    """Faults and hints, but for what is true of every test server."""
    usual = ("网址不是 https", "网页没有压缩")
    listed = examine(site.url, made.manifest, Recorded(), sample)
    return [each for each in listed if not each.message.startswith(usual)]


def test_a_release_that_is_served_passes(site: Site, made: Release) -> None:
    """Every file is asked for; the list proves itself; hints go to the console and are no faults."""
    console = Recorded()
    assert verify.verify(site.url, made.manifest, console) == []
    assert all(f"GET /{each.path}" in site.asked for each in made.manifest.everything())
    assert "GET /" in site.asked
    assert [each.startswith("提醒：") for each in console.warnings] == [True, True]
    assert live(site.url).id == made.manifest.id


@pytest.mark.parametrize("path", ["activities/2026/0003.html", "photos/1.webp", "index.html", NAME, "404.html"])
def test_one_byte_is_enough(site: Site, made: Release, path: str) -> None:
    """Wherever it is."""
    data = bytearray((made.folder / path).read_bytes())
    data[len(data) // 2] ^= 1
    (made.folder / path).write_bytes(data)
    assert any(each.where in {path, "首页"} and each.severity == "error" for each in found(site, made))


def test_what_is_missing_short_or_elsewhere_is_said(site: Site, made: Release) -> None:
    """Gone, cut off, longer, led to another host, led in circles."""
    (made.folder / "feed.json").unlink()
    site.odd["activities/2026/0001.html"] = lambda asked: asked.say(200, b"half")
    site.odd["activities/2026/0002.html"] = lambda asked: asked.say(200, b"x" * 10_000_000)
    site.odd["activities/2026/0004.html"] = lambda asked: asked.say(302, Location="https://elsewhere.example.org/")
    site.odd["activities/2026/0005.html"] = lambda asked: asked.say(302, Location="/activities/2026/0005.html")
    told = {each.where.rpartition("/")[2]: each for each in found(site, made)}
    assert told["feed.json"].message == "回答 404，应当有这个文件"
    assert "只来了 4 字节" in told["0001.html"].message
    assert told["0002.html"].message == "内容和这一版不一样"
    assert (told["0004.html"].message, told["0004.html"].about) == ("被转到了 elsewhere.example.org", "server")
    assert told["0005.html"].message == "取不到：转来转去，转不到头"
    assert len(told) == 5


def test_another_release_is_named(site: Site, made: Release, tmp_path: Path) -> None:
    """Also by the command that asks for no release of its own."""
    other = release(tmp_path / "other", story_site("two", ballast=200) | _MORE)
    told = [each for each in found(site, other) if each.about == "release"]
    assert [each.where for each in told] == [NAME]  # of what has just been left, no file is told one by one
    assert f"是 {made.manifest.id[:12]}" in told[0].message
    assert "--live" in told[0].hint
    (made.folder / NAME).write_bytes(b"{}")
    with pytest.raises(MirrorError, match="被改动过"):
        live(site.url)
    (made.folder / NAME).unlink()
    with pytest.raises(MirrorError, match="还没有发布过"):
        live(site.url)


def test_types_that_browsers_refuse_are_faults(site: Site) -> None:
    """Styles, scripts and drawings under another type, Chinese under another charset; the rest are hints."""
    made = release(site.folder, {"assets/a.js": b"1"})
    octets = "application/octet-stream"
    for path, kind in {
        "assets/mark.svg": octets, "assets/a.js": octets, "photos/1.webp": octets, "calendar.ics": "text/calendar",
        "feed.xml": "application/xml; charset=gb2312",
    }.items():  # fmt: skip
        site.odd[path] = lambda asked, kind=kind: asked.well(Content_Type=kind)  # type: ignore[misc]
    told = {each.where: (each.severity, each.about) for each in found(site, made)}
    assert told == {
        "assets/mark.svg": ("error", "server"), "assets/a.js": ("error", "server"), "feed.xml": ("error", "server"),
        "photos/1.webp": ("warning", "server"), "calendar.ics": ("warning", "server"),
    }  # fmt: skip
    site.odd = {"photos/1.avif": lambda asked: asked.well(Content_Type=octets, X_Content_Type_Options="nosniff")}
    assert [(each.where, each.severity) for each in found(site, made)] == [("photos/1.avif", "error")]


def test_pages_that_browsers_keep_for_long_are_hinted_at_once(site: Site, made: Release) -> None:
    """A reader who has seen a story must not see it for a month after it is withdrawn."""
    site.odd["*"] = lambda asked: asked.well(Cache_Control="public, max-age=2592000")
    (told,) = [each for each in found(site, made) if "缓存" in each.hint]
    assert (told.severity, "另有" in told.message) == ("warning", True)


@pytest.mark.parametrize("path", [".git/HEAD", "private/exports.log", "teams/consents.yml", "teams/roster.sealed",
                                  "_jinguo/kept.json", f"{NAME}~", "publish.yml"])  # fmt: skip
def test_doors_that_must_be_shut(site: Site, made: Release, path: str) -> None:
    """What lies beside a register or a site is never handed out."""
    (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
    (made.folder / path).write_text("inside")
    assert [(each.where, each.about) for each in found(site, made)] == [(path, "server")]


def test_a_server_that_never_says_no(site: Site, made: Release) -> None:
    """It is told once, not for each door; a listing of folders is a hint."""
    site.odd |= {path: lambda asked: asked.say(200, b"hello") for path in (".git/HEAD", "publish.yml")}
    site.odd["releases/"] = lambda asked: asked.say(200, b"hello")
    site.odd[f"no-such-page-{made.manifest.id[:12]}.html"] = lambda asked: asked.say(200, b"hello")
    (told,) = found(site, made)
    assert "应当回答 404" in told.message
    site.odd = {"photos/": lambda asked: asked.say(200, b"<title>Index of /photos/</title>")}
    assert [(each.where, each.severity) for each in found(site, made)] == [("photos/", "warning")]


def test_records_beside_a_folder_of_a_larger_site(made: Release, tmp_path: Path) -> None:
    """Plain targets keep theirs in ``NAME-jinguo`` unless told otherwise: readers must not get there."""
    (tmp_path / "www").mkdir()
    made.folder.rename(tmp_path / "www" / "volunteers")
    (tmp_path / "www" / "volunteers-jinguo").mkdir()
    (tmp_path / "www" / "volunteers-jinguo" / "record.z").write_text("{}")
    with odd_server(tmp_path / "www") as server:
        server.url += "volunteers/"
        server.odd["volunteers/no-such-page-" + made.manifest.id[:12] + ".html"] = lambda asked: asked.say(404)
        told = [each for each in found(server, made) if each.severity == "error"]
    assert [each.where for each in told] == ["../volunteers-jinguo/record.z"]


def stale(old: bytes, *, listens: bool, heals: bool = False) -> object:
    """A cache before the server: it has old bytes; asked to ask the server, it does, or does not."""
    state = {"fresh": False}

    def answer(asked: Asked) -> None:
        state["fresh"] |= heals and asked.headers["Cache-Control"] == "no-cache"
        fresh = state["fresh"] or (listens and asked.headers["Cache-Control"] == "no-cache") or "?" in asked.path
        if fresh:
            asked.well()
        else:
            asked.say(200, old, Age="4000", X_Cache="HIT", Content_Type="text/html; charset=utf-8")

    return answer


def test_a_cache_that_is_behind_is_no_fault_of_the_release(site: Site, made: Release) -> None:
    """It is recognised, and told from a server that is wrong; one that catches up when asked is only a hint."""
    path = "activities/2026/0003.html"
    site.odd[path] = stale(b"old", listens=True)  # type: ignore[assignment]
    assert [(each.where, each.about) for each in found(site, made)] == [(path, "cache")]
    site.odd[path] = stale(b"old", listens=False)  # type: ignore[assignment]
    (told,) = found(site, made)
    assert (told.about, "已经存了 4000 秒" in told.message) == ("cache", True)
    site.odd[path] = stale(b"old", listens=True, heals=True)  # type: ignore[assignment]
    assert [each.severity for each in found(site, made)] == ["warning"]
    site.odd[path] = lambda asked: asked.say(200, b"old", Age="4000")
    assert [each.about for each in found(site, made)] == ["release"]


def test_a_sample_holds_what_counts(made: Release) -> None:
    """Home page, entries, what pages load, the newest stories, and so many others."""
    paths = [each.path for each in chosen(made.manifest, 5)]
    assert {"index.html", "404.html", "feed.xml", "calendar.ics", "activities/2026/0029.html"} <= set(paths)
    assert any(path.endswith(".css") for path in paths)
    assert len(paths) == len(chosen(made.manifest, 0)) + 5 < len(made.manifest.files)


def drip(asked: Asked) -> None:
    """Headers without an end."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(200):
        asked.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def trickle(asked: Asked) -> None:
    """A body that comes byte by byte."""
    asked.send_response(200)
    asked.send_header("Content-Length", "100000")
    asked.end_headers()
    for _ in range(200):
        asked.wfile.write(b"x")
        asked.wfile.flush()
        time.sleep(0.05)


def hang(asked: Asked) -> None:
    """Nothing at all."""
    time.sleep(5)
    asked.close_connection = True


def drop(asked: Asked) -> None:
    """Less than was promised, then the link is gone."""
    asked.send_response(200)
    asked.send_header("Content-Length", "1000")
    asked.end_headers()
    asked.wfile.write(b"abc")


@pytest.mark.parametrize("odd", [drip, trickle, hang, drop])
def test_everything_has_an_end(site: Site, odd: object) -> None:
    """A slow, silent or broken answer is given up when its time is over, and no part of it counts."""
    site.odd["feed.xml"] = odd  # type: ignore[assignment]
    start = time.monotonic()
    with Asker(1, tries=1, patience=0.5) as asker:
        answer = asker.ask(f"{site.url}feed.xml", limit=10_000)
    assert answer.trouble
    assert time.monotonic() - start < 3


def test_a_link_that_breaks_once_is_asked_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does a server that is busy; three times is enough."""
    monkeypatch.setattr(asking, "_PAUSE", 0.01)
    left: list[Odd] = [drop, lambda asked: asked.say(503, Retry_After="0"), lambda asked: asked.well()]

    def next_one(asked: Asked) -> None:
        left.pop(0)(asked)

    site.odd["feed.xml"] = next_one
    with Asker() as asker:
        assert asker.ask(f"{site.url}feed.xml", limit=10_000).status == 200
        site.odd["feed.xml"] = drop
        before = len(site.asked)
        assert asker.ask(f"{site.url}feed.xml", limit=10_000).trouble
    assert len(site.asked) == before + 3


def test_a_packed_bomb_is_not_unpacked(site: Site) -> None:
    """No more is read than a file has, and one byte."""
    bomb = gzip.compress(b"\0" * 50_000_000)
    site.odd["feed.xml"] = lambda asked: asked.say(200, bomb, Content_Encoding="gzip")
    with Asker() as asker:
        assert asker.ask(f"{site.url}feed.xml", limit=10_000).size == 10_001


def test_a_site_that_is_down_is_said_once(made: Release) -> None:
    """Not a thousand times."""
    (told,) = examine("http://127.0.0.1:9/", made.manifest, Recorded())
    assert "打不开：连不上" in told.message


def test_when_too_much_is_wrong_the_rest_is_not_asked_for(
    site: Site, made: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that has gone away in the middle does not cost an hour."""
    monkeypatch.setattr(asking, "_PAUSE", 0.01)
    site.odd["*"] = lambda asked: asked.well() if not asked.place else asked.connection.close()
    told = found(site, made)
    assert any("没有再查下去" in each.message for each in told)
    assert sum("取不到：" in each.message for each in told) < len(made.manifest.files)
