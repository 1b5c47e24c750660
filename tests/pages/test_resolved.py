"""Links between texts keep every character of what is linked."""

from __future__ import annotations

import pytest

from generator.pages.links import resolved
from generator.pages.sources import PageSource

TARGET = PageSource("guide/commands.html", "guide.html", "命令一览", body="文", origin="content/guide/commands.md")


def body(text: str) -> str:
    """A page of the handbook with this text, resolved."""
    page = PageSource("guide/check.html", "guide.html", "检查", body=text, origin="content/guide/check.md")
    return resolved([page, TARGET])[0].body


@pytest.mark.parametrize("linked", ["命令", "`jinguo fix`", "运行 `jinguo fix` 就行", "`a` 和 `b`"])
def test_code_in_a_link_stays(linked: str) -> None:
    """Whether the link leads somewhere or becomes plain text, because its page is not shown."""
    assert body(f"见 [{linked}](commands.md#fix)。") == f"见 [{linked}](commands.md#fix)。"
    assert body(f"见 [{linked}](gone.md)。") == f"见 {linked}。"


def test_a_link_that_is_code_stays_code() -> None:
    """What shows how to write a link is none."""
    assert body("写 `[文](gone.md)`。") == "写 `[文](gone.md)`。"
