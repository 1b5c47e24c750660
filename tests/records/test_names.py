"""A name is found however it is written, and nothing else is taken for it."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.library import load
from generator.records.mentions import mentions
from generator.records.names import MASK, Hidden, compact, hidden, nowhere
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
    "with a stop for a dot": ("阿依古丽.样提来了", f"{MASK}来了"),
    "with a wide stop": ("阿依古丽．样提", MASK),
    "with a coded dot": ("阿依古丽&middot;样提", MASK),
    "without its dot": ("阿依古丽样提", MASK),
    "with a soft hyphen": ("王\u00ad样荷", MASK),
    "with a word joiner": ("王\u2060样\u2060荷", MASK),
    "with named blanks": ("王&nbsp;样&zwnj;荷", MASK),
    "with coded blanks": ("王&#160;样&#x200B;荷&#8203;", f"{MASK}&#8203;"),
    "in hexadecimal codes": ("&#x738b;&#X6837;荷", MASK),
    "in a link": ("[王](#)样荷", f"[{MASK}](#)"),
    "half in a link with a title": ('[王样](a.html "b")荷', f'[{MASK}](a.html "b")'),
    "marked": ("王==样==荷", f"{MASK}===="),
    "broken in a quotation": ("> 王样\n> 荷来了", f"> {MASK}来了"),
    "with a footnote": ("王[^1]样荷", f"{MASK}[^1]"),
    "with a comment": ("王<!-- x -->样荷", f"{MASK}<!-- x -->"),
    "with its sound": ("<ruby>王<rt>wáng</rt>样荷<rt>yàng hé</rt></ruby>", f"<ruby>{MASK}<rt></rt><rt></rt></ruby>"),
    "in a mark that is kept": ('王<b title="王样荷">样荷</b>', f'{MASK}<b title="{MASK}"></b>'),
    "in Latin letters, marked up": ("_Anna Yang_ and **Anna**&nbsp;Yang", f"_{MASK}_ and **{MASK}**"),
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


BETWEEN = (" ", "\u3000", "\u00a0", "\u00ad", "\u200b", "\u2060", "\ufeff", "&nbsp;", "&#160;", "&#8203;", "&zwnj;",
           "&#x3000;", "*", "**", "==", "`", "~~", "[^1]", "<!-- x -->", "<b>", "</b>", "<br>", "[", "](#)",
           "\n> ", "\n")  # fmt: skip
"""What leaves a name a name."""
LETTERS = {
    "古": "古",
    "&#21476;": "古",
    "丽": "丽",
    "&#x4e3d;": "丽",
    "样": "样",
    "菊": "菊",
    "周": "周",
    "&#X5468;": "周",
}
"""As written → as read."""
OTHERS = ("，", "。", "人", "a", "1", "：")
DOTS = ("·", ".", "．", "•", "・")
READ = {**LETTERS, **{each: each for each in OTHERS}, **dict.fromkeys(BETWEEN, ""), **dict.fromkeys(DOTS, "")}
POLITE = Hidden({"周样菊": "c-1", "古丽·样菊": "c-2"})


def read(parts: list[str], *, dotted: bool) -> str:
    """What somebody reads who sees letters only: an oracle that knows nothing of the expressions."""
    return "".join(part if part in DOTS and not dotted else READ[part] for part in parts)


@given(st.lists(st.sampled_from([*LETTERS, *LETTERS, *BETWEEN, *OTHERS, *DOTS]), max_size=14))
def test_whatever_stands_between_the_letters_is_no_hiding_place(parts: list[str]) -> None:
    """A name is found if and only if its letters follow one another with nothing but marks, and blanks, between."""
    if "".join(parts).count("\n") > 1:
        return  # paragraphs apart
    text = "".join(parts)
    there = "周样菊" in read(parts, dotted=False) or "古丽样菊" in read(parts, dotted=True)
    assert any(POLITE.found(text)) == there
    masked = POLITE.masked(text)
    assert not any(POLITE.found(masked))
    assert (masked == text) == (not there)


@pytest.mark.parametrize("name", ["周样菊", "古丽·样菊"])
@pytest.mark.parametrize("between", BETWEEN)
def test_each_mark_between_each_two_letters(name: str, between: str) -> None:
    """Nothing of the name is left, wherever in it the mark stands."""
    letters = name.replace("·", "")
    for at in range(1, len(letters)):
        assert not {*letters} & {*POLITE.masked(letters[:at] + between + letters[at:])}
    assert not {*letters} & {*POLITE.masked(between.join(letters))}


HOSTILE = ("王", "王<", "王&", "王<!--", "王](", "王[^", "王 ", "王\n", "王样<b>", "王<b", "王{", "&#29579;", "&#",
           "王<rt>王", "王" + "<b>" * 16, "王样" + " " * 15, f"王](#{'a' * 299}", f"王<{'a' * 299}>",
           "王\n> > > ")  # fmt: skip


@pytest.mark.parametrize("plain", [False, True])
def test_no_text_is_slow(*, plain: bool) -> None:
    """Texts of 200 KB made to look like the beginnings of many names take less than a second of work each."""
    names = Hidden({f"王{one}{two}": "c" for one in "样荷梅兰竹" for two in "样荷梅兰竹菊"}, plain=plain)
    for unit in HOSTILE:
        text = unit * (200_000 // len(unit))
        before = time.process_time()
        assert not any(names.found(text))
        assert time.process_time() - before < 1, unit


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


def test_radicals_that_look_like_letters_are_read() -> None:
    """Copied from a PDF file, 高 and 女 may be other characters that look the same."""
    names = Hidden({"高样女": "c-1"})
    assert names.masked("⾼样⼥来了") == f"{MASK}来了"


def test_a_dot_more_or_less_makes_no_other_person(tmp_path: Path) -> None:
    """Somebody who agreed keeps the name, with which dot or without any it may be written."""
    path = "teams/xinhua/aixin/team.yml"
    her = "content/volunteers/wang-he.md"
    files = {
        "teams/consents.yml": dead(1),
        path: tiny.FILES[path].replace("领队样桂", "古丽.样荷"),
        her: tiny.FILES[her].replace("name: 王样荷", "name: 古丽样荷"),
    }
    library, _ = load(tiny.write(tmp_path, files))
    assert hidden(library, TODAY).names == {}


def test_a_listed_word_called_after_her_is_told(tmp_path: Path) -> None:
    """A prize or workshop that bears her name saves it nowhere, and the line of the list is told without it."""
    facts = tiny.FEDERATION.replace("name: 助困关爱", "name: 王样荷助困").replace("[助困关爱]", "[王样荷助困]")
    facts = facts.replace("优秀项目]", "王样荷奖]") + "sources: [女干部, 王样荷巾帼工作室]\n"
    files = {"teams/consents.yml": dead(1), "teams/federation.yml": facts}
    library, _ = load(tiny.write(tmp_path, files))
    names = hidden(library, TODAY)
    assert nowhere(library, names) == {NAME}
    assert names.masked("来自王样荷巾帼工作室的人") == f"来自{MASK}巾帼工作室的人"
    told = [(each.line, each.where) for each in mentions(library, names) if each.path == "teams/federation.yml"]
    lines = facts.split("\n")
    for key, word in {"brands": "name: 王样荷助困", "honours": "王样荷奖", "sources": "王样荷巾帼工作室"}.items():
        line = next(number for number, line in enumerate(lines, 1) if word in line)
        assert (line, f"{key} 列出的名称里") in told
    assert {each.listed for each in mentions(library, names) if each.path == "teams/federation.yml"} == {True}


@pytest.mark.parametrize("word", ["新华区", "爱心帮扶", "王样荷路街道"])
def test_places_and_categories_are_no_people(tmp_path: Path, word: str) -> None:
    """A township or a category that holds a name stays as it is, and nobody is told."""
    facts = tiny.FEDERATION.replace("光明路街道", "王样荷路街道")
    library, _ = load(tiny.write(tmp_path, {"teams/consents.yml": dead(1), "teams/federation.yml": facts}))
    names = hidden(library, TODAY)
    assert names.masked(word) is word
    assert not [each for each in mentions(library, names) if each.path == "teams/federation.yml"]


def test_a_team_called_after_her_is_told(tmp_path: Path) -> None:
    """The name of a team is a text like any other."""
    path = "teams/xinhua/aixin/team.yml"
    files = {"teams/consents.yml": dead(1), path: tiny.FILES[path].replace("name: 新华区", "name: 王样荷")}
    library, _ = load(tiny.write(tmp_path, files))
    assert (path, "name 里") in {(each.path, each.where) for each in mentions(library, hidden(library, TODAY))}


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
