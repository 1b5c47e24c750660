"""A server that shows readers something else than who checks is found out, whoever it is that gets it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.console import Recorded
from generator.mirrors.inspection.asking import Asker
from generator.mirrors.inspection.exposure import readable
from generator.mirrors.inspection.fault import Fault
from generator.mirrors.inspection.verify import chosen, examine
from generator.mirrors.parts import Release
from generator.publish.manifest import NAME
from tests.mirrors.releases import release, story_site
from tests.mirrors.servers.odd import Asked, Odd, Site, odd_server

CASINO = b"<h1>casino</h1>"


@pytest.fixture
def made(tmp_path: Path) -> Release:
    """A release of a few pages, some at the top."""
    more = {"404.html": b"<html>nothing here</html>", "about.html": b"<html>about</html>"}
    return release(tmp_path / "www" / "volunteers", story_site("one", 5, 200) | more)


@pytest.fixture
def site(made: Release) -> Iterator[Site]:
    """It, served well."""
    with odd_server(made.folder) as server:
        yield server


def found(site: Site, made: Release) -> list[Fault]:
    """What must not stay."""
    return [each for each in examine(site.url, made.manifest, Recorded(), 0) if each.severity == "error"]


def to(header: str, word: str) -> Odd:
    """Another page for those whose header holds a word."""

    def answer(asked: Asked) -> None:
        if word not in (asked.headers[header] or "") or asked.place == NAME:
            return asked.well()
        return asked.say(200, CASINO, Content_Type="text/html")

    return answer


@pytest.mark.parametrize(
    ("header", "word"),
    [("User-Agent", "Mozilla"), ("User-Agent", "Windows"), ("User-Agent", "Mobile"), ("User-Agent", "MicroMessenger"),
     ("User-Agent", "Baiduspider"), ("Referer", "baidu"), ("Accept-Encoding", "gzip"), ("Accept-Encoding", "identity")],
)  # fmt: skip
@pytest.mark.parametrize("place", ["*", "", "about.html"])
def test_whoever_gets_another_page(site: Site, made: Release, header: str, word: str, place: str) -> None:
    """Everywhere, on the home page or on a page at the top alone: the server is told of, not the release."""
    site.odd[place] = to(header, word)
    told = found(site, made)
    assert told
    if header != "Accept-Encoding":
        assert {each.about for each in told} == {"server"}
        assert all("看的和核对程序看到的不一样" in each.message for each in told)


def test_old_packed_files_are_found(site: Site, made: Release) -> None:
    """What browsers unpack is what is compared; files that are right when they come plain are told so."""
    page = "activities/2026/0003.html"
    site.odd["*"] = lambda asked: asked.well() if asked.place != page else packed(asked)

    def packed(asked: Asked) -> None:
        if "gzip" in (asked.headers["Accept-Encoding"] or ""):
            return asked.say(200, gzip.compress(b"last year"), Content_Encoding="gzip", Content_Type="text/html")
        return asked.well()

    (told,) = [each for each in examine(site.url, made.manifest, Recorded()) if each.severity == "error"]
    assert (told.where, told.about, ".gz" in told.hint) == (page, "server", True)


def test_packed_in_a_way_that_nobody_asked_for(site: Site, made: Release) -> None:
    """The bytes are right, but no browser can read them under that name."""
    site.odd["feed.xml"] = lambda asked: asked.well(Content_Encoding="br")
    assert any(each.where == "feed.xml" and "压缩方式" in each.message for each in found(site, made))


def test_led_away_only_from_a_search_engine(site: Site, made: Release) -> None:
    """The commonest trick of all; where they are led is named."""
    site.odd["*"] = lambda asked: (
        asked.say(302, Location="https://bet.example.org/") if asked.headers["Referer"] else asked.well()
    )
    (told,) = found(site, made)
    assert "从百度点进来" in told.message
    assert "bet.example.org" in told.message


def test_who_only_pretends_to_be_a_search_engine_may_be_refused(site: Site, made: Release) -> None:
    """Many firewalls do so, and are right; refusing browsers is a fault."""
    site.odd["*"] = lambda asked: asked.say(403) if "Baiduspider" in asked.headers["User-Agent"] else asked.well()
    assert found(site, made) == []
    site.odd["*"] = lambda asked: asked.say(403) if "Mobile" in asked.headers["User-Agent"] else asked.well()
    assert {each.about for each in found(site, made)} == {"server"}


def test_a_cache_must_show_that_it_is_one(site: Site, made: Release) -> None:
    """Right bytes only for those who say ``no-cache``: without any sign of a cache that is a server with two faces."""
    signs: dict[str, str] = {}

    def two_faces(asked: Asked) -> None:
        if asked.headers["Cache-Control"]:
            return asked.well()
        return asked.say(200, CASINO, Content_Type="text/html", **signs)

    site.odd["about.html"] = two_faces
    (told,) = [each for each in examine(site.url, made.manifest, Recorded()) if each.severity == "error"]
    assert (told.about, "网站可能被人动过" in told.hint) == ("server", True)
    signs["Via"] = "cache7.cn1234"
    about = {each.about for each in examine(site.url, made.manifest, Recorded()) if each.severity == "error"}
    assert about == {"cache"}


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999/", "http://user:pass@[::1/x", "//["])
def test_a_redirect_to_what_is_no_address(site: Site, made: Release, address: str) -> None:
    """Is told like any other trouble, and is no accident of ours."""
    site.odd["feed.xml"] = lambda asked: asked.say(302, Location=address)
    assert any(each.where == "feed.xml" and "不成样子的网址" in each.message for each in found(site, made))
    with Asker() as asker:
        assert asker.ask(f"{site.url}feed.xml").trouble


def test_a_place_where_nothing_was_published(tmp_path: Path, made: Release) -> None:
    """Is said once, not for each file."""
    (tmp_path / "empty").mkdir()
    with odd_server(tmp_path / "empty") as server:
        (told,) = found(server, made)
        assert "还没有发布过" in told.message
        (tmp_path / "empty" / "index.html").write_text("Welcome to the server!")
        (told,) = found(server, made)
        assert told.where == NAME


@pytest.mark.parametrize("status", [200, 403])
def test_a_server_that_knows_no_home_page(site: Site, made: Release, status: int) -> None:
    """A setting: going back to an earlier release would change nothing."""
    site.odd[""] = lambda asked: asked.say(status, b"<title>Index of /</title>")
    told = found(site, made)
    assert {each.about for each in told} == {"server"}
    assert any("默认首页" in each.hint for each in told)


def test_somebody_who_writes_into_every_page(site: Site, made: Release) -> None:
    """One line that names the cause, and no fault of the release: going back would change nothing."""

    def written_into(asked: Asked) -> None:
        file = made.folder / (asked.place or "index.html")
        if file.suffix != ".html" or not file.is_file():
            return asked.well()
        return asked.say(200, file.read_bytes() + b"<script></script>", Content_Type="text/html; charset=utf-8")

    site.odd["*"] = written_into
    told = [each for each in examine(site.url, made.manifest, Recorded()) if each.severity == "error"]
    assert any("路上有人往网页里加东西" in each.message for each in told)
    assert {each.about for each in told} == {"server"}
    assert len(told) <= 3


def test_a_sample_is_drawn_by_lot_and_holds_what_counts(made: Release) -> None:
    """Entries, what pages load, the newest stories, and so many others: which, nobody knows beforehand."""
    many = release(
        made.folder.parent / "many", {f"x/{number}.txt": b"x" for number in range(200)} | {"index.html": b""}
    )
    paths = [[each.path for each in chosen(many.manifest, 20)] for _ in range(4)]
    assert all(len(each) == 21 and "index.html" in each for each in paths)
    assert len({tuple(each) for each in paths}) > 1
    assert len(chosen(many.manifest, 9999)) == 201


def test_whether_strangers_can_read_a_place(tmp_path: Path, made: Release) -> None:
    """Below the site and beside it; a server that says 200 to everything hands out nothing; silence is no answer."""
    for folder in ("volunteers/_jinguo", "volunteers-jinguo"):
        (tmp_path / "www" / folder).mkdir()
        (tmp_path / "www" / folder / "kept.json").write_text("{}")
    with odd_server(tmp_path / "www") as server:
        url = f"{server.url}volunteers/"
        assert readable(url, "_jinguo/kept.json") is True
        assert readable(url, "../volunteers-jinguo/kept.json") is True
        assert readable(url, "_jinguo/other.json") is False
        server.odd["volunteers-jinguo/kept.json"] = lambda asked: asked.say(403)
        assert readable(url, "../volunteers-jinguo/kept.json") is False
        server.odd["*"] = lambda asked: asked.say(200, b"hello")
        assert readable(url, "_jinguo/kept.json") is False
        server.odd["volunteers/_jinguo/kept.json"] = lambda asked: asked.say(302, Location="http://127.0.0.1:99999/")
        assert readable(url, "_jinguo/kept.json") is None
    assert readable("http://127.0.0.1:9/", "_jinguo/kept.json") is None
    assert made.manifest.files
