"""Photographs of children and homes are on the site only as far as rules I4, I6 and I7 let them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.pages.pictures import wanted
from tests import tiny

if TYPE_CHECKING:
    from tests.pages.conftest import Press

CONSENTS = f"""\
{tiny.CONSENTS}\
c-2024-0005: {{scope: [portrait], channels: [web], given: 2024-01-02, guardian: true}}
c-2024-0006: {{scope: [home], channels: [web], given: 2024-01-02}}
c-2024-0007: {{scope: [home], channels: [web], given: 2024-01-02, withdrawn: 2024-02-01}}
"""


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
