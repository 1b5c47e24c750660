"""Rules G9 and G10 on a built site: nothing leads nowhere, and nothing comes from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.publish.links import broken_links


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        ('<a href="b.html">', ""), ('<a href="b.html#here">', ""), ('<a href="https://example.cn/">', ""),
        ('<img src="data:image/png;base64,AA==">', ""), ('<link rel="canonical" href="https://example.cn/a.html">', ""),
        ('<a href="c.html">', "G9"), ('<a href="b.html#gone">', "G9"), ('<a href="/b.html">', "G9"),
        ('<img src="gone.webp" alt="">', "G9"), ('<img srcset="b.html 1x, gone.webp 2x" alt="">', "G9"),
        ('<a href="../b.html">', "G9"), ('<script src="https://example.cn/a.js"></script>', "G10"),
        ('<link rel="stylesheet" href="//example.cn/a.css">', "G10"),
        ('<img src="https://example.cn/a.png" alt="">', "G10"),
        ('<iframe src="https://example.cn/"></iframe>', "G10"),
    ],
)  # fmt: skip
def test_every_link_of_a_page(tmp_path: Path, tag: str, rule: str) -> None:
    """A reader may leave by a link; the page itself loads what lies beside it."""
    (tmp_path / "a.html").write_text(f"<p>{tag}</p>", encoding="utf-8")
    (tmp_path / "b.html").write_text('<p id="here"></p>', encoding="utf-8")
    found = broken_links(tmp_path)
    assert [each.rule for each in found] == ([rule] if rule else [])
    assert all(str(each).startswith(f"a.html: {rule}: ") for each in found)
