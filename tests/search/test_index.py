"""The files of the search: the same records give the same bytes, and nothing that a browser does not ask for."""

from __future__ import annotations

import json
import os
import random
import re
import string
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.bigrams import END, EVERYWHERE, LETTERS, encoded, neighbours
from generator.fingerprints import digest
from generator.pages.finder import TYPES
from generator.search import index
from generator.search.facets import facets
from generator.search.index import TITLE, fair_share, script_of, search_files
from generator.search.records import Findable
from tests.search.conftest import indexed, pieced_together, records
from tests.tiny import ROOT

if TYPE_CHECKING:
    from tests.search.conftest import Search

    Make = Callable[..., Search]


_DIGEST = """
import hashlib
from pathlib import Path
from benchmarks.recall import records
from generator.search.index import TITLE, fair_share, search_files
files = search_files(records(Path("tests/sites/hunan")))
print(hashlib.sha256(repr(files).encode()).hexdigest())
"""


def test_the_same_records_give_the_same_bytes(search: Make) -> None:
    """No time, no chance, no order of a hash decides about a file."""
    made = search()
    assert search_files(made.found) == made.files
    told = {
        subprocess.run(
            [sys.executable, "-c", _DIGEST], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert told != {""}


def test_only_what_a_browser_needs_is_there(search: Make) -> None:
    """One script, one program, one table of contents, the facets, chunks and one record for each page."""
    made = search()
    folder = script_of(made.files).removesuffix("pagefind.js")
    names = {name.partition(".")[0] + "." + name.rpartition(".")[2] for name in made.files if "/zh_" not in name}
    assert names == {"search/facets.json", f"{folder}pagefind-entry.json", f"{folder}pagefind.js",
                     f"{folder}pagefind.pf_meta", f"{folder}wasm.pagefind"}  # fmt: skip
    assert len([name for name in made.files if name.startswith(f"{folder}fragment/")]) == len(made.found)


def test_a_change_changes_the_name(search: Make) -> None:
    """A record that says something else has another name, so that no browser shows an old one from its cache."""
    one = Findable("活动", "题目", "a.html", place="新华区")
    other = Findable("活动", "题目", "b.html", place="新华区")
    names = [{name for name in search_files([each]) if "fragment" in name} for each in (one, other)]
    assert names[0].isdisjoint(names[1])
    assert search().files


def test_a_record_is_shown_as_it_stands_on_the_page(search: Make) -> None:
    """Words without inserted blanks, the address, and the smallest picture."""
    made = search()
    told = {each["url"]: each for each in records(made.files)}
    story = told["activities/2024/0305-leifeng.html"]
    assert story["content"] == "姐妹们陪老人说话，打扫院子。"
    assert story["meta"]["title"] == "看望独居老人"
    assert story["meta"]["picture"][0].startswith("photos/")
    assert told["volunteers/li-mei.html"]["meta"]["picture"] is None


def test_nothing_to_find_is_no_mistake() -> None:
    """An empty register has a search that finds nothing."""
    assert script_of(search_files([])).endswith("/pagefind.js")


def test_nothing_is_searched_that_no_record_shows() -> None:
    """A text is searched as far as a browser gets it and no further, however many of its signs are not counted."""
    long = Findable("手册", "题目", "a.html", text="甲，" * (index._LONGEST // 2) + "乙丙")
    assert not indexed(search_files([long])) & {"乙丙", "甲乙"}


def test_the_engine_has_a_folder_that_is_named_by_it() -> None:
    """Script and program of one version of Pagefind lie together, where another version would not overwrite them."""
    files = search_files([])
    script = script_of(files)
    folder = script.removesuffix("pagefind.js")
    assert folder == f"search/{digest(files[script], files[f'{folder}wasm.unknown.pagefind'])}/"


def test_facets_tell_of_each_record_what_it_has() -> None:
    """Runs and letters unfold to exactly the values of the records, however many combinations there are."""
    chance = random.Random(1)  # noqa: S311 - no secret
    every = [f"类{number}" for number in range(12)]
    found = [
        Findable(chance.choice(TYPES), f"{number}", f"{number}.html", brand=chance.choice(["甲", "乙", ""]),
                 categories=tuple(sorted(chance.sample(every, chance.randrange(4)))))
        for number in range(400)
    ]  # fmt: skip
    table = json.loads(facets(found))
    assert table["count"] == len(found)
    assert [value for value, times in table["type"] for _ in range(times)] == [each.type for each in found]
    assert _unfolded(table["brand"]) == [[each.brand] if each.brand else [] for each in found]
    assert table["category"]["width"] == 2
    assert _unfolded(table["category"]) == [list(each.categories) for each in found]


@given(st.lists(st.integers(0, 3000), max_size=30), st.integers(-100, 60_000))
def test_texts_share_a_budget_evenly(lengths: list[int], budget: int) -> None:
    """All are searched whole if they fit; else the budget is kept, used up, and no text has less than a longer one."""
    share = fair_share(lengths, budget)
    used = sum(min(length, share) for length in lengths)
    if sum(lengths) <= budget or not lengths:
        assert share >= max(lengths, default=0)
    elif share > fair_share([10**6], 0):  # more than what every text has in any case
        assert budget - len(lengths) < used <= budget


def test_a_large_register_is_searched_by_names_and_beginnings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles and facts stay whole, texts are cut evenly, and no cut makes a bigram that stands in no text."""
    found = [
        Findable(
            "活动", "重阳节看望老人", f"{number}.html", (("队伍", "望月湖街道陪伴小队"),), "鹦鹉学舌" * 60 + "结尾"
        )
        for number in range(5)
    ]
    assert "结尾" in indexed(search_files(found))
    monkeypatch.setattr(index, "_BUDGET", 5 * 150)
    files = search_files(found)
    for text in pieced_together(files):
        assert "重阳节看望老人" in text
        assert "望月湖街道陪伴小队" in text
        assert 100 <= len(text.rpartition(" ")[2]) < 150
    assert indexed(files) <= neighbours(value for each in found for value in (each.title, *each.searched, each.text))
    assert all(each["content"].endswith("结尾") for each in records(files))


def test_page_and_program_speak_one_alphabet() -> None:
    """What stands in the script and in the program, because neither can read the other, is the same in both."""
    script = (ROOT / "theme" / "assets" / "search.js").read_text(encoding="utf-8")
    assert re.findall(r"const TITLE = (\d+);", script) == [f"{TITLE}"]
    assert re.findall(r'const EVERYWHERE = "(\w+)";', script) == [EVERYWHERE]
    assert re.findall(r"at < (\d+); at\+\+\) \{ letters = String\.fromCharCode\((\d+) \+ number % (\d+)\)", script) == [
        (f"{LETTERS}", f"{ord(encoded(chr(0))[0])}", "26")
    ]
    assert [encoded(chr(number)) for number in (25, 26, 26**3)] == ["aaaz", "aaba", "baaa"]
    assert END * 2 == EVERYWHERE
    letters = re.findall(r"at > 96 \? at - 97 : at - 39|\* 52", script)
    assert letters == ["at > 96 ? at - 97 : at - 39", "* 52"]
    assert [ord(each) - (97 if ord(each) > 96 else 39) for each in string.ascii_letters] == list(range(52))
    types = re.search(r"const FACETS = (\[.*?\]);", script)
    assert types is not None
    assert set(json.loads(types[1])) == set(json.loads(facets([]))) - {"count"}


def _unfolded(column: dict[str, object]) -> list[list[str]]:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    values, width, rows = column["values"], column["width"], column["rows"]
    assert isinstance(values, list)
    assert isinstance(width, int)
    assert isinstance(rows, str)
    numbers = []
    for at in range(0, len(rows), width):
        number = 0
        for letter in rows[at : at + width]:
            number = number * 52 + letters.index(letter)
        numbers.append(number)
    return [values[number] for number in numbers]
