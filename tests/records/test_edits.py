"""Changing one value of a record leaves every other byte alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.edits import UneditableError, with_item, with_value, written
from generator.records.marks import read_yaml

STUB = {"file": "02.jpg", "alt": "待填写", "people": "none"}
HEAD = "---\n# 说明\ntitle: 甲  # 标题\n"
TAIL = "status: draft\n---\n正文 photos: 不动\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "photos:\n  - {file: 02.jpg, alt: 待填写, people: none}\n"),
        ("photos:\n", "photos:\n  - {file: 02.jpg, alt: 待填写, people: none}\n"),
        ("photos:  # 照片\n", "photos:  # 照片\n  - {file: 02.jpg, alt: 待填写, people: none}\n"),
        ("photos: []\n", "photos: [{file: 02.jpg, alt: 待填写, people: none}]\n"),
        ("photos: ~  # 没有\n", "photos: [{file: 02.jpg, alt: 待填写, people: none}]  # 没有\n"),
        ("photos: null\n", "photos: [{file: 02.jpg, alt: 待填写, people: none}]\n"),
        (
            "photos: [{file: 01.jpg, alt: a}] # 注\n",
            "photos: [{file: 01.jpg, alt: a}, {file: 02.jpg, alt: 待填写, people: none}] # 注\n",
        ),
        (
            "photos: [\n  {file: 01.jpg, alt: a}, # 第一张\n]\n",
            "photos: [\n  {file: 01.jpg, alt: a}, {file: 02.jpg, alt: 待填写, people: none}, # 第一张\n]\n",
        ),
        (
            "photos:\n  - {file: 01.jpg, alt: a}  # 第一张\n\n# 后面\n",
            "photos:\n  - {file: 01.jpg, alt: a}  # 第一张\n  - {file: 02.jpg, alt: 待填写, people: none}\n\n# 后面\n",
        ),
        (
            "photos:\n- file: 01.jpg\n  alt: |\n    两行\n    说明\n\n",
            "photos:\n- file: 01.jpg\n  alt: |\n    两行\n    说明\n- {file: 02.jpg, alt: 待填写, people: none}\n\n",
        ),
        (
            "photos:\n    - file: 1.jpg\n      people:\n        - c\n",
            "photos:\n    - file: 1.jpg\n      people:\n        - c\n    - {file: 02.jpg, alt: 待填写, people: none}\n",
        ),
    ],
)
def test_a_stub_is_added_behind_the_last(before: str, after: str) -> None:
    """Whatever way a list is written, one item more changes nothing else."""
    if not before:
        assert with_item(HEAD + TAIL, ("photos",), STUB) == HEAD + TAIL.replace("draft\n", f"draft\n{after}", 1)
    else:
        assert with_item(HEAD + before + TAIL, ("photos",), STUB) == HEAD + after + TAIL


@pytest.mark.parametrize(
    ("before", "at", "value", "after"),
    [
        ("a: {given: 2026-01-02}\n", ("a", "withdrawn"), dt.date(2026, 3, 5),
         "a: {given: 2026-01-02, withdrawn: 2026-03-05}\n"),
        ("a:\n  given: 2026-01-02  # 注\nb: 1\n", ("a", "withdrawn"), dt.date(2026, 3, 5),
         "a:\n  given: 2026-01-02  # 注\n  withdrawn: 2026-03-05\nb: 1\n"),
        ("a: {x: '旧', y: 1}\n", ("a", "x"), "新: 值", "a: {x: '新: 值', y: 1}\n"),
        ("a:\n- b: c\n  d: e\n", ("a", 0, "f"), True, "a:\n- b: c\n  d: e\n  f: true\n"),
        ("a:\nb: 1\n", ("a",), [0.4, 0.3], "a: [0.4, 0.3]\nb: 1\n"),
        ("a: {}\n", ("a", "b"), False, "a: {b: false}\n"),
        ("a: 1", ("b",), 2, "a: 1\nb: 2"),
    ],
)  # fmt: skip
def test_a_value_is_set(before: str, at: tuple[str | int, ...], value: object, after: str) -> None:
    """A new or an old key gets its value where it stands."""
    assert with_value(before, at, value) == after


@pytest.mark.parametrize(
    "text", ["a: |\n  x\n", "a:\n  b: 1\n", "a: &x 1\nb: *x\n", "- 1\n", "a: [1\n", "", "# 空\n", "a: 1\na: 2\n"]
)
def test_what_cannot_be_changed_safely_is_refused(text: str) -> None:
    """A block of lines, an anchor, a list or a mistake is left to a person."""
    with pytest.raises(UneditableError):
        with_value(text, ("a",), "x")
    with pytest.raises(UneditableError):
        with_item(text, ("a", "b"), "x")


def test_line_ends_and_marks_stay() -> None:
    """A file written on Windows stays one."""
    text = "\ufeff---\r\ntitle: 甲\r\nphotos: []\r\n---\r\n正文\r\n"
    assert with_item(text, ("photos",), {"file": "01.jpg"}) == text.replace("[]", "[{file: 01.jpg}]")


@pytest.mark.parametrize("ends", [("\r\n", "\n", "\n"), ("\n", "\r\n", "\n"), ("\n", "\n", "\r\n")])
def test_mixed_line_ends_stay(ends: tuple[str, str, str]) -> None:
    """One line written on Windows is no reason to change all others; a new line ends like the one before it."""
    one, two, three = ends
    text = f"---{one}title: 甲{two}status: draft{three}---{one}正文{two}又一行{one}"
    assert with_value(text, ("status",), "selected") == text.replace("draft", "selected")
    assert with_value(text, ("x",), 1) == text.replace(f"draft{three}", f"draft{three}x: 1{three}")


_SCALARS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12),
    st.booleans(), st.integers(0, 99),
)  # fmt: skip
_KEYS = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
_TREES = st.dictionaries(
    _KEYS,
    st.one_of(_SCALARS, st.lists(_SCALARS, max_size=3), st.dictionaries(_KEYS, _SCALARS, min_size=1, max_size=3)),
    min_size=1, max_size=5,
)  # fmt: skip


def _is_plain(tree: dict[str, object], value: object) -> bool:
    """Whether nothing in a record is of a kind that has to be quoted with escapes or could be a mark of YAML."""
    return not set("\\&*!\x85\u2028\u2029\xa0\ufeff") & set(f"{tree}{value}".replace("\\\\", "\\"))


@given(tree=_TREES, value=_SCALARS, key=_KEYS)
def test_any_record_says_the_same_with_one_value_more(tree: dict[str, object], value: object, key: str) -> None:
    """Values written by any program are kept; the new one is read back as it was meant, or the change is refused."""
    text = "# 头\n" + "".join(f"{name}: {written(each)}  # 注\n" for name, each in tree.items())
    try:
        changed = with_value(text, (key,), value)
    except UneditableError:
        assert not _is_plain(tree, value)
        return
    before, after = read_yaml("", text)[0], read_yaml("", changed)[0]
    assert after == {**before, key: value if isinstance(value, str) else written(value)}
    assert changed.count("# 注") == len(tree)
