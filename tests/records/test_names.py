"""A name is found however it is written, and nothing else is taken for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.library import load
from generator.records.names import MASK, Hidden, compact, hidden, mentions, nowhere
from tests import tiny

NAME = "王样荷"
HIDDEN = Hidden({NAME: "c-1", "样梅": "c-2", "高兴": "c-3", "阿依古丽·样提": "c-4", "Anna Yang": "c-5", "Li": "c-6"},
                frozenset({"光明路样梅社区", "李样梅", "新华区"}))  # fmt: skip
TODAY = dt.date(2025, 1, 1)
WRITTEN = {
    "in a sentence": ("昨天王样荷来了", f"昨天{MASK}来了"),
    "twice": ("王样荷、王样荷", f"{MASK}、{MASK}"),
    "spaced as in a list": ("王 样　荷到会", f"{MASK}到会"),
    "with a zero-width blank": ("王\u200b样荷", MASK),
    "broken by a line": ("是王样\n荷", f"是{MASK}"),
    "emphasised": ("**王样荷**说", f"**{MASK}**说"),
    "half emphasised": ("**王样**荷说", f"**{MASK}**说"),
    "in tags": ("<b>王</b>样荷", f"<b>{MASK}</b>"),
    "in codes of characters": ("&#29579;&#x6837;荷", MASK),
    "beside a title": ("王样荷大姐", f"{MASK}大姐"),
    "of a place named after her": ("王样荷工作室", f"{MASK}工作室"),
    "with another dot": ("阿依古丽•样提", MASK),
    "in Latin letters": ("with ANNA  yang.", f"with {MASK}."),
    "a common word alone": ("参加的有：高兴、李四", f"参加的有：{MASK}、李四"),
    "a common word beside a title": ("志愿者高兴来了，高兴大姐说", f"志愿者{MASK}来了，{MASK}大姐说"),
}
LEFT = {
    "another's longer name": "李样梅来了",
    "a place that holds it": "走进光明路样梅社区",
    "a common word": "大家高兴地回家",
    "markup": "<li>one</li>, a list",
    "part of a Latin word": "Joanna Yangs",
    "another character between": "王，样荷",
    "two paragraphs apart": "王" + "\n" * 9 + "样荷",
    "another coded character": "&#65;王",
}


@pytest.mark.parametrize(("text", "left"), WRITTEN.values(), ids=WRITTEN)
def test_a_name_is_hidden_however_it_is_written(text: str, left: str) -> None:
    """Blanks, marks, tags and codes do not save a name, and what is around it stays."""
    assert HIDDEN.masked(text) == left


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_is_no_name_stays(text: str) -> None:
    """Longer words that the register knows and common words are the very same text afterwards."""
    assert HIDDEN.masked(text) is text


@given(st.lists(st.sampled_from([NAME, "王", "样荷", "李样梅", " ", "，", "荷花", MASK]), max_size=12).map("".join))
def test_hiding_once_is_enough(text: str) -> None:
    """What is left holds the name in no spelling, and hiding it again changes nothing."""
    masked = HIDDEN.masked(text)
    assert NAME not in compact(masked)
    assert HIDDEN.masked(masked) is masked


def test_words_that_mean_others_too_stop_no_site() -> None:
    """Only a name that means one person wherever it stands is looked for in the finished site."""
    assert HIDDEN.certain == {NAME, "阿依古丽·样提", "Anna Yang"}


def test_nobody_is_hidden_in_a_register_where_all_agreed(tmp_path: Path) -> None:
    """Live consents hide nothing."""
    library, _ = load(tiny.write(tmp_path))
    assert hidden(library, TODAY).names == {}


def dead(number: int) -> str:
    """The tiny register's consents with one withdrawn."""
    lines = tiny.CONSENTS.splitlines()
    lines[number - 1] = lines[number - 1].replace("}", ", withdrawn: 2024-06-01}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(("number", "name"), [(1, "王样荷"), (2, "李样梅"), (3, "领队样桂"), (4, "周样菊")])
def test_volunteers_leaders_and_the_honoured_are_known(tmp_path: Path, number: int, name: str) -> None:
    """Whoever the open side names under a consent is hidden when the consent ends."""
    library, _ = load(tiny.write(tmp_path, {"teams/consents.yml": dead(number)}))
    assert set(hidden(library, TODAY).names) == {name}
    assert nowhere(library, hidden(library, TODAY)) == {name}


def test_a_namesake_who_agreed_keeps_the_name(tmp_path: Path) -> None:
    """The same name under another live consent is shown."""
    path = "teams/xinhua/aixin/team.yml"
    files = {"teams/consents.yml": dead(1), path: tiny.FILES[path].replace("领队样桂", "王 样荷")}
    library, _ = load(tiny.write(tmp_path, files))
    assert hidden(library, TODAY).names == {}


def test_a_stand_in_is_no_name(tmp_path: Path) -> None:
    """Somebody written as 王某 is hidden already; the same letters in other texts mean others."""
    path = "content/volunteers/wang-he.md"
    files = {"teams/consents.yml": dead(1), path: tiny.FILES[path].replace("name: 王样荷", "name: 王某")}
    library, _ = load(tiny.write(tmp_path, files))
    assert hidden(library, TODAY).names == {}


def test_what_the_federation_lets_pass_stops_no_site(tmp_path: Path) -> None:
    """A word in ``leak_allow`` is not looked for, but is hidden all the same."""
    facts = tiny.FEDERATION + "leak_allow: [{text: 王样荷, reason: 街名}]\n"
    library, _ = load(tiny.write(tmp_path, {"teams/consents.yml": dead(1), "teams/federation.yml": facts}))
    names = hidden(library, TODAY)
    assert nowhere(library, names) == frozenset()
    assert names.masked("王样荷") == MASK


def test_every_text_that_names_her_is_told(tmp_path: Path) -> None:
    """Keys and texts of any record, with the line; her own page and her own entry are told elsewhere."""
    report = tiny.report("样荷大姐", "2024-05-01", "summary: 王样荷来了\n", "一行\n\n王样荷和王样荷\n")
    files = {"teams/consents.yml": dead(1), "activities/2024/0501-x/report.md": report}
    library, _ = load(tiny.write(tmp_path, files))
    told = [(each.path, each.line, each.where) for each in mentions(library, hidden(library, TODAY))]
    lines = report.split("\n")
    place = "activities/2024/0501-x/report.md"
    assert (place, lines.index("summary: 王样荷来了") + 1, "summary 里") in told
    assert (place, lines.index("王样荷和王样荷") + 1, "正文里") in told
    assert {path for path, _, _ in told} == {place, f"{tiny.STORY}/report.md"}
