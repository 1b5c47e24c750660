"""The files of the search: the same records give the same bytes, and nothing that a browser does not ask for."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

from generator.pages.finder import KINDS
from generator.search.facets import facets
from generator.search.index import search_files
from generator.search.records import Findable
from tests.search.conftest import records

if TYPE_CHECKING:
    from tests.search.conftest import Search

    Make = Callable[..., Search]


def test_the_same_records_give_the_same_bytes(search: Make) -> None:
    """No time, no chance, no order of a hash decides about a file."""
    made = search()
    assert made.files == made.files
    assert search().files == made.files


def test_only_what_a_browser_needs_is_there(search: Make) -> None:
    """One script, one program, one table of contents, the facets, chunks and one record for each page."""
    made = search()
    names = {name.partition(".")[0] + "." + name.rpartition(".")[2] for name in made.files if "/zh_" not in name}
    assert names == {"search/facets.json", "search/pagefind-entry.json", "search/pagefind.js",
                     "search/pagefind.pf_meta", "search/wasm.pagefind"}  # fmt: skip
    assert len([name for name in made.files if name.startswith("search/fragment/")]) == len(made.found)


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
    assert "search/pagefind.js" in search_files([])


def test_facets_tell_of_each_record_what_it_has() -> None:
    """Runs and letters unfold to exactly the values of the records, however many combinations there are."""
    chance = random.Random(1)  # noqa: S311 - no secret
    every = [f"类{number}" for number in range(12)]
    found = [
        Findable(chance.choice(KINDS), f"{number}", f"{number}.html", brand=chance.choice(["甲", "乙", ""]),
                 categories=tuple(sorted(chance.sample(every, chance.randrange(4)))))
        for number in range(400)
    ]  # fmt: skip
    table = json.loads(facets(found))
    assert table["count"] == len(found)
    assert [kind for kind, times in table["kind"] for _ in range(times)] == [each.kind for each in found]
    assert _unfolded(table["brand"]) == [[each.brand] if each.brand else [] for each in found]
    assert table["category"]["width"] == 2
    assert _unfolded(table["category"]) == [list(each.categories) for each in found]


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
