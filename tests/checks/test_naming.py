"""Names in Chinese text: what is clearly one is found, and ordinary stories of a women's federation hold none.

``ordinary.txt`` holds sentences that name nobody, ``ordinary_nearby.txt`` those that come near to a rule; each line of
``clear.txt`` names the rules that speak of its sentence (``w`` for a warning, ``-`` where the program is silent).
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.naming import named_at, names, pseudonyms
from generator.checks.passages import unnamed
from generator.checks.registry import CHECKS, RULES, Facts
from generator.checks.run import MODULES
from generator.checks.surnames import (
    AT_END,
    CALLED,
    CALLED_SHORT,
    CERTAIN,
    COMPOUND,
    DOUBTFUL,
    FIGURES,
    GIVEN,
    NEVER,
    SURNAMES,
    WORDS,
)
from generator.problems import Problem
from generator.records.kinds import Page
from generator.records.library import Entry, Library
from generator.records.source import Document
from tests.conftest import TODAY

HERE = Path(__file__).parent
ORDINARY = [
    line
    for name in ("ordinary.txt", "ordinary_nearby.txt")
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()
]
CLEAR = [line.split("\t") for line in (HERE / "clear.txt").read_text(encoding="utf-8").splitlines()]
LINES = str.maketrans({"⏎": "\n"})
"""A line of ``clear.txt`` writes the end of a line of its text so."""
SURE = sorted(GIVEN - NEVER)
FRAMES = (
    "居民{}高兴地说，真方便。", "{}（女，45岁）来了。", "今年68岁的{}独自住。", "她叫{}，是保洁员。",
    "志愿者{}，请上车。", "“真好。”村民{}说。", "学员**{}**坦言，差点没来。",
)  # fmt: skip


def said(text: str) -> list[Problem]:
    """What the rules about persons say of a page with this text."""
    assert MODULES
    library = Library(Path())
    library.pages["x"] = Entry("x", Page.model_validate({}), Document("content/x.md", {}, {}, text, 1))
    return list(CHECKS["P7"](RULES["P7"], Facts(library, TODAY)))


def people() -> st.SearchStrategy[str]:
    """Names of usual characters that begin like no other word."""
    surname = st.sampled_from([*sorted(SURNAMES), *COMPOUND])
    whole = st.builds("{}{}".format, surname, st.text(st.sampled_from(SURE), min_size=1, max_size=2))
    named = whole.filter(lambda name: not name.startswith((*WORDS, *FIGURES)) and not name[1:].startswith(CALLED))
    return named.filter(lambda name: not (name.startswith(COMPOUND) and name[2:] in CALLED_SHORT))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_name_nobody(text: str) -> None:
    """Surnames are ordinary words: neither an error nor a warning."""
    assert said(text) == []


@pytest.mark.parametrize(("rules", "text"), CLEAR)
def test_clear_sentences(rules: str, text: str) -> None:
    """Each is told by the rules that its line names, and by no other."""
    found = {problem.rule + "w" * (problem.severity == "warning") for problem in said(text.translate(LINES))}
    assert found == set(rules.split()) - {"-"}


@given(people().filter(lambda name: len(name) > 2 and not DOUBTFUL & {name[0]}), st.sampled_from(FRAMES))
def test_usual_names_in_sure_frames(name: str, frame: str) -> None:
    """Whatever the surname, a name of usual characters is found whole, and at its place."""
    text = frame.format(name)
    assert [(each.text, each.start) for each in names(text)] == [(name, text.index(name))]


@given(people(), st.sampled_from(FRAMES))
def test_known_people_and_masked_ones_are_none(name: str, frame: str) -> None:
    """Nothing is said of whom the register publishes, nor of “王某”, “王大姐” and “小王（化名）”."""
    assert names(frame.format(name), {name}) == []
    for masked in (f"{name[0]}某", f"{name[0]}某某", f"{name[0]}大姐", f"{name[0]}奶奶", f"{name[0]}老师"):
        assert names(frame.format(masked)) == []
    assert names(f"居民{name}（化名）说") == []


@given(people(), st.sampled_from(FRAMES))
def test_reports_never_repeat_a_name(name: str, frame: str) -> None:
    """A report may be sent around: it holds the surname and the place, never the name."""
    assert all(name not in str(problem) for problem in said(frame.format(name)))


@given(
    st.text(
        st.sampled_from([*sorted(SURNAMES | AT_END | GIVEN), *"说，。（女岁8老人的居民志愿者、和等\n*"]), max_size=60
    )
)
def test_any_text(text: str) -> None:
    """Names stand where they say, in order, and do not overlap."""
    end = 0
    for name in names(text):
        assert end <= name.start < name.end <= len(text)
        assert text[name.start : name.end] == name.text == named_at(text, name.start, name.end).text
        end = name.end
    for start, stop in pseudonyms(text):
        assert 0 <= start < stop <= len(text)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in said(text))


def test_the_lists_agree() -> None:
    """A character is not usual and impossible at once, and doubtful surnames are no sure ones."""
    assert CERTAIN <= GIVEN
    assert not GIVEN & NEVER
    assert not SURNAMES & AT_END


@pytest.mark.parametrize(
    ("text", "role", "age", "office", "child"),
    [
        ("居民李秀兰说", "居民", None, "", False), ("今年8岁的李雨桐", "", 8, "", True),
        ("副主席李秀兰说", "副主席", None, "副主席", False), ("李秀兰主任说", "", None, "主任", False),
        ("李雨桐小朋友", "", None, "", True), ("14岁的李雨桐", "", 14, "", False),
        ("李秀兰（女，56岁）", "", 56, "", False),
    ],
)  # fmt: skip
def test_what_is_known_of_a_name(text: str, role: str, age: int | None, office: str, *, child: bool) -> None:
    """Role, age and office stand beside it."""
    (name,) = names(text)
    assert (name.role, name.age, name.office, name.child) == (role, age, office, child)


def test_the_texts_of_a_record_are_made_once() -> None:
    """Forty rules read the same texts; a record that was changed has its own."""
    entry = Entry("x", Page.model_validate({}), Document("content/x.md", {}, {}, "院子里晒着被子。", 1))
    changed = dataclasses.replace(entry, document=dataclasses.replace(entry.document, body="院门开着。"))
    assert unnamed(entry) is unnamed(entry)
    assert [each.text for each in unnamed(changed)] == ["院门开着。"]
