"""The built sample, read with a parser of its own: links hold, nothing loads from elsewhere."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from tests.built import sample_site

LOADING = {
    "script": ("src",), "img": ("src", "srcset"), "source": ("src", "srcset"), "link": ("href",), "iframe": ("src",),
    "video": ("src", "poster"), "audio": ("src",), "embed": ("src",), "object": ("data",), "use": ("href",),
    "image": ("href",), "input": ("src",), "track": ("src",),
}  # fmt: skip
CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""")


@dataclass
class Reading:
    """What one page says."""

    lang: str = ""
    headings: int = 0
    title: str = ""
    banner: str = ""
    description: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    without_alt: int = 0
    styles: str = ""


class Reader(HTMLParser):
    """Fills a ``Reading``."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Reading()
        self.inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one tag links to, loads and names."""
        page, given = self.page, {name: value or "" for name, value in attrs}
        self.inside = "banner" if given.get("class") == "sample" or (self.inside, tag) == ("banner", "small") else tag
        page.headings += tag == "h1"
        page.without_alt += tag == "img" and "alt" not in given
        page.handlers += [name for name in given if name.startswith("on")]
        page.styles += given.get("style", "")
        page.ids += [given["id"]] if "id" in given else []
        page.links += [given["href"]] if tag in {"a", "area"} and "href" in given else []
        if tag == "html":
            page.lang = given.get("lang", "")
        if tag == "meta" and given.get("name") == "description":
            page.description = given.get("content", "")
        if tag == "meta" and given.get("property") == "og:image":
            page.loads.append(given.get("content", ""))
        for name in LOADING.get(tag, ()):
            value = given.get(name, "")
            parts = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
            page.loads += [part for part in parts if part]

    def handle_data(self, data: str) -> None:
        """Title, banner and styles are text."""
        if self.inside == "title":
            self.page.title += data
        elif self.inside == "banner":
            self.page.banner += data
        elif self.inside == "style":
            self.page.styles += data

    def handle_endtag(self, tag: str) -> None:
        """Text after an end tag belongs to nothing that we note."""
        del tag
        self.inside = ""


@lru_cache
def readings() -> dict[str, Reading]:
    """Every page of the sample's site by its address."""
    site = sample_site()
    return {
        path.relative_to(site).as_posix(): Reader(path.read_text(encoding="utf-8")).page
        for path in sorted(site.rglob("*.html"))
    }


@lru_cache
def files() -> frozenset[str]:
    """Every file of the site."""
    site = sample_site()
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def target(page: str, link: str) -> str:
    """The file that a relative link on a page means; a fault where it is not relative."""
    parts = urlsplit(link)
    assert not parts.scheme, link
    assert not parts.netloc, link
    assert not link.startswith("/"), link
    path = unquote(parts.path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page


def test_the_site_is_real_sized() -> None:
    """The crawl below has something to crawl."""
    assert len(readings()) > 200


def test_every_relative_link_leads_to_a_file() -> None:
    """No link of any page is absolute, leaves the folder or leads nowhere."""
    broken = []
    for name, page in readings().items():
        for link in page.links:
            if urlsplit(link).scheme in {"https", "http", "mailto", "tel"}:
                continue
            if target(name, link) not in files():
                broken.append((name, link))
    assert broken == []


def test_every_anchor_exists() -> None:
    """A link to a place on a page finds the place."""
    broken = []
    for name, page in readings().items():
        for link in page.links:
            anchor = unquote(urlsplit(link).fragment)
            if anchor and not urlsplit(link).scheme and anchor not in readings()[target(name, link)].ids:
                broken.append((name, link))
    assert broken == []


def test_nothing_loads_from_another_host() -> None:
    """Scripts, pictures, styles and icons are files of the site, named relatively, and they are there."""
    for name, page in readings().items():
        for link in page.loads:
            if not link.startswith("data:"):
                assert target(name, link) in files(), (name, link)


def test_styles_and_scripts_load_nothing_from_elsewhere() -> None:
    """No url() or @import leaves the site, and no script knows another address."""
    site = sample_site()
    for name in files():
        text = (site / name).read_text(encoding="utf-8") if name.endswith((".css", ".js", ".svg")) else ""
        text += readings()[name].styles if name in readings() else ""
        for first, second in CSS_URL.findall(text):
            address = first or second
            known = address.startswith(("data:", "#", "${"))  # the last: put together from what the page itself shows
            assert known or target(name, address) in files(), (name, address)
        if name.startswith("search/") and name.endswith("/pagefind.js"):
            # Pagefind completes relative addresses with a made-up host before it takes them apart; it asks nobody.
            text = re.sub(r"https:(?:\\?/){2}example\\?\.com", "", text)
        if name.endswith(".js"):
            assert not re.search(r"https?:|//[a-z]+\.[a-z]|eval\(|document\.write|innerHTML", text), name


def test_every_page_is_whole() -> None:
    """Language, one first heading, a title and a description; no handler in a tag; a text for every picture."""
    for name, page in readings().items():
        assert page.lang == "zh-CN", name
        assert page.headings == 1, name
        assert page.title.strip(), name
        assert page.handlers == [], name
        assert page.without_alt == 0, name
        assert page.description.strip() or name == "404.html", name


def test_no_page_names_a_place_twice() -> None:
    """An id stands once on a page, so that an anchor means one place."""
    for name, page in readings().items():
        assert sorted(set(page.ids)) == sorted(page.ids), name


def test_titles_tell_pages_apart() -> None:
    """No two pages of the same list or kind carry one title."""
    taken: dict[str, str] = {}
    for name, page in readings().items():
        other = taken.setdefault(page.title, name)
        assert other == name, (name, other, page.title)


def test_every_page_says_that_it_is_a_sample() -> None:
    """Nobody can take an invented volunteer for a real one, on whichever page she lands."""
    for name, page in readings().items():
        assert "示例" in page.banner, name


def test_every_page_can_be_reached_from_the_home_page() -> None:
    """Following links from the home page finds every page but the one for lost visitors."""
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        for link in readings()[name].links:
            found = target(name, link) if not urlsplit(link).scheme else ""
            if found in readings() and found not in seen:
                seen.add(found)
                todo.append(found)
    assert set(readings()) - seen == {"404.html"}


def test_the_page_for_lost_visitors_stands_alone() -> None:
    """404.html is served at any depth, so it loads nothing and links to nothing relative."""
    page = readings()["404.html"]
    assert page.loads == []
    assert [link for link in page.links if not link.startswith("https://")] == []


@pytest.mark.parametrize("kind", ["xml", "gz", "json", "py", "md", "yml", "sealed"])
def test_no_leftovers_of_the_renderer(kind: str) -> None:
    """No search index, sitemap without addresses, source or sheet lies on the site, but feeds and our own index."""
    ours = re.compile(r"(?:feed|brands/[a-z0-9-]+)\.(?:xml|json)|search/[a-z./-]+\.json|manifest\.json")
    assert [name for name in files() if name.endswith(f".{kind}") and not ours.fullmatch(name)] == []
