"""A text that is longer than anything a browser gets is searched no further than it is shown."""

from __future__ import annotations

from pathlib import Path

from generator.publish.search_files import foreign
from generator.search.index import search_files
from generator.search.records import Findable

OTHERS = "".join(chr(0x4E00 + number) for number in range(0, 3_000, 7))


def test_what_is_cut_off_is_not_in_the_index(tmp_path: Path) -> None:
    """The leak check would find pairs that no record shows, and the site would not be built."""
    text = "看望老人，打扫院子。" * 4_200 + OTHERS
    for path, data in search_files([Findable("页面", "很长的一页", "x.html", text=text)]).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert list((tmp_path / "search").rglob("*.pf_index"))
    assert list(foreign(tmp_path)) == []
