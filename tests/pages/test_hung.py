"""Photographs of children and homes are on the site only as far as rules I4, I6 and I7 let them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.pages.pictures import wanted
from generator.pages.published import published
from generator.records.library import load
from tests import tiny
from tests.conftest import TODAY

if TYPE_CHECKING:
    from tests.pages.conftest import Press

CONSENTS = f"""\
{tiny.CONSENTS}\
c-2024-0005: {{scope: [portrait], channels: [web], given: 2024-01-02, guardian: true}}
c-2024-0006: {{scope: [home], channels: [web], given: 2024-01-02}}
c-2024-0007: {{scope: [home], channels: [web], given: 2024-01-02, withdrawn: 2024-02-01}}
"""
HER_LINE = "c-2024-0001: {scope: [name, portrait, story], channels: [web, wechat], given: 2024-01-02"
WITHDRAWN = tiny.CONSENTS.replace(HER_LINE, f"{HER_LINE}, withdrawn: 2024-03-01")


@pytest.mark.parametrize(
    ("photo", "group", "shown"),
    [
        ("people: [c-2024-0005], minors: true", "未成年人", True),
        ("people: [c-2024-0005], minors: true", "留守流动儿童", False),
        ("people: none, minors: true, blurred: true", "留守流动儿童", True),
        ("people: none, minors: true", "未成年人", False),
        ("people: none, home: true", "老人", False),
        ("people: none, home: true, householder: c-2024-0006", "老人", True),
        ("people: none, home: true, householder: c-2024-0007", "老人", False),
        ("people: [c-2024-0001], home: true, householder: c-2024-0001", "老人", False),
        ("people: none, caption: 孩子们也来了", "留守流动儿童", False),
        ("people: none, caption: 孩子们也来了, minors: false", "留守流动儿童", True),
        ("people: none, caption: 孩子们也来了", "未成年人", True),
        ("people: [c-2024-0005]", "留守流动儿童", False),
        ("people: [c-2024-0005], minors: false", "留守流动儿童", False),
        ("people: [c-2024-0005]", "未成年人", True),
        ("credit: 甲", "老人", False),
    ],
)
def test_what_may_not_be_shown_is_nowhere(press: Press, photo: str, group: str, *, shown: bool) -> None:
    """Neither its file nor its words reach any page; the story itself stays."""
    story = "activities/2024/0701-shijia/report.md"
    text = tiny.report(
        "夏天的小院", "2024-07-01", f"photos: [{{file: 01.jpg, alt: 葡萄架底下, {photo}}}]\n",
        served=f"{{people: 3, group: {group}}}",
    )  # fmt: skip
    site = press.site({story: text, "teams/consents.yml": CONSENTS})
    assert "夏天的小院" in site.words
    assert ("葡萄架底下" in site.pictures()) == shown
    assert any("0701-shijia" in path for path in wanted(site.shown)) == shown


COPY = "activities/2024/0801-copy"


@pytest.mark.parametrize(
    ("original", "photo"),
    [
        (f"{tiny.STORY}/02.jpg", "people: none"),
        ("content/volunteers/wang-he/01.jpg", "people: none"),
        ("content/volunteers/wang-he/01.jpg", "people: [c-2024-0002]"),
    ],
)
@pytest.mark.parametrize(("consents", "shown"), [(tiny.CONSENTS, True), (WITHDRAWN, False)])
def test_a_copy_is_no_way_around(press: Press, original: str, photo: str, consents: str, *, shown: bool) -> None:
    """A file that one record forbids is shown by no other, whatever name it has there and whatever is said of it."""
    story = tiny.report("又一个小院", "2024-08-01", f"photos: [{{file: 9.jpg, alt: 葡萄架底下, {photo}}}]\n")
    files = {f"{COPY}/report.md": story, "teams/consents.yml": consents}
    root = tiny.write(press.root / "copied", files)
    (root / COPY / "9.jpg").write_bytes((root / original).read_bytes())
    paths = wanted(published(load(root)[0], TODAY))
    assert (f"{COPY}/9.jpg" in paths) == (original in paths) == shown
    assert f"{tiny.STORY}/01.jpg" in paths


def test_a_withheld_project_still_protects(press: Press) -> None:
    """Whose children they are stands in the title of a project, also while its page is withheld for a name in it."""
    story = tiny.report(
        "夏天的小院", "2024-07-01",
        "photos: [{file: 01.jpg, alt: 葡萄架底下, people: [c-2024-0005], minors: true}]\nproject: linli\n",
    )  # fmt: skip
    project = tiny.FILES["content/projects/linli.md"].replace("title: 邻里守望", "title: 留守儿童之友")
    for named, held in (("", False), ("named: [c-2024-0007]\n", True)):
        files = {
            "activities/2024/0701-shijia/report.md": story, "teams/consents.yml": CONSENTS,
            "content/projects/linli.md": project.replace("data:", f"{named}data:"),
        }  # fmt: skip
        shown = published(load(tiny.write(press.root / f"held-{held}", files))[0], TODAY)
        assert ("linli" not in shown.projects) == held
        assert not [path for path in wanted(shown) if "0701-shijia" in path]
