"""How files are to be served: every public kind has a type, and nothing that may change is kept for ever."""

from __future__ import annotations

import re

import pytest

from generator.fingerprints import digest, fingerprinted, unchanging
from generator.mirrors.served import A_DAY, ASK, FOR_EVER, TYPES, UNKNOWN, served
from generator.publish.leaks import PUBLIC_SUFFIXES
from generator.publish.manifest import NAME
from generator.publish.search_files import SUFFIXES
from tests.built import sample_site


def test_every_public_kind_has_a_type() -> None:
    """What may lie on the site is never served as something unknown, and text tells its letters."""
    assert set(TYPES) == PUBLIC_SUFFIXES | SUFFIXES
    for suffix, told in TYPES.items():
        if suffix not in SUFFIXES:
            assert told != UNKNOWN
        if re.match(r"text/|application/(json|xml|manifest)|image/svg", told):
            assert told.endswith("; charset=utf-8"), suffix


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("index.html", ASK),
        ("feed.xml", ASK),
        ("calendar.ics", ASK),
        (NAME, ASK),
        ("404.html", ASK),
        ("search/facets.json", ASK),
        ("search/abcdefghij/pagefind-entry.json", ASK),
        ("search/abcdefghij/pagefind.js", FOR_EVER),
        ("search/abcdefghij/wasm.unknown.pagefind", FOR_EVER),
        ("search/pagefind.js", ASK),
        ("search/abcdefghij/fragment/zh_0123456.pf_fragment", A_DAY),
        ("search/abcdefghij/index/zh_0123456.pf_index", A_DAY),
        ("search/abcdefghij/pagefind.zh_0123456789.pf_meta", A_DAY),
        ("assets/jinguo.abcdefghij.css", FOR_EVER),
        ("assets/jinguo.css", ASK),
        ("assets/jinguo.min.css", ASK),
        ("photos/abcdefghijklmnop-480.webp", FOR_EVER),
        ("photos/a.webp", ASK),
        ("guide/pictures/one.png", ASK),
        ("x.dat", ASK),
    ],
)
def test_only_what_cannot_change_is_kept_for_ever(path: str, cache: str) -> None:
    """A name with a digest of its bytes is for ever; a page, a list or a fixed name never is."""
    assert served(path).cache_control == cache
    assert unchanging(path) == (cache == FOR_EVER)


def test_a_name_follows_the_bytes() -> None:
    """Other bytes, another name; it holds no digit that could be read as part of a number."""
    names = {fingerprinted("assets/a.css", data) for data in (b"", b"a", b"b")}
    assert len(names) == 3
    assert all(re.fullmatch(r"assets/a\.[a-p]{10}\.css", name) for name in names)
    assert digest(b"ab", b"c") != digest(b"a", b"bc")


def test_the_sample_has_assets_that_never_change() -> None:
    """Every page but the one for errors loads assets by names that hold a digest, and there are no others."""
    site = sample_site()
    assets = sorted(path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file())
    assert len(assets) >= 9
    assert all(unchanging(name) and fingerprinted(plain(name), (site / name).read_bytes()) == name for name in assets)
    for page in ("index.html", "search.html", "teams/index.html"):
        loaded = re.findall(r'(?:src|href)="[./]*(assets/[^"]+)"', (site / page).read_text(encoding="utf-8"))
        assert loaded
        assert set(loaded) <= set(assets)
    scripts = re.findall(r'data-script="([^"]+)"', (site / "search.html").read_text(encoding="utf-8"))
    assert [(site / each).is_file() and unchanging(each) for each in scripts] == [True]
    assert all(unchanging(f"photos/{path.name}") for path in (site / "photos").iterdir())


def plain(name: str) -> str:
    """What an asset is called in the theme."""
    stem, _, suffix = name.rsplit(".", 2)
    return f"{stem}.{suffix}"
