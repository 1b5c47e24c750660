"""Feeds: valid, lasting, and holding nothing that the pages do not show."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import re
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest

from generator import personal
from generator.pages import feeds
from generator.pages.cards import Cards
from generator.pages.frame import frame
from generator.pages.interchange import lasting_id, one_line, reference
from generator.pages.pictures import Album, Picture
from generator.pages.published import published
from generator.records.library import load
from tests import tiny
from tests.pages.conftest import walk
from tests.pages.test_published import DEAD, consents

if TYPE_CHECKING:
    from tests.pages.conftest import Press, Site

NS = {"a": feeds.ATOM}
ADDRESSES = {
    "feed.xml", "feed.json", "brands/zhukun.xml", "brands/zhukun.json", "brands/weiquan.xml", "brands/weiquan.json",
}  # fmt: skip
URL = "https://example.org/jg/"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00\+08:00")


def made(site: Site, url: str = "") -> dict[str, bytes]:
    """The feeds of a site, which stands at an address or nowhere yet."""
    return feeds.files(site.cards, frame(site.shown.federation, site.pages.values(), url))


def atom(files: dict[str, bytes], address: str = "feed.xml") -> ET.Element:
    """A feed read back."""
    return ET.fromstring(files[address])  # noqa: S314 - our own


def text(parent: ET.Element, path: str) -> str:
    """Text of the one element at a path."""
    (found,) = parent.findall(path, NS)
    assert found.text
    return found.text


def links(parent: ET.Element, relation: str) -> list[dict[str, str]]:
    """Links of one kind."""
    return [link.attrib for link in parent.findall("a:link", NS) if link.get("rel") == relation]


def test_every_line_has_a_feed_in_both_forms(whole: Site) -> None:
    """The site and each brand line, at addresses that no page has; a line's feed holds its own stories only."""
    files = made(whole)
    assert set(files) == ADDRESSES
    assert not ADDRESSES & set(whole.pages)
    titles = [text(each, "a:title") for each in atom(files).findall("a:entry", NS)]
    assert titles == ["婚姻法律咨询", "看望独居老人", "重阳包饺子"]
    assert [each["title"] for each in json.loads(files["brands/weiquan.json"])["items"]] == ["婚姻法律咨询"]


@pytest.mark.parametrize("url", ["", URL])
@pytest.mark.parametrize("address", sorted(each for each in ADDRESSES if each.endswith("xml")))
def test_atom_has_all_that_rfc_4287_demands(whole: Site, address: str, url: str) -> None:
    """Feed and entries: one id, title and updated, an author with a name, an alternate link; ids stand once."""
    feed = atom(made(whole, url), address)
    assert feed.tag == f"{{{feeds.ATOM}}}feed"
    entries = feed.findall("a:entry", NS)
    for each in (feed, *entries):
        uuid.UUID(text(each, "a:id").removeprefix("urn:uuid:"))
        assert text(each, "a:title")
        assert MOMENT.fullmatch(text(each, "a:updated"))
        assert text(each, "a:author/a:name")
        assert len(links(each, "alternate")) == 1
    for entry in entries:
        assert MOMENT.fullmatch(text(entry, "a:published"))
        assert text(entry, "a:summary")
        brand, *categories = [category.attrib for category in entry.findall("a:category", NS)]
        assert brand in ({"term": "zhukun", "label": "助困关爱"}, {"term": "weiquan", "label": "维权维稳"})
        assert categories == [{"term": "爱心帮扶"}]
    ids = [text(each, "a:id") for each in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert text(feed, "a:updated") == max(text(each, "a:updated") for each in entries)
    assert len(links(feed, "self")) == 1


@pytest.mark.parametrize("url", ["", URL])
@pytest.mark.parametrize("address", sorted(each for each in ADDRESSES if each.endswith("json")))
def test_json_feed_has_all_that_version_1_1_demands(whole: Site, address: str, url: str) -> None:
    """Version, title, items; an item has an id, a content, dates, and an attachment an address and a type."""
    feed = json.loads(made(whole, url)[address])
    assert next(iter(feed)) == "version"
    assert feed["version"] == feeds.VERSION
    assert feed["title"]
    assert feed["language"] == "zh-CN"
    assert [each["name"] for each in feed["authors"]] == ["示例市妇联"]
    for item in feed["items"]:
        assert item["id"].startswith("urn:uuid:")
        assert item["content_text"]
        assert MOMENT.fullmatch(item["date_published"])
        assert item["authors"] == [{"name": "新华区妇联"}]
        assert item["tags"] == list(dict.fromkeys(item["tags"]))
        for attachment in item.get("attachments", ()):
            assert {"url", "mime_type"} <= set(attachment)
            assert attachment["url"] == item["image"]
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])


def hrefs(files: dict[str, bytes], address: str) -> set[str]:
    """Every address that a feed names."""
    if address.endswith("xml"):
        return {link.attrib["href"] for link in atom(files, address).iterfind(".//a:link", NS)}
    feed = json.loads(files[address])
    own = {feed["home_page_url"], feed["feed_url"]}
    items = feed["items"]
    return own | {each["url"] for each in items} | {each["image"] for each in items if "image" in each}


FILES = [
    f"{folder}{name}"
    for folder in ("", "a/", "ab/", "a/a/", "a/b/", "中 文/a/")
    for name in ("index.html", "b.xml", "a:b")
]


@pytest.mark.parametrize("here", FILES)
def test_a_reference_is_the_shortest_way(whole: Site, here: str) -> None:
    """From any file to any other, also in its own folder or in one whose name only begins alike."""
    unknown = frame(whole.shown.federation, [])
    for address in FILES:
        assert reference(unknown, here, address) == quote(posixpath.relpath(address, posixpath.dirname(here) or "."))
        full = "" if address == "index.html" else quote(address)
        assert reference(replace(unknown, url=URL), here, address) == URL + full


@pytest.mark.parametrize("address", sorted(ADDRESSES))
def test_addresses_are_relative_until_the_site_has_one(whole: Site, address: str) -> None:
    """Relative references lead from the feed itself to pages that are there; a known address makes all full."""
    seen = (each for page in whole.pages.values() for each in walk(page))
    pictures = {each.jpeg.address for each in seen if isinstance(each, Picture)}
    known = set(whole.pages) | ADDRESSES | pictures
    for href in hrefs(made(whole), address):
        up = address.count("/")
        target = href.removeprefix("../") if href.startswith("../") else f"{'brands/' * up}{href}"
        assert target in known
    for href in hrefs(made(whole, URL), address):
        assert href.startswith(URL)
        assert (href.removeprefix(URL) or "index.html") in known


def test_the_lead_picture_comes_as_jpeg(whole: Site) -> None:
    """With its type, its size in bytes and its words; a story without one has none."""
    first, _, last = atom(made(whole)).findall("a:entry", NS)
    (enclosure,) = links(first, "enclosure")
    assert enclosure.pop("href").endswith(".jpg")
    assert enclosure == {"rel": "enclosure", "type": "image/jpeg", "length": "1", "title": "院子里的老人"}
    assert links(last, "enclosure") == []
    first, _, last = json.loads(made(whole)["feed.json"])["items"]
    assert first["attachments"][0]["size_in_bytes"] == 1
    assert "image" not in last


def test_ids_outlive_a_move(whole: Site) -> None:
    """Ids are the same wherever the site stands, and in both forms."""
    here, there = made(whole), made(whole, URL)
    for address in ("feed.xml", "brands/zhukun.xml"):
        mine = [each.text for each in atom(here, address).iter(f"{{{feeds.ATOM}}}id")]
        assert mine == [each.text for each in atom(there, address).iter(f"{{{feeds.ATOM}}}id")]
    items = [each["id"] for each in json.loads(there["feed.json"])["items"]]
    assert items == [text(each, "a:id") for each in atom(here).findall("a:entry", NS)]
    assert items[1] == lasting_id("410400", "activities/2024/0305-leifeng.html").urn
    assert items[1] == "urn:uuid:288b5544-8d74-5e1b-8abf-7d64c70fc96b"


def test_no_id_reads_as_a_number() -> None:
    """The leak check would stop a site for an id that looks like a telephone number, and nobody could help it."""
    for number in range(3000):
        found = str(lasting_id("410400", f"activities/2026/{number}.html"))
        assert uuid.UUID(found).version == 5
        assert list(personal.find(f"urn:uuid:{found} 2026-03-05T00:00:00+08:00")) == []
        assert re.search(r"(\d-?){7}|\d$", found) is None


@pytest.mark.parametrize("consent", DEAD.values(), ids=DEAD)
def test_who_does_not_agree_is_in_no_feed(press: Press, consent: str) -> None:
    """A photograph of a person without live consent is no enclosure, and her name stands nowhere."""
    story = tiny.report("合影", "2024-05-01", f"photos: [{tiny.photo('02.jpg', '[c-2024-0001]', '王样荷合影')}]\n")
    own = {"activities/2024/0501-heying/report.md": story}
    alive, dead = (b"".join(made(press.site({**own, **more})).values()) for more in ({}, consents(1, consent)))
    assert "王样荷合影".encode() in alive
    assert "王样荷".encode() not in dead
    assert "合影".encode() in dead


def test_only_what_is_published_is_in_a_feed(press: Press) -> None:
    """A draft, a submission, a story for WeChat only and one of tomorrow are in none."""
    site = press.site({"activities/2025/0102-mingtian/report.md": tiny.report("明天的事", "2025-01-02")})
    everything = b"".join(made(site).values()).decode()
    for title in ("还是草稿", "刚刚投稿", "只发微信", "明天的事"):
        assert title not in everything
    assert "看望独居老人" in everything


def test_a_feed_holds_the_newest(press: Press) -> None:
    """Thirty stories, the newest first, each with its own id."""
    reports = {
        f"activities/2024/07{day:02}-{part}/report.md": tiny.report(f"第{day}天{part}", f"2024-07-{day:02}")
        for day in range(1, 29)
        for part in "ab"
    }
    items: list[dict[str, Any]] = json.loads(made(press.site(reports))["feed.json"])["items"]
    assert len(items) == feeds.NEWEST
    assert items[0]["title"] == "第28天b"
    days = [each["date_published"] for each in items]
    assert days == sorted(days, reverse=True)


def test_no_title_breaks_a_feed(press: Press) -> None:
    """Markup is text; a character that XML does not know is left out, should the register ever let one pass."""
    title = r'"<b>一</b> & ]]> 二\n三"'
    files = made(press.site({"activities/2024/0901-x/report.md": tiny.report(title, "2024-09-01")}))
    assert text(atom(files).findall("a:entry", NS)[0], "a:title") == "<b>一</b> & ]]> 二 三"
    assert json.loads(files["feed.json"])["items"][0]["title"] == "<b>一</b> & ]]> 二 三"
    assert one_line("\x85a\x7f\ud800\a\u2028b\x00\ufffe") == "a b"


def test_a_feed_without_stories_is_whole(press: Press) -> None:
    """A new register or a new line can be subscribed to before its first story."""
    empty = press.site({path: "" for path in tiny.FILES if path.startswith("activities/")})
    files = made(empty)
    assert set(files) == ADDRESSES
    assert text(atom(files), "a:updated") == "2025-01-01T00:00:00+08:00"
    assert json.loads(files["brands/zhukun.json"])["items"] == []


def test_a_sample_says_so_away_from_its_site(whole: Site) -> None:
    """A feed is read elsewhere, where no line above the page says that the register is a sample."""
    view = frame(whole.shown.federation, whole.pages.values())
    for feed in feeds.feeds(whole.shown, view):
        assert "虚构" in feed.about
    assert all("虚构" not in feed.about for feed in feeds.feeds(whole.shown, replace(view, sample=False)))


def test_another_federation_has_feeds_of_its_own() -> None:
    """A province's feeds come from its data alone, and its ids are none of another federation's."""
    library, _ = load(tiny.ROOT / "tests" / "sites" / "hunan")
    cards = Cards(published(library, dt.date(2026, 11, 21)), Album({}))
    files = feeds.files(cards, frame(library.facts, []))
    assert len(files) == 2 + 2 * len(library.facts.brands)
    assert text(atom(files), "a:title") == library.facts.site.title
    assert "平顶山" not in b"".join(files.values()).decode()
    assert lasting_id("430000", "feed.xml") != lasting_id("410400", "feed.xml")


def test_same_register_same_bytes(whole: Site) -> None:
    """No time of a build, no chance."""
    assert made(whole) == made(whole)
