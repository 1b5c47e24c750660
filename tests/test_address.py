"""One register on several sites: the address that a build is told of, and what it does to the pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import tiny
from tests.built import BUILD, run

ADDRESS = "https://www.example.org/a/b/"


def test_a_build_is_told_where_the_site_shall_stand(tmp_path: Path) -> None:
    """Canonical addresses, the sitemap, feeds and the page for lost visitors use it; links of pages stay relative."""
    root = tiny.with_theme(tiny.write(tmp_path))
    done = run(root, *BUILD, "--url", ADDRESS.rstrip("/"))
    assert done.returncode == 0, done.stderr
    site = root / "site"
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    for name in pages:
        text = (site / name).read_text(encoding="utf-8")
        found = re.findall(r'<link rel="canonical" href="([^"]*)">', text)
        if name != "404.html":
            assert found == [ADDRESS + ("" if name == "index.html" else name)], name
        assert f'<a href="{ADDRESS}' not in text or name == "404.html", name
    listed = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    hidden = {name for name in pages if '"robots" content="noindex' in (site / name).read_text(encoding="utf-8")}
    assert set(listed) == {ADDRESS + ("" if name == "index.html" else name) for name in set(pages) - hidden}
    assert f'href="{ADDRESS}activities/' in (site / "feed.xml").read_text(encoding="utf-8")
    assert f'<a href="{ADDRESS}">' in (site / "404.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "wrong", ["www.example.org", "ftp://example.org/", "https://", "http:// x/", "https://a.example/?q=1", "//a/"]
)
def test_an_address_must_be_whole(tmp_path: Path, wrong: str) -> None:
    """Refused in Chinese before anything is built."""
    root = tiny.with_theme(tiny.write(tmp_path))
    done = run(root, *BUILD, "--url", wrong)
    assert done.returncode == 2
    assert "网址要写全" in done.stderr
    assert not (root / "site").exists()
