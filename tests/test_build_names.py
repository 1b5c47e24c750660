"""A file whose name no list of a release can hold stops the build, before anybody tries to publish it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests import tiny
from tests.built import BUILD, copied, digests, left, run


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A built register of one's own, with a theme of its own."""
    made = copied(tmp_path / "r")
    (made / "theme").unlink()
    shutil.copytree(tiny.ROOT / "theme", made / "theme")
    return made


@pytest.mark.parametrize(("name", "said"), [("a\\b.css", "a\\b"), ("a\u200bb.css", "a\\x200bb")])
def test_a_name_that_no_list_holds_stops_the_build(name: str, said: str, root: Path) -> None:
    """It is named, nothing else is blamed, and the last site stays."""
    before = digests(root / "site")
    (root / "theme/assets" / name).write_text("p { color: red }\n")
    done = run(root, *BUILD)
    assert done.returncode == 1
    assert f"网站里有文件名不能放到服务器上：assets/{said}" in done.stderr
    assert "请改名。没有更新 site/" in done.stderr
    assert "网站已生成" not in done.stdout
    assert digests(root / "site") == before
    assert left(root) == []
