"""Front matter and YAML: nothing raises, and every mark points at its key."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Problem
from generator.records.files import decode
from generator.records.marks import unpack
from generator.records.source import Document, read_record
from tests.conftest import Register

KEYS = st.text(alphabet="abcdefgh_", min_size=1, max_size=8)
SCALARS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), max_size=20
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)
YAMLISH = st.lists(
    st.sampled_from(
        ["---\n", "...\n", "- ", "a: ", "b：", "[", "]", "{", "}", "&x ", "*x ", "!t ", "'", '"', "\n", "  ", "\t",
         "|\n", ">-\n", "? ", ": ", "#", "<<: ", "%", "@", "`", "\\", "标题", "𠮷", "ئايگۈل", "\u2028", "\x85",
         "\ufeff", "\x00", "\x07", "\udc80", "2026-03-05", "~", ",", "，"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


def read(path: str, text: str) -> tuple[Document, list[Problem]]:
    """One file and its problems."""
    problems: list[Problem] = []
    return read_record(path, text, problems), problems


@given(st.text(max_size=300) | YAMLISH, st.sampled_from(["x.yml", "x.md"]))
@settings(max_examples=400)
def test_no_text_raises(text: str, path: str) -> None:
    """Whatever the text, there is a document, and every problem has its place inside the file."""
    document, problems = read(path, text)
    last = text.count("\n") + 1
    for problem in problems:
        assert problem.path == path
        assert 1 <= problem.line <= last
        assert problem.column >= 1
        assert problem.message
        assert problem.hint
    assert document.values is None or isinstance(document.values, str | list | dict)


@given(st.binary(max_size=300) | YAMLISH.map(lambda text: text.encode("utf-8", errors="replace")))
def test_no_bytes_raise(data: bytes) -> None:
    """Nor do bytes that went through decoding."""
    problems: list[Problem] = []
    text = decode("x.md", data, problems)
    if text is not None:
        read_record("x.md", text, problems)
    assert all(str(problem) for problem in problems)


def dumped(record: object, *, flow: bool | None) -> str:
    """Any record as YAML; every scalar quoted, so that it stays text."""
    return yaml.safe_dump(record, allow_unicode=True, default_style='"', default_flow_style=flow, sort_keys=False)


@given(RECORDS, st.sampled_from([None, False, True]), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_marks_point_at_their_keys(record: dict[str, object], flow: bool | None, bom: bool, end: str) -> None:  # noqa: FBT001
    """With any quoting, line ends and byte order mark, the place of a key is where its name stands in the text."""
    front = dumped(record, flow=flow)
    written = f"---\n{front}---\n正文\n".replace("\n", end)
    problems: list[Problem] = []
    text = decode("x.md", ("\ufeff" * bom + written).encode(), problems)
    assert text is not None
    assert [problem.rule for problem in problems] == ["F1"] * bom
    document = read_record("x.md", text, problems)
    assert len(problems) == bom
    assert document.values == record
    lines = text.split("\n")
    for at, mark in document.marks.items():
        line, column = unpack(mark)
        if isinstance(at[-1], str) and column < 4095:
            assert lines[line - 1][column - 1 :].startswith((f'"{at[-1]}"', at[-1]))
    assert document.body == "正文\n"
    assert lines[document.body_line - 1] == "正文"


@given(RECORDS)
def test_a_yaml_file_reads_as_it_was_written(record: dict[str, object]) -> None:
    """A file of YAML alone gives the same values, with lines counted from its own beginning."""
    document, problems = read("x.yml", dumped(record, flow=False))
    assert (document.values, problems) == (record, [])
    first = next(iter(record))
    assert document.place(first) == (1, 1)
    assert document.place(first, "nobody wrote this") == (1, 1)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("410402", "410402"), ("2018-03", "2018-03"), ("no", "no"), ("0o17", "0o17"), ("1e3", "1e3"),
        ("12:30", "12:30"),
        ("~", None), ("null", None), ("", None), ("'null'", "null"), ('""', ""), ("yes", "yes"), (".inf", ".inf"),
        ("| \n  a\n  b", "a\nb\n"), (">-\n  a\n  b", "a b"), ("'it''s'", "it's"), ('"𠮷\\u00b7"', "𠮷·"), ("=", "="),
    ],
)  # fmt: skip
def test_scalars_stay_as_written(scalar: str, value: str | None) -> None:
    """No scalar turns into a number, a day or a truth value that the writer did not mean."""
    document, problems = read("x.yml", f"a: {scalar}\n")
    assert (document.values, problems) == ({"a": value}, [])


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_odd_line_ends_do_not_shift_lines(mark: str) -> None:
    """Line ends that editors do not show as such leave every later place where an editor shows it."""
    document, problems = read("x.yml", f"a: 一{mark}二\nb: 三\n")
    assert (document.values, problems) == ({"a": "一 二", "b": "三"}, [])
    assert document.place("b") == (2, 1)


def test_the_body_is_kept_when_the_front_matter_is_broken() -> None:
    """A mistake above does not lose the story below."""
    document, problems = read("x.md", "---\na: b: c\n---\n正文\n\n---\n还有\n")
    assert [problem.line for problem in problems] == [2]
    assert (document.values, document.body, document.body_line) == (None, "正文\n\n---\n还有\n", 4)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x]\nb: [*a, *a, *a]\n",
        "a: &a " + "[" * 20 + "]" * 20 + "\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(500)),
        " " + "- " * 100_000,
        "a:\n " + "- " * 100_000,
        " ? " * 100_000,
        "[{a: " * 50_000,
        "- - - - - - - - - - - -\n" * 3 + " " + "- " * 50,
        "".join(" " * n + "a:\n" for n in range(400)),
    ],
)
def test_bombs_are_refused_quickly(text: str) -> None:
    """Neither depth nor repetition can exhaust memory, time or the stack."""
    document, problems = read("x.yml", text)
    assert document.values is None
    assert [problem.rule for problem in problems] == ["F2"]


def test_deep_looking_text_is_not_deep() -> None:
    """Brackets in quotes and a long line of blanks are text."""
    document, problems = read("x.yml", f"a: '{'[' * 80}'\nb: |\n{' ' * 80}c\n")
    assert problems == []
    assert document.values == {"a": "[" * 80, "b": "c\n"}


def test_a_real_report_keeps_every_place(register: Register) -> None:
    """In the whole register's awkward report each key stands where an editor shows it."""
    path = "activities/2026/0305-liulin-leifeng/report.md"
    text = (register({}) / path).read_text(encoding="utf-8")
    document, _ = read(path, text)
    lines = text.split("\n")
    for at, mark in document.marks.items():
        line, column = unpack(mark)
        if isinstance(at[-1], str):
            assert lines[line - 1][column - 1 :].startswith(at[-1])
