"""No sealed value of the sample is in the files of its search."""

from __future__ import annotations

from benchmarks.recall import records
from generator.bigrams import plain
from generator.cli.leaks import forbidden_words
from generator.console import Recorded
from generator.search.index import search_files
from generator.search.records import Findable
from tests.search.conftest import said
from tests.tiny import ROOT


def test_nothing_sealed_can_be_found() -> None:
    """Names, numbers and addresses of hundreds of rows are in no file; one that were would be seen."""
    forbidden = forbidden_words(ROOT, [ROOT / "tests" / "sample" / "sample.identity"], Recorded()).forbidden
    assert len(forbidden.words) > 400
    found = records(ROOT)
    assert forbidden.names_in(said(search_files(found))) == set()
    secret = max((word for word in forbidden.words if plain(word) == word), key=len)
    planted = search_files([*found, Findable("页面", "题目", "x.html", text=f"前{secret}后")])
    assert forbidden.names_in(said(planted)) == {forbidden.words[secret]}
    index = {name: content for name, content in planted.items() if name.endswith(".pf_index")}
    assert forbidden.names_in(said(index)) == {forbidden.words[secret]}
