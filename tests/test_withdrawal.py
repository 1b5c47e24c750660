"""A withdrawn consent, from the command to the finished site: not one byte of the person is left."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from tests import tiny
from tests.built import BUILD, change, copied, digests, run
from tests.search.conftest import said

NAME, SLUG, STORY_WORDS = "王样荷", "wang-he", ("十年如一日", "她的故事很长", "在扫院子")
UNTOLD = "activities/2024/0501-x/report.md"
NAMED = "郑样封"


def everything(site: Path) -> str:
    """Every file of a site as text: packed records opened, the index put together again, escapes read."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    texts = [said({name: data for name, data in files.items() if name.startswith("search/")}), *files]
    for name, data in files.items():
        if name.endswith((".pf_fragment", ".pf_meta", ".pf_index")):
            data = gzip.decompress(data)  # noqa: PLW2901
        if not name.endswith((".jpg", ".webp", ".png")):
            text = data.decode("utf-8", "replace")
            texts += [text, re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)]
    return "\n".join(texts)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built register in which other texts name her, and one names somebody under an id alone."""
    root = copied(tmp_path / "r")
    text = (root / "teams/consents.yml").read_text(encoding="utf-8")
    links = f'[{NAME}](../../../content/volunteers/{SLUG}.md)。\n\n<a href="../../volunteers/{SLUG}.html">她</a>\n'
    summary = f"summary: {NAME[0]}\u3000{NAME[1:]}上门\n"
    told = tiny.report(f"{NAME}和姐妹们", "2024-05-02", summary, f"**{NAME}**来了，{links}")
    change(root, {
        "activities/2024/0502-y/report.md": told,
        UNTOLD: tiny.report(f"{NAMED}的雪天", "2024-05-01", "named: [c-2024-0005]\n", f"{NAMED}扫雪铲冰。\n"),
        "content/privacy.md": f"# 隐私与权利\n\n{NAME}。\n",
        "teams/consents.yml": text + "c-2024-0005: {scope: [name], given: 2024-01-02}\n",
    })  # fmt: skip
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    return root


def test_after_a_withdrawal_nothing_is_left_of_her(root: Path) -> None:
    """Page, name, portrait, photographs, gallery, feeds, search: the next build has none of it, and no one edited."""
    before = everything(root / "site")
    for trace in (NAME, f"volunteers/{SLUG}.", *STORY_WORDS, NAMED, "扫雪铲冰", "0501-x"):
        assert trace in before, trace
    pictures = {name for name in digests(root / "site") if name.startswith("photos/")}
    assert run(root, "-m", "generator", "withdraw", "c-2024-0001").returncode == 0
    told = run(root, "-m", "generator", "withdraw", "c-2024-0005", "--format", "json")
    assert told.returncode == 0
    assert f"{UNTOLD.removesuffix('/report.md')}.html" in told.stdout
    done = run(root, *BUILD)
    assert done.returncode == 0, done.stderr
    after = everything(root / "site")
    for trace in (NAME, SLUG, *STORY_WORDS, NAMED, "扫雪铲冰", "0501-x"):
        assert trace not in after, trace
    assert "某某和姐妹们" in after
    left = {name for name in digests(root / "site") if name.startswith("photos/")}
    assert left < pictures
    assert not [name for name in pictures - left if name.rpartition("/")[2] in after]


def test_the_list_of_photographs_is_what_vanishes(root: Path) -> None:
    """The web files that the command names are those that the next build no longer has."""
    before = {name for name in digests(root / "site") if name.startswith("photos/")}
    told = run(root, "-m", "generator", "withdraw", "c-2024-0001").stdout
    assert run(root, *BUILD).returncode == 0
    after = {name for name in digests(root / "site") if name.startswith("photos/")}
    assert set(re.findall(r"photos/\S+", told)) == before - after


def test_the_list_of_pages_is_complete(root: Path) -> None:
    """Every page that names her, pictures her or leads to her is listed, and hardly any without a trace of her."""
    told = json.loads(run(root, "-m", "generator", "withdraw", "c-2024-0001", "--format", "json").stdout)
    listed = {*told["removed"], *told["changed"]}
    traces = (NAME, f"{NAME[0]}\u3000{NAME[1:]}", SLUG, *(name.rpartition("/")[2] for name in told["photos"]))
    pages = {path.relative_to(root / "site").as_posix(): path for path in (root / "site").rglob("*.html")}
    showing = {
        address for address, path in pages.items() if any(each in path.read_text(encoding="utf-8") for each in traces)
    }
    assert showing <= listed
    # Lists whose templates leave people out of what they are given.
    assert listed - showing <= {"places/index.html", "honours/index.html"}


def test_the_old_site_fails_the_leak_check(root: Path) -> None:
    """Who forgets to build is told: without any key the finished site is searched for the name."""
    assert run(root, "-m", "generator", "leaks").returncode == 0
    assert run(root, "-m", "generator", "withdraw", "c-2024-0001").returncode == 0
    done = run(root, "-m", "generator", "leaks")
    assert done.returncode == 1
    assert "有同意已经失效的人的姓名" in done.stderr
    assert NAME not in done.stderr


def test_the_second_net_holds_alone(root: Path) -> None:
    """A name that comes in by a way that nobody thought of stops the build, and the last good site stays."""
    assert run(root, "-m", "generator", "withdraw", "c-2024-0001").returncode == 0
    (root / "theme").unlink()
    theme = tiny.ROOT / "theme"
    for path in theme.rglob("*"):
        if path.is_file():
            change(root, {f"theme/{path.relative_to(theme).as_posix()}": path.read_bytes()})
    footer = root / "theme" / "404.html"
    footer.write_text(footer.read_text(encoding="utf-8").replace("</h1>", f"</h1><p>{NAME}</p>"), encoding="utf-8")
    before = digests(root / "site")
    done = run(root, *BUILD)
    assert done.returncode == 1
    assert "404.html: G13: 有同意已经失效的人的姓名" in done.stderr
    assert digests(root / "site") == before
